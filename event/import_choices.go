package event

import (
	"maps"
	"slices"
)

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

// NotTheSame says of a row that it is about another person than the plan took it for.
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

// What a choice that did not fit any more was about.
const (
	missedRow    = "row"
	missedPerson = "person"
	missedField  = "field"
	missedCancel = "cancel"
)

// decisions are the choices about a plan that is made once more, beside what was seen when they were made.
type decisions struct {
	ImportChoices
	fields map[int]map[string]FieldChange // shown, by row and FieldChange.ID
	known  map[int]string                 // the registration that a row was taken for
	doubts map[int]string                 // Duplicate.Key by row
	missed []RowError
}

func newDecisions(seen ImportPlan, c ImportChoices) *decisions {
	d := &decisions{ImportChoices: c}
	if len(c.Rows) == 0 {
		return d
	}
	d.fields, d.known, d.doubts = map[int]map[string]FieldChange{}, map[int]string{}, map[int]string{}
	for _, items := range [][]ImportItem{seen.New, seen.Changed, seen.Kept} {
		for i := range items {
			item := &items[i]
			if _, chosen := c.Rows[item.Row]; !chosen {
				continue
			}
			d.known[item.Row] = item.Entry.ID
			if d.fields[item.Row] == nil {
				d.fields[item.Row] = map[string]FieldChange{}
			}
			for _, change := range slices.Concat(item.Changes, item.Kept) {
				d.fields[item.Row][change.ID()] = change
			}
		}
	}
	for _, dup := range seen.Duplicates {
		d.doubts[dup.Row] = dup.Key
	}
	return d
}

// miss notes a choice that does not fit any more.
func (d *decisions) miss(row int, about, name string) {
	d.missed = append(d.missed, rowError(row, "", CodeImportChoice, "About", about, "Name", name))
}

// field is what was chosen about a difference. A choice that was made about another value of the desk's
// than there is now does not count.
func (d *decisions) field(row int, c FieldChange) (take, chosen bool) {
	if d == nil {
		return false, false
	}
	take, chosen = d.Rows[row].Fields[c.ID()]
	if !chosen || !take {
		return take, chosen
	}
	if seen, ok := d.fields[row][c.ID()]; ok && seen.Old != c.Old {
		d.miss(row, missedField, c.Field)
		return false, false
	}
	return true, true
}

// rows are the rows that something was chosen about, in order.
func (d *decisions) rows() []int {
	if d == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(d.Rows))
}

// skips reports a row that is to be left out.
func (d *decisions) skips(row int) bool { return d != nil && d.Rows[row].Skip }
