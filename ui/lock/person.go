package lock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// person is a name to choose. It takes no focus: that stays with the field of the PIN, whose arrows choose.
type person struct {
	kit.Spot
	label    string
	content  fyne.CanvasObject
	selected bool
}

var _ fyne.Accessible = (*person)(nil)

func newPerson(name, role string, act func()) *person {
	row := container.NewBorder(nil, nil, kit.NewIconView(kit.IconPerson, kit.ColorMuted),
		kit.NewText(role, kit.StyleMuted), kit.PadSides(0, 3, 0, 3, kit.NewText(name, kit.StyleStrong.Truncated())))
	p := &person{label: name, content: kit.PadSides(0, 3, 0, 3, row)}
	p.Extend(p, act)
	return p
}

func (p *person) selectNow(on bool) {
	if p.selected != on {
		p.selected = on
		p.Refresh()
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (p *person) AccessibilityLabel() string { return p.label }

// AccessibilityRole is part of fyne.Accessible.
func (p *person) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is part of fyne.Widget.
func (p *person) CreateRenderer() fyne.WidgetRenderer {
	r := &personRenderer{p: p, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type personRenderer struct {
	p           *person
	ground, bar *canvas.Rectangle
}

func (r *personRenderer) Destroy() {}

func (r *personRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.p.content}
}

func (r *personRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.p.content.MinSize().Width, rowHeight())
}

func (r *personRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.bar.Resize(fyne.NewSize(3, size.Height))
	h := r.p.content.MinSize().Height
	r.p.content.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.p.content.Resize(fyne.NewSize(size.Width, h))
}

func (r *personRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.p)
}

func (r *personRenderer) paint() {
	r.ground.Hidden = !r.p.selected && !r.p.Hovered()
	r.ground.FillColor = kit.Color(kit.ColorHover)
	if r.p.selected {
		r.ground.FillColor = kit.Color(kit.ColorSelected)
	}
	r.bar.FillColor, r.bar.Hidden = kit.Color(kit.ColorPrimary), !r.p.selected
}
