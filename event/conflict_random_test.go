package event_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// naive finds the conflicts of a programme the long way: every pair of sessions, every person of both.
func naive(p event.Programme) []string {
	var out []string
	say := func(kind event.ConflictKind, about string, sessions ...event.Session) {
		slices.SortFunc(sessions, func(a, b event.Session) int {
			return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Room, b.Room), cmp.Compare(a.ID, b.ID))
		})
		line := string(kind)
		for _, s := range sessions {
			line += " " + s.ID
		}
		out = append(out, line+" "+about)
	}
	venue := func(room string) string {
		for _, r := range p.Rooms {
			if r.ID == room && event.Fold(r.Venue) != event.Fold(p.Event.Venue) {
				return event.Fold(r.Venue)
			}
		}
		return ""
	}
	opens, ends := p.Event.Start.Time(warsaw), p.Event.End.Time(warsaw).AddDate(0, 0, 1)
	for i, s := range p.Sessions {
		who := naivePeople(p, s)
		if s.Length() > 0 && (s.Start.Before(opens) || s.End.After(ends)) {
			say(event.OutsideEvent, "", s)
		}
		taken := 0
		for _, e := range p.Entries {
			role := who[e.ID]
			if role == "" {
				continue
			}
			if s.Length() > 0 && !e.AvailableFor(s.Start, s.End) {
				say(event.Unavailable, e.ID+role, s)
			}
		}
		for _, e := range p.Enrolments {
			if e.Session == s.ID && e.State == event.Enrolled {
				taken++
			}
		}
		limit := s.Capacity
		for _, r := range p.Rooms {
			if r.ID != s.Room || r.Capacity == nil || s.AllRooms {
				continue
			}
			if s.Capacity != nil && *s.Capacity > *r.Capacity {
				say(event.RoomTooSmall, "", s)
			}
			if limit == nil || *limit > *r.Capacity {
				limit = r.Capacity
			}
		}
		if limit != nil && taken > *limit {
			say(event.OverCapacity, fmt.Sprint(taken), s)
		}
		for _, o := range p.Sessions[i+1:] {
			naivePair(p, s, o, who, naivePeople(p, o), venue, say)
		}
	}
	return out
}

func naivePair(p event.Programme, s, o event.Session, who, others map[string]string, venue func(string) string, say func(event.ConflictKind, string, ...event.Session)) {
	if s.Overlaps(o) {
		rooms := s.Room != "" && s.Room == o.Room
		switch {
		case s.AllRooms && o.AllRooms:
			rooms = s.Room == "" || o.Room == "" || venue(s.Room) == venue(o.Room)
		case s.AllRooms:
			rooms = o.Room != "" && (s.Room == "" || venue(s.Room) == venue(o.Room))
		case o.AllRooms:
			rooms = s.Room != "" && (o.Room == "" || venue(s.Room) == venue(o.Room))
		}
		if rooms {
			say(event.RoomOverlap, "", s, o)
		}
		if s.Mandatory && o.Mandatory && !(s.SignUp && o.SignUp) {
			if len(s.Groups) == 0 && len(o.Groups) == 0 {
				say(event.MandatoryOverlap, "", s, o)
			} else {
				for _, g := range []string{"g1", "g2", "g3"} {
					if s.For(g) && o.For(g) {
						say(event.MandatoryOverlap, g, s, o)
					}
				}
			}
		}
	}
	for person, role := range who {
		if others[person] == "" || s.Length() <= 0 || o.Length() <= 0 {
			continue
		}
		about := person + max(role, others[person]) // "leads" comes after "has"
		first, second := s, o
		if o.Start.Before(s.Start) {
			first, second = o, s
		}
		gap := second.Start.Sub(first.End)
		switch {
		case s.Overlaps(o):
			say(event.PersonOverlap, about, s, o)
		case s.Room != "" && o.Room != "" && venue(s.Room) != venue(o.Room) && gap < p.Event.TravelTime() &&
			event.DateOf(first.End.Add(-time.Nanosecond), warsaw) == event.DateOf(second.Start, warsaw):
			say(event.TooFar, about, s, o)
		}
	}
}

// naivePeople tells who is in a session: people by their registration or name, and whether they lead.
func naivePeople(p event.Programme, s event.Session) map[string]string {
	who := map[string]string{}
	for _, e := range p.Enrolments {
		if e.Session == s.ID && e.State == event.Enrolled {
			who[e.Registration] = " has"
		}
	}
	for _, c := range s.Contributors {
		key := c.Person
		if key == "" {
			words := strings.Fields(event.Fold(c.Name))
			slices.Sort(words)
			key = "name " + strings.Join(words, " ")
			same := 0
			for _, e := range p.Entries {
				theirs := strings.Fields(event.Fold(e.Who.Name.Full()))
				slices.Sort(theirs)
				if slices.Equal(words, theirs) {
					same++
					if key = e.ID; same > 1 {
						key = "name " + strings.Join(words, " ")
						break
					}
				}
			}
		}
		who[key] = " leads"
	}
	return who
}

// flat writes conflicts as naive does, one line for each person.
func flat(list []event.Conflict) []string {
	var out []string
	for _, c := range list {
		line := string(c.Kind) + " " + strings.Join(c.Sessions, " ") + " "
		switch {
		case c.Kind == event.OverCapacity:
			out = append(out, line+fmt.Sprint(c.Count))
		case c.Person != "":
			out = append(out, line+c.Person+" leads")
		case c.Name != "":
			words := strings.Fields(event.Fold(c.Name))
			slices.Sort(words)
			out = append(out, line+"name "+strings.Join(words, " ")+" leads")
		case len(c.People) > 0:
			for _, id := range c.People {
				out = append(out, line+id+" has")
			}
		default:
			out = append(out, line+c.Group)
		}
	}
	return out
}

// randomProgramme is a crowded programme of three days with a change of clocks.
func randomProgramme(r *rand.Rand) event.Programme {
	ten, zero := 2, 0
	p := event.Programme{Event: event.Event{Start: "2026-03-28", End: "2026-03-29", Venue: "Zamek", Travel: 20},
		Rooms:  []event.Room{{ID: "A"}, {ID: "B", Venue: "ZAMEK", Capacity: &ten}, {ID: "C", Venue: "Młyn"}, {ID: "D", Venue: "Dwór", Capacity: &zero}},
		Groups: []event.Group{{ID: "g1"}, {ID: "g2"}, {ID: "g3"}}}
	names := []string{"Anna Nowak", "Jan Lis", "Jan Lis", "Ewa Kot", "Łucja Bąk"}
	start := time.Date(2026, 3, 27, 22, 30, 0, 0, time.UTC)
	for i, name := range names {
		given, family, _ := strings.Cut(name, " ")
		e := event.Entry{Registration: event.Registration{ID: fmt.Sprint("r", i)}, Who: event.Person{Name: event.Name{Given: given, Family: family}}}
		if r.IntN(3) == 0 {
			e.Available = []event.Span{{From: start.Add(time.Duration(r.IntN(20)) * time.Hour), To: start.Add(time.Duration(20+r.IntN(20)) * time.Hour)}}
		}
		p.Entries = append(p.Entries, e)
	}
	for i := range 4 + r.IntN(12) {
		s := event.Session{ID: fmt.Sprintf("s%02d", i), Kind: event.Lecture, Start: start.Add(time.Duration(r.IntN(150)) * 20 * time.Minute)}
		s.End = s.Start.Add(time.Duration(r.IntN(7)) * 20 * time.Minute)
		s.Room = []string{"", "A", "B", "C", "D"}[r.IntN(5)]
		s.Mandatory, s.SignUp, s.AllRooms = r.IntN(3) == 0, r.IntN(3) == 0, r.IntN(6) == 0
		if r.IntN(3) == 0 {
			n := r.IntN(4)
			s.Capacity = &n
		}
		for _, g := range []string{"g1", "g2", "g3"} {
			if r.IntN(5) == 0 {
				s.Groups = append(s.Groups, g)
			}
		}
		for range r.IntN(3) {
			c := event.Contributor{Name: []string{"Nowak Anna", "Jan Lis", "Piotr Ćma", "PIOTR CMA", "Bąk Łucja"}[r.IntN(5)]}
			if r.IntN(2) == 0 {
				n := r.IntN(len(names))
				c = event.Contributor{Person: fmt.Sprint("r", n)}
			}
			s.Contributors = append(s.Contributors, c)
		}
		p.Sessions = append(p.Sessions, s)
		for _, e := range p.Entries {
			if r.IntN(3) == 0 {
				p.Enrolments = append(p.Enrolments, event.Enrolment{Session: s.ID, Registration: e.ID, State: []event.EnrolmentState{event.Enrolled, event.OnWaitlist}[r.IntN(5)/4]})
			}
		}
	}
	return p
}

func TestProgramme_Conflicts_AsTheLongWay(t *testing.T) {
	for seed := range uint64(3000) {
		p := randomProgramme(rand.New(rand.NewPCG(seed, 4)))
		want := naive(p)
		slices.Sort(want)
		all := p.Conflicts()
		got := flat(all)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d:\n%q\nthe long way:\n%q", seed, got, want)
		}
		for _, s := range p.Sessions {
			of := slices.DeleteFunc(slices.Clone(all), func(c event.Conflict) bool { return !slices.Contains(c.Sessions, s.ID) })
			if mine := p.ConflictsOf(s); !slices.Equal(flat(mine), flat(of)) {
				t.Fatalf("seed %d, %s:\n%q\nof all:\n%q", seed, s.ID, flat(mine), flat(of))
			}
		}
	}
}
