package event

import (
	"strconv"
	"time"
)

// ConflictDetails are what the sentences about a conflict, conflict.<kind> and conflict.kind.<kind>, are made
// of. Times are in the event's zone.
type ConflictDetails struct {
	Kind   ConflictKind
	Titles []string // of the sessions
	Starts []time.Time
	Ends   []time.Time
	Rooms  []string // of the sessions, "" where one has none
	Room   string   // which the conflict is about
	Venues []string // of the sessions' rooms, "" for the event's own
	Person string   // a contributor's name
	People []string // names of those enrolled whom it concerns
	Group  string   // "" for everybody
	From   time.Time
	To     time.Time
	Count  int // people or places there are
	Limit  int // people or places that fit; of TooFar the minutes needed
}

// Describe says a conflict in titles and names.
func (p Programme) Describe(c Conflict) ConflictDetails {
	zone := p.Event.Zone()
	d := ConflictDetails{Kind: c.Kind, Person: c.Name, From: c.From.In(zone), To: c.To.In(zone), Count: c.Count, Limit: c.Limit}
	rooms := map[string]Room{}
	for _, r := range p.Rooms {
		rooms[r.ID] = r
	}
	for _, id := range c.Sessions {
		s, _ := p.session(id)
		d.Titles, d.Starts, d.Ends = append(d.Titles, s.Title), append(d.Starts, s.Start.In(zone)), append(d.Ends, s.End.In(zone))
		d.Rooms, d.Venues = append(d.Rooms, rooms[s.Room].Title), append(d.Venues, rooms[s.Room].Venue)
	}
	d.Room = rooms[c.Room].Title
	index := p.peopleIndex()
	for _, id := range c.People {
		if i, ok := index.byID(id); ok {
			d.People = append(d.People, p.Entries[i].Who.Name.Full())
		}
	}
	for _, g := range p.Groups {
		if g.ID == c.Group {
			d.Group = g.Title
		}
	}
	return d
}

// session finds a session of the programme, a dropped one too.
func (p Programme) session(id string) (Session, bool) {
	for _, list := range [][]Session{p.Sessions, p.Dropped} {
		for _, s := range list {
			if s.ID == id {
				return s, true
			}
		}
	}
	return Session{}, false
}

// namesShown is how many names a sentence about a conflict holds.
const namesShown = 5

// Args are the values of the sentences' placeholders; the plural goes by Count. A time that ends with the day
// ends at 24:00.
func (d ConflictDetails) Args() map[string]any {
	args := map[string]any{"Title": "", "Other": "", "Room": d.Room, "OtherRoom": "", "Venue": "", "OtherVenue": "",
		"Person": d.Person, "People": d.People, "More": 0, "Group": d.Group, "Limit": d.Limit,
		"Day": midnightOf(d.From), "From": clockText(d.From), "To": clockText(d.To), "Minutes": int(d.To.Sub(d.From) / time.Minute)}
	switch day := midnightOf(d.From); {
	case d.To.Equal(day.AddDate(0, 0, 1)):
		args["To"] = "24:00"
	case !midnightOf(d.To).Equal(day):
		args["To"] = d.To // with its date
	}
	for i, name := range []string{"Title", "Other"} {
		if i < len(d.Titles) {
			args[name] = d.Titles[i]
		}
	}
	if d.Kind == TooFar && len(d.Rooms) > 1 {
		args["Room"], args["OtherRoom"], args["Venue"], args["OtherVenue"] = d.Rooms[0], d.Rooms[1], d.Venues[0], d.Venues[1]
	}
	if len(d.People) > namesShown {
		args["People"], args["More"] = d.People[:namesShown], len(d.People)-namesShown
	}
	return args
}

func clockText(t time.Time) string { return strconv.Itoa(t.Hour()) + t.Format(":04") }

// midnightOf is the beginning of the day of t, which texts show without an hour.
func midnightOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
