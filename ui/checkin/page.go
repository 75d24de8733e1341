// Package checkin is the desk: badges are scanned or names typed, and a verdict
// that is read from three metres says who may come in.
package checkin

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// tick is how often the counts are taken again although nothing happened:
	// "in the last ten minutes" changes by itself.
	tick = 30 * time.Second
	// gather is how long changes are gathered before the counts are taken again.
	gather = 150 * time.Millisecond
	// repeat is how long the same badge is one reading: a scanner that is held
	// still reads it again.
	repeat = 2 * time.Second
)

// Service is the use cases behind the page.
type Service interface {
	CheckIn(ctx context.Context, req event.ScanRequest) (event.ScanResult, error)
	Undo(ctx context.Context, scan, desk string) (event.ScanResult, error)
	AddRegistration(ctx context.Context, n event.NewRegistration) (event.Entry, error)
	FreeBadge(ctx context.Context, code string) (bool, error)
	GiveBadge(ctx context.Context, registration, code string) (event.Entry, error)
	FindPeople(ctx context.Context, query string, limit int) ([]event.KnownPerson, error)
	DeskCounts(ctx context.Context, eventID, checkpoint string) (event.DeskCounts, error)
}

// Store is what the page looks up by itself.
type Store interface {
	Checkpoints(ctx context.Context, eventID string) ([]event.Checkpoint, error)
	Search(ctx context.Context, eventID, query string, limit int) (ids []string, total int, err error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	Scans(ctx context.Context, f event.ScanFilter) ([]event.ScanRow, error)
	PrintedBadges(ctx context.Context, eventID string) (map[string]time.Time, error)
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
	// Sound plays the sound of a tone; nil is silence.
	Sound func(event.Tone)
	// Kiosk shows nothing but the input and the verdict: people scan by themselves.
	Kiosk bool
}

// Command is one thing of the page that a key starts.
type Command struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}

// Page is the desk.
type Page struct {
	d    Deps
	zone *time.Location

	content fyne.CanvasObject
	view    *view
	ctx     context.Context // of the time the page is shown
	cancel  context.CancelFunc
	ticking func()

	checkpoints []event.Checkpoint
	checkpoint  event.Checkpoint
	wanted      string // id of a checkpoint to go to once they are known
	direction   event.Direction

	early   []string // scanned elsewhere before the checkpoints were known
	queue   queue
	waiting int             // scans and undos that have no answer yet
	unsaved []job           // scans that the disk did not take
	last    *answer         // behind the verdict shown; nil: none
	recent  []event.ScanRow // newest first
	since   map[string]time.Time

	drafts []event.Person  // newcomers whose forms a scan interrupted
	keep   func()          // remembers the open form as a draft; nil: there is none
	added  map[string]bool // newcomers of this desk whose badge is not on paper yet
	blank  string          // a blank badge for whom the form is about; "": none was scanned
	known  *acquaintances  // whom the form of somebody new offers

	search  kit.Latest[found]
	hits    found
	enter   bool // Enter was pressed before the hits were there
	refresh *kit.Coalescer
	counts  kit.Latest[event.DeskCounts]
	rows    kit.Latest[scanned]
	doors   kit.Latest[[]event.Checkpoint]
	printed kit.Latest[map[string]time.Time]
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{d: d, zone: d.Event.Zone(), direction: event.In, ctx: d.Context, cancel: func() {},
		added: map[string]bool{}}
	p.refresh = kit.NewCoalescer(gather, p.query)
	return p
}

// Title is part of ui.Page.
func (p *Page) Title() string { return p.d.Printer.T("checkin.title") }

// Content is part of ui.Page.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.view = newView(p)
		p.content = p.view.root
		p.showWaiting()
	}
	return p.content
}

// Shown is part of ui.Page.
func (p *Page) Shown() {
	p.Content()
	p.ctx, p.cancel = context.WithCancel(p.d.Context)
	p.queryCheckpoints()
	p.queryPrinted()
	p.ticks()
	p.view.entry.Active(p.view.form == nil)
}

// Hidden is part of ui.Page. Scans that wait are worked off all the same.
func (p *Page) Hidden() {
	p.cancel()
	if p.ticking != nil {
		p.ticking()
	}
	p.view.entry.Active(false)
}

func (p *Page) ticks() {
	p.ticking = kit.After(tick, func() {
		p.query()
		p.ticks()
	})
}

// Changed is part of ui.Page.
func (p *Page) Changed(kinds map[string]bool) {
	for kind := range kinds {
		switch kind {
		case "checkpoint.added", "checkpoint.changed":
			p.queryCheckpoints()
			return
		case "scan.made", "scan.undone", "registration.added", "registration.changed", "person.changed", "person.erased", "enrolment.set":
			p.refresh.Signal()
		}
	}
}

// Find is part of ui.Finder.
func (p *Page) Find() {
	p.interrupt()
	p.view.entry.Active(true)
}

// Scan is part of ui.Scanner: a badge was scanned while the input did not have
// the keyboard.
func (p *Page) Scan(code string) {
	p.interrupt()
	p.view.entry.Clear()
	if p.checkpoint.ID == "" {
		p.early = append(p.early, code)
		return
	}
	p.onScan(code)
}

// scanEarly takes what was scanned before it was known where.
func (p *Page) scanEarly() {
	early := p.early
	p.early = nil
	for _, code := range early {
		p.onScan(code)
	}
}

// Busy is part of ui.Busy: a scan that was made must land.
func (p *Page) Busy() bool { return p.waiting+len(p.early) > 0 }

// Open is part of ui.Opener; arg is the id of a checkpoint.
func (p *Page) Open(arg string) {
	p.wanted = arg
	p.goWanted()
}

func (p *Page) goWanted() {
	for _, c := range p.checkpoints {
		if c.ID == p.wanted {
			p.wanted = ""
			p.choose(c.ID)
			p.view.chooser.SetValue(c.ID)
			return
		}
	}
}

// Commands are what the page offers under a key.
func (p *Page) Commands() []Command {
	if p.d.Kiosk {
		return nil
	}
	w := p.d.Printer
	return []Command{
		{Label: w.T("checkin.key.newcomer"), Key: fyne.KeyF2, Run: p.openNewcomer},
		{Label: w.T("checkin.key.force"), Key: fyne.KeyF4, Run: p.openForce},
		{Label: w.T("checkin.key.direction"), Key: fyne.KeyF6, Run: p.turn},
		{Label: w.T("checkin.key.undo"), Key: fyne.KeyF8, Run: p.undoLast},
		{Label: w.T("checkin.key.checkpoint"), Key: fyne.KeyF9, Run: p.nextCheckpoint},
	}
}

func (p *Page) queryCheckpoints() {
	p.doors.Run(p.ctx, func(ctx context.Context) ([]event.Checkpoint, error) {
		return p.d.Store.Checkpoints(ctx, p.d.Event.ID)
	}, func(all []event.Checkpoint, err error) {
		if err != nil {
			p.showFailure(err)
			p.scanEarly()
			return
		}
		p.checkpoints = all
		p.showCheckpoints()
		p.goWanted()
		p.scanEarly()
		p.query()
	})
}

// choose goes to another checkpoint: what is shown belongs to the one before.
func (p *Page) choose(id string) {
	for _, c := range p.checkpoints {
		if c.ID != id || c.ID == p.checkpoint.ID {
			continue
		}
		p.checkpoint, p.direction, p.last, p.recent, p.since = c, event.In, nil, nil, nil
		p.showWaiting()
		p.showDirection()
		p.showRecent()
		p.query()
	}
	p.view.entry.Clear()
}

// nextCheckpoint goes round the checkpoints by a key.
func (p *Page) nextCheckpoint() {
	for i, c := range p.checkpoints {
		if c.ID == p.checkpoint.ID && len(p.checkpoints) > 1 {
			p.Open(p.checkpoints[(i+1)%len(p.checkpoints)].ID)
			return
		}
	}
}

// query takes the counts and the last scans of the checkpoint.
func (p *Page) query() {
	if p.checkpoint.ID == "" || p.ctx.Err() != nil {
		return
	}
	checkpoint, now := p.checkpoint, p.d.Now()
	id := checkpoint.ID
	p.counts.Run(p.ctx, func(ctx context.Context) (event.DeskCounts, error) {
		return p.d.Service.DeskCounts(ctx, p.d.Event.ID, id)
	}, func(c event.DeskCounts, err error) {
		if err == nil { // a count that cannot be read is no reason to disturb the desk
			p.showCounts(c)
		}
	})
	p.rows.Run(p.ctx, func(ctx context.Context) (scanned, error) {
		rows, err := p.d.Store.Scans(ctx, event.ScanFilter{Event: p.d.Event.ID, Checkpoint: id})
		s := scanned{since: inside(rows, checkpoint, p.zone, now)}
		s.recent = newestFirst(rows[max(len(rows)-4*recentRows, 0):])
		return s, err
	}, func(s scanned, err error) {
		if err != nil {
			return
		}
		p.since = s.since
		if p.view.list.Visible() {
			p.view.hits.Refresh()
		}
		if p.waiting == 0 { // what is being written is not among the rows yet
			p.recent = s.recent
			p.showRecent()
		}
	})
}
