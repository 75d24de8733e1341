package event_test

import (
	"testing"
	"time"

	"zlot/event"
)

func TestRegistration_AvailableFor(t *testing.T) {
	hour := func(h, m int) time.Time { return time.Date(2012, 9, 6, h, m, 0, 0, time.UTC) }
	r := event.Registration{Available: []event.Span{{From: hour(12, 0), To: hour(15, 0)}, {From: hour(9, 0), To: hour(12, 0)}, {From: hour(16, 0), To: hour(17, 0)}}}
	for _, c := range []struct {
		from, to time.Time
		want     bool
	}{
		{hour(9, 0), hour(12, 0), true}, {hour(11, 0), hour(13, 0), true}, {hour(9, 0), hour(15, 0), true}, {hour(16, 0), hour(17, 0), true},
		{hour(8, 59), hour(10, 0), false}, {hour(14, 0), hour(15, 1), false}, {hour(14, 0), hour(16, 30), false}, {hour(15, 10), hour(15, 50), false},
		{hour(7, 0), hour(8, 0), false}, {hour(18, 0), hour(19, 0), false},
	} {
		if got := r.AvailableFor(c.from, c.to); got != c.want {
			t.Errorf("%s–%s: %v", c.from.Format("15:04"), c.to.Format("15:04"), got)
		}
	}
	if !(event.Registration{}).AvailableFor(hour(0, 0), hour(23, 0)) {
		t.Error("whoever says nothing can be there all the time")
	}
}
