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
// high as they need.
type twoColumns struct{}

const leftShare = 0.6

func (twoColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+r.Width+kit.Space(4), max(l.Height, r.Height))
}

func (twoColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - kit.Space(4)) * leftShare
	right := size.Width - kit.Space(4) - left
	o[0].Resize(fyne.NewSize(left, o[0].MinSize().Height))
	o[1].Move(fyne.NewPos(left+kit.Space(4), 0))
	o[1].Resize(fyne.NewSize(right, o[1].MinSize().Height))
}
