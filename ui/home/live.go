package home

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// often is how often an event that is on is read although nothing happened.
	often = 30 * time.Second
	// gather is how long changes are gathered before the page is read again.
	gather = 300 * time.Millisecond
	// patience is how long the page waits for everything before it shows what it has.
	patience = 150 * time.Millisecond
)

// How much of the day the page lists.
const (
	mostLines    = 6
	mostMissing  = 6
	mostFills    = 7
	mostArrivals = 36 // six hours
)

// live is what is on while the event takes place; before and after it is none.
type live struct {
	event.Live
	queues []event.Queue
}

// loadLive reads the day of an event that is on.
func (p *Page) loadLive(ctx context.Context, e event.Event) (*live, error) {
	if today := event.DateOf(p.Now(), e.Zone()); today < e.Start || today > e.End {
		return nil, nil
	}
	var l live
	var err error
	if l.Live, err = p.Service.Live(ctx, e.ID); err != nil {
		return nil, err
	}
	l.At = time.Time{} // the page is built again only when something else changes
	l.queues, err = p.Service.Queues(ctx, e.ID, p.Lines())
	return &l, err
}

// makeLiveFigures is the row of numbers while the event is on.
func (p *Page) makeLiveFigures(s state) fyne.CanvasObject {
	t, l := p.Printer.T, s.live
	missing := kit.ToneNeutral
	if len(l.Missing) > 0 {
		missing = kit.ToneAttention
	}
	here, inside := kit.ToneNeutral, kit.ToneNeutral
	if l.Here > 0 {
		here = kit.ToneAdmitted
	}
	if l.Inside > 0 {
		inside = kit.ToneAdmitted
	}
	return container.New(&tiles{changed: p.reflow},
		kit.Stat(p.number(l.Registered), t("home.figure.registered"), kit.ToneNeutral),
		kit.Stat(p.number(l.Here), t("home.figure.here"), here),
		kit.Stat(p.number(l.Inside), t("home.figure.inside"), inside),
		kit.Stat(p.number(max(l.Expected-l.Here, 0)), t("home.figure.expected"), kit.ToneNeutral),
		kit.Stat(p.number(len(l.Missing)), t("home.figure.missing"), missing),
		kit.Stat(p.number(s.Printed), t("home.figure.badges"), kit.ToneNeutral),
	)
}

// makeLive is the day itself: who comes when and stands where at the left, who is missing and how full it is at
// the right.
func (p *Page) makeLive(s state) (left, right *fyne.Container) {
	left, right = kit.VStack(4), kit.VStack(4)
	if len(s.live.Arrivals) > 0 {
		left.Add(p.makeLiveArrivals(s.live))
	}
	left.Add(p.makeQueues(s.live))
	if len(s.live.Missing) > 0 {
		right.Add(p.makeMissing(s))
	}
	if len(s.live.Sessions) > 0 {
		right.Add(p.makeFills(s))
	}
	return left, right
}

// makeLiveArrivals is a bar for every ten minutes of the day.
func (p *Page) makeLiveArrivals(l *live) fyne.CanvasObject {
	arrivals := l.Arrivals[max(len(l.Arrivals)-mostArrivals, 0):]
	count := make([]int, max(len(arrivals), minBars)) // room that is left lies before
	highest, sum := 1, 0
	for i, a := range arrivals {
		count[len(count)-len(arrivals)+i] = a.Count
		highest, sum = max(highest, a.Count), sum+a.Count
	}
	zone := l.Event.Zone()
	end := arrivals[len(arrivals)-1].From.Add(10 * time.Minute).In(zone)
	begin := end.Add(-time.Duration(len(count)) * 10 * time.Minute)
	axis := kit.HStack(0, kit.NewText(p.Printer.Time(begin), kit.StyleSmall), kit.Spacer(),
		kit.NewText(p.Printer.N("common.people", sum), kit.StyleSmall), kit.Spacer(),
		kit.NewText(p.Printer.Time(end), kit.StyleSmall))
	scale := kit.NewText(p.Printer.T("home.arrivals.scale", i18n.Args{"Most": p.number(highest), "Minutes": 10}), kit.StyleSmall.Truncated())
	return kit.Card(p.Printer.T("home.arrivals.today"), kit.VStack(1, scale, newChart(count, highest), axis))
}

// makeQueues says at which letters people stand, in as many lines as somebody chooses.
func (p *Page) makeQueues(l *live) fyne.CanvasObject {
	t := p.Printer.T
	options := make([]kit.Option[int], mostLines)
	for i := range options {
		options[i] = kit.Option[int]{Value: i + 1, Text: p.Printer.N("home.queues.count", i+1)}
	}
	chooser := kit.NewSelect(options, func(n int) {
		if n != p.Lines() {
			p.SetLines(n)
			p.read()
		}
	})
	chooser.SetValue(min(max(p.Lines(), 1), mostLines))
	head := kit.HStack(2, kit.Stretch(kit.NewText(t("home.queues"), kit.StyleSection.Truncated())), chooser,
		kit.NewButton(t("home.queues.paper"), kit.IconPrint, func() { p.Navigate("paper", "print") }))
	if len(l.queues) == 0 {
		return kit.Card("", kit.VStack(2, head, kit.NewParagraph(t("home.queues.none"), kit.StyleMuted)))
	}
	cells := make([]fyne.CanvasObject, len(l.queues))
	for i, q := range l.queues {
		cells[i] = kit.VStack(0,
			kit.NewText(t("home.queues.line", i18n.Args{"Number": strconv.Itoa(i + 1)}), kit.StyleSmall),
			kit.NewText(q.Label(), kit.StylePage.Truncated()),
			kit.NewText(p.Printer.N("common.people", q.People), kit.StyleMuted.Truncated()))
	}
	return kit.Card("", kit.VStack(2, head, kit.Columns(4, cells...)))
}

// makeMissing names the speakers who are not here, with what waits for them.
func (p *Page) makeMissing(s state) fyne.CanvasObject {
	rows := kit.VStack(0)
	zone := s.Event.Zone()
	all := s.live.Missing
	for i, sp := range all[:min(len(all), mostMissing)] {
		if i > 0 {
			rows.Add(kit.Separator())
		}
		says := p.Printer.Time(sp.Session.Start.In(zone)) + " · " + sp.Session.Title
		if room := s.rooms[sp.Session.Room]; room != "" {
			says += " · " + room
		}
		if sp.Registration == "" {
			says += " · " + p.Printer.T("home.missing.unlinked")
		}
		words := kit.VStack(0, kit.NewText(p.Printer.Person(sp.Name), kit.StyleStrong.Truncated()),
			kit.NewText(says, kit.StyleSmall.Truncated()))
		visit := kit.Gap(0)
		if sp.Registration != "" {
			visit = kit.NewQuiet("", kit.IconChevronRight, func() { p.Navigate("registrations", sp.Registration) })
		}
		rows.Add(kit.PadSides(1, 0, 1, 0, container.NewBorder(nil, nil, nil, visit, words)))
	}
	if more := len(all) - mostMissing; more > 0 {
		rows.Add(kit.NewText(p.Printer.N("home.missing.more", more), kit.StyleSmall))
	}
	return kit.Card(p.Printer.T("home.missing"), rows)
}
