package registrations

import (
	"context"
	"slices"

	"zlot/event"
)

// row is one registration in the list. What it is sorted by stands in the roll.
type row struct {
	*event.Entry
	at   int // in the roll
	roll *ranked
}

// ranked is a roll with the order by each column that was asked for. It is
// used on the UI thread alone once it is shown.
type ranked struct {
	*event.Roll
	ranks map[string][]int32
	last  string // the field asked for last, and its ranks
	of    []int32
}

func (r *ranked) by(field string) []int32 {
	if r.last == field && r.of != nil {
		return r.of
	}
	if r.ranks[field] == nil {
		r.ranks[field] = r.Ranks(field)
	}
	r.last, r.of = field, r.ranks[field]
	return r.of
}

// rows are the registrations in these places, in the order of a field; an
// empty field is the order of the roll.
func (r *ranked) rows(places []int, field string, desc bool) []row {
	if field != "" {
		places = inRank(places, r.by(field), desc)
	}
	all := make([]row, len(places))
	for i, at := range places {
		all[i] = row{&r.Entries[at], at, r}
	}
	return all
}

// inRank sorts places by their ranks, those of one rank as they stand: by
// counting, since there are many places and few ranks.
func inRank(places []int, ranks []int32, desc bool) []int {
	most := int32(0)
	for _, at := range places {
		most = max(most, ranks[at])
	}
	first := make([]int, most+2)
	key := func(at int) int32 {
		if desc {
			return most - ranks[at]
		}
		return ranks[at]
	}
	for _, at := range places {
		first[key(at)+1]++
	}
	for i := 1; i < len(first); i++ {
		first[i] += first[i-1]
	}
	sorted := make([]int, len(places))
	for _, at := range places {
		k := key(at)
		sorted[first[k]] = at
		first[k]++
	}
	return sorted
}

// state is everything the list shows.
type state struct {
	event    event.Event
	entries  []event.Entry
	roll     *ranked
	groups   []event.Group
	titles   map[string]string // of groups, rooms and sessions, by id
	rooms    map[string]string // of sessions, by id
	sessions map[string]event.Session
	enrolled map[string][]event.Enrolment // by registration
	taken    map[string]int               // places, by session
	limits   map[string]*int              // of those with sign-up, by session; nil: no limit
	longest  map[string]string            // of the names, by column
	seats    event.Seats
	queue    map[string]int // place in the waiting list, from 1
}

// warm are the fields that the list asks for at once: they are got ready
// before it is shown.
var warm = []string{event.FieldFamily, event.FieldGiven, event.FieldStatus, event.FieldRole, event.FieldGroup, event.FieldInstitution,
	event.FieldTown, event.FieldSession, event.FieldNumber}

func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.event, err = p.Store.Event(ctx, p.Event.ID); err != nil {
		return s, err
	}
	if s.entries, err = p.Store.Entries(ctx, event.EntryFilter{Event: p.Event.ID}); err != nil {
		return s, err
	}
	if s.seats, err = p.Service.Seats(ctx, p.Event.ID); err != nil {
		return s, err
	}
	if s.groups, err = p.Store.Groups(ctx, p.Event.ID); err != nil {
		return s, err
	}
	rooms, err := p.Store.Rooms(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	sessions, err := p.Store.Sessions(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	enrolments, err := p.Store.Enrolments(ctx, event.EnrolmentFilter{Event: p.Event.ID})
	if err != nil {
		return s, err
	}
	s.titles, s.rooms = map[string]string{}, map[string]string{}
	s.sessions, s.enrolled = map[string]event.Session{}, map[string][]event.Enrolment{}
	s.taken, s.limits = map[string]int{}, map[string]*int{}
	programme := event.Programme{Sessions: sessions, Rooms: rooms}
	for _, g := range s.groups {
		s.titles[g.ID] = g.Title
	}
	for _, r := range rooms {
		s.titles[r.ID] = r.Title
	}
	for _, session := range sessions {
		s.titles[session.ID], s.sessions[session.ID] = session.Title, session
		s.rooms[session.ID] = s.titles[session.Room]
		if session.SignUp {
			s.limits[session.ID] = programme.Limit(session.ID)
		}
	}
	for _, e := range enrolments {
		s.enrolled[e.Registration] = append(s.enrolled[e.Registration], e)
		if e.State == event.Enrolled {
			s.taken[e.Session]++
		}
	}
	s.prepare()
	return s, nil
}

// prepare makes the roll.
func (s *state) prepare() {
	taken := map[string][]string{}
	for id, enrolments := range s.enrolled {
		for _, en := range enrolments {
			if en.State == event.Enrolled {
				taken[id] = append(taken[id], s.titles[en.Session])
			}
		}
		slices.Sort(taken[id])
	}
	roll := event.NewRoll(s.entries, s.groups, s.event.Zone())
	roll.SetSessions(taken)
	s.roll = &ranked{Roll: roll, ranks: map[string][]int32{}}
	for _, field := range warm {
		s.roll.ranks[field] = roll.Ranks(field)
	}
	s.prepareQueue()
	family, given := "", ""
	for i := range s.entries {
		name := s.entries[i].Who.Name
		family, given = longer(family, name.Family), longer(given, name.Given)
	}
	s.longest = map[string]string{event.FieldFamily: family, event.FieldGiven: given}
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}
