package mail

import (
	"cmp"
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// review is the last screen before anything leaves: how many, to whom, who not and why, from which account, how
// long. Nothing is sent without it.
type review struct {
	p       *Page
	plan    *event.MailingPlan // nil: about what waits in the queue already
	waiting []event.Message
	view    fyne.CanvasObject
	send    *kit.Button
	said    bool // a person said yes: a second time is none
}

// newReview is the last screen of a mailing; without one it is about what waits.
func newReview(p *Page, plan *event.MailingPlan) *review {
	t := p.Printer.T
	r := &review{p: p, plan: plan}
	if plan == nil {
		r.waiting = p.ready()
	}
	r.send = kit.NewPrimary(p.Printer.N("mail.send.count", len(r.messages())), kit.IconSend, r.onSend)
	header := kit.PageHeader(t("mail.review.title"), "", kit.NewButton(t("mail.review.back"), kit.IconNone, p.onBack), r.send)
	facts := container.New(&fixed{kit.Space(105)}, kit.NewPanel(kit.NewVScroll(kit.PadSides(4, 4, 4, 4, r.makeFacts()))))
	r.view = kit.Page(header, container.New(&beside{gap: 3}, facts, r.makeLists()))
	return r
}

func (r *review) messages() []event.Message {
	if r.plan == nil {
		return r.waiting
	}
	return r.plan.Messages
}

// makeFacts is what one has to know before saying yes.
func (r *review) makeFacts() fyne.CanvasObject {
	p, all := r.p, r.messages()
	t, acc := p.Printer.T, p.state.event.MailAccount
	rows := kit.VStack(3, kit.NewText(p.Printer.N("mail.who.count", len(all)), kit.StylePage))
	add := func(label, value string) {
		if value != "" {
			rows.Add(kit.VStack(0, kit.NewText(label, kit.StyleSmall), kit.NewParagraph(value, kit.StyleBody)))
		}
	}
	add(t("mail.review.what"), r.what())
	if r.plan != nil && p.compose != nil {
		add(t("mail.review.who"), p.compose.who.words())
	}
	add(t("mail.review.left"), r.leftOut())
	add(t("mail.review.files"), r.files())
	from := acc.Address
	if acc.Name != "" {
		from = acc.Name + " · " + acc.Address
	}
	add(t("mail.review.from"), from)
	if acc.ReplyTo != "" && !strings.EqualFold(acc.ReplyTo, acc.Address) {
		add(t("mail.review.reply"), acc.ReplyTo)
	}
	add(t("mail.review.long"), r.long())
	if n := p.state.ledger.Queued - len(all); r.plan == nil && n > 0 {
		rows.Add(kit.Notice(kit.ToneInfo, p.Printer.N("mail.review.later", n), nil))
	}
	if n := r.before(); n > 0 {
		rows.Add(kit.Notice(kit.ToneInfo, p.Printer.N("mail.review.before", n), nil))
	}
	if ids := p.movedAll(); len(ids) > 0 {
		rows.Add(kit.Notice(kit.ToneAttention, p.Printer.N("mail.moved", len(ids)), nil))
		rows.Add(kit.HStack(2, p.readdressButton(ids)))
	}
	if r.plan != nil && len(r.plan.Missing) > 0 {
		rows.Add(kit.Notice(kit.ToneAttention, p.Printer.N("mail.review.missing", len(r.plan.Missing)), nil))
	}
	if p.state.ledger.PausedCode != "" {
		rows.Add(kit.Notice(kit.ToneAttention, r.paused(), nil))
	}
	return rows
}

// paused says what becomes of the messages while the account rests.
func (r *review) paused() string {
	if r.p.state.ledger.PausedCode == event.CodeMailPaused {
		return r.p.Printer.T("mail.review.resumes")
	}
	return r.p.pauseText()
}

// what is the kind and the subject; of what waits, all kinds.
func (r *review) what() string {
	p := r.p
	if r.plan != nil && len(r.plan.Messages) > 0 {
		kind, subject := p.kind(r.plan.Request.Kind), r.plan.Messages[0].Subject
		if strings.HasPrefix(event.Fold(subject), event.Fold(kind)) {
			return subject // it names the kind itself
		}
		return p.Printer.T("mail.review.what.one", i18n.Args{"Kind": kind, "Subject": subject})
	}
	var all []string
	for _, kind := range event.MessageKinds {
		n := 0
		for _, m := range r.waiting {
			if m.Kind == kind {
				n++
			}
		}
		if n > 0 {
			all = append(all, p.Printer.T("mail.review.kind", i18n.Args{"Kind": p.kind(kind), "Count": n}))
		}
	}
	return strings.Join(all, "\n")
}

// leftOut says how many get nothing, and why.
func (r *review) leftOut() string {
	if r.plan == nil || len(r.plan.Left) == 0 {
		return ""
	}
	var all []string
	for _, why := range event.LeaveReasons {
		if n := countLeft(r.plan.Left, why); n > 0 {
			all = append(all, r.p.Printer.T("mail.who.why", i18n.Args{"Why": r.p.Printer.T("letters.left." + string(why)), "Count": n}))
		}
	}
	return strings.Join(all, "\n")
}

// files names the attachments of a kind.
func (r *review) files() string {
	if r.plan == nil {
		return ""
	}
	return r.p.Printer.T("mail.review.files." + tabOf(r.plan.Request.Kind))
}

// before is how many messages wait that leave before these.
func (r *review) before() int {
	if r.plan == nil {
		return 0
	}
	return r.plan.Before
}

// long says how long it takes at the account's pace, and when it is done.
func (r *review) long() string {
	d := r.p.state.ledger.Remaining
	if r.plan != nil {
		d = r.plan.Duration
	}
	end := r.p.Now().Add(d).In(r.p.state.event.Zone())
	when := r.p.Printer.Time(end)
	if now := r.p.Now().In(end.Location()); end.YearDay() != now.YearDay() || end.Year() != now.Year() {
		when = r.p.Printer.ShortDate(end) + ", " + when
	}
	return r.p.Printer.T("mail.review.takes", i18n.Args{"Duration": r.p.duration(d), "Time": when})
}

// duration is about how long something takes, in words.
func (p *Page) duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return p.Printer.T("mail.duration.moment")
	case d < 90*time.Minute:
		return p.Printer.N("mail.duration.minutes", int(d.Round(time.Minute)/time.Minute))
	case d < 48*time.Hour:
		return p.Printer.N("mail.duration.hours", int(d.Round(time.Hour)/time.Hour))
	}
	return p.Printer.N("mail.duration.days", int((d+12*time.Hour)/(24*time.Hour)))
}

// The tabs of the last screen.
const (
	listGet     = "get"
	listLeft    = "left"
	listMissing = "missing"
)

// line is somebody in one of the lists.
type line struct{ registration, name, words string }

// makeLists shows who gets the message, who does not, and for whom something is empty.
func (r *review) makeLists() fyne.CanvasObject {
	p, t := r.p, r.p.Printer.T
	lists := map[string][]line{}
	for _, m := range r.messages() {
		lists[listGet] = append(lists[listGet], line{m.Registration, p.name(m), p.toNow(m)})
	}
	if r.plan != nil {
		for _, l := range r.plan.Left {
			lists[listLeft] = append(lists[listLeft], line{l.Registration, p.Printer.Person(cmp.Or(p.listed(l.Registration), l.Name)), t("letters.left." + string(l.Why))})
		}
		for _, m := range r.plan.Missing {
			lists[listMissing] = append(lists[listMissing], line{m.Registration, p.Printer.Person(cmp.Or(p.listed(m.Registration), m.Name)), p.fieldWords(m.Fields)})
		}
	}
	columns := func(words string) []kit.Column[line] {
		return []kit.Column[line]{
			{ID: "name", Title: t("mail.column.name"), Weight: 3, Bold: true, Text: func(l line) string { return l.name }},
			{ID: "words", Title: words, Weight: 4, Text: func(l line) string { return l.words }},
		}
	}
	list := kit.NewDataList(columns(t("mail.column.to")))
	list.Key = func(l line) string { return l.registration + l.words }
	list.OnOpen = func(l line) { p.Navigate("registrations", l.registration) }
	var tabs []kit.Tab
	for _, id := range []string{listGet, listLeft, listMissing} {
		if n := len(lists[id]); n > 0 || id == listGet {
			tabs = append(tabs, kit.Tab{ID: id, Text: t("mail.review.tab."+id, i18n.Args{"Count": n})})
		}
	}
	below, all := kit.PadSides(2, 0, 0, 0, kit.NewText(t("mail.review.open"), kit.StyleMuted.Truncated())), (*fyne.Container)(nil)
	show := func(id string) {
		list.SetColumns(columns(t(map[string]string{listGet: "mail.column.to", listLeft: "mail.review.why", listMissing: "mail.review.fields"}[id])))
		list.SetItems(lists[id])
		below.Hidden = id == listGet
		all.Refresh()
	}
	all = kit.InOrder(kit.PadSides(0, 0, 2, 0, kit.NewTabs(tabs, show)), list, below)
	show(listGet)
	return all
}

// listed is how somebody stands in a list: by the family name.
func (p *Page) listed(registration string) string {
	n := p.state.people[registration].name
	return strings.TrimSpace(n.Family + " " + n.Given)
}

// fieldWords are fields in words.
func (p *Page) fieldWords(fields []string) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = p.fieldWord(f)
	}
	return strings.Join(all, ", ")
}

// onSend is the yes: the messages are queued, and sending begins.
func (r *review) onSend() {
	if r.said {
		return
	}
	r.said = true
	r.send.SetEnabled(false)
	p := r.p
	paused := p.state.ledger.PausedCode == event.CodeMailPaused
	kit.Run(p.Context, func(ctx context.Context) (done sent, err error) {
		if r.plan != nil {
			if done.MailingResult, err = p.Service.QueueMailing(ctx, *r.plan); err != nil {
				return done, err
			}
		}
		if paused {
			if err := p.Service.ResumeMail(ctx, p.Event.ID); err != nil {
				return done, err
			}
		}
		done.ledger, err = p.Service.MailLedger(ctx, p.Event.ID)
		return done, err
	}, r.sent)
}

// sent is what became of the yes.
type sent struct {
	event.MailingResult
	ledger event.Ledger
}

func (r *review) sent(done sent, err error) {
	p := r.p
	if err != nil {
		r.said = false
		r.send.SetEnabled(true)
		kit.ShowError(p.Window, p.Printer, err)
		return
	}
	if n := len(done.Left); n > 0 {
		kit.Toast(p.Window.Canvas(), p.Printer.N("mail.review.changed", n), nil)
	}
	p.state.ledger = done.ledger
	if r.plan != nil {
		p.finishCompose()
	}
	p.review = nil
	p.showView()
	if p.sending != nil { // it takes these too
		p.sending.total += len(done.Queued)
		p.readIfShown()
		return
	}
	p.start(0)
}
