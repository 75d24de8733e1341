package event_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

func (h house) csvAgenda(t testing.TB, csv string) event.AgendaPlan {
	t.Helper()
	return h.planAgenda(t, h.table(t, "program.csv", []byte(csv)))
}

func TestAgenda_Opis(t *testing.T) {
	h := newHouse(t)
	alone := h.csvAgenda(t, "Dzień;Od;Opis\n2012-09-06;9:00;Otwarcie\n").New[0].Session
	if alone.Title != "Otwarcie" || alone.Description != "" {
		t.Errorf("alone it is the title: %+v", alone)
	}
	both := h.csvAgenda(t, "Dzień;Od;Opis;Tytuł\n2012-09-06;9:00;\"Powitanie\nprzez gospodynię\";Otwarcie\n").New[0].Session
	if both.Title != "Otwarcie" || both.Description != "Powitanie\nprzez gospodynię" {
		t.Errorf("beside a title: %+v", both)
	}
	english := h.csvAgenda(t, "Title;Date;Starts;Abstract\nOpening;2012-09-06;9:00;Welcome\n").New[0].Session
	if english.Title != "Opening" || english.Description != "Welcome" {
		t.Errorf("in English: %+v", english)
	}
}

// Every column has its English name, and the file that has them all makes the same session.
func TestAgenda_AllColumns(t *testing.T) {
	h := newHouse(t)
	polish := h.csvAgenda(t, "ID;Dzień;Od;Czas trwania;Sala;Budynek;Wszystkie sale;Rodzaj;Tytuł;Opis;Osoby;Limit miejsc;Godziny dydaktyczne;Zapisy;Obowiązkowy;Grupy\n"+
		"x;2012-09-06;9:00;90 min;Jadalnia;Zamek;tak;przerwa;Kawa;Przy fontannie;Ola Lis (prowadząca);40;1,5;tak;tak;Grupa I; \n")
	english := h.csvAgenda(t, "GUID;Day;From;Duration;Room;Building;All rooms;Kind;Title;Description;People;Capacity;Didactic hours;Sign-up;Mandatory;Groups\n"+
		"x;2012-09-06;9:00;1:30;Jadalnia;Zamek;yes;break;Kawa;Przy fontannie;Ola Lis (trainer);40;1.5;yes;yes;Grupa I; \n")
	for name, plan := range map[string]event.AgendaPlan{"Polish": polish, "English": english} {
		if len(plan.New) != 1 || len(plan.Rejected)+len(plan.Warnings) != 0 {
			t.Fatalf("%s: new %d, rejected %v, warnings %v", name, len(plan.New), plan.Rejected, plan.Warnings)
		}
		for header, field := range plan.Columns {
			if field == event.FieldIgnore {
				t.Errorf("%s: %q is not understood", name, header)
			}
		}
		s := plan.New[0].Session
		if s.Length() != 90*time.Minute || !s.AllRooms || s.Kind != event.Break || s.Description != "Przy fontannie" || *s.Capacity != 40 || s.Hours != 1.5 ||
			!s.SignUp || !s.Mandatory || len(s.Groups) != 1 || !slices.Equal(s.Contributors, []event.Contributor{{Name: "Ola Lis", Role: event.Trainer}}) {
			t.Errorf("%s: %+v", name, s)
		}
	}
	if _, err := h.ApplyAgenda(context.Background(), polish); err != nil {
		t.Fatal(err)
	}
	rooms, err := h.Store.Rooms(context.Background(), h.ev.ID)
	if err != nil || len(rooms) != 1 || rooms[0].Venue != "Zamek" {
		t.Errorf("rooms %+v, %v", rooms, err)
	}
}

func TestAgenda_Durations(t *testing.T) {
	h := newHouse(t)
	for value, want := range map[string]time.Duration{"1:30": 90 * time.Minute, "90": 90 * time.Minute, "90 min": 90 * time.Minute, "1,5 h": 90 * time.Minute,
		"1h30": 90 * time.Minute, "1 godz. 30 min.": 90 * time.Minute, "2 godziny": 2 * time.Hour, "0:45:00": 45 * time.Minute, "": 0} {
		plan := h.csvAgenda(t, "Dzień;Od;Czas trwania;Tytuł\n2012-09-06;9:00;"+value+";A\n")
		if len(plan.New) != 1 || plan.New[0].Session.Length() != want {
			t.Errorf("%q: %+v, rejected %v", value, plan.New, plan.Rejected)
		}
	}
	for _, value := range []string{"długo", "-5", "1:75", "0", "godz", "9999:00"} {
		plan := h.csvAgenda(t, "Dzień;Od;Czas trwania;Tytuł\n2012-09-06;9:00;"+value+";A\n")
		if len(plan.Rejected) != 1 || plan.Rejected[0].Code != event.CodeAgendaDuration || plan.Rejected[0].Column != "Czas trwania" {
			t.Errorf("%q: rejected %v", value, plan.Rejected)
		}
	}
}

func TestAgenda_Times(t *testing.T) {
	h := newHouse(t)
	plan := h.csvAgenda(t, "Dzień;Od;Do;Tytuł\n"+
		"2012-09-06;2012-09-06 22:00;2012-09-07 02:00;Noc\n"+ // dates in the cells
		"2012-09-07;1899-12-30 09:00;1899-12-30 10:00;Rano\n"+ // a spreadsheet's times
		"2012-09-07;;10:00;Bez godziny\n2012-09-07;11:00;10:00;Wstecz\n2012-09-07;9:00;2012-12-24 9:00;Długo\n")
	if len(plan.New) != 2 || plan.New[0].Session.Length() != 4*time.Hour || plan.New[1].Session.Length() != time.Hour {
		t.Errorf("new %+v", plan.New)
	}
	if got, want := codes(plan.Rejected), []string{"3 agenda.row.time.missing", "4 agenda.row.reversed", "5 agenda.row.long"}; !slices.Equal(got, want) {
		t.Errorf("rejected %q, want %q", got, want)
	}
	if plan.Rejected[0].Column != "Od" || plan.Rejected[1].Column != "Do" {
		t.Errorf("columns %q and %q", plan.Rejected[0].Column, plan.Rejected[1].Column)
	}
}

func TestAgenda_HeadersTwice(t *testing.T) {
	h := newHouse(t)
	plan := h.csvAgenda(t, "Dzień;Od;Godzina rozpoczęcia;Tytuł;Temat;Sala;Miejsce\n2012-09-06;9:00;10:00;A;B;Aula;Zamek\n")
	if got, want := codes(plan.Warnings), []string{"0 agenda.column.twice", "0 agenda.column.twice"}; !slices.Equal(got, want) {
		t.Fatalf("warnings %q, want %q", got, want)
	}
	if w := plan.Warnings[1]; w.Args["First"] != "Tytuł" || w.Args["Second"] != "Temat" {
		t.Errorf("the headers are not named: %v", w.Args)
	}
	if s := plan.New[0].Session; s.Title != "A" || plan.Columns["Temat"] != event.FieldIgnore || plan.Columns["Miejsce"] != "venue" {
		t.Errorf("%+v, %v", s, plan.Columns)
	}
}

func TestAgenda_Rooms(t *testing.T) {
	h, ctx := newHouse(t), context.Background()
	for _, title := range []string{"Sala Rycerska", "Sala 1", "Kominkowa"} {
		if _, err := h.AddRoom(ctx, event.Room{Event: h.ev.ID, Title: title}); err != nil {
			t.Fatal(err)
		}
	}
	csv := "Dzień;Od;Do;Sala;Budynek;Tytuł\n" +
		"2012-09-06;9:00;10:00;Sala Rycerka;;A\n2012-09-06;9:00;10:00;Sala 2;;B\n2012-09-06;9:00;10:00;sala kominkowa;;C\n" +
		"2012-09-06;9:00;10:00;Sala 1;Zamek;D\n2012-09-06;9:00;10:00;Sala 1;Młyn;E\n2012-09-06;9:00;10:00;Sala 1;Młyn;F\n2012-09-06;9:00;10:00;wszystkie sale;;G\n"
	plan := h.csvAgenda(t, csv)
	if got, want := codes(plan.Warnings), []string{"1 agenda.row.room", "2 agenda.row.room.new", "3 agenda.row.room", "5 agenda.row.building"}; !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
	if w := plan.Warnings[0]; w.Args["Value"] != "Sala Rycerka" || w.Args["Room"] != "Sala Rycerska" || w.Column != "Sala" {
		t.Errorf("the rooms are not named: %+v", w)
	}
	if want := []string{"Sala Rycerka", "Sala 2", "sala kominkowa", "Sala 1, Młyn"}; !slices.Equal(plan.Rooms, want) {
		t.Errorf("rooms to come %q", plan.Rooms)
	}
	if _, err := h.ApplyAgenda(ctx, plan); err != nil {
		t.Fatal(err)
	}
	rooms, err := h.Store.Rooms(ctx, h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	venues := map[string]string{}
	for _, r := range rooms {
		venues[r.Title] = r.Venue
	}
	if venues["Sala 1"] != "Zamek" || venues["Sala 1, Młyn"] != "Młyn" || len(rooms) != 7 {
		t.Errorf("rooms %v", venues)
	}
	if s := h.sessions(t)["G"]; !s.AllRooms || s.Room != "" {
		t.Errorf("everywhere: %+v", s)
	}
	if again := h.csvAgenda(t, csv); len(again.Same) != 7 || len(again.Rooms)+len(again.Warnings) != 0 {
		t.Errorf("again: same %d, rooms %q, changed %+v, warnings %v", len(again.Same), again.Rooms, again.Changed, again.Warnings)
	}
}

func TestAgenda_ByID(t *testing.T) {
	s := newStaged(t)
	s.edit(t, s.workshop.ID, event.SessionUpdate{Contributors: &[]event.Contributor{{Name: "Ola Lis", Person: s.leader.ID, Role: event.Moderator},
		{Name: "Ewa Kot", Role: event.Panelist, Institution: "OPS Śrem", Town: "Śrem"}}, Description: to("Rozmowa\no rozmowie")})
	now := s.sessions(t)["Dialog"]
	export := "ID,Day,From,To,Room,Kind,Title,Description,People\n" +
		s.talk.ID + ",2012-09-06,09:00,10:00,Sala 1,lecture,Otwarcie,,\n" +
		s.workshop.ID + ",2012-09-06,10:00,11:00,,,Dialog,\"Rozmowa\no rozmowie\",Ola Lis; Ewa Kot\n"
	if plan := s.csvAgenda(t, export); len(plan.Same) != 2 {
		t.Errorf("our own export changes %+v, new %d", plan.Changed, len(plan.New))
	}
	moved := strings.ReplaceAll(strings.ReplaceAll(export, "Otwarcie", "Powitanie"), "2012-09-06", "2012-09-07")
	plan := s.csvAgenda(t, moved)
	if len(plan.New) != 0 || len(plan.Missing) != 0 {
		t.Errorf("by their ids: new %d, missing %d", len(plan.New), len(plan.Missing))
	}
	s.edit(t, s.workshop.ID, event.SessionUpdate{Dropped: to(true)})
	if plan = s.csvAgenda(t, export); len(plan.Changed) != 1 || len(plan.Same) != 1 || plan.Changed[0].Changes[0].Field != "dropped" {
		t.Errorf("one that was taken out: %+v", plan.Changed)
	}
	if _, err := s.ApplyAgenda(context.Background(), plan); err != nil {
		t.Fatal(err)
	}
	back := s.sessions(t)["Dialog"]
	if back.ID != now.ID || !slices.Equal(back.Contributors, now.Contributors) || back.Description != now.Description {
		t.Errorf("back it is %+v", back)
	}
	// Ids that are somebody else's, and the same id twice, lead nowhere.
	foreign := "ID,Day,From,Title\n17,2012-09-06,9:00,Otwarcie\n" + s.workshop.ID + ",2012-09-06,10:00,Dialog\n" + s.workshop.ID + ",2012-09-06,12:00,Inny\n"
	if plan := s.csvAgenda(t, foreign); len(plan.New) != 1 || plan.New[0].Session.Title != "Inny" {
		t.Errorf("new %+v", plan.New)
	}
}

func TestAgenda_Released(t *testing.T) {
	h, ctx := newHouse(t), context.Background()
	h.bringAgenda(t, "Dzień;Od;Do;Tytuł\n2012-09-06;9:00;10:00;A\n2012-09-06;10:00;11:00;B\n")
	if _, err := h.Release(ctx, h.ev.ID, ""); err != nil {
		t.Fatal(err)
	}
	plan := h.csvAgenda(t, "Dzień;Od;Do;Tytuł\n2012-09-06;9:00;10:00;A\n")
	plan.RemoveMissing = true
	if _, err := h.ApplyAgenda(ctx, plan); err != nil {
		t.Fatal(err)
	}
	gone := h.dropped(t)
	if len(gone) != 1 || gone[0].Title != "B" {
		t.Fatalf("out of the programme are %+v", gone)
	}
	p, err := h.Programme(ctx, h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	if c := p.Changes(); len(c) != 1 || c[0].Kind != event.SessionCancelled {
		t.Errorf("changes %+v", c)
	}
}

func TestAgenda_People(t *testing.T) {
	h := newHouse(t)
	h.bring(t, "E-mail,Imię i nazwisko,Instytucja\nola@example.org,Ola Lis,OPS Śrem\n")
	plan := h.csvAgenda(t, "Dzień;Od;Tytuł;Rodzaj;Osoby\n2012-09-06;9:00;A;panel;\"dr Ola Lis, OPS Śrem, Śrem (moderatorka); Ewa Kot, MOPS Gdynia, Gdynia; Jan Bąk, Iza Bąk, Kuba Bąk; Fundacja Dom, Poznań\"\n")
	who := h.entry(t, "Lis")
	want := []event.Contributor{{Name: "dr Ola Lis", Role: event.Moderator, Person: who.ID}, {Name: "Ewa Kot", Role: event.Panelist, Institution: "MOPS Gdynia", Town: "Gdynia"},
		{Name: "Jan Bąk, Iza Bąk, Kuba Bąk", Role: event.Panelist}, {Name: "Fundacja Dom, Poznań", Role: event.Panelist}}
	if got := plan.New[0].Session.Contributors; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestAgenda_HostileTitles(t *testing.T) {
	h := newHouse(t)
	long := strings.Repeat("Długi tytuł 😀 ", 60)
	titles := []string{"\"Dwa\nwiersze\"", "Znaki\x01\x1b sterujące", "😀🎉", "\u202eodwrócony\u202c \u2067tekst\u2069", long, "=SUM(A1)", "BEGIN:VEVENT", "<b>&amp;</b>"}
	csv := "Dzień;Od;Do;Tytuł\n"
	for _, title := range titles {
		csv += "2012-09-06;9:00;10:00;" + title + "\n"
	}
	plan := h.bringAgenda(t, csv+"2012-09-06;9:00;10:00;\u200b\u202e\n")
	if len(plan.New) != len(titles) || !slices.Equal(codes(plan.Rejected), []string{"9 agenda.row.title"}) {
		t.Fatalf("new %d, rejected %v", len(plan.New), plan.Rejected)
	}
	for i, item := range plan.New {
		if s := item.Session; strings.ContainsAny(s.Title, "\n\r\x01\x1b\u202e\u2067") || s.Title == "" || s.Validate() != nil {
			t.Errorf("%q became %q", titles[i], s.Title)
		}
	}
	if plan.New[4].Session.Title != strings.TrimSpace(long) {
		t.Errorf("the long one became %q", plan.New[4].Session.Title)
	}
	if again := h.planAgenda(t, h.table(t, "program.csv", []byte(csv))); len(again.Same) != len(titles) {
		t.Errorf("again: same %d, new %d, changed %+v", len(again.Same), len(again.New), again.Changed)
	}
}
