package agenda

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// changesView lists what changed, and says of one change all, with those whom
// it concerns.
type changesView struct {
	v       *versionsView
	p       *Page
	edition edition
	view    fyne.CanvasObject
	list    *kit.DataList[event.ProgrammeChange]
	below   *fyne.Container
	names   bool // of those concerned are asked for
	people  *kit.DataList[event.Entry]
}

func newChanges(v *versionsView) *changesView {
	p, t := v.p, v.p.Printer.T
	c := &changesView{v: v, p: p, below: container.NewStack()}
	c.list = kit.NewDataList([]kit.Column[event.ProgrammeChange]{
		{ID: "kind", Title: t("programme.column.kind"), Width: 122, Text: func(x event.ProgrammeChange) string { return t("programme.change." + string(x.Kind)) },
			Icon: func(x event.ProgrammeChange) kit.Icon { _, icon := lookOfChange(x.Kind); return icon },
			Color: func(x event.ProgrammeChange) fyne.ThemeColorName {
				tone, _ := lookOfChange(x.Kind)
				return tone.Color()
			},
			Less: func(a, b event.ProgrammeChange) bool { return a.Kind < b.Kind }},
		{ID: "title", Title: t("agenda.column.title"), Weight: 1.3, Least: 130, Bold: true, Text: func(x event.ProgrammeChange) string { return x.Session.Title },
			Less: func(a, b event.ProgrammeChange) bool {
				return event.ComparePolish(a.Session.Title, b.Session.Title) < 0
			}},
		{ID: "what", Title: t("programme.column.what"), Weight: 1.8, Least: 150, Text: func(x event.ProgrammeChange) string { return strings.Join(c.words(x), " · ") },
			Less: func(a, b event.ProgrammeChange) bool { return a.Session.Start.Before(b.Session.Start) }},
		{ID: "who", Title: t("programme.column.who"), Width: 112, Text: c.whom,
			Less: func(a, b event.ProgrammeChange) bool { return len(a.Affected) < len(b.Affected) }},
	})
	c.list.Key = func(x event.ProgrammeChange) string { return x.Session.ID }
	c.list.OnSelect = func(x event.ProgrammeChange) { c.names = false; c.show(x) }
	c.view = container.NewBorder(nil, kit.PadSides(2, 0, 0, 0, c.below), nil, nil, c.list)
	return c
}

func lookOfChange(k event.ChangeKind) (kit.Tone, kit.Icon) {
	switch k {
	case event.SessionNew:
		return kit.ToneAdmitted, kit.IconPlus
	case event.SessionMoved:
		return kit.ToneAttention, kit.IconClock
	case event.SessionCancelled:
		return kit.ToneRefused, kit.IconCross
	}
	return kit.ToneInfo, kit.IconEdit
}

func (c *changesView) set(e edition) {
	c.edition = e
	c.list.SetItems(e.changes)
	if x, ok := c.list.Current(); ok {
		c.show(x)
	} else {
		c.list.SelectRow(0)
	}
}

// whom says for whom a change matters: only of the draft, since who has a place
// was not the same then.
func (c *changesView) whom(x event.ProgrammeChange) string {
	switch {
	case !c.edition.draft:
		return ""
	case x.Everyone && len(x.Session.Groups) == 0:
		return c.p.Printer.T("programme.everyone")
	case x.Everyone:
		return c.p.Printer.N("programme.groups", len(x.Session.Groups))
	case len(x.Affected) == 0:
		return c.p.Printer.T("programme.nobody")
	}
	return c.p.Printer.N("common.people", len(x.Affected))
}

// words say a change, a part each: of what is new or cancelled when and where,
// of the rest what was and what is.
func (c *changesView) words(x event.ProgrammeChange) []string {
	t := c.p.Printer.T
	rooms := c.edition.Rooms
	if x.Kind == event.SessionNew || x.Kind == event.SessionCancelled {
		if x.Kind == event.SessionCancelled {
			rooms = c.before()
		}
		return []string{c.when(x.Session, true) + separated(roomTitle(rooms, x.Session.Room))}
	}
	var parts []string
	if !x.Was.Start.Equal(x.Session.Start) || !x.Was.End.Equal(x.Session.End) {
		other := !sameDay(x.Was.Start, x.Session.Start, c.p.state.event.Zone())
		parts = append(parts, t("programme.from_to", i18n.Args{"Old": c.when(x.Was, other), "New": c.when(x.Session, other)}))
	}
	for _, f := range x.Fields {
		switch f.Field {
		case "start", "end":
		case "room":
			parts = append(parts, t("programme.from_to", i18n.Args{"Old": c.orNone(f.Old), "New": c.orNone(f.New)}))
		case "description":
			parts = append(parts, t("programme.description"))
		default:
			parts = append(parts, t("programme.field", i18n.Args{"Field": c.p.fieldName(f.Field),
				"Old": c.orNone(c.p.fieldValue(f.Field, f.Old)), "New": c.orNone(c.p.fieldValue(f.Field, f.New))}))
		}
	}
	return parts
}

// before are the rooms of the version before.
func (c *changesView) before() []event.Room {
	for i, e := range c.v.editions {
		if e.Number == c.edition.Number && i+1 < len(c.v.editions) {
			return c.v.editions[i+1].Rooms
		}
	}
	return nil
}

func (c *changesView) orNone(text string) string {
	if text == "" {
		return c.p.Printer.T("programme.nothing")
	}
	return text
}

// when is the time of a session, with its day where that has to be said.
func (c *changesView) when(s event.Session, day bool) string {
	if !day {
		return c.p.hours(s)
	}
	local := s.Start.In(c.p.state.event.Zone())
	return c.p.Printer.Weekday(local) + " " + c.p.Printer.ShortDate(local) + ", " + c.p.hours(s)
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return event.DateOf(a, zone) == event.DateOf(b, zone)
}

// show says one change whole.
func (c *changesView) show(x event.ProgrammeChange) {
	tone, icon := lookOfChange(x.Kind)
	rows := kit.VStack(1, kit.HStack(2, kit.NewChip(tone, icon, c.p.Printer.T("programme.change."+string(x.Kind))), kit.Stretch(kit.NewText(x.Session.Title, kit.StyleStrong.Truncated()))))
	for _, text := range c.words(x) {
		rows.Add(kit.NewParagraph(text, kit.StyleBody))
	}
	if c.edition.draft {
		c.addWhom(rows, x)
	}
	c.below.Objects = []fyne.CanvasObject{kit.NewPanel(kit.Pad(3, rows))}
	c.v.content.Refresh()
}

// addWhom says whom a change concerns; their names only when asked.
func (c *changesView) addWhom(rows *fyne.Container, x event.ProgrammeChange) {
	p, t := c.p, c.p.Printer.T
	text, titles := p.Printer.N("programme.concerns", len(x.Affected)), c.groupTitles(x.Session.Groups)
	switch {
	case x.Everyone && titles == "":
		text = t("programme.concerns.everyone")
	case x.Everyone:
		text = t("programme.concerns.groups", i18n.Args{"Groups": titles})
	case len(x.Affected) == 0:
		text = t("programme.concerns.nobody")
	}
	line := kit.HStack(2, kit.NewText(text, kit.StyleMuted))
	rows.Add(line)
	if len(x.Affected) == 0 {
		return
	}
	if !c.names {
		line.Add(kit.NewQuiet(p.Printer.N("programme.names", len(x.Affected)), kit.IconPeople, func() { c.names = true; c.show(x) }))
		return
	}
	c.people = c.newPeople(x.Affected)
	open := kit.NewQuiet(t("places.person"), kit.IconChevronRight, c.people.Open)
	line.Objects = append(line.Objects, kit.Spacer(), open)
	rows.Add(container.New(low{}, c.people))
}

func (c *changesView) groupTitles(ids []string) string {
	var titles []string
	for _, g := range c.edition.Groups {
		for _, id := range ids {
			if g.ID == id {
				titles = append(titles, g.Title)
			}
		}
	}
	return strings.Join(titles, ", ")
}

// newPeople lists those whom a change concerns, each a way to the registration.
func (c *changesView) newPeople(ids []string) *kit.DataList[event.Entry] {
	p, t := c.p, c.p.Printer.T
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	var all []event.Entry
	for _, e := range p.state.programme.Entries {
		if wanted[e.ID] {
			all = append(all, e)
		}
	}
	text := func(id, title string, of func(event.Entry) string) kit.Column[event.Entry] {
		return kit.Column[event.Entry]{ID: id, Title: title, Weight: 1, Text: of,
			Less: func(a, b event.Entry) bool { return event.ComparePolish(of(a), of(b)) < 0 }}
	}
	name := text("name", t("field.name"), func(e event.Entry) string { return p.Printer.Person(e.Who.Name.Formal()) })
	name.Bold = true
	list := kit.NewDataList([]kit.Column[event.Entry]{name, text("institution", t("field.institution"), func(e event.Entry) string { return e.Who.Institution })})
	list.Key = func(e event.Entry) string { return e.ID }
	list.OnOpen = func(e event.Entry) { p.Navigate("registrations", e.ID) }
	list.SetItems(all)
	list.SelectRow(0)
	return list
}

// low gives a list some lines of height.
type low struct{}

// MinSize is part of fyne.Layout.
func (low) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, kit.Space(36)) }

// Layout is part of fyne.Layout.
func (low) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
