package agenda

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/ui/kit"
)

// newLine is a line of text in a block, made of what the toolkit draws directly: a day has hundreds of them.
func newLine(size fyne.ThemeSizeName, color fyne.ThemeColorName, bold bool) *canvas.Text {
	t := canvas.NewText("", kit.Color(color))
	t.TextSize = kit.Size(size)
	t.TextStyle.Bold = bold
	return t
}

// lineHeight is the distance of lines of a size.
func lineHeight(size float32) float32 { return size*1.25 + 1 }

func textWidth(text string, size float32, bold bool) float32 {
	return fyne.MeasureText(text, size, fyne.TextStyle{Bold: bold}).Width
}

// flow breaks a text at spaces into at most so many lines of a width; what is left over ends in "…". Words that
// are too wide alone are shortened too, never cut through.
func flow(text string, width, size float32, bold bool, most int) []string {
	if most < 1 || text == "" {
		return nil
	}
	var out []string
	words := strings.Fields(text)
	for len(words) > 0 {
		if len(out) == most-1 {
			return append(out, kit.Shorten(strings.Join(words, " "), width, size, bold))
		}
		n := 1
		for n < len(words) && textWidth(strings.Join(words[:n+1], " "), size, bold) <= width {
			n++
		}
		out = append(out, kit.Shorten(strings.Join(words[:n], " "), width, size, bold))
		words = words[n:]
	}
	return out
}

// cut breaks the words that are too wide alone, with hyphens.
func cut(text string, width, size float32, bold bool) string {
	var out []string
	for _, word := range strings.Fields(text) {
		rest := []rune(word)
		for textWidth(string(rest), size, bold) > width {
			n := len(rest) - 3 // not less goes to the next line
			for n > 1 && textWidth(string(rest[:n])+"-", size, bold) > width {
				n--
			}
			if n < 2 {
				break
			}
			out, rest = append(out, string(rest[:n])+"-"), rest[n:]
		}
		out = append(out, string(rest))
	}
	return strings.Join(out, " ")
}

// blockSign is an icon that is read only when it is drawn for the first time or in another colour: reading one takes as
// long as writing ten lines.
type blockSign struct {
	image *canvas.Image
	icon  kit.Icon
	name  fyne.ThemeColorName
	has   kit.Icon
	ink   color.Color
}

func (s *blockSign) set(icon kit.Icon, name fyne.ThemeColorName) { s.icon, s.name = icon, name }

// drawn is the icon as it was set.
func (s *blockSign) drawn() *canvas.Image {
	if s.image == nil {
		s.image = canvas.NewImageFromResource(nil)
		s.image.FillMode = canvas.ImageFillContain
	}
	if ink := kit.Color(s.name); s.has != s.icon || s.ink != ink {
		s.has, s.ink = s.icon, ink
		s.image.Resource = s.icon.Resource(s.name)
		s.image.Refresh()
	}
	return s.image
}
