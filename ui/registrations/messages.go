package registrations

import (
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// makeMessages lists what was sent to a person, the latest first, and leads to writing.
func (d *detail) makeMessages(e event.Entry, messages []event.Message) []fyne.CanvasObject {
	p, t := d.p, d.p.Printer.T
	all := []fyne.CanvasObject{kit.Gap(1), kit.Section(t("registrations.papers.messages"))}
	oldest := slices.Clone(messages)
	slices.Reverse(oldest)
	again := event.Superseded(oldest)
	for _, m := range messages {
		icon, color := messageLook(m.State)
		state := t("message.state." + string(m.State))
		if again[m.ID] {
			icon, color, state = kit.IconRefresh, kit.ColorMuted, t("mail.superseded")
		}
		show := kit.NewQuiet("", kit.IconChevronRight, func() { p.Navigate("mail", "message:"+m.ID) })
		all = append(all, container.NewBorder(nil, nil, nil, show, line(icon, color, p.messageTitle(m), joined(" · ", state, m.To, p.when(m.Date)))))
	}
	if len(messages) == 0 {
		all = append(all, kit.NewText(t("registrations.papers.messages.none"), kit.StyleMuted))
	}
	if e.Who.Erased {
		return all
	}
	return append(all, kit.HStack(2, kit.NewButton(t("registrations.papers.messages.write"), kit.IconMail, func() { p.Navigate("mail", "letter:"+e.ID) })))
}

// messageTitle is what a message is called: its subject, or what it is about.
func (p *Page) messageTitle(m event.Message) string {
	switch {
	case m.Subject != "":
		return m.Subject
	case m.Certificate != "":
		return p.Printer.T("registrations.papers.message", i18n.Args{"Number": m.Certificate})
	}
	return p.Printer.T("letters.kind." + string(m.Kind))
}

func messageLook(s event.MessageState) (kit.Icon, fyne.ThemeColorName) {
	switch s {
	case event.MessageAccepted:
		return kit.IconCheck, kit.ColorAdmitted
	case event.MessageFailed, event.MessageBounced:
		return kit.IconCross, kit.ColorRefused
	case event.MessageUncertain:
		return kit.IconWarning, kit.ColorWarning
	case event.MessageCancelled:
		return kit.IconClose, kit.ColorMuted
	}
	return kit.IconClock, kit.ColorMuted
}

// tellMessage says what became of a message; "" where the fact is about none.
func (p *Page) tellMessage(f event.Fact, m event.Message) string {
	args := i18n.Args{"Title": p.messageTitle(m), "Address": m.To}
	switch f.Kind {
	case event.QueuedMessage{}.FactKind():
		return p.Printer.T("registrations.history.message.queued", args)
	case event.SettledMessage{}.FactKind():
		var b event.SettledMessage
		if json.Unmarshal(f.Body, &b) != nil {
			return ""
		}
		args["State"] = p.Printer.T("message.state." + string(b.State))
		return p.Printer.T("registrations.history.message.settled", args)
	}
	return ""
}
