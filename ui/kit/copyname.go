package kit

import (
	"slices"
	"strconv"
	"strings"

	"zlot/event/i18n"
)

// CopyName names what is made from something else as one's own, by a number where that name is taken already.
func CopyName(w *i18n.Printer, title string, taken []string) string {
	own := func(title string) string { return w.T("kit.copy.name", i18n.Args{"Title": title}) }
	base, again := strings.CutSuffix(strings.TrimRight(title, " ()0123456789"), own(""))
	if !again {
		base = title
	}
	name := own(base)
	for n := 2; slices.Contains(taken, name) || name == title; n++ {
		name = own(base) + " (" + strconv.Itoa(n) + ")"
	}
	return name
}
