package event

import (
	"maps"
	"slices"
)

// ConstantFields are the fields that may have one value for all rows; so may the event's own questions,
// by their titles.
var ConstantFields = []string{FieldTitle, FieldPhone, FieldInstitution, FieldPosition, FieldTown, FieldVoivodeship, FieldDiet,
	FieldAccommodation, FieldTransport, FieldPreferences, FieldGroup, FieldRole, FieldStatus, FieldSubmitted, FieldFee, FieldPaid, FieldNote}

// constants are the values of fields that all rows share.
type constants struct {
	record  record
	options []string
	answers map[string]string
}

// readConstants reads the values as cells are read. A column that was taken for a field with a constant is
// kept as an answer.
func readConstants(ev Event, columns Mapping, values map[string]string) (constants, error) {
	c := constants{answers: map[string]string{}}
	var src importSource
	rd := recordReader{zone: ev.Zone(), src: &src}
	for _, field := range slices.Sorted(maps.Keys(values)) {
		value := CleanText(values[field])
		if value == "" {
			continue
		}
		if !slices.Contains(ConstantFields, field) {
			q, ok := Questions(ev.Questions).Find(field)
			if !ok {
				return c, Fail(CodeImportField, "Name", field, "Fields", ConstantFields).In(field)
			}
			answer, err := q.Parse(value)
			if err != nil {
				return c, err
			}
			c.answers[q.Key] = answer
			continue
		}
		rd.set(&c.record, column{index: -1, header: field, field: field}, value)
		if len(src.warnings) > 0 {
			return c, Fail(CodeImportConstant, "Name", field, "Value", value).In(field)
		}
		for header, of := range columns {
			if of == field {
				columns[header] = FieldAnswer
			}
		}
	}
	c.record.finish()
	c.options = src.options
	return c, nil
}

// fill gives all records the constant values.
func (c *constants) fill(src *importSource) {
	src.options = append(src.options, c.options...)
	for i := range src.people {
		rec := &src.people[i]
		for _, f := range []struct{ to, from *string }{{&rec.name.Title, &c.record.name.Title}, {&rec.phone, &c.record.phone},
			{&rec.institution, &c.record.institution}, {&rec.position, &c.record.position}, {&rec.town, &c.record.town},
			{&rec.voivodeship, &c.record.voivodeship}, {&rec.diet, &c.record.diet}, {&rec.accommodation, &c.record.accommodation},
			{&rec.transport, &c.record.transport}, {&rec.group, &c.record.group}, {&rec.note, &c.record.note}} {
			if *f.from != "" {
				*f.to = *f.from
			}
		}
		if c.record.preferences != nil {
			rec.preferences = c.record.preferences
		}
		if c.record.roles != nil {
			rec.roles = c.record.roles
		}
		if c.record.status != "" {
			rec.status = c.record.status
		}
		if !c.record.submitted.IsZero() {
			rec.submitted = c.record.submitted
			rec.stampConsents()
		}
		if c.record.fee != nil {
			rec.fee = c.record.fee
		}
		if c.record.paid != nil {
			rec.paid = c.record.paid
		}
		for key, answer := range c.answers {
			rec.answer(key, answer)
		}
	}
}

// readAnswers puts the answers to the event's own questions into the form in which they are kept. What
// does not fit stays as it was written, and is named.
func (src *importSource) readAnswers(questions Questions) {
	asked := map[string]*Question{} // by header
	for header, field := range src.columns {
		if field != FieldAnswer {
			continue
		}
		if q, ok := questions.Find(header); ok {
			asked[header] = &q
		}
	}
	headers := slices.Sorted(maps.Keys(asked))
	for i := range src.people {
		rec := &src.people[i]
		for _, header := range headers {
			q, text := asked[header], rec.answers[header]
			if text == "" {
				continue
			}
			answer, err := q.Parse(text)
			if err != nil {
				src.warnings = append(src.warnings, rowError(rec.row, header, CodeImportQuestion, "Value", text, "Title", q.Title))
				answer = text
			}
			if delete(rec.answers, header); answer != "" {
				rec.answers[q.Key] = answer
			}
		}
	}
}
