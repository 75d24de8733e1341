package checkin

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// PaperService is the use cases behind the paper lists.
type PaperService interface {
	Paper(ctx context.Context, eventID string, w io.Writer, o event.PaperOptions) (event.PaperResult, error)
	Queues(ctx context.Context, eventID string, n int) ([]event.Queue, error)
	AddCheckpoint(ctx context.Context, c event.Checkpoint) (event.Checkpoint, error)
	CheckInPaper(ctx context.Context, p event.PaperScans) ([]event.ScanResult, error)
	CheckInAll(ctx context.Context, reqs []event.ScanRequest) ([]event.ScanResult, error)
	Undo(ctx context.Context, scan, desk string) (event.ScanResult, error)
}

// PaperStore is what the paper lists look up by themselves.
type PaperStore interface {
	Checkpoints(ctx context.Context, eventID string) ([]event.Checkpoint, error)
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Search(ctx context.Context, eventID, query string, limit int) (ids []string, total int, err error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	Scans(ctx context.Context, f event.ScanFilter) ([]event.ScanRow, error)
}

// PaperDeps are what the paper lists stand on.
type PaperDeps struct {
	Context  context.Context
	Service  PaperService
	Store    PaperStore
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Now      func() time.Time
	Navigate func(page, arg string)
	// Sound plays the sound of a tone; nil is silence.
	Sound func(event.Tone)
	// Desk is the name of this machine.
	Desk func() string
	// Lines is how many lines stand at the desk; SetLines keeps it.
	Lines    func() int
	SetLines func(int)
	// Draft are the rows that were typed in and not stored when the program ended;
	// SetDraft keeps them. Both may be nil.
	Draft    func() string
	SetDraft func(string)
	// Show opens a file outside the program.
	Show func(path string) error
}

// Paper is the page of the lists on paper: printed for a day without the program, and typed back in afterwards.
type Paper struct {
	d    PaperDeps
	zone *time.Location

	ctx     context.Context
	cancel  context.CancelFunc
	content fyne.CanvasObject
	tabs    *kit.Tabs
	print   *paperPrint
	enter   *paperEnter
	read    kit.Latest[paperState]
	asked   kit.Latest[paperSplit]
	task    *kit.Task
}

// paperState is what both parts choose from.
type paperState struct {
	checkpoints []event.Checkpoint
	sessions    []event.Session
}

// The parts of the page.
const (
	tabPrint = "print"
	tabEnter = "enter"
)

// NewPaper makes the page.
func NewPaper(d PaperDeps) *Paper {
	p := &Paper{d: d, zone: d.Event.Zone(), ctx: d.Context, cancel: func() {}}
	p.print, p.enter = newPaperPrint(p), newPaperEnter(p)
	t := d.Printer.T
	p.tabs = kit.NewTabs([]kit.Tab{{ID: tabPrint, Text: t("paper.tab.print")}, {ID: tabEnter, Text: t("paper.tab.enter")}}, func(string) { p.showTab() })
	header := kit.PageHeader(t("paper.title"), t("paper.subtitle"),
		kit.NewButton(t("paper.back"), kit.IconScan, func() { d.Navigate("checkin", "") }))
	top := kit.VStack(3, header, p.tabs)
	p.content = kit.Page(top, container.NewStack(p.print.view, p.enter.view))
	p.showTab()
	return p
}

// Title is part of ui.Page.
func (p *Paper) Title() string { return p.d.Printer.T("paper.title") }

// Content is part of ui.Page.
func (p *Paper) Content() fyne.CanvasObject { return p.content }

// Shown is part of ui.Page.
func (p *Paper) Shown() {
	p.ctx, p.cancel = context.WithCancel(p.d.Context)
	p.query()
	p.print.query()
	p.enter.entry.Active(p.tabs.Chosen() == tabEnter)
}

// Hidden is part of ui.Page. What was typed stays.
func (p *Paper) Hidden() {
	p.enter.entry.Active(false)
	p.cancel()
}

// Changed is part of ui.Page.
func (p *Paper) Changed(kinds map[string]bool) {
	for _, kind := range []string{"checkpoint.added", "checkpoint.changed", "session.added", "session.changed", "session.moved", "session.dropped"} {
		if kinds[kind] {
			p.query()
			break
		}
	}
	if kinds["registration.added"] || kinds["registration.changed"] || kinds["person.changed"] {
		p.print.query()
	}
}

// Open is part of ui.Opener; arg is a part of the page.
func (p *Paper) Open(arg string) { p.tabs.Choose(arg) }

// Unsaved is part of ui.Unsaved.
func (p *Paper) Unsaved() bool { return len(p.enter.ready()) > 0 || len(p.enter.refused()) > 0 }

// Busy is part of ui.Busy.
func (p *Paper) Busy() bool { return p.enter.saving || (p.task != nil && !p.task.Over()) }

func (p *Paper) showTab() {
	if p.tabs.Chosen() == tabPrint {
		p.enter.entry.Active(false)
		p.enter.view.Hide()
		p.print.view.Show()
		return
	}
	p.print.view.Hide()
	p.enter.view.Show()
	p.enter.entry.Active(p.ctx != p.d.Context && p.ctx.Err() == nil)
}

func (p *Paper) query() {
	p.read.Run(p.ctx, func(ctx context.Context) (s paperState, err error) {
		if s.checkpoints, err = p.d.Store.Checkpoints(ctx, p.d.Event.ID); err != nil {
			return s, err
		}
		s.sessions, err = p.d.Store.Sessions(ctx, p.d.Event.ID)
		return s, err
	}, func(s paperState, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
			return
		}
		p.print.setSessions(s.sessions)
		p.enter.setPlaces(s)
		p.enter.restore()
	})
}

func (p *Paper) play(tone event.Tone) {
	if p.d.Sound != nil {
		p.d.Sound(tone)
	}
}
