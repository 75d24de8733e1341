package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Shorten is the text, or its longest beginning that fits, with "…" behind it; nothing where not even one letter fits.
func Shorten(text string, width, size float32, bold bool) string {
	style := fyne.TextStyle{Bold: bold}
	if measure(text, size, style) <= width {
		return text
	}
	runes := []rune(text)
	lo, hi := 0, len(runes)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measure(string(runes[:mid])+"…", size, style) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	if lo == 0 {
		return ""
	}
	return strings.TrimRight(string(runes[:lo]), " ,.·-–„(") + "…"
}
