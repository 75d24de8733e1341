package event_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

func (h house) planAgenda(t testing.TB, table event.Table) event.AgendaPlan {
	t.Helper()
	plan, err := h.PlanAgenda(context.Background(), h.ev.ID, table)
	if err != nil {
		t.Fatalf("plan agenda: %v", err)
	}
	return plan
}

func (h house) bringAgenda(t testing.TB, csv string) event.AgendaPlan {
	t.Helper()
	plan := h.planAgenda(t, h.table(t, "program.csv", []byte(csv)))
	if _, err := h.ApplyAgenda(context.Background(), plan); err != nil {
		t.Fatalf("apply agenda: %v", err)
	}
	return plan
}

func (h house) sessions(t testing.TB) map[string]event.Session {
	t.Helper()
	list, err := h.Store.Sessions(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]event.Session{}
	for _, s := range list {
		m[s.Title] = s
	}
	return m
}

func TestAgenda_Rally2012(t *testing.T) {
	h := newHouse(t)
	plan := h.planAgenda(t, h.sample(t, "rally-2012/program.csv"))
	if plan.Rows != 12 || len(plan.New) != 12 || len(plan.Rejected)+len(plan.Warnings) != 0 {
		t.Fatalf("new %d, rejected %v, warnings %v", len(plan.New), plan.Rejected, plan.Warnings)
	}
	if want := []string{"Recepcja", "Sala Rycerska", "Jadalnia", "Sala Kominkowa", "Baszta", "Dziedziniec", "Jura"}; !slices.Equal(plan.Rooms, want) {
		t.Errorf("rooms %q", plan.Rooms)
	}
	if _, err := h.ApplyAgenda(context.Background(), plan); err != nil {
		t.Fatal(err)
	}
	sessions := h.sessions(t)
	kinds := map[event.SessionKind]int{}
	for _, s := range sessions {
		kinds[s.Kind]++
	}
	for kind, n := range map[event.SessionKind]int{event.Reception: 1, event.Lecture: 3, event.Panel: 1, event.Break: 1, event.Workshop: 3, event.QA: 1, event.Social: 2} {
		if kinds[kind] != n {
			t.Errorf("%d of kind %s", kinds[kind], kind)
		}
	}
	fire := sessions["Ognisko, śpiewy przy gitarze, kalambury"]
	if want := time.Date(2012, 9, 6, 22, 0, 0, 0, time.UTC); !fire.End.Equal(want) {
		t.Errorf("24:00 is %v", fire.End)
	}
	panel := sessions["Kim jest asystent dla rodziny?"]
	if len(panel.Contributors) != 7 || panel.Contributors[0] != (event.Contributor{Name: "Gospodyni Zlotu", Role: event.Moderator}) ||
		panel.Contributors[6] != (event.Contributor{Name: "Fundacja ze Świdnicy", Role: event.Panelist}) || panel.Hours != 3 || !panel.Mandatory {
		t.Errorf("the panel: %+v", panel)
	}
	if w := sessions["Superwizja w pracy asystenta"]; w.Capacity == nil || *w.Capacity != 15 || !w.SignUp || w.Mandatory || w.Contributors[0].Role != event.Trainer {
		t.Errorf("the workshop: %+v", w)
	}
	again := h.planAgenda(t, h.sample(t, "rally-2012/program.csv"))
	if len(again.Same) != 12 || len(again.New)+len(again.Changed)+len(again.Missing)+len(again.Rooms) != 0 {
		t.Errorf("a second import: new %d, changed %+v, missing %d", len(again.New), again.Changed, len(again.Missing))
	}
}

func TestAgenda_Update(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	h.bringAgenda(t, "Dzień;Od;Do;Sala;Rodzaj;Tytuł;Limit miejsc\n"+
		"6.09.2012;9.00;10.00;A;wykład;Otwarcie;\n;10.00;11.00;A;przerwa;Kawa;\n;11.00;12.00;B;warsztat;Dialog;20\n;12.00;12.15;A;przerwa;Kawa;\n;13.00;14.00;B;warsztat;Plan;0\n")
	before := h.sessions(t)
	if c := before["Plan"].Capacity; c == nil || *c != 0 {
		t.Errorf("no place at all became %v", c)
	}
	h.bring(t, "E-mail,Imię i nazwisko\nanna@example.org,Anna Nowak\n")
	who := h.entry(t, "Nowak")
	_, err := h.Store.Commit(ctx, func(event.Reader) (event.Batch, error) {
		var b event.Batch
		plan, dialog := before["Plan"], before["Dialog"]
		b.Add(h.ev.ID, plan.ID+"/"+who.ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: h.ev.ID, Session: plan.ID, Registration: who.ID, State: event.Enrolled}})
		forty := 40
		b.Add(h.ev.ID, dialog.ID, event.SessionChanged{Change: event.NewChange("capacity", dialog.Capacity, &forty, 0)})
		byHand := event.Session{ID: event.NewID(), Event: h.ev.ID, Kind: event.Social, Title: "Spacer", Start: dialog.End, End: dialog.End.Add(time.Hour)}
		b.Add(h.ev.ID, byHand.ID, event.SessionAdded{Session: byHand})
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	plan := h.bringAgenda(t, "Dzień;Od;Do;Sala;Rodzaj;Tytuł;Limit miejsc\n"+
		"2012-09-06;10:00;11:00;A;przerwa;Kawa;\n2012-09-06;11:30;12:30;C;warsztat;Dialog;25\n2012-09-06;12:00;12:20;A;przerwa;Kawa;\n")
	if len(plan.New) != 0 || len(plan.Changed) != 2 || len(plan.Same) != 1 || len(plan.Kept) != 1 || len(plan.Missing) != 3 || len(plan.Removed()) != 0 {
		t.Fatalf("new %d, changed %d, same %d, kept %+v, missing %+v", len(plan.New), len(plan.Changed), len(plan.Same), plan.Kept, plan.Missing)
	}
	after := h.sessions(t)
	dialog := after["Dialog"]
	if dialog.ID != before["Dialog"].ID || *dialog.Capacity != 40 || !dialog.Start.Equal(time.Date(2012, 9, 6, 9, 30, 0, 0, time.UTC)) || dialog.Room == before["Dialog"].Room {
		t.Errorf("the workshop became %+v", dialog)
	}
	for _, m := range plan.Missing {
		_, there := after[m.Session.Title]
		if stays := map[bool]event.StayReason{true: event.StaysByHand}[m.Session.Title == "Spacer"]; !there || m.Stays != stays || len(m.People) > 0 != (m.Session.Title == "Plan") {
			t.Errorf("%s is there: %v; %q, %v", m.Session.Title, there, m.Stays, m.People)
		}
	}
	plan = h.planAgenda(t, h.table(t, "program.csv", []byte("Dzień;Od;Do;Tytuł\n2012-09-06;11:30;12:30;Dialog\n2012-09-06;10:00;11:00;Kawa\n2012-09-06;12:00;12:20;Kawa\n")))
	if plan.RemoveMissing = true; plan.Affected() != 1 {
		t.Errorf("%d people are concerned", plan.Affected())
	}
	if res, err := h.ApplyAgenda(ctx, plan); err != nil || res.Removed != 2 {
		t.Fatalf("%+v, %v", res, err)
	}
	// What is removed is only taken out, and comes back with the file.
	if gone, now := h.dropped(t), h.sessions(t); len(gone) != 2 || len(now) != 3 || now["Spacer"].ID == "" {
		t.Errorf("out of the programme are %+v of %+v", gone, now)
	}
	h.bringAgenda(t, "Dzień;Od;Do;Sala;Rodzaj;Tytuł;Limit miejsc\n2012-09-06;14:00;15:00;B;warsztat;Plan;0\n")
	if back := h.sessions(t)["Plan"]; back.ID != before["Plan"].ID || len(h.dropped(t)) != 1 || back.Start.Hour() != 12 {
		t.Errorf("back is %+v", back)
	}
}

func (h house) dropped(t testing.TB) []event.Session {
	t.Helper()
	list, err := h.Store.DroppedSessions(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAgenda_Rows(t *testing.T) {
	h := newHouse(t)
	plan := h.planAgenda(t, h.table(t, "program.csv", []byte("Day,From,To,Kind,Title,People,Capacity,Hours,Mandatory\n"+
		"2012-09-06,9:00,10:00,lecture,Opening,,,,yes\n"+
		"2012-09-06,25:00,26:00,lecture,Late,,,,\n"+
		"someday,9:00,10:00,lecture,Never,,,,\n"+
		"2012-09-06,12:00,11:00,lecture,Backwards,,,,\n"+
		"2012-09-06,12:00,13:00,seance,Ghosts,,,,\n"+
		"2012-09-06,12:00,13:00,lecture,,,,,\n"+
		"2012-09-06,12:00,13:00,lecture,Many,,lots,,\n"+
		"2012-09-06,12:00,13:00,lecture,Long,,,-2,\n"+
		"2012-09-06,12:00,13:00,lecture,Perhaps,,,,perhaps\n"+
		"2012-09-06,,13:00,lecture,Sometime,,,,\n"+
		"2012-09-06,12:00,13:00,workshop,Work,Jan Lis (juggler); Ewa Kot,12,\"1,5\",no\n")))
	want := []string{"2 agenda.row.time", "3 agenda.row.time", "4 agenda.row.reversed", "5 agenda.row.kind", "6 agenda.row.title",
		"7 agenda.row.capacity", "8 agenda.row.hours", "9 agenda.row.answer", "10 agenda.row.time.missing"}
	if got := codes(plan.Rejected); !slices.Equal(got, want) {
		t.Errorf("rejected %v, want %v", got, want)
	}
	if e := plan.Rejected[4]; plan.Rejected[3].Column != "Kind" || e.Column != "Title" {
		t.Errorf("columns %q and %q", plan.Rejected[3].Column, e.Column)
	}
	if got := codes(plan.Warnings); !slices.Equal(got, []string{"11 agenda.row.person"}) {
		t.Errorf("warnings %v", got)
	}
	work := plan.New[1].Session
	if work.Hours != 1.5 || *work.Capacity != 12 || !work.SignUp || work.Contributors[1] != (event.Contributor{Name: "Ewa Kot", Role: event.Trainer}) {
		t.Errorf("the workshop: %+v", work)
	}
	if _, err := h.PlanAgenda(context.Background(), h.ev.ID, h.table(t, "x.csv", []byte("Nazwisko,Imię\nNowak,Anna\n"))); !errors.Is(err, event.Fail(event.CodeAgendaColumns)) {
		t.Errorf("a list of people: %v", err)
	}
}

// A session is the same one after it was moved to another day or got another title, in the file or by hand.
func TestAgenda_Elsewhere(t *testing.T) {
	const list = "Dzień,Od,Do,Tytuł\n2012-09-06,9:00,10:00,Otwarcie\n2012-09-06,10:00,11:00,Dialog\n2012-09-06,11:00,11:30,Przerwa\n2012-09-07,11:00,11:30,Przerwa\n"
	h, ctx := newHouse(t), context.Background()
	h.bringAgenda(t, list)
	before := h.sessions(t)
	day := 24 * time.Hour
	moved, renamed := before["Dialog"], before["Otwarcie"]
	start, end := moved.Start.Add(day), moved.End.Add(day)
	if _, err := h.UpdateSessions(ctx, []event.SessionEdit{{ID: moved.ID, Update: event.SessionUpdate{Start: &start, End: &end}},
		{ID: renamed.ID, Update: event.SessionUpdate{Title: to("Wielkie otwarcie")}}}); err != nil {
		t.Fatal(err)
	}
	if plan := h.bringAgenda(t, list); len(plan.New)+len(plan.Missing)+len(plan.Changed) != 0 || len(plan.Kept) != 2 || len(plan.Same) != 2 {
		t.Errorf("what was done by hand does not stay: %+v", plan)
	}
	plan := h.bringAgenda(t, "Dzień,Od,Do,Tytuł\n2012-09-06,9:00,10:00,Otwarcie\n2012-09-07,10:00,11:00,Dialog\n2012-09-08,11:00,11:30,Przerwa\n2012-09-08,13:00,13:30,Przerwa\n")
	if len(plan.New) != 2 || len(plan.Missing) != 2 || len(plan.Same) != 1 || len(plan.Kept) != 1 {
		t.Errorf("of two breaks nobody can tell which became which: new %d, missing %d, same %d", len(plan.New), len(plan.Missing), len(plan.Same))
	}
	moved = h.sessions(t)["Dialog"]
	plan = h.planAgenda(t, h.table(t, "program.csv", []byte("Dzień,Od,Do,Tytuł\n2012-09-07,15:00,16:00,Dialog\n")))
	if len(plan.Kept) == 0 || !plan.Kept[0].Session.Start.Equal(moved.Start) {
		t.Errorf("moved by hand: %+v", plan.Kept)
	}
}

// An end of the file is not put to a start that somebody chose.
func TestAgenda_HalfMoved(t *testing.T) {
	h, ctx := newHouse(t), context.Background()
	h.bringAgenda(t, "Dzień,Od,Do,Tytuł\n2012-09-06,9:00,12:00,Dialog\n")
	x := h.sessions(t)["Dialog"]
	if _, err := h.UpdateSession(ctx, x.ID, event.SessionUpdate{Start: to(x.Start.Add(2 * time.Hour))}); err != nil {
		t.Fatal(err)
	}
	plan := h.bringAgenda(t, "Dzień,Od,Do,Tytuł\n2012-09-06,9:00,10:00,Dialog\n")
	if now := h.sessions(t)["Dialog"]; now.End.Before(now.Start) || len(plan.Kept) != 1 {
		t.Errorf("from %v to %v, kept %+v", now.Start, now.End, plan.Kept)
	}
}

// Midnight at the end of a day is written as the beginning of the next one too, and as a whole day by spreadsheets.
func TestAgenda_UntilMidnight(t *testing.T) {
	h := newHouse(t)
	for _, end := range []string{"24:00", "0:00", "00.00", "00:00:00", "1900-01-01"} {
		plan := h.csvAgenda(t, "Dzień;Od;Do;Tytuł\n2012-09-06;20:00;"+end+";Ognisko\n")
		if len(plan.New) != 1 || plan.New[0].Session.Length() != 4*time.Hour {
			t.Errorf("until %s: %+v, %+v", end, plan.New, plan.Rejected)
		}
	}
	for start, end := range map[string]string{"20:00": "1:00", "0:30": "0:15", "20:00 ": "2012-09-06 0:00"} {
		if plan := h.csvAgenda(t, "Dzień;Od;Do;Tytuł\n2012-09-06;"+start+";"+end+";Ognisko\n"); len(plan.Rejected) != 1 {
			t.Errorf("from %s until %s: %+v", start, end, plan.New)
		}
	}
	if plan := h.csvAgenda(t, "Dzień;Od;Do;Tytuł\n2012-09-06;0:00;0:00;Chwila\n"); len(plan.New) != 1 || plan.New[0].Session.Length() != 0 {
		t.Errorf("%+v", plan)
	}
}

func TestAgenda_GroupWithComma(t *testing.T) {
	h := newHouse(t)
	if _, err := h.AddGroup(context.Background(), event.Group{Event: h.ev.ID, Title: "Gminy, powiaty"}); err != nil {
		t.Fatal(err)
	}
	plan := h.csvAgenda(t, "Dzień;Od;Tytuł;Grupy\n2012-09-06;9:00;A;gminy, powiaty\n2012-09-06;10:00;B;\"Miasta, Wsie; Gminy, powiaty\"\n")
	if !slices.Equal(plan.Groups, []string{"Miasta", "Wsie"}) || len(plan.New[0].Session.Groups) != 1 || len(plan.New[1].Session.Groups) != 3 {
		t.Errorf("groups %q, %+v", plan.Groups, plan.New)
	}
}

// Rows that leave out their day after one that cannot be read are not put on the day before.
func TestAgenda_UnreadableDay(t *testing.T) {
	plan := newHouse(t).csvAgenda(t, "Dzień;Od;Tytuł\n2012-09-06;9:00;A\n;10:00;B\n09.32.2012;9:00;C\n;10:00;D\n2012-09-07;9:00;\n;10:00;F\n")
	if got, want := codes(plan.Rejected), []string{"3 agenda.row.time", "4 agenda.row.time", "5 agenda.row.title"}; !slices.Equal(got, want) || plan.Rejected[1].Column != "Dzień" ||
		len(plan.New) != 3 || plan.New[2].Session.Start.Day() != 7 {
		t.Errorf("rejected %+v, new %+v", plan.Rejected, plan.New)
	}
}
