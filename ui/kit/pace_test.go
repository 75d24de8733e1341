package kit_test

import (
	"slices"
	"testing"
	"time"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// slowWindow types what is left of a code whenever it is asked for keys.
type slowWindow struct {
	polls, paints int
	did           []string
	keys          func(poll int)
}

func (w *slowWindow) Poll() {
	w.polls++
	if w.keys != nil {
		w.keys(w.polls)
	}
}

func (w *slowWindow) Arrange() { w.did = append(w.did, "arrange") }

func (w *slowWindow) Paint() {
	w.paints++
	w.did = append(w.did, "paint")
}

// What moves is laid out before the picture, which else would ask for another one.
func TestPaintSoon_LaysOutBefore(t *testing.T) {
	d := newDesk(t)
	w := &slowWindow{}
	t.Cleanup(kit.SetPace(w))
	kit.PaintSoon()
	d.clock.Settle()
	if !slices.Equal(w.did, []string{"arrange", "paint"}) {
		t.Errorf("it did %v", w.did)
	}
}

func TestPace_whileAScannerTypes(t *testing.T) {
	d := newDesk(t)
	w := &slowWindow{}
	t.Cleanup(kit.SetPace(w))
	kittest.TypeFocused(d.canvas(), "1")
	d.clock.Advance(time.Second)
	if w.polls != 0 {
		t.Fatalf("one digit: asked for keys %d times", w.polls)
	}
	w.keys = func(poll int) {
		if poll == 5 {
			kittest.TypeFocused(d.canvas(), "77\n")
		}
	}
	kittest.TypeFocused(d.canvas(), "483")
	d.clock.Advance(12 * time.Millisecond)
	if len(d.scans) != 1 || d.scans[0] != "148377" {
		t.Errorf("scans %q", d.scans)
	}
	d.clock.Advance(time.Second)
	polls := w.polls
	if d.clock.Advance(time.Second); polls > 50 || w.polls != polls {
		t.Errorf("asked for keys %d times, and then %d times", polls, w.polls)
	}
}

func TestPaintSoon(t *testing.T) {
	clock := kittest.Start(t)
	kit.PaintSoon() // the toolkit's own pace has no way to
	w := &slowWindow{}
	t.Cleanup(kit.SetPace(w))
	kit.PaintSoon()
	if w.paints != 0 {
		t.Error("painted in the middle of something")
	}
	if clock.Settle(); w.paints != 1 {
		t.Errorf("painted %d times", w.paints)
	}
}
