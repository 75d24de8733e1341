package event

import (
	"slices"
	"strings"
)

// CertificateFields lists what can stand in braces in the words of a certificate, in the order of choice. Whoever
// draws puts them into words, in the language of the person. A field with bars is chosen by the form of address.
var CertificateFields = []string{FieldName, FieldInstitution, FieldRole, "heading", "number", "number_words", "intro", "deed",
	"event", "edition", "dates", "venue", "event_town", "hours", "hours_words", "topics_count", "topics_heading", "topics_about",
	"place", "date", "place_date", "organizers", "partners", "partners_words", "patrons", "patrons_words", "cofinancing", "code_words", "replaces"}

// AddressForms is a field of words as the menu of the designer puts it in.
const AddressForms = "{ukończyła|ukończył|ukończył(a)}"

// Fields lists what can stand in braces in the words of a use.
func (u LayoutUse) Fields() []string {
	if u == ForCertificates {
		return CertificateFields
	}
	return BadgeFields
}

// Kinds lists the kinds of items of a use, in the order of choice.
func (u LayoutUse) Kinds() []ItemKind {
	if u == ForCertificates {
		return CertificateItems
	}
	return ItemKinds
}

// CertificateItems lists the kinds of items of certificates in the order of choice.
var CertificateItems = []ItemKind{ItemText, ItemDeed, ItemTopics, ItemSignatures, ItemLogos, ItemCode, ItemImage, ItemLine, ItemBox}

// CertificatePictures lists the pictures that a certificate needs, by SHA-256: of its layout, of those who sign, and
// the logos.
func CertificatePictures(d CertificateData, l Layout) []string {
	all := l.Pictures()
	add := func(sum string) {
		if sum != "" && !slices.Contains(all, sum) {
			all = append(all, sum)
		}
	}
	if l.has(ItemSignatures) {
		for _, s := range d.Signatures {
			add(s.Image)
		}
	}
	if l.has(ItemLogos) {
		for _, logo := range d.Logos {
			add(logo.Image)
		}
	}
	return all
}

// Trouble is something that a certificate cannot show, or lacks. "layout.trouble." and its code is the id of its
// sentence.
type Trouble struct {
	Code  TroubleCode
	Args  map[string]any // of the sentence
	Grave bool           // it cannot be issued like this
}

// TroubleCode names a kind of trouble.
type TroubleCode string

// The kinds. Those that only drawing tells come from Documents.CertificateTroubles.
const (
	TroubleField      TroubleCode = "field"      // nobody knows it: Field
	TroubleEmpty      TroubleCode = "empty"      // the layout shows it and there is nothing: Field
	TroubleTopics     TroubleCode = "topics"     // the layout lists them and there are none
	TroubleHours      TroubleCode = "hours"      // none are credited
	TroubleUnsigned   TroubleCode = "unsigned"   // nobody signs
	TroubleSignatures TroubleCode = "signatures" // more than there is room for: Count
	TroubleSignature  TroubleCode = "signature"  // its picture is missing or damaged: Name
	TroublePicture    TroubleCode = "picture"    // of the layout, missing or damaged
	TroubleLogo       TroubleCode = "logo"       // missing or damaged: Name
	TroubleLetters    TroubleCode = "letters"    // that no font has: Letters, Text
	TroubleText       TroubleCode = "text"       // too long for its place: Text
	TroubleCodeLong   TroubleCode = "code"       // the signed statement is too long for a symbol
)

// MostSignatures is how many people can sign a certificate.
const MostSignatures = 3

// CertificateTroubles lists what a certificate would lack, as far as its data tell; who draws it knows more.
func CertificateTroubles(job CertificateJob) []Trouble {
	t := troubles{job: job}
	for _, name := range job.Layout.fields() {
		t.field(name)
	}
	l, d := job.Layout, job.Data
	if l.has(ItemDeed) {
		t.field(FieldName)
		t.field("event")
	}
	if d.Hours <= 0 && l.has(ItemDeed) {
		t.add(TroubleHours, "")
	}
	if len(d.Topics) == 0 && l.has(ItemTopics) {
		t.add(TroubleTopics, "")
	}
	if l.has(ItemSignatures) {
		t.signatures()
	}
	for _, logo := range d.Logos {
		if l.has(ItemLogos) && logo.Image != "" && job.Pictures[logo.Image] == nil {
			t.add(TroubleLogo, "Name", logo.Name)
		}
	}
	for _, sum := range l.Pictures() {
		if job.Pictures[sum] == nil {
			t.add(TroublePicture, "")
		}
	}
	return t.all
}

type troubles struct {
	job CertificateJob
	all []Trouble
}

// add notes a trouble with one argument, or none; the same is noted once.
func (t *troubles) add(code TroubleCode, key string, value ...any) {
	var args map[string]any
	if key != "" {
		args = map[string]any{key: value[0]}
	}
	same := func(o Trouble) bool { return o.Code == code && (key == "" || o.Args[key] == value[0]) }
	if !slices.ContainsFunc(t.all, same) {
		t.all = append(t.all, Trouble{Code: code, Args: args, Grave: code == TroubleEmpty && value[0] == FieldName})
	}
}

func (t *troubles) signatures() {
	all := t.job.Data.Signatures
	if len(all) == 0 {
		t.add(TroubleUnsigned, "")
	}
	if len(all) > MostSignatures {
		t.add(TroubleSignatures, "Count", len(all))
	}
	for _, s := range all {
		if s.Image != "" && t.job.Pictures[s.Image] == nil {
			t.add(TroubleSignature, "Name", s.Name)
		}
	}
}

// emptyField says of those fields that every certificate should fill whether there is nothing for one.
var emptyField = map[string]func(d CertificateData) bool{
	FieldName:        func(d CertificateData) bool { return strings.TrimSpace(d.Name) == "" },
	FieldInstitution: func(d CertificateData) bool { return d.Institution == "" },
	"event":          func(d CertificateData) bool { return d.Title == "" },
	"venue":          func(d CertificateData) bool { return d.Venue == "" },
	"event_town":     func(d CertificateData) bool { return d.Town == "" },
	"place":          func(d CertificateData) bool { return d.Place == "" },
	"place_date":     func(d CertificateData) bool { return d.Place == "" },
	"organizers":     func(d CertificateData) bool { return len(d.Organizers) == 0 },
	"dates":          func(d CertificateData) bool { return !d.Start.Valid() },
}

// field looks whether a field is known, and says something.
func (t *troubles) field(name string) {
	d := t.job.Data
	switch {
	case IsForm(name) || strings.HasPrefix(name, LayoutWord):
	case !slices.Contains(CertificateFields, name):
		if _, known := d.Fields[name]; !known {
			t.add(TroubleField, "Field", name)
		}
	case strings.HasPrefix(name, "hours") && d.Hours <= 0:
		t.add(TroubleHours, "")
	case emptyField[name] != nil && emptyField[name](d):
		t.add(TroubleEmpty, "Field", name)
	}
}
