package kit

import (
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Each text colour with every background the kit puts it on.
var readable = map[fyne.ThemeColorName][]fyne.ThemeColorName{
	ColorText: {ColorBackground, ColorSurface, ColorZebra, ColorHover, ColorPressed, ColorSelected,
		ColorNeutralSoft, ColorPrimarySoft, ColorAdmittedSoft, ColorWarningSoft, ColorRefusedSoft, ColorInput, ColorRaised},
	ColorMuted:       {ColorBackground, ColorSurface, ColorZebra, ColorHover, ColorSelected, ColorNeutralSoft, ColorInput, ColorRaised},
	ColorPrimary:     {ColorBackground, ColorSurface, ColorZebra, ColorHover, ColorSelected, ColorPrimarySoft},
	ColorAdmitted:    {ColorBackground, ColorSurface, ColorZebra, ColorHover, ColorSelected, ColorAdmittedSoft},
	ColorWarning:     {ColorBackground, ColorSurface, ColorZebra, ColorHover, ColorSelected, ColorWarningSoft},
	ColorRefused:     {ColorBackground, ColorSurface, ColorZebra, ColorHover, ColorPressed, ColorSelected, ColorRefusedSoft, ColorRaised},
	ColorOnPrimary:   {ColorPrimary},
	ColorOnAdmitted:  {ColorAdmitted},
	ColorOnWarning:   {ColorWarning},
	ColorOnRefused:   {ColorRefused},
	ColorOnToast:     {ColorToast},
	ColorToastAction: {ColorToast},
}

func TestTheme_contrast(t *testing.T) {
	for name, v := range map[string]Variant{"light": VariantLight, "dark": VariantDark} {
		th := NewTheme(v, 1)
		for text, backs := range readable {
			for _, back := range backs {
				if c := contrast(th.Color(text, theme.VariantLight), th.Color(back, theme.VariantLight)); c < 4.5 {
					t.Errorf("%s: %s on %s has contrast %.2f", name, text, back, c)
				}
			}
		}
	}
}

func TestTheme_variants(t *testing.T) {
	paper := NewTheme(VariantLight, 1).Color(ColorBackground, theme.VariantDark)
	night := NewTheme(VariantDark, 1).Color(ColorBackground, theme.VariantLight)
	if paper == night {
		t.Fatal("light and dark have the same background")
	}
	system := NewTheme(VariantSystem, 1)
	if system.Color(ColorBackground, theme.VariantDark) != night || system.Color(ColorBackground, theme.VariantLight) != paper {
		t.Error("the system variant does not follow the system")
	}
	// Every colour of one variant must exist in the other.
	for name := range palettes[theme.VariantLight] {
		if _, ok := palettes[theme.VariantDark][name]; !ok {
			t.Errorf("%s is missing in dark", name)
		}
	}
}

func TestTheme_scale(t *testing.T) {
	for scale, want := range map[float32]float32{0: 14, 1: 14, 1.5: 21, 9: 14 * MaxScale, 0.1: 14 * MinScale} {
		if got := NewTheme(VariantLight, scale).Size(SizeText); math.Abs(float64(got-want)) > 0.01 {
			t.Errorf("scale %v: text is %v, not %v", scale, got, want)
		}
	}
	if NewTheme(VariantLight, 2).Size(theme.SizeNameModalBlurRadius) != 0 {
		t.Error("modal windows are blurred")
	}
}

// The toolkit cuts letters off above the ascent of the font; the marks of
// capital letters must not be cut.
func TestFont_accentsAreWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(VariantLight, 1))
	for _, letter := range []string{"Ś", "Ż", "Ó", "Ń", "Å"} {
		for _, bold := range []bool{false, true} {
			text := canvas.NewText(letter, color.Black)
			text.TextSize, text.TextStyle.Bold = 96, bold
			if inked(software.Render(text, NewTheme(VariantLight, 1)), 0) {
				t.Errorf("%s (bold: %v) touches the upper edge", letter, bold)
			}
		}
	}
	if h := fyne.MeasureText("Ż", 100, fyne.TextStyle{}).Height; h < 119 || h > 121 {
		t.Errorf("a line is %.1f high, not 1.2 em", h)
	}
}

// inked says whether a row of pixels shows something.
func inked(img image.Image, y int) bool {
	for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
		if luminance(img.At(x, y)) < 0.5 {
			return true
		}
	}
	return false
}

func TestIcons_exist(t *testing.T) {
	for _, i := range []Icon{IconHome, IconPeople, IconAgenda, IconBadge, IconScan, IconCertificate, IconMail, IconSettings,
		IconSearch, IconCheck, IconCross, IconWarning, IconClock, IconUndo, IconPlus, IconImport, IconExport, IconPrint, IconSend,
		IconInfo, IconPerson, IconRoom, IconGroup, IconFilter, IconSortUp, IconSortDown, IconClose, IconEdit, IconTrash, IconMore,
		IconQuestion, IconGift, IconLock, IconDoorIn, IconDoorOut, IconRefresh, IconFolder, IconStop, IconPause, IconChevronDown, IconChevronRight} {
		if len(i.source().Content()) == 0 {
			t.Errorf("icon %q is empty", i)
		}
	}
	if IconNone.Resource(ColorText) != nil {
		t.Error("no icon has a picture")
	}
}
