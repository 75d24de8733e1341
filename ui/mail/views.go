package mail

import (
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// showView shows the last screen, the message that is being written, or the ledger.
func (p *Page) showView() {
	now := p.ledger
	switch {
	case p.review != nil:
		now = p.review.view
	case p.writing && p.compose != nil:
		now = p.compose.view
	}
	if p.content.Objects[0] == now {
		return
	}
	p.content.Objects = []fyne.CanvasObject{now}
	p.content.Refresh()
	kit.Repaint(p.content)
}

// onWrite opens the message that is being written, or a new one. Without an account there is one thing to do.
func (p *Page) onWrite() {
	if p.state.event.MailAccount.Address == "" {
		p.onAccount()
		return
	}
	if p.compose == nil {
		p.writeTo(event.MessageKinds[0], nil)
		return
	}
	p.writing = true
	p.compose.refresh(p.state.event)
	p.showView()
}

// writeTo begins a message of a kind, to people who were chosen elsewhere; words that were typed stay.
func (p *Page) writeTo(kind event.MessageKind, chosen []string) {
	if p.compose == nil {
		p.compose = newCompose(p)
	}
	p.writing, p.review = true, nil
	p.compose.choose(kind, chosen)
	p.showView()
}

// onRest shows the last screen for what waits in the queue.
func (p *Page) onRest() {
	if p.sending == nil && len(p.ready()) > 0 {
		p.showReview(newReview(p, nil))
	}
}

func (p *Page) showReview(r *review) {
	p.review = r
	p.showView()
	p.Window.Canvas().Unfocus()
}

// onBack goes one step back: from the last screen to the message, from there to the ledger. What was written stays.
func (p *Page) onBack() {
	switch {
	case p.review != nil:
		p.review = nil
	case p.writing:
		p.writing = false
		if p.compose != nil && !p.compose.begun() {
			p.compose.soon.Stop()
			p.compose = nil
		}
	default:
		return
	}
	p.showView()
	p.show()
}

// finishCompose forgets a message that was queued; words of other kinds that were typed stay.
func (p *Page) finishCompose() {
	p.writing = false
	if p.compose == nil {
		return
	}
	delete(p.compose.words.drafts, p.compose.kind())
	if !p.compose.words.unsaved() {
		p.compose.soon.Stop()
		p.compose = nil
	}
}

// Open is part of ui.Opener: "kind:" begins a message, with ids of registrations behind it, parted by commas, a
// message to them; the kind of certificates is "certificate". "message:" and an id goes to a message.
func (p *Page) Open(arg string) {
	kind, rest, _ := strings.Cut(arg, ":")
	if kind == "message" {
		p.whenRead(func() { p.showMessage(rest) })
		return
	}
	var chosen []string
	if rest != "" {
		chosen = strings.Split(rest, ",")
	}
	for _, k := range event.MessageKinds {
		if tabOf(k) == kind {
			p.whenRead(func() {
				if p.state.event.MailAccount.Address != "" {
					p.writeTo(k, chosen)
				}
			})
		}
	}
}

// whenRead does something now, or once the page has read what it shows.
func (p *Page) whenRead(do func()) {
	if p.state.event.ID == "" {
		p.then = do
		return
	}
	do()
}

// showMessage goes to a message in the ledger.
func (p *Page) showMessage(id string) {
	p.review, p.writing = nil, false
	p.showView()
	p.topic.SetValue(subject{})
	p.showGroup(groupCopies)
	p.list.SelectKey(id)
}

// Unsaved is part of ui.Unsaved: words that were typed and neither saved nor sent.
func (p *Page) Unsaved() bool { return p.compose != nil && p.compose.words.unsaved() }

// Commands are what the page offers under a key.
func (p *Page) Commands() []kit.Command {
	t := p.Printer.T
	return []kit.Command{
		{Label: t("mail.write"), Key: fyne.KeyN, Modifier: fyne.KeyModifierControl, Run: p.onWriteKey},
		{Label: t("mail.key.send"), Key: fyne.KeyReturn, Modifier: fyne.KeyModifierControl, Run: p.onSendKey},
		{Label: t("mail.key.back"), Key: fyne.KeyEscape, Run: p.onBack},
	}
}

func (p *Page) onWriteKey() {
	if p.review == nil && !p.writing {
		p.onWrite()
	}
}

// onSendKey sends from the last screen only.
func (p *Page) onSendKey() {
	if p.review != nil {
		p.review.onSend()
	}
}
