package home

import (
	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// makeFigures is the row of numbers. A number is coloured only where somebody
// should look.
func (p *Page) makeFigures(s state) fyne.CanvasObject {
	t := p.Printer.T
	waitingTone, mailTone := kit.ToneNeutral, kit.ToneNeutral
	if s.Waiting > 0 {
		waitingTone = kit.ToneAttention
	}
	// What waits to be sent, what nobody has put into the queue yet, and what
	// needs a decision.
	mail := s.Ledger.Queued + s.papers.unsent + s.Ledger.Uncertain + s.Ledger.Failed
	if s.Ledger.Uncertain+s.Ledger.Failed > 0 {
		mailTone = kit.ToneAttention
	}
	hereTone := kit.ToneNeutral
	if s.Inside > 0 {
		hereTone = kit.ToneAdmitted
	}
	return kit.Columns(3,
		kit.Stat(p.number(s.Registered), t("home.figure.registered"), kit.ToneNeutral),
		kit.Stat(p.number(s.Waiting), t("home.figure.waiting"), waitingTone),
		kit.Stat(p.number(s.Printed), t("home.figure.badges"), kit.ToneNeutral),
		kit.Stat(p.number(s.Inside), t("home.figure.here"), hereTone),
		kit.Stat(p.number(s.Certificates), t("home.figure.certificates"), kit.ToneNeutral),
		kit.Stat(p.number(mail), t("home.figure.mail"), mailTone),
	)
}

func (p *Page) number(n int) string { return p.Printer.Number(float64(n), 0) }

// twoColumns gives the left object a little more than half and lets both be as
// high as they need; where they have no room side by side, as in large type,
// the right one stands below.
type twoColumns struct {
	stacked bool
	changed func() // the height is another one now
}

const leftShare = 0.6

// MinSize is part of fyne.Layout.
func (c *twoColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	if c.stacked {
		return fyne.NewSize(max(l.Width, r.Width), l.Height+kit.Space(4)+r.Height)
	}
	return fyne.NewSize(max(l.Width, r.Width), max(l.Height, r.Height))
}

// Layout is part of fyne.Layout.
func (c *twoColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l, r := o[0].MinSize(), o[1].MinSize()
	left := (size.Width - kit.Space(4)) * leftShare
	right := size.Width - kit.Space(4) - left
	if l.Width+r.Width+kit.Space(4) <= size.Width {
		left = max(min(left, size.Width-kit.Space(4)-r.Width), l.Width)
		right = size.Width - kit.Space(4) - left
	}
	if stacked := left < l.Width || right < r.Width; stacked != c.stacked {
		c.stacked = stacked
		c.changed()
	}
	if c.stacked {
		o[0].Resize(fyne.NewSize(size.Width, l.Height))
		o[1].Move(fyne.NewPos(0, l.Height+kit.Space(4)))
		o[1].Resize(fyne.NewSize(size.Width, r.Height))
		return
	}
	o[0].Resize(fyne.NewSize(left, l.Height))
	o[1].Move(fyne.NewPos(left+kit.Space(4), 0))
	o[1].Resize(fyne.NewSize(right, r.Height))
}
