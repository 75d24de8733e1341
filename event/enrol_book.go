package event

import (
	"context"
	"slices"
	"time"
)

// placeBook is what a decision about places by hand looks at, and the facts it comes to. What was decided
// already counts although no table shows it yet.
type placeBook struct {
	now      time.Time
	sessions []Session
	limits   map[string]*int        // by session
	taken    map[string]int         // by session
	of       map[string][]Enrolment // by registration
	out      map[EnrolmentKey]bool  // who was taken out by hand
	batch    Batch
}

// placeBook reads what matters for one person and one session.
func (s *Service) placeBook(ctx context.Context, r Reader, e Entry, target Session) (*placeBook, error) {
	p := Programme{Event: Event{ID: target.Event}}
	var err error
	if p.Sessions, err = r.Sessions(ctx, target.Event); err != nil {
		return nil, err
	}
	if p.Rooms, err = r.Rooms(ctx, target.Event); err != nil {
		return nil, err
	}
	there, err := r.Enrolments(ctx, EnrolmentFilter{Session: target.ID})
	if err != nil {
		return nil, err
	}
	mine, err := r.Enrolments(ctx, EnrolmentFilter{Registration: e.ID})
	if err != nil {
		return nil, err
	}
	p.Enrolments = append(mine, slices.DeleteFunc(there, func(x Enrolment) bool { return x.Registration == e.ID })...)
	return newPlaceBook(p, s.Clock.Now()), nil
}

func newPlaceBook(p Programme, now time.Time) *placeBook {
	k := &placeBook{now: now.UTC(), sessions: p.Sessions, limits: p.limits(), taken: map[string]int{},
		of: map[string][]Enrolment{}, out: make(map[EnrolmentKey]bool, len(p.Withdrawn))}
	for _, x := range p.Withdrawn {
		k.out[x.Key()] = true
	}
	for _, x := range p.Enrolments {
		k.of[x.Registration] = append(k.of[x.Registration], x)
		if x.State == Enrolled {
			k.taken[x.Session]++
		}
	}
	return k
}

// limits says how many places the sessions have: their own number or their room's, whichever is smaller; nil
// is no limit.
func (p Programme) limits() map[string]*int {
	rooms := map[string]*int{}
	for _, room := range p.Rooms {
		rooms[room.ID] = room.Capacity
	}
	limits := make(map[string]*int, len(p.Sessions))
	for _, s := range p.Sessions {
		limits[s.ID] = s.Capacity
		if room := rooms[s.Room]; room != nil && !s.AllRooms && (s.Capacity == nil || *room < *s.Capacity) {
			limits[s.ID] = room
		}
	}
	return limits
}

// Limit is how many places a session has: its own number or its room's, whichever is smaller; nil is no limit.
func (p Programme) Limit(session string) *int { return p.limits()[session] }

func (k *placeBook) session(id string) (Session, bool) {
	i := slices.IndexFunc(k.sessions, func(s Session) bool { return s.ID == id })
	if i < 0 {
		return Session{}, false
	}
	return k.sessions[i], true
}

// free is how many places a session has left.
func (k *placeBook) free(session string) (n int, limited bool) {
	limit := k.limits[session]
	if limit == nil {
		return 0, false
	}
	return max(*limit-k.taken[session], 0), true
}

// has finds where somebody stands in a session.
func (k *placeBook) has(registration, session string) (Enrolment, bool) {
	for _, x := range k.of[registration] {
		if x.Session == session {
			return x, true
		}
	}
	return Enrolment{}, false
}

// mayEnrol looks for a free place, for something else at the same time, for the same at another time, and
// whether the session is for the person at all.
func (k *placeBook) mayEnrol(e Entry, target Session) error {
	if n, limited := k.free(target.ID); limited && n == 0 {
		if has, ok := k.has(e.ID, target.ID); !ok || has.State != Enrolled {
			return Fail(CodeSessionFull, "Session", target.Title, "Capacity", *k.limits[target.ID]).In("session")
		}
	}
	for _, x := range k.of[e.ID] {
		other, ok := k.session(x.Session)
		if ok && x.State == Enrolled && other.ID != target.ID && other.Overlaps(target) {
			return Fail(CodeSessionClash, "Session", other.Title, "Why", string(Enrolled)).In("session")
		}
	}
	if why, other := obstacle(e, target, k.sessions); why != "" {
		return Fail(CodeSessionClash, "Session", other.Title, "Why", string(why)).In("session")
	}
	for _, x := range k.of[e.ID] {
		if other, ok := k.session(x.Session); ok && x.State == Enrolled && other.twin(target) {
			return Fail(CodeSessionClash, "Session", other.Title, "Why", string(PassTwice)).In("session")
		}
	}
	return nil
}

// twin reports whether people sign up for the same at another time.
func (s Session) twin(o Session) bool {
	return s.ID != o.ID && s.SignUp && o.SignUp && Fold(s.Title) == Fold(o.Title)
}

// obstacle says why somebody cannot be in a session, whatever places there are.
func obstacle(e Entry, target Session, sessions []Session) (why PassReason, other Session) {
	return newObstacles(target, sessions).of(e)
}

// enrol gives a place by hand; who has one waits for nothing else of that time and for no repetition of it.
func (k *placeBook) enrol(e Entry, target Session) {
	for _, x := range slices.Clone(k.of[e.ID]) {
		other, ok := k.session(x.Session)
		if ok && x.State == OnWaitlist && other.ID != target.ID && (other.Overlaps(target) || other.twin(target)) {
			k.end(e.ID, x.Session)
		}
	}
	k.set(Enrolment{Event: target.Event, Session: target.ID, Registration: e.ID, State: Enrolled, Rank: e.Choice(target.Title), Locked: true})
}

// end takes a place, or waiting for one, from somebody who has it.
func (k *placeBook) end(registration, session string) {
	if x, ok := k.has(registration, session); ok {
		k.set(Enrolment{Event: x.Event, Session: session, Registration: registration, State: EnrolmentEnded})
	}
}

// withdraw ends it by hand: an allocation does not put the person back.
func (k *placeBook) withdraw(registration, session string) {
	if x, ok := k.has(registration, session); ok {
		k.set(Enrolment{Event: x.Event, Session: session, Registration: registration, State: EnrolmentEnded, Locked: true})
	}
}

// set writes where somebody stands, unless they stand so already. A state that stays keeps since when it is
// so and whether the person was told.
func (k *placeBook) set(next Enrolment) {
	before, known := k.has(next.Registration, next.Session)
	next.Since = k.now
	if known && before.State == next.State {
		next.Since, next.Told = before.Since, before.Told
		if sameEnrolment(before, next) {
			return
		}
	}
	k.write(next)
}

// write notes the fact of an enrolment as it is, and that it is so.
func (k *placeBook) write(next Enrolment) {
	mine := k.of[next.Registration]
	i := slices.IndexFunc(mine, func(x Enrolment) bool { return x.Session == next.Session })
	if i >= 0 && mine[i].State == Enrolled {
		k.taken[next.Session]--
	}
	if next.State == Enrolled {
		k.taken[next.Session]++
	}
	switch {
	case i >= 0 && next.State == EnrolmentEnded:
		k.of[next.Registration] = slices.Delete(slices.Clone(mine), i, i+1)
	case i >= 0:
		mine[i] = next
	case next.State != EnrolmentEnded:
		k.of[next.Registration] = append(mine, next)
	}
	k.batch.Add(next.Event, next.Session+"/"+next.Registration, EnrolmentSet{next})
}
