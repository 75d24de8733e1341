package checkin

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// kindIcons are the symbols of what a checkpoint is.
var kindIcons = map[event.CheckpointKind]kit.Icon{
	event.Desk: kit.IconScan, event.Door: kit.IconDoorIn, event.Meal: kit.IconMeal, event.Gift: kit.IconGift,
}

// pointBar is the row of checkpoints: the present one large and in colour, so
// that nobody scans at the wrong door, the others small with their keys. It
// opens no menu: what a menu covers a scan could not reach.
type pointBar struct {
	view   *fyne.Container
	choose func(id string)
	more   *pointTab
	shown  []event.Checkpoint
	now    string
	left   int // how many have no room
}

func newPointBar(choose func(id string), more func()) *pointBar {
	b := &pointBar{choose: choose}
	b.more = newPointTab(more)
	b.view = container.New(&barLayout{b})
	return b
}

// set shows the checkpoints of the event.
func (b *pointBar) set(points []event.Checkpoint, now string, key func(id string) string) {
	b.shown, b.now = points, now
	b.view.RemoveAll()
	for _, c := range points {
		tab := newPointTab(func() { b.choose(c.ID) })
		tab.set(kindIcons[c.Kind], key(c.ID), c.Title, c.ID == now)
		b.view.Add(tab)
	}
	b.view.Add(b.more)
	b.view.Refresh()
}

// count says how many have no room. It is called while the bar is laid out, and
// touches nothing that stays the same.
func (b *pointBar) count(left int) {
	if b.left != left {
		b.left = left
		b.more.set(kit.IconMore, "", "+"+strconv.Itoa(left), false)
	}
}

// barLayout gives the present checkpoint what its title needs, and shows as
// many of the others as there is room for; the last tab counts the rest.
type barLayout struct{ b *pointBar }

const (
	tabLeast  = 30 // steps
	tabMost   = 46
	moreWidth = 24
	nowMost   = 0.5 // share of the width
)

// MinSize is part of fyne.Layout.
func (l *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(tabLeast), kit.Size(kit.SizeTouch))
}

// Layout is part of fyne.Layout.
func (l *barLayout) Layout(tabs []fyne.CanvasObject, s fyne.Size) {
	if len(tabs) == 0 {
		return
	}
	gap, points := kit.Space(2), tabs[:len(tabs)-1]
	widths := make([]float32, len(points))
	free := s.Width
	for i, tab := range points {
		if l.b.shown[i].ID == l.b.now {
			widths[i] = min(tab.MinSize().Width, s.Width*nowMost)
			free -= widths[i] + gap
		}
	}
	rest := kit.Space(moreWidth)
	left := 0
	for i, tab := range points {
		if widths[i] > 0 {
			continue
		}
		w := min(tab.MinSize().Width, kit.Space(tabMost))
		if left > 0 || free < w+gap+rest {
			left++
			continue
		}
		widths[i] = w
		free -= w + gap
	}
	x := float32(0)
	for i, tab := range points {
		if widths[i] == 0 {
			tab.Hide()
			continue
		}
		tab.Show()
		tab.Move(fyne.NewPos(x, 0))
		tab.Resize(fyne.NewSize(widths[i], s.Height))
		x += widths[i] + gap
	}
	l.b.more.Hidden = left == 0
	l.b.count(left)
	l.b.more.Move(fyne.NewPos(x, 0))
	l.b.more.Resize(fyne.NewSize(rest, s.Height))
}

// pointTab is one checkpoint. It can be clicked and never takes the focus.
type pointTab struct {
	kit.Spot
	icon  *kit.IconView
	key   *kit.Text
	title *kit.Text
	face  *fyne.Container
	now   bool
}

func newPointTab(act func()) *pointTab {
	t := &pointTab{icon: kit.NewIconView(kit.IconMore, kit.ColorMuted),
		key: kit.NewText("", kit.StyleSmall), title: kit.NewText("", kit.StyleBody.Truncated())}
	t.face = container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 3, container.NewCenter(t.icon)),
		kit.PadSides(0, 3, 0, 2, container.NewCenter(t.key)), container.New(middleLayout{}, t.title))
	t.Extend(t, act)
	return t
}

func (t *pointTab) set(icon kit.Icon, key, title string, now bool) {
	t.now = now
	color, style := kit.ColorMuted, kit.StyleBody.Truncated()
	if now {
		color = kit.ColorOnPrimary
		style = kit.TextStyle{Size: kit.SizePage, Bold: true, Color: color, Truncate: true}
	}
	t.icon.Set(icon, color)
	t.key.SetStyle(kit.StyleSmall.In(color))
	t.key.SetText(key)
	t.title.SetStyle(style)
	t.title.SetText(title)
	t.Refresh()
}

// MinSize is part of fyne.CanvasObject: as wide as the whole title.
func (t *pointTab) MinSize() fyne.Size {
	size, bold := kit.SizeText, false
	if t.now {
		size, bold = kit.SizePage, true
	}
	title := fyne.MeasureText(t.title.Text(), kit.Size(size), fyne.TextStyle{Bold: bold}).Width
	return fyne.NewSize(title+kit.Size(kit.SizeIcon)+t.key.MinSize().Width+kit.Space(15), kit.Size(kit.SizeTouch))
}

// CreateRenderer is part of fyne.Widget.
func (t *pointTab) CreateRenderer() fyne.WidgetRenderer {
	r := &pointRenderer{t: t, back: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type pointRenderer struct {
	t    *pointTab
	back *canvas.Rectangle
}

func (r *pointRenderer) Destroy()                     {}
func (r *pointRenderer) MinSize() fyne.Size           { return r.t.face.MinSize() }
func (r *pointRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.t.face} }

func (r *pointRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	r.t.face.Resize(s)
}

func (r *pointRenderer) Refresh() {
	r.paint()
	r.back.Refresh()
	r.t.face.Refresh()
}

func (r *pointRenderer) paint() {
	r.back.CornerRadius = kit.Size(kit.SizeRadius)
	r.back.StrokeColor, r.back.StrokeWidth = nil, 0
	switch {
	case r.t.now:
		r.back.FillColor = kit.Color(kit.ColorPrimary)
	case r.t.Hovered():
		r.back.FillColor = kit.Color(kit.ColorHover)
	default:
		r.back.FillColor = kit.Color(kit.ColorSurface)
		r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.ColorLine), 1
	}
}

// middleLayout puts its object at full width in the middle of the height.
type middleLayout struct{}

// MinSize is part of fyne.Layout.
func (middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout is part of fyne.Layout.
func (middleLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	high := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (s.Height-high)/2))
	o[0].Resize(fyne.NewSize(s.Width, high))
}
