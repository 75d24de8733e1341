package agenda

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// detail is everything about one session.
type detail struct {
	p      *Page
	view   fyne.CanvasObject
	stack  *fyne.Container
	latest kit.Latest[guests]
	door   *kit.Button // to scan there
}

// guests are those who have a place, or wait for one.
type guests struct{ taken, waiting []event.Entry }

func newDetail(p *Page) *detail {
	d := &detail{p: p, stack: container.NewStack()}
	d.view = kit.NewPanel(d.stack)
	return d
}

// show paints a session; who has a place is read.
func (d *detail) show(s event.Session) {
	p := d.p
	if s.ID == "" {
		d.latest.Cancel()
		d.put(p.makeNothing())
		return
	}
	if n := p.state.places[s.ID]; n.taken+n.waiting == 0 {
		d.latest.Cancel()
		d.paint(s, guests{})
		return
	}
	d.latest.Run(p.ctx, func(ctx context.Context) (guests, error) { return d.load(ctx, s.ID) }, func(g guests, err error) {
		if err != nil {
			d.put(kit.Pad(3, kit.Notice(kit.ToneRefused, p.Printer.Error(err), nil)))
			return
		}
		d.paint(s, g)
	})
}

func (d *detail) load(ctx context.Context, session string) (g guests, err error) {
	all, err := d.p.Store.Enrolments(ctx, event.EnrolmentFilter{Event: d.p.Event.ID, Session: session})
	if err != nil {
		return g, err
	}
	ids := make([]string, len(all))
	state := map[string]event.EnrolmentState{}
	for i, e := range all {
		ids[i], state[e.Registration] = e.Registration, e.State
	}
	entries, err := d.p.Store.Entries(ctx, event.EntryFilter{Event: d.p.Event.ID, IDs: ids})
	for _, e := range entries {
		if state[e.ID] == event.Enrolled {
			g.taken = append(g.taken, e)
		} else {
			g.waiting = append(g.waiting, e)
		}
	}
	return g, err
}

func (d *detail) put(o fyne.CanvasObject) {
	d.stack.Objects = []fyne.CanvasObject{o}
	d.stack.Refresh()
}

func (d *detail) paint(s event.Session, g guests) {
	p, t := d.p, d.p.Printer.T
	tone, icon := look(s.Kind)
	chips := kit.HStack(2, kit.NewChip(tone, icon, t("session.kind."+string(s.Kind))))
	if s.Mandatory {
		chips.Add(kit.NewChip(kit.ToneAttention, kit.IconLock, t("agenda.mandatory")))
	}
	if s.SignUp {
		chips.Add(kit.NewChip(kit.ToneNeutral, kit.IconEdit, t("agenda.signup")))
	}
	rows := kit.VStack(3, kit.NewParagraph(s.Title, kit.StyleSection), chips,
		line(kit.IconClock, kit.NewParagraph(p.hours(s), kit.StyleStrong), kit.NewText(p.date(s.Start), kit.StyleSmall)))
	if room := p.state.titles[s.Room]; room != "" {
		rows.Add(line(kit.IconRoom, kit.NewParagraph(room, kit.StyleBody)))
	}
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
	d.addDoor(rows, s)
	d.addContributors(rows, s)
	d.addPlaces(rows, s, g)
	if others := p.overlapping(s); len(others) > 0 {
		rows.Add(kit.Section(t("agenda.parallel")))
		for _, o := range others {
			_, icon := look(o.Kind)
			rows.Add(line(icon, kit.NewParagraph(o.Title, kit.StyleBody), kit.NewText(p.hours(o)+separated(p.state.titles[o.Room]), kit.StyleSmall)))
		}
	}
	d.put(kit.NewVScroll(kit.Pad(3, rows)))
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
		words := line(kit.IconPerson, kit.NewParagraph(name, kit.StyleBody), kit.NewText(t("doc.agenda.role."+string(c.Role)), kit.StyleSmall))
		if c.Person == "" {
			rows.Add(words)
			continue
		}
		rows.Add(container.NewBorder(nil, nil, nil, kit.NewQuiet("", kit.IconChevronRight, func() { p.Navigate("registrations", c.Person) }), words))
	}
}

// addPlaces shows who has a place and who waits for one.
func (d *detail) addPlaces(rows *fyne.Container, s event.Session, g guests) {
	p, t := d.p, d.p.Printer.T
	if !s.SignUp && s.Capacity == nil && len(g.taken) == 0 {
		return
	}
	rows.Add(kit.Section(t("agenda.places.title")))
	text := p.Printer.N("common.people", len(g.taken))
	if s.Capacity != nil {
		text = t("agenda.places.of", i18n.Args{"Taken": len(g.taken), "Capacity": *s.Capacity})
		bar := kit.NewBar()
		if *s.Capacity > 0 {
			bar.SetShare(min(float32(len(g.taken))/float32(*s.Capacity), 1))
		}
		if len(g.taken) > *s.Capacity {
			bar.SetTone(kit.ToneRefused)
		}
		rows.Add(bar)
	}
	rows.Add(kit.NewText(text, kit.StyleMuted))
	if wanted := p.wishesText(s); wanted != "" {
		rows.Add(kit.NewParagraph(wanted, kit.StyleMuted))
	}
	d.addNames(rows, g.taken)
	if len(g.waiting) > 0 {
		rows.Add(kit.NewText(p.Printer.N("agenda.waiting", len(g.waiting)), kit.StyleMuted.In(kit.ColorWarning)))
		d.addNames(rows, g.waiting)
	}
}

// manyNames is where a list of names ends; the rest is counted.
const manyNames = 40

func (d *detail) addNames(rows *fyne.Container, all []event.Entry) {
	if len(all) == 0 {
		return
	}
	names := make([]string, 0, manyNames)
	for _, e := range all[:min(len(all), manyNames)] {
		names = append(names, d.p.Printer.Person(e.Who.Name.Full()))
	}
	text := strings.Join(names, ", ")
	if rest := len(all) - manyNames; rest > 0 {
		text += " " + d.p.Printer.N("agenda.more", rest)
	}
	rows.Add(kit.NewParagraph(text, kit.StyleBody))
}
