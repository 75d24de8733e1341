package event

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"
)

// Form is a sign-up form as it was understood once: the columns of its export and the field that each
// holds. It outlives events, because the next edition usually copies the form.
type Form struct {
	ID        string            `json:"id"` // of the headers, whatever their order, case and marks
	Name      string            `json:"name"`
	Headers   []string          `json:"headers"`
	Mapping   Mapping           `json:"mapping"`
	Constants map[string]string `json:"constants"` // field to the value of every row
	Encoding  string            `json:"encoding"`  // "": guessed
	Delimiter string            `json:"delimiter"` // "": guessed
	Used      time.Time         `json:"used"`      // last
}

// FormMapped says how a form is understood from now on. Its entity is the form's ID, its event "".
type FormMapped struct{ Form }

// FactKind names the kind.
func (FormMapped) FactKind() string { return "form.mapped" }

// NewForm remembers how a table was understood.
func NewForm(t Table, m Mapping, constants map[string]string, used time.Time) Form {
	return Form{ID: FormID(t.Header), Name: t.Name, Headers: slices.Clone(t.Header), Mapping: maps.Clone(m),
		Constants: maps.Clone(constants), Used: used}
}

// FormID is the name of a form in the log: a digest of its folded headers.
func FormID(headers []string) string {
	keys := make([]string, 0, len(headers))
	for _, h := range headers {
		keys = append(keys, headerKey(h))
	}
	slices.Sort(keys)
	sum := sha256.Sum256([]byte(strings.Join(keys, "\n")))
	return hex.EncodeToString(sum[:16])
}

// headerKey is what makes two headers the same one.
func headerKey(header string) string {
	if f := Fold(header); f != "" {
		return f
	}
	return strings.TrimSpace(header)
}

// FindForm finds the form that a table was exported from: the one with the very same headers, else the
// one that a newer export has grown out of, with a few columns more or one less.
func FindForm(forms []Form, t Table) (Form, bool) {
	const mostOfForm, mostOfTable, enough = 0.8, 0.6, 3
	id := FormID(t.Header)
	there := map[string]bool{}
	for _, h := range t.Header {
		there[headerKey(h)] = true
	}
	var best Form
	bestScore := 0.0
	for _, f := range forms {
		if f.ID == id {
			return f, true
		}
		common := 0
		for _, h := range f.Headers {
			if there[headerKey(h)] {
				common++
			}
		}
		if common < enough {
			continue
		}
		ofForm, ofTable := float64(common)/float64(len(f.Headers)), float64(common)/float64(len(t.Header))
		if ofForm < mostOfForm || ofTable < mostOfTable {
			continue
		}
		if score := ofForm + ofTable; score > bestScore || score == bestScore && f.Used.After(best.Used) {
			best, bestScore = f, score
		}
	}
	return best, bestScore > 0
}

// For is the form's mapping for a table's own headers; columns that the form does not know are left out.
func (f Form) For(t Table) Mapping {
	byKey := map[string]string{}
	for header, field := range f.Mapping {
		byKey[headerKey(header)] = field
	}
	m := Mapping{}
	for _, h := range t.Header {
		if field, ok := byKey[headerKey(h)]; ok {
			m[h] = field
		}
	}
	return m
}
