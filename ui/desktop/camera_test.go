package desktop

import (
	"context"
	"errors"
	"image"
	"testing"

	"zlot/event"
)

// fake is a camera that gives some pictures and vanishes, all in one buffer.
type fake struct {
	left   int
	buffer *image.Gray
	closed chan struct{}
}

var errGone = errors.New("no such device")

func (f *fake) Read() (image.Image, func(), error) {
	if f.left == 0 {
		return nil, nil, errGone
	}
	f.left--
	f.buffer.Pix[0]++
	return f.buffer, func() {}, nil
}

func (f *fake) Close() error { close(f.closed); return nil }

func TestFollow_ACameraThatVanishesEndsThePictures(t *testing.T) {
	f := &fake{left: 5, buffer: image.NewGray(image.Rect(0, 0, 2, 2)), closed: make(chan struct{})}
	frames := make(chan image.Image, 1)
	go follow(t.Context(), f, frames)
	var last image.Image
	for picture := range frames {
		last = picture
	}
	<-f.closed
	if g, ok := last.(*image.Gray); !ok || g.Pix[0] != 5 || g == f.buffer {
		t.Errorf("the last picture is %v, not a copy of the newest", last)
	}
}

func TestFollow_EndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f := &fake{left: 1 << 40, buffer: image.NewGray(image.Rect(0, 0, 2, 2)), closed: make(chan struct{})}
	frames := make(chan image.Image, 1)
	go follow(ctx, f, frames)
	<-frames
	cancel()
	for range frames { // until it is closed
	}
	<-f.closed
}

// A camera that is turned off and on at once is opened when it was let go, and not found busy.
func TestFrames_OffAndOnAgain(t *testing.T) {
	first := &fake{left: 1 << 40, buffer: image.NewGray(image.Rect(0, 0, 2, 2)), closed: make(chan struct{})}
	ctx, off := context.WithCancel(t.Context())
	if _, err := framesOf(ctx, func() (recorder, error) { return first, nil }); err != nil {
		t.Fatal(err)
	}
	off()
	second := &fake{left: 1, buffer: image.NewGray(image.Rect(0, 0, 2, 2)), closed: make(chan struct{})}
	frames, err := framesOf(t.Context(), func() (recorder, error) {
		select {
		case <-first.closed:
			return second, nil
		default:
			return nil, errors.New("busy")
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for range frames { // until the second vanishes
	}
	<-second.closed
	if _, err := framesOf(t.Context(), func() (recorder, error) { return nil, errGone }); !errors.Is(err, errGone) {
		t.Errorf("a camera that is not there: %v", err)
	}
	inUse <- struct{}{} // it is let go after a failure, too
	<-inUse
}

func TestCopied(t *testing.T) {
	colour := image.NewYCbCr(image.Rect(0, 0, 4, 4), image.YCbCrSubsampleRatio422)
	plain := image.NewRGBA(image.Rect(0, 0, 4, 4))
	a, b := copied(colour).(*image.YCbCr), copied(plain).(*image.RGBA)
	colour.Y[0], plain.Pix[0] = 9, 9
	if a.Y[0] != 0 || b.Pix[0] != 0 {
		t.Error("the copy changes with the camera's picture")
	}
	if copied(nil) != nil {
		t.Error("nothing has a copy")
	}
}

func TestBestMode(t *testing.T) {
	for name, c := range map[string]struct {
		modes []mode
		want  int
	}{
		"none":                {nil, -1},
		"only stamps":         {[]mode{{160, 120, false, 0}}, -1},
		"the wished one":      {[]mode{{640, 480, false, 0}, {1280, 720, false, 0}, {1920, 1080, false, 0}}, 1},
		"sharp before packed": {[]mode{{1280, 720, true, 0}, {1280, 720, false, 0}}, 1},
		"smooth":              {[]mode{{1280, 720, false, 5}, {1280, 720, false, 30}, {1280, 720, false, 90}}, 1},
		"small before huge":   {[]mode{{4096, 2160, false, 0}, {640, 480, true, 0}}, 1},
	} {
		if got := bestMode(c.modes); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// Where there is no camera, the reason is one that people are told.
func TestFrames_WithoutACamera(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	frames, err := Frames(ctx)
	if err == nil {
		cancel()
		for range frames {
		}
		return // this machine has one
	}
	var known *event.Error
	if !errors.As(err, &known) {
		t.Errorf("%v has no sentence", err)
	}
}
