// Package certificates is the page from hours to a numbered document: who is
// eligible and why, what was issued, and whether a document is genuine.
package certificates

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

// Service are the use cases behind the page.
type Service interface {
	Grid(ctx context.Context, eventID string) (event.Grid, error)
	RegisterService
	GrantMany(ctx context.Context, grants []event.Grant) error
	RevokeGrant(ctx context.Context, id, reason string) error
	Decide(ctx context.Context, d event.Decision) error
	WriteAttendance(ctx context.Context, eventID string, w io.Writer, o event.AttendanceOptions) (int, error)
	UpdateEvent(ctx context.Context, id string, u event.EventUpdate) (event.Event, error)
	CertificateLayouts(ctx context.Context, eventID string) ([]event.Layout, error)
}

// Store is what the page reads by itself.
type Store interface {
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Certificates(ctx context.Context, eventID string) ([]event.Certificate, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	LastInSeries(ctx context.Context, series string) (int, error)
}

// Deps are what the page stands on.
type Deps struct {
	Context context.Context
	Service Service
	Store   Store
	// Verify says whether a PDF, or a token out of a code, is one of ours, unchanged and still valid.
	Verify func(ctx context.Context, input []byte, isPDF bool) (event.Verification, error)
	Setup  PrintSetup
	Now    func() time.Time
	// Documents makes a document that is not issued yet.
	Documents interface {
		Certificates(ctx context.Context, jobs []event.CertificateJob, sink func(i int, pdf []byte) error, p event.Progress) error
	}
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Navigate func(page, arg string)
	// Show opens a file outside the program, Reveal its folder.
	Show, Reveal func(path string) error
	Designs      DesignDeps
}

// The tabs of the page.
const (
	tabHours    = "hours"
	tabPeople   = "people"
	tabRegister = "register"
	tabDesigns  = "designs"
)

// tab is what the page shows under one of its tabs.
type tab interface {
	content() fyne.CanvasObject // built once
	show()                      // paints the state of the page; called while the tab is chosen
	find() fyne.Focusable       // the field for finding
}

// Page is the certificates page.
type Page struct {
	Deps
	ctx    context.Context
	cancel context.CancelFunc
	latest kit.Latest[state]
	state  state
	loaded bool // something was read

	shown     *fyne.Container // main, or what stands in its place for a while
	main      fyne.CanvasObject
	tabs      *kit.Tabs
	views     map[string]tab
	body      *fyne.Container // the view of the chosen tab
	hoursView *hoursView
	people    *peopleView
	book      *registerView
	designs   *designsView
	rules     *rulesView // nil: they are not looked at
	wanted    bool       // somebody asked for the rules before anything was read
	rule      *kit.Text
	notices   *fyne.Container
	noticed   bool // notices are shown
	issue     *kit.Button
	save      *kit.Button

	job      *job              // nil: no long work
	result   fyne.CanvasObject // how the last one ended; nil: nothing to say
	checking *checkView        // nil: no document was checked yet
	signing  *signView         // nil: nobody looks at the key
	plan     *plan             // nil: nothing is about to be issued
	replan   bool              // the page was left with a plan: data may have been put right since
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, body: container.NewStack(), notices: kit.VStack(2)}
	t := d.Printer.T
	p.issue = kit.NewPrimary(t("certificates.issue"), kit.IconCertificate, p.onPlan)
	p.save = kit.NewButton(t("certificates.save"), kit.IconFolder, p.onSave)
	check := kit.NewButton(t("certificates.verify"), kit.IconQuestion, p.onVerify)
	p.hoursView, p.people, p.book, p.designs = p.makeHours(), p.makePeople(), p.makeRegister(), p.makeDesigns()
	p.views = map[string]tab{tabHours: p.hoursView, tabPeople: p.people, tabRegister: p.book, tabDesigns: p.designs}
	p.tabs = kit.NewTabs([]kit.Tab{{ID: tabHours, Text: t("hours.tab")}, {ID: tabPeople, Text: t("hours.tab.people")}, {ID: tabRegister, Text: t("certificates.tab.register")}, {ID: tabDesigns, Text: t("designs.tab")}},
		func(string) { p.showTab() })
	p.notices.Hide()
	above := kit.PadSides(0, 0, 2, 0, kit.VStack(2, p.notices, p.tabs))
	p.main = kit.Page(p.makeHeader(kit.HStack(2, check, p.save, p.issue)), kit.InOrder(above, p.body, nil))
	p.shown = container.NewStack(p.main)
	return p
}

// makeHeader is the name of the page with what the event asks for under it.
func (p *Page) makeHeader(actions fyne.CanvasObject) fyne.CanvasObject {
	t := p.Printer.T
	p.rule = kit.NewText("", kit.StyleMuted)
	change := kit.NewQuiet(t("hours.rules"), kit.IconEdit, p.onRules)
	words := kit.VStack(0, kit.NewText(t("certificates.title"), kit.StylePage), kit.HStack(1, p.rule, change))
	return container.NewBorder(nil, nil, words, kit.VStack(0, actions))
}

// Title is the name of the page.
func (p *Page) Title() string { return p.Printer.T("certificates.title") }

// Content is the tree of the page.
func (p *Page) Content() fyne.CanvasObject { return p.shown }

// Shown reads what the page shows.
func (p *Page) Shown() {
	p.ctx, p.cancel = context.WithCancel(p.Context)
	p.replan = p.plan != nil
	p.read()
}

// Hidden ends what Shown began; documents that are being made go on.
func (p *Page) Hidden() { p.cancel() }

// Changed reads again.
func (p *Page) Changed(map[string]bool) { p.read() }

// Busy says that documents are being made or written.
func (p *Page) Busy() bool { return p.job != nil }

// Find goes to the field for finding.
func (p *Page) Find() { p.Window.Canvas().Focus(p.view().find()) }

// OpenRules is the argument of Open that leads to the rules.
const OpenRules = "rules"

// Open shows the person of a registration, or the rules. What is being drawn stays.
func (p *Page) Open(registration string) {
	switch {
	case p.Unsaved():
		return
	case p.designs.drawing != nil:
		p.designs.drawing.Leave()
	}
	switch {
	case registration == OpenRules:
		p.leavePlan()
		if p.wanted = !p.loaded; p.loaded {
			p.onRules()
		}
		return
	case p.rules != nil:
		p.rules.close()
	}
	p.leavePlan()
	p.tabs.SetChosen(tabPeople)
	p.showTab()
	p.people.open(registration)
}

// view is what the chosen tab shows.
func (p *Page) view() tab { return p.views[p.tabs.Chosen()] }

// goTab chooses a tab as a click does.
func (p *Page) goTab(id string) func() {
	return func() {
		if p.shown.Objects[0] == p.main {
			p.tabs.Choose(id)
		}
	}
}

// showTab brings the view of the chosen tab and paints it.
func (p *Page) showTab() {
	v := p.view()
	if o := v.content(); len(p.body.Objects) != 1 || p.body.Objects[0] != o {
		p.body.Objects = []fyne.CanvasObject{o}
		p.body.Refresh()
	}
	v.show()
}

// standIn shows something in the place of the page; nil: the page again.
func (p *Page) standIn(o fyne.CanvasObject) {
	if o == nil {
		o = p.main
	}
	p.shown.Objects = []fyne.CanvasObject{o}
	p.shown.Refresh()
}
