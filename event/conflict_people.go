package event

import "time"

// visit is somebody's part in a session: as who makes it, or with a place in it.
type visit struct {
	session int32
	next    int32 // of the same person, later; 0: none
	makes   int32 // 1 + place among the session's contributors; 0: has a place
}

// follow goes with everybody through their sessions and looks for two at a time, and for two in different
// buildings with too little time between. Of one session only where it is given.
func (c *agendaCheck) follow(only *Session) {
	people := len(c.p.Entries) + len(c.strangers)
	visits := make([]visit, 1, 256)
	first, last := make([]int32, people), make([]int32, people)
	note := func(who int32, v visit) {
		if l := last[who]; l != 0 && visits[l].session == v.session {
			return // a place in what the person makes anyway
		}
		n := int32(len(visits))
		visits = append(visits, v)
		if first[who] == 0 {
			first[who] = n
		} else {
			visits[last[who]].next = n
		}
		last[who] = n
	}
	for i, s := range c.sessions {
		if s.Length() <= 0 {
			continue
		}
		for k, m := range c.contributors[i] {
			note(m.who, visit{session: int32(i), makes: int32(k + 1)})
		}
		for _, who := range c.people.placesOf(s.ID) {
			note(who, visit{session: int32(i)})
		}
	}
	travel := c.p.Event.TravelTime()
	joint := map[pairOf]int{}
	for who := range first {
		for v := first[who]; v != 0; v = visits[v].next {
			a := c.sessions[visits[v].session]
			for w := visits[v].next; w != 0; w = visits[w].next {
				b := c.sessions[visits[w].session]
				if !b.Start.Before(a.End.Add(travel)) {
					break // they are in the order of their starts
				}
				if only == nil || a == only || b == only {
					c.meet(int32(who), visits[v], visits[w], joint)
				}
			}
		}
	}
}

// pairOf is a kind of conflict of two sessions that those enrolled share.
type pairOf struct {
	kind ConflictKind
	a, b int32
}

// meet notes that a person has two sessions too near to each other. People who only have places are noted
// together.
func (c *agendaCheck) meet(who int32, v, w visit, joint map[pairOf]int) {
	a, b := c.sessions[v.session], c.sessions[w.session]
	two := Conflict{Kind: PersonOverlap, Sessions: []string{a.ID, b.ID}, From: later(a.Start, b.Start), To: earlier(a.End, b.End), Count: 1}
	if !a.Overlaps(*b) {
		if !c.apart(a, b) {
			return
		}
		two.Kind, two.From, two.To = TooFar, a.End, b.Start
		two.Limit = int(c.p.Event.TravelTime() / time.Minute)
	}
	for _, x := range []visit{v, w} {
		if x.makes > 0 {
			m := c.contributors[x.session][x.makes-1]
			two.Person, two.Name = m.person, m.name
			c.found = append(c.found, two)
			return
		}
	}
	key := pairOf{two.Kind, v.session, w.session}
	at, noted := joint[key]
	if !noted {
		at = len(c.found)
		joint[key] = at
		two.Count = 0
		c.found = append(c.found, two)
	}
	c.found[at].People = append(c.found[at].People, c.p.Entries[who].ID)
	c.found[at].Count++
}

// apart reports whether two sessions of one day are in rooms of different buildings. One that ends at midnight
// ends on its own day.
func (c *agendaCheck) apart(a, b *Session) bool {
	if c.rooms[a.Room] == nil || c.rooms[b.Room] == nil || c.venues[a.Room] == c.venues[b.Room] {
		return false
	}
	return DateOf(a.End.Add(-1), c.zone) == DateOf(b.Start, c.zone)
}
