package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// troubleRow is one conflict as a sentence. A click goes to the session; so does Enter.
type troubleRow struct {
	kit.Touch
	v        *troubles
	conflict event.Conflict
	withdraw *kit.Button // those who have a place in what was taken out; nil: it is another conflict
}

var _ fyne.Focusable = (*troubleRow)(nil)

func newTroubleRow(v *troubles, c event.Conflict) *troubleRow {
	r := &troubleRow{v: v, conflict: c}
	if c.Kind == event.DroppedSession {
		r.withdraw = kit.NewButton(v.p.Printer.N("places.withdraw.count", len(c.People)), kit.IconNone, func() { v.p.onEmpty(c) })
	}
	r.OnStep = func(by int) { v.step(r, by) }
	r.Extend(r, r.open)
	return r
}

// open goes to the session.
func (r *troubleRow) open() {
	if s, ok := r.v.first(r.conflict); ok {
		r.v.p.goTo(s.ID)
		return
	}
	r.v.p.onDropped(r.conflict.Sessions[0])
}

// FocusGained is part of fyne.Focusable: the details follow.
func (r *troubleRow) FocusGained() {
	r.Touch.FocusGained()
	if s, ok := r.v.first(r.conflict); ok {
		r.v.p.choose(s)
	}
}

// CreateRenderer is part of fyne.Widget.
func (r *troubleRow) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(nil)
	words := kit.NewParagraph(r.v.p.sentence(r.conflict), kit.StyleBody)
	parts := kit.HStack(2, kit.Stretch(words))
	if r.withdraw != nil {
		parts.Add(container.NewCenter(r.withdraw))
	}
	parts.Add(kit.NewIconView(kit.IconChevronRight, kit.ColorMuted))
	row := kit.PadSides(2, 2, 2, 2, parts)
	return &troubleRenderer{r: r, ground: ground, words: words, row: row}
}

type troubleRenderer struct {
	r      *troubleRow
	ground *canvas.Rectangle
	words  *kit.Paragraph
	row    *fyne.Container
}

func (t *troubleRenderer) Destroy() {}

func (t *troubleRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{t.ground, t.row} }

func (t *troubleRenderer) MinSize() fyne.Size { return t.row.MinSize() }

func (t *troubleRenderer) Layout(s fyne.Size) {
	t.ground.Resize(s)
	t.row.Resize(s)
	t.paint()
}

func (t *troubleRenderer) Refresh() {
	t.paint()
	t.words.Refresh()
	canvas.Refresh(t.r)
}

func (t *troubleRenderer) paint() {
	fill := kit.ColorSurface
	switch {
	case t.r.Focused():
		fill = kit.ColorSelected
	case t.r.Hovered():
		fill = kit.ColorHover
	}
	t.ground.FillColor, t.ground.CornerRadius = kit.Color(fill), kit.Size(kit.SizeRadius)
	t.ground.Refresh()
}
