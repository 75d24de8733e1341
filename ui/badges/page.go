// Package badges is the page that makes sheets of badges: whose, in which
// order, on which stock, and whether they are on paper yet.
package badges

import (
	"context"
	"image"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service is the use cases behind the page.
type Service interface {
	Badges(ctx context.Context, eventID string, w io.Writer, o event.BadgeOptions, p event.Progress) (event.BadgeResult, error)
	MarkPrinted(ctx context.Context, eventID, layout string, registrations []string) error
}

// Store is what the page looks up by itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	PrintedBadges(ctx context.Context, eventID string) (map[string]time.Time, error)
	Groups(ctx context.Context, eventID string) ([]event.Group, error)
}

// Deps are what the page stands on.
type Deps struct {
	Context  context.Context
	Service  Service
	Store    Store
	Layouts  []string // names, the default one first
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Navigate func(page, arg string)
	// Open shows the finished file in the system's viewer, to print from there.
	Open func(path string) error
	// QR is the picture of a code; nil: the preview leaves its place empty.
	QR func(code string) image.Image
}

// person is one row: a registration, and when its badge was last printed.
type person struct {
	*event.Entry
	group   string
	lines   []string // answers that stand on the badge
	printed time.Time
}

// Page is the badges page.
type Page struct {
	d       Deps
	zone    *time.Location
	ctx     context.Context
	cancel  context.CancelFunc
	latest  kit.Latest[[]person]
	changes *kit.Coalescer

	content fyne.CanvasObject
	view    *view
	loaded  bool
	people  []person // who gets a badge at all, in the order of names
	shown   []person // after the choice and the search
	chosen  []person // rows selected
	asked   []string // registrations to select as soon as they are read

	layout    string
	order     event.BadgeOrder
	unprinted bool
	blank     int
	search    string

	task *kit.Task // the file that is being written; nil: none
	ask  *written
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{d: d, zone: d.Event.Zone(), ctx: d.Context, cancel: func() {}, order: event.ByName}
	if len(d.Layouts) > 0 {
		p.layout = d.Layouts[0]
	}
	p.changes = kit.NewCoalescer(0, p.query)
	return p
}

// Title is part of ui.Page.
func (p *Page) Title() string { return p.d.Printer.T("badges.title") }

// Content is part of ui.Page.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.view = newView(p)
		p.content = p.view.root
	}
	return p.content
}

// Shown is part of ui.Page.
func (p *Page) Shown() {
	p.Content()
	p.ctx, p.cancel = context.WithCancel(p.d.Context)
	p.query()
}

// Hidden is part of ui.Page. A file that is being written is finished.
func (p *Page) Hidden() { p.cancel() }

// Changed is part of ui.Page.
func (p *Page) Changed(kinds map[string]bool) {
	for kind := range kinds {
		switch kind {
		case "registration.added", "registration.changed", "person.added", "person.changed", "person.erased",
			"badge.replaced", "badges.printed", "group.added", "event.changed":
			p.changes.Signal()
			return
		}
	}
}

// Busy is part of ui.Busy.
func (p *Page) Busy() bool { return p.task != nil && !p.task.Over() }

// Find is part of ui.Finder.
func (p *Page) Find() { p.d.Window.Canvas().Focus(p.view.search) }

// Open is part of ui.Opener: it selects the people whose registrations the argument lists with commas,
// as soon as they are read.
func (p *Page) Open(arg string) {
	p.asked = strings.Split(arg, ",")
	p.selectWanted()
}

func (p *Page) selectWanted() {
	if p.loaded && p.view.list.SelectKeys(p.asked) > 0 {
		p.asked = nil
	}
}

// query reads everybody with the state of their badges.
func (p *Page) query() {
	if p.ctx.Err() != nil {
		return
	}
	p.latest.Run(p.ctx, p.read, func(people []person, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
			return
		}
		p.people, p.loaded = people, true
		p.makeRoom()
		p.showPeople()
		p.selectWanted()
	})
}

func (p *Page) read(ctx context.Context) ([]person, error) {
	ev, err := p.d.Store.Event(ctx, p.d.Event.ID) // its questions may have changed
	if err != nil {
		return nil, err
	}
	entries, err := p.d.Store.Entries(ctx, event.EntryFilter{Event: p.d.Event.ID})
	if err != nil {
		return nil, err
	}
	printed, err := p.d.Store.PrintedBadges(ctx, p.d.Event.ID)
	if err != nil {
		return nil, err
	}
	groups, err := p.d.Store.Groups(ctx, p.d.Event.ID)
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, g := range groups {
		titles[g.ID] = g.Title
	}
	out := make([]person, 0, len(entries))
	for i := range entries {
		if e := &entries[i]; e.Status != event.Cancelled && !e.Who.Erased {
			out = append(out, person{Entry: e, group: titles[e.Group], printed: printed[e.ID],
				lines: event.BadgeLines(ev.Questions, e.Registration, p.d.Printer.Lang())})
		}
	}
	return out, nil
}
