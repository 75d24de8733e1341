package event

import "slices"

// Changes lists how the programme differs from what was last made known, by start; nothing where none was.
func (p Programme) Changes() []ProgrammeChange {
	if p.Released == nil {
		return nil
	}
	m := p.measure()
	was := map[string]Session{}
	for _, x := range p.Released.Sessions {
		was[x.ID] = x
	}
	var list []ProgrammeChange
	for _, x := range p.Sessions {
		before, known := was[x.ID]
		delete(was, x.ID)
		if !known {
			list = append(list, m.change(SessionNew, Session{}, x))
			continue
		}
		if c := m.change(SessionAltered, before, x); len(c.Fields) > 0 {
			if slices.ContainsFunc(c.Fields, func(f FieldChange) bool { return f.Field == "start" || f.Field == "end" || f.Field == "room" }) {
				c.Kind = SessionMoved
			}
			list = append(list, c)
		}
	}
	for _, x := range p.Released.Sessions {
		if _, gone := was[x.ID]; gone {
			list = append(list, m.change(SessionCancelled, x, x))
		}
	}
	slices.SortStableFunc(list, func(a, b ProgrammeChange) int { return a.Session.Start.Compare(b.Session.Start) })
	return list
}

// knownFields are those that people get to see; how many places there are is the organizer's business.
var knownFields = map[string]bool{agendaKind: true, agendaDescription: true, agendaRoom: true, agendaAllRooms: true,
	agendaMandatory: true, agendaSignUp: true, agendaGroups: true, agendaContributors: true}

// releaseMeasure measures sessions against a release.
type releaseMeasure struct {
	p           Programme
	people      *peopleIndex
	now, before map[string]string   // titles of rooms and groups
	places      map[string][]string // registrations enrolled or waiting, by session
}

func (p Programme) measure() releaseMeasure {
	m := releaseMeasure{p: p, people: p.peopleIndex(), now: titlesOf(p.Rooms, p.Groups), before: titlesOf(p.Released.Rooms, p.Released.Groups), places: map[string][]string{}}
	for _, e := range p.Enrolments {
		m.places[e.Session] = append(m.places[e.Session], e.Registration)
	}
	return m
}

func titlesOf(rooms []Room, groups []Group) map[string]string {
	titles := make(map[string]string, len(rooms)+len(groups))
	for _, r := range rooms {
		titles[r.ID] = r.Title
	}
	for _, g := range groups {
		titles[g.ID] = g.Title
	}
	return titles
}

// change says what became of a session, and whom it concerns.
func (m releaseMeasure) change(kind ChangeKind, was, now Session) ProgrammeChange {
	c := ProgrammeChange{Kind: kind, Session: now, Was: was, Everyone: !now.SignUp || kind != SessionNew && !was.SignUp}
	if kind == SessionAltered {
		d := sessionChanges{zone: m.p.Event.Zone(), titles: m.now, was: m.before}
		from, to := was, now
		from.Contributors, to.Contributors = m.named(was.Contributors), m.named(now.Contributors)
		d.compare(&from, to, knownFields)
		for _, x := range d.list {
			c.Fields = append(c.Fields, x.shown)
		}
		c.Fields = append(c.Fields, m.renamed(was, now)...)
		if len(c.Fields) == 0 {
			return c
		}
	}
	var concerns []int32 // in the order of the list of people
	note := func(registration string) {
		if i, ok := m.people.byID(registration); ok {
			concerns = append(concerns, i)
		}
	}
	for _, id := range m.places[now.ID] {
		note(id)
	}
	for _, list := range [][]Contributor{was.Contributors, now.Contributors} {
		for _, person := range list {
			note(person.Person)
		}
	}
	slices.Sort(concerns)
	for _, i := range slices.Compact(concerns) {
		c.Affected = append(c.Affected, m.p.Entries[i].ID)
	}
	return c
}

// renamed tells where a session says something else because its room, the building or its groups are called
// otherwise.
func (m releaseMeasure) renamed(was, now Session) (list []FieldChange) {
	if was.Room == now.Room && now.Room != "" {
		old, new := locationOf(m.p.Released.Rooms, was.Room), locationOf(m.p.Rooms, now.Room)
		if old.Venue == new.Venue {
			old.Venue, new.Venue = "", ""
		}
		if old != new {
			list = append(list, FieldChange{Field: agendaRoom, Old: old.text(), New: new.text()})
		}
	}
	if slices.Equal(was.Groups, now.Groups) {
		before, after := sessionChanges{titles: m.before}, sessionChanges{titles: m.now}
		if old, new := before.groupTitles(was.Groups), after.groupTitles(now.Groups); old != new {
			list = append(list, FieldChange{Field: agendaGroups, Old: old, New: new})
		}
	}
	return list
}

// location is what people are told of a room.
type location struct{ Title, Venue string }

func locationOf(rooms []Room, id string) location {
	if i := slices.IndexFunc(rooms, func(r Room) bool { return r.ID == id }); i >= 0 {
		return location{rooms[i].Title, rooms[i].Venue}
	}
	return location{}
}

func (l location) text() string {
	if l.Venue == "" {
		return l.Title
	}
	return l.Title + ", " + l.Venue
}

// named gives contributors who are registered the names of their registrations: another spelling is no change
// of the programme.
func (m releaseMeasure) named(list []Contributor) []Contributor {
	list = slices.Clone(list)
	for i := range list {
		c := &list[i]
		if at, ok := m.people.byID(c.Person); ok {
			c.Name, c.Institution, c.Town = m.p.Entries[at].Who.Name.Full(), "", ""
		}
	}
	return list
}
