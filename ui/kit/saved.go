package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Unopened says that a document was written and that nothing here opens it: where it is.
func Unopened(w fyne.Window, path string) *Dialog {
	width := Space(dialogSteps) * 3 / 4
	lines := breakPath(path, func(text string) bool {
		return fyne.MeasureText(text, Size(SizeText), fyne.TextStyle{}).Width <= width
	})
	return Message(w, Printer().T("kit.unopened.title"), Printer().T("kit.unopened.text")+"\n"+strings.Join(lines, "\n"))
}

// breakPath parts a path, which has no spaces to break it at, into lines that fit: behind a folder, or anywhere in a
// name that is too long by itself.
func breakPath(path string, fits func(string) bool) []string {
	var lines []string
	line := ""
	for _, part := range strings.SplitAfter(strings.ReplaceAll(path, "\\", "\\/"), "/") {
		part = strings.ReplaceAll(part, "\\/", "\\")
		if line != "" && !fits(line+part) {
			lines, line = append(lines, line), ""
		}
		for _, r := range part {
			if line != "" && !fits(line+string(r)) {
				lines, line = append(lines, line), ""
			}
			line += string(r)
		}
	}
	return append(lines, line)
}
