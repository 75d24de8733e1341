package checkin

import (
	"testing"
	"time"

	"zlot/event"
)

// BenchmarkDesk_Scan is from the Enter of a scanner to the verdict in its
// panel: durable in the database, laid out, ready to be painted.
func BenchmarkDesk_Scan(b *testing.B) {
	d := newDesk(b)
	d.confirmed()
	for b.Loop() {
		d.later(time.Second)
		d.scan(d.entries[0].Badge)
		d.p.last = nil
	}
}

// BenchmarkDesk_Painted adds the picture of the whole page by the toolkit's
// software painter, which knows no part of a picture: an upper bound. The
// window itself paints with GL.
func BenchmarkDesk_Painted(b *testing.B) {
	d := newDesk(b)
	d.confirmed()
	i := 0
	for b.Loop() {
		d.later(3 * time.Second)
		d.scan(d.entries[i%len(d.entries)].Badge)
		d.c.Capture()
		i++
	}
}

// BenchmarkDesk_Verdict is what showing a verdict costs the interface: texts
// are measured, fitted and placed.
func BenchmarkDesk_Verdict(b *testing.B) {
	d := newDesk(b)
	d.confirmed()
	d.scan(d.entries[0].Badge)
	if d.outcomes()[0] != event.Admitted {
		b.Fatal("nobody was let in")
	}
	a := *d.p.last
	for b.Loop() {
		d.p.showAnswer(a)
	}
}
