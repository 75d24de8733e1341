package mail

import (
	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showDetail paints one message; an empty one says what to do.
func (p *Page) showDetail(m event.Message) {
	t := p.Printer.T
	if m.ID == "" && len(p.state.ledger.Messages) == 0 { // the list says what to do
		p.detail.Objects = nil
		p.detail.Refresh()
		return
	}
	if m.ID == "" {
		p.detail.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconInfo, t("mail.detail.none"), "", nil)}
		p.detail.Refresh()
		return
	}
	rows := kit.VStack(2,
		kit.NewText(p.name(m), kit.StyleSection.Truncated()),
		kit.HStack(2, p.chip(m)))
	for _, b := range p.actions(m) {
		rows.Add(b)
	}
	if m.Subject != "" || m.Text != "" || m.Certificate != "" {
		rows.Add(kit.HStack(2, kit.NewButton(t("mail.show"), kit.IconMail, func() { p.onShow(m) })))
	}
	rows.Add(kit.Gap(1))
	add := func(label, value string) {
		if value != "" {
			rows.Add(kit.VStack(0, kit.NewText(label, kit.StyleSmall), kit.NewParagraph(value, kit.StyleBody)))
		}
	}
	add(t("mail.column.to"), p.toNow(m))
	add(t("mail.column.about"), p.about(m))
	add(t("mail.detail.subject"), m.Subject)
	add(t("mail.detail.queued"), p.when(m.Date))
	add(t("mail.detail.copy"), copyNote(m, t))
	if m.Attempts > 0 {
		add(t("mail.detail.attempts"), p.number(m.Attempts))
	}
	if m.State == event.MessageQueued && m.Attempts > 0 {
		add(t("mail.detail.next"), p.when(m.NextAt))
	}
	if m.Code > 0 {
		add(t("mail.detail.answer"), p.answer(m))
		add(t("mail.detail.reply"), p.reply(m))
	} else {
		add(t("mail.detail.reason"), p.reply(m))
	}
	history := kit.VStack(1)
	rows.Add(history)
	p.readSteps(m, history)
	p.addOthers(rows, m)
	p.detail.Objects = []fyne.CanvasObject{kit.NewVScroll(kit.PadSides(1, 2, 2, 3, rows))}
	p.detail.Refresh()
}

func copyNote(m event.Message, t func(string, ...i18n.Args) string) string {
	if m.Copy < 2 {
		return ""
	}
	return t("mail.detail.copy.number", i18n.Args{"Copy": m.Copy})
}

// chip is the state of a message; one that was sent again needs nobody's attention.
func (p *Page) chip(m event.Message) *kit.Chip {
	if p.state.superseded[m.ID] {
		return kit.NewChip(kit.ToneNeutral, kit.IconRefresh, p.word(m))
	}
	return kit.NewChip(look(m.State), icon(m.State), p.word(m))
}

// addOthers lists what else was sent to the same person.
func (p *Page) addOthers(rows *fyne.Container, m event.Message) {
	all := p.others(m)
	if len(all) == 0 {
		return
	}
	rows.Add(kit.NewText(p.Printer.T("mail.detail.others"), kit.StyleSmall))
	for _, o := range all {
		words := p.when(o.Date) + " · " + p.word(o) + " · " + o.To
		if why := p.answer(o); why != "" {
			words += " · " + why
		}
		rows.Add(kit.NewParagraph(words, kit.StyleMuted))
	}
}

// actions are what a person can do about a message.
func (p *Page) actions(m event.Message) []fyne.CanvasObject {
	t := p.Printer.T
	if p.state.superseded[m.ID] || m.Sample && m.State != event.MessageQueued {
		return nil // there is nothing left to decide
	}
	switch m.State {
	case event.MessageUncertain:
		return []fyne.CanvasObject{kit.NewParagraph(t("mail.uncertain.help"), kit.StyleMuted), kit.HStack(2,
			kit.NewButton(t("mail.resolve.sent"), kit.IconCheck, func() { p.onResolve(m, false) }),
			kit.NewButton(t("mail.resolve.again"), kit.IconRefresh, func() { p.onResolve(m, true) }))}
	case event.MessageQueued:
		all := []fyne.CanvasObject{kit.HStack(2, kit.NewButton(t("mail.cancel"), kit.IconClose, func() { p.onCancel([]string{m.ID}) }))}
		if p.moved(m) != "" {
			all = append(all, kit.HStack(2, p.readdressButton([]string{m.ID})))
		}
		return all
	case event.MessageFailed, event.MessageBounced:
		return []fyne.CanvasObject{kit.NewParagraph(t("mail.failed.help"), kit.StyleMuted), kit.HStack(2,
			kit.NewButton(t("mail.retry.one"), kit.IconRefresh, func() { p.onRetryOne(m) }),
			kit.NewButton(t("mail.person"), kit.IconPerson, func() { p.Navigate("registrations", m.Registration) }))}
	}
	return nil
}
