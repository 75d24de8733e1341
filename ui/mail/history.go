package mail

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// readSteps lists what was done about a message and what the server said to it.
func (p *Page) readSteps(m event.Message, into *fyne.Container) {
	p.steps.Run(p.ctx, func(ctx context.Context) ([]event.Attempt, error) { return p.Store.Attempts(ctx, m.ID) },
		func(all []event.Attempt, err error) {
			if err != nil || len(all) < 2 {
				return // nothing happened yet but that it was queued
			}
			into.Add(kit.NewText(p.Printer.T("mail.detail.history"), kit.StyleSmall))
			for _, a := range all {
				if a.To == event.MessageDot {
					continue // a step of the machine, in the same words as the one before
				}
				into.Add(kit.NewParagraph(p.step(a), kit.StyleMuted))
			}
			into.Refresh()
			kit.Repaint(p.detail)
		})
}

// step is one step in words: when, what the message became, and the server's words.
func (p *Page) step(a event.Attempt) string {
	local := a.At.In(p.state.event.Zone())
	text := p.Printer.ShortDate(local) + ", " + p.Printer.Time(local) + " · " + p.Printer.T("message.state."+string(a.To))
	reply := p.reply(event.Message{State: a.To, Code: a.Code, Reply: a.Reply})
	if reply == "" && a.Code > 0 {
		reply = strconv.Itoa(a.Code)
	}
	if reply != "" {
		text += " · " + reply
	}
	return text
}

// onShow shows a message as it was or will be read.
func (p *Page) onShow(m event.Message) {
	kit.Run(p.ctx, func(ctx context.Context) (event.MessagePreview, error) { return p.Service.ShowMessage(ctx, m.ID) },
		func(v event.MessagePreview, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			p.showWords(m, v)
		})
}

// showWords paints what a message says in the place of its detail.
func (p *Page) showWords(m event.Message, v event.MessagePreview) {
	t := p.Printer.T
	rows := kit.VStack(2, kit.NewText(p.name(m), kit.StyleSection.Truncated()), p.readable(v), p.fileButtons(v))
	rows.Add(kit.HStack(2, kit.NewButton(t("mail.show.back"), kit.IconNone, func() { p.showDetail(m) })))
	p.detail.Objects = []fyne.CanvasObject{kit.NewVScroll(kit.PadSides(1, 2, 2, 3, rows))}
	p.detail.Refresh()
	kit.Repaint(p.detail)
}
