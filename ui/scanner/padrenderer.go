package scanner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/ui/kit"
)

// The measures of the keys, in steps.
const (
	keyWidth  = 6
	keyHeight = 11
	keyGap    = 1
	padEdge   = 3
	padRows   = 3
)

// padRenderer paints a key for each character, with what should be there under those that are wrong.
type padRenderer struct {
	p       *pad
	objects []fyne.CanvasObject
	built   fyne.Size
}

func (r *padRenderer) Destroy()                     {}
func (r *padRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Layout makes nothing new while the size stays.
func (r *padRenderer) Layout(size fyne.Size) {
	if size != r.built {
		r.build(size)
	}
}

func (r *padRenderer) MinSize() fyne.Size {
	return fyne.NewSize(kit.Space(60), kit.Space(2*padEdge+padRows*(keyHeight+keyGap)))
}

func (r *padRenderer) Refresh() {
	r.build(r.p.Size())
	canvas.Refresh(r.p)
}

func (r *padRenderer) build(size fyne.Size) {
	r.built = size
	ground := canvas.NewRectangle(kit.Color(kit.ColorInput))
	ground.CornerRadius, ground.StrokeWidth = kit.Size(kit.SizeRadius), 1
	ground.StrokeColor = kit.Color(kit.ColorBorder)
	if r.p.focused {
		ground.StrokeColor, ground.StrokeWidth = kit.Color(kit.ColorPrimary), 2
	}
	ground.Resize(size)
	r.objects = []fyne.CanvasObject{ground}
	if len(r.p.typed) == 0 {
		r.paintHint(size)
		return
	}
	edge, gap, height := kit.Space(padEdge), kit.Space(keyGap), kit.Space(keyHeight)
	at := fyne.NewPos(edge, edge)
	for i, key := range r.p.typed {
		label := r.p.label(key)
		width := max(kit.Space(keyWidth), fyne.MeasureText(label, labelSize(label), fyne.TextStyle{Bold: true}).Width+kit.Space(3))
		if at.X+width > size.Width-edge {
			at = fyne.NewPos(edge, at.Y+height+gap)
		}
		if at.Y+height > size.Height {
			return // the rest has no room; the result is about all of it
		}
		want, wrong := r.p.wrong[i]
		below := ""
		if want != 0 {
			below = r.p.label(want)
		}
		r.paintKey(at, fyne.NewSize(width, height), label, wrong, below)
		at.X += width + gap
	}
}

func (r *padRenderer) paintHint(size fyne.Size) {
	text := canvas.NewText(r.p.hint, kit.Color(kit.ColorMuted))
	text.TextSize = kit.Size(kit.SizeText)
	least := text.MinSize()
	text.Move(fyne.NewPos(max((size.Width-least.Width)/2, 0), (size.Height-least.Height)/2))
	text.Resize(least)
	r.objects = append(r.objects, text)
}

// paintKey paints a key; want is what should be there, where it is wrong.
func (r *padRenderer) paintKey(at fyne.Position, size fyne.Size, label string, wrong bool, want string) {
	fill, ink := kit.ColorNeutralSoft, kit.ColorText
	if wrong {
		fill, ink = kit.ColorRefusedSoft, kit.ColorRefused
	}
	cap := canvas.NewRectangle(kit.Color(fill))
	cap.CornerRadius = kit.Size(kit.SizeRadius) / 2
	cap.Move(at)
	cap.Resize(size)
	r.objects = append(r.objects, cap)
	upper := size
	if want != "" {
		upper.Height = size.Height * 0.6
	}
	r.paintText(at, upper, label, labelSize(label), ink, true)
	if want != "" {
		lower := fyne.NewSize(size.Width, size.Height-upper.Height)
		r.paintText(at.AddXY(0, upper.Height-kit.Space(1)), lower, want, kit.Size(kit.SizeSmall), kit.ColorMuted, false)
	}
}

func (r *padRenderer) paintText(at fyne.Position, size fyne.Size, label string, height float32, ink fyne.ThemeColorName, bold bool) {
	text := canvas.NewText(label, kit.Color(ink))
	text.TextSize, text.TextStyle.Bold, text.Alignment = height, bold, fyne.TextAlignCenter
	least := text.MinSize()
	text.Move(at.AddXY(0, (size.Height-least.Height)/2))
	text.Resize(fyne.NewSize(size.Width, least.Height))
	r.objects = append(r.objects, text)
}

// labelSize is smaller for keys that have a name.
func labelSize(label string) float32 {
	if len([]rune(label)) > 1 {
		return kit.Size(kit.SizeSmall)
	}
	return kit.Size(kit.SizeSection)
}
