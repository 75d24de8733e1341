package event_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// paperer keeps what it was asked to draw.
type paperer struct {
	event.Documents
	job event.PaperJob
}

func (p *paperer) Paper(_ context.Context, _ io.Writer, job event.PaperJob) (int, error) {
	p.job = job
	return len(job.Lists) + len(job.Signs), nil
}

// rowsOf are the families of a list, ticked, waiting or plain.
func rowsOf(l event.PaperList) string {
	var all []string
	for _, r := range l.Rows {
		text := r.Entry.Who.Name.Family
		if r.Present {
			text = "+" + text
		}
		if r.Waiting {
			text = "?" + text
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func TestService_Paper(t *testing.T) {
	s := newPapered(t)
	p := &paperer{}
	s.Documents = p
	ctx := t.Context()
	day := time.Date(2012, 9, 6, 9, 0, 0, 0, time.UTC)
	workshop, err := s.AddSession(ctx, event.Session{Event: s.ev.ID, Kind: event.Workshop, Title: "Dialog", Start: day, End: day.Add(time.Hour), SignUp: true})
	if err != nil {
		t.Fatal(err)
	}
	lecture, err := s.AddSession(ctx, event.Session{Event: s.ev.ID, Kind: event.Lecture, Title: "Wykład", Start: day, End: day.Add(time.Hour), Groups: []string{s.group.ID}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Enrol(ctx, workshop.ID, s.people["Lis"].ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddCheckpoint(ctx, event.Checkpoint{Event: s.ev.ID, Kind: event.Desk, Title: "Rejestracja", Policy: event.OnceADay}); err != nil {
		t.Fatal(err)
	}
	now := s.Clock.Now()
	for _, family := range []string{"Łoś", "Lis"} {
		if _, err := s.CheckIn(ctx, event.ScanRequest{Event: s.ev.ID, Registration: s.people[family].ID, At: now}); err != nil {
			t.Fatal(err)
		}
	}
	gone := event.Cancelled
	if _, err := s.UpdateEntry(ctx, s.people["Ćwik"].ID, s.people["Ćwik"].Version, event.EntryUpdate{Status: &gone}); err != nil {
		t.Fatal(err)
	}
	res, err := s.Paper(ctx, s.ev.ID, io.Discard, event.PaperOptions{Desk: true, Queues: 2, Sessions: []string{lecture.ID, workshop.ID}, Language: "pl"})
	if err != nil {
		t.Fatal(err)
	}
	if res != (event.PaperResult{Lists: 4, Rows: 6, Pages: 4}) {
		t.Errorf("%+v", res)
	}
	var got []string
	for _, l := range p.job.Lists {
		name := ""
		if l.Queue != nil {
			name = l.Queue.Label()
		} else {
			name = l.Session.Title
		}
		got = append(got, name+": "+rowsOf(l))
	}
	// Who waits for an answer is at the desk's list and at no session's; who cancelled is on none.
	want := "A–L: Cis +Lis | Ł–Ż: +Łoś Źrebiec | Dialog: Lis | Wykład: Łoś"
	if have := strings.Join(got, " | "); have != want {
		t.Errorf("%s\nwant %s", have, want)
	}
	for _, l := range p.job.Lists {
		for _, r := range l.Rows {
			if number, err := event.ParseRowCode(r.Code); err != nil || number != r.Entry.Number {
				t.Errorf("%s is the code of %d, %v", r.Code, r.Entry.Number, err)
			}
		}
		if (l.Session != nil) != (l.Empty > 0) {
			t.Errorf("%d empty rows", l.Empty)
		}
	}
	if res, err := s.Paper(ctx, s.ev.ID, io.Discard, event.PaperOptions{Signs: true, Queues: 2}); err != nil || res.Lists != 2 || len(p.job.Lists) != 0 {
		t.Errorf("signs: %+v, %v", res, err)
	}
	if _, err := s.Paper(ctx, s.ev.ID, io.Discard, event.PaperOptions{}); !errors.Is(err, event.Fail(event.CodeListEmpty)) {
		t.Errorf("nothing was chosen: %v", err)
	}
}

// Who signed up first is on the list of a full workshop, who waits for a place below the others.
func TestService_PaperWaiting(t *testing.T) {
	s := newPapered(t)
	p := &paperer{}
	s.Documents = p
	ctx := t.Context()
	day, one := time.Date(2012, 9, 6, 9, 0, 0, 0, time.UTC), 1
	workshop, err := s.AddSession(ctx, event.Session{Event: s.ev.ID, Kind: event.Workshop, Title: "Dialog", Start: day, End: day.Add(time.Hour), SignUp: true, Capacity: &one})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Enrol(ctx, workshop.ID, s.people["Źrebiec"].ID, false); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(ctx, workshop.ID, s.people["Lis"].ID); err != nil {
		t.Fatal(err)
	}
	door, err := s.AddCheckpoint(ctx, event.Checkpoint{Event: s.ev.ID, Kind: event.Door, Title: "Dialog", Session: workshop.ID, Policy: event.EnrolledOnly})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.CheckIn(ctx, event.ScanRequest{Event: s.ev.ID, Checkpoint: door.ID, Registration: s.people["Źrebiec"].ID, At: day}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Paper(ctx, s.ev.ID, io.Discard, event.PaperOptions{Sessions: []string{workshop.ID}}); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(p.job.Lists[0]); got != "+Źrebiec ?Lis" {
		t.Errorf("rows %s", got)
	}
}

// Who came is ticked wherever that was seen: at another desk, at one that is closed by now, at the door of the room.
func TestService_PaperTicks(t *testing.T) {
	s := newPapered(t)
	p := &paperer{}
	s.Documents = p
	ctx := t.Context()
	day := time.Date(2012, 9, 6, 9, 0, 0, 0, time.UTC)
	room, err := s.AddRoom(ctx, event.Room{Event: s.ev.ID, Title: "Sala"})
	if err != nil {
		t.Fatal(err)
	}
	var sessions []string
	for i := range 2 {
		at := day.Add(time.Duration(i) * 2 * time.Hour)
		session, err := s.AddSession(ctx, event.Session{Event: s.ev.ID, Kind: event.Lecture, Title: "Wykład", Room: room.ID, Start: at, End: at.Add(time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		sessions = append(sessions, session.ID)
	}
	points := map[string]event.Checkpoint{
		"Lis":     {Kind: event.Desk, Title: "Pierwsza", Policy: event.Once},
		"Łoś":     {Kind: event.Desk, Title: "Druga", Policy: event.InOut},
		"Źrebiec": {Kind: event.Door, Title: "Sala", Policy: event.OnceASession, Room: room.ID},
	}
	for _, family := range []string{"Lis", "Łoś", "Źrebiec"} {
		c := points[family]
		c.Event = s.ev.ID
		if c, err = s.AddCheckpoint(ctx, c); err != nil {
			t.Fatal(err)
		}
		res, err := s.CheckIn(ctx, event.ScanRequest{Event: s.ev.ID, Checkpoint: c.ID, Registration: s.people[family].ID, At: day})
		if err != nil || res.Scan.Outcome != event.Admitted {
			t.Fatalf("%s: %+v, %v", family, res.Scan, err)
		}
		closed := true
		if family == "Łoś" {
			if _, err := s.EditCheckpoint(ctx, c.ID, event.CheckpointUpdate{Closed: &closed}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := s.Paper(ctx, s.ev.ID, io.Discard, event.PaperOptions{Desk: true, Queues: 1, Sessions: sessions}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Cis Ćwik +Lis +Łoś Źrebiec", "Ćwik Lis Łoś +Źrebiec", "Ćwik Lis Łoś Źrebiec"} {
		if got := rowsOf(p.job.Lists[i]); got != want {
			t.Errorf("list %d: %s\nwant %s", i, got, want)
		}
	}
}

// A desk that asks in each session of its room has ticked who was there on this day.
func TestService_PaperOfARoomsDesk(t *testing.T) {
	svc, ev, c, regs := hallOf(t, 3)
	p := &paperer{}
	svc.Documents = p
	commitBatch(t, svc, func(b *event.Batch) {
		b.Add(ev.ID, "sala", event.RoomAdded{Room: event.Room{ID: "sala", Event: ev.ID, Title: "Sala 2"}})
		for i, id := range []string{"wczoraj", "dziś"} {
			start := time.Date(2012, 9, 6+i, 8, 0, 0, 0, time.UTC)
			b.Add(ev.ID, id, event.SessionAdded{Session: event.Session{ID: id, Event: ev.ID, Title: id, Room: "sala", Start: start, End: start.Add(time.Hour)}})
		}
	})
	policy, room := event.OnceASession, "sala"
	desk := deskOf(t, svc, ev, event.Once)
	if _, err := svc.EditCheckpoint(t.Context(), desk.ID, event.CheckpointUpdate{Policy: &policy, Room: &room}); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		c.now = time.Date(2012, 9, 6+i, 8, 10, 0, 0, time.UTC)
		scan(t, svc, event.ScanRequest{Event: ev.ID, Checkpoint: desk.ID, Code: regs[i].Badge}, event.Admitted)
	}
	if _, err := svc.Paper(t.Context(), ev.ID, io.Discard, event.PaperOptions{Desk: true, Queues: 1, Sessions: []string{"dziś"}}); err != nil {
		t.Fatal(err)
	}
	for _, l := range p.job.Lists {
		if got := rowsOf(l); got != "Nowak0 +Nowak1 Nowak2" {
			t.Errorf("ticked: %s", got)
		}
	}
}
