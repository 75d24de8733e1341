package event

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// span is a time in which somebody was inside.
type span struct {
	from, to int64
	day      int  // of the event, of a span at the desk
	measured bool // both ends were scanned where people are scanned in and out
}

// ever is the end of a span in which nobody was seen leaving.
const ever = math.MaxInt64

// lateAtNight is how long after midnight somebody who leaves was there the day before.
const lateAtNight = int64(4 * time.Hour)

// sitting is what is worked out for one person at a time; its lists are used again for the next one.
type sitting struct {
	desk  []span
	doors [][]span // by meeting
	used  []int32  // meetings whose door has spans
	marks []mark
	hours []SessionHours // by meeting
}

func (x *roster) newSitting() *sitting {
	return &sitting{doors: make([][]span, len(x.meetings)), hours: make([]SessionHours, len(x.meetings))}
}

// spans finds out from the scans of a person when they were inside: at the event, and in each session whose door
// is scanned at.
func (x *roster) spans(v *sitting, i int) {
	v.desk = v.desk[:0]
	for _, m := range v.used {
		v.doors[m] = v.doors[m][:0]
	}
	v.used = v.used[:0]
	marks := x.marks[x.first[i]:x.first[i+1]]
	if !slices.IsSortedFunc(marks, byMoment) {
		v.marks = append(v.marks[:0], marks...)
		slices.SortFunc(v.marks, byMoment)
		marks = v.marks
	}
	for _, m := range marks {
		if m.meeting < 0 {
			x.atDesk(v, m)
			continue
		}
		if len(v.doors[m.meeting]) == 0 {
			v.used = append(v.used, m.meeting)
		}
		mt := &x.meetings[m.meeting]
		v.doors[m.meeting] = atDoor(v.doors[m.meeting], m, max(mt.nextDay, mt.end))
	}
}

// byMoment sorts by time; of two scans of one moment, coming comes first.
func byMoment(a, b mark) int {
	return cmp.Or(cmp.Compare(a.at, b.at), compareBool(a.out, b.out), cmp.Compare(a.meeting, b.meeting), compareBool(a.inOut, b.inOut), compareBool(a.once, b.once))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// atDoor goes through the door of a session. Who is scanned there after the session's day was typed in from a
// list, and was there.
func atDoor(spans []span, m mark, after int64) []span {
	last := len(spans) - 1
	open := last >= 0 && spans[last].to == ever
	switch {
	case m.out && open:
		spans[last].to, spans[last].measured = m.at, true
	case m.out || open:
	case m.at >= after:
		spans = append(spans, span{from: math.MinInt64, to: ever})
	default:
		spans = append(spans, span{from: m.at, to: ever, measured: m.inOut})
	}
	return spans
}

// atDesk goes through the desk. A desk that is scanned once speaks for every later day of the event, another one
// for its own day. A scan before the first day is an early arrival; one after the last day is a list typed in
// afterwards, and speaks for the whole event.
func (x *roster) atDesk(v *sitting, m mark) {
	n := len(x.days) - 1
	if n < 0 {
		return
	}
	today, _ := slices.BinarySearch(x.days, m.at+1)
	today-- // -1: before the first day; n: after the last
	if m.out {
		x.leave(v, m, today)
		return
	}
	for k := range n {
		switch {
		case k == today:
			v.arrive(span{from: m.at, to: ever, day: k, measured: m.inOut})
		case today == n, today < k && (m.once || (k == 0)):
			v.arrive(span{from: x.days[k], to: ever, day: k, measured: m.inOut && today < n})
		}
	}
}

// arrive opens a span, unless somebody is inside that day already.
func (v *sitting) arrive(s span) {
	for _, o := range v.desk {
		if o.day == s.day && o.to == ever && o.measured == s.measured && o.from <= s.from {
			return
		}
	}
	v.desk = append(v.desk, s)
}

// leave closes the spans of the day. Who leaves without having come, or days later, changes nothing.
func (x *roster) leave(v *sitting, m mark, today int) {
	if today >= 0 && today < len(x.days) && m.at < x.days[today]+lateAtNight && !v.inside(today) {
		today--
	}
	if today < 0 { // the evening before the first day: an early arrival is over
		v.desk = slices.DeleteFunc(v.desk, func(s span) bool { return s.measured && s.to == ever && s.day == 0 && s.from == x.days[0] })
		return
	}
	for i := range v.desk {
		if s := &v.desk[i]; s.day == today && s.to == ever && s.from <= m.at {
			s.to, s.measured = m.at, true
		}
	}
}

// inside reports whether somebody came on a day of the event and has not left.
func (v *sitting) inside(day int) bool {
	return slices.ContainsFunc(v.desk, func(s span) bool { return s.day == day && s.to == ever })
}

// attended says for how much of a session a person was there, 0 to 1, and what shows it. measured is false where
// nobody was scanned out: whoever was there at all was there.
func (x *roster) attended(v *sitting, i, m int) (share float64, from Source, measured bool) {
	mt := &x.meetings[m]
	if mt.manned {
		share, measured = mt.share(v.doors[m], -1)
		return share, FromScan, measured
	}
	if mt.SignUp && !x.isEnrolled(i, m) {
		return 0, FromNothing, false
	}
	share, measured = mt.share(v.desk, mt.today)
	return share, FromDesk, measured
}

// share is what part of a session lies in spans, which are in order of their beginning. Of those at the desk
// only the day's count, unless both ends are known or the session goes on past midnight; day -1: all.
func (mt *meeting) share(spans []span, day int) (share float64, measured bool) {
	inside, until := int64(0), mt.start
	for _, s := range spans {
		if day >= 0 && s.day != day && s.to == ever && (s.from <= mt.start || s.from >= mt.end) {
			continue
		}
		if !s.measured && (day < 0 || s.from < mt.end) {
			return 1, false
		}
		if mt.start >= mt.end && s.from <= mt.start && s.to > mt.start {
			return 1, true
		}
		from, to := max(s.from, until), min(s.to, mt.end)
		if to > from {
			inside += to - from
			until = to
		}
	}
	if inside == 0 {
		return 0, true
	}
	return float64(inside) / float64(mt.end-mt.start), true
}

// sessionHours is one line of a person's account, of a session that may be none of theirs.
func (x *roster) sessionHours(v *sitting, i, m int) SessionHours {
	mt, e := &x.meetings[m], x.people[i]
	sh := SessionHours{Session: mt.ID, Title: mt.Title, Of: mt.Hours, Source: FromNothing}
	if !mt.counts || !mt.For(e.Group) {
		return sh
	}
	share, from, measured := x.attended(v, i, m)
	if share > 0 {
		x.credit(&sh, mt, share, from, measured)
	}
	grants := x.granted[i].sessions[int32(m)]
	sh.grant(grants)
	sh.Theirs = !mt.SignUp || sh.Present || share > 0 || x.isEnrolled(i, m) || grants != sessionGrants{}
	return sh
}

// credit counts a share of a session by the event's rule.
func (x *roster) credit(sh *SessionHours, mt *meeting, share float64, from Source, measured bool) {
	sh.Share, sh.Source = share, from
	if measured && share < 1 {
		sh.Source, sh.Minutes = FromShare, int(math.Round(share*mt.Length().Minutes()))
	}
	sh.Hours, sh.Present = x.rec.Event.Hours.credit(mt.Hours, share)
}

// usualLeast is the share from which a session counts where the rule names none.
const usualLeast = 50

// credit says how many hours of a session count for a share of it, and whether it was attended.
func (r HoursRule) credit(hours, share float64) (credited float64, attended bool) {
	switch r.Counting {
	case CountThreshold:
		least := r.Least
		if least <= 0 {
			least = usualLeast
		}
		if tidy(share*100) < float64(least) {
			return 0, false
		}
	case CountShare:
		return math.Round(hours*share*100) / 100, share > 0
	}
	return hours, share > 0
}

// grant counts what was given for the session: exactly the hours assigned, or at least those excused.
func (sh *SessionHours) grant(g sessionGrants) {
	switch {
	case g.assigned != nil:
		sh.Hours, sh.Source, sh.Grant = min(max(g.assigned.Hours, 0), sh.Of), FromAssigned, g.assigned.ID
		if sh.Of > 0 {
			sh.Present = sh.Hours > 0
		}
	case g.excused != nil && !(sh.Present && sh.Hours >= sh.Of):
		if given := min(max(g.excused.Hours, 0), sh.Of); given >= sh.Hours {
			sh.Hours = given
		}
		sh.Excused, sh.Source, sh.Grant = true, FromExcuse, g.excused.ID
	}
}
