package ui

import (
	"context"
	"errors"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"zlot/event/wedge"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// czech are the digits of a Czech keyboard.
const czech = "é+ěščřžýáí"

func inCzech(code string) string {
	var pairs []string
	for i, r := range []rune(czech) {
		pairs = append(pairs, string(rune('0'+i)), string(r))
	}
	return strings.NewReplacer(pairs...).Replace(code)
}

// A scanner that is corrected is understood on every page, at the desk too, and names are still searched.
func TestScanning_CorrectedEverywhere(t *testing.T) {
	t.Cleanup(kit.CorrectScans(kit.ScanCorrection{}))
	for _, page := range []string{PageCheckin, PageHome, PageSettings} {
		t.Run(page, func(t *testing.T) {
			s := newStage(t, true, Start{Page: PageHome})
			correcting{s.prefs}.SetCorrection(wedge.Correction{Digits: czech, Prefix: "]Q3"})
			s.shell.Go(page, "")
			if page != PageCheckin {
				s.window.Canvas().Unfocus()
			}
			kittest.TypeFocused(s.window.Canvas(), "]Q3"+inCzech(s.entries()[0].Badge)+"\n")
			s.clock.Settle()
			rows := s.scans()
			if len(rows) != 1 || rows[0].Registration != s.entries()[0].ID || s.shell.name != PageCheckin {
				t.Errorf("on %s: %d scans, %+v", s.shell.name, len(rows), rows)
			}
		})
	}
}

func TestScanning_WithoutEnter(t *testing.T) {
	t.Cleanup(kit.CorrectScans(kit.ScanCorrection{}))
	s := newStage(t, true, Start{Page: PageHome})
	correcting{s.prefs}.SetCorrection(wedge.Correction{NoEnter: true})
	s.shell.Go(PageHome, "")
	s.window.Canvas().Unfocus()
	all := s.entries()
	kittest.TypeFocused(s.window.Canvas(), all[0].Badge)
	s.clock.Settle()
	kittest.TypeFocused(s.window.Canvas(), all[1].Badge+all[2].Badge)
	s.clock.Settle()
	if rows := s.scans(); len(rows) != 3 {
		t.Errorf("%d scans: %+v", len(rows), rows)
	}
}

func TestScanning_TheCorrectionIsThereAfterAStart(t *testing.T) {
	t.Cleanup(kit.CorrectScans(kit.ScanCorrection{}))
	s := newStage(t, true, Start{Page: PageHome})
	s.prefs.SetCorrection(wedge.Correction{Prefix: "]Q3"})
	NewShell(t.Context(), s.shell.Deps)
	code := s.entries()[0].Badge
	if got := kit.CorrectScan("]Q3" + code); got != code {
		t.Errorf("corrected to %q", got)
	}
}

func TestScanning_ThePageIsReachedFromSettingsAndTheDesk(t *testing.T) {
	s := newStage(t, true, Start{Page: PageCheckin})
	s.shell.QR = func(string) image.Image { return image.NewGray(image.Rect(0, 0, 9, 9)) }
	s.run(fyne.KeyS)
	if s.shell.name != PageScanner {
		t.Errorf("the desk leads to %s", s.shell.name)
	}
	if len(s.shell.commands()) == 0 {
		t.Error("the page has no keys")
	}
	for _, from := range []string{PageCheckin, PageSettings} {
		s.shell.Go(from, "")
		s.shell.Go(PageScanner, "")
		s.shell.onKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if s.shell.name != from {
			t.Errorf("from %s one comes back to %s", from, s.shell.name)
		}
	}
}

// run does what a key of the page with a modifier does.
func (s *stage) run(key fyne.KeyName) {
	s.t.Helper()
	for _, c := range s.shell.commands() {
		if c.Key == key && c.Modifier != 0 {
			c.Run()
			return
		}
	}
	s.t.Fatalf("%s is no key of %s", key, s.shell.name)
}

// drop drags files with some content onto the window.
func (s *stage) drop(names ...string) {
	s.t.Helper()
	var files []fyne.URI
	for _, name := range names {
		path := filepath.Join(s.t.TempDir(), name)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			s.t.Fatal(err)
		}
		files = append(files, fynestorage.NewFileURI(path))
	}
	s.shell.Dropped(files)
	s.clock.Settle()
}

func TestScanning_APictureThatIsDroppedIsAScan(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	all := s.entries()
	seen := map[string][]string{
		"kod.png":  {"https://example.org", all[0].Badge, all[1].Badge},
		"kod2.JPG": {all[2].Badge},
	}
	s.shell.ReadPicture = func(_ context.Context, file io.Reader) ([]string, error) {
		name, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		if codes := seen[string(name)]; codes != nil {
			return codes, nil
		}
		return nil, errors.New("no code")
	}
	s.shell.Go(PageSettings, "")
	s.drop("kod.png", "kod2.JPG", "kot.webp")
	if rows := s.scans(); len(rows) != 3 || s.shell.name != PageCheckin {
		t.Errorf("on %s: %d scans", s.shell.name, len(rows))
	}
	if kit.DialogOpen(s.window) {
		t.Error("a picture without a code stops the desk")
	}
	s.shell.Go(PageRegistrations, "")
	s.drop("kod.png") // that page takes files itself
	if rows := s.scans(); len(rows) != 3 {
		t.Errorf("%d scans after a drop on the registrations", len(rows))
	}
}

func TestBadgesOf(t *testing.T) {
	badge := wedge.TestBadge
	for _, c := range []struct{ codes, want []string }{
		{nil, nil},
		{[]string{"https://example.org", badge}, []string{badge}},
		{[]string{"https://example.org", "abc"}, []string{"https://example.org"}},
	} {
		if got := badgesOf(c.codes); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v", c.codes, got)
		}
	}
}

// A code shown to the camera is a scan; the camera goes off with the page.
func TestScanning_Camera(t *testing.T) {
	s := newStage(t, true, Start{Page: PageHome})
	frames := make(chan image.Image, 1)
	frames <- image.NewGray(image.Rect(0, 0, 64, 48))
	close(frames)
	s.shell.Frames = func(context.Context) (<-chan image.Image, error) { return frames, nil }
	s.shell.Codes = func(context.Context, image.Image, bool) []string { return []string{s.entries()[0].Badge} }
	s.shell.Go(PageCheckin, "")
	s.run(fyne.KeyK)
	s.clock.Settle()
	if rows := s.scans(); len(rows) != 1 || rows[0].Registration != s.entries()[0].ID {
		t.Errorf("%d scans", len(rows))
	}
	desk := s.shell.pages[PageCheckin].(*deskPage)
	if desk.camera.On() || !desk.camera.View().Visible() {
		t.Error("it is not said that the camera is gone")
	}
	kittest.Screenshot(t, s.window.Canvas(), "desk-camera-gone")
	camera := s.bounds(desk.camera.View())
	inside, ok := kittest.Find(desk.Content(), func(x *kit.Text) bool { return x.Text() == s.shell.words.T("checkin.inside.button") })
	if !ok || camera.overlaps(s.bounds(inside)) || camera.size.Height < kit.Space(10) {
		t.Errorf("the camera stands at %v, the way to those inside at %v", camera, s.bounds(inside))
	}
	if foot := camera.at.Y + camera.size.Height; foot > s.window.Canvas().Size().Height {
		t.Errorf("the camera goes down to %v", foot)
	}
	s.shell.Go(PageHome, "")
	if desk.camera.View().Visible() {
		t.Error("the panel is still there")
	}
}

// bounds are where something stands in the window.
type bounds struct {
	at   fyne.Position
	size fyne.Size
}

func (s *stage) bounds(o fyne.CanvasObject) bounds {
	return bounds{fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()}
}

func (b bounds) overlaps(o bounds) bool {
	return b.at.X < o.at.X+o.size.Width && o.at.X < b.at.X+b.size.Width &&
		b.at.Y < o.at.Y+o.size.Height && o.at.Y < b.at.Y+b.size.Height
}
