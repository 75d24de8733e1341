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
	CheckInAll(ctx context.Context, reqs []event.ScanRequest) ([]event.ScanResult, error)
	Undo(ctx context.Context, scan, desk string) (event.ScanResult, error)
	AddCheckpoint(ctx context.Context, c event.Checkpoint) (event.Checkpoint, error)
	EditCheckpoint(ctx context.Context, id string, u event.CheckpointUpdate) (event.Checkpoint, error)
	AddRegistration(ctx context.Context, n event.NewRegistration) (event.Entry, error)
	FreeBadge(ctx context.Context, code string) (bool, error)
	GiveBadge(ctx context.Context, registration, code string) (event.Entry, error)
	TakeBadgeBack(ctx context.Context, registration, given, former string) (event.Entry, error)
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
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Rooms(ctx context.Context, eventID string) ([]event.Room, error)
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
	// Kiosk begins with nothing but the input and the verdict: people scan by themselves.
	Kiosk    bool
	Settings Settings
	Secrets  Secrets
	// Alone takes everything around the page away, and the whole screen where
	// people scan by themselves, or brings it back.
	Alone func(alone, full bool)
	// Board opens the board for the hall.
	Board func()
	// Print hands the badge of one registration to the printer; it waits for the
	// queue and is not called on the interface thread. CanPrint tells whether
	// there is a printer for single badges. Both may be nil.
	Print    func(ctx context.Context, registration string) error
	CanPrint func() bool
	// Beside is shown at the desk while it is visible, as what a camera sees; BesideChanged is to be called whenever it
	// needs more room or less. It may be nil.
	Beside fyne.CanvasObject
	// Refuse says why whoever works here may not do something, nil where they may; it may be nil.
	Refuse func(event.Action) error
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

	checkpoints []event.Checkpoint // those that are open
	closedOnes  []event.Checkpoint
	keyed       []string // ids of those that have a key, by their keys
	checkpoint  event.Checkpoint
	wanted      string // id of a checkpoint to go to once they are known
	direction   event.Direction

	early []string // scanned elsewhere before the checkpoints were known
	queue queue
	// patience is how long a scan is waited for before the window goes on.
	patience time.Duration
	answered int             // answers that came
	waiting  int             // scans and undos that have no answer yet
	forcing  bool            // who is scanned now was asked to be let in before the verdict was there
	unsaved  []job           // scans that the disk did not take
	last     *answer         // behind the verdict shown; nil: none
	recent   []event.ScanRow // newest first
	since    map[string]time.Time

	drafts  []event.Person  // newcomers whose forms a scan interrupted
	keep    func()          // remembers the open form as a draft; nil: there is none
	added   map[string]bool // newcomers of this desk whose badge is not on paper yet
	cameOut map[string]bool // whose badge came out of the printer here
	noticed map[string]bool // scans of people who came in without being on the list of the door
	blank   string          // a blank badge for whom the form is about; "": none was scanned
	known   *acquaintances  // whom the form of somebody new offers
	by      enter           // who lets the open form, if not whoever works at the desk

	kiosk     bool // people scan by themselves
	door      kiosk
	insiders  *insiders // the open list of those inside; nil: none
	points    *points   // the open list of checkpoints; nil: none
	prints    kit.Serial[struct{}]
	printing  map[string]bool // registrations whose badge is on its way to the printer
	unprinted []unprinted
	onPaper   map[string]time.Time // when the badge of a registration was printed
	paperRead bool

	search  kit.Latest[found]
	hits    found
	enter   bool // Enter was pressed before the hits were there
	refresh *kit.Coalescer
	reading bool // the counts are being taken, or were only just
	again   bool // and are to be taken again after that
	rows    kit.Latest[scanned]
	doors   kit.Latest[[]event.Checkpoint]
	printed kit.Latest[map[string]time.Time]
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{d: d, zone: d.Event.Zone(), direction: event.In, ctx: d.Context, cancel: func() {},
		added: map[string]bool{}, cameOut: map[string]bool{}, printing: map[string]bool{}, kiosk: d.Kiosk,
		queue: newQueue(), patience: patience, noticed: map[string]bool{}}
	if d.Settings.DeskKiosk(d.Event.ID) {
		p.kiosk, p.door.asked = true, true // it was one when the program ended, and asks nothing
	}
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
	p.d.Alone(p.alone(), p.kiosk)
	p.view.entry.Active(p.view.form == nil)
	p.view.showMay()
	if p.kiosk {
		p.d.Settings.SetDeskKiosk(p.d.Event.ID, true)
		p.learnPIN()
		p.offerPIN()
	}
}

// Hidden is part of ui.Page. Scans that wait are worked off all the same.
func (p *Page) Hidden() {
	p.cancel()
	if p.ticking != nil {
		p.ticking()
	}
	p.view.entry.Active(false)
	p.reading = false
	if p.alone() {
		p.d.Alone(false, false)
	}
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
		case "badges.printed", "badge.replaced":
			p.queryPrinted()
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

// Busy is part of ui.Busy: a scan that was made must land, and one that the
// disk did not take waits here alone.
func (p *Page) Busy() bool { return p.waiting+len(p.early)+len(p.unsaved) > 0 }

// Open is part of ui.Opener; arg is the id of a checkpoint.
func (p *Page) Open(arg string) {
	p.wanted = arg
	if p.goWanted(); p.wanted != "" && p.checkpoints != nil {
		p.queryCheckpoints() // it may be a new one
	}
}

// goWanted goes to the checkpoint that was asked for, if it is there.
func (p *Page) goWanted() {
	for _, c := range p.checkpoints {
		if c.ID == p.wanted {
			p.wanted = ""
			p.chooseHere(c.ID)
			return
		}
	}
}
