package event

import (
	"slices"
	"time"
)

// keepings are how long copies are kept, and how many of them: one of each span as far back as far.
// Spans are counted from the same moment for ever, so that what stays today was among what stayed yesterday.
var keepings = []struct{ far, span time.Duration }{
	{time.Hour, 0}, // all
	{24 * time.Hour, time.Hour},
	{7 * 24 * time.Hour, 24 * time.Hour},
	{365 * 24 * time.Hour, 7 * 24 * time.Hour},
}

// CopiesKept is how long the oldest copies are kept.
const CopiesKept = 365 * 24 * time.Hour

// onlyWitness is how long a copy stays in any case whose file is there no more: what a restore or a migration
// replaced, and somebody may still want back.
const onlyWitness = 7 * 24 * time.Hour

// A clock that is set far ahead makes everything look old. Where the newest copies begin longer than a jump after those
// before, the time between does not count until the newest reach over a day: only then it has surely passed.
const (
	clockJump = 28 * 24 * time.Hour
	passedFor = 24 * time.Hour
)

// KeepCopies says which copies stay: all of the last hour, then the newest of each hour for a day, of each day
// for a week, of each week for a year, always the newest of all, and for a week what a restore or a migration
// replaced. Foreign ones stay, and those from the future until it is there: either clock may be the wrong one, and while
// the other was right they were thinned out as well. Nothing goes because of them.
func KeepCopies(all []Backup, now time.Time) (stay, gone []Backup) {
	left := func(c Backup) bool { return c.Foreign || c.At.After(now) }
	for _, c := range all {
		if left(c) {
			stay = append(stay, c)
		}
	}
	all = slices.DeleteFunc(slices.Clone(all), left)
	slices.SortStableFunc(all, func(a, b Backup) int { return b.At.Compare(a.At) })
	before, gap := lastJump(all, now)
	type slot struct {
		span time.Duration
		n    int64
	}
	taken := map[slot]bool{}
	for i, c := range all {
		age := now.Sub(c.At)
		if gap > 0 && !c.At.After(before) {
			age -= gap
		}
		span, kept := spanOf(age)
		if span > 0 {
			// A slot is named by its span: what grows older moves into a wider one.
			s := slot{span, c.At.Unix() / int64(span/time.Second)}
			kept = kept && !taken[s]
			taken[s] = true
		}
		witness := (c.Reason == CopyRestore || c.Reason == CopyMigration) && age < onlyWitness
		if kept || witness || i == 0 {
			stay = append(stay, c)
		} else {
			gone = append(gone, c)
		}
	}
	return stay, gone
}

// lastJump finds the time that may not have passed: before is the newest copy in front of it. all begins with the newest.
func lastJump(all []Backup, now time.Time) (before time.Time, gap time.Duration) {
	begin := now
	for _, c := range all {
		if gap = begin.Sub(c.At); gap > clockJump {
			return c.At, gap
		}
		if begin = c.At; now.Sub(begin) >= passedFor {
			break
		}
	}
	return before, 0
}

// spanOf finds how copies of an age are thinned; kept is false where they are too old.
func spanOf(age time.Duration) (span time.Duration, kept bool) {
	for _, k := range keepings {
		if age < k.far {
			return k.span, true
		}
	}
	return 0, false
}

// CopyUntil is the last day on which a copy can still be there, if newer ones are made for longer than a day.
func CopyUntil(c Backup) time.Time { return c.At.Add(CopiesKept) }
