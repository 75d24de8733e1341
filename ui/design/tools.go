package design

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
)

// makeSides makes the line above the badge: its sides, and the way back.
func (d *Designer) makeSides() fyne.CanvasObject {
	t := d.deps.Printer.T
	d.sides = kit.NewTabs([]kit.Tab{{ID: sideFront, Text: t("design.front")}, {ID: sideBack, Text: d.either("design.back", "design.reverse")}}, d.onSide)
	d.more = kit.NewText("", kit.StyleMuted.Truncated())
	d.undoing = kit.NewQuiet(t("design.undo"), kit.IconUndo, d.undo)
	d.redoing = kit.NewQuiet(t("design.redo"), kit.IconRefresh, d.redo)
	return container.NewBorder(nil, nil, nil, kit.HStack(0, d.undoing, d.redoing), kit.HStack(4, d.sides, kit.Stretch(d.more)))
}

// showMore says how many pages follow the two sides.
func (d *Designer) showMore() {
	text := ""
	if drawn := d.painter.drawn; drawn.without {
		text = d.deps.Printer.T("design.no_reverse")
	} else if drawn.more > 0 {
		text = d.deps.Printer.N("design.more_pages", drawn.more)
	}
	d.more.SetText(text)
}

// makeTools makes the rows of what is done with the places of what is chosen.
func (d *Designer) makeTools() *fyne.Container {
	t := d.deps.Printer.T
	first, second := kit.HStack(1), kit.HStack(1)
	row := first
	add := func(name string, need int, run func(*sketch), marks ...mark) {
		b := newTool(d, name, need, func() { d.act(run) }, marks)
		d.tools = append(d.tools, b)
		row.Add(b)
	}
	align := func(a alignment) func(*sketch) { return func(s *sketch) { s.align(a) } }
	add(t("design.align.left"), 1, align(alignLeft), mark{0, 0, 1, 16}, mark{3, 3, 11, 4}, mark{3, 9, 7, 4})
	add(t("design.align.centre"), 1, align(alignCentre), mark{7.5, 0, 1, 16}, mark{2, 3, 12, 4}, mark{4, 9, 8, 4})
	add(t("design.align.right"), 1, align(alignRight), mark{15, 0, 1, 16}, mark{2, 3, 11, 4}, mark{6, 9, 7, 4})
	add(t("design.align.top"), 1, align(alignTop), mark{0, 0, 16, 1}, mark{3, 3, 4, 11}, mark{9, 3, 4, 7})
	add(t("design.align.middle"), 1, align(alignMiddle), mark{0, 7.5, 16, 1}, mark{3, 2, 4, 12}, mark{9, 4, 4, 8})
	add(t("design.align.bottom"), 1, align(alignBottom), mark{0, 15, 16, 1}, mark{3, 2, 4, 11}, mark{9, 6, 4, 7})
	row = second
	add(t("design.distribute.across"), 3, func(s *sketch) { s.distribute(true) }, mark{0, 0, 1, 16}, mark{15, 0, 1, 16}, mark{3.5, 4, 3.5, 8}, mark{9, 4, 3.5, 8})
	add(t("design.distribute.down"), 3, func(s *sketch) { s.distribute(false) }, mark{0, 0, 16, 1}, mark{0, 15, 16, 1}, mark{4, 3.5, 8, 3.5}, mark{4, 9, 8, 3.5})
	add(t("design.same.width"), 2, func(s *sketch) { s.equalize(true, false) }, mark{1, 2, 14, 4}, mark{1, 10, 14, 4}, mark{0, 0, 1, 16}, mark{15, 0, 1, 16})
	add(t("design.same.height"), 2, func(s *sketch) { s.equalize(false, true) }, mark{2, 1, 4, 14}, mark{10, 1, 4, 14}, mark{0, 0, 16, 1}, mark{0, 15, 16, 1})
	return kit.VStack(0, first, second)
}

// showTools enables what can be done with what is chosen.
func (d *Designer) showTools() {
	for _, t := range d.tools {
		t.setEnabled(len(d.sketch.chosen) >= t.need)
	}
}

// mark is a rectangle of a drawing on a tool, of 16 by 16.
type mark struct{ x, y, w, h float32 }

// tool is a small button with a drawing; what it does is said in the line below.
type tool struct {
	widget.DisableableWidget
	pressable
	name  string
	need  int // how many items it needs
	run   func()
	marks []mark
}

func newTool(d *Designer, name string, need int, run func(), marks []mark) *tool {
	t := &tool{name: name, need: need, run: run, marks: marks}
	t.pressable = pressable{d: d, onPress: t.press, onLight: t.light}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tool) setEnabled(enabled bool) {
	if enabled != t.Disabled() {
		return
	}
	if enabled {
		t.Enable()
	} else {
		t.Disable()
	}
}

func (t *tool) press() {
	if !t.Disabled() {
		t.run()
	}
}

func (t *tool) light(on bool) {
	if on {
		t.d.hint.SetText(t.name)
	} else {
		t.d.say()
	}
	t.Refresh()
}

// AccessibilityLabel is part of fyne.Accessible.
func (t *tool) AccessibilityLabel() string { return t.name }

// AccessibilityRole is part of fyne.Accessible.
func (t *tool) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of fyne.Widget.
func (t *tool) CreateRenderer() fyne.WidgetRenderer {
	r := &toolRenderer{t: t, ground: canvas.NewRectangle(color.Transparent)}
	r.objects = append(r.objects, r.ground)
	for range t.marks {
		m := canvas.NewRectangle(color.Transparent)
		r.marks, r.objects = append(r.marks, m), append(r.objects, m)
	}
	r.paint()
	return r
}

type toolRenderer struct {
	t       *tool
	ground  *canvas.Rectangle
	marks   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *toolRenderer) Destroy()                     {}
func (r *toolRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *toolRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(kit.Size(kit.SizeRow)) }
func (r *toolRenderer) Layout(fyne.Size)             { r.paint() }
func (r *toolRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.t)
}

func (r *toolRenderer) paint() {
	t, s := r.t, r.t.Size()
	r.ground.FillColor, r.ground.StrokeWidth, r.ground.StrokeColor = color.Transparent, 0, color.Transparent
	if t.hovered && !t.Disabled() {
		r.ground.FillColor = kit.Color(kit.ColorPressed)
	}
	if t.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = kit.Color(kit.ColorPrimary), 2
	}
	r.ground.CornerRadius = kit.Size(kit.SizeRadius)
	r.ground.Resize(s)
	ink := kit.ColorText
	if t.Disabled() {
		ink = kit.ColorDisabled
	}
	unit := kit.Space(4) / 16
	left, top := (s.Width-16*unit)/2, (s.Height-16*unit)/2
	for i, m := range t.marks {
		o := r.marks[i]
		o.FillColor = kit.Color(ink)
		if m.w > 1 && m.h > 1 {
			o.CornerRadius = unit
		}
		o.Move(fyne.NewPos(left+m.x*unit, top+m.y*unit))
		o.Resize(fyne.NewSize(m.w*unit, m.h*unit))
	}
}
