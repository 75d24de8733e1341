package mail

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// compose is a message that is being written, in the place of the ledger. It is kept until it was queued or
// dropped, also while other pages are shown.
type compose struct {
	p     *Page
	view  fyne.CanvasObject
	kinds *kit.Tabs
	about *kit.Paragraph // what goes with a kind of message
	next  *kit.Button
	self  *kit.Button
	who   *audience
	words *wording
	look  *preview

	event event.Event // with its letters and filters
	soon  *kit.Coalescer
	plans kit.Latest[event.MailingPlan]
	plan  event.MailingPlan
	err   error // of the plan
}

// noWords stand where the words that are being written are not right yet.
var noWords = map[string]string{event.LetterLanguages[0]: "…"}

// writingPause is how long the hands rest before what was typed is worked out.
const writingPause = 300 * time.Millisecond

func newCompose(p *Page) *compose {
	t := p.Printer.T
	c := &compose{p: p, event: p.state.event, about: kit.NewParagraph("", kit.StyleMuted)}
	c.soon = kit.NewCoalescer(writingPause, c.work)
	var tabs []kit.Tab
	for _, kind := range event.MessageKinds {
		tabs = append(tabs, kit.Tab{ID: tabOf(kind), Text: p.kind(kind)})
	}
	c.kinds = kit.NewTabs(tabs, func(string) { c.onKind() })
	c.who, c.words, c.look = newAudience(c), newWording(c), newPreview(c)
	c.self = kit.NewButton(t("mail.self"), kit.IconMail, c.onSelf)
	c.next = kit.NewPrimary(t("mail.compose.next"), kit.IconNone, c.onNext)
	header := kit.PageHeader(t("mail.compose.title"), "", kit.NewQuiet(t("mail.compose.drop"), kit.IconTrash, c.onDrop),
		kit.NewButton(t("mail.compose.back"), kit.IconNone, p.onBack), c.self, c.next)
	what := kit.VStack(1, c.kinds, c.about)
	left := container.New(&fixed{kit.Space(75)}, card(t("mail.compose.who"), c.who.view))
	both := kit.Columns(3, card(t("mail.compose.words"), c.words.view), card(t("mail.compose.look"), c.look.view))
	body := container.New(&beside{gap: 3}, left, both)
	c.view = kit.Page(header, kit.InOrder(kit.PadSides(0, 0, 3, 0, what), body, nil))
	return c
}

// tabOf is the id of a kind's tab; the kind of certificates is "".
func tabOf(kind event.MessageKind) string {
	if kind == event.MessageCertificate {
		return "certificate"
	}
	return string(kind)
}

// kindOf is the kind behind a tab.
func kindOf(tab string) event.MessageKind {
	if tab == tabOf(event.MessageCertificate) {
		return event.MessageCertificate
	}
	return event.MessageKind(tab)
}

func (c *compose) kind() event.MessageKind { return kindOf(c.kinds.Chosen()) }

// choose begins with a kind, and with people who were chosen elsewhere.
func (c *compose) choose(kind event.MessageKind, chosen []string) {
	c.kinds.SetChosen(tabOf(kind))
	c.who.hand(chosen)
	c.onKind()
}

// onKind shows the words of another kind; what was written of the one before is kept.
func (c *compose) onKind() {
	c.about.SetText(c.p.Printer.T("mail.compose.about." + tabOf(c.kind())))
	c.words.show()
	c.who.showChoices()
	c.look.forget()
	c.work()
}

// refresh takes what changed in the event and works everything out again.
func (c *compose) refresh(ev event.Event) {
	c.event = ev
	c.words.showTemplates()
	c.who.showChoices()
	c.soon.Signal()
}

// begun reports whether there is anything to come back to.
func (c *compose) begun() bool {
	return c.words.unsaved() || len(c.who.terms) > 0 || len(c.who.chosen) > 0
}

// request is what is asked for at the moment.
func (c *compose) request() event.MailingRequest {
	words := c.words.draft().now
	r := event.MailingRequest{Kind: c.kind(), Words: &words, Again: c.who.again.Checked()}
	c.who.fill(&r)
	return r
}

// work finds out whom the message goes to, and what it looks like.
func (c *compose) work() {
	if c.p.ctx == nil || c.p.ctx.Err() != nil {
		return // Shown will
	}
	r, nobody := c.request(), c.who.noTerms()
	c.plans.Run(c.p.ctx, func(ctx context.Context) (event.MailingPlan, error) {
		if nobody {
			return event.MailingPlan{}, event.Fail(event.CodeMailingNobody)
		}
		plan, err := c.p.Service.PlanMailing(ctx, c.p.Event.ID, r)
		if isWords(err) { // whom it goes to can be told all the same
			r.Words = &event.LetterTemplate{Subject: noWords, Text: noWords}
			if told, failed := c.p.Service.PlanMailing(ctx, c.p.Event.ID, r); failed == nil {
				plan = told
			}
		}
		return plan, err
	}, func(plan event.MailingPlan, err error) {
		c.plan, c.err = plan, err
		c.look.show()
		c.showPlan()
	})
}

// showPlan says how many get the message, and what is wrong with the words.
func (c *compose) showPlan() {
	c.words.showError(c.err)
	c.who.showCount()
	c.next.SetEnabled(c.err == nil && len(c.plan.Messages) > 0)
	c.self.SetEnabled(c.err == nil && c.look.registration() != "" && c.p.sending == nil)
}

// onNext looks once more at what will leave, and shows the last screen.
func (c *compose) onNext() {
	if c.next.Disabled() {
		return
	}
	r := c.request()
	kit.Run(c.p.ctx, func(ctx context.Context) (event.MailingPlan, error) {
		return c.p.Service.PlanMailing(ctx, c.p.Event.ID, r)
	}, func(plan event.MailingPlan, err error) {
		c.plan, c.err = plan, err
		c.showPlan()
		if err == nil && len(plan.Messages) > 0 {
			c.p.showReview(newReview(c.p, &plan))
		}
	})
}

// onSelf sends the message as the person in the preview would get it to the account's own address: at once, and
// nothing else with it.
func (c *compose) onSelf() {
	if c.p.sending != nil || c.self.Disabled() {
		return
	}
	r := c.request()
	r.ToSelf, r.Registrations, r.Where = true, []string{c.look.registration()}, nil
	kit.Run(c.p.ctx, func(ctx context.Context) (event.MailingResult, error) {
		plan, err := c.p.Service.PlanMailing(ctx, c.p.Event.ID, r)
		if err != nil {
			return event.MailingResult{}, err
		}
		return c.p.Service.QueueMailing(ctx, plan)
	}, func(_ event.MailingResult, err error) {
		if err != nil {
			kit.ShowError(c.p.Window, c.p.Printer, err)
			return
		}
		c.p.start(1)
	})
}

// onDrop forgets the message; words that were typed are asked about.
func (c *compose) onDrop() {
	drop := func() {
		c.soon.Stop()
		c.p.compose = nil
		c.p.onBack()
	}
	if !c.words.unsaved() {
		drop()
		return
	}
	t := c.p.Printer.T
	kit.ConfirmDanger(c.p.Window, t("mail.compose.drop.title"), t("mail.compose.drop.question"), t("mail.compose.drop.yes"), drop)
}

// card is a part of the view with its title, whose content fills it.
func card(title string, content fyne.CanvasObject) fyne.CanvasObject { return kit.Card(title, content) }

// fixed gives an object a least width of its own.
type fixed struct{ width float32 }

func (l *fixed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, o[0].MinSize().Height)
}

func (l *fixed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.Position{})
	o[0].Resize(size)
}

// beside gives the left object its width and the right one the rest.
type beside struct{ gap int }

func (l *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+kit.Space(l.gap)+b.Width, max(a.Height, b.Height))
}

func (l *beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := o[0].MinSize().Width
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w+kit.Space(l.gap), 0))
	o[1].Resize(fyne.NewSize(size.Width-w-kit.Space(l.gap), size.Height))
}
