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
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service is the use cases behind the page.
type Service interface {
	Badges(ctx context.Context, eventID string, w io.Writer, o event.BadgeOptions, p event.Progress) (event.BadgeResult, error)
	BadgeJob(ctx context.Context, eventID string, o event.BadgeOptions, p event.Progress) (event.BadgeJob, event.BadgeResult, error)
	PrintStates(ctx context.Context, eventID string, o event.BadgeOptions) (map[string]event.BadgeState, error)
	PrintBadges(ctx context.Context, eventID string, o event.BadgeOptions, setup event.PrintSetup, p event.Progress) (event.BadgeResult, error)
	RecordPrints(ctx context.Context, eventID, printer string, prints []event.BadgePrint) error
	MarkPrinted(ctx context.Context, eventID, layout string, registrations []string) error
	PrintRuns(ctx context.Context, eventID string) ([]event.PrintRun, error)
	ReplaceBadge(ctx context.Context, registration string) (event.Entry, error)

	BadgeLayouts(ctx context.Context, eventID string) ([]event.Layout, error)
	SaveLayout(ctx context.Context, l event.Layout, pictures ...[]byte) (event.Layout, error)
	RemoveLayout(ctx context.Context, eventID, id string) error
	ImportLayout(ctx context.Context, eventID string, r io.Reader) (event.Layout, error)
	ExportLayout(ctx context.Context, id string, w io.Writer) error
	SetBadgePlan(ctx context.Context, eventID string, plan event.BadgePlan) error

	FindPrinters(ctx context.Context, typed []event.KnownPrinter) ([]event.Printer, error)
	PrinterOptions(ctx context.Context, id string) (event.PrinterOptions, error)
}

// Store is what the page looks up by itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	Groups(ctx context.Context, eventID string) ([]event.Group, error)
}

// Documents draws what will print.
type Documents interface {
	BadgePages(ctx context.Context, job event.BadgeJob, dpi, from, to int) ([]image.Image, error)
}

// Setup keeps where this machine prints.
type Setup interface {
	Print() event.PrintSetup
	SetPrint(s event.PrintSetup)
	Printers() []event.KnownPrinter
}

// Deps are what the page stands on.
type Deps struct {
	Context   context.Context
	Service   Service
	Store     Store
	Documents Documents
	Setup     Setup
	Printer   *i18n.Printer
	Window    fyne.Window
	Event     event.Event
	Navigate  func(page, arg string)
	// Desk is what this machine is called: it stands in the log where nobody is known by name.
	Desk func() string
	// Designer opens a layout; taken are the names of those that there are.
	Designer func(l event.Layout, taken func() []string, saved func(event.Layout), done func()) Designer
	// Open shows the finished file in the system's viewer, to print from there.
	Open func(path string) error
}

// person is one row: a registration, and how far its badge is.
type person struct {
	*event.Entry
	event.BadgeState
	group string
}

// which says whose badges are wanted.
type which string

const (
	everybody which = "all"
	unprinted which = "unprinted"
	altered   which = "changed"
	due       which = "due" // unprinted or altered
	confirmed which = "confirmed"
)

// Page is the badges page.
type Page struct {
	d       Deps
	zone    *time.Location
	ctx     context.Context
	cancel  context.CancelFunc
	latest  kit.Latest[scene]
	changes *kit.Coalescer

	content *fyne.Container // the page itself, or the designer in its place
	view    *view
	drawing Designer
	loaded  bool
	scene
	shown  []person // after the choice and the search
	chosen []person // rows selected
	asked  []string // registrations to select as soon as they are read

	which  which
	order  event.BadgeOrder
	blank  int
	start  int // the first label of the sheet that is still there, from 1
	search string
	setup  event.PrintSetup

	task *kit.Task // the file that is being written, or the print; nil: none
	ask  *written
	cut  *cutShort // a print that ended early

	untold []func() // dialogs that wait until the page is shown again
}

// scene is what the page reads: whom there is, and on what they get a badge.
type scene struct {
	event   event.Event // the plan and the questions may have changed
	people  []person    // who gets a badge at all, in the order of names
	without int         // people whose role has none
	layouts []event.Layout
	runs    []event.PrintRun
	names   map[string]event.Name // of everybody, by registration
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{d: d, zone: d.Event.Zone(), ctx: d.Context, cancel: func() {}, order: event.ByName, which: everybody, start: 1,
		scene: scene{event: d.Event}, setup: d.Setup.Print()}
	p.changes = kit.NewCoalescer(0, p.query)
	return p
}

// Title is part of ui.Page.
func (p *Page) Title() string { return p.d.Printer.T("badges.title") }

// Content is part of ui.Page.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.view = newView(p)
		p.content = container.NewStack(p.view.root)
	}
	return p.content
}

// Shown is part of ui.Page.
func (p *Page) Shown() {
	p.Content()
	p.ctx, p.cancel = context.WithCancel(p.d.Context)
	p.setup = p.d.Setup.Print()
	p.query()
	untold := p.untold
	p.untold = nil
	for _, tell := range untold {
		tell()
	}
}

// whenSeen opens a dialog, but not in front of another page: work that comes to its end must not stop the desk.
func (p *Page) whenSeen(tell func()) {
	if p.ctx.Err() == nil {
		tell()
		return
	}
	p.untold = append(p.untold, tell)
}

// Hidden is part of ui.Page. A file that is being written is finished.
func (p *Page) Hidden() { p.cancel() }

// Changed is part of ui.Page.
func (p *Page) Changed(kinds map[string]bool) {
	for kind := range kinds {
		switch kind {
		case "registration.added", "registration.changed", "person.added", "person.changed", "person.erased",
			"badge.replaced", "badges.printed", "group.added", "group.changed", "event.changed", "layout.saved", "layout.removed",
			"session.added", "session.changed", "session.removed", "enrolment.set":
			p.changes.Signal()
			return
		}
	}
}

// Busy is part of ui.Busy.
func (p *Page) Busy() bool { return p.task != nil && !p.task.Over() }

// Find is part of ui.Finder.
func (p *Page) Find() {
	if p.drawing == nil {
		p.d.Window.Canvas().Focus(p.view.search)
	}
}

// Open is part of ui.Opener: it selects the people whose registrations the argument lists with commas,
// as soon as they are read. The designer is left for them, unless somebody wants to save there first.
func (p *Page) Open(arg string) {
	if arg == "" {
		return
	}
	p.asked = strings.Split(arg, ",")
	if p.drawing != nil {
		p.drawing.Leave()
		return
	}
	p.selectWanted()
}

// selectWanted selects those who were asked for, whatever the list showed before.
func (p *Page) selectWanted() {
	if !p.loaded || p.drawing != nil || len(p.asked) == 0 {
		return
	}
	asked := p.asked
	p.asked = nil
	p.view.tabs.Choose(tabPeople)
	if p.view.list.SelectKeys(asked) == len(asked) {
		return
	}
	p.view.search.SetText("")
	p.search = ""
	p.view.which.SetValue(everybody)
	p.onWhich(everybody)
	if p.view.list.SelectKeys(asked) == 0 {
		p.asked = asked // somebody who is still to be read
	}
}

// query reads everybody with the state of their badges.
func (p *Page) query() {
	if p.ctx.Err() != nil {
		return
	}
	p.latest.Run(p.ctx, p.read, func(o scene, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
			return
		}
		p.scene, p.loaded = o, true
		p.makeRoom()
		p.showLayouts()
		p.showPeople()
		p.view.log.show()
		p.selectWanted()
	})
}

func (p *Page) read(ctx context.Context) (o scene, err error) {
	id := p.d.Event.ID
	if o.event, err = p.d.Store.Event(ctx, id); err != nil {
		return o, err
	}
	if o.layouts, err = p.d.Service.BadgeLayouts(ctx, id); err != nil {
		return o, err
	}
	if o.runs, err = p.d.Service.PrintRuns(ctx, id); err != nil {
		return o, err
	}
	entries, err := p.d.Store.Entries(ctx, event.EntryFilter{Event: id})
	if err != nil {
		return o, err
	}
	states, err := p.d.Service.PrintStates(ctx, id, event.BadgeOptions{Language: p.d.Printer.Lang()})
	if err != nil {
		return o, err
	}
	groups, err := p.d.Store.Groups(ctx, id)
	if err != nil {
		return o, err
	}
	titles := map[string]string{}
	for _, g := range groups {
		titles[g.ID] = g.Title
	}
	o.people, o.names = make([]person, 0, len(entries)), make(map[string]event.Name, len(entries))
	for i := range entries {
		e := &entries[i]
		o.names[e.ID] = e.Who.Name
		state, gets := states[e.ID]
		if !gets {
			continue
		}
		if state.Without {
			o.without++
		}
		o.people = append(o.people, person{Entry: e, BadgeState: state, group: titles[e.Group]})
	}
	return o, nil
}
