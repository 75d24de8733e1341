package event

import (
	"testing"
	"time"
)

// Heads are counted from four o'clock, on the days too on which the clocks change.
func TestNightBegan(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []int{25, 31} { // of March 2012: summer time began on the 25th
		for _, c := range []struct{ hour, minute, day int }{{0, 30, day - 1}, {3, 59, day - 1}, {4, 0, day}, {4, 30, day}, {23, 59, day}} {
			at := time.Date(2012, 3, day, c.hour, c.minute, 0, 0, zone)
			if got, want := nightBegan(at.UTC(), zone), time.Date(2012, 3, c.day, 4, 0, 0, 0, zone); !got.Equal(want) {
				t.Errorf("%v: %v, want %v", at, got, want)
			}
		}
	}
	winter := time.Date(2012, 10, 28, 3, 30, 0, 0, zone)
	if got := nightOf(winter, zone); got != "2012-10-27" {
		t.Errorf("%v: %v", winter, got)
	}
}
