package event

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// randomProgramme is a small agenda with everything that an allocation has to look at.
func randomProgramme(r *rand.Rand) Programme {
	start := time.Date(2026, 9, 1, 7, 0, 0, 0, time.UTC)
	half := func(n int) time.Time { return start.Add(time.Duration(n) * 30 * time.Minute) }
	p := Programme{Event: Event{ID: "e"}}
	small := r.IntN(3)
	p.Rooms = []Room{{ID: "small", Event: "e", Title: "mała", Capacity: &small}}
	for n := range 1 + r.IntN(5) {
		from := r.IntN(4)
		s := Session{ID: fmt.Sprint("s", n), Event: "e", Title: string(rune('A' + r.IntN(5))), Start: half(from), End: half(from + r.IntN(8)/2), SignUp: r.IntN(7) > 0}
		if r.IntN(5) > 0 {
			places := r.IntN(4)
			s.Capacity = &places
		}
		if r.IntN(6) == 0 {
			s.Room = "small"
		}
		if r.IntN(8) == 0 {
			s.Groups = []string{"g"}
		}
		if r.IntN(8) == 0 {
			s.Contributors = []Contributor{{Name: "x", Role: Trainer, Person: fmt.Sprint("r", r.IntN(6))}}
		}
		s.Mandatory = r.IntN(4) == 0
		p.Sessions = append(p.Sessions, s)
	}
	for n := range 1 + r.IntN(5) {
		e := Entry{Registration: Registration{ID: fmt.Sprint("r", n), Event: "e", Number: r.IntN(3), Status: Statuses[r.IntN(3)], Submitted: half(-100 + r.IntN(3))}}
		if r.IntN(2) == 0 {
			e.Group = "g"
		}
		if r.IntN(8) == 0 {
			e.Available = []Span{{From: half(r.IntN(3)), To: half(3 + r.IntN(4))}}
		}
		for _, k := range r.Perm(6)[:r.IntN(6)] {
			e.Preferences = append(e.Preferences, string(rune('a'+k)))
		}
		p.Entries = append(p.Entries, e)
		for _, s := range p.Sessions {
			switch r.IntN(5) {
			case 0:
				x := Enrolment{Event: "e", Session: s.ID, Registration: e.ID, State: []EnrolmentState{Enrolled, Enrolled, OnWaitlist}[r.IntN(3)], Locked: r.IntN(4) == 0}
				if r.IntN(3) == 0 {
					x.Told = start
				}
				p.Enrolments = append(p.Enrolments, x)
			case 1:
				if r.IntN(3) == 0 {
					p.Withdrawn = append(p.Withdrawn, Enrolment{Event: "e", Session: s.ID, Registration: e.ID, State: EnrolmentEnded, Locked: true})
				}
			}
		}
	}
	return p
}

// oracle answers questions about an allocation from the programme alone, the simplest way.
type oracle struct {
	p Programme
	o AllocateOptions
}

func (c oracle) session(id string) Session {
	return c.p.Sessions[slices.IndexFunc(c.p.Sessions, func(s Session) bool { return s.ID == id })]
}

func (c oracle) stays(x Enrolment) bool {
	return x.Locked || x.State == Enrolled && (c.o.Keep == KeepAll || c.o.Keep == KeepTold && !x.Told.IsZero())
}

// staying are the sessions in which somebody keeps what they have.
func (c oracle) staying(id string) (list []Session) {
	for _, x := range c.p.Enrolments {
		if x.Registration == id && c.stays(x) {
			list = append(list, c.session(x.Session))
		}
	}
	return list
}

// kept is how many places of a session are not to be given.
func (c oracle) kept(s Session) (n int) {
	for _, x := range c.p.Enrolments {
		at := slices.IndexFunc(c.p.Entries, func(e Entry) bool { return e.ID == x.Registration })
		if x.Session == s.ID && x.State == Enrolled && (c.stays(x) || c.p.Entries[at].Status == Waitlisted) {
			n++
		}
	}
	return n
}

func (c oracle) limit(s Session) int {
	limit := 1000
	if s.Capacity != nil {
		limit = *s.Capacity
	}
	if s.Room != "" {
		limit = min(limit, *c.p.Rooms[0].Capacity)
	}
	return limit
}

func (c oracle) levels() (n int) {
	for _, e := range c.p.Entries {
		if e.Coming() {
			n = max(n, len(e.Preferences))
		}
	}
	return n
}

// level is how good a session is for somebody, from 0; ok is false if they are not to have it.
func (c oracle) level(e Entry, s Session) (level int, ok bool) {
	if c.hindered(e, s) || !s.SignUp || c.out(e, s) {
		return 0, false
	}
	for _, x := range c.p.Enrolments {
		if x.Registration != e.ID || !c.stays(x) {
			continue
		}
		o := c.session(x.Session)
		if o.ID == s.ID || o.Overlaps(s) || o.SignUp && x.State == Enrolled && o.Title == s.Title {
			return 0, false
		}
	}
	if choice := e.Choice(s.Title); choice > 0 {
		return choice - 1, true
	}
	has := slices.ContainsFunc(c.p.Enrolments, func(x Enrolment) bool {
		return x.Registration == e.ID && x.Session == s.ID && x.State == Enrolled
	})
	if has || c.waits(e, s) {
		return c.levels(), true
	}
	for _, o := range c.p.Sessions {
		if o.SignUp && o.Overlaps(s) && (e.Choice(o.Title) > 0 || c.waits(e, o) || c.out(e, o)) {
			return 0, false
		}
	}
	return c.levels() + 1, c.o.Fill
}

// hindered reports whether somebody cannot be in a session, whatever places there are.
func (c oracle) hindered(e Entry, s Session) bool {
	for _, o := range c.p.Sessions {
		shares := o.ID == s.ID || o.Start.Before(s.End) && s.Start.Before(o.End) && o.Start.Before(o.End) && s.Start.Before(s.End)
		leads := slices.ContainsFunc(o.Contributors, func(x Contributor) bool { return x.Person == e.ID })
		must := o.Mandatory && !o.SignUp && (len(o.Groups) == 0 || slices.Contains(o.Groups, e.Group))
		if shares && (leads || must) {
			return true
		}
	}
	return !e.AvailableFor(s.Start, s.End) || len(s.Groups) > 0 && !slices.Contains(s.Groups, e.Group)
}

func (c oracle) out(e Entry, s Session) bool {
	return slices.ContainsFunc(c.p.Withdrawn, func(x Enrolment) bool { return x.Registration == e.ID && x.Session == s.ID })
}

func (c oracle) waits(e Entry, s Session) bool {
	return slices.ContainsFunc(c.p.Enrolments, func(x Enrolment) bool {
		return x.Registration == e.ID && x.Session == s.ID && x.State == OnWaitlist
	})
}

// problem says the same as a problem of flow, each session a slot of its own.
func (c oracle) problem() (people []Entry, p flowProblem) {
	for _, e := range c.p.Entries {
		if e.Coming() {
			people = append(people, e)
		}
	}
	slices.SortFunc(people, inTurn)
	p.Levels = c.levels() + 2
	for i, s := range c.p.Sessions {
		p.Slots = append(p.Slots, i)
		p.Limits = append(p.Limits, max(c.limit(s)-c.kept(s), 0))
	}
	p.Clash = func(a, b int) bool {
		return c.p.Sessions[a].Overlaps(c.p.Sessions[b]) || c.p.Sessions[a].Title == c.p.Sessions[b].Title
	}
	for _, e := range people {
		var wants []flowWant
		for i, s := range c.p.Sessions {
			if level, ok := c.level(e, s); ok {
				wants = append(wants, flowWant{i, level})
			}
		}
		p.People = append(p.People, wants)
	}
	return people, p
}

// check compares a plan with everything that can be said of it.
func (c oracle) check(plan AllocationPlan) (complaint string) {
	people, problem := c.problem()
	var value flowValue
	load := map[string]int{}
	for who, e := range people {
		got := plan.People[slices.IndexFunc(plan.People, func(a Allotment) bool { return a.Registration == e.ID })]
		var places []Session
		for _, slot := range got.Slots {
			if slot.Session == "" {
				continue
			}
			s := c.session(slot.Session)
			i := slices.IndexFunc(places, func(o Session) bool { return o.ID == s.ID })
			if i >= 0 {
				continue
			}
			places = append(places, s)
			if slices.ContainsFunc(c.staying(e.ID), func(o Session) bool { return o.ID == s.ID }) {
				continue
			}
			level, ok := c.level(e, s)
			if !ok {
				return fmt.Sprintf("%s may not have %s", e.ID, s.ID)
			}
			load[s.ID]++
			value = value.plus(problem.valueOf(who, flowWant{0, level}))
			for _, o := range places[:len(places)-1] {
				if o.Overlaps(s) || o.Title == s.Title {
					return fmt.Sprintf("%s gets %s and %s", e.ID, o.ID, s.ID)
				}
			}
		}
		if text := c.explained(e, got, places, plan); text != "" {
			return text
		}
	}
	for i, s := range c.p.Sessions {
		if load[s.ID] > problem.Limits[i] {
			return fmt.Sprintf("%d new ones in %s, %d fit", load[s.ID], s.ID, problem.Limits[i])
		}
	}
	if best := problem.bruteForce(); best != value || !plan.Proven {
		return fmt.Sprintf("got %v, best is %v, proven %t", value, best, plan.Proven)
	}
	return ""
}

// explained looks whether every choice is either given or passed over with a true reason, and whether the
// person waits for what can be waited for.
func (c oracle) explained(e Entry, got Allotment, places []Session, plan AllocationPlan) string {
	has := func(id string) bool { return slices.ContainsFunc(places, func(s Session) bool { return s.ID == id }) }
	passed := map[string]int{}
	for _, slot := range got.Slots {
		for _, p := range slot.Passed {
			passed[p.Session]++
			if p.Why == PassNone {
				continue
			}
			if text := c.reason(e, p, places, plan); text != "" {
				return fmt.Sprintf("%s passes %s because of %s %s: %s", e.ID, p.Session, p.Why, p.Other, text)
			}
		}
		if slot.Waits != "" {
			s := c.session(slot.Waits)
			if has(s.ID) || e.Choice(s.Title) == 0 && !c.waits(e, s) || c.out(e, s) || c.hindered(e, s) && !slot.Kept {
				return fmt.Sprintf("%s cannot wait for %s", e.ID, s.ID)
			}
		}
	}
	for _, s := range c.p.Sessions {
		if asked := s.SignUp && e.Choice(s.Title) > 0; asked && !has(s.ID) != (passed[s.ID] == 1) {
			return fmt.Sprintf("%s: %s is passed over %d times, place %t", e.ID, s.ID, passed[s.ID], has(s.ID))
		}
	}
	return ""
}

func (c oracle) reason(e Entry, p Passed, places []Session, plan AllocationPlan) string {
	s := c.session(p.Session)
	var other Session
	if p.Other != "" {
		other = c.session(p.Other)
	}
	could := !c.hindered(e, s)
	inPlaces := slices.ContainsFunc(places, func(o Session) bool { return o.ID == other.ID })
	ok := false
	switch p.Why {
	case PassLeads:
		ok = slices.ContainsFunc(other.Contributors, func(x Contributor) bool { return x.Person == e.ID }) && (other.ID == s.ID || other.Overlaps(s))
	case PassMandatory:
		ok = other.Mandatory && !other.SignUp && other.For(e.Group) && other.Overlaps(s)
	case PassUnavailable:
		ok = !e.AvailableFor(s.Start, s.End)
	case PassWithdrawn:
		ok = could && c.out(e, s)
	case PassGroup:
		ok = !s.For(e.Group)
	case PassKept:
		ok = could && slices.ContainsFunc(c.staying(e.ID), func(o Session) bool { return o.ID == other.ID && (o.ID == s.ID || o.Overlaps(s)) })
	case PassTwice:
		ok = could && inPlaces && other.Title == s.Title && other.ID != s.ID
	case PassBetter:
		ok = could && inPlaces && other.Overlaps(s) && e.Choice(other.Title) > 0 && e.Choice(other.Title) < e.Choice(s.Title)
	case PassFull:
		i := slices.IndexFunc(plan.Sessions, func(x SessionPlaces) bool { return x.Session.ID == s.ID })
		ok = could && plan.Sessions[i].Limit != nil && plan.Sessions[i].Enrolled >= *plan.Sessions[i].Limit
	}
	if !ok {
		return "that is not so"
	}
	return ""
}

func TestAllocate_EqualsBruteForce(t *testing.T) {
	for seed := range uint64(8000) {
		checkRandomPlan(t, seed)
	}
}

func FuzzAllocate(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(checkRandomPlan)
}

func checkRandomPlan(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 44))
	p := randomProgramme(r)
	o := AllocateOptions{Keep: []KeepPlaces{KeepTold, KeepAll, KeepNone}[r.IntN(3)], Fill: r.IntN(3) == 0}
	allocate := func(p Programme) AllocationPlan {
		plan, err := p.Allocate(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		return plan
	}
	plan := allocate(p)
	if complaint := (oracle{p, o}).check(plan); complaint != "" {
		t.Fatalf("case %d, %+v: %s", seed, o, complaint)
	}
	if a, b := planText(plan), planText(allocate(shuffled(r, p))); a != b {
		t.Fatalf("case %d: in another order the plan is another one:\n%s\n%s", seed, a, b)
	}
	// The same again changes nothing; filling up may, where waiting for what cannot be had has come to an end.
	p, _ = settled(p, plan)
	if again, changed := settled(p, allocate(p)); changed > 0 && !o.Fill {
		t.Fatalf("case %d: the same again changes %d: %+v, then %+v", seed, changed, p.Enrolments, again.Enrolments)
	}
}

func shuffled(r *rand.Rand, p Programme) Programme {
	p.Sessions, p.Entries, p.Enrolments = slices.Clone(p.Sessions), slices.Clone(p.Entries), slices.Clone(p.Enrolments)
	r.Shuffle(len(p.Sessions), func(i, j int) { p.Sessions[i], p.Sessions[j] = p.Sessions[j], p.Sessions[i] })
	r.Shuffle(len(p.Entries), func(i, j int) { p.Entries[i], p.Entries[j] = p.Entries[j], p.Entries[i] })
	r.Shuffle(len(p.Enrolments), func(i, j int) { p.Enrolments[i], p.Enrolments[j] = p.Enrolments[j], p.Enrolments[i] })
	return p
}

// planText writes a plan, its people in the order of their ids.
func planText(plan AllocationPlan) string {
	var lines []string
	for _, a := range plan.People {
		lines = append(lines, fmt.Sprintf("%+v", a))
	}
	slices.Sort(lines)
	for _, s := range plan.Sessions {
		lines = append(lines, fmt.Sprintln(s.Session.ID, s.Enrolled, s.Waiting, s.First, s.Asked))
	}
	return fmt.Sprintln(plan.ByRank, plan.Placed, plan.Waiting, plan.Moved, plan.Proven) + strings.Join(lines, "\n")
}

// settled is a programme after a plan of it was carried out, and how much that changed.
func settled(p Programme, plan AllocationPlan) (Programme, int) {
	k := newPlaceBook(p, p.Event.Start.Time(time.UTC))
	k.settle(plan.work, plan)
	p.Enrolments = nil
	for _, e := range p.Entries {
		p.Enrolments = append(p.Enrolments, k.of[e.ID]...)
	}
	return p, len(k.batch.Facts)
}
