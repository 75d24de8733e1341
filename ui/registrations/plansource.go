package registrations

import (
	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// delimiters are what stands between the cells of a text file, with the ids of their names.
var delimiters = []struct{ value, id string }{{",", "registrations.plan.delimiter.comma"}, {";", "registrations.plan.delimiter.semicolon"},
	{"\t", "registrations.plan.delimiter.tab"}, {"|", "registrations.plan.delimiter.bar"}}

// encodings are the ways of writing letters that can be chosen.
var encodings = []string{"utf-8", "windows-1250", "iso-8859-2", "utf-16le", "utf-16be"}

// showSource says what the file was taken for, and lets that be corrected.
func (v *planView) showSource() {
	p, t := v.p, v.p.Printer.T
	words := p.Printer.N("common.rows", len(v.table.Rows))
	if preset := v.plan.Preset; preset != "" {
		words = joined(" · ", words, t("import.preset."+preset))
	}
	if len(v.table.Sheets) > 1 {
		words = joined(" · ", words, t("registrations.plan.sheet", i18n.Args{"Sheet": v.table.Sheet}))
	}
	v.source.SetText(words)
	v.reader.Objects = nil
	if len(v.table.Sheets) > 1 {
		var sheets []kit.Option[string]
		for _, s := range v.table.Sheets {
			sheets = append(sheets, kit.Option[string]{Value: s, Text: s})
		}
		choice := kit.NewSelect(sheets, func(s string) { v.how.Sheet = s; v.read() })
		choice.SetValue(v.table.Sheet)
		v.reader.Add(choice)
	}
	if v.table.Encoding != "" {
		v.reader.Add(v.makeEncoding())
		v.reader.Add(v.makeDelimiter())
	}
	var statuses []kit.Option[event.Status]
	for _, s := range []event.Status{event.Confirmed, event.Pending, event.Waitlisted} {
		statuses = append(statuses, kit.Option[event.Status]{Value: s,
			Text: t("registrations.plan.status", i18n.Args{"Status": t("status." + string(s))})})
	}
	choice := kit.NewSelect(statuses, func(s event.Status) { v.newStatus = s; v.replan() })
	choice.SetValue(v.newStatus)
	v.reader.Add(choice)
	v.reader.Refresh()
}

// makeEncoding lets the letters be read another way; the first option names what was guessed.
func (v *planView) makeEncoding() fyne.CanvasObject {
	options := []kit.Option[string]{{Text: v.p.encoding(v.table.Encoding)}}
	if v.how.Encoding != "" {
		options[0].Text = v.p.Printer.T("registrations.plan.automatic")
	}
	for _, e := range encodings {
		options = append(options, kit.Option[string]{Value: e, Text: v.p.encoding(e)})
	}
	choice := kit.NewSelect(options, func(e string) { v.how.Encoding = e; v.read() })
	choice.SetValue(v.how.Encoding)
	return choice
}

// makeDelimiter lets the cells be cut another way; the first option names what was guessed.
func (v *planView) makeDelimiter() fyne.CanvasObject {
	t := v.p.Printer.T
	options := []kit.Option[string]{{Text: t("registrations.plan.automatic")}}
	for _, d := range delimiters {
		options = append(options, kit.Option[string]{Value: d.value, Text: t(d.id)})
		if d.value == v.table.Delimiter && v.how.Delimiter == "" {
			options[0].Text = t("registrations.plan.delimiter", i18n.Args{"Delimiter": t(d.id)})
		}
	}
	choice := kit.NewSelect(options, func(d string) { v.how.Delimiter = d; v.read() })
	choice.SetValue(v.how.Delimiter)
	return choice
}
