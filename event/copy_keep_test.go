package event_test

import (
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// now is in the middle of an hour, a day and a week.
var copyNow = time.Date(2012, 9, 6, 12, 30, 0, 0, time.UTC)

func copiesOf(ages ...time.Duration) []event.Backup {
	var all []event.Backup
	for _, a := range ages {
		all = append(all, event.Backup{Name: a.String(), At: copyNow.Add(-a)})
	}
	return all
}

func names(all []event.Backup) []string {
	n := []string{}
	for _, c := range all {
		n = append(n, c.Name)
	}
	return n
}

func TestKeepCopies(t *testing.T) {
	const m, h, d = time.Minute, time.Hour, 24 * time.Hour
	for name, c := range map[string]struct {
		have, want []time.Duration
	}{
		"none":                       {nil, nil},
		"all of the last hour":       {[]time.Duration{1 * m, 2 * m, 10 * m, 59 * m}, []time.Duration{1 * m, 2 * m, 10 * m, 59 * m}},
		"the newest of each hour":    {[]time.Duration{1 * m, 91 * m, 100 * m, 149 * m, 151 * m}, []time.Duration{1 * m, 91 * m, 151 * m}},
		"the newest of each day":     {[]time.Duration{1 * m, 37 * h, 38 * h, 61 * h}, []time.Duration{1 * m, 37 * h, 61 * h}},
		"the newest of each week":    {[]time.Duration{1 * m, 15 * d, 16 * d, 22 * d, 300 * d}, []time.Duration{1 * m, 15 * d, 22 * d, 300 * d}},
		"nothing beyond a year":      {[]time.Duration{1 * m, 30 * h, 364 * d, 366 * d, 900 * d}, []time.Duration{1 * m, 30 * h, 364 * d}},
		"an idle year":               {[]time.Duration{1 * m, 30 * h, 900 * d}, []time.Duration{1 * m, 30 * h}},
		"a clock that was set back":  {[]time.Duration{-30 * m, -20 * m, 5 * m}, []time.Duration{-30 * m, -20 * m, 5 * m}},
		"a clock that was far ahead": {[]time.Duration{-400*d - m, -400 * d, -20 * m, 5 * m}, []time.Duration{-400*d - m, -400 * d, -20 * m, 5 * m}},
		"an hour's border is one":    {[]time.Duration{1 * h, 1*h + m}, []time.Duration{1 * h}},
	} {
		t.Run(name, func(t *testing.T) {
			stay, gone := event.KeepCopies(copiesOf(c.have...), copyNow)
			if got, want := names(stay), names(copiesOf(c.want...)); !slices.Equal(got, want) {
				t.Errorf("stay %v, want %v", got, want)
			}
			if len(stay)+len(gone) != len(c.have) {
				t.Errorf("%d stay and %d go, of %d", len(stay), len(gone), len(c.have))
			}
		})
	}
}

// What a restore or a migration replaced is nowhere else: it stays for a week, whatever was made in the same hour.
func TestKeepCopies_WhatWasReplaced(t *testing.T) {
	for _, c := range []struct {
		reason event.CopyReason
		age    time.Duration
		stays  bool
	}{
		{event.CopyRestore, 5*time.Hour + time.Minute, true}, {event.CopyMigration, 6*24*time.Hour + time.Hour, true},
		{event.CopyInterval, 5*time.Hour + time.Minute, false}, {event.CopyRestore, 8*24*time.Hour + time.Hour, false},
	} {
		older := event.Backup{Name: "older", Reason: c.reason, At: copyNow.Add(-c.age)}
		newer := event.Backup{Name: "newer", Reason: event.CopyInterval, At: older.At.Add(30 * time.Second)}
		stay, _ := event.KeepCopies([]event.Backup{{Name: "newest", At: copyNow}, newer, older}, copyNow)
		if got := slices.Contains(names(stay), "older"); got != c.stays {
			t.Errorf("%s, %v old: stays %t, want %t", c.reason, c.age, got, c.stays)
		}
	}
}

// A year of copies every ten minutes, thinned as they are made: what the rule promises is there on every day.
func TestKeepCopies_DayAfterDay(t *testing.T) {
	var have []event.Backup
	start := copyNow
	for n := range 400 * 24 * 6 / 5 { // every 50 minutes for 400 days
		now := start.Add(time.Duration(n) * 50 * time.Minute)
		have, _ = event.KeepCopies(append(have, event.Backup{Name: now.Format(time.RFC3339), At: now}), now)
		if n%977 != 0 {
			continue
		}
		for _, back := range []time.Duration{0, time.Hour, 5 * time.Hour, 20 * time.Hour, 3 * 24 * time.Hour, 40 * 24 * time.Hour, 300 * 24 * time.Hour} {
			if now.Add(-back).Before(start) {
				continue
			}
			off := map[bool]time.Duration{true: 2 * time.Hour, false: 48 * time.Hour}[back < 20*time.Hour]
			if back > 5*24*time.Hour {
				off = 14 * 24 * time.Hour
			}
			near := slices.ContainsFunc(have, func(c event.Backup) bool {
				gap := c.At.Sub(now.Add(-back))
				return gap > -off && gap < off
			})
			if !near {
				t.Fatalf("on %v nothing of %v before is left among %d", now, back, len(have))
			}
		}
	}
	if len(have) > 95 {
		t.Errorf("%d copies are kept", len(have))
	}
}

// A clock that is set back takes nothing away: what was made before is only thinned out when it is that time again.
func TestKeepCopies_ClockSetBack(t *testing.T) {
	have := copiesOf(0, -time.Hour, -2*time.Hour, 30*time.Hour)
	for n := range 24 { // every ten minutes before the clock goes from four hours later to now
		have = append(have, event.Backup{Name: copyNow.Add(time.Duration(n) * 10 * time.Minute).Format(time.TimeOnly), At: copyNow.Add(time.Duration(n) * 10 * time.Minute)})
	}
	if _, gone := event.KeepCopies(have, copyNow.Add(5*time.Minute)); len(gone) > 0 {
		t.Errorf("gone are %v", names(gone))
	}
	stay, _ := event.KeepCopies(have, copyNow.Add(30*time.Hour))
	if len(stay) > 4 {
		t.Errorf("a day later %v are left", names(stay))
	}
}

// A clock that is set years ahead takes nothing away on that day; and when the newest copies reach over more than a day,
// thinning goes on.
func TestKeepCopies_ClockFarAhead(t *testing.T) {
	for _, ahead := range []time.Duration{40 * 24 * time.Hour, 366 * 24 * time.Hour, 3 * 365 * 24 * time.Hour} {
		var have []event.Backup
		work := func(from time.Time, minutes int) (now time.Time) {
			for n := range minutes / 10 {
				now = from.Add(time.Duration(n) * 10 * time.Minute)
				have, _ = event.KeepCopies(append(have, event.Backup{Name: now.Format(time.RFC3339), At: now}), now)
			}
			return now
		}
		last := work(copyNow, 40*24*60)
		before := slices.Clone(have)
		wrong := work(last.Add(ahead), 10*60) // a day at the desk
		if recent := before[:6]; len(have) < 6 || !slices.Contains(names(have), recent[0].Name) {
			t.Fatalf("%v ahead: of %d copies are left %v", ahead, len(before), names(have))
		}
		for _, c := range before {
			if last.Sub(c.At) > 48*time.Hour && last.Sub(c.At) < 6*24*time.Hour && !slices.Contains(names(have), c.Name) {
				t.Errorf("%v ahead: %s is gone on the same day", ahead, c.Name)
			}
		}
		work(wrong, 3*24*60)
		old := 0
		for _, c := range have {
			if !c.At.After(last) {
				old++
			}
		}
		if ahead > 365*24*time.Hour+40*24*time.Hour && old > 0 || len(have) > 95 {
			t.Errorf("%v ahead, three days later: %d of before among %d", ahead, old, len(have))
		}
	}
}
