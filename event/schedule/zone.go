package schedule

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"

	"zlot/event"
)

// timeZone describes a zone for as long as the sessions last: each change of the clocks that lies within, the
// one before, and the time before that. With no sessions it is for the given day.
func timeZone(zone *time.Location, sessions []event.Session, day time.Time) *ics.VTimezone {
	first, last := day, day
	for i, x := range sessions {
		if i == 0 || x.Start.Before(first) {
			first = x.Start
		}
		if i == 0 || x.End.After(last) {
			last = x.End
		}
	}
	tz := ics.NewTimezone(zone.String())
	begin, _ := first.In(zone).ZoneBounds()
	if !begin.IsZero() { // the zone's time before, so that both its times are known
		observe(tz, begin.Add(-time.Second))
	}
	for t := first.In(zone); ; {
		observe(tz, t)
		_, end := t.ZoneBounds()
		if end.IsZero() || end.After(last) {
			return tz
		}
		t = end
	}
}

// observe adds the time that is kept at t, from when it began.
func observe(tz *ics.VTimezone, t time.Time) {
	name, offset := t.Zone()
	begin, _ := t.ZoneBounds()
	from := offset
	if begin.IsZero() {
		begin = time.Date(1601, 1, 1, 0, 0, 0, 0, t.Location()) // it always was so
	} else {
		from = offsetAt(begin.Add(-time.Second))
	}
	base := ics.ComponentBase{}
	base.AddProperty(ics.ComponentPropertyDtStart, begin.UTC().Add(time.Duration(from)*time.Second).Format(localForm))
	base.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offsetText(from))
	base.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offsetText(offset))
	base.AddProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	if t.IsDST() {
		tz.Components = append(tz.Components, &ics.Daylight{ComponentBase: base})
		return
	}
	tz.Components = append(tz.Components, &ics.Standard{ComponentBase: base})
}

// offsetAt is how far the clocks are before UTC, in seconds.
func offsetAt(t time.Time) int {
	_, offset := t.Zone()
	return offset
}

// isSecond reports whether the clocks of t's zone showed its time once before.
func isSecond(t time.Time) bool {
	begin, _ := t.ZoneBounds()
	if begin.IsZero() {
		return false
	}
	back := offsetAt(begin.Add(-time.Second)) - offsetAt(t)
	return t.Sub(begin) < time.Duration(back)*time.Second
}

// offsetText writes an offset: +0200.
func offsetText(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	text := fmt.Sprintf("%s%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf("%02d", seconds%60)
	}
	return text
}
