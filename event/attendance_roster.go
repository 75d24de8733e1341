package event

import (
	"cmp"
	"slices"
	"time"
)

// roster is a Record got ready to be asked who was where: everything has its place in a list, and times are
// numbers.
type roster struct {
	rec      Record
	zone     *time.Location
	kinds    []CertificateKind
	people   []*Entry // without the cancelled
	meetings []meeting
	clusters [][]int // sign-up sessions that run at one time, by place
	days     []int64 // midnights of the event's days, and the one after the last

	marks    []mark // by person; those of person i are marks[first[i]:first[i+1]]
	first    []int
	seen     []bool   // let in anywhere
	enrolled []uint64 // a bit for each meeting, stride words for each person
	stride   int
	granted  []granted
	decided  map[string][]Decision // by registration
	led      map[string][]Topic    // by registration
}

// meeting is a session, with its times as numbers.
type meeting struct {
	*Session
	start, end int64
	nextDay    int64 // the midnight after the start
	today      int   // which day of the event it is; none: more than there are
	counts     bool  // has hours, or must be attended
	manned     bool  // somebody was let in at its door
}

// mark is a scan that says when a person came or left.
type mark struct {
	at      int64
	meeting int32 // whose door it was; -1: the desk
	out     bool
	inOut   bool // people are scanned in and out there
	once    bool // the desk asks once for all days
}

// granted is what was given to one person.
type granted struct {
	elsewhere float64 // recognised and corrected
	sessions  map[int32]sessionGrants
}

// sessionGrants are the grants of one session that count.
type sessionGrants struct{ excused, assigned *Grant }

func newRoster(rec Record) *roster {
	x := &roster{rec: rec, zone: rec.Event.Zone(), kinds: rec.Event.CertificateKinds(), decided: map[string][]Decision{},
		led: ledBy(rec.Sessions)}
	places := make(map[string]int32, len(rec.Entries))
	for i := range rec.Entries {
		if e := &rec.Entries[i]; e.Status != Cancelled {
			places[e.ID] = int32(len(x.people))
			x.people = append(x.people, e)
		}
	}
	for _, d := range rec.Event.Days() {
		x.days = append(x.days, d.Time(x.zone).UnixNano())
	}
	if n := len(x.days); n > 0 {
		x.days = append(x.days, time.Unix(0, x.days[n-1]).In(x.zone).AddDate(0, 0, 1).UnixNano())
	}
	meetings := make(map[string]int32, len(rec.Sessions))
	for i := range rec.Sessions {
		meetings[rec.Sessions[i].ID] = int32(i)
		x.meetings = append(x.meetings, x.newMeeting(&rec.Sessions[i]))
	}
	x.clusters = clusters(rec.Sessions)
	x.addMoves(places, meetings)
	x.addEnrolments(places, meetings)
	x.addGrants(places, meetings)
	for _, d := range rec.Decisions {
		x.decided[d.Registration] = append(x.decided[d.Registration], d)
	}
	return x
}

func (x *roster) newMeeting(s *Session) meeting {
	start := s.Start.In(x.zone)
	midnight := time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, x.zone)
	today, found := slices.BinarySearch(x.days, midnight.UnixNano())
	if !found {
		today = len(x.days)
	}
	return meeting{Session: s, start: s.Start.UnixNano(), end: s.End.UnixNano(), nextDay: midnight.AddDate(0, 0, 1).UnixNano(),
		today: today, counts: s.Hours > 0 || s.Mandatory || x.named(s.ID)}
}

// named reports whether a kind of certificate asks for a session.
func (x *roster) named(session string) bool {
	return slices.ContainsFunc(x.kinds, func(k CertificateKind) bool { return slices.Contains(k.Sessions, session) })
}

// gate is a checkpoint as scans need it.
type gate struct {
	kind    CheckpointKind
	policy  Policy
	meeting int32 // -1: none
}

// addMoves sorts the moves by person.
func (x *roster) addMoves(places, meetings map[string]int32) {
	points := map[string]gate{}
	for _, c := range x.rec.Checkpoints {
		p := gate{c.Kind, c.Policy, -1}
		if m, ok := meetings[c.Session]; ok && c.Kind == Door {
			p.meeting = m
		}
		points[c.ID] = p
	}
	x.seen = make([]bool, len(x.people))
	who := make([]int32, 0, len(x.rec.Moves))
	all := make([]mark, 0, len(x.rec.Moves))
	x.first = make([]int, len(x.people)+1)
	for i := range x.rec.Moves {
		mv := &x.rec.Moves[i]
		person, m, ok := x.markOf(mv, points, places, meetings)
		if !ok {
			continue
		}
		who, all = append(who, person), append(all, m)
		x.first[person+1]++
	}
	for i := range x.people {
		x.first[i+1] += x.first[i]
	}
	x.marks = make([]mark, len(all))
	next := slices.Clone(x.first)
	for i, m := range all {
		x.marks[next[who[i]]] = m
		next[who[i]]++
	}
}

// markOf says what a move means for hours; ok is false for one that means nothing.
func (x *roster) markOf(mv *Move, points map[string]gate, places, meetings map[string]int32) (person int32, m mark, ok bool) {
	p, known := points[mv.Checkpoint]
	if !known { // of another desk, or of a file that is damaged: it is at no session's door
		p.meeting = -1
	}
	moves := p.policy == InOut || p.policy == OnceASession
	if mv.Outcome == AlreadyIn && !moves { // who is in for good is not told apart
		return 0, m, false
	}
	m = mark{at: mv.At.UnixNano(), meeting: p.meeting, out: mv.Outcome == Exited, inOut: p.policy == InOut, once: p.policy == Once}
	if mv.Session != "" {
		if m.meeting, ok = meetings[mv.Session]; !ok {
			m.meeting = noMeeting
		}
	}
	if mv.Outcome == Admitted && m.meeting >= 0 {
		x.meetings[m.meeting].manned = true
	}
	if person, ok = places[mv.Registration]; !ok {
		return 0, m, false
	}
	x.seen[person] = x.seen[person] || mv.Outcome == Admitted
	desk := p.kind == Desk && mv.Session == ""
	return person, m, m.meeting >= 0 || (desk && (!m.out || m.inOut))
}

// noMeeting is the place of a session that is not in the programme any more.
const noMeeting = -2

func (x *roster) addEnrolments(places, meetings map[string]int32) {
	x.stride = (len(x.meetings) + 63) / 64
	x.enrolled = make([]uint64, x.stride*len(x.people))
	for _, e := range x.rec.Enrolments {
		person, ok := places[e.Registration]
		m, there := meetings[e.Session]
		if ok && there && e.State == Enrolled {
			x.enrolled[int(person)*x.stride+int(m)/64] |= 1 << (m % 64)
		}
	}
}

func (x *roster) isEnrolled(i, m int) bool { return x.enrolled[i*x.stride+m/64]&(1<<(m%64)) != 0 }

// addGrants keeps of each session the last excuse and the last assignment, and sums up what is for none.
func (x *roster) addGrants(places, meetings map[string]int32) {
	x.granted = make([]granted, len(x.people))
	grants := slices.Clone(x.rec.Grants)
	slices.SortFunc(grants, func(a, b Grant) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	for i := range grants {
		g := &grants[i]
		person, ok := places[g.Registration]
		if !ok {
			continue
		}
		of := &x.granted[person]
		if g.Session == "" || (g.Kind != Excused && g.Kind != Assigned) {
			of.elsewhere += g.Hours
			continue
		}
		m, there := meetings[g.Session]
		if !there {
			continue
		}
		if of.sessions == nil {
			of.sessions = map[int32]sessionGrants{}
		}
		both := of.sessions[m]
		if g.Kind == Excused {
			both.excused = g
		} else {
			both.assigned = g
		}
		of.sessions[m] = both
	}
}

// clusters groups the places of sign-up sessions that run at one time.
func clusters(sessions []Session) [][]int {
	var signUp []int
	for i, s := range sessions {
		if s.SignUp && s.Hours > 0 {
			signUp = append(signUp, i)
		}
	}
	slices.SortStableFunc(signUp, func(a, b int) int { return sessions[a].Start.Compare(sessions[b].Start) })
	var out [][]int
	var end time.Time
	for _, i := range signUp {
		s := &sessions[i]
		if len(out) > 0 && s.Start.Before(end) {
			out[len(out)-1] = append(out[len(out)-1], i)
		} else {
			out = append(out, []int{i})
			end = time.Time{}
		}
		if s.End.After(end) {
			end = s.End
		}
	}
	return out
}
