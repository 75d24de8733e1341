package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Panel is a surface with a thin border behind an object; pages use it for
// lists and for what Card would put too much room around.
type Panel struct {
	widget.BaseWidget
	content      fyne.CanvasObject
	fill, stroke fyne.ThemeColorName
}

// NewPanel puts a white surface with a border behind an object.
func NewPanel(content fyne.CanvasObject) *Panel {
	return newPanel(content, ColorSurface, ColorLine)
}

func newPanel(content fyne.CanvasObject, fill, stroke fyne.ThemeColorName) *Panel {
	p := &Panel{content: content, fill: fill, stroke: stroke}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is part of fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	bg := newGround(p.fill, p.stroke)
	return &simpleRenderer{
		objects: append(bg.objects(), p.content),
		layout: func(s fyne.Size) {
			bg.resize(s)
			place(p.content, line(), line(), s.Width-2*line(), s.Height-2*line())
		},
		min: func() fyne.Size {
			return p.content.MinSize().AddWidthHeight(2*line(), 2*line())
		},
		refresh: func() {
			bg.paint(p.fill, p.stroke, Size(SizeRadius))
			bg.refresh()
			p.content.Refresh()
		},
	}
}

// Card is a surface with an optional title above its content.
func Card(title string, content fyne.CanvasObject) *Panel {
	if title == "" {
		return NewPanel(Pad(3, content))
	}
	return NewPanel(Pad(3, container.NewBorder(
		PadSides(0, 0, 2, 0, NewText(title, StyleSection.Truncated())), nil, nil, nil, content)))
}

// Stat is a number with its meaning under it, in the colour of a tone.
func Stat(value, label string, tone Tone) *Panel {
	color := ColorText
	if tone != ToneNeutral {
		color = tone.Color()
	}
	return NewPanel(PadSides(2, 3, 3, 3, VStack(0,
		NewText(value, TextStyle{Size: SizeStat, Bold: true, Color: color, Truncate: true}),
		NewText(label, StyleMuted.Truncated()))))
}

// Section is the title of a part of a page.
func Section(title string) fyne.CanvasObject {
	return NewText(title, StyleSection.Truncated())
}

// PageHeader is the top of a page: its name, a line under it if there is one,
// and the actions at the right, the primary one last.
func PageHeader(title, subtitle string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	words := VStack(0, NewText(title, StylePage.Truncated()))
	if subtitle != "" {
		words.Add(NewText(subtitle, StyleMuted.Truncated()))
	}
	return container.New(&headerLayout{}, words, HStack(2, actions...))
}

// headerLayout gives the right object its width and the left one the rest.
type headerLayout struct{}

func (headerLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+r.Width+Space(4), max(l.Height, r.Height))
}

func (headerLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	r := o[1].MinSize()
	middle(o[0], 0, s.Width-r.Width-Space(4), s.Height)
	middle(o[1], s.Width-r.Width, r.Width, s.Height)
}

// Page is the frame of a page: the header, then the content with the page
// margin around both.
func Page(header, content fyne.CanvasObject) fyne.CanvasObject {
	return Pad(4, container.NewBorder(PadSides(0, 0, 3, 0, header), nil, nil, nil, content))
}

// Toolbar is a row of inputs and buttons above a list; what stands behind a
// Spacer goes to the right.
func Toolbar(objects ...fyne.CanvasObject) *fyne.Container {
	return HStack(2, objects...)
}

// EmptyState says in the middle of an empty area what it is for and what to do
// next. Hint and action may be empty.
func EmptyState(icon Icon, title, hint string, action fyne.CanvasObject) fyne.CanvasObject {
	box := VStack(2, container.NewCenter(NewIconViewSize(icon, ColorDisabled, Space(10))),
		NewText(title, TextStyle{Size: SizeSection, Bold: true, Align: fyne.TextAlignCenter}))
	if hint != "" {
		p := NewParagraph(hint, TextStyle{Color: ColorMuted, Align: fyne.TextAlignCenter})
		p.SetPreferredWidth(Space(90))
		box.Add(p)
	}
	if action != nil {
		box.Add(Gap(1))
		box.Add(container.NewCenter(action))
	}
	return container.NewCenter(Pad(4, box))
}

// Notice is a quiet strip with an icon and a sentence: something to know
// before going on, without a dialog.
func Notice(tone Tone, text string, action fyne.CanvasObject) fyne.CanvasObject {
	icon := container.NewCenter(NewIconView(tone.Icon(), tone.Color()))
	p := NewParagraph(text, TextStyle{})
	var right fyne.CanvasObject
	if action != nil {
		right = PadSides(0, 0, 0, 2, container.NewCenter(action))
	}
	body := container.NewBorder(nil, nil, PadSides(0, 2, 0, 0, icon), right, container.New(&centredLayout{}, p))
	return newPanel(PadSides(2, 3, 2, 3, body), tone.Soft(), "")
}

// centredLayout puts its object at full width in the middle of the height.
type centredLayout struct{}

func (centredLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (centredLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
	middle(o[0], 0, s.Width, s.Height)
}

// Separator is a thin line across.
func Separator() fyne.CanvasObject { return widget.NewSeparator() }
