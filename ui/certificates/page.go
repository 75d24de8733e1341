// Package certificates is the page from hours to a numbered document: who is
// eligible and why, what was issued, and whether a document is genuine.
package certificates

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service are the use cases behind the page.
type Service interface {
	Attendance(ctx context.Context, eventID string) ([]event.Account, error)
	IssueCertificates(ctx context.Context, eventID string, o event.IssueOptions, p event.Progress) (event.IssueResult, error)
	PreviewCertificate(ctx context.Context, eventID, registration string) ([]byte, error)
	CertificatePDF(ctx context.Context, number string) ([]byte, error)
	ReplaceCertificate(ctx context.Context, number string) (event.Certificate, error)
	WithdrawCertificate(ctx context.Context, number, reason string) (event.Certificate, error)
	GrantHours(ctx context.Context, g event.Grant) error
	QueueCertificates(ctx context.Context, eventID string, numbers []string, toSelf bool) (event.QueueResult, error)
}

// Store is what the page reads by itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Sessions(ctx context.Context, eventID string) ([]event.Session, error)
	Certificates(ctx context.Context, eventID string) ([]event.Certificate, error)
	Grants(ctx context.Context, eventID string) ([]event.Grant, error)
}

// Deps are what the page stands on.
type Deps struct {
	Context context.Context
	Service Service
	Store   Store
	// Verify says whether a PDF is one of ours, unchanged and still valid.
	Verify   func(ctx context.Context, pdf []byte) (event.Verification, error)
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Navigate func(page, arg string)
	// Show opens a file outside the program, Reveal its folder.
	Show, Reveal func(path string) error
}

// The tabs of the page.
const (
	tabPeople = "people"
	tabBook   = "register"
)

// Page is the certificates page.
type Page struct {
	Deps
	ctx    context.Context
	cancel context.CancelFunc
	latest kit.Latest[state]
	state  state

	content *fyne.Container // main, or the plan of an issue
	main    fyne.CanvasObject
	people  *kit.DataList[*person]
	book    *kit.DataList[event.Certificate]
	tabs    *kit.Tabs
	search  *kit.SearchEntry
	query   string
	filter  *kit.Select[group]
	count   *kit.Text
	rule    *kit.Text
	figures *fyne.Container
	notices *fyne.Container
	lists   *fyne.Container
	detail  *fyne.Container
	bar     *fyne.Container
	issue   *kit.Button
	save    *kit.Button

	job      *job              // nil: no long work
	result   fyne.CanvasObject // how the last one ended; nil: nothing to say
	verified fyne.CanvasObject // the answer about the last document; nil: none
	plan     *plan             // nil: nothing is about to be issued
	replan   bool              // the page was left with a plan: data may have been put right since
}

// state is everything the page shows.
type state struct {
	event   event.Event
	starts  map[string]time.Time // of the sessions
	names   map[string]string    // of registrations, as they stand in lists
	people  []*person
	book    []event.Certificate
	ready   int // eligible without a valid certificate
	valid   int
	ended   int // withdrawn or replaced
	lacking int
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, figures: container.NewStack(), notices: kit.VStack(2), lists: container.NewStack(),
		detail: container.NewStack(), bar: container.NewStack()}
	t := d.Printer.T
	p.issue = kit.NewPrimary(t("certificates.issue"), kit.IconCertificate, p.onPlan)
	p.save = kit.NewButton(t("certificates.save"), kit.IconFolder, p.onSave)
	check := kit.NewButton(t("certificates.verify"), kit.IconQuestion, p.onVerify)
	p.makePeople()
	p.makeBook()
	p.main = kit.Page(p.makeHeader(kit.HStack(2, check, p.save, p.issue)), p.makeBody())
	p.content = container.NewStack(p.main)
	return p
}

// makeHeader is the name of the page with what the event asks for under it.
func (p *Page) makeHeader(actions fyne.CanvasObject) fyne.CanvasObject {
	t := p.Printer.T
	p.rule = kit.NewText("", kit.StyleMuted)
	change := kit.NewQuiet(t("certificates.rule.change"), kit.IconEdit, func() { p.Navigate("settings", "certificate") })
	words := kit.VStack(0, kit.NewText(t("certificates.title"), kit.StylePage), kit.HStack(1, p.rule, change))
	return container.NewBorder(nil, nil, words, kit.VStack(0, actions))
}

// makeBody is everything under the header.
func (p *Page) makeBody() fyne.CanvasObject {
	t := p.Printer.T
	p.tabs = kit.NewTabs([]kit.Tab{{ID: tabPeople, Text: t("certificates.tab.people")}, {ID: tabBook, Text: t("certificates.tab.register")}},
		func(string) { p.showLists() })
	p.search = kit.NewSearchEntry(t("certificates.search"), func(text string) {
		p.query = event.Fold(text)
		p.showLists()
	})
	p.search.SetMinWidth(260)
	var options []kit.Option[group]
	for _, g := range groups {
		options = append(options, kit.Option[group]{Value: g, Text: t("certificates.filter." + string(g))})
	}
	p.filter = kit.NewSelect(options, func(group) { p.showLists() })
	p.count = kit.NewText("", kit.StyleMuted)
	tools := kit.Toolbar(p.tabs, kit.Gap(1), p.search, p.filter, kit.Spacer(), p.count)
	top := kit.VStack(3, p.figures, p.notices, tools)
	split := kit.MasterDetail(p.lists, p.detail, 0.68)
	p.showDetail()
	return container.NewBorder(kit.PadSides(0, 0, 2, 0, top), p.bar, nil, nil, split)
}

// Title is the name of the page.
func (p *Page) Title() string { return p.Printer.T("certificates.title") }

// Content is the tree of the page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

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
func (p *Page) Find() { p.Window.Canvas().Focus(p.search) }

// Open shows the person of a registration.
func (p *Page) Open(registration string) {
	p.leavePlan()
	p.tabs.SetChosen(tabPeople)
	p.filter.SetValue(groupAll)
	p.query = ""
	p.search.SetText("")
	p.showLists()
	p.people.SelectKey(registration)
}

// Dropped checks a document dragged onto the window.
func (p *Page) Dropped(files []fyne.URI) {
	if len(files) > 0 {
		p.verify(files[0].Path())
	}
}

func (p *Page) read() {
	p.latest.Run(p.ctx, p.load, func(s state, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.state = s
		p.show()
		if p.replan && p.plan != nil {
			p.planFor(p.plan.chosen)
		}
		p.replan = false
	})
}

func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.event, err = p.Store.Event(ctx, p.Event.ID); err != nil {
		return s, err
	}
	accounts, err := p.Service.Attendance(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	if s.book, err = p.Store.Certificates(ctx, p.Event.ID); err != nil {
		return s, err
	}
	sessions, err := p.Store.Sessions(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	s.names = make(map[string]string, len(accounts))
	for _, a := range accounts {
		s.names[a.Entry.ID] = listed(a.Entry.Who.Name)
	}
	s.starts = make(map[string]time.Time, len(sessions))
	for _, one := range sessions {
		s.starts[one.ID] = one.Start.In(s.event.Zone())
	}
	grants, err := p.Store.Grants(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	s.gather(accounts, grants)
	return s, nil
}

// gather puts together what belongs to one person, and counts.
func (s *state) gather(accounts []event.Account, grants []event.Grant) {
	valid := map[string]*event.Certificate{}
	for i := range s.book {
		if c := &s.book[i]; c.State == event.Issued {
			valid[c.Registration] = c
			s.valid++
		} else {
			s.ended++
		}
	}
	given := map[string][]event.Grant{}
	for _, g := range grants {
		given[g.Registration] = append(given[g.Registration], g)
	}
	s.people = make([]*person, len(accounts))
	for i := range accounts {
		a := &accounts[i]
		one := &person{account: a, order: i, grants: given[a.Entry.ID], certificate: valid[a.Entry.ID]}
		found := a.Entry.Who.SearchText()
		if one.has() {
			found += " " + one.certificate.Number
		}
		one.folded = event.Fold(found)
		s.people[i] = one
		switch {
		case !a.Eligible:
			s.lacking++
		case !one.has():
			s.ready++
		}
	}
}
