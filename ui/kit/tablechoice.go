package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
)

// TableChoice is how somebody wants a file of rows to be read; what is empty is
// guessed.
type TableChoice struct{ Encoding, Delimiter, Sheet string }

// TableFound is how a file of rows was read.
type TableFound struct {
	TableChoice
	Sheets []string
}

// encodings are the ways of writing letters that can be chosen.
var encodings = []string{"utf-8", "windows-1250", "iso-8859-2", "utf-16le", "utf-16be"}

// encodingName is what people call a way of writing letters.
func encodingName(encoding string) string {
	return strings.Replace(strings.ToUpper(encoding), "WINDOWS", "Windows", 1)
}

// TableChoices are the inputs by which a file is read in another way, those
// only that make a difference for it.
func TableChoices(found TableFound, asked TableChoice, changed func(TableChoice)) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if len(found.Sheets) > 1 {
		var sheets []Option[string]
		for _, s := range found.Sheets {
			sheets = append(sheets, Option[string]{Value: s, Text: s})
		}
		all = append(all, choice(sheets, found.Sheet, func(v string) { asked.Sheet = v; changed(asked) }))
	}
	if found.Encoding == "" {
		return all // of a spreadsheet
	}
	t := Printer().T
	options := []Option[string]{{Text: t("kit.table.encoding", i18n.Args{"Encoding": encodingName(found.Encoding)})}}
	if asked.Encoding != "" {
		options[0].Text = t("kit.table.automatic")
	}
	for _, e := range encodings {
		if asked.Encoding == "" && strings.EqualFold(e, found.Encoding) {
			continue // the first one names it
		}
		options = append(options, Option[string]{Value: e, Text: t("kit.table.encoding", i18n.Args{"Encoding": encodingName(e)})})
	}
	all = append(all, choice(options, asked.Encoding, func(v string) { asked.Encoding = v; changed(asked) }))
	if found.Delimiter != "" {
		all = append(all, choice(delimiters(found.Delimiter, asked.Delimiter), asked.Delimiter, func(v string) { asked.Delimiter = v; changed(asked) }))
	}
	return all
}

func choice(options []Option[string], value string, changed func(string)) *Select[string] {
	s := NewSelect(options, changed)
	s.SetValue(value)
	return s
}

// delimiters are what can stand between the cells of a text file; the first
// names what was guessed.
func delimiters(found, asked string) []Option[string] {
	t := Printer().T
	all := []Option[string]{{Text: t("kit.table.automatic")}, {Value: ",", Text: t("kit.table.comma")}, {Value: ";", Text: t("kit.table.semicolon")},
		{Value: "\t", Text: t("kit.table.tab")}, {Value: "|", Text: t("kit.table.bar")}}
	if asked != "" {
		return all
	}
	return slices.DeleteFunc(all, func(o Option[string]) bool {
		if o.Value == found {
			all[0].Text = t("kit.table.delimiter", i18n.Args{"Delimiter": o.Text}) // that the first one names it is enough
		}
		return o.Value == found
	})
}
