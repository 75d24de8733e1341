package kit

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zlot/assets"
)

type fontFaces struct{ regular, bold, italic, boldItalic fyne.Resource }

var faces = sync.OnceValue(func() fontFaces {
	load := func(name assets.FontName) fyne.Resource {
		return fyne.NewStaticResource(string(name)+".ttf", assets.Font(name))
	}
	return fontFaces{
		regular:    load(assets.LatoRegular),
		bold:       load(assets.LatoBold),
		italic:     load(assets.LatoItalic),
		boldItalic: load(assets.LatoBoldItalic),
	}
})

// font picks the embedded face; symbols and monospaced text stay the
// toolkit's.
func font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold && style.Italic:
		return faces().boldItalic
	case style.Bold:
		return faces().bold
	case style.Italic:
		return faces().italic
	}
	return faces().regular
}
