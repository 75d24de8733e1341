package desktop

import (
	"context"
	"image"
	"log/slog"
	"slices"
	"time"

	"zlot/event"
)

// The codes of a camera that gives no pictures.
const (
	CodeCameraNone    = "desktop.camera.none"    // there is none
	CodeCameraBusy    = "desktop.camera.busy"    // another program has it, or it must not be used
	CodeCameraMissing = "desktop.camera.missing" // this build cannot use cameras
)

// recorder is a camera that is open.
type recorder interface {
	// Read waits for the next picture, which holds until the one after it.
	Read() (picture image.Image, release func(), err error)
	Close() error
}

// Frames gives the pictures of the machine's camera until ctx ends or the camera vanishes: then the channel is
// closed. Pictures that nobody takes in time are dropped.
func Frames(ctx context.Context) (<-chan image.Image, error) { return framesOf(ctx, openCamera) }

// inUse holds whoever has the camera. It is let go a picture after it was turned off, and may be wanted again by then.
var inUse = make(chan struct{}, 1)

// longestWait is how long the camera may take to be let go.
const longestWait = 4 * time.Second

func framesOf(ctx context.Context, open func() (recorder, error)) (<-chan image.Image, error) {
	wait, cancel := context.WithTimeout(ctx, longestWait)
	defer cancel()
	select {
	case inUse <- struct{}{}:
	case <-wait.Done():
		return nil, noCamera(CodeCameraBusy, wait.Err())
	}
	r, err := open()
	if err != nil {
		<-inUse
		return nil, err
	}
	frames := make(chan image.Image, 1)
	go func() {
		defer func() { <-inUse }()
		follow(ctx, r, frames)
	}()
	return frames, nil
}

// follow hands the newest picture on.
func follow(ctx context.Context, r recorder, frames chan image.Image) {
	defer close(frames)
	defer func() {
		if err := r.Close(); err != nil {
			slog.Warn("camera", "doing", "close", "error", err)
		}
	}()
	for ctx.Err() == nil {
		picture, release, err := r.Read()
		if err != nil {
			if ctx.Err() == nil {
				slog.Warn("camera", "doing", "read", "error", err)
			}
			return
		}
		own := copied(picture)
		release()
		if own == nil {
			continue
		}
		select {
		case <-frames: // nobody took the one before
		default:
		}
		frames <- own
	}
}

// copied is a picture that stays when the camera writes the next one over it.
func copied(picture image.Image) image.Image {
	switch p := picture.(type) {
	case *image.YCbCr:
		own := *p
		own.Y, own.Cb, own.Cr = slices.Clone(p.Y), slices.Clone(p.Cb), slices.Clone(p.Cr)
		return &own
	case *image.RGBA:
		own := *p
		own.Pix = slices.Clone(p.Pix)
		return &own
	case *image.Gray:
		own := *p
		own.Pix = slices.Clone(p.Pix)
		return &own
	}
	return nil
}

// mode is one of the ways in which a camera can take pictures.
type mode struct {
	width, height int
	packed        bool    // as JPEG, which costs time and sharpness
	rate          float32 // pictures a second; 0: it does not say
}

// The picture that is wished for: enough for a badge at arm's length, and little enough to be read at once.
const wishedWidth, leastWidth, mostWidth = 1280, 320, 1920

// mostRate is more pictures a second than anybody sees.
const mostRate = 30

// bestMode chooses among the ways; -1 where none is of use.
func bestMode(modes []mode) int {
	best, least := -1, 0
	for i, m := range modes {
		if m.width < leastWidth || m.width > mostWidth || m.height <= 0 {
			continue
		}
		cost := max(m.width-wishedWidth, wishedWidth-m.width)
		if m.width > wishedWidth {
			cost *= 2 // more to read is worse than less to see
		}
		if m.packed {
			cost++
		}
		faster := best >= 0 && cost == least && m.rate > modes[best].rate && m.rate <= mostRate
		if best < 0 || cost < least || faster {
			best, least = i, cost
		}
	}
	return best
}

func noCamera(code string, cause error) error {
	if cause == nil {
		return event.Fail(code)
	}
	return event.Fail(code).Because(cause)
}
