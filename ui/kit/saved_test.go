package kit

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestBreakPath(t *testing.T) {
	fits := func(text string) bool { return utf8.RuneCountInString(text) <= 12 }
	for path, want := range map[string]string{
		"/home/ola/listy.pdf":       "/home/ola/|listy.pdf",
		"/a/bardzo-długa-nazwa.pdf": "/a/|bardzo-długa|-nazwa.pdf",
		`C:\Users\Ola\lista.pdf`:    `C:\Users\|Ola\|lista.pdf`,
		"x.pdf":                     "x.pdf",
	} {
		got := strings.Join(breakPath(path, fits), "|")
		if strings.ReplaceAll(got, "|", "") != path || got != want {
			t.Errorf("%s is %s", path, got)
		}
	}
}
