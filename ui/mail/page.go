// Package mail is the page of the messages: the account they leave from, what waits, what was sent, and
// what a person has to decide.
package mail

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
	MailLedger(ctx context.Context, eventID string) (event.Ledger, error)
	PlanMailing(ctx context.Context, eventID string, req event.MailingRequest) (event.MailingPlan, error)
	PreviewMessage(ctx context.Context, eventID string, req event.MailingRequest, registration string) (event.MessagePreview, error)
	QueueMailing(ctx context.Context, plan event.MailingPlan) (event.MailingResult, error)
	LetterOf(ev event.Event, kind event.MessageKind, id string) (event.LetterTemplate, error)
	Roll(ctx context.Context, eventID string) (*event.Roll, error)
	ResolveMessage(ctx context.Context, id string, again bool) (event.Message, error)
	RetryMessages(ctx context.Context, eventID string, ids []string) ([]event.Message, error)
	Readdress(ctx context.Context, eventID string, ids []string) ([]event.Message, error)
	SendNow(ctx context.Context, eventID string) error
	CancelMessages(ctx context.Context, ids []string) (event.BatchResult, error)
	ShowMessage(ctx context.Context, id string) (event.MessagePreview, error)
	ProveSent(ctx context.Context, eventID string) (event.ProofResult, error)
	ReadBounces(ctx context.Context, eventID string) (event.BounceResult, error)
	BounceFromFile(ctx context.Context, eventID string, eml []byte) (event.BounceResult, error)
	PauseMail(ctx context.Context, eventID string) error
	ResumeMail(ctx context.Context, eventID string) error
	StopMail(ctx context.Context, eventID string) (int, error)
	LedgerTable(ctx context.Context, eventID string, w event.LedgerWords) (header []string, rows [][]string, err error)
	UpdateEvent(ctx context.Context, id string, u event.EventUpdate) (event.Event, error)
}

// Store is what the page reads by itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
	Certificates(ctx context.Context, eventID string) ([]event.Certificate, error)
	Attempts(ctx context.Context, message string) ([]event.Attempt, error)
}

// Deps are what the page stands on.
type Deps struct {
	Context  context.Context
	Service  Service
	Store    Store
	Mailer   event.Mailer
	SignIn   event.SignIn
	Secrets  event.Secrets
	Tables   event.Tables
	Printer  *i18n.Printer
	Window   fyne.Window
	Event    event.Event
	Now      func() time.Time
	Navigate func(page, arg string)
	Show     func(path string) error // opens a file outside the program
}

// Page is the mail page.
type Page struct {
	Deps
	ctx    context.Context
	cancel context.CancelFunc
	latest kit.Latest[state]
	state  state

	content *fyne.Container
	ledger  fyne.CanvasObject // the page without a message being written
	stage   *fyne.Container   // what to do first, or the list
	list    *kit.DataList[event.Message]
	filter  *kit.Select[group]
	topic   *kit.Select[subject]
	count   *kit.Text
	search  *kit.SearchEntry
	bar     *fyne.Container // of the selection
	query   string
	detail  *fyne.Container
	steps   kit.Latest[[]event.Attempt] // of the message in the detail
	more    *kit.Button
	figures *fyne.Container
	notices *fyne.Container
	write   *kit.Button
	view    fyne.CanvasObject // of the list and what is above it
	sending *sending          // nil: nothing is being sent
	again   *again            // nil: the rest is not sent by itself

	compose *compose        // nil: no message is being written
	writing bool            // it is shown
	review  *review         // the last screen; nil: it is not shown
	agreed  map[string]bool // messages of a run that a person let rest: they were said yes to
	then    func()          // what to do once the page was read
}

// state is everything the page shows.
type state struct {
	event      event.Event
	ledger     event.Ledger
	rows       []event.Message      // the newest message of everybody
	superseded map[string]bool      // by message
	people     map[string]recipient // by registration
	unqueued   int                  // valid certificates that no message is about
}

// recipient is what the page knows of a person.
type recipient struct {
	name  event.Name
	email string
}

// New makes the page.
func New(d Deps) *Page {
	p := &Page{Deps: d, stage: container.NewStack(), detail: container.NewStack(), bar: container.NewStack(), figures: container.NewStack(), notices: kit.VStack(2)}
	t := d.Printer.T
	p.write = kit.NewPrimary(t("mail.write"), kit.IconEdit, p.onWrite)
	p.makeList()
	p.more = kit.NewButton(t("common.more"), kit.IconMore, p.onMore)
	p.ledger = kit.Page(kit.PageHeader(t("mail.title"), "", p.more, p.write), p.stage)
	p.content = container.NewStack(p.ledger)
	return p
}

// Title is the name of the page.
func (p *Page) Title() string { return p.Printer.T("mail.title") }

// Content is the tree of the page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads.
func (p *Page) Shown() {
	p.ctx, p.cancel = context.WithCancel(p.Context)
	p.read()
}

// Hidden ends what Shown began; sending goes on.
func (p *Page) Hidden() { p.cancel() }

// Changed reads again.
func (p *Page) Changed(map[string]bool) { p.read() }

// Find goes to the field for finding.
func (p *Page) Find() { p.Window.Canvas().Focus(p.search) }

// Busy says whether mail is on its way.
func (p *Page) Busy() bool { return p.sending != nil }

func (p *Page) read() {
	p.latest.Run(p.ctx, p.load, func(s state, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.state = s
		p.show()
		if p.compose != nil && p.writing {
			p.compose.refresh(s.event)
		}
		if then := p.then; then != nil {
			p.then = nil
			then()
		}
	})
}

func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.event, err = p.Store.Event(ctx, p.Event.ID); err != nil {
		return s, err
	}
	if s.ledger, err = p.Service.MailLedger(ctx, p.Event.ID); err != nil {
		return s, err
	}
	entries, err := p.Store.Entries(ctx, event.EntryFilter{Event: p.Event.ID})
	if err != nil {
		return s, err
	}
	certificates, err := p.Store.Certificates(ctx, p.Event.ID)
	s.gather(entries, certificates)
	return s, err
}

// gather works out what follows from the messages.
func (s *state) gather(entries []event.Entry, certificates []event.Certificate) {
	s.rows, s.superseded = newest(s.ledger.Messages), event.Superseded(s.ledger.Messages)
	s.people = make(map[string]recipient, len(entries))
	for _, e := range entries {
		s.people[e.ID] = recipient{e.Who.Name, e.Who.Email}
	}
	mailed := map[string]bool{}
	for _, m := range s.ledger.Messages {
		if !m.Sample && m.State != event.MessageCancelled {
			mailed[m.Certificate] = true
		}
	}
	for _, c := range certificates {
		if c.State == event.Issued && !mailed[c.Number] && s.people[c.Registration].email != "" {
			s.unqueued++
		}
	}
}

// show paints the state: without an account there is one thing to do.
func (p *Page) show() {
	ready := p.state.event.MailAccount.Address != ""
	p.showButtons(ready)
	if !ready {
		action := kit.NewButton(p.Printer.T("mail.account.set"), kit.IconSettings, p.onAccount)
		p.stage.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconMail, p.Printer.T("mail.empty.account"), p.Printer.T("mail.empty.account.hint"), action)}
		p.stage.Refresh()
		return
	}
	p.showLedger()
}

// showButtons: without an account there is nothing to write with; what was begun is gone on with.
func (p *Page) showButtons(ready bool) {
	p.write.SetEnabled(ready)
	word := p.Printer.T("mail.write")
	if p.compose != nil {
		word = p.Printer.T("mail.write.on")
	}
	p.write.SetText(word)
	p.ledger.Refresh()
}

// showLedger paints figures, notices and the list.
func (p *Page) showLedger() {
	t, l := p.Printer.T, p.state.ledger
	p.figures.Objects = []fyne.CanvasObject{kit.Columns(3,
		kit.Stat(p.number(l.Queued), t("mail.stat.queued"), kit.ToneNeutral),
		kit.Stat(p.number(l.Accepted), t("mail.stat.accepted"), kit.ToneAdmitted),
		kit.Stat(p.number(l.Uncertain), t("mail.stat.uncertain"), toneIf(l.Uncertain, kit.ToneAttention)),
		kit.Stat(p.number(l.Failed), t("mail.stat.failed"), toneIf(l.Failed, kit.ToneRefused)),
		kit.Stat(p.number(l.Bounced), t("mail.stat.bounced"), toneIf(l.Bounced, kit.ToneRefused)))}
	p.figures.Refresh()
	p.showNotices()
	p.showTopics()
	p.showList()
	if len(p.stage.Objects) != 1 || p.stage.Objects[0] != p.ledgerView() {
		p.stage.Objects = []fyne.CanvasObject{p.ledgerView()}
		p.stage.Refresh()
	}
}

func toneIf(n int, tone kit.Tone) kit.Tone {
	if n > 0 {
		return tone
	}
	return kit.ToneNeutral
}

func (p *Page) number(n int) string { return p.Printer.Number(float64(n), 0) }

// showNotices says why mail rests, and what waits for a decision.
func (p *Page) showNotices() {
	t, l := p.Printer.T, p.state.ledger
	var all []fyne.CanvasObject
	if p.sending != nil {
		all = append(all, p.sending.view)
	}
	if l.PausedCode != "" && p.sending == nil {
		tone := kit.ToneRefused
		switch {
		case p.rests():
			tone = kit.ToneAttention
		case l.PausedCode == event.CodeMailPaused: // as somebody wished
			tone = kit.ToneInfo
		}
		all = append(all, kit.Notice(tone, p.pauseText(), p.pauseAction()))
	}
	if later := p.laterNotice(); later != nil {
		all = append(all, later)
	}
	all = append(all, p.waitingNotices()...)
	if l.Uncertain > 0 {
		show := kit.NewButton(t("mail.uncertain.show"), kit.IconFilter, func() { p.showGroup(groupUncertain) })
		prove := kit.NewButton(t("mail.prove"), kit.IconSearch, p.onProve)
		prove.Hidden = p.state.event.MailAccount.IMAPHost == ""
		all = append(all, kit.Notice(kit.ToneAttention, p.Printer.N("mail.uncertain.notice", l.Uncertain), kit.HStack(2, prove, show)))
	}
	if moved := p.movedNotice(); moved != nil {
		all = append(all, moved)
	}
	if l.Failed+l.Bounced > 0 {
		all = append(all, kit.Notice(kit.ToneRefused, p.undelivered(), kit.NewButton(t("mail.retry"), kit.IconRefresh, p.onRetry)))
	}
	p.notices.Objects = all
	p.notices.Hidden = len(all) == 0 // an empty one would still keep its distance
	p.notices.Refresh()
}

// undelivered says what did not reach its people: refused at once, or come back later.
func (p *Page) undelivered() string {
	l := p.state.ledger
	switch {
	case l.Bounced == 0:
		return p.Printer.N("mail.failed.notice", l.Failed)
	case l.Failed == 0:
		return p.Printer.N("mail.bounced.notice", l.Bounced)
	}
	return p.Printer.N("mail.undelivered.notice", l.Failed+l.Bounced, i18n.Args{"Failed": l.Failed, "Bounced": l.Bounced})
}

// showGroup filters the list and goes to its first message.
func (p *Page) showGroup(g group) {
	p.query = ""
	p.search.SetText("")
	p.filter.SetValue(g)
	p.showList()
	p.list.SelectRow(0)
}

// pauseText says why mail rests, and until when if that is known.
func (p *Page) pauseText() string {
	l, acc := p.state.ledger, p.state.event.MailAccount
	text := p.Printer.Error(event.Fail(l.PausedCode, "Reply", l.PausedReply, "Host", acc.Host, "Port", acc.Port))
	if p.rests() {
		text += " " + p.Printer.T("mail.paused.until", i18n.Args{"Time": p.when(l.PausedUntil)})
	}
	return text
}

// pauseAction leads to what is wrong: to the addresses, or to the account.
func (p *Page) pauseAction() *kit.Button {
	if p.state.ledger.PausedCode == event.CodeMailPaused {
		return kit.NewButton(p.Printer.T("mail.resume"), kit.IconSend, p.onResume)
	}
	if p.state.ledger.PausedCode == event.CodeMailUnknown {
		return kit.NewButton(p.Printer.T("mail.failed.show"), kit.IconFilter, func() { p.showGroup(groupFailed) })
	}
	return kit.NewButton(p.Printer.T("mail.account"), kit.IconSettings, p.onAccount)
}

// rests says that the account pauses and goes on by itself; a stop needs a person.
func (p *Page) rests() bool {
	until := p.state.ledger.PausedUntil
	return !until.IsZero() && until.Year() < farYear
}

// farYear tells a pause that ends by itself from a stop, which a person lifts.
const farYear = 2200

func (p *Page) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	local := t.In(p.state.event.Zone())
	return p.Printer.ShortDate(local) + ", " + p.Printer.Time(local)
}
