package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Tone is the meaning of a state: it decides the colour, never alone, always
// with an icon and a word.
type Tone int

// The tones.
const (
	ToneNeutral   Tone = iota // nothing to say, or waiting
	ToneAdmitted              // let in, sent, eligible
	ToneAttention             // look first
	ToneRefused               // no, failed, conflict
	ToneInfo                  // something chosen or new
)

// Color is the colour of text and icons of a tone on the usual backgrounds.
func (t Tone) Color() fyne.ThemeColorName {
	switch t {
	case ToneAdmitted:
		return ColorAdmitted
	case ToneAttention:
		return ColorWarning
	case ToneRefused:
		return ColorRefused
	case ToneInfo:
		return ColorPrimary
	}
	return ColorMuted
}

// Soft is the quiet background of a tone.
func (t Tone) Soft() fyne.ThemeColorName {
	switch t {
	case ToneAdmitted:
		return ColorAdmittedSoft
	case ToneAttention:
		return ColorWarningSoft
	case ToneRefused:
		return ColorRefusedSoft
	case ToneInfo:
		return ColorPrimarySoft
	}
	return ColorNeutralSoft
}

// Icon is the usual icon of a tone.
func (t Tone) Icon() Icon {
	switch t {
	case ToneAdmitted:
		return IconCheck
	case ToneAttention:
		return IconWarning
	case ToneRefused:
		return IconCross
	case ToneInfo:
		return IconInfo
	}
	return IconClock
}

// Chip is a state in one word: icon and word on a quiet background.
type Chip struct {
	widget.BaseWidget
	tone Tone
	icon Icon
	word string
}

// NewChip makes a chip. Without an icon it takes the usual one of its tone.
func NewChip(tone Tone, icon Icon, word string) *Chip {
	c := &Chip{}
	c.set(tone, icon, word)
	c.ExtendBaseWidget(c)
	return c
}

// Set changes the state.
func (c *Chip) Set(tone Tone, icon Icon, word string) {
	c.set(tone, icon, word)
	c.Refresh()
}

func (c *Chip) set(tone Tone, icon Icon, word string) {
	if icon == IconNone {
		icon = tone.Icon()
	}
	c.tone, c.icon, c.word = tone, icon, word
}

// CreateRenderer is part of fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	bg := canvas.NewRectangle(Color(ColorNeutralSoft))
	img := canvas.NewImageFromResource(nil)
	img.FillMode = canvas.ImageFillContain
	label := canvas.NewText("", Color(ColorMuted))
	label.TextStyle.Bold = true
	side := func() float32 { return Size(SizeSmall) + 2 }
	r := &simpleRenderer{objects: []fyne.CanvasObject{bg, img, label}}
	r.layout = func(s fyne.Size) {
		bg.Resize(s)
		bg.CornerRadius = s.Height / 2
		place(img, Space(2), (s.Height-side())/2, side(), side())
		room := s.Width - side() - Space(5) - Space(1)/2
		label.Text = ellipsis(c.word, room+1, label.TextSize, label.TextStyle)
		middle(label, Space(3)+side()-Space(1)/2, room, s.Height)
	}
	r.min = func() fyne.Size {
		w := measure(c.word, Size(SizeSmall), label.TextStyle)
		return fyne.NewSize(w+side()+Space(5)+Space(1)/2, Space(6))
	}
	r.refresh = func() {
		bg.FillColor = Color(c.tone.Soft())
		img.Resource = c.icon.Resource(c.tone.Color())
		label.Color, label.TextSize = Color(c.tone.Color()), Size(SizeSmall)
		r.layout(c.Size())
		for _, o := range r.objects {
			o.Refresh()
		}
	}
	r.refresh()
	return r
}
