package registrations

import (
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// fieldTitle is what people call a field that a list is filtered and sorted by.
func (p *Page) fieldTitle(field string) string {
	if key, ok := strings.CutPrefix(field, event.AnswerField); ok {
		for _, q := range p.Event.Questions {
			if q.Key == key {
				return q.Title
			}
		}
		return key
	}
	if field == "places" {
		return p.Printer.T("registrations.column.places")
	}
	return p.Printer.T("people.field." + field)
}

// answer is the answer to a question in words.
func (p *Page) answer(q event.Question, text string) string {
	if text == "" {
		return ""
	}
	t := p.Printer.T
	return q.Format(text, event.AnswerWords{Yes: t("people.yes"), No: t("people.no"),
		Number: func(s string) string { return strings.Replace(s, ".", t("people.decimal"), 1) },
		Date:   func(d event.Date) string { return p.Printer.ShortDate(d.Time(time.UTC)) }})
}

// familyWord is the family name, or that there is no name any more.
func (p *Page) familyWord(e *event.Entry) string {
	if e.Who.Erased {
		return p.Printer.Person("")
	}
	return e.Who.Name.Family
}

// shown is what the list shows of a field, by the column.
var shown = map[string]func(p *Page, e *event.Entry) string{
	event.FieldFamily:        func(p *Page, e *event.Entry) string { return p.familyWord(e) },
	event.FieldGiven:         func(_ *Page, e *event.Entry) string { return e.Who.Name.Given },
	event.FieldInstitution:   func(_ *Page, e *event.Entry) string { return e.Who.Institution },
	event.FieldPosition:      func(_ *Page, e *event.Entry) string { return e.Who.Position },
	event.FieldTown:          func(_ *Page, e *event.Entry) string { return e.Who.Town },
	event.FieldVoivodeship:   func(_ *Page, e *event.Entry) string { return e.Who.Voivodeship },
	event.FieldEmail:         func(_ *Page, e *event.Entry) string { return e.Who.Email },
	event.FieldPhone:         func(_ *Page, e *event.Entry) string { return e.Who.Phone },
	event.FieldStatus:        func(p *Page, e *event.Entry) string { return p.Printer.T("status." + string(e.Status)) },
	event.FieldRole:          func(p *Page, e *event.Entry) string { return p.roleWord(*e) },
	event.FieldDiet:          func(_ *Page, e *event.Entry) string { return e.Diet },
	event.FieldAccommodation: func(_ *Page, e *event.Entry) string { return e.Accommodation },
	event.FieldTransport:     func(_ *Page, e *event.Entry) string { return e.Transport },
	event.FieldFee:           func(p *Page, e *event.Entry) string { return p.payment(e.Payment) },
	event.FieldNote:          func(_ *Page, e *event.Entry) string { return e.Note },
	event.FieldSubmitted:     func(p *Page, e *event.Entry) string { return p.when(e.Submitted) },
	event.FieldNumber:        func(_ *Page, e *event.Entry) string { return strconv.Itoa(e.Number) },
}

// valueWord is a value of a filter in words; nothing is said to be empty.
func (p *Page) valueWord(field, value string) string {
	t := p.Printer.T
	if value == "" {
		return t("people.filter.nothing")
	}
	switch field {
	case event.FieldStatus, event.FieldRole:
		if id := map[string]string{event.FieldStatus: "status.", event.FieldRole: "role."}[field] + value; p.Printer.Has(id) {
			return t(id)
		}
	case "photo":
		return t("registrations.photo.sum", i18n.Args{"Sum": value[:min(len(value), 6)]})
	case event.FieldAddress:
		return p.addressWord(event.FormOfAddress(value))
	case event.FieldLanguage:
		return p.textValue(field, value)
	case event.FieldPaid:
		if value == event.AnswerYes {
			return t("registrations.paid")
		}
		return t("registrations.unpaid")
	case event.FieldSubmitted:
		if d := event.Date(value); d.Valid() {
			return p.Printer.ShortDate(d.Time(time.UTC))
		}
	}
	if key, ok := strings.CutPrefix(field, event.AnswerField); ok {
		for _, q := range p.Event.Questions {
			if q.Key == key && q.Kind != event.AskChoices {
				return p.answer(q, value)
			}
		}
	}
	return value
}

// termWord is a condition in words.
func (p *Page) termWord(c event.Condition) string {
	args := i18n.Args{"Field": p.fieldTitle(c.Field), "Value": p.valueWord(c.Field, c.Value)}
	t := p.Printer.T
	switch c.Op {
	case event.OpIs:
		return t("people.filter.is", args)
	case event.OpNot:
		return t("people.filter.not", args)
	case event.OpHas:
		return t("people.filter.has", args)
	case event.OpEmpty:
		return t("people.filter.empty", args)
	}
	return t("people.filter.filled", args)
}
