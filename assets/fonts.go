// Package assets holds what is compiled into the program: fonts, icons,
// sounds and message files. It embeds and hands out, nothing else.
package assets

import _ "embed" // for the font files below

// FontName names an embedded TrueType font. All have full Polish coverage.
type FontName string

// Lato is the sans serif of documents and of the interface; the default figures
// of its upright styles are tabular, so columns of numbers line up without a
// font feature, which neither gopdf nor the toolkit could switch on. Monospaced
// text is rare and is left to the toolkit's own font. Vollkorn is the serif of
// titles and names on certificates. Symbols such as a tick are icons, never
// letters: not every font has them. Both families come unchanged under the SIL
// Open Font License, whose texts lie next to the files.
const (
	LatoRegular      FontName = "Lato-Regular"
	LatoBold         FontName = "Lato-Bold"
	LatoItalic       FontName = "Lato-Italic"
	LatoBlack        FontName = "Lato-Black"
	VollkornRegular  FontName = "Vollkorn-Regular"
	VollkornSemiBold FontName = "Vollkorn-SemiBold"
)

var (
	//go:embed fonts/Lato-Regular.ttf
	latoRegular []byte
	//go:embed fonts/Lato-Bold.ttf
	latoBold []byte
	//go:embed fonts/Lato-Italic.ttf
	latoItalic []byte
	//go:embed fonts/Lato-Black.ttf
	latoBlack []byte
	//go:embed fonts/Vollkorn-Regular.ttf
	vollkornRegular []byte
	//go:embed fonts/Vollkorn-SemiBold.ttf
	vollkornSemiBold []byte
)

// Font returns the bytes of a font, shared by all callers: do not change them.
// It panics on a name that is not one of the constants.
func Font(name FontName) []byte {
	switch name {
	case LatoRegular:
		return latoRegular
	case LatoBold:
		return latoBold
	case LatoItalic:
		return latoItalic
	case LatoBlack:
		return latoBlack
	case VollkornRegular:
		return vollkornRegular
	case VollkornSemiBold:
		return vollkornSemiBold
	}
	panic("no such font: " + string(name))
}

// Fonts lists the names of all embedded fonts.
func Fonts() []FontName {
	return []FontName{LatoRegular, LatoBold, LatoItalic, LatoBlack, VollkornRegular, VollkornSemiBold}
}
