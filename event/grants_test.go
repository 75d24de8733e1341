package event_test

import (
	"bytes"
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/schedule"
	"zlot/event/tabular"
)

// classroom is an event with two sessions, one of another event, and two people who are confirmed.
type classroom struct {
	house
	anna, jan              event.Entry
	talk, workshop, abroad event.Session
}

func newClassroom(t *testing.T) classroom {
	t.Helper()
	c := classroom{house: newHouse(t)}
	c.Service = event.NewService(event.Ports{Store: c.Store, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Documents: doc.New(), Clock: c.Clock})
	other := c.newEvent(t, "Inny zlot", "2012-10-01", "2012-10-02")
	start := time.Date(2012, 9, 6, 8, 0, 0, 0, time.UTC)
	c.talk = event.Session{ID: event.NewID(), Event: c.ev.ID, Kind: event.Lecture, Title: "Wykład", Start: start, End: start.Add(90 * time.Minute), Hours: 2}
	c.workshop = event.Session{ID: event.NewID(), Event: c.ev.ID, Kind: event.Workshop, Title: "Warsztat", Start: start.Add(24 * time.Hour), End: start.Add(27 * time.Hour), Hours: 4}
	c.abroad = event.Session{ID: event.NewID(), Event: other.ID, Kind: event.Lecture, Title: "Gdzie indziej", Start: start, End: start.Add(time.Hour), Hours: 1}
	_, err := c.Store.Commit(t.Context(), func(event.Reader) (b event.Batch, err error) {
		for _, s := range []event.Session{c.talk, c.workshop, c.abroad} {
			b.Add(s.Event, s.ID, event.SessionAdded{Session: s})
		}
		for i, e := range []*event.Entry{&c.anna, &c.jan} {
			e.Who = event.Person{ID: event.NewID(), Name: event.Name{Given: []string{"Anna", "Jan"}[i], Family: []string{"Ćwik", "Żak"}[i]}}
			e.Registration = event.Registration{ID: event.NewID(), Event: c.ev.ID, Person: e.Who.ID, Status: event.Confirmed, Number: i + 1, Badge: "B" + e.Who.Name.Given}
			b.Add("", e.Who.ID, event.PersonAdded{Person: e.Who})
			b.Add(c.ev.ID, e.ID, event.RegistrationAdded{Registration: e.Registration})
		}
		b.Add(c.ev.ID, "desk", event.CheckpointAdded{Checkpoint: event.Checkpoint{ID: "desk", Event: c.ev.ID, Kind: event.Desk, Title: "Recepcja", Policy: event.OnceADay}})
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c classroom) account(t *testing.T, of event.Entry) event.Account {
	t.Helper()
	all, err := c.Attendance(t.Context(), c.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		if a.Entry.ID == of.ID {
			return a
		}
	}
	t.Fatalf("no account of %s", of.Who.Name.Full())
	return event.Account{}
}

func refusal(t *testing.T, err error, code, field string) {
	t.Helper()
	var e *event.Error
	if !errors.As(err, &e) || e.Code != code || e.Field != field {
		t.Errorf("got %v, want %s in %q", err, code, field)
	}
}

func TestGrantHours_Refused(t *testing.T) {
	c := newClassroom(t)
	good := event.Grant{Registration: c.anna.ID, Session: c.talk.ID, Kind: event.Excused, Hours: 2, Reason: "choroba"}
	cases := []struct {
		name        string
		change      func(*event.Grant)
		code, field string
	}{
		{"no reason", func(g *event.Grant) { g.Reason = " " }, event.CodeRequired, "reason"},
		{"nobody", func(g *event.Grant) { g.Registration = "nobody" }, event.CodeRegistrationNotFound, ""},
		{"unknown kind", func(g *event.Grant) { g.Kind = "given" }, event.CodeGrantKind, "kind"},
		{"excused from nothing", func(g *event.Grant) { g.Session = "" }, event.CodeGrantSession, "session"},
		{"assigned to nothing", func(g *event.Grant) { g.Session, g.Kind = "", event.Assigned }, event.CodeGrantSession, "session"},
		{"no such session", func(g *event.Grant) { g.Session = "none" }, event.CodeSessionNotFound, ""},
		{"of another event", func(g *event.Grant) { g.Session = c.abroad.ID }, event.CodeSessionNotFound, "session"},
		{"more than the session has", func(g *event.Grant) { g.Hours = 2.5 }, event.CodeGrantHours, "hours"},
		{"assigned more", func(g *event.Grant) { g.Hours, g.Kind = 3, event.Assigned }, event.CodeGrantHours, "hours"},
		{"negative", func(g *event.Grant) { g.Hours = -1 }, event.CodeGrantHours, "hours"},
		{"recognised less than nothing", func(g *event.Grant) { g.Hours, g.Kind, g.Session = -1, event.Recognised, "" }, event.CodeGrantHours, "hours"},
		{"endless", func(g *event.Grant) { g.Hours, g.Kind, g.Session = math.Inf(1), event.Recognised, "" }, event.CodeGrantHours, "hours"},
		{"no number", func(g *event.Grant) { g.Hours, g.Kind = math.NaN(), event.Corrected }, event.CodeGrantHours, "hours"},
	}
	for _, x := range cases {
		t.Run(x.name, func(t *testing.T) {
			g := good
			x.change(&g)
			// With a good one before it: all or none.
			refusal(t, c.GrantMany(t.Context(), []event.Grant{good, g}), x.code, x.field)
		})
	}
	if all, err := c.Store.Grants(t.Context(), c.ev.ID); err != nil || len(all) != 0 {
		t.Errorf("%d grants, %v", len(all), err)
	}
}

// Hours are given, looked at, taken back, and given to many at once.
func TestGrantHours_AndRevoke(t *testing.T) {
	c := newClassroom(t)
	ctx := event.WithActor(t.Context(), "Ola")
	for _, g := range []event.Grant{
		{Registration: c.anna.ID, Session: c.talk.ID, Kind: event.Excused, Hours: 2, Reason: "choroba"},
		{Registration: c.anna.ID, Session: c.workshop.ID, Kind: event.Assigned, Hours: 3, Reason: "lista papierowa"},
		{Registration: c.anna.ID, Kind: event.Recognised, Hours: 10, Reason: "kurs z 2009 r."},
		{Registration: c.anna.ID, Kind: event.Corrected, Hours: -1, Reason: "pomyłka w programie"},
	} {
		if err := c.GrantHours(ctx, g); err != nil {
			t.Fatal(err)
		}
	}
	if a := c.account(t, c.anna); a.Hours != 14 || a.Required != 6 {
		t.Errorf("%v of %v hours", a.Hours, a.Required)
	}
	all, err := c.Store.Grants(ctx, c.ev.ID)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d grants, %v", len(all), err)
	}
	for _, g := range all {
		if g.By != "Ola" || !g.At.Equal(importTime) || g.Event != c.ev.ID {
			t.Errorf("%+v", g)
		}
		if g.Kind == event.Recognised {
			refusal(t, c.RevokeGrant(ctx, g.ID, ""), event.CodeRequired, "reason")
			if err := c.RevokeGrant(ctx, g.ID, "inna osoba"); err != nil {
				t.Fatal(err)
			}
			refusal(t, c.RevokeGrant(ctx, g.ID, "drugi raz"), event.CodeGrantNotFound, "")
		}
	}
	if a := c.account(t, c.anna); a.Hours != 4 {
		t.Errorf("%v hours are left", a.Hours)
	}
	column := []event.Grant{}
	for _, e := range []event.Entry{c.anna, c.jan} {
		column = append(column, event.Grant{Registration: e.ID, Session: c.workshop.ID, Kind: event.Assigned, Hours: 4, Reason: "wszyscy byli"})
	}
	if err := c.GrantMany(ctx, column); err != nil {
		t.Fatal(err)
	}
	if a, j := c.account(t, c.anna), c.account(t, c.jan); a.Hours != 5 || j.Hours != 4 {
		t.Errorf("%v and %v hours", a.Hours, j.Hours)
	}
}

// What was said last counts, whatever the clock says of when.
func TestGrantHours_ClockPutBack(t *testing.T) {
	c := newClassroom(t)
	for i, now := range []time.Time{importTime, importTime.Add(-time.Hour), importTime.Add(-2 * time.Hour)} {
		c.Service.Clock = event.ClockFunc(func() time.Time { return now })
		g := event.Grant{Registration: c.anna.ID, Session: c.workshop.ID, Kind: event.Assigned, Hours: float64(i), Reason: "lista"}
		if err := c.GrantHours(t.Context(), g); err != nil {
			t.Fatal(err)
		}
		if a := c.account(t, c.anna); a.Hours != float64(i) {
			t.Errorf("%v hours, want %d", a.Hours, i)
		}
	}
}

// A rule that nobody could ever fulfil is refused.
func TestUpdateEvent_HoursRule(t *testing.T) {
	c := newClassroom(t)
	for _, least := range []int{-1, 101} {
		_, err := c.UpdateEvent(t.Context(), c.ev.ID, event.EventUpdate{Hours: &event.HoursRule{Counting: event.CountThreshold, Least: least}})
		refusal(t, err, event.CodeNumber, "least")
	}
}

func TestDecide(t *testing.T) {
	c := newClassroom(t)
	d := event.Decision{Registration: c.anna.ID, Kind: event.UsualKind, Verdict: event.Granted, Reason: "współorganizatorka"}
	for name, x := range map[string]struct {
		change      func(*event.Decision)
		code, field string
	}{
		"no reason":       {func(d *event.Decision) { d.Reason = "" }, event.CodeRequired, "reason"},
		"nobody":          {func(d *event.Decision) { d.Registration = "nobody" }, event.CodeRegistrationNotFound, ""},
		"unknown kind":    {func(d *event.Decision) { d.Kind = "medal" }, event.CodeDecisionKind, "kind"},
		"unknown verdict": {func(d *event.Decision) { d.Verdict = "perhaps" }, event.CodeDecisionVerdict, "verdict"},
	} {
		wrong := d
		x.change(&wrong)
		t.Run(name, func(t *testing.T) { refusal(t, c.Decide(t.Context(), wrong), x.code, x.field) })
	}
	if c.account(t, c.anna).Eligible {
		t.Fatal("eligible without a scan")
	}
	trainers := []event.CertificateKind{{ID: event.UsualKind, Title: "Udział", Pattern: "Z/{n}"}, {ID: "trainer", Title: "Prowadzenie", Roles: []event.Role{event.Trainer}, Pattern: "P/{n}"}}
	if _, err := c.UpdateEvent(t.Context(), c.ev.ID, event.EventUpdate{Certificates: &trainers}); err != nil {
		t.Fatal(err)
	}
	other := d
	other.Kind = "trainer" // it would never be given
	refusal(t, c.Decide(t.Context(), other), event.CodeDecisionRole, "kind")
	for _, step := range []struct {
		verdict  event.Verdict
		eligible bool
	}{{event.Granted, true}, {event.Denied, false}, {event.Granted, true}, {event.ByRule, false}} {
		d.Verdict = step.verdict
		if err := c.Decide(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if a := c.account(t, c.anna); a.Eligible != step.eligible || (a.Kinds[0].Decision == nil) != (step.verdict == event.ByRule) {
			t.Errorf("%q: %+v", step.verdict, a.Kinds)
		}
	}
}

// The grid is all a page needs: columns with how many were there, rows with a cell for each, in the order of the
// programme.
func TestGrid(t *testing.T) {
	c := newClassroom(t)
	ctx := t.Context()
	if err := c.GrantHours(ctx, event.Grant{Registration: c.jan.ID, Session: c.talk.ID, Kind: event.Excused, Hours: 2, Reason: "choroba"}); err != nil {
		t.Fatal(err)
	}
	scan := event.ScanRequest{Event: c.ev.ID, Checkpoint: "desk", Registration: c.anna.ID, At: c.talk.Start}
	if r, err := c.CheckIn(ctx, scan); err != nil || r.Scan.Outcome != event.Admitted {
		t.Fatalf("%+v, %v", r, err)
	}
	g, err := c.Service.Grid(ctx, c.ev.ID)
	if err != nil || len(g.Sessions) != 2 || len(g.People) != 2 || len(g.Grants) != 1 {
		t.Fatalf("%+v, %v", g, err)
	}
	talk, row := g.Sessions[0], g.People[1]
	if talk.ID != c.talk.ID || talk.Day != "2012-09-06" || talk.Expected != 2 || talk.Came != 1 || talk.Excused != 1 || talk.Credited != 4 || talk.Over {
		t.Errorf("%+v", talk)
	}
	if row.Account.Entry.ID != c.jan.ID || row.Cells[0].Source != event.FromExcuse || row.Cells[0].Grant != g.Grants[0].ID || row.Cells[1].Source != event.FromNothing || len(row.Grants) != 1 {
		t.Errorf("%+v", row)
	}
}

// What is typed in from a paper list counts at the time it was ticked at, the same row once.
func TestAttendance_FromPaper(t *testing.T) {
	c := newClassroom(t)
	page := event.PaperScans{Event: c.ev.ID, Checkpoint: "desk", At: c.talk.Start.Add(-10 * time.Minute), Codes: []string{event.RowCode(1), event.RowCode(2)}}
	for range 2 {
		if _, err := c.CheckInPaper(t.Context(), page); err != nil {
			t.Fatal(err)
		}
	}
	page.At, page.Codes = c.workshop.Start, page.Codes[1:]
	if _, err := c.CheckInPaper(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	if a, j := c.account(t, c.anna), c.account(t, c.jan); a.Hours != 2 || j.Hours != 6 {
		t.Errorf("%v and %v hours", a.Hours, j.Hours)
	}
}

func TestWriteAttendance(t *testing.T) {
	c := newClassroom(t)
	write := func(o event.AttendanceOptions) (int, string, error) {
		var out bytes.Buffer
		o.Language = "pl"
		n, err := c.Service.WriteAttendance(context.Background(), c.ev.ID, &out, o)
		return n, out.String(), err
	}
	for _, o := range []event.AttendanceOptions{{Format: "csv"}, {Format: "csv", Day: "2012-09-07"}, {Format: "csv", Journal: true}} {
		n, text, err := write(o)
		if err != nil || n != 2 || strings.Contains(text, "Wykład") != (o.Day == "") || !strings.Contains(text, "Warsztat") || !strings.Contains(text, "Ćwik") != o.Journal {
			t.Errorf("%+v: %d people, %v\n%s", o, n, err, text)
		}
	}
	for _, o := range []event.AttendanceOptions{{Format: "pdf"}, {Format: "pdf", Journal: true}, {Format: "pdf", Signed: true, Day: "2012-09-06"}} {
		if n, text, err := write(o); err != nil || n != 2 || !strings.HasPrefix(text, "%PDF") {
			t.Errorf("%+v: %d people, %v", o, n, err)
		}
	}
	for _, x := range []struct {
		o           event.AttendanceOptions
		code, field string
	}{
		{event.AttendanceOptions{Format: "csv", Day: "2012-09-09"}, event.CodeAttendanceDay, "day"},
		{event.AttendanceOptions{Format: "csv", Day: "jutro"}, event.CodeAttendanceDay, "day"},
		{event.AttendanceOptions{Format: "csv", Group: "none"}, event.CodeGroupNotFound, "group"},
		{event.AttendanceOptions{Format: "docx"}, event.CodeTableExport, ""},
	} {
		_, _, err := write(x.o)
		refusal(t, err, x.code, x.field)
	}
}

// The next edition counts hours by the same rule and requires its own sessions; what was given and decided stays
// with the people of the old one.
func TestCloneEvent_Hours(t *testing.T) {
	c := newClassroom(t)
	ctx := t.Context()
	hours, kinds := event.HoursRule{Counting: event.CountThreshold, Least: 70}, []event.CertificateKind{{ID: "k1", Title: "Uczestnictwo", Sessions: []string{c.talk.ID}, Pattern: "U/{year}/{n}"}}
	if _, err := c.UpdateEvent(ctx, c.ev.ID, event.EventUpdate{Hours: &hours, Certificates: &kinds}); err != nil {
		t.Fatal(err)
	}
	if err := c.GrantHours(ctx, event.Grant{Registration: c.anna.ID, Kind: event.Recognised, Hours: 5, Reason: "kurs"}); err != nil {
		t.Fatal(err)
	}
	if err := c.Decide(ctx, event.Decision{Registration: c.anna.ID, Kind: "k1", Verdict: event.Granted, Reason: "rada"}); err != nil {
		t.Fatal(err)
	}
	made, err := c.CloneEvent(ctx, c.ev.ID, event.CloneOptions{Start: "2013-09-06", Parts: event.CloneParts})
	if err != nil {
		t.Fatal(err)
	}
	ev, err := c.Store.Event(ctx, made.Event.ID)
	if err != nil || ev.Hours != hours || len(ev.Certificates) != 1 || len(ev.Certificates[0].Sessions) != 1 || ev.Certificates[0].Sessions[0] == c.talk.ID {
		t.Errorf("%+v %+v, %v", ev.Hours, ev.Certificates, err)
	}
	grants, err1 := c.Store.Grants(ctx, ev.ID)
	decisions, err2 := c.Store.Decisions(ctx, ev.ID)
	if len(grants) != 0 || len(decisions) != 0 || err1 != nil || err2 != nil {
		t.Errorf("%v %v", grants, decisions)
	}
}

// A person's own record tells what was given, taken back and decided, and why.
func TestPersonRecord_HoursAndDecisions(t *testing.T) {
	c := newClassroom(t)
	ctx := t.Context()
	for _, reason := range []string{"pomyłka urzędu", "zwolnienie lekarskie"} {
		if err := c.GrantHours(ctx, event.Grant{Registration: c.anna.ID, Session: c.talk.ID, Kind: event.Excused, Hours: 2, Reason: reason}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := c.Store.Grants(ctx, c.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range all {
		if g.Reason == "pomyłka urzędu" {
			err = c.RevokeGrant(ctx, g.ID, "nie ta osoba")
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Decide(ctx, event.Decision{Registration: c.anna.ID, Kind: event.UsualKind, Verdict: event.Denied, Reason: "rezygnacja"}); err != nil {
		t.Fatal(err)
	}
	records, err := c.PersonRecord(ctx, c.anna.Who.ID)
	if err != nil || len(records) != 1 || len(records[0].Registrations[0].Grants) != 1 {
		t.Fatalf("%+v, %v", records, err)
	}
	var out bytes.Buffer
	if err := c.Documents.PersonRecord(ctx, &out, event.RecordJob{Format: "html", Language: "pl", People: records}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"zwolnienie lekarskie", "pomyłka urzędu", "nie ta osoba", "Cofnięto przyznane godziny", "odmówione mimo reguły", "rezygnacja"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the record lacks %q", want)
		}
	}
}
