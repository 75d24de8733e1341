package help

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event/help"
	"zlot/ui/kit"
)

// Steps of room: between blocks, above a heading, before the words of an item, and inside a note.
const (
	blockGap   = 2
	headingGap = 3
	itemIndent = 6
	notePad    = 3
)

// article puts a topic below its title.
type article struct {
	d    *Drawer
	view *fyne.Container
	// blocks are the objects of the topic's blocks, to scroll to.
	blocks []fyne.CanvasObject
}

func (d *Drawer) newArticle(t help.Topic) *article {
	a := &article{d: d, view: kit.VStack(blockGap)}
	title := kit.NewParagraph(t.Title, kit.StylePage)
	title.SetPreferredWidth(d.textWidth)
	a.view.Add(title)
	a.view.Add(d.muted(t.Summary))
	a.view.Add(kit.Gap(1))
	for _, b := range t.Blocks {
		o := a.block(b)
		a.blocks = append(a.blocks, o)
		a.view.Add(o)
	}
	return a
}

// indented is the width of text that stands further in.
func (d *Drawer) indented(steps int) func() float32 {
	return func() float32 { return d.textWidth - kit.Space(steps) }
}

func (d *Drawer) muted(text string) *flow {
	f := newFlow([]help.Span{{Text: text}}, d.indented(0), nil)
	f.color = kit.ColorMuted
	return f
}

func (a *article) block(b help.Block) fyne.CanvasObject {
	d := a.d
	switch b.Kind {
	case help.Heading:
		return kit.PadSides(headingGap, 0, 0, 0, d.heading(b.Text()))
	case help.Item:
		mark := "•"
		if b.Number > 0 {
			mark = strconv.Itoa(b.Number) + "."
		}
		words := newFlow(b.Spans, d.indented(itemIndent), d.Follow)
		return container.New(&itemLayout{}, kit.NewText(mark, kit.StyleStrong.In(kit.ColorMuted)), words)
	case help.Note:
		return newNote(newFlow(b.Spans, d.indented(2*notePad+1), d.Follow))
	case help.Picture:
		return a.picture(b)
	}
	return newFlow(b.Spans, d.indented(0), d.Follow)
}

func (d *Drawer) heading(text string) fyne.CanvasObject {
	f := newFlow([]help.Span{{Text: text, Style: help.Name}}, d.indented(0), nil)
	f.size = kit.SizeSection
	return f
}

func (a *article) picture(b help.Block) fyne.CanvasObject {
	d := a.d
	p := newPicture(b.Picture, d.Printer.Lang(), b.Text(), d.indented(0), func(full image.Image) { d.enlarge(b.Text(), full) })
	caption := newFlow(b.Spans, d.indented(0), d.Follow)
	caption.size, caption.color = kit.SizeSmall, kit.ColorMuted
	if p == nil {
		return caption
	}
	return kit.VStack(1, p, caption)
}

// itemLayout puts the mark of an item before its words.
type itemLayout struct{}

func (itemLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[1].MinSize()
	return fyne.NewSize(m.Width+kit.Space(itemIndent), m.Height)
}

func (itemLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	// On the baseline of the first line, which has some room above.
	o[0].Resize(o[0].MinSize())
	o[0].Move(fyne.NewPos(kit.Space(1), o[0].MinSize().Height*(leading-1)/2))
	o[1].Move(fyne.NewPos(kit.Space(itemIndent), 0))
	o[1].Resize(fyne.NewSize(size.Width-kit.Space(itemIndent), size.Height))
}

// note is text on a quiet ground, with a bar at its left edge.
type note struct {
	widget.BaseWidget
	words fyne.CanvasObject
}

func newNote(words fyne.CanvasObject) *note {
	n := &note{words: words}
	n.ExtendBaseWidget(n)
	return n
}

// CreateRenderer is part of fyne.Widget.
func (n *note) CreateRenderer() fyne.WidgetRenderer {
	r := &noteRenderer{n: n, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type noteRenderer struct {
	n           *note
	ground, bar *canvas.Rectangle
}

func (r *noteRenderer) Destroy() {}

func (r *noteRenderer) MinSize() fyne.Size {
	return r.n.words.MinSize().AddWidthHeight(kit.Space(2*notePad+1), kit.Space(2*notePad-2))
}

func (r *noteRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.n.words}
}

func (r *noteRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.bar.Resize(fyne.NewSize(3, size.Height))
	r.n.words.Move(fyne.NewPos(kit.Space(notePad+1), kit.Space(notePad-1)))
	r.n.words.Resize(size.SubtractWidthHeight(kit.Space(2*notePad+1), kit.Space(2*notePad-2)))
}

func (r *noteRenderer) Refresh() {
	r.paint()
	r.ground.Refresh()
	r.bar.Refresh()
	r.n.words.Refresh()
}

func (r *noteRenderer) paint() {
	r.ground.FillColor, r.bar.FillColor = kit.Color(kit.ToneInfo.Soft()), kit.Color(kit.ColorPrimary)
}
