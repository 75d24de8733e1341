package event_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

var warsaw, _ = time.LoadLocation("Europe/Warsaw")

// at is a moment in Warsaw: "06 9:00" in September 2012, or a whole date.
func clockAt(t testing.TB, text string) time.Time {
	t.Helper()
	if len(text) < len("2012-09-06 9:00") {
		text = "2012-09-" + text
	}
	day, clock, _ := strings.Cut(text, " ")
	d, err := time.ParseInLocation(time.DateOnly, day, warsaw)
	if err != nil {
		t.Fatal(err)
	}
	var h, m int
	if _, err := fmt.Sscanf(clock, "%d:%d", &h, &m); err != nil {
		t.Fatal(err)
	}
	return time.Date(d.Year(), d.Month(), d.Day(), h, m, 0, 0, warsaw)
}

// point makes a session from "06 9:00-10:00".
func point(t testing.TB, id, times string, change ...func(*event.Session)) event.Session {
	t.Helper()
	from, to, _ := strings.Cut(times, "-")
	if strings.Count(times, "-") > 1 { // a whole date
		i := strings.LastIndex(times, "-")
		from, to = times[:i], times[i+1:]
	}
	if !strings.Contains(to, " ") {
		to = from[:strings.Index(from, " ")+1] + to
	}
	s := event.Session{ID: id, Kind: event.Lecture, Title: id, Start: clockAt(t, from).UTC(), End: clockAt(t, to).UTC()}
	for _, f := range change {
		f(&s)
	}
	return s
}

func inRoom(room string) func(*event.Session)      { return func(s *event.Session) { s.Room = room } }
func withPlaces(n int) func(*event.Session)        { return func(s *event.Session) { s.Capacity = &n } }
func inAllRooms(s *event.Session)                  { s.Kind, s.AllRooms = event.Break, true }
func asMandatory(s *event.Session)                 { s.Mandatory = true }
func asSignUp(s *event.Session)                    { s.SignUp = true }
func forGroups(ids ...string) func(*event.Session) { return func(s *event.Session) { s.Groups = ids } }
func ledBy(people ...string) func(*event.Session) {
	return func(s *event.Session) {
		for _, p := range people {
			c := event.Contributor{Name: p, Role: event.Trainer}
			if strings.HasPrefix(p, "r") && len(p) == 2 {
				c = event.Contributor{Person: p, Role: event.Moderator}
			}
			s.Contributors = append(s.Contributors, c)
		}
	}
}

// agendaOf is a programme of two days with rooms A and B in the event's own building, C (12 places) and D in
// the mill, and the people r1 Anna Nowak, r2 and r3 Jan Lis, r4 Ewa Kot who can be there on the 6th from 9 to 15.
func agendaOf(t testing.TB, sessions ...event.Session) event.Programme {
	twelve := 12
	p := event.Programme{
		Event: event.Event{Title: "Zlot", Start: "2012-09-06", End: "2012-09-07", Venue: "Zamek", TimeZone: event.DefaultTimeZone},
		Rooms: []event.Room{{ID: "A", Title: "Rycerska"}, {ID: "B", Title: "Kominkowa", Venue: "zamek"},
			{ID: "C", Title: "Górna", Venue: "Młyn", Capacity: &twelve}, {ID: "D", Title: "Dolna", Venue: "Młyn"}},
		Groups:   []event.Group{{ID: "g1", Title: "Grupa I"}, {ID: "g2", Title: "Grupa II"}},
		Sessions: sessions,
	}
	for _, who := range [][3]string{{"r1", "Anna", "Nowak"}, {"r2", "Jan", "Lis"}, {"r3", "Jan", "Lis"}, {"r4", "Ewa", "Kot"}} {
		e := event.Entry{Registration: event.Registration{ID: who[0]}, Who: event.Person{Name: event.Name{Given: who[1], Family: who[2]}}}
		p.Entries = append(p.Entries, e)
	}
	p.Entries[3].Available = []event.Span{{From: clockAt(t, "06 9:00"), To: clockAt(t, "06 15:00")}}
	return p
}

func givePlaces(p *event.Programme, session string, people ...string) {
	for _, who := range people {
		p.Enrolments = append(p.Enrolments, event.Enrolment{Session: session, Registration: who, State: event.Enrolled})
	}
}

// short writes conflicts as "kind sessions about".
func short(list []event.Conflict) []string {
	var out []string
	for _, c := range list {
		s := string(c.Kind) + " " + strings.Join(c.Sessions, "+")
		for _, about := range []string{c.Room, c.Person + strings.ReplaceAll(c.Name, " ", "_"), strings.Join(c.People, ","), c.Group} {
			if about != "" {
				s += " " + about
			}
		}
		if c.Kind == event.OverCapacity || c.Kind == event.RoomTooSmall {
			s += fmt.Sprintf(" %d>%d", c.Count, c.Limit)
		}
		out = append(out, s)
	}
	return out
}

func TestProgramme_Conflicts(t *testing.T) {
	type enrolments map[string][]string
	for name, c := range map[string]struct {
		sessions []event.Session
		enrolled enrolments
		dropped  []event.Session
		want     []string
	}{
		"room: touching":           {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", inRoom("A")), point(t, "s2", "06 11:00-12:00", inRoom("A"))}},
		"room: a minute over":      {sessions: []event.Session{point(t, "s1", "06 10:00-11:01", inRoom("A")), point(t, "s2", "06 11:00-12:00", inRoom("A"))}, want: []string{"room_overlap s1+s2 A"}},
		"room: no length":          {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", inRoom("A")), point(t, "s2", "06 10:30-10:30", inRoom("A"))}},
		"room: another room":       {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", inRoom("A")), point(t, "s2", "06 10:00-11:00", inRoom("B"))}},
		"room: no room":            {sessions: []event.Session{point(t, "s1", "06 10:00-11:00"), point(t, "s2", "06 10:00-11:00")}},
		"room: one in the other":   {sessions: []event.Session{point(t, "s1", "06 10:00-14:00", inRoom("A")), point(t, "s2", "06 11:00-12:00", inRoom("A")), point(t, "s3", "06 12:00-13:00", inRoom("A"))}, want: []string{"room_overlap s1+s2 A", "room_overlap s1+s3 A"}},
		"room: into the night":     {sessions: []event.Session{point(t, "s1", "06 22:00-24:00", inRoom("A")), point(t, "s2", "07 0:00-1:00", inRoom("A"))}},
		"room: past midnight":      {sessions: []event.Session{point(t, "s1", "06 22:00-07 0:01", inRoom("A")), point(t, "s2", "07 0:00-1:00", inRoom("A"))}, want: []string{"room_overlap s1+s2 A"}},
		"break: rooms of its own":  {sessions: []event.Session{point(t, "s1", "06 10:00-10:30", inAllRooms, inRoom("A")), point(t, "s2", "06 10:00-11:00", inRoom("B")), point(t, "s3", "06 10:00-11:00", inRoom("C"))}, want: []string{"room_overlap s1+s2 B"}},
		"break: every building":    {sessions: []event.Session{point(t, "s1", "06 10:00-10:30", inAllRooms), point(t, "s2", "06 10:29-11:00", inRoom("B")), point(t, "s3", "06 9:00-10:01", inRoom("C")), point(t, "s4", "06 10:00-11:00")}, want: []string{"room_overlap s3+s1 C", "room_overlap s1+s2 B"}},
		"break: touching":          {sessions: []event.Session{point(t, "s1", "06 10:00-10:30", inAllRooms), point(t, "s2", "06 10:30-11:00", inRoom("B"))}},
		"break: two of them":       {sessions: []event.Session{point(t, "s1", "06 10:00-10:30", inAllRooms), point(t, "s2", "06 10:15-11:00", inAllRooms)}, want: []string{"room_overlap s1+s2"}},
		"break: two buildings":     {sessions: []event.Session{point(t, "s1", "06 10:00-10:30", inAllRooms, inRoom("A")), point(t, "s2", "06 10:15-11:00", inAllRooms, inRoom("C"))}},
		"person: touching":         {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r1")), point(t, "s2", "06 11:00-12:00", ledBy("r1"))}},
		"person: moderator":        {sessions: []event.Session{point(t, "s1", "06 10:00-11:01", ledBy("r1")), point(t, "s2", "06 11:00-12:00", ledBy("r1", "r4"))}, want: []string{"person_overlap s1+s2 r1Anna_Nowak"}},
		"person: no length":        {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r1")), point(t, "s2", "06 10:10-10:10", ledBy("r1"))}},
		"person: by name":          {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("Łucja Bąk")), point(t, "s2", "06 10:00-11:00", ledBy("BAK Lucja"))}, want: []string{"person_overlap s1+s2 Łucja_Bąk"}},
		"person: name and id":      {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r1")), point(t, "s2", "06 10:00-11:00", ledBy("Nowak Anna"))}, want: []string{"person_overlap s1+s2 r1Anna_Nowak"}},
		"person: name of two":      {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r2")), point(t, "s2", "06 10:00-11:00", ledBy("Jan Lis"))}},
		"person: two ids, a name":  {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r2")), point(t, "s2", "06 10:00-11:00", ledBy("r3"))}},
		"person: twice in one":     {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r1", "Anna Nowak"))}, enrolled: enrolments{"s1": {"r1"}}},
		"person: leads and sits":   {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r1")), point(t, "s2", "06 10:59-12:00")}, enrolled: enrolments{"s2": {"r1", "r2"}}, want: []string{"person_overlap s1+s2 r1Anna_Nowak"}},
		"person: mandatory is not": {sessions: []event.Session{point(t, "s1", "06 10:00-11:00", ledBy("r1")), point(t, "s2", "06 10:00-12:00", asMandatory)}},
		"person: seats together":   {sessions: []event.Session{point(t, "s1", "06 10:00-11:00"), point(t, "s2", "06 10:30-12:00"), point(t, "s3", "06 11:00-11:10")}, enrolled: enrolments{"s1": {"r3", "r1"}, "s2": {"r1", "r2", "r3"}, "s3": {"r1"}}, want: []string{"person_overlap s1+s2 r1,r3", "person_overlap s2+s3 r1"}},
		"outside: first midnight":  {sessions: []event.Session{point(t, "s1", "06 0:00-1:00"), point(t, "s2", "07 22:00-24:00")}},
		"outside: a minute":        {sessions: []event.Session{point(t, "s1", "05 23:59-06 1:00"), point(t, "s2", "07 22:00-08 0:01")}, want: []string{"outside_event s1", "outside_event s2"}},
		"outside: another year":    {sessions: []event.Session{point(t, "s1", "2013-09-06 9:00-10:00"), point(t, "s2", "08 9:00-9:00")}, want: []string{"outside_event s1"}},
		"absent: exactly":          {sessions: []event.Session{point(t, "s1", "06 9:00-15:00", ledBy("r4"))}},
		"absent: a minute":         {sessions: []event.Session{point(t, "s1", "06 8:59-10:00", ledBy("r4")), point(t, "s2", "06 14:00-15:01", ledBy("Ewa Kot"))}, want: []string{"unavailable s1 r4Ewa_Kot", "unavailable s2 r4Ewa_Kot"}},
		"absent: with a seat":      {sessions: []event.Session{point(t, "s1", "07 9:00-10:00", withPlaces(5)), point(t, "s2", "07 10:00-10:00")}, enrolled: enrolments{"s1": {"r1", "r4"}, "s2": {"r4"}}, want: []string{"unavailable s1 r4"}},
		"small: exactly":           {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", inRoom("C"), withPlaces(12)), point(t, "s2", "06 9:00-10:00", inRoom("D"), withPlaces(999))}},
		"small: one more":          {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", inRoom("C"), withPlaces(13))}, want: []string{"room_too_small s1 C 13>12"}},
		"small: no limit":          {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", inRoom("C")), point(t, "s2", "06 10:00-11:00", withPlaces(99), inRoom("gone"))}},
		"full: exactly":            {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", withPlaces(2))}, enrolled: enrolments{"s1": {"r1", "r2"}}},
		"full: one more":           {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", withPlaces(1), inRoom("C"))}, enrolled: enrolments{"s1": {"r1", "r2"}}, want: []string{"over_capacity s1 2>1"}},
		"full: nobody fits":        {sessions: []event.Session{point(t, "s1", "06 9:00-9:00", withPlaces(0))}, enrolled: enrolments{"s1": {"r1"}}, want: []string{"over_capacity s1 1>0"}},
		"dropped: with people":     {dropped: []event.Session{point(t, "s1", "06 9:00-10:00", ledBy("r1"))}, enrolled: enrolments{"s1": {"r2", "r1"}}, want: []string{"dropped_session s1 r1,r2"}},
		"dropped: with nobody":     {dropped: []event.Session{point(t, "s1", "06 9:00-10:00", ledBy("r1"))}, sessions: []event.Session{point(t, "s2", "06 9:00-10:00", ledBy("r1"))}},
		"dropped: counts once":     {dropped: []event.Session{point(t, "s1", "08 9:00-10:00", inRoom("A"), withPlaces(0))}, sessions: []event.Session{point(t, "s2", "06 9:00-10:00", inRoom("A"))}, enrolled: enrolments{"s1": {"r2"}, "s2": {"r2"}}, want: []string{"dropped_session s1 r2"}},
		"mandatory: touching":      {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", asMandatory), point(t, "s2", "06 10:00-11:00", asMandatory)}},
		"mandatory: everybody":     {sessions: []event.Session{point(t, "s1", "06 9:00-10:01", asMandatory), point(t, "s2", "06 10:00-11:00", asMandatory)}, want: []string{"mandatory_overlap s1+s2"}},
		"mandatory: one group":     {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", asMandatory, forGroups("g1", "g2")), point(t, "s2", "06 9:00-10:00", asMandatory, forGroups("g2"))}, want: []string{"mandatory_overlap s1+s2 g2"}},
		"mandatory: both groups":   {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", asMandatory, forGroups("g1", "g2")), point(t, "s2", "06 9:00-10:00", asMandatory)}, want: []string{"mandatory_overlap s1+s2 g1", "mandatory_overlap s1+s2 g2"}},
		"mandatory: other groups":  {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", asMandatory, forGroups("g1")), point(t, "s2", "06 9:00-10:00", asMandatory, forGroups("g2"))}},
		"mandatory: a choice":      {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", asMandatory, asSignUp), point(t, "s2", "06 9:00-10:00", asMandatory, asSignUp)}},
		"mandatory: no length":     {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", asMandatory), point(t, "s2", "06 9:30-9:30", asMandatory)}},
		"far: just enough":         {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", inRoom("A"), ledBy("r1")), point(t, "s2", "06 10:15-11:00", inRoom("C"), ledBy("r1"))}},
		"far: a minute short":      {sessions: []event.Session{point(t, "s1", "06 9:00-10:01", inRoom("A"), ledBy("r1")), point(t, "s2", "06 10:15-11:00", inRoom("C"), ledBy("r1"))}, want: []string{"too_far s1+s2 r1Anna_Nowak"}},
		"far: one building":        {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", inRoom("A"), ledBy("r1")), point(t, "s2", "06 10:00-11:00", inRoom("B"), ledBy("r1")), point(t, "s3", "06 10:00-11:00", ledBy("r1"))}, want: []string{"person_overlap s3+s2 r1Anna_Nowak"}},
		"far: touching, seats":     {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", inRoom("C")), point(t, "s2", "06 10:00-11:00", inRoom("A"))}, enrolled: enrolments{"s1": {"r2", "r1"}, "s2": {"r1", "r2"}}, want: []string{"too_far s1+s2 r1,r2"}},
		"far: the next day":        {sessions: []event.Session{point(t, "s1", "06 22:00-24:00", inRoom("C"), ledBy("r1")), point(t, "s2", "07 0:00-1:00", inRoom("A"), ledBy("r1"))}},
		"far: no length":           {sessions: []event.Session{point(t, "s1", "06 9:00-10:00", inRoom("A"), ledBy("r1")), point(t, "s2", "06 10:00-10:00", inRoom("C"), ledBy("r1"))}},
	} {
		p := agendaOf(t, c.sessions...)
		p.Dropped = c.dropped
		for session, people := range c.enrolled {
			givePlaces(&p, session, people...)
		}
		if got := short(p.Conflicts()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// The night of the change of clocks has an hour less or more; the days are still whole.
func TestProgramme_Conflicts_ChangeOfClocks(t *testing.T) {
	spring := agendaOf(t,
		point(t, "night", "2026-03-29 0:00-1:59", inRoom("A"), ledBy("r1")),
		point(t, "after", "2026-03-29 3:00-4:00", inRoom("C"), ledBy("r1")), // one minute after 1:59
		point(t, "evening", "2026-03-29 22:00-24:00", inRoom("A")))
	spring.Event.Start, spring.Event.End = "2026-03-29", "2026-03-29"
	if got := short(spring.Conflicts()); !slices.Equal(got, []string{"too_far night+after r1Anna_Nowak"}) {
		t.Errorf("in spring %q", got)
	}
	first := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC) // 2:30, which comes again an hour later
	autumn := agendaOf(t,
		event.Session{ID: "once", Room: "A", Start: first, End: first.Add(time.Hour)},
		event.Session{ID: "again", Room: "A", Start: first.Add(time.Hour), End: first.Add(2 * time.Hour)},
		point(t, "late", "2026-10-25 23:00-24:00", inRoom("A")),
		point(t, "too late", "2026-10-25 23:00-26 0:01", inRoom("B")))
	autumn.Sessions[3].End = clockAt(t, "2026-10-26 0:01")
	autumn.Event.Start, autumn.Event.End = "2026-10-25", "2026-10-25"
	if got := short(autumn.Conflicts()); !slices.Equal(got, []string{"outside_event too late"}) {
		t.Errorf("in autumn %q", got)
	}
}

func TestProgramme_ConflictsOf(t *testing.T) {
	p := agendaOf(t, point(t, "s1", "06 9:00-10:00", inRoom("A"), ledBy("r1")), point(t, "s2", "06 10:00-11:00", inRoom("A"), ledBy("r1")),
		point(t, "s3", "06 9:30-10:00", inRoom("A")))
	moved := point(t, "s1", "06 10:30-11:30", inRoom("C"), ledBy("r1"), withPlaces(20))
	if got, want := short(p.ConflictsOf(moved)), []string{"person_overlap s2+s1 r1Anna_Nowak", "room_too_small s1 C 20>12"}; !slices.Equal(got, want) {
		t.Errorf("moved: %q, want %q", got, want)
	}
	if got, want := short(p.ConflictsOf(point(t, "", "06 9:45-10:00", inRoom("A")))), []string{"room_overlap s1+ A", "room_overlap s3+ A"}; !slices.Equal(got, want) {
		t.Errorf("a new one: %q, want %q", got, want)
	}
	givePlaces(&p, "s1", "r2")
	moved.Dropped = true
	if got, want := short(p.ConflictsOf(moved)), []string{"dropped_session s1 r2"}; !slices.Equal(got, want) {
		t.Errorf("dropped: %q, want %q", got, want)
	}
}

func TestProgramme_Describe(t *testing.T) {
	p := agendaOf(t, point(t, "Otwarcie", "06 22:00-24:00", inRoom("A"), forGroups("g1"), asMandatory), point(t, "Film", "06 23:00-24:00", inRoom("A"), forGroups("g1"), asMandatory))
	givePlaces(&p, "Otwarcie", "r1", "r4", "r2")
	givePlaces(&p, "Film", "r1", "r2")
	byKind := map[event.ConflictKind]event.ConflictDetails{}
	for _, c := range p.Conflicts() {
		byKind[c.Kind] = p.Describe(c)
	}
	room := byKind[event.RoomOverlap]
	if room.Room != "Rycerska" || !slices.Equal(room.Titles, []string{"Otwarcie", "Film"}) || room.From.Format("02 15:04") != "06 23:00" || room.Args()["To"] != "24:00" {
		t.Errorf("the room: %+v, %v", room, room.Args())
	}
	if g := byKind[event.MandatoryOverlap]; g.Group != "Grupa I" {
		t.Errorf("the group: %+v", g)
	}
	if who := byKind[event.PersonOverlap]; !slices.Equal(who.People, []string{"Anna Nowak", "Jan Lis"}) || who.Count != 2 {
		t.Errorf("the people: %+v", who)
	}
	if who := byKind[event.Unavailable]; !slices.Equal(who.People, []string{"Ewa Kot"}) {
		t.Errorf("who cannot: %+v", who)
	}
}
