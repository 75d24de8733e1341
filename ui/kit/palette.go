package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours by meaning. Pages name a meaning and never a colour; Color looks
// it up in the running theme.
const (
	ColorBackground = theme.ColorNameBackground // the page behind cards
	ColorSurface    = fyne.ThemeColorName("zlot-surface")
	ColorLine       = theme.ColorNameSeparator
	ColorText       = theme.ColorNameForeground
	ColorMuted      = fyne.ThemeColorName("zlot-muted")
	ColorPrimary    = theme.ColorNamePrimary
	ColorOnPrimary  = theme.ColorNameForegroundOnPrimary
	ColorAdmitted   = theme.ColorNameSuccess
	ColorOnAdmitted = theme.ColorNameForegroundOnSuccess
	ColorWarning    = theme.ColorNameWarning
	ColorOnWarning  = theme.ColorNameForegroundOnWarning
	ColorRefused    = theme.ColorNameError
	ColorOnRefused  = theme.ColorNameForegroundOnError

	// The soft colours are quiet backgrounds for chips and notices; text of the
	// full colour is readable on them.
	ColorNeutralSoft  = fyne.ThemeColorName("zlot-neutral-soft")
	ColorPrimarySoft  = fyne.ThemeColorName("zlot-primary-soft")
	ColorAdmittedSoft = fyne.ThemeColorName("zlot-admitted-soft")
	ColorWarningSoft  = fyne.ThemeColorName("zlot-warning-soft")
	ColorRefusedSoft  = fyne.ThemeColorName("zlot-refused-soft")

	ColorZebra       = fyne.ThemeColorName("zlot-zebra")
	ColorHover       = fyne.ThemeColorName("zlot-hover")
	ColorPressed     = fyne.ThemeColorName("zlot-pressed")
	ColorSelected    = fyne.ThemeColorName("zlot-selected")
	ColorBorder      = theme.ColorNameInputBorder         // inputs and buttons: a little stronger than a line
	ColorInput       = fyne.ThemeColorName("zlot-input")  // inside inputs
	ColorRaised      = fyne.ThemeColorName("zlot-raised") // menus and dialogs, above the cards
	ColorDisabled    = theme.ColorNameDisabled
	ColorToast       = fyne.ThemeColorName("zlot-toast")
	ColorOnToast     = fyne.ThemeColorName("zlot-on-toast")
	ColorToastAction = fyne.ThemeColorName("zlot-toast-action")
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func rgba(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

type palette map[fyne.ThemeColorName]color.Color

var light = palette{
	ColorBackground:   rgb(0xf5f6f8),
	ColorSurface:      rgb(0xffffff),
	ColorLine:         rgb(0xe2e5ea),
	ColorText:         rgb(0x1f2937),
	ColorMuted:        rgb(0x5b6573),
	ColorPrimary:      rgb(0x1f5fa8),
	ColorOnPrimary:    rgb(0xffffff),
	ColorAdmitted:     rgb(0x187646),
	ColorOnAdmitted:   rgb(0xffffff),
	ColorWarning:      rgb(0xa15c00),
	ColorOnWarning:    rgb(0xffffff),
	ColorRefused:      rgb(0xb3261e),
	ColorOnRefused:    rgb(0xffffff),
	ColorNeutralSoft:  rgb(0xeff1f4),
	ColorPrimarySoft:  rgb(0xe8f0f9),
	ColorAdmittedSoft: rgb(0xeaf6ef),
	ColorWarningSoft:  rgb(0xfdf3e3),
	ColorRefusedSoft:  rgb(0xfcebe9),
	ColorZebra:        rgb(0xfafbfc),
	ColorHover:        rgb(0xf0f3f7),
	ColorPressed:      rgb(0xe4e9f0),
	ColorSelected:     rgb(0xe8f1fc),
	ColorBorder:       rgb(0xcdd3dc),
	ColorInput:        rgb(0xffffff),
	ColorRaised:       rgb(0xffffff),
	ColorDisabled:     rgb(0x9aa3af),
	ColorToast:        rgb(0x27303d),
	ColorOnToast:      rgb(0xf3f5f8),
	ColorToastAction:  rgb(0x9cc7f7),
}

var dark = palette{
	ColorBackground:   rgb(0x16191f),
	ColorSurface:      rgb(0x1f242c),
	ColorLine:         rgb(0x2e3540),
	ColorText:         rgb(0xe6e9ee),
	ColorMuted:        rgb(0x9aa4b2),
	ColorPrimary:      rgb(0x7db3f0),
	ColorOnPrimary:    rgb(0x0e1b2a),
	ColorAdmitted:     rgb(0x5bd08f),
	ColorOnAdmitted:   rgb(0x0b1f14),
	ColorWarning:      rgb(0xf0b054),
	ColorOnWarning:    rgb(0x241803),
	ColorRefused:      rgb(0xff8a80),
	ColorOnRefused:    rgb(0x2b0a07),
	ColorNeutralSoft:  rgb(0x2a303a),
	ColorPrimarySoft:  rgb(0x23324a),
	ColorAdmittedSoft: rgb(0x1e3a2c),
	ColorWarningSoft:  rgb(0x3d3120),
	ColorRefusedSoft:  rgb(0x422826),
	ColorZebra:        rgb(0x22272f),
	ColorHover:        rgb(0x2a313b),
	ColorPressed:      rgb(0x343c48),
	ColorSelected:     rgb(0x223852),
	ColorBorder:       rgb(0x5a6576),
	ColorInput:        rgb(0x171b21),
	ColorRaised:       rgb(0x262c36),
	ColorDisabled:     rgb(0x646e7c),
	ColorToast:        rgb(0xe6e9ee),
	ColorOnToast:      rgb(0x1f2937),
	ColorToastAction:  rgb(0x1f5fa8),
}

// fill adds the names that Fyne's own widgets ask for.
func (p palette) fill(shadow color.Color, selection, focus color.Color) palette {
	p[theme.ColorNameButton] = p[ColorNeutralSoft]
	p[theme.ColorNameDisabledButton] = p[ColorNeutralSoft]
	p[theme.ColorNameFocus] = focus
	p[theme.ColorNameSelection] = selection
	p[theme.ColorNameHover] = p[ColorHover]
	p[theme.ColorNamePressed] = p[ColorPressed]
	p[theme.ColorNameHyperlink] = p[ColorPrimary]
	p[theme.ColorNameHeaderBackground] = p[ColorSurface]
	p[theme.ColorNameInputBackground] = p[ColorInput]
	p[theme.ColorNameMenuBackground] = p[ColorRaised]
	p[theme.ColorNameOverlayBackground] = p[ColorRaised]
	p[theme.ColorNamePlaceHolder] = p[ColorMuted]
	p[theme.ColorNameScrollBar] = p[ColorBorder]
	p[theme.ColorNameScrollBarBackground] = color.Transparent
	p[theme.ColorNameShadow] = shadow
	p[theme.ColorNameInnerWindowBorder] = p[ColorLine]
	p[theme.ColorNameInnerWindowBorderInactive] = p[ColorLine]
	return p
}

var palettes = map[fyne.ThemeVariant]palette{
	theme.VariantLight: light.fill(rgba(0x0f1722, 0x38), rgba(0x1f5fa8, 0x33), rgba(0x1f5fa8, 0x2e)),
	theme.VariantDark:  dark.fill(rgba(0x000000, 0x70), rgba(0x7db3f0, 0x40), rgba(0x7db3f0, 0x38)),
}

// Color is the colour of a name in the running theme.
func Color(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}
