package agenda

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// detail is everything about one session.
type detail struct {
	p     *Page
	view  fyne.CanvasObject
	stack *fyne.Container
	shown string        // session
	rows  *kit.Scroll   // of it
	door  *kit.Button   // to scan there
	ways  []*kit.Button // to the sessions that it conflicts with
	edit  *kit.Button
	more  *kit.Button
}

func newDetail(p *Page) *detail {
	d := &detail{p: p, stack: container.NewStack()}
	d.view = kit.NewPanel(d.stack)
	return d
}

// show paints a session. The same one again stays scrolled as it was.
func (d *detail) show(s event.Session) {
	if s.ID == "" {
		d.shown, d.rows = "", nil
		d.put(d.p.makeNothing())
		return
	}
	var at fyne.Position
	if d.shown == s.ID && d.rows != nil {
		at = d.rows.Offset
	}
	d.rows = kit.NewVScroll(kit.Pad(3, d.makeRows(s)))
	d.put(container.New(&readingOrder{}, kit.Spacer(), d.rows, d.makeActions(s)))
	d.shown = s.ID
	if at.Y > 0 {
		d.rows.ScrollToOffset(at)
	}
}

// clear shows nothing, until it is known what.
func (d *detail) clear() {
	d.shown, d.rows = "", nil
	d.put(kit.Spacer())
}

func (d *detail) put(o fyne.CanvasObject) {
	d.stack.Objects = []fyne.CanvasObject{o}
	d.stack.Refresh()
}

// makeActions is what can be done with a session.
func (d *detail) makeActions(s event.Session) fyne.CanvasObject {
	p, t := d.p, d.p.Printer.T
	d.edit = kit.NewButton(t("common.edit"), kit.IconNone, func() { p.openForm(s.ID) })
	d.more = kit.NewButton("", kit.IconMore, func() { kit.ShowMenu(p.sessionItems(s), d.more) })
	return kit.VStack(0, kit.Separator(), kit.PadSides(2, 3, 2, 3, kit.HStack(2, d.edit,
		kit.NewButton(t("agenda.repeat"), kit.IconNone, func() { p.onRepeat(s) }), kit.Spacer(), d.more)))
}

// sessionItems is what else can be done with a session.
func (p *Page) sessionItems(s event.Session) []*fyne.MenuItem {
	t := p.Printer.T
	items := append([]*fyne.MenuItem{
		fyne.NewMenuItem(t("agenda.duplicate"), func() { p.onDuplicate(s) }),
		fyne.NewMenuItem(t("agenda.shift"), func() { p.onShift() }),
	}, p.sessionExports(s)...)
	return append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(t("agenda.drop"), func() { p.onDrop(s) }))
}

func (d *detail) makeRows(s event.Session) *fyne.Container {
	p, t := d.p, d.p.Printer.T
	tone, icon := look(s.Kind)
	chips := kit.HStack(2, kit.NewChip(tone, icon, t("session.kind."+string(s.Kind))))
	if s.Mandatory {
		chips.Add(kit.NewChip(kit.ToneAttention, kit.IconLock, t("agenda.mandatory")))
	}
	if s.SignUp {
		chips.Add(kit.NewChip(kit.ToneNeutral, kit.IconEdit, t("agenda.signup")))
	}
	rows := kit.VStack(3, kit.NewParagraph(s.Title, kit.StyleSection), chips)
	d.addConflicts(rows, s)
	rows.Add(line(kit.IconClock, kit.NewParagraph(p.hours(s)+separated(p.lengthText(int(s.Length().Minutes()))), kit.StyleStrong), kit.NewText(p.date(s.Start), kit.StyleSmall)))
	d.addRoom(rows, s)
	if s.Hours > 0 {
		rows.Add(line(kit.IconCertificate, kit.NewParagraph(p.Printer.Hours(s.Hours), kit.StyleBody),
			kit.NewText(p.Printer.N("agenda.hours.minutes", p.state.event.HourMinutes), kit.StyleSmall)))
	}
	if len(s.Groups) > 0 {
		titles := make([]string, len(s.Groups))
		for i, id := range s.Groups {
			titles[i] = p.state.titles[id]
		}
		rows.Add(line(kit.IconGroup, kit.NewParagraph(strings.Join(titles, ", "), kit.StyleBody)))
	}
	if n := p.inSeries(s); n > 1 {
		rows.Add(line(kit.IconRefresh, kit.NewParagraph(p.Printer.N("agenda.series", n), kit.StyleBody)))
	}
	if s.Description != "" {
		rows.Add(kit.NewParagraph(s.Description, kit.StyleBody))
	}
	d.addDoor(rows, s)
	d.addContributors(rows, s)
	p.addPlaces(rows, s)
	d.addParallel(rows, s)
	return rows
}

// addConflicts says what is wrong with the session, with the way to the other one.
func (d *detail) addConflicts(rows *fyne.Container, s event.Session) {
	p := d.p
	d.ways = nil
	for _, c := range p.conflictsOf(s.ID) {
		color := tone(c).Color()
		words := kit.VStack(1, kit.NewText(p.Printer.T("conflict.kind."+string(c.Kind)), kit.StyleStrong.In(color).Truncated()),
			kit.NewParagraph(p.sentence(c), kit.StyleSmall))
		for _, id := range c.Sessions {
			if o, ok := p.state.session(id); ok && id != s.ID {
				way := kit.NewQuiet(o.Title, kit.IconChevronRight, func() { p.goTo(id) })
				d.ways = append(d.ways, way)
				words.Add(container.New(&startLayout{}, way))
			}
		}
		rows.Add(container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, kit.VStack(0, kit.NewIconView(kit.IconWarning, color))), nil, words))
	}
}

// startLayout gives its object the width it needs or the width there is.
type startLayout struct{}

// MinSize is part of fyne.Layout.
func (startLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(10), o[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (startLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(o[0].MinSize().Width, size.Width), size.Height))
}

func (d *detail) addRoom(rows *fyne.Container, s event.Session) {
	p := d.p
	room := p.state.titles[s.Room]
	if s.AllRooms {
		room = joinedBy(" · ", p.Printer.T("agenda.form.allrooms"), room)
	}
	if room == "" {
		return
	}
	words := []fyne.CanvasObject{kit.NewParagraph(room, kit.StyleBody)}
	for _, r := range p.state.rooms {
		if r.ID != s.Room {
			continue
		}
		about := r.Venue
		if r.Capacity != nil {
			about = joinedBy(" · ", about, p.Printer.N("agenda.room.takes", *r.Capacity))
		}
		if about != "" {
			words = append(words, kit.NewText(about, kit.StyleSmall.Truncated()))
		}
	}
	rows.Add(line(kit.IconRoom, words...))
}

func separated(text string) string {
	if text == "" {
		return ""
	}
	return " · " + text
}

// line is an icon beside some lines of text.
func line(icon kit.Icon, words ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, kit.VStack(0, kit.NewIconView(icon, kit.ColorMuted))), nil, kit.VStack(0, words...))
}

// addContributors lists who makes the session, in the order of the programme:
// of a panel the moderator and the panelists by number.
func (d *detail) addContributors(rows *fyne.Container, s event.Session) {
	if len(s.Contributors) == 0 {
		return
	}
	p, t := d.p, d.p.Printer.T
	rows.Add(kit.Section(t("agenda.contributors")))
	rank := map[event.Role]int{}
	many := map[event.Role]int{}
	for _, c := range s.Contributors {
		many[c.Role]++
	}
	for _, c := range s.Contributors {
		rank[c.Role]++
		name := c.Name
		if many[c.Role] > 1 {
			name = t("agenda.contributor", i18n.Args{"Name": name, "Rank": rank[c.Role]})
		}
		words := line(kit.IconPerson, kit.NewParagraph(name, kit.StyleBody),
			kit.NewParagraph(joinedBy(" · ", t("doc.agenda.role."+string(c.Role)), c.Institution, c.Town), kit.StyleSmall))
		if c.Person == "" {
			rows.Add(words)
			continue
		}
		rows.Add(container.NewBorder(nil, nil, nil, kit.NewQuiet("", kit.IconChevronRight, func() { p.Navigate("registrations", c.Person) }), words))
	}
}

// addParallel lists what happens at the same time.
func (d *detail) addParallel(rows *fyne.Container, s event.Session) {
	p := d.p
	others := p.overlapping(s)
	if len(others) == 0 {
		return
	}
	rows.Add(kit.Section(p.Printer.T("agenda.parallel")))
	for _, o := range others {
		_, icon := look(o.Kind)
		rows.Add(line(icon, kit.NewParagraph(o.Title, kit.StyleBody), kit.NewText(p.hours(o)+separated(p.state.titles[o.Room]), kit.StyleSmall)))
	}
}
