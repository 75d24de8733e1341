// Package home is the page that says at a glance what state an event is in and
// what to do next.
package home

import (
	"context"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service is the use case behind the page.
type Service interface {
	Overview(ctx context.Context, eventID string) (event.Overview, error)
	Glance(ctx context.Context, eventID string) (event.Overview, error)
	Attendance(ctx context.Context, eventID string) ([]event.Account, error)
	Live(ctx context.Context, eventID string) (event.Live, error)
	Queues(ctx context.Context, eventID string, n int) ([]event.Queue, error)
}

// Store is what the page reads by itself.
type Store interface {
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Rooms(ctx context.Context, eventID string) ([]event.Room, error)
	Checkpoints(ctx context.Context, eventID string) ([]event.Checkpoint, error)
	Scans(ctx context.Context, f event.ScanFilter) ([]event.ScanRow, error)
	Certificates(ctx context.Context, eventID string) ([]event.Certificate, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
}

// Deps are what the page stands on.
type Deps struct {
	Context  context.Context
	Service  Service
	Store    Store
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Now      func() time.Time
	Navigate func(page, arg string)
	// Sample says that the event is the example of the first start; ToOwn leaves it
	// for an event of one's own, which HasOwn says there is, or begins one.
	Sample bool
	HasOwn func() bool
	ToOwn  func()
	// Import takes a list that was dragged onto the page to where lists are
	// brought in; Choose asks for one there.
	Import func(files []fyne.URI)
	Choose func()
	// Lines is how many lines stand at the desk; SetLines keeps it.
	Lines    func() int
	SetLines func(int)
	// Board opens the board for the hall.
	Board func()
	// Loaded is called whenever fresh figures are shown.
	Loaded func()
}

// Page is the home page.
type Page struct {
	Deps
	ctx     context.Context
	cancel  context.CancelFunc
	reading kit.Steady[state]
	seen    bool // everything is shown, and not only what was known at once
	content fyne.CanvasObject
	body    *fyne.Container
	minute  func() // stops the clock
	news    *kit.Coalescer
	// What is shown and for which minute: the same again is not built again.
	shown   state
	shownAt time.Time
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, body: container.NewStack()}
	p.content = kit.NewVScroll(kit.Pad(4, p.body))
	return p
}

// Title is the name of the page.
func (p *Page) Title() string { return p.Printer.T("home.title") }

// Content is the tree of the page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown begins to read, and to read again now and then: sessions begin and end
// without anybody doing anything.
func (p *Page) Shown() {
	p.ctx, p.cancel = context.WithCancel(p.Context)
	p.news = kit.NewCoalescer(gather, p.read)
	if p.seen {
		p.read()
	} else {
		p.glance()
	}
	p.tick()
}

// Hidden ends what Shown began.
func (p *Page) Hidden() {
	p.minute()
	p.news.Stop()
	p.cancel()
}

// Changed reads again, once for many changes.
func (p *Page) Changed(map[string]bool) { p.news.Signal() }

// Dropped takes a list to where lists are brought in: this page says to load one.
func (p *Page) Dropped(files []fyne.URI) { p.Import(files) }

func (p *Page) tick() {
	p.minute = kit.After(often, func() {
		p.read()
		p.tick()
	})
}

// state is everything the page shows.
type state struct {
	event.Overview
	partly    bool // only what is known at once
	programme []event.Session
	rooms     map[string]string
	arrivals  []time.Time // at the desk, of the last day somebody came
	came      int         // of the registered, on any day
	others    int         // who came and are not registered, or not any more
	papers    papers
	live      *live // nil: the event is not on
}

// glance reads what is known at once, and then everything. Where that takes its time, as in a large file, the
// beginning is shown meanwhile.
func (p *Page) glance() {
	kit.Run(p.ctx, p.loadAtOnce, func(s state, err error) {
		p.read()
		if err != nil {
			return // the whole reading will say so
		}
		ctx := p.ctx
		kit.After(patience, func() {
			if !p.seen && ctx.Err() == nil {
				p.show(s)
				p.Loaded()
			}
		})
	})
}

func (p *Page) loadAtOnce(ctx context.Context) (s state, err error) {
	s.partly = true
	if s.Overview, err = p.Service.Glance(ctx, p.Event.ID); err != nil {
		return s, err
	}
	return s, p.loadProgramme(ctx, &s)
}

func (p *Page) read() {
	p.reading.Run(p.ctx, func() func(context.Context) (state, error) { return p.load }, func(s state, err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{kit.Notice(kit.ToneRefused, p.Printer.Error(err), nil)}
			p.body.Refresh()
			return
		}
		if now := p.Now().Truncate(time.Minute); !now.Equal(p.shownAt) || !reflect.DeepEqual(s, p.shown) {
			p.shown, p.shownAt, p.seen = s, now, true
			p.show(s)
		}
		p.Loaded()
	})
}

func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.Overview, err = p.Service.Overview(ctx, p.Event.ID); err != nil {
		return s, err
	}
	if err = p.loadProgramme(ctx, &s); err != nil {
		return s, err
	}
	if err = p.loadArrivals(ctx, &s); err != nil {
		return s, err
	}
	if s.papers, err = p.loadPapers(ctx, s.Overview); err != nil {
		return s, err
	}
	s.live, err = p.loadLive(ctx, s.Event)
	return s, err
}

// loadProgramme reads the sessions and where they are.
func (p *Page) loadProgramme(ctx context.Context, s *state) (err error) {
	if s.programme, err = p.Store.Sessions(ctx, p.Event.ID); err != nil {
		return err
	}
	rooms, err := p.Store.Rooms(ctx, p.Event.ID)
	if err != nil {
		return err
	}
	s.rooms = make(map[string]string, len(rooms))
	for _, r := range rooms {
		s.rooms[r.ID] = r.Title
	}
	return nil
}

// loadArrivals reads when people were let in at the desk on the last day that
// had somebody, and how many came on all days.
func (p *Page) loadArrivals(ctx context.Context, s *state) error {
	points, err := p.Store.Checkpoints(ctx, p.Event.ID)
	if err != nil || len(points) == 0 {
		return err
	}
	scans, err := p.Store.Scans(ctx, event.ScanFilter{Event: p.Event.ID, Checkpoint: points[0].ID})
	if err != nil {
		return err
	}
	zone, people := s.Event.Zone(), map[string]bool{}
	var day event.Date
	for _, sc := range scans { // in order of time
		if sc.Outcome != event.Admitted || sc.Undone {
			continue
		}
		if d := event.DateOf(sc.At, zone); d != day {
			day, s.arrivals = d, nil
		}
		s.arrivals = append(s.arrivals, sc.At.In(zone))
		people[sc.Registration] = true
	}
	if len(people) == 0 {
		return nil
	}
	for _, status := range []event.Status{event.Pending, event.Waitlisted, event.Cancelled} {
		entries, err := p.Store.Entries(ctx, event.EntryFilter{Event: p.Event.ID, Status: status})
		if err != nil {
			return err
		}
		for _, e := range entries {
			if people[e.ID] {
				s.others++
			}
		}
	}
	s.came = len(people) - s.others
	return nil
}

// show builds the page from fresh figures.
func (p *Page) show(s state) {
	t := p.Printer.T
	today := p.Now().In(s.Event.Zone())
	subtitle := p.Printer.Weekday(today) + ", " + p.Printer.Date(today)
	column := kit.VStack(4, kit.PageHeader(t("home.title"), subtitle, kit.NewButton(t("home.board"), kit.IconRoom, p.Board)))
	if p.Sample {
		back := kit.NewButton(t("home.sample.own"), kit.IconPlus, p.ToOwn)
		if p.HasOwn() {
			back = kit.NewButton(t("home.sample.back"), kit.IconHome, p.ToOwn)
		}
		column.Add(kit.Notice(kit.ToneInfo, t("home.sample"), back))
	}
	figures, left, right := p.makeFigures, kit.VStack(4), kit.VStack(4)
	if s.live != nil && s.Registered+s.Waiting > 0 { // before anybody signed up the steps matter more
		figures = p.makeLiveFigures
		left, right = p.makeLive(s)
	} else if len(s.arrivals) > 0 {
		right.Add(p.makeArrivals(s))
	}
	column.Add(figures(s))
	if s.Conflicts+s.Unreleased > 0 {
		column.Add(p.makeTidings(s))
	}
	if !s.partly || event.DateOf(p.Now(), s.Event.Zone()) <= s.Event.End { // afterwards it takes longer to know where one is
		left.Add(p.makeSteps(s))
	}
	right.Add(p.makeProgramme(s))
	column.Add(container.New(&twoColumns{changed: func() { kit.After(0, column.Refresh) }}, left, right))
	p.body.Objects = []fyne.CanvasObject{column}
	p.body.Refresh()
}
