package event

import "strings"

// Name is a person's name; its parts change together.
type Name struct {
	Title  string `json:"title"` // academic title: dr hab., mgr
	Given  string `json:"given"`
	Family string `json:"family"`
}

// Full is the name as people say it: Jan Kowalski.
func (n Name) Full() string { return strings.TrimSpace(n.Given + " " + n.Family) }

// Formal is the full name after the academic title.
func (n Name) Formal() string { return strings.TrimSpace(n.Title + " " + n.Full()) }

// FormOfAddress chooses the grammar of documents; Polish past tense needs it.
type FormOfAddress string

// The forms of address.
const (
	Feminine  FormOfAddress = "f"
	Masculine FormOfAddress = "m"
	Neutral   FormOfAddress = ""
)

// Person lives across editions.
type Person struct {
	ID          string        `json:"id"`
	Name        Name          `json:"name"`
	Email       string        `json:"email"`
	Phone       string        `json:"phone"`
	Institution string        `json:"institution"`
	Position    string        `json:"position"`
	Town        string        `json:"town"`
	Voivodeship string        `json:"voivodeship"`
	Address     FormOfAddress `json:"address"`
	Language    string        `json:"language"` // of the person's documents: "" is Polish

	Erased bool `json:"erased,omitempty"` // the person's data were erased: nothing else is left
}

// SearchText is what a person is found by, before folding.
func (p Person) SearchText() string { return strings.Join(p.SearchParts(), " ") }

// SearchParts are the same in the order of what people look for: the family name, the given names, all else.
func (p Person) SearchParts() []string {
	return []string{p.Name.Family, p.Name.Given, strings.Join([]string{p.Name.Title, p.Institution, p.Town, p.Email, p.Phone}, " ")}
}

// GuessAddress guesses the form of address from the given name: Polish women's names end in -a, with
// few exceptions. A person can always correct it.
func GuessAddress(given string) FormOfAddress {
	first, _, _ := strings.Cut(strings.TrimSpace(given), " ")
	f := Fold(first)
	switch {
	case f == "":
		return Neutral
	case masculineInA[f]:
		return Masculine
	case feminineOther[f], strings.HasSuffix(f, "a"):
		return Feminine
	}
	return Masculine
}

var (
	masculineInA  = map[string]bool{"kuba": true, "barnaba": true, "bonawentura": true, "kosma": true, "dyzma": true, "jarema": true, "sasza": true, "misza": true, "nikita": true, "ilia": true, "zawisza": true, "juda": true, "luca": true}
	feminineOther = map[string]bool{"beatrycze": true, "noemi": true, "miriam": true, "ines": true, "karen": true, "nel": true, "nicole": true, "dolores": true, "mercedes": true, "salome": true, "rut": true, "ruth": true, "rachel": true, "carmen": true, "ingrid": true, "elizabeth": true, "judith": true, "zoe": true, "chloe": true, "abigail": true, "kimberly": true, "doris": true, "iris": true, "esther": true, "edith": true, "berenike": true, "aniceta": true}
)
