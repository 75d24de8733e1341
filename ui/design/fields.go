package design

import (
	"slices"
	"strings"

	"zlot/event"
)

// field is what can be put into the words of an item.
type field struct{ name, words string }

// fieldPart is the fields of one kind.
type fieldPart struct {
	title  string
	fields []field
}

// fields are those of every event, and the questions of this one.
func (d *Designer) fields() []field {
	var out []field
	for _, part := range d.fieldParts() {
		out = append(out, part.fields...)
	}
	return out
}

// fieldParts are the fields as the menu shows them.
func (d *Designer) fieldParts() []fieldPart {
	parts := d.badgeParts()
	if d.certificate() {
		parts = d.certificateParts()
	}
	if len(d.event.Questions) > 0 {
		answers := fieldPart{title: d.deps.Printer.T("design.fields.answers")}
		for _, q := range d.event.Questions {
			answers.fields = append(answers.fields, field{q.Field(), q.Title})
		}
		parts = append(parts, answers)
	}
	return parts
}

// badgeParts are the fields of badges, by the first one of each part.
func (d *Designer) badgeParts() []fieldPart {
	t := d.deps.Printer.T
	begin := map[string]string{"given": t("design.fields.person"), "role": t("design.fields.badge"), "phone": t("design.fields.contact"), "event": t("design.fields.event")}
	var parts []fieldPart
	for _, name := range event.BadgeFields {
		if title, first := begin[name]; first {
			parts = append(parts, fieldPart{title: title})
		}
		last := &parts[len(parts)-1]
		last.fields = append(last.fields, field{name, t("layout.field." + name)})
	}
	return parts
}

// certificateParts are the fields of certificates, and those of badges that speak of the person.
func (d *Designer) certificateParts() []fieldPart {
	t := d.deps.Printer.T
	left := slices.Clone(event.CertificateFields)
	part := func(title string, names ...string) fieldPart {
		p := fieldPart{title: title}
		for _, name := range names {
			p.fields = append(p.fields, field{name, d.fieldWords(name)})
			left = slices.DeleteFunc(left, func(n string) bool { return n == name })
		}
		return p
	}
	parts := []fieldPart{
		part(t("design.fields.person"), event.FieldName, event.FieldGiven, event.FieldFamily, event.FieldTitle, event.FieldInstitution,
			event.FieldPosition, event.FieldTown, event.FieldVoivodeship, event.FieldRole, event.FieldGroup),
		d.forms(),
		part(t("design.fields.number"), "number", "place", "date", "place_date", "replaces"),
		part(t("design.fields.hours"), "hours", "hours_words", "topics_count", "topics_heading", "topics_about"),
		part(t("design.fields.event"), "event", "edition", "dates", "venue", "event_town", "organizers", "partners", "patrons", "cofinancing"),
	}
	return append(parts, part(t("design.fields.sentences"), slices.Clone(left)...))
}

// fieldWords is what a field of a certificate is called; some mean something else on a badge.
func (d *Designer) fieldWords(name string) string {
	if name == "number" {
		return d.deps.Printer.T("design.field.number")
	}
	return d.deps.Printer.T("layout.field." + name)
}

// forms are words that change with the form of address; people change them to whatever they need.
func (d *Designer) forms() fieldPart {
	t := d.deps.Printer.T
	part := fieldPart{title: t("design.fields.forms")}
	for _, form := range []string{t("design.form.finished"), t("design.form.took_part"), t("design.form.led"), t("design.form.gained"), t("design.form.person"), t("design.form.address")} {
		words := strings.Trim(form, "{}")
		part.fields = append(part.fields, field{form, event.AddressForm(words, event.Feminine) + " / " + event.AddressForm(words, event.Masculine)})
	}
	return part
}
