package mail

import (
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// fieldGroups are the fields in the groups of the menu, each by the first of its fields in the order of
// event.LetterFields.
var fieldGroups = []struct{ id, first string }{
	{"person", event.FieldGiven}, {"contact", "number"}, {"event", "event"}, {"programme", "agenda"},
}

// onSaveMenu offers what can be done with the words as a whole.
func (w *wording) onSaveMenu() {
	t, d := w.c.p.Printer.T, w.draft()
	keep := fyne.NewMenuItem(t("mail.words.keep"), w.onSave)
	keep.Disabled = d.saved.ID == "" || !d.changed()
	forget := fyne.NewMenuItem(t("mail.words.forget"), w.onForget)
	forget.Disabled = d.saved.ID == ""
	kit.ShowMenu([]*fyne.MenuItem{keep, fyne.NewMenuItem(t("mail.words.save.as"), w.onSaveAs), fyne.NewMenuItemSeparator(), forget}, w.save)
}

// onFields offers the fields that can stand in the words.
func (w *wording) onFields() {
	t := w.c.p.Printer.T
	groups := map[string][]*fyne.MenuItem{}
	now := ""
	for _, name := range event.LetterFields(w.c.event, w.c.kind()) {
		for _, g := range fieldGroups {
			if g.first == name {
				now = g.id
			}
		}
		if strings.HasPrefix(name, event.AnswerField) {
			now = "answers"
		}
		groups[now] = append(groups[now], fyne.NewMenuItem(w.c.p.fieldWord(name), func() { w.insert("{" + name + "}") }))
	}
	var items []*fyne.MenuItem
	for _, id := range []string{"person", "contact", "event", "programme", "answers"} {
		if len(groups[id]) > 0 {
			items = append(items, fyne.NewMenuItem(t("mail.fields."+id), func() { w.open(groups[id]) }))
		}
	}
	forms := fyne.NewMenuItem(t("mail.fields.forms"), func() { w.insert(t("mail.fields.forms.example")) })
	w.open(append(items, fyne.NewMenuItemSeparator(), forms))
}

func (w *wording) open(items []*fyne.MenuItem) {
	if m := kit.ShowMenu(items, w.field); m != nil {
		m.Activate(0)
	}
}

// fieldWord is what people call a field of a letter.
func (p *Page) fieldWord(name string) string {
	if strings.HasPrefix(name, event.AnswerField) {
		return p.fieldTitle(name)
	}
	for _, id := range []string{"letters.field." + name, "layout.field." + name} {
		if p.Printer.Has(id) {
			return p.Printer.T(id)
		}
	}
	return name
}

// insert puts a field where the cursor is, over what is selected.
func (w *wording) insert(text string) {
	for _, r := range text {
		w.last.TypedRune(r)
	}
	w.c.p.Window.Canvas().Focus(w.last)
}
