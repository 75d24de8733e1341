package doc

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event"
)

// A page to try a printer with fits all papers, says what it should, and its scales stand around the middle.
func TestTestPage(t *testing.T) {
	w := New()
	for _, size := range [][2]float64{{210, 297}, {297, 210}, {62, 100}, {57, 102}, {102, 62}} {
		for _, calibration := range []bool{false, true} {
			for _, lang := range []string{"pl", "en"} {
				name := fmt.Sprintf("%vx%v-%v-%s", size[0], size[1], calibration, lang)
				t.Run(name, func(t *testing.T) {
					job := w.TestPage(event.TestPage{Calibration: calibration, Language: lang, Name: "Biuro, I piętro", Width: size[0], Height: size[1],
						Setup: event.PrintSetup{Tray: "tray-1", Copies: 1}})
					for _, item := range job.Sheets[0].Layout.Front {
						if item.X < 0 || item.Y < 0 || item.X+item.W > size[0] || item.Y+item.H > size[1] {
							t.Errorf("outside the paper: %+v", item)
						}
					}
					lookAt(t, w, job, name)
				})
			}
		}
	}
}

// lookAt draws a page both ways, and keeps a picture for people.
func lookAt(t *testing.T, w *Writer, job event.BadgeJob, name string) {
	t.Helper()
	var pdf bytes.Buffer
	if pages, err := w.Badges(t.Context(), &pdf, job, event.Silent); err != nil || pages != 1 {
		t.Fatalf("%d pages, %v", pages, err)
	}
	const dpi = 203
	pages, err := w.BadgeGrey(t.Context(), job, dpi)
	if err != nil || len(pages) != 1 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	if !hasInk(pages[0]) {
		t.Error("the page is empty")
	}
	if folder := os.Getenv("ZLOT_PICTURES"); folder != "" {
		var out bytes.Buffer
		if err := png.Encode(&out, pages[0]); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "try-"+name+".png"), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func hasInk(page *image.Gray) bool { return bytes.IndexByte(page.Pix, 0) >= 0 }

// The words come out of the PDF as they were written, on both sides.
func TestTestPage_Words(t *testing.T) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("SKIPPED CHECK: the words of the test page: pdftotext is missing")
	}
	w := New()
	read := func(p event.TestPage) string {
		file := filepath.Join(t.TempDir(), "page.pdf")
		err := event.WriteFile(file, func(f io.Writer) error {
			_, err := w.Badges(t.Context(), f, w.TestPage(p), event.Silent)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(context.WithoutCancel(t.Context()), program, "-layout", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(string(out)), " ")
	}
	page := event.TestPage{Language: "pl", Name: "Biuro, I piętro", Width: 210, Height: 297, Setup: event.PrintSetup{Tray: "tray-1", Copies: 2, Duplex: event.LongEdge, ShiftX: -1.5}}
	words := read(page)
	for _, want := range []string{"Strona próbna", "Biuro, I piętro", "210 × 297 mm", "−1,5 mm w prawo", "Zażółć gęślą jaźń", "Druga strona"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is missing: %s", want, words)
		}
	}
	page.Calibration = true
	page.Setup = event.PrintSetup{}
	if words = read(page); !strings.Contains(words, "przesunięcie w prawo") || !strings.Contains(words, "−10 −5 0 5 10") {
		t.Errorf("calibration: %s", words)
	}
}
