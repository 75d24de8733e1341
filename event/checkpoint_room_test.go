package event_test

import (
	"cmp"
	"testing"
	"time"

	"zlot/event"
)

// A door of a room counts for each session that takes place there: the scan names it, the hours follow, and what
// the programme becomes later changes nothing.
func TestCheckIn_Room(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 3)
	at := func(hour, minute int) time.Time { return time.Date(2012, 9, 6, hour-2, minute, 0, 0, time.UTC) }
	one := 1
	commitBatch(t, svc, func(b *event.Batch) {
		for _, id := range []string{"sala", "inna"} {
			b.Add(ev.ID, id, event.RoomAdded{Room: event.Room{ID: id, Event: ev.ID, Title: id}})
		}
		for _, s := range []event.Session{
			{ID: "wyklad", Room: "sala", Start: at(10, 0), End: at(11, 0), Hours: 1},
			{ID: "warsztat", Room: "sala", Start: at(11, 0), End: at(12, 0), Hours: 2, SignUp: true, Capacity: &one},
			{ID: "przerwa", Kind: event.Break, AllRooms: true, Start: at(12, 0), End: at(13, 0)},
			{ID: "inny", Room: "inna", Start: at(9, 0), End: at(17, 0), Hours: 4},
		} {
			s.Event, s.Title, s.Kind = ev.ID, s.ID, cmp.Or(s.Kind, event.Lecture)
			b.Add(ev.ID, s.ID, event.SessionAdded{Session: s})
		}
		b.Add(ev.ID, "warsztat/"+regs[1].ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: ev.ID, Session: "warsztat", Registration: regs[1].ID, State: event.Enrolled}})
	})
	door, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Door, Title: "Sala", Policy: event.OnceASession, Room: "sala", NotEnrolled: event.Refuse})
	if err != nil {
		t.Fatal(err)
	}
	at9 := at(9, 29)
	try := func(now time.Time, who int, d event.Direction, want event.Outcome, session string) event.ScanResult {
		t.Helper()
		c.now = now
		res := scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: door.ID, Code: regs[who].Badge, Direction: d}, want)
		if res.Scan.Session != session {
			t.Errorf("%v: the scan names %q, want %q", now, res.Scan.Session, session)
		}
		return res
	}
	if res := try(at9, 0, event.In, event.OutsideHours, ""); !res.AdviceArgs(time.UTC)["When"].(time.Time).Equal(at(9, 30)) {
		t.Errorf("advice %v", res.AdviceArgs(time.UTC))
	}
	if res := try(at(9, 30), 0, event.In, event.Admitted, "wyklad"); res.Session == nil || res.Session.ID != "wyklad" {
		t.Errorf("session %+v", res.Session)
	}
	try(at(9, 31), 0, event.In, event.AlreadyIn, "wyklad")
	try(at(10, 50), 1, event.In, event.Admitted, "warsztat") // enrolled there, and here nobody has to be
	try(at(10, 55), 0, event.Out, event.Exited, "wyklad")
	try(at(11, 5), 0, event.In, event.NotEnrolled, "warsztat")
	allow := event.Allow
	if _, err := svc.EditCheckpoint(t.Context(), door.ID, event.CheckpointUpdate{NotEnrolled: &allow}); err != nil {
		t.Fatal(err)
	}
	try(at(11, 6), 0, event.In, event.SessionFull, "warsztat")
	counts, err := svc.DeskCounts(t.Context(), ev.ID, door.ID)
	if err != nil || counts != (event.DeskCounts{Expected: 1, Here: 1, Inside: 1}) {
		t.Errorf("counts %+v, %v", counts, err)
	}
	try(at(11, 30), 1, event.Out, event.Exited, "warsztat")
	try(at(11, 31), 2, event.In, event.Admitted, "warsztat") // the place is free again
	try(at(12, 0), 2, event.In, event.OutsideHours, "")
	// Typed in afterwards: then, the room was full.
	late, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Checkpoint: door.ID, Code: regs[0].Badge, At: at(11, 20)})
	if err != nil || late.Scan.Outcome != event.SessionFull {
		t.Errorf("late: %+v, %v", late.Scan, err)
	}

	room := "inna"
	if _, err := svc.UpdateSession(t.Context(), "wyklad", event.SessionUpdate{Room: &room}); err != nil {
		t.Fatal(err)
	}
	accounts, err := svc.Attendance(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range accounts {
		want := map[string]float64{regs[0].ID: 1, regs[1].ID: 2, regs[2].ID: 2}[a.Entry.ID]
		if a.Hours != want {
			t.Errorf("%s: %v hours, want %v", a.Entry.Who.Name.Family, a.Hours, want)
		}
	}
}

// A checkpoint may come from another desk before its session: everybody gets an answer there.
func TestCheckIn_SessionNotHere(t *testing.T) {
	svc, ev, _, regs := hallOf(t, 1)
	for session, what := range map[string]event.Treatment{"": event.Refuse, "elsewhere": event.Refuse, "later": event.Warn} {
		c := event.Checkpoint{ID: "point" + session, Event: ev.ID, Kind: event.Meal, Title: "Obiad", Policy: event.EnrolledOnly, Session: session, NotEnrolled: what}
		commitBatch(t, svc, func(b *event.Batch) { b.Add(ev.ID, c.ID, event.CheckpointAdded{Checkpoint: c}) })
		want := event.NotEnrolled
		if what == event.Warn {
			want = event.Admitted
		}
		if res := scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: c.ID, Code: regs[0].Badge}, want); !res.Attention && want == event.Admitted {
			t.Error("let in without a warning")
		}
	}
}
