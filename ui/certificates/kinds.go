package certificates

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// template is a kind of certificate to begin with.
type template struct {
	id    string
	roles []event.Role
	rule  event.Rule
	tail  string // of its numbers
}

// templates are the kinds that events usually give.
var templates = []template{
	{"participant", nil, event.Rule{MinPercent: 80}, ""},
	{"panelist", []event.Role{event.Panelist, event.Moderator, event.Expert}, event.Rule{}, "P"},
	{"trainer", []event.Role{event.Trainer, event.Coach, event.Mentor, event.Supervisor}, event.Rule{}, "T"},
}

// makeKinds is the list of the kinds.
func (v *rulesView) makeKinds() {
	t := v.Printer.T
	v.list = kit.NewDataList([]kit.Column[event.CertificateKind]{
		{ID: "title", Title: t("hours.column.kind"), Weight: 3, Bold: true, Text: v.kindWord},
		{ID: "roles", Title: t("hours.kinds.whose"), Weight: 4, Text: func(k event.CertificateKind) string { return v.roleWords(k, v.draft.kinds) }},
		{ID: "rule", Title: t("hours.kinds.rule"), Weight: 4, Text: func(k event.CertificateKind) string { return joined(v.ruleWords(k.Rule)) }},
	})
	v.list.OnlyOne()
	v.list.Key = func(k event.CertificateKind) string { return k.ID }
	v.list.OnSelect = func(k event.CertificateKind) { v.choose(k.ID) }
}

func joined(words []string) string {
	text := ""
	for i, w := range words {
		if i > 0 {
			text += "; "
		}
		text += w
	}
	return text
}

// kindsCard is the list with what can be done under it.
func (v *rulesView) kindsCard() fyne.CanvasObject {
	t := v.Printer.T
	add := kit.NewButton(t("hours.kinds.add"), kit.IconPlus, nil)
	add.OnTapped(func() { kit.ShowMenu(v.addItems(), add) })
	v.remove = kit.NewQuiet(t("hours.kinds.remove"), kit.IconTrash, v.onRemove)
	bar := kit.PadSides(2, 0, 0, 0, kit.HStack(2, add, kit.Spacer(), v.remove))
	return container.NewBorder(kit.PadSides(0, 0, 2, 0, kit.Section(t("hours.kinds.title"))), bar, nil, nil, v.list)
}

// addItems are the templates.
func (v *rulesView) addItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, x := range templates {
		items = append(items, fyne.NewMenuItem(v.Printer.T("hours.template."+x.id), func() { v.add(x) }))
	}
	return items
}

// add makes a kind from a template. What its roles are is taken from them as the other kinds leave it.
func (v *rulesView) add(x template) {
	first := "Z/{year}/{n:4}"
	if len(v.draft.kinds) > 0 {
		first = v.draft.kinds[0].Pattern
	}
	k := event.CertificateKind{ID: event.NewID(), Title: v.Printer.T("hours.template." + x.id + ".title"), Roles: slices.Clone(x.roles), Rule: x.rule, Pattern: first}
	if x.tail != "" {
		k.Pattern = x.tail + "/{year}/{n:4}"
	}
	if len(v.draft.kinds) == 1 && v.draft.kinds[0].Title == "" { // it was the only one, and needed no name
		v.draft.kinds = slices.Clone(v.draft.kinds)
		v.draft.kinds[0].Title = v.Printer.T("hours.template.participant.title")
	}
	v.draft.kinds = append(slices.Clone(v.draft.kinds), k)
	v.showKinds()
	v.list.SelectKey(k.ID)
	v.changed()
}

// onRemove takes the chosen kind away, unless certificates of it were issued.
func (v *rulesView) onRemove() {
	k, ok := v.list.Current()
	if !ok {
		return
	}
	if slices.ContainsFunc(v.state.book, func(c event.Certificate) bool { return c.Kind == k.ID }) {
		kit.Toast(v.Window.Canvas(), v.Printer.T("hours.kinds.issued"), nil)
		return
	}
	v.draft.kinds = slices.DeleteFunc(slices.Clone(v.draft.kinds), func(x event.CertificateKind) bool { return x.ID == k.ID })
	v.kind = nil
	v.showKinds()
	v.list.SelectRow(0)
	v.changed()
}

// showKinds fills the list.
func (v *rulesView) showKinds() {
	v.list.SetItems(v.draft.kinds)
	v.remove.SetEnabled(len(v.draft.kinds) > 1)
}

// choose shows the form of a kind.
func (v *rulesView) choose(id string) {
	if v.kind != nil && v.kind.id == id {
		return
	}
	for i := range v.draft.kinds {
		if v.draft.kinds[i].ID == id {
			v.kind = v.newKindForm(v.draft.kinds[i])
			v.detail.Objects = []fyne.CanvasObject{kit.NewVScroll(kit.PadSides(0, 3, 3, 3, v.kind.view))}
			v.detail.Refresh()
			kit.Repaint(v.detail)
		}
	}
}

// put takes what a form says of its kind.
func (v *rulesView) put(k event.CertificateKind) {
	kinds := slices.Clone(v.draft.kinds)
	for i := range kinds {
		if kinds[i].ID == k.ID {
			kinds[i] = k
		}
	}
	v.draft.kinds = kinds
	v.list.SetItems(kinds)
	v.changed()
}
