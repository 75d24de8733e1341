package registrations

import (
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// portrait writes a picture of a person, as a phone makes it.
func portrait(t *testing.T) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 900, 1200))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for y := 300; y < 900; y++ {
		for x := 200; x < 700; x++ {
			img.Set(x, y, color.RGBA{R: 0xc8, G: 0x96, B: 0x78, A: 0xff})
		}
	}
	path := filepath.Join(t.TempDir(), "portret.jpg")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(f, img, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPhoto_DroppedAndRemoved(t *testing.T) {
	s := newStage(t)
	e := s.page.detail.entry
	s.page.Dropped([]fyne.URI{storage.NewFileURI(portrait(t))})
	kept := s.entry(e.ID).Photo
	if kept == "" {
		t.Fatal("the photo is not kept")
	}
	box := s.page.detail.form.photo
	if !box.place.Visible() || box.picture.Image == nil || box.picture.Image.Bounds().Dy() != 600 {
		t.Error("the photo is not shown small")
	}
	s.page.detail.form.scroll.ScrollToBottom()
	kittest.Screenshot(t, s.window.Canvas(), "registrations-photo")
	box.remove.Press()
	if s.entry(e.ID).Photo != "" || box.place.Visible() {
		t.Error("the photo cannot be taken away")
	}
	bad := filepath.Join(t.TempDir(), "list.png")
	if err := os.WriteFile(bad, []byte("Imię;Nazwisko"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.page.Dropped([]fyne.URI{storage.NewFileURI(bad)})
	if !kit.DialogOpen(s.window) || s.page.plan != nil {
		t.Error("what is no picture is not told")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
}
