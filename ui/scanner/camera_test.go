package scanner

import (
	"context"
	"errors"
	"image"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// source is a camera that shows pictures and vanishes.
type source struct {
	pictures []image.Image
	err      error
}

func (s source) frames(context.Context) (<-chan image.Image, error) {
	if s.err != nil {
		return nil, s.err
	}
	all := make(chan image.Image)
	go func() {
		defer close(all)
		for _, p := range s.pictures {
			all <- p
		}
	}()
	return all, nil
}

// booth is a camera panel in a window.
type booth struct {
	*Camera
	window fyne.Window
	codes  []string
	turns  []bool // on or off, whenever the panel changed
	now    time.Time
}

func newBooth(t *testing.T, s source, codes func(image.Image, bool) []string) *booth {
	t.Helper()
	kittest.Start(t)
	b := &booth{now: time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)}
	b.Camera = NewCamera(CameraDeps{
		Context: t.Context(), Printer: i18n.New(i18n.Polish), Now: func() time.Time { return b.now },
		Frames:  s.frames,
		Codes:   func(_ context.Context, p image.Image, all bool) []string { return codes(p, all) },
		Code:    func(code string) { b.codes = append(b.codes, code) },
		Changed: func() { b.turns = append(b.turns, b.On()) },
	})
	b.window = kittest.Window(t, b.View(), 300, 300)
	return b
}

func scene() image.Image {
	return image.NewYCbCr(image.Rect(0, 0, 640, 480), image.YCbCrSubsampleRatio422)
}

func TestCamera_ACodeIsReadOnceWhileItIsHeldStill(t *testing.T) {
	b := newBooth(t, source{pictures: slices.Repeat([]image.Image{scene()}, 40)},
		func(image.Image, bool) []string { return []string{badge} })
	b.Toggle()
	if !slices.Equal(b.codes, []string{badge}) {
		t.Errorf("read %v", b.codes)
	}
	// The pictures have ended: the camera has vanished, and the panel says so.
	if b.On() || !b.view.root.Visible() || b.view.frame.Visible() ||
		len(b.turns) < 3 || !b.turns[0] || b.turns[len(b.turns)-1] {
		t.Errorf("on %t, turned %v", b.On(), b.turns)
	}
	b.Stop()
	if b.view.root.Visible() {
		t.Error("the panel stays")
	}
}

func TestCamera_LooksThoroughlyNowAndThen(t *testing.T) {
	looked, all := 0, 0
	b := newBooth(t, source{}, nil)
	pictures := make(chan image.Image)
	go func() {
		defer close(pictures)
		for range 3 * thorough {
			pictures <- scene()
		}
	}()
	b.d.Codes = func(_ context.Context, _ image.Image, thorough bool) []string {
		looked++
		if thorough {
			all++
		}
		return nil
	}
	b.read(t.Context(), b.run, pictures)
	if looked != 3*thorough || all != 3 {
		t.Errorf("looked %d times, thoroughly %d times", looked, all)
	}
}

func TestCamera_ThatIsNotThere(t *testing.T) {
	for _, err := range []error{event.Fail("desktop.camera.none"), errors.New("ioctl")} {
		b := newBooth(t, source{err: err}, nil)
		b.Toggle()
		if b.On() || !b.view.root.Visible() {
			t.Error("nothing is said")
		}
	}
}

func TestSightings(t *testing.T) {
	s, now := sightings{}, time.Now()
	for i, c := range []struct {
		code  string
		later time.Duration
		want  bool
	}{{badge, 0, true}, {badge, time.Second, false}, {badge, time.Second, false}, {"other", 0, true}, {badge, 3 * time.Second, true}} {
		now = now.Add(c.later)
		if got := s.fresh(c.code, now); got != c.want {
			t.Errorf("%d: fresh is %t", i, got)
		}
	}
}

func TestPreview(t *testing.T) {
	wide := image.NewGray(image.Rect(0, 0, 1280, 720))
	wide.Pix[0] = 255
	p := preview(wide)
	if p.Bounds().Dx() != 320 || p.Bounds().Dy() != 180 {
		t.Errorf("%v", p.Bounds())
	}
	if r, _, _, _ := p.At(319, 0).RGBA(); r == 0 {
		t.Error("it is no mirror")
	}
	if high := preview(image.NewGray(image.Rect(0, 0, 100, 1000))); high.Bounds().Dy() != 240 {
		t.Errorf("%v", high.Bounds())
	}
	if preview(image.NewGray(image.Rectangle{})) != nil {
		t.Error("a picture of nothing")
	}
}

func TestCamera_Pictures(t *testing.T) {
	for name, s := range map[string]source{
		"gone": {pictures: []image.Image{scene()}}, "none": {err: event.Fail("desktop.camera.none")},
	} {
		b := newBooth(t, s, func(image.Image, bool) []string { return nil })
		b.Toggle()
		kittest.Screenshot(t, b.window.Canvas(), "scanner-camera-"+name)
	}
	b := newBooth(t, source{}, nil)
	b.show(b.run, preview(scene()), true)
	b.hand(b.run, badge)
	kittest.Screenshot(t, b.window.Canvas(), "scanner-camera-read")
	if b.view.frame.Visible() != true || kit.DialogOpen(b.window) {
		t.Error("no picture is seen")
	}
}
