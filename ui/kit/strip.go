package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// stripWidth is how wide a strip with a verdict is at most, in steps.
const stripWidth = 160

// stripTop is how far below the upper edge it stands, in steps.
const stripTop = 2

// verdictStrip is a verdict in one line where the desk is not seen.
type verdictStrip struct {
	verdict Verdict
	view    fyne.CanvasObject
	stop    func()
}

// ShowVerdictStrip shows a verdict at the top of a window for as long as a toast, above the dialog that is open: its
// colour, its icon, its word, and who it is about. It takes neither the focus nor a key.
func ShowVerdictStrip(w fyne.Window, v Verdict) {
	h := toastHosts[w.Canvas()]
	if h == nil {
		return
	}
	h.dropStrip(w)
	s := &verdictStrip{verdict: v, view: v.strip()}
	s.stop = After(ToastTime, func() { h.dropStrip(w) })
	h.strip = s
	h.placeStrip(w)
}

// VerdictStrip is the verdict that the strip of a canvas shows; ok is false where there is none.
func VerdictStrip(c fyne.Canvas) (v Verdict, ok bool) {
	h := toastHosts[c]
	if h == nil || h.strip == nil {
		return v, false
	}
	return h.strip.verdict, true
}

// HideVerdictStrip takes the strip away: what it said is seen at the desk now.
func HideVerdictStrip(w fyne.Window) {
	if h := toastHosts[w.Canvas()]; h != nil {
		h.dropStrip(w)
	}
}

func (h *ToastHost) dropStrip(w fyne.Window) {
	if h.strip != nil {
		h.strip.stop()
		h.strip = nil
		h.placeStrip(w)
	}
}

// placeStrip puts the strip above everything, after a dialog was opened or closed too.
func (h *ToastHost) placeStrip(w fyne.Window) {
	h.strips.RemoveAll()
	d := openDialogs[w]
	if d != nil {
		d.modal.strips.RemoveAll()
	}
	switch {
	case h.strip == nil:
	case d != nil:
		d.modal.strips.Add(h.strip.view)
	default:
		h.strips.Add(h.strip.view)
	}
	Repaint(h.strips)
	h.layer.Refresh() // a toast makes room
	if d != nil {
		Repaint(d.modal.strips)
	}
}

// moveStrip does placeStrip for a window.
func moveStrip(w fyne.Window) {
	if h := toastHosts[w.Canvas()]; h != nil && h.strip != nil {
		h.placeStrip(w)
	}
}

func newStrips() *fyne.Container { return container.New(stripLayout{}) }

func (v Verdict) strip() fyne.CanvasObject {
	fill, border, text := v.Tone.solid()
	ground := canvas.NewRectangle(Color(fill))
	ground.CornerRadius = Size(SizeRadius)
	if border != "" {
		ground.StrokeColor, ground.StrokeWidth = Color(border), line()
	}
	icon := v.Icon
	if icon == IconNone {
		icon = v.Tone.Icon()
	}
	about := v.Name
	if about == "" && len(v.Lines) > 0 {
		about = v.Lines[0]
	}
	return container.NewStack(ground, PadSides(3, 5, 3, 5, HStack(4, NewIconViewSize(icon, text, Space(7)),
		NewText(v.Word, TextStyle{Size: SizeSection, Color: text, Bold: true}),
		Stretch(NewText(about, TextStyle{Size: SizeSection, Color: text, Truncate: true})))))
}

// stripLayout puts a strip into the middle of the upper edge.
type stripLayout struct{}

// MinSize is part of fyne.Layout: a strip lies over the window and asks for no room.
func (stripLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of fyne.Layout.
func (stripLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		w := min(Space(stripWidth), s.Width-Space(8))
		place(o, (s.Width-w)/2, Space(stripTop), w, o.MinSize().Height)
	}
}
