package registrations

import (
	"encoding/json"
	"strings"
	"time"

	"zlot/event"
)

// fieldNames are the ids of what fields are called.
var fieldNames = map[string]string{
	"name": "field.name", "email": "field.email", "phone": "field.phone", "institution": "field.institution",
	"position": "field.position", "town": "field.town", "status": "field.status", "role": "field.role", "roles": "field.role",
	"group": "field.group", "voivodeship": "registrations.field.voivodeship", "address": "registrations.field.address",
	"language": "registrations.field.language", "diet": "registrations.field.diet", "accommodation": "registrations.field.accommodation",
	"transport": "registrations.field.transport", "note": "registrations.field.note", "payment": "registrations.field.fee",
	"preferences": "registrations.agenda.wishes", "consents": "registrations.consents", "submitted": "registrations.field.submitted",
	"answers": "registrations.answers", "photo": "registrations.photo",
}

// fieldName is what people call a field.
func (p *Page) fieldName(field string) string {
	if id, ok := fieldNames[field]; ok {
		return p.Printer.T(id)
	}
	return field
}

// value is a stored value in words.
func (p *Page) value(field string, raw json.RawMessage) string {
	switch field {
	case "photo":
		var sum string
		if json.Unmarshal(raw, &sum) == nil && sum != "" {
			return p.valueWord(field, sum)
		}
		return ""
	case "name":
		var n event.Name
		if json.Unmarshal(raw, &n) == nil {
			return n.Formal()
		}
	case "payment":
		var pay event.Payment
		if json.Unmarshal(raw, &pay) == nil {
			return p.payment(pay)
		}
	case "roles":
		var roles []string
		if json.Unmarshal(raw, &roles) == nil {
			return p.roleWords(roles)
		}
	case "preferences":
		var titles []string
		if json.Unmarshal(raw, &titles) == nil {
			return strings.Join(titles, "; ")
		}
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return ""
	}
	return p.textValue(field, text)
}

func (p *Page) payment(pay event.Payment) string {
	word := p.Printer.T("registrations.unpaid")
	if pay.Paid {
		word = p.Printer.T("registrations.paid")
	}
	if pay.Fee == 0 && !pay.Paid {
		return ""
	}
	return joined(", ", p.Printer.Money(pay.Fee), word)
}

// textValue is a value that is kept as text, in words.
func (p *Page) textValue(field, text string) string {
	t := p.Printer.T
	switch {
	case field == "address":
		return p.addressWord(event.FormOfAddress(text))
	case field == "language" && text == "en":
		return t("registrations.language.en")
	case field == "language":
		return t("registrations.language.pl")
	case text == "":
		return ""
	case field == "status":
		return t("status." + text)
	case field == "group" && p.state.titles[text] != "":
		return p.state.titles[text]
	case field == "consents" && text == "true":
		return t("registrations.consent.given")
	case field == "consents":
		return t("registrations.consent.refused")
	case field == "roles":
		return p.roleWords(strings.Split(text, ", "))
	case field == "submitted":
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return p.when(at)
		}
	}
	return text
}

func (p *Page) roleWords(roles []string) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = p.Printer.T("role." + r)
	}
	return strings.Join(words, ", ")
}

// rowError is the sentence about a row, without its number where that stands
// in a column of its own.
func (p *Page) rowError(e event.RowError) string {
	e.Row = 0
	return p.Printer.Error(e)
}

func (p *Page) addressWord(a event.FormOfAddress) string {
	switch a {
	case event.Feminine:
		return p.Printer.T("registrations.address.f")
	case event.Masculine:
		return p.Printer.T("registrations.address.m")
	}
	return p.Printer.T("registrations.address.n")
}

// answerWords are the words in which answers are shown.
func (p *Page) answerWords() event.AnswerWords {
	return event.AnswerWords{Yes: p.Printer.T("common.yes"), No: p.Printer.T("common.no"), Number: p.Printer.Numeral,
		Date: func(d event.Date) string { return d.Time(time.UTC).Format("02.01.2006") }}
}

// exportWords are the words of a list that leaves the program; days stay as spreadsheets sort them.
func (p *Page) exportWords() event.ExportWords {
	words := event.ExportWords{
		Column: p.Printer.Column,
		Status: func(s event.Status) string { return p.Printer.T("status." + string(s)) },
		Role:   func(r event.Role) string { return p.Printer.T("role." + string(r)) },
		Answer: p.answerWords(),
	}
	words.Answer.Date = nil
	return words
}

// newAnswers makes inputs for the event's own questions. A day without its year is the one next to the event.
func (p *Page) newAnswers() *answers {
	return newAnswers(p.Printer, p.answerWords(), func() time.Time { return p.Event.Start.Time(time.UTC) })
}
