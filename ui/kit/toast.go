package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
)

const (
	// ToastTime is how long a toast can be seen.
	ToastTime = 8 * time.Second
	// UndoTime is how long the last action can still be undone from the keyboard.
	UndoTime = 10 * time.Minute
)

// ToastHost is the layer of a window in which toasts appear, above the content
// and beside the way of the keyboard: a toast never takes the focus. The shell
// wraps its content in one.
type ToastHost struct {
	widget.BaseWidget
	content fyne.CanvasObject
	layer   *fyne.Container
	strips  *fyne.Container
	strip   *verdictStrip // nil: none is shown
	stop    func()
	last    lastAction
}

// lastAction is what can be undone after its toast is gone too.
type lastAction struct {
	text   string
	undo   func() // nil: there is nothing
	turn   int
	forget func() // stops the clock
}

// turns counts typing and actions, to tell which of them came last.
var turns int

func nextTurn() int {
	turns++
	return turns
}

// One host for each canvas, so that a page needs to know its canvas only.
var toastHosts = map[fyne.Canvas]*ToastHost{}

// NewToastHost puts the toast layer above the content of a window.
func NewToastHost(w fyne.Window, content fyne.CanvasObject) *ToastHost {
	places := &toastLayout{}
	h := &ToastHost{content: content, layer: container.New(places), strips: newStrips()}
	places.h = h
	h.ExtendBaseWidget(h)
	toastHosts[w.Canvas()] = h
	return h
}

// Toast says what was just done, for eight seconds, with a button that undoes
// it unless undo is nil. A new toast replaces the one before; what was done can
// be undone by UndoToast until something else can.
func Toast(c fyne.Canvas, text string, undo func()) {
	if h := toastHosts[c]; h != nil {
		h.show(text, undo)
	}
}

// UndoToast undoes what a toast of a canvas offered last, and says so; it
// returns false when there is nothing. The Undo command uses it.
func UndoToast(c fyne.Canvas) bool {
	h := toastHosts[c]
	if h == nil || h.last.undo == nil {
		return false
	}
	last := h.take()
	h.show(Printer().T("kit.toast.undoing", i18n.Args{"Action": last.text}), nil)
	last.undo()
	return true
}

// undoAfter says whether the last action of a canvas that can be undone came
// after a turn.
func undoAfter(c fyne.Canvas, turn int) bool {
	h := toastHosts[c]
	return h != nil && h.last.undo != nil && h.last.turn > turn
}

// take hands over what can be undone: nobody undoes it twice.
func (h *ToastHost) take() lastAction {
	last := h.last
	if last.forget != nil {
		last.forget()
	}
	h.last = lastAction{}
	return last
}

// Text is the text of the toast shown, or empty.
func (h *ToastHost) Text() string {
	if len(h.layer.Objects) == 0 {
		return ""
	}
	return h.layer.Objects[0].(*toastView).text
}

// Dismiss takes the toast away.
func (h *ToastHost) Dismiss() {
	if h.stop != nil {
		h.stop()
		h.stop = nil
	}
	h.layer.RemoveAll()
	Repaint(h.layer)
}

func (h *ToastHost) show(text string, undo func()) {
	h.Dismiss()
	var act func()
	if undo != nil {
		h.take()
		h.last = lastAction{text: text, undo: undo, turn: nextTurn(), forget: After(UndoTime, func() { h.take() })}
		act = func() {
			h.take()
			h.Dismiss()
			undo()
		}
	}
	h.layer.Add(newToastView(text, act))
	Repaint(h.layer)
	h.stop = After(ToastTime, h.Dismiss)
}

// CreateRenderer is part of fyne.Widget.
func (h *ToastHost) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(h.content, h.layer, h.strips))
}

// Where toasts are, in steps: in the strip at the top of the window, left of
// the field that finds people. There they cover neither rows nor buttons.
const (
	toastTop   = 1
	toastRight = 82
	toastWidth = 100
	toastLeast = 11 // height
)

// toastLayout puts the toast to its place.
type toastLayout struct{ h *ToastHost }

func (*toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l *toastLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	top := Space(toastTop)
	if strip := l.h.strip; strip != nil {
		top = Space(stripTop) + strip.view.MinSize().Height + Space(toastTop) // what can be undone is not covered
	}
	for _, o := range objects {
		m := o.MinSize()
		w := min(m.Width, s.Width-Space(8))
		place(o, max(s.Width-Space(toastRight)-w, Space(4)), top, w, m.Height)
	}
}

// toastView is the toast itself: a dark strip with an action.
type toastView struct {
	widget.BaseWidget
	text   string
	action *toastAction
}

func newToastView(text string, undo func()) *toastView {
	v := &toastView{text: text}
	if undo != nil {
		v.action = newToastAction(Printer().T("kit.toast.undo"), undo)
	}
	v.ExtendBaseWidget(v)
	return v
}

// lines are the text in a narrow column, and the room they take.
func (v *toastView) lines() (lines *fyne.Container, size fyne.Size) {
	room := Space(toastWidth)
	lines = VStack(0)
	for _, l := range wrap(v.text, room, Size(SizeText), fyne.TextStyle{}) {
		lines.Add(NewText(l, TextStyle{Color: ColorOnToast, Truncate: true}))
		size.Width = max(size.Width, min(measure(l, Size(SizeText), fyne.TextStyle{})+1, room))
	}
	size.Height = lines.MinSize().Height
	return lines, size
}

// CreateRenderer is part of fyne.Widget.
func (v *toastView) CreateRenderer() fyne.WidgetRenderer {
	bg := canvas.NewRectangle(Color(ColorToast))
	label, size := v.lines()
	r := &simpleRenderer{objects: []fyne.CanvasObject{bg, label}}
	action := float32(0)
	if v.action != nil {
		r.objects = append(r.objects, v.action)
		action = v.action.MinSize().Width + Space(2)
	}
	r.min = func() fyne.Size {
		return fyne.NewSize(size.Width+action+Space(8), max(size.Height+Space(3), Space(toastLeast)))
	}
	r.layout = func(s fyne.Size) {
		bg.Resize(s)
		middle(label, Space(4), s.Width-action-Space(8), s.Height)
		if v.action != nil {
			middle(v.action, s.Width-v.action.MinSize().Width-Space(2), v.action.MinSize().Width, s.Height)
		}
	}
	r.refresh = func() {
		bg.FillColor, bg.CornerRadius = Color(ColorToast), Size(SizeRadius)
		bg.Refresh()
	}
	r.refresh()
	return r
}

// toastAction is the button of a toast. It can be clicked but not focused.
type toastAction struct {
	widget.BaseWidget
	text string
	act  func()
}

func newToastAction(text string, act func()) *toastAction {
	a := &toastAction{text: text, act: act}
	a.ExtendBaseWidget(a)
	return a
}

// Tapped is part of fyne.Tappable.
func (a *toastAction) Tapped(*fyne.PointEvent) { a.act() }

// CreateRenderer is part of fyne.Widget.
func (a *toastAction) CreateRenderer() fyne.WidgetRenderer {
	icon := NewIconView(IconUndo, ColorToastAction)
	label := NewText(a.text, TextStyle{Color: ColorToastAction, Bold: true})
	return widget.NewSimpleRenderer(PadSides(1, 2, 1, 2, HStack(1, icon, label)))
}
