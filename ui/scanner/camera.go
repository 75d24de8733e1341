package scanner

import (
	"context"
	"image"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// thorough is on how many frames one is looked at with all means.
	thorough = 8
	// painting is how often the picture on the screen changes at most.
	painting = 80 * time.Millisecond
	// gone is how long a code must be out of sight to be read again: a badge that is held still is one scan.
	gone = 2 * time.Second
)

// CameraDeps are what reads codes from a camera.
type CameraDeps struct {
	Context context.Context
	Printer *i18n.Printer
	Now     func() time.Time
	// Frames opens the camera; its pictures end when the camera vanishes, or with ctx.
	Frames func(ctx context.Context) (<-chan image.Image, error)
	// Codes reads a picture, at a glance or with all means.
	Codes func(ctx context.Context, picture image.Image, thorough bool) []string
	// Code gets each code, on the interface thread.
	Code func(code string)
	// Changed is told when the panel shows something else, which may need more room or none.
	Changed func()
}

// Camera is a small panel that shows what the camera sees and hands on the codes in it. It is hidden while it
// is off and nothing is to be said. A desk puts View somewhere and calls Toggle by a key.
type Camera struct {
	d      CameraDeps
	view   *cameraView
	cancel context.CancelFunc // nil: off
	run    int                // of the camera's runs, so that an old one does not speak for the new one
}

// NewCamera makes the panel; the camera is off.
func NewCamera(d CameraDeps) *Camera {
	c := &Camera{d: d}
	c.view = newCameraView(c)
	return c
}

// View is what is seen.
func (c *Camera) View() fyne.CanvasObject { return c.view.root }

// On tells whether the camera is on.
func (c *Camera) On() bool { return c.cancel != nil }

// Toggle turns the camera on or off.
func (c *Camera) Toggle() {
	if c.On() {
		c.Stop()
		return
	}
	c.start()
}

// Stop turns the camera off and hides the panel.
func (c *Camera) Stop() {
	c.run++
	c.end()
	c.view.hide()
}

func (c *Camera) end() {
	if c.cancel == nil {
		return
	}
	c.cancel()
	c.cancel = nil
}

func (c *Camera) start() {
	var ctx context.Context
	ctx, c.cancel = context.WithCancel(c.d.Context)
	c.run++
	run := c.run
	c.view.say(kit.ToneNeutral, c.d.Printer.T("scanner.camera.opening"))
	kit.Run(ctx, func(ctx context.Context) (struct{}, error) {
		frames, err := c.d.Frames(ctx)
		if err == nil {
			c.watch(ctx, run, frames)
		}
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if run != c.run {
			return
		}
		c.end()
		if err != nil {
			c.view.say(kit.ToneAttention, c.d.Printer.Error(err))
			return
		}
		c.view.say(kit.ToneAttention, c.d.Printer.T("scanner.camera.gone"))
	})
}

// watch goes on until the pictures end. It runs away from the interface, and reading does not hold up what is
// seen: a picture that comes while one is read is only shown.
func (c *Camera) watch(ctx context.Context, run int, frames <-chan image.Image) {
	toRead := make(chan image.Image, 1)
	var reading sync.WaitGroup
	reading.Go(func() { c.read(ctx, run, toRead) })
	var painted time.Time
	first := true
	for picture := range frames {
		if now := c.d.Now(); first || now.Sub(painted) >= painting {
			small, greet := preview(picture), first
			painted, first = now, false
			fyne.Do(func() { c.show(run, small, greet) })
		}
		select {
		case toRead <- picture:
		default:
		}
	}
	close(toRead)
	reading.Wait()
}

// show paints a picture; the first one says what to do.
func (c *Camera) show(run int, small image.Image, greet bool) {
	if run != c.run {
		return
	}
	c.view.picture(small)
	if greet {
		c.view.say(kit.ToneInfo, c.d.Printer.T("scanner.camera.ready"))
	}
}

// read looks for codes in what comes.
func (c *Camera) read(ctx context.Context, run int, pictures <-chan image.Image) {
	seen := sightings{}
	n := 0
	var rest time.Time
	for picture := range pictures {
		began := c.d.Now()
		if began.Before(rest) {
			continue // reading takes half of the time at most: the desk goes first
		}
		codes := c.d.Codes(ctx, picture, n%thorough == thorough-1)
		n++
		rest = c.d.Now()
		rest = rest.Add(rest.Sub(began))
		for _, code := range codes {
			if seen.fresh(code, c.d.Now()) {
				fyne.Do(func() { c.hand(run, code) })
			}
		}
	}
}

// hand gives a code to the desk.
func (c *Camera) hand(run int, code string) {
	if run != c.run {
		return
	}
	c.view.say(kit.ToneAdmitted, c.d.Printer.T("scanner.camera.read", i18n.Args{"Code": short(code)}))
	c.d.Code(code)
}

// sightings remember when a code was seen last.
type sightings map[string]time.Time

// fresh tells whether a code comes into sight.
func (s sightings) fresh(code string, now time.Time) bool {
	last, before := s[code]
	s[code] = now
	return !before || now.Sub(last) > gone
}

// short is a code that is not too long to be shown.
func short(code string) string {
	const most = 24
	if letters := []rune(code); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return grouped(code)
}
