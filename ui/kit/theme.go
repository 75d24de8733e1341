package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Variant says whether the theme is light, dark, or follows the system.
type Variant int

// The variants a person can choose.
const (
	VariantSystem Variant = iota
	VariantLight
	VariantDark
)

// Theme is the look of the program: calm colours by meaning, one scale of
// sizes, the embedded font.
type Theme struct {
	variant Variant
	scale   float32
}

var _ fyne.Theme = (*Theme)(nil)

// The limits of the text scale a person can choose.
const (
	MinScale = 0.8
	MaxScale = 2.0
)

// NewTheme makes a theme. Scale multiplies every size; 1 is normal, values
// outside MinScale and MaxScale are brought into that range.
func NewTheme(variant Variant, scale float32) *Theme {
	if scale == 0 {
		scale = 1
	}
	return &Theme{variant: variant, scale: min(max(scale, MinScale), MaxScale)}
}

// Color is part of fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	if c, ok := palettes[t.resolve(system)][name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, t.resolve(system))
}

func (t *Theme) resolve(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.variant {
	case VariantLight:
		return theme.VariantLight
	case VariantDark:
		return theme.VariantDark
	}
	if system == theme.VariantDark {
		return theme.VariantDark
	}
	return theme.VariantLight
}

// Font is part of fyne.Theme.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	return font(style)
}

// Icon is part of fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size is part of fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameModalBlurRadius:
		return 0 // the software painter blurs wrongly
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	}
	if v, ok := sizes[name]; ok {
		return v * t.scale
	}
	return theme.DefaultTheme().Size(name) * t.scale
}
