package home

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	return container.New(&tiles{changed: p.reflow},
		kit.Stat(p.number(s.Registered), t("home.figure.registered"), kit.ToneNeutral),
		kit.Stat(p.number(s.Waiting), t("home.figure.waiting"), waitingTone),
		kit.Stat(p.number(s.Printed), t("home.figure.badges"), kit.ToneNeutral),
		kit.Stat(p.number(s.Inside), t("home.figure.here"), hereTone),
		kit.Stat(p.number(s.Certificates), t("home.figure.certificates"), kit.ToneNeutral),
		kit.Stat(p.number(mail), t("home.figure.mail"), mailTone),
	)
}

func (p *Page) number(n int) string { return p.Printer.Number(float64(n), 0) }

// reflow lays the page out again, when a part of it has become lower or higher.
func (p *Page) reflow() { kit.After(0, p.body.Refresh) }

// tiles stand in a row, and in two where they would be too narrow for their words.
type tiles struct {
	halved  bool
	changed func() // the height is another one now
}

// The room between tiles, and the least width of one in a row, in steps.
const (
	tileGap   = 3
	leastTile = 36
)

// MinSize is part of fyne.Layout.
func (l *tiles) MinSize(o []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, tile := range o {
		least = least.Max(tile.MinSize())
	}
	n := (len(o) + 1) / 2
	size := fyne.NewSize(least.Width*float32(n)+kit.Space(tileGap)*float32(n-1), least.Height)
	if l.halved {
		size.Height += least.Height + kit.Space(tileGap)
	}
	return size
}

// Layout is part of fyne.Layout.
func (l *tiles) Layout(o []fyne.CanvasObject, size fyne.Size) {
	n, gap := len(o), kit.Space(tileGap)
	halved := size.Width < kit.Space(leastTile)*float32(n)+gap*float32(n-1)
	if halved != l.halved {
		l.halved = halved
		l.changed()
	}
	height := float32(0)
	for _, tile := range o {
		height = max(height, tile.MinSize().Height)
	}
	if halved {
		n = (n + 1) / 2
	}
	width := (size.Width - gap*float32(n-1)) / float32(n)
	for i, tile := range o {
		tile.Move(fyne.NewPos(float32(i%n)*(width+gap), float32(i/n)*(height+gap)))
		tile.Resize(fyne.NewSize(width, height))
	}
}

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
