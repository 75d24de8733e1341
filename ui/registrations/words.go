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
	"answers": "registrations.answers",
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
	t := p.Printer.T
	switch field {
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
		var roles []event.Role
		if json.Unmarshal(raw, &roles) == nil {
			words := make([]string, len(roles))
			for i, r := range roles {
				words[i] = t("role." + string(r))
			}
			return strings.Join(words, ", ")
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
	if text == "" && field != "address" && field != "language" {
		return ""
	}
	switch field {
	case "status":
		return t("status." + text)
	case "group":
		if title := p.state.titles[text]; title != "" {
			return title
		}
	case "address":
		switch event.FormOfAddress(text) {
		case event.Feminine:
			return t("registrations.address.f")
		case event.Masculine:
			return t("registrations.address.m")
		}
		return t("registrations.address.n")
	case "language":
		if text == "en" {
			return t("registrations.language.en")
		}
		return t("registrations.language.pl")
	case "roles":
		words := strings.Split(text, ", ")
		for i, w := range words {
			words[i] = t("role." + w)
		}
		return strings.Join(words, ", ")
	case "consents":
		if text == "true" {
			return t("registrations.consent.given")
		}
		return t("registrations.consent.refused")
	case "submitted":
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return p.when(at)
		}
	}
	return text
}
