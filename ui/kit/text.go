package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// TextStyle says how a Text looks; the zero value is body text.
type TextStyle struct {
	Size  fyne.ThemeSizeName  // empty: SizeText
	Color fyne.ThemeColorName // empty: ColorText
	Bold  bool
	Align fyne.TextAlign
	// Truncate lets the text become narrower than it is, with an ellipsis.
	Truncate bool
}

// The styles of the program.
var (
	StyleBody    = TextStyle{}
	StyleStrong  = TextStyle{Bold: true}
	StyleMuted   = TextStyle{Color: ColorMuted}
	StyleSmall   = TextStyle{Size: SizeSmall, Color: ColorMuted}
	StyleSection = TextStyle{Size: SizeSection, Bold: true}
	StylePage    = TextStyle{Size: SizePage, Bold: true}
)

// Truncated is the style with Truncate set.
func (s TextStyle) Truncated() TextStyle {
	s.Truncate = true
	return s
}

// In is the style in another colour.
func (s TextStyle) In(color fyne.ThemeColorName) TextStyle {
	s.Color = color
	return s
}

func (s TextStyle) size() float32 {
	if s.Size == "" {
		return Size(SizeText)
	}
	return Size(s.Size)
}

func (s TextStyle) color() color.Color {
	if s.Color == "" {
		return Color(ColorText)
	}
	return Color(s.Color)
}

// Text is one line of text that follows the theme and shortens itself.
type Text struct {
	widget.BaseWidget
	text  string
	style TextStyle
}

// NewText makes a line of text.
func NewText(text string, style TextStyle) *Text {
	t := &Text{text: text, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// Text is the whole text, also where it is shown shortened.
func (t *Text) Text() string { return t.text }

// SetText changes the text.
func (t *Text) SetText(text string) {
	if t.text == text {
		return
	}
	t.text = text
	t.Refresh()
}

// SetStyle changes the look.
func (t *Text) SetStyle(style TextStyle) {
	t.style = style
	t.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	ct := canvas.NewText("", color.Transparent)
	apply := func() {
		ct.TextSize = t.style.size()
		ct.TextStyle = fyne.TextStyle{Bold: t.style.Bold}
		ct.Color = t.style.color()
		ct.Alignment = t.style.Align
		ct.Text = t.text
		if t.style.Truncate && t.Size().Width > 0 {
			ct.Text = ellipsis(t.text, t.Size().Width, ct.TextSize, ct.TextStyle)
		}
	}
	apply()
	return &simpleRenderer{
		objects: []fyne.CanvasObject{ct},
		layout: func(s fyne.Size) {
			apply()
			ct.Resize(s)
			ct.Refresh()
		},
		min: func() fyne.Size {
			style := fyne.TextStyle{Bold: t.style.Bold}
			s := fyne.MeasureText(t.text, t.style.size(), style)
			if t.style.Truncate {
				s.Width = min(s.Width, t.style.size()*3)
			}
			return s
		},
		refresh: func() {
			apply()
			ct.Refresh()
		},
	}
}
