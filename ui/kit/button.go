package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ButtonKind is the weight of a button on its screen.
type ButtonKind int

// The kinds of buttons. A screen has one primary button at most.
const (
	ButtonPlain ButtonKind = iota
	ButtonPrimary
	ButtonDanger
	ButtonQuiet // without a border: in rows, toolbars and toasts
)

// Button is a button with our borders, which Enter and Space press.
type Button struct {
	widget.DisableableWidget
	text     string
	icon     Icon
	kind     ButtonKind
	color    fyne.ThemeColorName // of a quiet button; empty: ColorText
	onTapped func()

	hovered, focused, pressed bool
}

var (
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
	_ desktop.Mouseable = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
)

// NewButton makes a plain button.
func NewButton(text string, icon Icon, tapped func()) *Button {
	return newButton(ButtonPlain, text, icon, tapped)
}

// NewPrimary makes the one main button of a screen.
func NewPrimary(text string, icon Icon, tapped func()) *Button {
	return newButton(ButtonPrimary, text, icon, tapped)
}

// NewDanger makes a button that removes or withdraws something.
func NewDanger(text string, icon Icon, tapped func()) *Button {
	return newButton(ButtonDanger, text, icon, tapped)
}

// NewQuiet makes a button without a border.
func NewQuiet(text string, icon Icon, tapped func()) *Button {
	return newButton(ButtonQuiet, text, icon, tapped)
}

func newButton(kind ButtonKind, text string, icon Icon, tapped func()) *Button {
	b := &Button{text: text, icon: icon, kind: kind, onTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Text is the label.
func (b *Button) Text() string { return b.text }

// SetText changes the label.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// SetIcon changes the icon.
func (b *Button) SetIcon(icon Icon) {
	if b.icon != icon {
		b.icon = icon
		b.Refresh()
	}
}

// SetEnabled enables or disables the button.
func (b *Button) SetEnabled(enabled bool) {
	if enabled {
		b.Enable()
	} else {
		b.Disable()
	}
}

// SetPrimary makes the button the main one of its screen, or a plain one: which
// one is the main one may depend on what is being done.
func (b *Button) SetPrimary(primary bool) {
	kind := ButtonPlain
	if primary {
		kind = ButtonPrimary
	}
	if b.kind != kind {
		b.kind = kind
		b.Refresh()
	}
}

// Primary says whether the button is the main one.
func (b *Button) Primary() bool { return b.kind == ButtonPrimary }

// OnTapped replaces what the button does.
func (b *Button) OnTapped(f func()) { b.onTapped = f }

// Press does what a click does.
func (b *Button) Press() {
	if !b.Disabled() && b.onTapped != nil {
		b.onTapped()
	}
}

// Tapped is part of fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) { b.Press() }

// MouseDown is part of desktop.Mouseable.
func (b *Button) MouseDown(*desktop.MouseEvent) { b.setPressed(true) }

// MouseUp is part of desktop.Mouseable.
func (b *Button) MouseUp(*desktop.MouseEvent) { b.setPressed(false) }

func (b *Button) setPressed(pressed bool) {
	b.pressed = pressed
	b.Refresh()
}

// MouseIn is part of desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
}

// MouseMoved is part of desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (b *Button) MouseOut() {
	b.hovered, b.pressed = false, false
	b.Refresh()
}

// FocusGained is part of fyne.Focusable.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (b *Button) FocusLost() {
	b.focused = false
	b.Refresh()
}

// TypedRune is part of fyne.Focusable.
func (b *Button) TypedRune(r rune) { forwardRune(b, r) }

// TypedKey is part of fyne.Focusable.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	noteUse()
	if isEnter(ev) || ev.Name == fyne.KeySpace {
		b.Press()
		return
	}
	forwardKey(b, ev)
}

// AccessibilityLabel is part of fyne.Accessible.
func (b *Button) AccessibilityLabel() string {
	if b.text != "" {
		return b.text
	}
	return string(b.icon)
}

// AccessibilityRole is part of fyne.Accessible.
func (b *Button) AccessibilityRole() fyne.AccessibleRole {
	return fyne.AccessibleRoleButton
}

// colours are the names of what a button is painted with in its state.
func (b *Button) colours() (fill, border, text fyne.ThemeColorName) {
	if b.Disabled() {
		switch b.kind {
		case ButtonQuiet:
			return "", "", ColorDisabled
		case ButtonPlain:
			return ColorSurface, ColorLine, ColorDisabled
		}
		return ColorNeutralSoft, ColorLine, ColorDisabled
	}
	switch b.kind {
	case ButtonPrimary:
		return ColorPrimary, "", ColorOnPrimary
	case ButtonDanger:
		fill, border, text = ColorSurface, ColorRefused, ColorRefused
	case ButtonQuiet:
		text = ColorText
		if b.color != "" {
			text = b.color
		}
	default:
		fill, border, text = ColorSurface, ColorBorder, ColorText
	}
	if b.pressed {
		fill = ColorPressed
	} else if b.hovered {
		fill = ColorHover
	}
	return fill, border, text
}

// CreateRenderer is part of fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b:     b,
		bg:    canvas.NewRectangle(color.Transparent),
		veil:  canvas.NewRectangle(color.Transparent),
		ring:  canvas.NewRectangle(color.Transparent),
		label: canvas.NewText("", color.Transparent),
		image: canvas.NewImageFromResource(nil),
	}
	r.image.FillMode = canvas.ImageFillContain
	r.apply()
	return r
}

type buttonRenderer struct {
	b              *Button
	bg, veil, ring *canvas.Rectangle
	label          *canvas.Text
	image          *canvas.Image
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bg, r.veil, r.label, r.image, r.ring}
}

func (r *buttonRenderer) padding() float32 {
	if r.b.text == "" {
		return Space(1)
	}
	if r.b.kind == ButtonQuiet {
		return Space(2)
	}
	return Space(3)
}

func (r *buttonRenderer) textSize() fyne.Size {
	return fyne.MeasureText(r.b.text, Size(SizeText), r.label.TextStyle)
}

func (r *buttonRenderer) contentWidth() float32 {
	w := float32(0)
	if r.b.text != "" {
		w = r.textSize().Width
	}
	if r.b.icon != IconNone {
		if w > 0 {
			w += Space(2)
		}
		w += Size(SizeIcon)
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	w := r.contentWidth() + 2*r.padding()
	h := Size(SizeRow)
	return fyne.NewSize(max(w, h), h)
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	r.bg.Resize(s)
	r.veil.Resize(s)
	if r.b.kind == ButtonPrimary {
		place(r.ring, 3, 3, s.Width-6, s.Height-6)
	} else {
		place(r.ring, 0, 0, s.Width, s.Height)
	}
	x := max((s.Width-r.contentWidth())/2, r.padding())
	if r.b.icon != IconNone {
		side := Size(SizeIcon)
		place(r.image, x, (s.Height-side)/2, side, side)
		x += side + Space(2)
	}
	room := s.Width - x - r.padding()
	r.label.Text = ellipsis(r.b.text, room+1, r.label.TextSize, r.label.TextStyle)
	th := r.textSize().Height
	place(r.label, x, (s.Height-th)/2, room, th)
}

func (r *buttonRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *buttonRenderer) apply() {
	b := r.b
	fill, border, text := b.colours()
	radius := Size(SizeRadius)
	r.bg.CornerRadius, r.veil.CornerRadius, r.ring.CornerRadius = radius, radius, radius
	r.bg.FillColor, r.bg.StrokeColor, r.bg.StrokeWidth = color.Transparent, color.Transparent, 0
	if fill != "" {
		r.bg.FillColor = Color(fill)
	}
	if border != "" {
		r.bg.StrokeColor, r.bg.StrokeWidth = Color(border), line()
	}
	r.veil.FillColor = color.Transparent
	if b.kind == ButtonPrimary && !b.Disabled() {
		// A primary button darkens instead of changing its colour.
		switch {
		case b.pressed:
			r.veil.FillColor = rgba(0x000000, 0x30)
		case b.hovered:
			r.veil.FillColor = rgba(0x000000, 0x18)
		}
	}
	r.ring.StrokeWidth, r.ring.StrokeColor = 0, color.Transparent
	if b.focused && !b.Disabled() {
		r.ring.StrokeWidth, r.ring.StrokeColor = 2, Color(ColorPrimary)
		if b.kind == ButtonPrimary {
			r.ring.StrokeWidth, r.ring.StrokeColor = 1, Color(ColorOnPrimary)
			r.ring.CornerRadius = radius - 3
		}
	}
	r.label.Text, r.label.Color, r.label.TextSize = b.text, Color(text), Size(SizeText)
	r.label.TextStyle = fyne.TextStyle{Bold: b.kind == ButtonPrimary || b.kind == ButtonDanger}
	if b.icon == IconNone {
		r.image.Hide()
		return
	}
	r.image.Resource = b.icon.Resource(text)
	r.image.Show()
	r.image.Refresh()
}
