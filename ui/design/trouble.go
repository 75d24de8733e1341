package design

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// problem is something about a layout that will not print as one thinks.
type problem struct {
	back bool
	item int // or -1
	text string
	// person: it is not the layout, but of whom it is shown for
	person bool
}

// troubleList names what is wrong, quietly; a click goes there.
type troubleList struct {
	d     *Designer
	view  *fyne.Container
	title *kit.Text
	rows  *fyne.Container
	shown []problem
}

func newTroubleList(d *Designer) *troubleList {
	l := &troubleList{d: d, title: kit.NewText("", kit.StyleStrong.Truncated()), rows: kit.VStack(0)}
	l.view = kit.PadSides(3, 0, 0, 0, kit.VStack(1, l.title, container.New(&mostHeight{steps: 44}, kit.NewVScroll(l.rows))))
	l.view.Hide()
	return l
}

// mostHeight lets a list be as high as its rows, and no higher than some steps.
type mostHeight struct{ steps int }

// MinSize is part of fyne.Layout.
func (l *mostHeight) MinSize(o []fyne.CanvasObject) fyne.Size {
	scroll := o[0].(*kit.Scroll)
	return fyne.NewSize(scroll.MinSize().Width, min(scroll.Content.MinSize().Height, kit.Space(l.steps)))
}

// Layout is part of fyne.Layout.
func (l *mostHeight) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

// show names the problems, if they are others than before.
func (l *troubleList) show() {
	if slices.Equal(l.shown, l.d.problems) {
		return
	}
	l.shown = slices.Clone(l.d.problems)
	l.rows.RemoveAll()
	for _, p := range l.d.problems {
		l.rows.Add(newTroubleRow(l.d, p))
	}
	l.title.SetText(l.d.deps.Printer.N("design.problems", len(l.d.problems)))
	if was := l.view.Visible(); len(l.d.problems) == 0 {
		l.view.Hide()
	} else if !was {
		l.view.Show()
	}
	l.d.view.Refresh() // whose list is higher or lower now
}

// goTo chooses the item of a problem.
func (d *Designer) goTo(p problem) {
	if p.person {
		d.focusWho()
		return
	}
	d.sketch.turn(p.back)
	if p.item >= 0 {
		d.sketch.choose(p.item, false)
		d.showAll()
		d.focus()
		return
	}
	d.showAll()
	d.onStock()
}

// troubleRow is one problem.
type troubleRow struct {
	widget.BaseWidget
	pressable
	text *kit.Paragraph
}

func newTroubleRow(d *Designer, p problem) *troubleRow {
	r := &troubleRow{text: kit.NewParagraph(p.text, kit.TextStyle{Size: kit.SizeSmall})}
	r.pressable = pressable{d: d, onPress: func() { d.goTo(p) }, onLight: func(bool) { r.Refresh() }}
	r.text.SetPreferredWidth(kit.Space(designLeft - 9))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of fyne.Widget.
func (r *troubleRow) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	icon := container.NewVBox(kit.NewIconViewSize(kit.IconWarning, kit.ColorWarning, kit.Space(4)))
	body := kit.PadSides(1, 1, 1, 1, container.NewBorder(nil, nil, kit.PadSides(0, 1, 0, 0, icon), nil, r.text))
	return &troubleRenderer{r: r, ground: ground, WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(ground, body))}
}

type troubleRenderer struct {
	fyne.WidgetRenderer
	r      *troubleRow
	ground *canvas.Rectangle
}

func (t *troubleRenderer) Refresh() {
	t.ground.FillColor, t.ground.StrokeWidth = color.Transparent, 0
	t.ground.CornerRadius = kit.Size(kit.SizeRadius)
	if t.r.hovered {
		t.ground.FillColor = kit.Color(kit.ColorHover)
	}
	if t.r.focused {
		t.ground.StrokeColor, t.ground.StrokeWidth = kit.Color(kit.ColorPrimary), 2
	}
	t.ground.Refresh()
	t.WidgetRenderer.Refresh()
}
