package event_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/passcode"
	"zlot/storage"
)

// hallOf is a file with an event of two days in September, a clock, and as many confirmed people.
func hallOf(t testing.TB, people int) (*event.Service, event.Event, *clock, []event.Registration) {
	t.Helper()
	dir := t.TempDir()
	c := &clock{time.Date(2012, 9, 6, 6, 0, 0, 0, time.UTC)}
	db, err := storage.Open(t.Context(), filepath.Join(dir, "zlot.db"), storage.Options{Create: true, Clock: c, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	svc := event.NewService(event.Ports{Store: db, Outbox: db, Clock: c})
	ev, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Zlot", Start: "2012-09-06", End: "2012-09-07"}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	regs := make([]event.Registration, people)
	commitBatch(t, svc, func(b *event.Batch) {
		for i := range regs {
			code, err := passcode.New(passcode.Person)
			if err != nil {
				t.Fatal(err)
			}
			p := event.Person{ID: event.NewID(), Name: event.Name{Given: "Anna", Family: fmt.Sprintf("Nowak%d", i)}}
			regs[i] = event.Registration{ID: event.NewID(), Event: ev.ID, Person: p.ID, Status: event.Confirmed, Badge: code, Number: i + 1}
			b.Add("", p.ID, event.PersonAdded{Person: p})
			b.Add(ev.ID, regs[i].ID, event.RegistrationAdded{Registration: regs[i]})
		}
	})
	return svc, ev, c, regs
}

func commitBatch(t testing.TB, svc *event.Service, fill func(b *event.Batch)) {
	t.Helper()
	_, err := svc.Store.Commit(context.Background(), func(event.Reader) (b event.Batch, err error) {
		fill(&b)
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// deskOf is the event's own desk, with another policy.
func deskOf(t testing.TB, svc *event.Service, ev event.Event, policy event.Policy) event.Checkpoint {
	t.Helper()
	all, err := svc.Store.Checkpoints(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := svc.EditCheckpoint(t.Context(), all[0].ID, event.CheckpointUpdate{Policy: &policy})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// scan is one scan at a time on the clock, with the outcome it has to have.
func scan(t testing.TB, svc *event.Service, req event.ScanRequest, want event.Outcome) event.ScanResult {
	t.Helper()
	res, err := svc.CheckIn(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if res.Scan.Outcome != want {
		t.Fatalf("scan %+v: %s, want %s", req, res.Scan.Outcome, want)
	}
	return res
}

func TestLive(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 6)
	desk := deskOf(t, svc, ev, event.InOut)
	day := func(d, hour, minute int) time.Time { return time.Date(2012, 9, d, hour-2, minute, 0, 0, time.UTC) }
	seats := 3
	var sessions []event.Session
	commitBatch(t, svc, func(b *event.Batch) {
		b.Add(ev.ID, "sala", event.RoomAdded{Room: event.Room{ID: "sala", Event: ev.ID, Title: "Sala 2", Capacity: &seats}})
		for i, s := range []event.Session{
			{Title: "Wczoraj", Start: day(6, 9, 0), End: day(6, 10, 0), Contributors: []event.Contributor{{Name: "Ewa Wczorajsza", Role: event.Trainer}}},
			{Title: "Warsztat", SignUp: true, Room: "sala", Start: day(7, 10, 0), End: day(7, 12, 0), Contributors: []event.Contributor{
				{Name: "Anna Nowak0", Person: regs[0].ID, Role: event.Trainer}, {Name: "dr Jan Gość", Role: event.Trainer}, {Name: "A. N.", Person: regs[5].ID}}},
			{Title: "Kawa", Kind: event.Break, Start: day(7, 12, 0), End: day(7, 12, 10)},
			{Title: "Panel", Start: day(7, 12, 10), End: day(7, 13, 0), Contributors: []event.Contributor{{Name: "dr Jan Gość", Role: event.Panelist}}},
			{Title: "Później", Start: day(7, 14, 0), End: day(7, 15, 0)},
		} {
			s.ID, s.Event = fmt.Sprintf("s%d", i), ev.ID
			sessions = append(sessions, s)
			b.Add(ev.ID, s.ID, event.SessionAdded{Session: s})
		}
		for _, r := range regs[:2] {
			b.Add(ev.ID, "s1/"+r.ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: ev.ID, Session: "s1", Registration: r.ID, State: event.Enrolled}})
		}
	})
	door, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Door, Title: "Sala 2", Policy: event.OnceASession, Room: "sala"})
	if err != nil {
		t.Fatal(err)
	}
	at := func(when time.Time, who int, checkpoint string, d event.Direction, want event.Outcome) {
		c.now = when
		scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: checkpoint, Code: regs[who].Badge, Direction: d}, want)
	}
	at(day(6, 8, 0), 0, desk.ID, event.In, event.Admitted)
	at(day(6, 17, 0), 0, desk.ID, event.Out, event.Exited)
	at(day(6, 8, 1), 3, desk.ID, event.In, event.Admitted)
	at(day(6, 17, 0), 3, desk.ID, event.Out, event.Exited)
	at(day(7, 8, 5), 0, desk.ID, event.In, event.Admitted)
	at(day(7, 8, 9), 1, desk.ID, event.In, event.Admitted)
	at(day(7, 8, 31), 2, desk.ID, event.In, event.Admitted)
	at(day(7, 8, 40), 0, desk.ID, event.Out, event.Exited)
	at(day(7, 9, 0), 0, desk.ID, event.In, event.Admitted) // back from a smoke: no new arrival
	at(day(7, 9, 1), 1, desk.ID, event.Out, event.Exited)
	at(day(7, 9, 50), 0, door.ID, event.In, event.Admitted)
	at(day(7, 9, 55), 2, door.ID, event.In, event.Admitted)
	c.now = day(7, 10, 30)
	live, err := svc.Live(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	if live.Registered != 6 || live.Here != 4 || live.Inside != 2 {
		t.Errorf("registered %d, here %d, inside %d", live.Registered, live.Here, live.Inside)
	}
	want := []event.Arrival{{From: day(7, 8, 0), Count: 2}, {From: day(7, 8, 10)}, {From: day(7, 8, 20)}, {From: day(7, 8, 30), Count: 1}}
	if !slices.EqualFunc(live.Arrivals, want, func(a, b event.Arrival) bool { return a.From.Equal(b.From) && a.Count == b.Count }) {
		t.Errorf("arrivals %+v", live.Arrivals)
	}
	if m := live.Missing; len(m) != 2 || m[0].Registration != "" || m[0].Name != "dr Jan Gość" || m[0].Session.ID != "s1" ||
		m[1].Registration != regs[5].ID || !strings.HasSuffix(m[1].Name, " Nowak5") {
		t.Errorf("missing %+v", m)
	}
	if f := live.Sessions; len(f) != 2 || f[0].Session.ID != "s1" || f[0].Room != "Sala 2" || f[0].Limit != 3 || f[0].Enrolled != 2 || f[0].Inside != 2 ||
		f[1].Session.ID != "s3" {
		t.Errorf("sessions %+v", f)
	}
}

// A desk that asks in each session of its room counts those of this day, each once, where they came last.
func TestLive_DeskOfARoom(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 4)
	day := func(d, hour, minute int) time.Time { return time.Date(2012, 9, d, hour-2, minute, 0, 0, time.UTC) }
	commitBatch(t, svc, func(b *event.Batch) {
		b.Add(ev.ID, "sala", event.RoomAdded{Room: event.Room{ID: "sala", Event: ev.ID, Title: "Sala 2"}})
		for i, s := range []event.Session{
			{Title: "Wczoraj", Start: day(6, 9, 0), End: day(6, 10, 0)},
			{Title: "Rano", Start: day(7, 9, 0), End: day(7, 10, 0)},
			{Title: "Później", Start: day(7, 11, 0), End: day(7, 12, 0)},
		} {
			s.ID, s.Event, s.Room = fmt.Sprintf("s%d", i), ev.ID, "sala"
			b.Add(ev.ID, s.ID, event.SessionAdded{Session: s})
		}
	})
	desk := deskOf(t, svc, ev, event.Once)
	policy, room := event.OnceASession, "sala"
	if _, err := svc.EditCheckpoint(t.Context(), desk.ID, event.CheckpointUpdate{Policy: &policy, Room: &room}); err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		when time.Time
		who  int
		d    event.Direction
	}{
		{day(6, 9, 5), 0, event.In}, {day(7, 9, 5), 1, event.In}, {day(7, 9, 10), 2, event.In},
		{day(7, 11, 5), 2, event.In}, {day(7, 11, 10), 3, event.In}, {day(7, 11, 30), 2, event.Out},
	} {
		want := event.Admitted
		if s.d == event.Out {
			want = event.Exited
		}
		c.now = s.when
		scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: desk.ID, Code: regs[s.who].Badge, Direction: s.d}, want)
	}
	c.now = day(7, 11, 40)
	live, err := svc.Live(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	came := 0
	for _, a := range live.Arrivals {
		came += a.Count
	}
	if live.Here != 3 || live.Inside != 2 || came != 3 || !live.Arrivals[0].From.Equal(day(7, 9, 0)) {
		t.Errorf("here %d, inside %d, arrivals %+v", live.Here, live.Inside, live.Arrivals)
	}
}

// Who was let in without having been expected is counted with those who were: nobody else is any less awaited.
func TestExpected_LetInBesides(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 4)
	desk := deskOf(t, svc, ev, event.OnceADay)
	commitBatch(t, svc, func(b *event.Batch) {
		b.Add(ev.ID, "w", event.SessionAdded{Session: event.Session{ID: "w", Event: ev.ID, Title: "Warsztat", SignUp: true, Start: c.now, End: c.now.Add(time.Hour)}})
		for _, r := range regs[:2] {
			b.Add(ev.ID, "w/"+r.ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: ev.ID, Session: "w", Registration: r.ID, State: event.Enrolled}})
		}
	})
	door, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Door, Title: "Sala", Policy: event.EnrolledOnly, Session: "w", NotEnrolled: event.Allow})
	if err != nil {
		t.Fatal(err)
	}
	for who, r := range regs[:3] {
		if _, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Checkpoint: desk.ID, Code: r.Badge}); err != nil {
			t.Fatal(err)
		}
		if who > 0 { // one of the two enrolled, and one who is not
			scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: door.ID, Code: r.Badge}, event.Admitted)
		}
	}
	if _, err := svc.CancelRegistration(t.Context(), regs[2].ID); err != nil {
		t.Fatal(err)
	}
	for point, want := range map[string]event.DeskCounts{
		desk.ID: {Expected: 4, Here: 3, Inside: 3, RecentArrivals: 3},
		door.ID: {Expected: 3, Here: 2, Inside: 2, RecentArrivals: 2},
	} {
		if got, err := svc.DeskCounts(t.Context(), ev.ID, point); err != nil || got != want {
			t.Errorf("%+v, want %+v, %v", got, want, err)
		}
	}
	live, err := svc.Live(t.Context(), ev.ID)
	if err != nil || live.Registered != 3 || live.Expected != 4 || live.Here != 3 {
		t.Errorf("%d registered, %d expected, %d here, %v", live.Registered, live.Expected, live.Here, err)
	}
}
