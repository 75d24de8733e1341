// Package agenda is the programme of an event: its sessions day by day, who
// makes them and who has a place.
package agenda

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
	ReadTable(ctx context.Context, path string, o event.TableOptions) (event.Table, error)
	PlanAgenda(ctx context.Context, eventID string, t event.Table) (event.AgendaPlan, error)
	ApplyAgenda(ctx context.Context, plan event.AgendaPlan) (event.AgendaResult, error)
	AddCheckpoint(ctx context.Context, c event.Checkpoint) (event.Checkpoint, error)
	WriteAgenda(ctx context.Context, eventID string, w io.Writer, o event.AgendaOptions) error
}

// Store is what the page reads by itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Rooms(ctx context.Context, eventID string) ([]event.Room, error)
	Groups(ctx context.Context, eventID string) ([]event.Group, error)
	Enrolments(ctx context.Context, f event.EnrolmentFilter) ([]event.Enrolment, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	Checkpoints(ctx context.Context, eventID string) ([]event.Checkpoint, error)
}

// Deps are what the page stands on.
type Deps struct {
	Context  context.Context
	Service  Service
	Store    Store
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Navigate func(page, arg string)
	// Show opens a file outside the program.
	Show func(path string) error
}

// The ways to look at a day.
const (
	viewGrid = "grid"
	viewList = "list"
)

// Page is the page of the programme.
type Page struct {
	Deps
	ctx    context.Context
	cancel context.CancelFunc
	latest kit.Latest[state]
	state  state
	chosen string // session
	wanted string // session to show as soon as it is there

	content *fyne.Container
	main    fyne.CanvasObject
	body    *fyne.Container
	notices *fyne.Container
	// unplaced says that nobody has a place yet though people chose workshops.
	unplaced *fyne.Container
	bar      *fyne.Container // days and views
	days     *dayBar
	views    *kit.Tabs
	count    *kit.Text
	list     *kit.DataList[event.Session]
	grid     *timetable
	day      *fyne.Container // list or timetable
	split    fyne.CanvasObject
	empty    fyne.CanvasObject
	detail   *detail
	pdf      *kit.Button
	plan     *planView
}

// state is everything the page shows.
type state struct {
	event    event.Event
	sessions []event.Session
	titles   map[string]string // of rooms and groups, by id
	rooms    []event.Room
	places   map[string]places // by session
	wishes   map[string]wishes // by session
	doors    map[string]event.Checkpoint
}

// places counts those who have a place in a session, and those who wait.
type places struct{ taken, waiting int }

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, content: container.NewStack(), body: container.NewStack(), notices: kit.VStack(2), unplaced: kit.VStack(2), day: container.NewStack()}
	t := d.Printer.T
	p.pdf = kit.NewPrimary(t("agenda.pdf"), kit.IconPrint, p.onPDF)
	p.days = newDayBar(func() { p.showDay() })
	p.views = kit.NewTabs([]kit.Tab{{ID: viewGrid, Text: t("agenda.view.grid")}, {ID: viewList, Text: t("agenda.view.list")}},
		func(string) { p.showDay() })
	p.count = kit.NewText("", kit.StyleMuted)
	p.makeList()
	p.grid = newTimetable(p)
	p.detail = newDetail(p)
	p.split = kit.MasterDetail(p.day, p.detail.view, 0.71)
	p.empty = kit.EmptyState(kit.IconAgenda, t("agenda.empty"), t("agenda.empty.hint"),
		kit.NewButton(t("agenda.import"), kit.IconImport, p.onImport))
	header := kit.PageHeader(t("agenda.title"), "", kit.NewButton(t("agenda.import"), kit.IconImport, p.onImport), p.pdf)
	p.notices.Hide()
	p.unplaced.Hide()
	p.bar = kit.HStack(4, kit.Stretch(p.days.view), p.count, p.views)
	p.main = kit.Page(header, container.NewBorder(kit.PadSides(0, 0, 2, 0, kit.VStack(2, p.notices, p.unplaced, p.bar)), nil, nil, nil, p.body))
	p.content.Objects = []fyne.CanvasObject{p.main}
	return p
}

// Title is the name of the page.
func (p *Page) Title() string { return p.Printer.T("agenda.title") }

// Content is the tree of the page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads.
func (p *Page) Shown() {
	p.ctx, p.cancel = context.WithCancel(p.Context)
	p.read()
}

// Hidden ends what Shown began.
func (p *Page) Hidden() { p.cancel() }

// Changed reads again if it is about the programme or those who have places.
func (p *Page) Changed(kinds map[string]bool) {
	for kind := range kinds {
		noun, _, _ := strings.Cut(kind, ".")
		switch noun {
		case "session", "room", "group", "enrolment", "registration", "person", "event", "checkpoint":
			p.read()
			return
		}
	}
}

// Open shows one session; the plan of an import, if one is open, gives way.
func (p *Page) Open(session string) {
	if p.plan != nil {
		p.closeImport()
	}
	p.wanted = session
	p.showWanted()
}

// Busy says whether a programme is being written.
func (p *Page) Busy() bool { return p.plan != nil && p.plan.writing }

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
		{t("agenda.key.import"), fyne.KeyO, fyne.KeyModifierControl, p.unlessPlanned(p.onImport)},
		{t("agenda.key.pdf"), fyne.KeyP, fyne.KeyModifierControl, p.unlessPlanned(p.pdf.Press)},
		{t("agenda.key.apply"), fyne.KeyS, fyne.KeyModifierControl, p.onSave},
		{t("agenda.key.leave"), fyne.KeyEscape, 0, p.onLeave},
	}
}

// unlessPlanned does something of the programme while that is shown.
func (p *Page) unlessPlanned(do func()) func() {
	return func() {
		if p.plan == nil {
			do()
		}
	}
}

// onSave writes what the plan of an import shows.
func (p *Page) onSave() {
	if p.plan != nil {
		p.plan.apply.Press()
	}
}

// onLeave goes back from the plan of an import to the programme.
func (p *Page) onLeave() {
	if p.plan != nil {
		p.closeImport()
	}
}

// Dropped takes a programme that was dragged onto the window.
func (p *Page) Dropped(files []fyne.URI) {
	if len(files) > 0 {
		p.openImport(files[0].Path())
	}
}

// show paints the days; before there is a programme it says what to do.
func (p *Page) show() {
	p.showWishes()
	p.pdf.SetEnabled(len(p.state.sessions) > 0)
	if len(p.state.sessions) == 0 {
		p.bar.Hide()
		p.body.Objects = []fyne.CanvasObject{p.empty}
		p.content.Refresh()
		return
	}
	p.bar.Show()
	zone := p.state.event.Zone()
	var tabs []kit.Tab
	for _, s := range p.state.sessions {
		day := event.DateOf(s.Start, zone)
		if len(tabs) == 0 || tabs[len(tabs)-1].ID != string(day) {
			local := s.Start.In(zone)
			tabs = append(tabs, kit.Tab{ID: string(day), Text: p.Printer.T("agenda.day", i18n.Args{"Weekday": p.Printer.Weekday(local), "Date": p.Printer.ShortDate(local)})})
		}
	}
	p.days.set(tabs)
	p.body.Objects = []fyne.CanvasObject{p.split}
	p.showDay()
	p.showWanted()
	p.content.Refresh()
}

// today are the sessions of the chosen day.
func (p *Page) today() []event.Session {
	var all []event.Session
	for _, s := range p.state.sessions {
		if string(event.DateOf(s.Start, p.state.event.Zone())) == p.days.chosen {
			all = append(all, s)
		}
	}
	return all
}

func (p *Page) showDay() {
	all := p.today()
	p.count.SetText(p.Printer.N("common.sessions", len(all)))
	if p.views.Chosen() == viewGrid {
		p.grid.show(p.days.chosen, all)
		p.day.Objects = []fyne.CanvasObject{p.grid.view}
	} else {
		p.list.SetItems(all)
		p.day.Objects = []fyne.CanvasObject{p.list}
	}
	p.day.Refresh()
	p.choose(p.chosenOf(all))
}

// chosenOf is the session shown before if it is of this day, else the first.
func (p *Page) chosenOf(all []event.Session) event.Session {
	for _, s := range all {
		if s.ID == p.chosen {
			return s
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return event.Session{}
}

// choose shows the details of a session, and where it stands.
func (p *Page) choose(s event.Session) {
	p.chosen = s.ID
	p.grid.mark(s.ID)
	if now, ok := p.list.Current(); p.views.Chosen() == viewList && (!ok || now.ID != s.ID) {
		p.list.SelectKey(s.ID)
	}
	p.detail.show(s)
}

// showWanted goes to the day of the session that somebody asked for.
func (p *Page) showWanted() {
	for _, s := range p.state.sessions {
		if s.ID == p.wanted {
			p.wanted = ""
			p.chosen = s.ID
			p.days.choose(string(event.DateOf(s.Start, p.state.event.Zone())))
			p.grid.reveal(s.ID)
			return
		}
	}
}

// say puts a sentence above the programme; an empty one takes it away.
func (p *Page) say(tone kit.Tone, text string) { p.sayWith(tone, text) }

// sayWith is say with actions beside the sentence.
func (p *Page) sayWith(tone kit.Tone, text string, actions ...fyne.CanvasObject) {
	p.notices.Objects = nil
	if text != "" {
		actions = append(actions, kit.NewQuiet("", kit.IconClose, func() { p.say(tone, "") }))
		p.notices.Objects = []fyne.CanvasObject{kit.Notice(tone, text, kit.HStack(1, actions...))}
	}
	p.notices.Hidden = text == ""
	p.notices.Refresh()
	p.content.Refresh()
}

// hours is when a session begins and ends.
func (p *Page) hours(s event.Session) string {
	zone := p.state.event.Zone()
	return p.Printer.T("agenda.hours", i18n.Args{"From": p.Printer.Time(s.Start.In(zone)), "To": p.until(s.Start.In(zone), s.End.In(zone))})
}

// until is a time that something lasts to; the midnight after it began is the
// end of that day.
func (p *Page) until(from, to time.Time) string {
	if to.Hour() == 0 && to.Minute() == 0 && to.After(from) && to.Sub(from) <= 24*time.Hour {
		return p.Printer.T("agenda.midnight")
	}
	return p.Printer.Time(to)
}

func (p *Page) date(t time.Time) string {
	local := t.In(p.state.event.Zone())
	return p.Printer.Weekday(local) + ", " + p.Printer.Date(local)
}
