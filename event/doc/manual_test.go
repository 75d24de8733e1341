package doc

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"zlot/event/help"
	"zlot/event/i18n"
)

func TestManual(t *testing.T) {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		var out bytes.Buffer
		if err := New().Manual(t.Context(), &out, lang, "1.0"); err != nil {
			t.Fatal(err)
		}
		book := help.Open(lang)
		if n := bytes.Count(out.Bytes(), []byte("/Title <FEFF")); n != len(book.Topics)+1 || !bytes.Contains(out.Bytes(), []byte("/PageMode /UseOutlines /Outlines")) {
			t.Errorf("%s: %d titles for %d topics", lang, n, len(book.Topics))
		}
		path := filepath.Join(t.TempDir(), "manual.pdf")
		if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := exec.LookPath("pdftotext"); err != nil {
			t.Skip("no pdftotext")
		}
		raw, err := exec.Command("pdftotext", "-layout", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(raw)), " ")
		for _, topic := range book.Topics {
			if n := strings.Count(text, plainSpaces(topic.Title)); n < 3 {
				t.Errorf("%s: %q stands %d times: not in the contents, as a title and at the head of a page", lang, topic.Title, n)
			}
			for _, b := range topic.Blocks {
				for _, word := range strings.FieldsFunc(b.Text(), func(r rune) bool { return !unicode.IsLetter(r) }) {
					if !strings.Contains(text, word) {
						t.Errorf("%s, %s: %q of %q is missing", lang, topic.ID, word, b.Text())
					}
				}
			}
		}
		if pages := strings.Count(string(raw), "\f"); pages < len(book.Topics)+2 {
			t.Errorf("%s: %d pages", lang, pages)
		}
	}
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
