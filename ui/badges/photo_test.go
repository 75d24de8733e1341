package badges

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"zlot/event"
)

// Somebody's photo is on their badge and on nobody else's, and the badge is another one with it.
func TestPage_PhotoOnABadge(t *testing.T) {
	o := newOffice(t)
	red := image.NewRGBA(image.Rect(0, 0, 90, 120))
	for i := 0; i < len(red.Pix); i += 4 {
		red.Pix[i], red.Pix[i+3] = 255, 255
	}
	var file bytes.Buffer
	if err := png.Encode(&file, red); err != nil {
		t.Fatal(err)
	}
	with, without := o.p.people[0].ID, o.p.people[1].ID
	if _, err := o.svc.SetPhoto(t.Context(), with, file.Bytes()); err != nil {
		t.Fatal(err)
	}
	l, _ := o.p.usual()
	l.ID, l.Event, l.Title = "", o.event.ID, "Ze zdjęciem"
	l.Front = append([]event.LayoutItem{{Kind: event.ItemPhoto, X: 2, Y: 2, W: 15, H: 20}}, l.Front...)
	saved, err := o.svc.SaveLayout(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	reds := func(registration string) (n int) {
		opt := event.BadgeOptions{Layout: saved.ID, Registrations: []string{registration}, Language: "pl"}
		job, _, err := o.svc.BadgeJob(t.Context(), o.event.ID, opt, event.Silent)
		if err != nil {
			t.Fatal(err)
		}
		img, err := o.svc.Documents.BadgePicture(t.Context(), job, false, 100)
		if err != nil {
			t.Fatal(err)
		}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				if c := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA); c.R > 220 && c.G < 40 && c.B < 40 {
					n++
				}
			}
		}
		return n
	}
	if a, b := reds(with), reds(without); a < 2000 || b != 0 {
		t.Errorf("%d dots of the photo on its badge, %d on another", a, b)
	}
}
