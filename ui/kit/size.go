package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of the sizes that pages and widgets use beside Fyne's own.
const (
	SizeText    = theme.SizeNameText
	SizeSmall   = theme.SizeNameCaptionText
	SizeSection = theme.SizeNameSubHeadingText
	SizePage    = theme.SizeNameHeadingText
	SizeStat    = fyne.ThemeSizeName("zlot-stat")
	SizeVerdict = fyne.ThemeSizeName("zlot-verdict")

	SizeMargin = fyne.ThemeSizeName("zlot-margin") // around a page
	SizeCard   = fyne.ThemeSizeName("zlot-card")   // inside a card
	SizeRow    = fyne.ThemeSizeName("zlot-row")    // rows of lists, buttons, inputs
	SizeTouch  = fyne.ThemeSizeName("zlot-touch")  // rows for fingers
	SizeRadius = fyne.ThemeSizeName("zlot-radius")
	SizeIcon   = theme.SizeNameInlineIcon
	SizeField  = fyne.ThemeSizeName("zlot-field") // least width of an input
	sizeStep   = fyne.ThemeSizeName("zlot-step")
)

var sizes = map[fyne.ThemeSizeName]float32{
	SizeText:    14,
	SizeSmall:   12,
	SizeSection: 16,
	SizePage:    22,
	SizeStat:    28,
	SizeVerdict: 96,
	SizeMargin:  16,
	SizeCard:    12,
	SizeRow:     32,
	SizeTouch:   40,
	SizeRadius:  6,
	SizeIcon:    18,
	SizeField:   180,
	sizeStep:    4,

	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       8,
	theme.SizeNameLineSpacing:        4,
	theme.SizeNameInputRadius:        6,
	theme.SizeNameSelectionRadius:    4,
	theme.SizeNameButtonRadius:       6,
	theme.SizeNameCardRadius:         6,
	theme.SizeNameDialogRadius:       8,
	theme.SizeNamePopupRadius:        6,
	theme.SizeNameMenuRadius:         6,
	theme.SizeNameInnerWindowRadius:  6,
	theme.SizeNameScrollBar:          10,
	theme.SizeNameScrollBarSmall:     4,
	theme.SizeNameScrollBarRadius:    5,
	theme.SizeNameSplitThickness:     5,
	theme.SizeNameWindowButtonHeight: 16,
}

// Size is the size of a name in the running theme.
func Size(name fyne.ThemeSizeName) float32 {
	t := fyne.CurrentApp().Settings().Theme()
	if _, ours := t.(*Theme); !ours {
		// A foreign theme (a plain Fyne test) does not know our names.
		if v, ok := sizes[name]; ok {
			return v
		}
	}
	return t.Size(name)
}

// Space is n steps of the spacing scale (a step is 4).
func Space(n int) float32 {
	return float32(n) * Size(sizeStep)
}

// line is the thickness of borders and separators.
func line() float32 {
	return 1
}
