// Package agenda is the programme of an event: its sessions day by day, who
// makes them and who has a place.
package agenda

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

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

// Page is the page of the programme.
type Page struct {
	Deps
	ctx     context.Context
	cancel  context.CancelFunc
	latest  kit.Latest[state]
	state   state
	history history
	chosen  string // session
	wanted  string // session to show as soon as it is there

	content *fyne.Container
	main    fyne.CanvasObject
	body    *fyne.Container
	notices *fyne.Container
	// unplaced says that nobody has a place yet though people chose workshops.
	unplaced *fyne.Container
	days     *dayBar
	views    *kit.Tabs
	count    *kit.Text
	list     *kit.DataList[event.Session]
	// listsConflicts says whether the list has a column for them.
	listsConflicts bool
	grid           *timetable
	places         *placesView
	troubles       *troubles
	day            *fyne.Container // list, timetable or conflicts
	above          *fyne.Container // the days, over what they show
	split          *kit.Split
	detail         *detail
	form           *form      // nil: nothing is edited
	halls          *roomsView // nil: not shown
	export         *kit.Button
	more           *kit.Button
	add            *kit.Button
	plan           *planView
	// allocation shows who would get which place; nil: it is not looked at.
	allocation *allocationView
	exports    *exports
	versions   *versionsView // nil: not shown
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, content: container.NewStack(), body: container.NewStack(), notices: kit.VStack(2), unplaced: kit.VStack(2), day: container.NewStack()}
	p.days = newDayBar(func() { p.showDay() })
	p.views = kit.NewTabs(p.viewTabs(), func(string) { p.showView() })
	p.count = kit.NewText("", kit.StyleMuted)
	p.makeList()
	p.grid = newTimetable(p)
	p.places = newPlaces(p)
	p.troubles = newTroubles(p)
	p.detail = newDetail(p)
	p.exports = newExports(p)
	p.above = kit.PadSides(0, 0, 2, 0, p.days.view)
	p.split = kit.MasterDetail(container.NewBorder(p.above, nil, nil, nil, p.day), p.detail.view, usualRatio)
	p.notices.Hide()
	p.unplaced.Hide()
	bar := kit.HStack(4, p.views, kit.Spacer(), p.count)
	above := kit.PadSides(0, 0, 2, 0, kit.VStack(2, p.exports.strip, p.notices, p.unplaced, bar))
	// From the programme Shift+Tab goes up to the views and the actions of the page.
	p.main = kit.Pad(4, kit.InOrder(kit.PadSides(0, 0, 3, 0, p.makeHeader()), kit.InOrder(above, p.body, nil), nil))
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
		case "session", "programme", "room", "group", "enrolment", "registration", "person", "event", "checkpoint":
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
	if p.halls != nil {
		p.closeRooms()
	}
	if p.versions != nil {
		p.closeVersions()
	}
	p.closeAllocation()
	p.leaveForm(func() {
		if view := p.views.Chosen(); view != viewGrid && view != viewList {
			p.views.SetChosen(viewGrid)
			p.showView()
		}
		p.wanted = session
		p.showWanted()
	})
}

// Busy says whether a programme is being written, into the file or out of it, or who gets which place.
func (p *Page) Busy() bool {
	return p.importing() || p.exports.busy() || p.allocation != nil && p.allocation.writing
}

// Unsaved says whether something in the form is not saved yet.
func (p *Page) Unsaved() bool { return p.form != nil && p.form.touched() }

// Dropped takes a programme that was dragged onto the window.
func (p *Page) Dropped(files []fyne.URI) {
	if len(files) > 0 && !p.Busy() {
		p.closeAllocation()
		p.openImport(files[0].Path())
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
