package event

import (
	"cmp"
	"slices"
	"time"
)

// Conflicts lists what is wrong with the programme as it is, by time, kind and ids. Sessions without length
// share no time with anything; the days are those of the event's zone.
func (p Programme) Conflicts() []Conflict {
	c := newAgendaCheck(p, p.Sessions)
	for i := range c.sessions {
		c.alone(i)
		for j := i + 1; j < len(c.sessions) && c.sessions[j].Start.Before(c.sessions[i].End); j++ {
			c.pair(i, j)
		}
	}
	c.follow(nil)
	for i := range p.Dropped {
		c.dropped(&p.Dropped[i])
	}
	return c.sorted()
}

// ConflictsOf lists the conflicts that a session would have in the programme in the form of s: while it is
// dragged about, or its form is open.
func (p Programme) ConflictsOf(s Session) []Conflict {
	if s.Dropped {
		c := newAgendaCheck(p, nil)
		c.dropped(&s)
		return c.sorted()
	}
	travel := p.Event.TravelTime()
	near := []Session{s}
	for _, o := range p.Sessions {
		if o.ID != s.ID && !o.Start.After(s.End.Add(travel)) && !o.End.Before(s.Start.Add(-travel)) {
			near = append(near, o)
		}
	}
	c := newAgendaCheck(p, near)
	at := slices.IndexFunc(c.sessions, func(x *Session) bool { return x.ID == s.ID })
	c.alone(at)
	for i := range c.sessions {
		if i < at {
			c.pair(i, at)
		} else if i > at {
			c.pair(at, i)
		}
	}
	c.follow(c.sessions[at])
	return c.sorted()
}

// agendaCheck looks for conflicts among some sessions.
type agendaCheck struct {
	p            Programme
	zone         *time.Location
	opens, ends  time.Time // of the event; zero where its days are unknown
	sessions     []*Session
	rooms        map[string]*Room
	venues       map[string]string // of rooms, folded; "" is the event's own
	people       *peopleIndex
	contributors [][]castMember // of each session
	strangers    map[string]int32
	found        []Conflict
}

// castMember is somebody who contributes to a session: a place in Entries, or beyond them for somebody who is
// not registered.
type castMember struct {
	who          int32
	person, name string
}

func newAgendaCheck(p Programme, sessions []Session) *agendaCheck {
	c := &agendaCheck{p: p, zone: p.Event.Zone(), rooms: make(map[string]*Room, len(p.Rooms)), venues: make(map[string]string, len(p.Rooms)),
		people: p.peopleIndex(), strangers: map[string]int32{}}
	c.opens = p.Event.Start.Time(c.zone)
	if last := p.Event.End.Time(c.zone); !last.IsZero() {
		c.ends = last.AddDate(0, 0, 1)
	}
	for i := range p.Rooms {
		room := &p.Rooms[i]
		c.rooms[room.ID] = room
		if venue := p.Event.building(*room); venue != "" {
			c.venues[room.ID] = venue
		}
	}
	c.sessions = make([]*Session, len(sessions))
	for i := range sessions {
		c.sessions[i] = &sessions[i]
	}
	slices.SortFunc(c.sessions, func(a, b *Session) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Room, b.Room), cmp.Compare(a.ID, b.ID))
	})
	c.contributors = make([][]castMember, len(sessions))
	for i, s := range c.sessions {
		for _, person := range s.Contributors {
			m := c.member(person)
			if !slices.ContainsFunc(c.contributors[i], func(o castMember) bool { return o.who == m.who }) {
				c.contributors[i] = append(c.contributors[i], m)
			}
		}
	}
	return c
}

// member tells who a contributor is: a registration, by its id or by a name that nobody else has, or a name.
func (c *agendaCheck) member(person Contributor) castMember {
	i, known := c.people.byID(person.Person)
	key := "\x00" + person.Person
	if person.Person == "" {
		key = sortedWords(person.Name)
		if key == "" {
			key = person.Name
		}
		i, known = c.people.byName(key)
	}
	if known {
		e := &c.p.Entries[i]
		return castMember{who: i, person: e.ID, name: e.Who.Name.Full()}
	}
	who, met := c.strangers[key]
	if !met {
		who = int32(len(c.p.Entries) + len(c.strangers))
		c.strangers[key] = who
	}
	return castMember{who: who, person: person.Person, name: person.Name}
}

// alone checks what one session says by itself.
func (c *agendaCheck) alone(i int) {
	s := c.sessions[i]
	one := Conflict{Sessions: []string{s.ID}, From: s.Start, To: s.End}
	if s.Length() > 0 {
		if !c.opens.IsZero() && !c.ends.IsZero() && (s.Start.Before(c.opens) || s.End.After(c.ends)) {
			one.Kind = OutsideEvent
			c.found = append(c.found, one)
		}
		c.unavailable(i, one)
	}
	limit, room := s.Capacity, ""
	if r := c.rooms[s.Room]; r != nil && r.Capacity != nil && !s.AllRooms {
		if s.Capacity != nil && *s.Capacity > *r.Capacity {
			one.Kind, one.Room, one.Count, one.Limit = RoomTooSmall, s.Room, *s.Capacity, *r.Capacity
			c.found = append(c.found, one)
		}
		if limit == nil || *r.Capacity < *limit {
			limit, room = r.Capacity, s.Room
		}
	}
	if taken := len(c.people.placesOf(s.ID)); limit != nil && taken > *limit {
		one.Kind, one.Room, one.Count, one.Limit = OverCapacity, room, taken, *limit
		c.found = append(c.found, one)
	}
}

// unavailable looks for those who cannot be at a session for all of its time.
func (c *agendaCheck) unavailable(i int, one Conflict) {
	s := c.sessions[i]
	one.Kind = Unavailable
	absent := func(who int32) bool {
		return int(who) < len(c.p.Entries) && !c.p.Entries[who].AvailableFor(s.Start, s.End)
	}
	for _, m := range c.contributors[i] {
		if absent(m.who) {
			single := one
			single.Person, single.Name, single.Count = m.person, m.name, 1
			c.found = append(c.found, single)
		}
	}
	for _, who := range c.people.placesOf(s.ID) {
		if absent(who) && !c.contributes(i, who) {
			one.People = append(one.People, c.p.Entries[who].ID)
		}
	}
	if one.Count = len(one.People); one.Count > 0 {
		c.found = append(c.found, one)
	}
}

func (c *agendaCheck) contributes(i int, who int32) bool {
	return slices.ContainsFunc(c.contributors[i], func(m castMember) bool { return m.who == who })
}

// pair checks two sessions, in their order, for a room and for groups that both need.
func (c *agendaCheck) pair(i, j int) {
	a, b := c.sessions[i], c.sessions[j]
	if !a.Overlaps(*b) {
		return
	}
	two := Conflict{Sessions: []string{a.ID, b.ID}, From: later(a.Start, b.Start), To: earlier(a.End, b.End)}
	if room, shared := c.sharedRoom(a, b); shared {
		two.Kind, two.Room = RoomOverlap, room
		c.found = append(c.found, two)
	}
	// Of two that people sign up for each chooses one; who is enrolled in both is in two places at a time.
	if !a.Mandatory || !b.Mandatory || a.SignUp && b.SignUp {
		return
	}
	two.Kind, two.Room = MandatoryOverlap, ""
	groups := a.Groups
	switch {
	case len(a.Groups) == 0 && len(b.Groups) == 0:
		c.found = append(c.found, two)
		return
	case len(a.Groups) == 0:
		groups = b.Groups
	}
	for k, group := range groups {
		if b.For(group) && !slices.Contains(groups[:k], group) {
			two.Group = group
			c.found = append(c.found, two)
		}
	}
}

// sharedRoom is the room that two sessions are both in. A break in all rooms is in every room of the building
// where it is served; "" where two such breaks meet.
func (c *agendaCheck) sharedRoom(a, b *Session) (room string, shared bool) {
	if a.AllRooms && b.AllRooms {
		if a.Room != "" && b.Room != "" && c.venues[a.Room] != c.venues[b.Room] {
			return "", false
		}
		if a.Room == b.Room {
			room = a.Room
		}
		return room, true
	}
	if b.AllRooms {
		a, b = b, a
	}
	if a.AllRooms {
		return b.Room, b.Room != "" && (a.Room == "" || c.venues[a.Room] == c.venues[b.Room])
	}
	return a.Room, a.Room != "" && a.Room == b.Room
}

// dropped tells of a session that is out of the programme although people have a place in it.
func (c *agendaCheck) dropped(s *Session) {
	one := Conflict{Kind: DroppedSession, Sessions: []string{s.ID}, From: s.Start, To: s.End}
	for _, who := range c.people.placesOf(s.ID) {
		one.People = append(one.People, c.p.Entries[who].ID)
	}
	if one.Count = len(one.People); one.Count > 0 {
		c.found = append(c.found, one)
	}
}

func (c *agendaCheck) sorted() []Conflict {
	slices.SortFunc(c.found, func(a, b Conflict) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(slices.Index(ConflictKinds, a.Kind), slices.Index(ConflictKinds, b.Kind)),
			slices.Compare(a.Sessions, b.Sessions), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Group, b.Group), cmp.Compare(len(a.People), len(b.People)))
	})
	return c.found
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
