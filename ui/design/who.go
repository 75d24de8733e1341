package design

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Who a badge is shown for, beside the registrations.
const (
	whoLong  = "*long" // an invented person whose names are as long as they come
	whoWoman = "*woman"
	whoMan   = "*man"
	whoBlank = "*blank"
	whoOther = "*other" // the choice of somebody else
)

// whoBox is the choice for whom the layout is shown.
type whoBox struct {
	d      *Designer
	view   fyne.CanvasObject
	choice *kit.Select[string]
	who    string
	people []event.Entry
	shown  subject // nil: nothing was read yet
	latest kit.Latest[subject]
	names  kit.Latest[people]
}

// people are those of the event, with the event as it is now.
type people struct {
	entries []event.Entry
	event   event.Event
}

func newWhoBox(d *Designer) *whoBox {
	w := &whoBox{d: d, who: whoLong}
	w.choice = kit.NewSelect(nil, w.onChoice)
	w.view = kit.PadSides(0, 4, 0, 0, container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, container.NewCenter(kit.NewIconView(kit.IconPerson, kit.ColorMuted))), nil, container.New(shrinking{}, w.choice)))
	w.showNames()
	return w
}

// shrinking lets a choice be narrower than its longest word.
type shrinking struct{}

// MinSize is part of fyne.Layout.
func (shrinking) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(25), o[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (shrinking) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// load reads the people, and shows the badge of the first one.
func (w *whoBox) load() {
	d := w.d
	w.names.Run(d.deps.Context, func(ctx context.Context) (people, error) {
		var all people
		var err error
		if all.event, err = d.deps.Store.Event(ctx, d.deps.Event.ID); err != nil {
			return all, err
		}
		all.entries, err = d.deps.Store.Entries(ctx, event.EntryFilter{Event: d.deps.Event.ID})
		return all, err
	}, func(all people, err error) {
		if err != nil {
			kit.ShowError(d.deps.Window, d.deps.Printer, err)
			return
		}
		d.event = all.event
		w.people = slices.DeleteFunc(all.entries, func(e event.Entry) bool { return e.Status == event.Cancelled || e.Who.Erased })
		if len(w.people) > 0 {
			w.who = w.people[0].ID
		}
		w.showNames()
		d.list.show()
		w.read()
	})
}

func (w *whoBox) showNames() {
	t := w.d.deps.Printer
	options := []kit.Option[string]{}
	for _, e := range w.people {
		if e.ID == w.who {
			options = append(options, kit.Option[string]{Value: e.ID, Text: e.Who.Name.Full()})
		}
	}
	options = append(options, kit.Option[string]{Value: whoLong, Text: t.T("design.who.long")})
	if w.d.certificate() {
		options = append(options, kit.Option[string]{Value: whoWoman, Text: t.T("design.who.woman")}, kit.Option[string]{Value: whoMan, Text: t.T("design.who.man")})
	} else {
		options = append(options, kit.Option[string]{Value: whoBlank, Text: t.T("design.who.blank")})
	}
	if len(w.people) > 0 {
		options = append(options, kit.Option[string]{Value: whoOther, Text: t.T("design.who.other")})
	}
	w.choice.SetOptions(options)
	w.choice.SetValue(w.who)
}

func (w *whoBox) onChoice(who string) {
	if who == whoOther {
		w.choice.SetValue(w.who)
		w.search()
		return
	}
	w.choose(who)
}

func (w *whoBox) choose(who string) {
	w.who = who
	w.showNames()
	w.read()
}

// read gathers what the badge says; the newest choice wins.
func (w *whoBox) read() {
	d := w.d
	registration := w.who
	if strings.HasPrefix(registration, "*") {
		registration = ""
	}
	l := copyOf(d.sketch.layout)
	w.latest.Run(d.deps.Context, func(ctx context.Context) (subject, error) {
		return d.gather(ctx, l, registration)
	}, func(s subject, err error) {
		if err != nil {
			kit.ShowError(d.deps.Window, d.deps.Printer, err)
			return
		}
		d.invent(s, w.who)
		for name, data := range s.pictures() {
			d.pictures[name] = data
		}
		w.shown = s
		d.changed()
	})
}

// invent puts names into what is shown for nobody who exists.
func (d *Designer) invent(s subject, who string) {
	switch s := s.(type) {
	case *badge:
		if who == whoLong {
			d.inventBadge(&s.job.Sheets[0].Badges[0])
		}
	case *document:
		d.inventDocument(&s.job.Data, who)
	}
}

// inventDocument makes a certificate that of somebody with a form of address, or with names as long as they come.
func (d *Designer) inventDocument(c *event.CertificateData, who string) {
	t := d.deps.Printer.T
	switch who {
	case whoWoman:
		c.Address, c.Name = event.Feminine, t("design.who.woman.name")
	case whoMan:
		c.Address, c.Name = event.Masculine, t("design.who.man.name")
	case whoLong:
		long := event.Name{Title: t("design.long.title"), Given: t("design.long.given"), Family: t("design.long.family")}
		c.Address, c.Name, c.Institution = event.Feminine, long.Formal(), t("design.long.institution")
	}
}

// inventBadge makes a badge that of somebody whose names are as long as they come.
func (d *Designer) inventBadge(b *event.Badge) {
	t := d.deps.Printer.T
	b.Name = event.Name{Title: t("design.long.title"), Given: t("design.long.given"), Family: t("design.long.family")}
	b.Institution, b.Town, b.Group = t("design.long.institution"), t("design.long.town"), t("design.long.group")
	b.Number, b.Box, b.Role, b.Address = 1247, "W", event.Participant, event.Feminine
	if b.Fields == nil {
		b.Fields = map[string]string{}
	}
	for name, value := range map[string]string{
		event.FieldGiven: b.Name.Given, event.FieldFamily: b.Name.Family, event.FieldName: b.Name.Full(), "formal": b.Name.Formal(), event.FieldTitle: b.Name.Title,
		event.FieldInstitution: b.Institution, event.FieldTown: b.Town, event.FieldGroup: b.Group, event.FieldPosition: t("design.long.position"),
		event.FieldVoivodeship: t("design.long.voivodeship"), "number": "1247", "box": "W", "code": b.Code,
	} {
		b.Fields[name] = value
	}
}

// search asks for whose badge is to be shown.
func (w *whoBox) search() {
	d, t := w.d, w.d.deps.Printer
	count := kit.NewText("", kit.StyleMuted)
	list := kit.NewDataList([]kit.Column[event.Entry]{
		{ID: "name", Title: t.T("field.name"), Bold: true, Weight: 1.2, Text: func(e event.Entry) string { return e.Who.Name.Full() }},
		{ID: "institution", Title: t.T("field.institution"), Text: func(e event.Entry) string { return e.Who.Institution },
			Color: func(event.Entry) fyne.ThemeColorName { return kit.ColorMuted }},
	})
	list.OnlyOne()
	list.Key = func(e event.Entry) string { return e.ID }
	find := func(text string) {
		words := strings.Fields(event.Fold(text))
		var hits []event.Entry
		for _, e := range w.people {
			if matches(e, words) {
				hits = append(hits, e)
			}
		}
		list.SetItems(hits)
		if len(hits) > 0 {
			list.SelectRow(0)
		}
		count.SetText(t.T("common.of", i18n.Args{"Shown": len(hits), "Total": len(w.people)}))
	}
	entry := kit.NewSearchEntry(t.T("design.who.search"), find)
	entry.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyUp:
			list.MoveBy(-1)
		case fyne.KeyDown:
			list.MoveBy(1)
		default:
			return false
		}
		return true
	}
	find("")
	room := container.New(&leastHeight{steps: 80}, list)
	dialog := kit.FormDialog(w.d.deps.Window, d.either("design.who.title", "design.who.title.certificate"), kit.InOrder(kit.PadSides(0, 0, 2, 0, kit.HStack(3, kit.Stretch(entry), count)), room, nil), t.T("design.who.action"), func(*kit.Dialog) bool {
		e, ok := list.Current()
		if ok {
			w.choose(e.ID)
		}
		return ok
	})
	list.OnOpen = func(event.Entry) { dialog.Accept() }
	entry.OnSubmitted = func(text string) {
		find(text)
		dialog.Accept()
	}
}

// matches finds the words of a search at the beginning of words of a person.
func matches(e event.Entry, words []string) bool {
	text := " " + event.Fold(e.Who.SearchText())
	for _, word := range words {
		if !strings.Contains(text, " "+word) {
			return false
		}
	}
	return true
}

// leastHeight keeps a list in a dialog high enough to be one.
type leastHeight struct{ steps int }

// MinSize is part of fyne.Layout.
func (l *leastHeight) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, max(o[0].MinSize().Height, kit.Space(l.steps)))
}

// Layout is part of fyne.Layout.
func (l *leastHeight) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }
