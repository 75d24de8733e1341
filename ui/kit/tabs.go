package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Tab is one choice of a row of tabs.
type Tab struct {
	ID   string
	Text string
}

// Tabs is a row of words of which one is chosen; the page shows what belongs
// to it. Left and Right step through them.
type Tabs struct {
	widget.BaseWidget
	// OnChanged gets the id of the tab that a person chose.
	OnChanged func(id string)

	tabs    []Tab
	at      int
	hovered int
	focused bool
	edges   []float32 // right edge of each tab
}

var (
	_ fyne.Focusable    = (*Tabs)(nil)
	_ fyne.Tappable     = (*Tabs)(nil)
	_ desktop.Hoverable = (*Tabs)(nil)
)

// NewTabs makes a row of tabs with the first one chosen.
func NewTabs(tabs []Tab, changed func(id string)) *Tabs {
	t := &Tabs{OnChanged: changed, tabs: tabs, hovered: -1}
	t.ExtendBaseWidget(t)
	return t
}

// SetTabs replaces the tabs and keeps the choice if it is still there.
func (t *Tabs) SetTabs(tabs []Tab) {
	id := t.Chosen()
	t.tabs, t.at, t.hovered = tabs, 0, -1
	for i, tab := range tabs {
		if tab.ID == id {
			t.at = i
		}
	}
	t.Refresh()
}

// Chosen is the id of the tab that is chosen, or empty.
func (t *Tabs) Chosen() string {
	if t.at >= len(t.tabs) {
		return ""
	}
	return t.tabs[t.at].ID
}

// SetChosen shows a tab as chosen without calling OnChanged.
func (t *Tabs) SetChosen(id string) {
	for i, tab := range t.tabs {
		if tab.ID == id {
			t.at = i
		}
	}
	t.Refresh()
}

// Choose does what a click on a tab does.
func (t *Tabs) Choose(id string) {
	t.SetChosen(id)
	if t.Chosen() == id && t.OnChanged != nil {
		t.OnChanged(id)
	}
}

func (t *Tabs) tabAt(x float32) int {
	for i, edge := range t.edges {
		if x < edge && i < len(t.tabs) {
			return i
		}
	}
	return -1
}

// Tapped is part of fyne.Tappable.
func (t *Tabs) Tapped(ev *fyne.PointEvent) {
	if i := t.tabAt(ev.Position.X); i >= 0 {
		t.Choose(t.tabs[i].ID)
	}
}

// TypedKey is part of fyne.Focusable: Left and Right step.
func (t *Tabs) TypedKey(ev *fyne.KeyEvent) {
	noteUse()
	to := t.at
	switch ev.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	default:
		forwardKey(t, ev)
		return
	}
	if to >= 0 && to < len(t.tabs) {
		t.Choose(t.tabs[to].ID)
	}
}

// TypedRune is part of fyne.Focusable.
func (t *Tabs) TypedRune(r rune) { forwardRune(t, r) }

// FocusGained is part of fyne.Focusable.
func (t *Tabs) FocusGained() {
	t.focused = true
	t.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (t *Tabs) FocusLost() {
	t.focused = false
	t.Refresh()
}

// MouseIn is part of desktop.Hoverable.
func (t *Tabs) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved is part of desktop.Hoverable.
func (t *Tabs) MouseMoved(ev *desktop.MouseEvent) {
	if i := t.tabAt(ev.Position.X); i != t.hovered {
		t.hovered = i
		t.Refresh()
	}
}

// MouseOut is part of desktop.Hoverable.
func (t *Tabs) MouseOut() {
	t.hovered = -1
	t.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	r := &tabsRenderer{t: t, mark: canvas.NewRectangle(Color(ColorPrimary)), rule: canvas.NewRectangle(Color(ColorLine))}
	r.Refresh()
	return r
}

type tabsRenderer struct {
	t          *Tabs
	mark, rule *canvas.Rectangle
	labels     []*canvas.Text
}

func (r *tabsRenderer) Destroy() {}

func (r *tabsRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.rule, r.mark}
	for _, l := range r.labels {
		all = append(all, l)
	}
	return all
}

// width is that of the bold text, so that nothing moves when a tab is chosen.
func (r *tabsRenderer) width(i int) float32 {
	return measure(r.t.tabs[i].Text, Size(SizeText), fyne.TextStyle{Bold: true}) + Space(5)
}

func (r *tabsRenderer) MinSize() fyne.Size {
	w := float32(0)
	for i := range r.t.tabs {
		w += r.width(i)
	}
	return fyne.NewSize(w, Size(SizeRow))
}

func (r *tabsRenderer) Layout(s fyne.Size) {
	place(r.rule, 0, s.Height-line(), s.Width, line())
	x := float32(0)
	r.t.edges = make([]float32, len(r.t.tabs))
	r.mark.Hidden = len(r.t.tabs) == 0
	for i, l := range r.labels {
		w := r.width(i)
		middle(l, x, w, s.Height)
		if i == r.t.at {
			place(r.mark, x+Space(1), s.Height-Space(1)/2-line(), w-Space(2), Space(1)/2+line())
		}
		x += w
		r.t.edges[i] = x
	}
}

func (r *tabsRenderer) Refresh() {
	for len(r.labels) < len(r.t.tabs) {
		r.labels = append(r.labels, canvas.NewText("", Color(ColorText)))
	}
	r.labels = r.labels[:len(r.t.tabs)]
	for i, l := range r.labels {
		chosen := i == r.t.at
		name := ColorMuted
		if chosen || i == r.t.hovered {
			name = ColorText
		}
		if chosen && r.t.focused {
			name = ColorPrimary
		}
		l.Text, l.Color, l.TextSize, l.Alignment = r.t.tabs[i].Text, Color(name), Size(SizeText), fyne.TextAlignCenter
		l.TextStyle.Bold = chosen
	}
	r.mark.FillColor, r.rule.FillColor = Color(ColorPrimary), Color(ColorLine)
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}
