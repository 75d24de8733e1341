package event

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The fields that a column of a registration list can hold.
const (
	FieldIgnore        = "ignore"
	FieldAnswer        = "answer" // kept under the column's header
	FieldEmail         = "email"
	FieldName          = "name" // full
	FieldGiven         = "given"
	FieldFamily        = "family"
	FieldTitle         = "title"
	FieldPhone         = "phone"
	FieldInstitution   = "institution"
	FieldPosition      = "position"
	FieldTown          = "town"
	FieldVoivodeship   = "voivodeship"
	FieldDiet          = "diet"
	FieldAccommodation = "accommodation"
	FieldTransport     = "transport"
	FieldPreferences   = "preferences"
	FieldGroup         = "group"
	FieldRole          = "role"
	FieldStatus        = "status"
	FieldSubmitted     = "submitted"
	FieldConsent       = "consent"
	FieldFee           = "fee"
	FieldPaid          = "paid"
	FieldNote          = "note"
)

// ImportFields lists the fields in the order of choice.
var ImportFields = []string{FieldIgnore, FieldAnswer, FieldName, FieldGiven, FieldFamily, FieldTitle, FieldEmail, FieldPhone,
	FieldInstitution, FieldPosition, FieldTown, FieldVoivodeship, FieldDiet, FieldAccommodation, FieldTransport,
	FieldPreferences, FieldGroup, FieldRole, FieldStatus, FieldSubmitted, FieldConsent, FieldFee, FieldPaid, FieldNote}

// manyColumns are the fields that several columns may hold.
var manyColumns = []string{FieldIgnore, FieldAnswer, FieldConsent, FieldPreferences}

// Mapping says which field each column holds, by the column's header.
type Mapping map[string]string

// Set gives a field to a column of the table; the column that the field was guessed for becomes an answer.
func (m Mapping) Set(t Table, field, column string) error {
	if !slices.Contains(ImportFields, field) {
		return Fail(CodeImportField, "Name", field, "Fields", ImportFields).In(field)
	}
	i := slices.IndexFunc(t.Header, func(h string) bool { return h == column })
	if i < 0 {
		i = slices.IndexFunc(t.Header, func(h string) bool { return Fold(h) == Fold(column) && Fold(h) != "" })
	}
	if i < 0 {
		return Fail(CodeTableColumn, "Column", column, "Columns", t.Header).In(field)
	}
	if !slices.Contains(manyColumns, field) {
		for header, f := range m {
			if f == field {
				m[header] = FieldAnswer
			}
		}
	}
	m[t.Header[i]] = field
	return nil
}

// Columns recognises the columns of a registration list by their headers, in Polish and English, and,
// where a header says too little, by what stands below it.
func Columns(t Table) Mapping {
	m := Mapping{}
	best := map[string]candidate{} // of the fields that one column holds
	preset := presetColumns[Preset(t)]
	for i, header := range t.Header {
		field, strength := recognise(header)
		if c, known := preset[Fold(trimSuffixes(header))]; known {
			field, strength = c.of(t, i)
		}
		// A column headed "E-mail" and nothing else is taken at its word: its bad addresses are refused by row.
		if certain := field == FieldEmail && strength >= 3; !certain && field != FieldAnswer && !plausible(field, t, i) {
			field, strength = FieldAnswer, 0
		}
		if allAnonymous(t, i) {
			field = FieldIgnore
		}
		m[header] = field
		if slices.Contains(manyColumns, field) {
			continue
		}
		// Of two columns for one field the plainer header wins, then the left one.
		if other, taken := best[field]; taken && other.strength >= strength {
			m[header] = FieldAnswer
			continue
		} else if taken {
			m[other.header] = FieldAnswer
		}
		best[field] = candidate{header, strength}
	}
	m.settleNames(best)
	if _, found := best[FieldEmail]; !found {
		m.findAddresses(t)
	}
	return m
}

// coreFields are those whose headers are no usual values of a cell.
var coreFields = []string{FieldEmail, FieldName, FieldGiven, FieldFamily, FieldPhone, FieldInstitution, FieldSubmitted, FieldTown, FieldPosition}

// KnownHeaders counts the fields that every list of people has among the cells of a row: what makes it a
// header rather than a title or a person.
func KnownHeaders(row []string) int {
	var found []string
	for _, cell := range row {
		if field, strength := recognise(cell); strength == 3 && slices.Contains(coreFields, field) && !slices.Contains(found, field) && Fold(cell) != "ops" {
			found = append(found, field)
		}
	}
	return len(found)
}

type candidate struct {
	header   string
	strength int
}

// settleNames leaves a column with whole names as an answer where given and family names have columns
// of their own, and reads a lone "Imię" or "Nazwisko" as the whole name.
func (m Mapping) settleNames(best map[string]candidate) {
	name, hasName := best[FieldName]
	given, hasGiven := best[FieldGiven]
	family, hasFamily := best[FieldFamily]
	switch {
	case hasName && hasGiven && hasFamily:
		m[name.header] = FieldAnswer
	case hasName && hasGiven && name.strength >= given.strength:
		m[given.header] = FieldAnswer
	case hasName && hasGiven: // "Nazwa" beside "Imię" is the family name in nobody's list
		m[name.header] = FieldAnswer
	case hasName && hasFamily:
		m[family.header] = FieldAnswer
	case hasGiven && !hasFamily:
		m[given.header] = FieldName
	case hasFamily && !hasGiven:
		m[family.header] = FieldName
	}
}

// findAddresses looks for a column whose cells are e-mail addresses, whatever it is called.
func (m Mapping) findAddresses(t Table) {
	for i, header := range t.Header {
		if m[header] == FieldAnswer && mostly(t, i, func(cell string) bool { _, err := NormalizeEmail(cell); return err == nil }) {
			m[header] = FieldEmail
			return
		}
	}
}

// recognise names the field of a header and how sure that is: 3 the very words, 2 a telling word in a
// short header, 1 in a long question.
func recognise(header string) (field string, strength int) {
	if isNameless(header) {
		return FieldAnswer, 0
	}
	folded := Fold(trimSuffixes(header))
	if folded == "" && strings.Contains(header, "#") {
		return FieldIgnore, 3 // a running number
	}
	if field, ok := exactHeaders[folded]; ok {
		return field, 3
	}
	if field, ok := withinGroup(header); ok {
		return field, 2
	}
	words := " " + folded + " "
	for _, rule := range headerRules {
		if rule.matches(words) {
			if strings.Count(folded, " ") < 4 {
				return rule.field, 2
			}
			return rule.field, 1
		}
	}
	return FieldAnswer, 0
}

// withinGroup recognises the part after the title of a group of columns, "Dane osobowe: Nazwisko", unless
// the group is about somebody else.
func withinGroup(header string) (field string, ok bool) {
	at := strings.LastIndex(header, ": ")
	if at < 0 {
		return "", false
	}
	group := " " + Fold(header[:at]) + " "
	if strings.Count(group, " ") > 6 || strings.Contains(group, " zgod") {
		return "", false
	}
	for _, other := range others {
		if strings.Contains(group, other) {
			return FieldAnswer, true
		}
	}
	field, ok = exactHeaders[Fold(trimSuffixes(header[at+2:]))]
	return field, ok
}

var numbered = regexp.MustCompile(`\s*\(\d+\)$`)

// trimSuffixes takes off what forms and tables add to a header: "*", ":", the "(2)" of a second column.
func trimSuffixes(header string) string {
	return numbered.ReplaceAllString(strings.TrimRight(header, " *:?"), "")
}

// plausible checks a guess against the column's cells; an empty column is taken at its word.
func plausible(field string, t Table, column int) bool {
	switch field {
	case FieldEmail:
		return mostly(t, column, func(cell string) bool { return strings.Contains(cell, "@") }) || allBlank(t, column)
	case FieldName, FieldGiven, FieldFamily:
		return allBlank(t, column) || mostly(t, column, func(cell string) bool {
			return !strings.Contains(cell, "@") && strings.IndexFunc(cell, unicode.IsLetter) >= 0
		})
	}
	return true
}

// mostly reports whether more than half of a column's filled cells are so; the first 300 tell.
func mostly(t Table, column int, so func(string) bool) bool {
	yes, all := 0, 0
	for _, row := range t.Rows[:min(len(t.Rows), 300)] {
		if column < len(row) && row[column] != "" {
			all++
			if so(row[column]) {
				yes++
			}
		}
	}
	return 2*yes > all
}

// sparse reports a column with a value in less than half of the rows.
func sparse(t Table, column int) bool {
	some := 0
	for _, row := range t.Rows {
		if column < len(row) && row[column] != "" {
			some++
		}
	}
	return 2*some < len(t.Rows)
}

func allBlank(t Table, column int) bool {
	return !slices.ContainsFunc(t.Rows, func(row []string) bool { return column < len(row) && row[column] != "" })
}

// allAnonymous is how Microsoft Forms fills name and address of people who did not sign in.
func allAnonymous(t Table, column int) bool {
	any := false
	for _, row := range t.Rows {
		if column >= len(row) || row[column] == "" {
			continue
		}
		if !isAnonymous(row[column]) {
			return false
		}
		any = true
	}
	return any
}

// isAnonymous is what Microsoft Forms writes for who did not sign in.
func isAnonymous(cell string) bool {
	if len(cell) > 12 {
		return false
	}
	f := Fold(cell)
	return f == "anonymous" || f == "anonimowy" || f == "anonim"
}

// NamelessColumn is the name of a column that the file left without one: its letter in brackets.
func NamelessColumn(i int) string {
	letters := ""
	for i++; i > 0; i = (i - 1) / 26 {
		letters = string(rune('A'+(i-1)%26)) + letters
	}
	return "[" + letters + "]"
}

var nameless = regexp.MustCompile(`^\[[A-Z]{1,3}\]$`)

func isNameless(header string) bool { return nameless.MatchString(header) }
