package event_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

// Only a session has people enrolled: a desk for the enrolled could answer no scan.
func TestAddCheckpoint_EnrolledWithoutSession(t *testing.T) {
	svc, ev, _ := rally(t)
	_, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Meal, Title: "Obiad", Policy: event.EnrolledOnly, NotEnrolled: event.Refuse})
	if !errors.Is(err, event.Fail(event.CodeRequired)) {
		t.Errorf("want session required, got %v", err)
	}
}

// A session whose door somebody has made stays when it is missing in a newer file: the door needs it.
func TestAgenda_KeepsWhatHasADoor(t *testing.T) {
	h := newHouse(t)
	const header = "Dzień;Od;Do;Sala;Rodzaj;Tytuł\n"
	h.bringAgenda(t, header+"6.09.2012;9:00;10:00;A;wykład;Otwarcie\n6.09.2012;11:00;12:00;B;warsztat;Dialog\n")
	h.bring(t, "E-mail,Imię i nazwisko\nanna@example.org,Anna Nowak\n")
	door, err := h.AddCheckpoint(t.Context(), event.Checkpoint{Event: h.ev.ID, Kind: event.Door, Title: "Dialog",
		Session: h.sessions(t)["Dialog"].ID, Policy: event.EnrolledOnly})
	if err != nil {
		t.Fatal(err)
	}
	plan := h.bringAgenda(t, header+"6.09.2012;9:00;10:00;A;wykład;Otwarcie\n")
	if len(plan.Missing) != 1 || plan.Missing[0].Stays != event.StaysDoor {
		t.Errorf("missing %+v", plan.Missing)
	}
	at := time.Date(2012, 9, 6, 9, 0, 0, 0, time.UTC)
	res, err := h.CheckIn(t.Context(), event.ScanRequest{Event: h.ev.ID, Checkpoint: door.ID, Code: h.entry(t, "Nowak").Badge, At: at})
	if err != nil || res.Scan.Outcome != event.Admitted || !res.Attention {
		t.Errorf("at the door: %s, %v", res.Scan.Outcome, err)
	}
}

// An edit is one fact per field; what is closed is offered no longer and kept, and may open again.
func TestEditCheckpoint(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 1)
	all, err := svc.OpenCheckpoints(t.Context(), ev.ID)
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	desk := all[0]
	closed, title, policy := true, "  Obiad ", event.OnceADay
	if _, err := svc.EditCheckpoint(t.Context(), desk.ID, event.CheckpointUpdate{Closed: &closed}); !errors.Is(err, event.Fail(event.CodeCheckpointLast)) {
		t.Errorf("the last desk was closed: %v", err)
	}
	meal, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Meal, Title: "Kawa", Policy: event.Once})
	if err != nil {
		t.Fatal(err)
	}
	scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: meal.ID, Code: regs[0].Badge}, event.Admitted)
	opens, closes := c.now, c.now.Add(time.Hour)
	got, err := svc.EditCheckpoint(t.Context(), meal.ID, event.CheckpointUpdate{Title: &title, Policy: &policy, Opens: &opens, Closes: &closes, Closed: &closed})
	if err != nil || got.Title != "Obiad" || got.Policy != event.OnceADay || !got.Closes.Equal(closes) || !got.Closed || got.Kind != event.Meal {
		t.Errorf("%+v, %v", got, err)
	}
	stored, err := svc.Store.Checkpoint(t.Context(), meal.ID)
	if err != nil || stored.Title != "Obiad" || !stored.Opens.Equal(opens) || !stored.Closed {
		t.Errorf("stored %+v, %v", stored, err)
	}
	facts, err := svc.Store.Facts(t.Context(), meal.ID, 0)
	if err != nil || len(facts) != 1+5 {
		t.Errorf("%d facts, %v", len(facts), err)
	}
	if all, err := svc.OpenCheckpoints(t.Context(), ev.ID); err != nil || len(all) != 1 || all[0].ID != desk.ID {
		t.Errorf("offered: %+v, %v", all, err)
	}
	if scans, err := svc.Store.Scans(t.Context(), event.ScanFilter{Checkpoint: meal.ID}); err != nil || len(scans) != 1 {
		t.Errorf("scans of a closed one: %+v, %v", scans, err)
	}
	open, never := false, time.Time{}
	if got, err = svc.EditCheckpoint(t.Context(), meal.ID, event.CheckpointUpdate{Closed: &open, Opens: &never, Closes: &never}); err != nil || got.Closed || !got.Opens.IsZero() {
		t.Errorf("opened again: %+v, %v", got, err)
	}
	for name, u := range map[string]struct {
		u    event.CheckpointUpdate
		code string
	}{
		"no title":           {event.CheckpointUpdate{Title: new(string)}, event.CodeRequired},
		"policy":             {event.CheckpointUpdate{Policy: ptrTo(event.Policy("twice"))}, event.CodeCheckpointUnknown},
		"treatment":          {event.CheckpointUpdate{NotEnrolled: ptrTo(event.Treatment("shoo"))}, event.CodeCheckpointUnknown},
		"hours":              {event.CheckpointUpdate{Opens: &closes, Closes: &opens}, event.CodeCheckpointHours},
		"for whom":           {event.CheckpointUpdate{Policy: ptrTo(event.EnrolledOnly)}, event.CodeRequired},
		"which room":         {event.CheckpointUpdate{Policy: ptrTo(event.OnceASession)}, event.CodeRequired},
		"room of another":    {event.CheckpointUpdate{Room: ptrTo("nowhere")}, event.CodeRoomNotFound},
		"session of nowhere": {event.CheckpointUpdate{Session: ptrTo("nowhere")}, event.CodeSessionNotFound},
	} {
		if _, err := svc.EditCheckpoint(t.Context(), meal.ID, u.u); !errors.Is(err, event.Fail(u.code)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The next edition takes checkpoints along, closed ones closed and those of rooms in its own rooms.
func TestClone_Checkpoints(t *testing.T) {
	svc, ev, _, _ := hallOf(t, 0)
	commitBatch(t, svc, func(b *event.Batch) {
		b.Add(ev.ID, "sala", event.RoomAdded{Room: event.Room{ID: "sala", Event: ev.ID, Title: "Sala 2"}})
	})
	for _, c := range []event.Checkpoint{
		{Kind: event.Door, Title: "Sala 2", Policy: event.OnceASession, Room: "sala"},
		{Kind: event.Gift, Title: "Upominek", Policy: event.Once, Closed: true},
	} {
		c.Event = ev.ID
		if _, err := svc.AddCheckpoint(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	res, err := svc.CloneEvent(t.Context(), ev.ID, event.CloneOptions{Start: "2013-09-05"})
	if err != nil {
		t.Fatal(err)
	}
	rooms, err := svc.Store.Rooms(t.Context(), res.Event.ID)
	if err != nil || len(rooms) != 1 {
		t.Fatalf("%+v, %v", rooms, err)
	}
	all, err := svc.Store.Checkpoints(t.Context(), res.Event.ID)
	if err != nil || len(all) != 3 || all[0].Kind != event.Desk || all[1].Room != rooms[0].ID || !all[2].Closed {
		t.Errorf("%+v, %v", all, err)
	}
}

// A checkpoint that asked for a session does not come along without it, and is told; a desk stays one.
func TestClone_CheckpointsWithoutTheirSession(t *testing.T) {
	svc, ev, _, _ := hallOf(t, 0)
	start := time.Date(2012, 9, 6, 8, 0, 0, 0, time.UTC)
	commitBatch(t, svc, func(b *event.Batch) {
		b.Add(ev.ID, "sala", event.RoomAdded{Room: event.Room{ID: "sala", Event: ev.ID, Title: "Sala 2"}})
		for _, id := range []string{"stays", "goes"} {
			b.Add(ev.ID, id, event.SessionAdded{Session: event.Session{ID: id, Event: ev.ID, Kind: event.Workshop, Title: id, Start: start, End: start.Add(time.Hour)}})
		}
	})
	for _, c := range []event.Checkpoint{
		{Kind: event.Meal, Title: "Obiad zapisanych", Policy: event.EnrolledOnly, Session: "goes", Room: "sala"},
		{Kind: event.Gift, Title: "Książka", Policy: event.EnrolledOnly, Session: "stays"},
		{Kind: event.Door, Title: "Drzwi", Policy: event.InOut, Session: "goes"},
		{Kind: event.Gift, Title: "Dawny", Policy: event.EnrolledOnly, Session: "goes", Closed: true},
	} {
		c.Event = ev.ID
		if _, err := svc.AddCheckpoint(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	desk, policy, session := deskOf(t, svc, ev, event.Once), event.EnrolledOnly, "goes"
	if _, err := svc.EditCheckpoint(t.Context(), desk.ID, event.CheckpointUpdate{Policy: &policy, Session: &session}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.UpdateSession(t.Context(), "goes", event.SessionUpdate{Dropped: ptrTo(true)}); err != nil {
		t.Fatal(err)
	}
	whole, err := svc.CloneEvent(t.Context(), ev.ID, event.CloneOptions{Start: "2013-09-05"})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Sort(whole.Doors); !slices.Equal(whole.Doors, []string{"Drzwi", "Obiad zapisanych"}) {
		t.Errorf("left out: %q", whole.Doors)
	}
	all, err := svc.Store.Checkpoints(t.Context(), whole.Event.ID)
	if err != nil || len(all) != 2 || all[0].Kind != event.Desk || all[0].Policy != event.Once || all[1].Title != "Książka" || all[1].Session == "" {
		t.Errorf("%+v, %v", all, err)
	}
	bare, err := svc.CloneEvent(t.Context(), ev.ID, event.CloneOptions{Start: "2013-09-05", Parts: []event.ClonePart{event.CloneDetails}})
	if err != nil || len(bare.Doors) != 0 {
		t.Fatalf("%q, %v", bare.Doors, err)
	}
	if all, err = svc.Store.Checkpoints(t.Context(), bare.Event.ID); err != nil || len(all) != 1 || all[0].Kind != event.Desk || all[0].Policy != event.Once {
		t.Errorf("the desk alone: %+v, %v", all, err)
	}
}
