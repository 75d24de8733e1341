package event

// ImportChoices are what the organizer decided about the items of a plan. The zero value takes everything
// as the plan shows it.
type ImportChoices struct {
	Rows   map[int]RowChoice // by the row of the item
	Cancel []string          // registrations missing from the file that are to be cancelled
}

// RowChoice is what was decided about one row.
type RowChoice struct {
	Skip   bool            // leave this row out
	SameAs string          // Duplicate.Key: it is that person; NotTheSame: somebody else
	Fields map[string]bool // by FieldChange.ID: true takes the file's value, false keeps the desk's
}

// NotTheSame says of a probable duplicate that it is another person.
const NotTheSame = "-"

// Duplicate is a row that is probably about somebody who is here already. Without a choice it is taken
// for somebody else.
type Duplicate struct {
	Row      int
	Key      string // what RowChoice.SameAs holds to say that it is the same person
	Entry    Entry  // as it would be added
	Other    Entry  // who is there already; without ID where OtherRow or another edition is meant
	OtherRow int    // the row about Other in the same file, or 0
	Reason   string // one of the constants below
}

// Why a row is taken for a probable duplicate. Their sentences are import.duplicate.<reason>.
const (
	DuplicateEmail   = "email"   // the same name with another address
	DuplicateName    = "name"    // nearly the same name
	DuplicateEdition = "edition" // somebody of another edition, with another address
)
