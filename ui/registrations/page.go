// Package registrations is the list of the people of an event: finding them,
// changing what is known of them, and bringing lists in and out.
package registrations

import (
	"context"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service are the use cases behind the page.
type Service interface {
	AddRegistration(ctx context.Context, n event.NewRegistration) (event.Entry, error)
	UpdateEntry(ctx context.Context, registration string, seen int64, u event.EntryUpdate) (event.Entry, error)
	UpdateEntries(ctx context.Context, changes []event.EntryChange) (event.BatchResult, error)
	SetStatus(ctx context.Context, registrations []string, next event.Status) (event.BatchResult, error)
	ConfirmAnyway(ctx context.Context, registrations []string) (event.BatchResult, error)
	MergePlan(ctx context.Context, keep, drop string) (event.MergePlan, error)
	Merge(ctx context.Context, keep, drop string, choices map[string]string) (event.Entry, error)
	Seats(ctx context.Context, eventID string) (event.Seats, error)
	MoveUp(ctx context.Context, eventID string) (event.MoveUpResult, error)
	FindPeople(ctx context.Context, query string, limit int) ([]event.KnownPerson, error)
	WriteList(ctx context.Context, eventID string, w io.Writer, o event.ListOptions) (people int, err error)
	MessagesOf(ctx context.Context, registration string) ([]event.Message, error)
	UpdateEvent(ctx context.Context, id string, u event.EventUpdate) (event.Event, error)
	ReplaceBadge(ctx context.Context, registration string) (event.Entry, error)
	SetPhoto(ctx context.Context, registration string, data []byte) (event.Entry, error)
	placing
	ReadTable(ctx context.Context, path string, o event.TableOptions) (event.Table, error)
	PlanImport(ctx context.Context, eventID string, t event.Table, o event.ImportOptions) (event.ImportPlan, error)
	PreviewImport(ctx context.Context, plan event.ImportPlan, c event.ImportChoices) (event.ImportResult, error)
	ApplyImport(ctx context.Context, plan event.ImportPlan, c event.ImportChoices) (event.ImportResult, error)
	UndoPlan(ctx context.Context, importID string) (event.UndoneImport, error)
	UndoImport(ctx context.Context, importID string) (event.UndoneImport, error)
	LastImport(ctx context.Context, eventID string) (event.Import, bool, error)
	PlanAgenda(ctx context.Context, eventID string, t event.Table) (event.AgendaPlan, error)
	KnownConsents(ctx context.Context, eventID string) ([]string, error)
	SetConsent(ctx context.Context, registration, wording string, given bool) (event.Entry, error)
	WritePersonRecord(ctx context.Context, w io.Writer, key, format, language string) (int, error)
	DecidedAbout(ctx context.Context, registration string) ([]string, error)
	ErasePlan(ctx context.Context, personID string) (event.Erasure, error)
	ErasePerson(ctx context.Context, personID string) (event.Erasure, error)
	ReplaceCopies(ctx context.Context, names []string) (event.CopyResult, error)
	EraseWhole(ctx context.Context, personID string) (event.Erasure, error)
	ExportRows(ctx context.Context, eventID string, w event.ExportWords, only ...string) (header []string, rows [][]string, err error)
}

// Store is what the page reads by itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	Search(ctx context.Context, eventID, query string, limit int) (ids []string, total int, err error)
	Groups(ctx context.Context, eventID string) ([]event.Group, error)
	Rooms(ctx context.Context, eventID string) ([]event.Room, error)
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Enrolments(ctx context.Context, f event.EnrolmentFilter) ([]event.Enrolment, error)
	Checkpoints(ctx context.Context, eventID string) ([]event.Checkpoint, error)
	Scans(ctx context.Context, f event.ScanFilter) ([]event.ScanRow, error)
	Certificates(ctx context.Context, eventID string) ([]event.Certificate, error)
	Messages(ctx context.Context, eventID string) ([]event.Message, error)
	PrintedBadges(ctx context.Context, eventID string) (map[string]time.Time, error)
	Blob(ctx context.Context, sha256 string) ([]byte, error)
	Facts(ctx context.Context, entity string, limit int) ([]event.Fact, error)
	FactsOf(ctx context.Context, entities []string, f func(event.Fact) error) error
}

// Deps are what the page stands on.
type Deps struct {
	Context  context.Context
	Service  Service
	Store    Store
	Tables   event.Tables
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Navigate func(page, arg string)
	Columns  ColumnKeeper            // nil: the usual columns are shown
	Show     func(path string) error // opens a file outside the program; nil: nothing does
}

// ColumnKeeper remembers on this machine which columns somebody chose for an
// event's list.
type ColumnKeeper interface {
	Columns(eventID string) []string
	SetColumns(eventID string, columns []string)
}

// Page is the page of the registrations.
type Page struct {
	Deps
	ctx    context.Context
	cancel context.CancelFunc
	latest kit.Latest[state]
	find   kit.Latest[[]string]
	state  state
	found  []string // by the search; nil: nothing is searched for
	terms  []event.Condition
	named  string // the saved filter that terms are
	wanted string // registration to show as soon as the list is there

	content   fyne.CanvasObject
	stage     *fyne.Container // the list, or the plan of an import
	main      fyne.CanvasObject
	tools     fyne.CanvasObject
	exporting *kit.Button
	lists     *kit.Button
	adding    *kit.Button
	body      *fyne.Container // list and detail, or what to do first
	split     fyne.CanvasObject
	empty     fyne.CanvasObject
	notices   *fyne.Container
	unsaved   *fyne.Container
	drafts    int // people with unsaved words that are not shown

	search *kit.SearchEntry
	status *kit.Select[event.Status]
	group  *kit.Select[string]
	role   *kit.Select[event.Role]
	filter *kit.Button
	chips  *fyne.Container
	seats  *fyne.Container // how many places are left
	count  *kit.Text
	list   *kit.DataList[row]
	bar    *bar
	detail *detail
	plan   *planView  // nil: no import is open
	merge  *mergeView // nil: none is being looked at
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, stage: container.NewStack(), body: container.NewStack(), notices: kit.VStack(2), unsaved: kit.VStack(2)}
	t := d.Printer.T
	p.makeList()
	p.bar = newBar(p)
	p.detail = newDetail(p)
	p.split = kit.MasterDetail(p.list, p.detail.view, listShare)
	p.empty = kit.EmptyState(kit.IconPeople, t("registrations.empty"), t("registrations.empty.hint"),
		kit.HStack(2, kit.NewButton(t("registrations.import"), kit.IconImport, p.onImport), kit.NewButton(t("registrations.add"), kit.IconPlus, p.onAdd)))
	p.exporting = kit.NewButton(t("registrations.export"), kit.IconExport, p.onExport)
	p.lists = kit.NewButton(t("lists.button"), kit.IconPrint, p.onLists)
	p.tools = p.makeToolbar()
	p.adding = kit.NewPrimary(t("registrations.add"), kit.IconPlus, p.onAdd)
	header := kit.PageHeader(t("registrations.title"), "",
		kit.NewButton(t("registrations.import"), kit.IconImport, p.onImport), p.exporting, p.lists, p.adding)
	top := kit.PadSides(0, 0, 2, 0, kit.VStack(2, p.notices, p.unsaved, p.seats, p.tools, p.chips))
	p.main = kit.Page(header, kit.InOrder(top, p.body, p.bar.view))
	p.notices.Hide()
	p.unsaved.Hide()
	p.stage.Objects = []fyne.CanvasObject{p.main}
	p.content = p.stage
	return p
}

// Title is the name of the page.
func (p *Page) Title() string { return p.Printer.T("registrations.title") }

// Content is the tree of the page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads.
func (p *Page) Shown() {
	p.ctx, p.cancel = context.WithCancel(p.Context)
	p.read()
}

// Hidden ends what Shown began; what was typed stays.
func (p *Page) Hidden() { p.cancel() }

// Changed reads again what can be seen. A scan or a letter changes nothing in
// the list, which may be long, but perhaps the tab of the person shown.
func (p *Page) Changed(kinds map[string]bool) {
	for kind := range kinds {
		switch noun, _, _ := strings.Cut(kind, "."); noun {
		case "scan", "message", "hours", "checkpoint", "badges", "certificate":
		default:
			p.read()
			return
		}
	}
	if p.detail.entry.ID != "" && p.detail.tabs.Chosen() != tabData {
		p.detail.showTab()
	}
}

// Open shows one registration; the plan of an import, if one is open, gives way.
func (p *Page) Open(registration string) {
	if p.plan != nil {
		p.closeImport()
	}
	if p.merge != nil {
		p.closeMerge()
	}
	p.wanted = registration
	p.showWanted()
}

// Find goes to the search.
func (p *Page) Find() {
	if p.plan == nil && p.merge == nil {
		p.Window.Canvas().Focus(p.search)
	}
}

// Command is one action of the page that a key starts.
type Command struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}

// Commands are what the page offers under a key; the shell asks once, when the
// page is shown.
func (p *Page) Commands() []Command {
	t := p.Printer.T
	return []Command{
		{t("registrations.add.title"), fyne.KeyN, fyne.KeyModifierControl, p.unlessPlanned(p.onAdd)},
		{t("registrations.key.import"), fyne.KeyO, fyne.KeyModifierControl, p.unlessPlanned(p.onImport)},
		{t("registrations.key.save"), fyne.KeyS, fyne.KeyModifierControl, p.onSave},
		{t("registrations.key.leave"), fyne.KeyEscape, 0, p.onLeave},
	}
}

// unlessPlanned does something of the list while that is shown.
func (p *Page) unlessPlanned(do func()) func() {
	return func() {
		if p.plan == nil && p.merge == nil {
			do()
		}
	}
}

// onSave writes what is being looked at: the plan of an import, or the form.
func (p *Page) onSave() {
	switch {
	case p.plan != nil:
		p.plan.apply.Press()
	case p.detail.form != nil:
		p.detail.form.save.Press()
	}
}

// onLeave goes back from the plan of an import, or of a merge, to the list.
func (p *Page) onLeave() {
	if p.merge != nil {
		p.closeMerge()
		return
	}
	if p.plan != nil {
		p.leaveImport()
	}
}

// Busy says whether an import is being written.
func (p *Page) Busy() bool { return p.plan != nil && p.plan.writing }

// Unsaved says whether something typed about somebody is not saved yet.
func (p *Page) Unsaved() bool { return len(p.detail.forms) > 0 }

// Dropped takes a list that was dragged onto the window, or the photo of whoever is shown.
func (p *Page) Dropped(files []fyne.URI) {
	if len(files) > 0 && !p.dropPhoto(files) {
		p.openImport(files[0].Path())
	}
}

func (p *Page) read() {
	p.latest.Run(p.ctx, p.load, func(s state, err error) {
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		p.state, p.Event = s, s.event
		p.showColumns()
		p.showFilters()
		p.showTerms()
		p.showSeats()
		p.searchAgain()
	})
}

// readIfShown reads again, unless another page is shown: then Shown will.
// What is written goes by the shell's context, since going to another page must
// not break it off, nor an undo that is asked for there.
func (p *Page) readIfShown() {
	if p.ctx.Err() == nil {
		p.read()
	}
}

// say puts a sentence above the list; an empty one takes it away.
func (p *Page) say(tone kit.Tone, text string) { p.sayWith(tone, text, nil) }

// sayWith says something that somebody may want to act upon; action may be nil.
func (p *Page) sayWith(tone kit.Tone, text string, action fyne.CanvasObject) {
	p.notices.Objects = nil
	if text != "" {
		actions := kit.HStack(1)
		if action != nil {
			actions.Add(action)
		}
		actions.Add(kit.NewQuiet("", kit.IconClose, func() { p.say(tone, "") }))
		p.notices.Objects = []fyne.CanvasObject{kit.Notice(tone, text, actions)}
	}
	p.notices.Hidden = text == ""
	p.notices.Refresh()
	p.stage.Refresh()
}

// toast tells what was done, and how to take it back.
func (p *Page) toast(text string, undo func()) { kit.Toast(p.Window.Canvas(), text, undo) }

func (p *Page) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	local := t.In(p.Event.Zone())
	return p.Printer.ShortDate(local) + ", " + p.Printer.Time(local)
}
