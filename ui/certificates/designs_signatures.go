package certificates

import (
	"image"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// signers are the people who sign the certificates of the event.
type signers struct {
	ofEvent
	view *fyne.Container
	rows *fyne.Container
	add  *kit.Button
}

func newSigners(p *Page, changed func()) *signers {
	s := &signers{ofEvent: ofEvent{p: p, changed: changed, pictures: map[string]image.Image{}}, rows: kit.VStack(2)}
	s.shown = s.paint
	s.add = kit.NewButton(p.Printer.T("designs.signature.add"), kit.IconPlus, func() { s.onEdit(-1) })
	s.view = kit.VStack(3, s.rows, s.add)
	return s
}

func (s *signers) show(ev event.Event, pictures map[string]image.Image) {
	s.event = ev
	for name, data := range pictures {
		s.pictures[name] = data
	}
	s.paint()
}

func (s *signers) paint() {
	t := s.p.Printer.T
	s.rows.RemoveAll()
	all := s.event.Document.Signatures
	for i, one := range all {
		picture := thumb(s.pictures[one.Image])
		if one.Image == "" {
			picture = kit.NewQuiet(t("designs.signature.add_picture"), kit.IconPlus, func() { s.onPicture(i) })
		}
		s.rows.Add(pictureRow(picture, one.Name, one.Role, func() []*fyne.MenuItem { return s.items(i) }))
	}
	if len(all) == 0 {
		s.rows.Add(kit.NewParagraph(t("designs.signature.none"), kit.StyleMuted))
	}
	s.add.SetEnabled(len(all) < event.MostSignatures)
	s.view.Refresh()
}

func (s *signers) items(i int) []*fyne.MenuItem {
	t := s.p.Printer.T
	item := func(label string, enabled bool, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(label, do)
		m.Disabled = !enabled
		return m
	}
	all := s.event.Document.Signatures
	return []*fyne.MenuItem{
		item(t("designs.signature.edit"), true, func() { s.onEdit(i) }),
		item(t("designs.signature.picture"), true, func() { s.onPicture(i) }),
		item(t("designs.signature.bare"), all[i].Image != "", func() {
			s.set(func(list []event.Signature) []event.Signature { list[i].Image = ""; return list })
		}),
		fyne.NewMenuItemSeparator(),
		item(t("designs.earlier"), i > 0, func() {
			s.set(func(list []event.Signature) []event.Signature { return moved(list, i, -1) })
		}),
		item(t("designs.later"), i < len(all)-1, func() {
			s.set(func(list []event.Signature) []event.Signature { return moved(list, i, 1) })
		}),
		item(t("designs.signature.remove"), true, func() { s.onRemove(i) }),
	}
}

// set changes the list; data are pictures that are new.
func (s *signers) set(to func([]event.Signature) []event.Signature, data ...[]byte) {
	s.change(func(ev event.Event) event.EventUpdate {
		ev.Document.Signatures = to(slices.Clone(ev.Document.Signatures))
		return event.EventUpdate{Document: &ev.Document, Pictures: data}
	})
}

// onEdit asks who signs, and as what; -1 is somebody new.
func (s *signers) onEdit(i int) {
	t := s.p.Printer.T
	name, role := kit.NewEntry(""), kit.NewEntry("")
	title := t("designs.signature.new")
	if i >= 0 {
		title = t("designs.signature.title")
		name.SetText(s.event.Document.Signatures[i].Name)
		role.SetText(s.event.Document.Signatures[i].Role)
	}
	form := kit.NewForm().Add("name", kit.NewField(t("designs.signature.name"), name, "")).
		Add("role", kit.NewField(t("designs.signature.role"), role, t("designs.signature.role.hint")))
	kit.FormDialog(s.p.Window, title, form, t("designs.signature.action"), func(*kit.Dialog) bool {
		one := event.Signature{Name: strings.TrimSpace(name.Text), Role: strings.TrimSpace(role.Text)}
		if one.Name == "" {
			form.SetError("name", t("designs.signature.name.missing"))
			return false
		}
		s.set(func(list []event.Signature) []event.Signature {
			if i >= 0 && i < len(list) {
				one.Image = list[i].Image
				list[i] = one
				return list
			}
			return append(list, one)
		})
		return true
	})
}

func (s *signers) onPicture(i int) {
	s.choosePicture(func(_, name string, data []byte) { s.setPicture(i, name, data) })
}

func (s *signers) setPicture(i int, name string, data []byte) {
	s.set(func(list []event.Signature) []event.Signature {
		if i < len(list) {
			list[i].Image = name
		}
		return list
	}, data)
}

// onRemove takes a signature away; it can be brought back for a while.
func (s *signers) onRemove(i int) {
	was := slices.Clone(s.event.Document.Signatures)
	s.set(func(list []event.Signature) []event.Signature { return slices.Delete(list, i, min(i+1, len(list))) })
	kit.Toast(s.p.Window.Canvas(), s.p.Printer.T("designs.signature.removed", i18n.Args{"Name": was[i].Name}), func() {
		s.set(func([]event.Signature) []event.Signature { return was })
	})
}

// logos are the logos of the event, in their order.
type logos struct {
	ofEvent
	view *fyne.Container
	rows *fyne.Container
}

func newLogos(p *Page, changed func()) *logos {
	l := &logos{ofEvent: ofEvent{p: p, changed: changed, pictures: map[string]image.Image{}}, rows: kit.VStack(2)}
	l.shown = l.paint
	l.view = kit.VStack(3, l.rows, kit.NewButton(p.Printer.T("designs.logo.add"), kit.IconPlus, l.onAdd))
	return l
}

func (l *logos) show(ev event.Event, pictures map[string]image.Image) {
	l.event = ev
	for name, data := range pictures {
		l.pictures[name] = data
	}
	l.paint()
}

func (l *logos) paint() {
	t := l.p.Printer.T
	l.rows.RemoveAll()
	for i, one := range l.event.Logos {
		l.rows.Add(pictureRow(thumb(l.pictures[one.Image]), one.Name, "", func() []*fyne.MenuItem { return l.items(i) }))
	}
	if len(l.event.Logos) == 0 {
		l.rows.Add(kit.NewParagraph(t("designs.logo.none"), kit.StyleMuted))
	}
	l.view.Refresh()
}

func (l *logos) items(i int) []*fyne.MenuItem {
	t := l.p.Printer.T
	item := func(label string, enabled bool, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(label, do)
		m.Disabled = !enabled
		return m
	}
	return []*fyne.MenuItem{
		item(t("designs.logo.edit"), true, func() { l.onName(i) }),
		item(t("designs.logo.picture"), true, func() {
			l.choosePicture(func(_, name string, data []byte) {
				l.set(func(list []event.Logo) []event.Logo { list[i].Image = name; return list }, data)
			})
		}),
		fyne.NewMenuItemSeparator(),
		item(t("designs.earlier"), i > 0, func() { l.set(func(list []event.Logo) []event.Logo { return moved(list, i, -1) }) }),
		item(t("designs.later"), i < len(l.event.Logos)-1, func() { l.set(func(list []event.Logo) []event.Logo { return moved(list, i, 1) }) }),
		item(t("designs.logo.remove"), true, func() { l.onRemove(i) }),
	}
}

// set changes the list; data are pictures that are new.
func (l *logos) set(to func([]event.Logo) []event.Logo, data ...[]byte) {
	l.change(func(ev event.Event) event.EventUpdate {
		list := to(slices.Clone(ev.Logos))
		return event.EventUpdate{Logos: &list, Pictures: data}
	})
}

// onAdd asks for a picture, and then what it is called for those who cannot see it.
func (l *logos) onAdd() {
	l.choosePicture(func(path, name string, data []byte) {
		base := filepath.Base(path)
		l.ask(strings.TrimSuffix(base, filepath.Ext(base)), func(title string) { l.addLogo(title, name, data) })
	})
}

func (l *logos) addLogo(title, name string, data []byte) {
	l.set(func(list []event.Logo) []event.Logo { return append(list, event.Logo{Name: title, Image: name}) }, data)
}

func (l *logos) onName(i int) {
	l.ask(l.event.Logos[i].Name, func(title string) {
		l.set(func(list []event.Logo) []event.Logo { list[i].Name = title; return list })
	})
}

// ask asks for the name of a logo.
func (l *logos) ask(was string, named func(string)) {
	t := l.p.Printer.T
	kit.Ask(l.p.Window, t("designs.logo.title"), t("designs.logo.name"), was, t("designs.logo.action"), func(text string) string {
		if strings.TrimSpace(text) == "" {
			return t("designs.logo.name.missing")
		}
		return ""
	}, func(text string) { named(strings.TrimSpace(text)) })
}

// onRemove takes a logo away; it can be brought back for a while.
func (l *logos) onRemove(i int) {
	was := slices.Clone(l.event.Logos)
	l.set(func(list []event.Logo) []event.Logo { return slices.Delete(list, i, min(i+1, len(list))) })
	kit.Toast(l.p.Window.Canvas(), l.p.Printer.T("designs.logo.removed", i18n.Args{"Name": was[i].Name}), func() {
		l.set(func([]event.Logo) []event.Logo { return was })
	})
}
