package doc

import (
	"bytes"
	"strings"
	"testing"

	"zlot/event/i18n"
)

func TestScannerSheet(t *testing.T) {
	codes := ScannerCodes{Characters: `1234567890AaYyZz -_.,:;/?+=*%&@#$!()[]\"'`, Badge: "91234567890123450"}
	for _, lang := range []string{i18n.Polish, i18n.English} {
		t.Run(lang, func(t *testing.T) {
			var out bytes.Buffer
			if err := New().ScannerSheet(t.Context(), &out, lang, codes); err != nil {
				t.Fatal(err)
			}
			path := save(t, out.Bytes())
			sound(t, path)
			tool(t, "pdftotext", "pdftoppm", "zbarimg")
			text := run(t, "pdftotext", "-layout", path, "-")
			for _, want := range []string{i18n.New(lang).T("scanner.sheet.title"), codes.Badge, codes.Characters} {
				if !strings.Contains(text, want) {
					t.Errorf("the sheet lacks %q: %s", want, text)
				}
			}
			sheet := render(t, path, 1)
			if got := scan(t, sheet, 10, 40, 70, 70); got != codes.Characters {
				t.Errorf("the test code reads %q", got)
			}
			if got := scan(t, sheet, 10, 108, 70, 60); got != codes.Badge {
				t.Errorf("the test badge reads %q", got)
			}
		})
	}
	if err := New().ScannerSheet(t.Context(), &bytes.Buffer{}, i18n.Polish, ScannerCodes{Characters: strings.Repeat("x", 9000)}); err == nil {
		t.Error("a code that fits no symbol was drawn")
	}
}
