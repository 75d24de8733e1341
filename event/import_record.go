package event

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// record is one row of a list, read: "" and nil where the row says nothing.
type record struct {
	row           int
	name          Name
	email         string
	phone         string
	institution   string
	position      string
	town          string
	voivodeship   string
	diet          string
	accommodation string
	transport     string
	note          string
	group         string // title
	preferences   []string
	roles         []Role
	status        Status
	submitted     time.Time
	consents      []Consent
	fee           *int64
	paid          *bool
	answers       map[string]string

	spelling spelling // of the name
	others   []Person // as other rows name the person, which the organizer said are about the same
}

// column is where a field stands in the file.
type column struct {
	index         int
	header, field string
}

// recordReader reads rows by their columns.
type recordReader struct {
	columns     []column
	familyFirst bool
	zone        *time.Location
	moments     momentReader
	src         *importSource
}

// readRecords reads all rows of a table; those that cannot be used are named.
func readRecords(t Table, m Mapping, zone *time.Location) (importSource, error) {
	src := importSource{table: t, columns: m, rows: len(t.Rows)}
	src.table.Rows = nil
	rd := recordReader{zone: zone, src: &src}
	named := false
	for i, header := range t.Header {
		field := m[header]
		switch field {
		case FieldName:
			rd.familyFirst = isFamilyFirst(header, cells(t, i))
		case FieldSubmitted:
			rd.moments.monthFirst = monthFirst(cells(t, i))
		}
		named = named || field == FieldName || field == FieldGiven || field == FieldFamily
		if field != FieldIgnore {
			rd.columns = append(rd.columns, column{i, header, field})
		}
	}
	if !named {
		e := Fail(CodeImportColumns, "Path", t.Name, "Columns", t.Header)
		for _, h := range t.Hints {
			if h.Code == CodeTableOtherSheet {
				e.Args["Other"] = h.Args["Other"]
			}
		}
		return src, e
	}
	src.warnings = slices.Clone(t.Hints)
	src.people = make([]record, 0, len(t.Rows))
	src.names = make(map[int]string, len(t.Rows))
	for i, row := range t.Rows {
		rec, ok := rd.read(i+1, row)
		if ok {
			src.people = append(src.people, rec)
		}
		if name := rec.name.Full(); name != "" {
			src.names[rec.row] = name
		}
	}
	return src, nil
}

// cells are the filled cells of a column.
func cells(t Table, column int) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, row := range t.Rows {
			if column < len(row) && row[column] != "" && !yield(row[column]) {
				return
			}
		}
	}
}

func (rd *recordReader) warn(e RowError)   { rd.src.warnings = append(rd.src.warnings, e) }
func (rd *recordReader) reject(e RowError) { rd.src.rejected = append(rd.src.rejected, e) }

// read reads one row; ok is false where it is rejected, and the reason is kept.
func (rd *recordReader) read(row int, cells []string) (rec record, ok bool) {
	rec.row = row
	badEmail := column{index: -1}
	for _, c := range rd.columns {
		if c.index >= len(cells) {
			continue
		}
		value := CleanText(cells[c.index])
		if value == "" {
			continue
		}
		if most := longestOf(c.field); isLong(value, most) {
			rd.reject(rowError(row, c.header, CodeTextLong, "Value", Visible(value), "Length", utf8.RuneCountInString(value), "Most", most))
			return rec, false
		}
		if !rd.legible(row, c, value) {
			continue
		}
		if (c.field == FieldEmail || c.field == FieldName) && isAnonymous(value) {
			continue
		}
		if isNameless(c.header) {
			rd.warn(rowError(row, c.header, CodeImportSurplus, "Value", value))
		}
		if c.field == FieldEmail && !rec.setEmail(value) {
			badEmail = c
			continue
		}
		rd.set(&rec, c, value)
	}
	rec.finish()
	if !strings.ContainsFunc(rec.name.Full(), unicode.IsLetter) {
		rd.reject(rowError(row, rd.nameColumn(), CodeImportName))
		return rec, false
	}
	if badEmail.index >= 0 {
		e := rowError(row, badEmail.header, CodeEmailInvalid, "Value", CleanText(cells[badEmail.index]))
		e.Args["Name"] = rec.name.Full()
		rd.reject(e)
		return rec, false
	}
	if rec.email == "" {
		rd.warn(rowError(row, rd.header(FieldEmail), CodeImportEmailMissing, "Name", rec.name.Full()))
	}
	rec.stampConsents()
	return rec, true
}

// legible reports whether a cell holds what somebody wrote, not what a program put in its place.
func (rd *recordReader) legible(row int, c column, value string) bool {
	if strings.ContainsRune(value, unicode.ReplacementChar) {
		rd.warn(rowError(row, c.header, CodeImportLetters, "Value", value))
	}
	if isCellError(value) {
		rd.warn(rowError(row, c.header, CodeImportCell, "Value", value))
		return false
	}
	return true
}

// setEmail reports false for what is meant as an address and is none.
func (rec *record) setEmail(value string) bool {
	if strings.Trim(value, "-–— ./") == "" || isNothing(value) {
		return true
	}
	address, err := NormalizeEmail(value)
	rec.email = address
	return err == nil
}

// text is where a field of plain text is kept, nil for the other fields.
func (rec *record) text(field string) *string {
	switch field {
	case FieldGiven:
		return &rec.name.Given
	case FieldFamily:
		return &rec.name.Family
	case FieldPhone:
		return &rec.phone
	case FieldInstitution:
		return &rec.institution
	case FieldPosition:
		return &rec.position
	case FieldTown:
		return &rec.town
	case FieldVoivodeship:
		return &rec.voivodeship
	case FieldDiet:
		return &rec.diet
	case FieldAccommodation:
		return &rec.accommodation
	case FieldTransport:
		return &rec.transport
	case FieldGroup:
		return &rec.group
	}
	return nil
}

// set puts a cell into its field.
func (rd *recordReader) set(rec *record, c column, value string) {
	line := strings.ReplaceAll(value, "\n", " ")
	if c.field == FieldPhone {
		var code string
		if line, code = readPhone(line); code != "" {
			rd.warn(rowError(rec.row, c.header, code, "Value", line))
		}
	}
	if at := rec.text(c.field); at != nil {
		*at = line
		return
	}
	switch c.field {
	case FieldName:
		rec.name = SplitName(value, rd.familyFirst)
	case FieldTitle:
		if !isNothing(line) && !courtesies[titleKey(line)] {
			rec.name.Title = line
		}
	case FieldNote:
		rec.note = value
	case FieldPreferences:
		rec.preferences = append(rec.preferences, value)
		rd.src.options = append(rd.src.options, value)
	case FieldConsent:
		rec.consents = append(rec.consents, readConsents(c.header, value)...)
	case FieldAnswer:
		rec.answer(c.header, value)
	default:
		rd.setCoded(rec, c, line)
	}
}

// setCoded reads the fields whose words have a meaning; a word without one is kept as an answer.
func (rd *recordReader) setCoded(rec *record, c column, value string) {
	code := ""
	switch c.field {
	case FieldSubmitted:
		rd.moments.zone = rd.zone
		if t, ok := rd.moments.read(value); ok {
			rec.submitted = t.UTC()
		} else {
			code = CodeImportDate
		}
	case FieldStatus:
		if status, ok := ParseStatus(value); ok {
			rec.status = status
			if paid, said := isPaidStatus(value); said && rec.paid == nil {
				rec.paid = &paid
			}
		} else {
			code = CodeImportStatus
		}
	case FieldRole:
		roles, unknown := parseRoles(value)
		rec.roles = roles
		if len(unknown) > 0 {
			code = CodeImportRole
		}
	case FieldFee:
		if grosz, ok := ParseAmount(value); ok {
			rec.fee = &grosz
		} else if !isNothing(value) {
			code = CodeImportAmount
		}
	case FieldPaid:
		paid := isYes(value)
		if grosz, ok := ParseAmount(value); ok {
			paid = grosz > 0
		}
		rec.paid = &paid
	}
	if code != "" {
		rec.answer(c.header, value)
		rd.warn(rowError(rec.row, c.header, code, "Value", value))
	}
}

func (rec *record) answer(header, value string) {
	if rec.answers == nil {
		rec.answers = map[string]string{}
	}
	rec.answers[header] = value
}

// finish repairs names that came in parts, and the spelling of places.
func (rec *record) finish() {
	words, title := takeTitle(strings.Fields(joinHyphens(rec.name.Given)))
	if len(words) > 0 && len(title) > 0 {
		rec.name.Title = strings.TrimSpace(rec.name.Title + " " + strings.Join(title, " "))
	}
	if len(words) > 0 {
		rec.name.Given = strings.Join(words, " ")
	}
	rec.name.Family = joinHyphens(rec.name.Family)
	rec.name = rec.name.repaired()
	rec.town, rec.voivodeship = RepairCase(rec.town), strings.ToLower(rec.voivodeship)
}

// stampConsents gives consents the time at which the form was sent.
func (rec *record) stampConsents() {
	for i := range rec.consents {
		rec.consents[i].At = rec.submitted
	}
}

// header is the first column of a field, "" where there is none.
func (rd *recordReader) header(field string) string {
	for _, c := range rd.columns {
		if c.field == field {
			return c.header
		}
	}
	return ""
}

func (rd *recordReader) nameColumn() string {
	for _, field := range []string{FieldName, FieldFamily, FieldGiven} {
		if h := rd.header(field); h != "" {
			return h
		}
	}
	return ""
}

// person is a new person of a row, without an id.
func (rec *record) person() Person {
	return Person{Name: rec.name, Email: rec.email, Phone: rec.phone, Institution: rec.institution, Position: rec.position,
		Town: rec.town, Voivodeship: rec.voivodeship, Address: GuessAddress(rec.name.Given)}
}
