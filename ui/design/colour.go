package design

import (
	"image/color"
	"regexp"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/ui/kit"
)

// swatches are the colours that are offered: the ink (or nothing, behind things), that of the role, and quiet ones
// that white or black words can be read on.
var swatches = []string{"", event.RoleColour, "#1f2937", "#5b6573", "#ffffff", "#1f5fa8", "#0f6b66", "#1b7245", "#96540a", "#b3261e", "#6d3fa3"}

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// parseColour reads a colour as it stands in a layout.
func parseColour(s string) (color.NRGBA, bool) {
	if !hexColour.MatchString(s) {
		return color.NRGBA{}, false
	}
	v, err := strconv.ParseUint(s[1:], 16, 32)
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}, err == nil
}

// colours is the input for a colour: a row to choose from, and its number for any other.
type colours struct {
	p     *props
	row   *swatchRow
	entry *kit.Entry
	field *kit.Field
	value func(*event.LayoutItem) *string
	name  string
	view  fyne.CanvasObject
}

func newColours(p *props, label string, fill bool, value func(*event.LayoutItem) *string) *colours {
	c := &colours{p: p, value: value, name: label}
	t := p.d.deps.Printer.T
	c.row = newSwatchRow(p.d, fill, func(s string) {
		p.d.sketch.pause()
		p.set("", func(i *event.LayoutItem) { *value(i) = s })
	})
	c.entry = kit.NewEntry(t("design.colour.hint"))
	c.entry.SetMinWidth(kit.Space(15))
	c.entry.OnChanged = func(text string) {
		if s, ok := c.typed(text); ok {
			c.field.SetError("")
			p.set(label, func(i *event.LayoutItem) { *value(i) = s })
		}
	}
	c.entry.OnEscape = func() bool { p.d.focus(); return true }
	c.entry.OnSubmitted = func(string) { p.d.focus() }
	c.field = kit.NewField(label, c.entry, "")
	c.field.OnEdit = func() {}
	c.entry.OnFocusLost = func() {
		if _, ok := c.typed(c.entry.Text); !ok {
			c.field.SetError(t("design.colour.wrong"))
		}
		p.d.sketch.pause()
	}
	c.view = kit.VStack(1, c.field, c.row)
	return c
}

// typed is the colour that somebody wrote: its number, or a word for those that have one.
func (c *colours) typed(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text != "" && text[0] != '#' {
		if _, err := strconv.ParseUint(text, 16, 32); err == nil {
			text = "#" + text
		}
	}
	if hexColour.MatchString(text) {
		return text, true
	}
	for _, s := range []string{"", event.RoleColour} {
		if text == strings.ToLower(c.row.word(s)) {
			return s, true
		}
	}
	return "", text == ""
}

func (c *colours) object() fyne.CanvasObject { return c.view }
func (c *colours) focusable() fyne.Focusable { return c.entry }

func (c *colours) show(i event.LayoutItem) {
	v := *c.value(&i)
	if v == "" && c.row.fill && i.Kind == event.ItemBand {
		v = event.RoleColour // what a band has unless it says otherwise
	}
	c.row.usual = color.NRGBA(darkInk)
	switch i.Kind {
	case event.ItemBand:
		c.row.usual = sheetWhite
	case event.ItemLine, event.ItemBox:
		c.row.usual = markFaint
	}
	c.row.set(v)
	if s, ok := c.typed(c.entry.Text); ok && s == v && c.entry.Text != "" {
		return
	}
	word := v
	if v == "" || v == event.RoleColour {
		word = c.row.word(v)
	}
	c.entry.SetText(word)
	c.field.SetError("")
}

// swatchRow is the row of colours to click on.
type swatchRow struct {
	widget.BaseWidget
	d       *Designer
	fill    bool
	chosen  string
	usual   color.NRGBA // what no colour means
	at      int         // of the keyboard
	hovered int
	focused bool
	pick    func(string)
}

var (
	_ fyne.Focusable    = (*swatchRow)(nil)
	_ fyne.Tappable     = (*swatchRow)(nil)
	_ desktop.Hoverable = (*swatchRow)(nil)
)

func newSwatchRow(d *Designer, fill bool, pick func(string)) *swatchRow {
	r := &swatchRow{d: d, fill: fill, pick: pick, hovered: -1}
	r.ExtendBaseWidget(r)
	return r
}

// word is what a colour without a number is called.
func (r *swatchRow) word(s string) string {
	t := r.d.deps.Printer.T
	switch {
	case s == event.RoleColour:
		return t("design.colour.role")
	case s == "" && r.fill:
		return t("design.colour.none")
	case s == "":
		return t("design.colour.ink")
	}
	return s
}

func (r *swatchRow) set(s string) {
	if r.chosen != s {
		r.chosen = s
		r.Refresh()
	}
}

// cell is the room of one colour.
func (r *swatchRow) cell() float32 { return kit.Space(5) }

func (r *swatchRow) cellAt(p fyne.Position) int {
	if i := int(p.X / r.cell()); p.X >= 0 && i < len(swatches) {
		return i
	}
	return -1
}

func (r *swatchRow) choose(i int) {
	if i >= 0 {
		r.at = i
		r.pick(swatches[i])
		r.Refresh()
	}
}

// Tapped is part of fyne.Tappable.
func (r *swatchRow) Tapped(ev *fyne.PointEvent) { r.choose(r.cellAt(ev.Position)) }

// TypedKey is part of fyne.Focusable.
func (r *swatchRow) TypedKey(ev *fyne.KeyEvent) {
	kit.NoteUse()
	switch ev.Name {
	case fyne.KeyLeft:
		r.choose(max(r.at-1, 0))
	case fyne.KeyRight:
		r.choose(min(r.at+1, len(swatches)-1))
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.choose(r.at)
	case fyne.KeyEscape:
		r.d.focus()
	default:
		if handle := r.d.deps.Window.Canvas().OnTypedKey(); handle != nil {
			handle(ev)
		}
	}
}

// TypedRune is part of fyne.Focusable.
func (r *swatchRow) TypedRune(c rune) { r.d.typedRune(c) }

// FocusGained is part of fyne.Focusable.
func (r *swatchRow) FocusGained() {
	r.focused, r.at = true, 0
	for i, s := range swatches {
		if s == r.chosen {
			r.at = i
		}
	}
	r.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (r *swatchRow) FocusLost() {
	r.focused = false
	r.Refresh()
}

// MouseIn is part of desktop.Hoverable.
func (r *swatchRow) MouseIn(ev *desktop.MouseEvent) { r.MouseMoved(ev) }

// MouseMoved is part of desktop.Hoverable.
func (r *swatchRow) MouseMoved(ev *desktop.MouseEvent) {
	if i := r.cellAt(ev.Position); i != r.hovered {
		r.hovered = i
		if i >= 0 {
			r.d.hint.SetText(r.word(swatches[i]))
		}
	}
}

// MouseOut is part of desktop.Hoverable.
func (r *swatchRow) MouseOut() {
	r.hovered = -1
	r.d.say()
}

// CreateRenderer is part of fyne.Widget.
func (r *swatchRow) CreateRenderer() fyne.WidgetRenderer {
	p := &swatchRenderer{r: r}
	add := func() *canvas.Rectangle {
		o := canvas.NewRectangle(color.Transparent)
		p.objects = append(p.objects, o)
		return o
	}
	for range swatches {
		p.dots = append(p.dots, add())
	}
	p.half, p.strike, p.ring = add(), canvas.NewLine(color.Transparent), add()
	p.objects = append(p.objects, p.strike)
	p.paint()
	return p
}

type swatchRenderer struct {
	r          *swatchRow
	dots       []*canvas.Rectangle
	half, ring *canvas.Rectangle // of the colour of the role; around what is chosen
	strike     *canvas.Line      // through no colour
	objects    []fyne.CanvasObject
}

func (p *swatchRenderer) Destroy()                     {}
func (p *swatchRenderer) Objects() []fyne.CanvasObject { return p.objects }
func (p *swatchRenderer) Layout(fyne.Size)             { p.paint() }
func (p *swatchRenderer) MinSize() fyne.Size {
	return fyne.NewSize(p.r.cell()*float32(len(swatches)), kit.Space(6))
}
func (p *swatchRenderer) Refresh() {
	p.paint()
	canvas.Refresh(p.r)
}

func (p *swatchRenderer) paint() {
	cell, side, top := p.r.cell(), kit.Space(4), kit.Space(1)
	p.ring.Hidden, p.strike.Hidden = true, !p.r.fill
	for i, s := range swatches {
		dot := p.dots[i]
		at := fyne.NewPos(float32(i)*cell+(cell-side)/2, top)
		dot.CornerRadius, dot.StrokeWidth, dot.StrokeColor = 3, 1, kit.Color(kit.ColorBorder)
		switch c, ok := parseColour(s); {
		case ok:
			dot.FillColor = c
		case s == event.RoleColour:
			dot.FillColor = markInk
			p.half.FillColor, p.half.CornerRadius = roleRed, 2
			p.half.Move(at.AddXY(side/2, 1))
			p.half.Resize(fyne.NewSize(side/2-1, side-2))
		case p.r.fill:
			dot.FillColor = sheetWhite
			p.strike.StrokeColor, p.strike.StrokeWidth = roleRed, 1.5
			p.strike.Position1, p.strike.Position2 = at.AddXY(3, side-3), at.AddXY(side-3, 3)
		default:
			dot.FillColor = p.r.usual
		}
		dot.Move(at)
		dot.Resize(fyne.NewSquareSize(side))
		if s == p.r.chosen || p.r.focused && i == p.r.at {
			p.ring.Hidden, p.ring.CornerRadius = false, 5
			p.ring.FillColor, p.ring.StrokeColor, p.ring.StrokeWidth = color.Transparent, kit.Color(kit.ColorPrimary), 2
			p.ring.Move(at.SubtractXY(2, 2))
			p.ring.Resize(fyne.NewSquareSize(side + 4))
		}
	}
}
