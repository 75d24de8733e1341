package doc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// makeAgenda writes a document, checks that it is sound, and returns where it is and what it says.
func makeAgenda(t *testing.T, name string, job event.AgendaJob) (path, text string) {
	t.Helper()
	tool(t, "pdftotext", "pdfinfo")
	var out bytes.Buffer
	if err := New().Agenda(t.Context(), &out, job); err != nil {
		t.Fatal(err)
	}
	path = save(t, out.Bytes())
	if folder := os.Getenv("ZLOT_PICTURES"); folder != "" {
		run(t, "pdftoppm", "-r", "90", "-l", "6", "-png", path, filepath.Join(folder, "agenda-"+name))
	}
	sound(t, path)
	return path, strings.Join(strings.Fields(run(t, "pdftotext", "-layout", path, "-")), " ")
}

func wantPages(t *testing.T, path string, want int) {
	t.Helper()
	if info := run(t, "pdfinfo", path); !strings.Contains(info, fmt.Sprintf("Pages:           %d\n", want)) {
		t.Errorf("want %d pages:\n%s", want, info)
	}
}

// wantOrder checks that texts follow each other.
func wantOrder(t *testing.T, text string, wants ...string) {
	t.Helper()
	at := 0
	for _, want := range wants {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("the text lacks %q after %q:\n%s", want, text[max(0, at-60):at], text)
		}
		at += i + len(want)
	}
}

func places(n int) *int { return &n }

// panelDay is a programme with all that one may have.
func panelDay() event.AgendaJob {
	e := sampleEvent()
	e.Motto = "Rodzina jest najważniejsza, asystent jest obok"
	e.HonoraryPatrons, e.MediaPatrons = []string{"Marszałek Województwa Śląskiego", "Starosta Myszkowski"}, []string{"Radio Katowice", "Gazeta Jurajska"}
	e.Partners = []string{"Powiatowe Centrum Pomocy Rodzinie w Myszkowie"}
	e.CoFinancing = "Projekt współfinansowany ze środków Unii Europejskiej w ramach Europejskiego Funduszu Społecznego."
	at := func(day, hour, minute int) time.Time {
		return time.Date(2012, 9, day, hour, minute, 0, 0, e.Zone()).UTC()
	}
	who := func(role event.Role, name, institution, town string) event.Contributor {
		return event.Contributor{Name: name, Role: role, Institution: institution, Town: town}
	}
	return event.AgendaJob{Kind: event.AgendaDays, Language: "pl", ProgrammeView: event.ProgrammeView{
		Event: e, Version: 2, Known: time.Date(2012, 9, 5, 22, 30, 0, 0, time.UTC).Add(-24 * time.Hour), Made: at(5, 12, 0),
		Rooms: []event.Room{{ID: "r", Title: "Sala Rycerska"}, {ID: "k", Title: "Sala Kominkowa"}, {ID: "b", Title: "Baszta"}, {ID: "j", Title: "Jadalnia"}, {ID: "d", Title: "Dziedziniec"},
			{ID: "m", Title: "Sala konferencyjna w Miejskim Domu Kultury", Venue: "Miejski Dom Kultury w Żarkach"}},
		Groups: []event.Group{{ID: "g", Title: "Duże miasta"}, {ID: "h", Title: "Małe miasta i wsie"}},
		Sessions: []event.Session{
			{ID: "0", Kind: event.Reception, Title: "Rejestracja uczestników", Start: at(6, 9, 0), End: at(6, 10, 0), Room: "d"},
			{ID: "1", Kind: event.Panel, Title: "Kim jest asystent dla rodziny?", Start: at(6, 10, 0), End: at(6, 12, 0), Room: "r", Mandatory: true,
				Description: "Siedem spojrzeń na zawód, który ma rok: co się udało, z czym zostaliśmy sami i czego potrzebują rodziny.",
				Contributors: []event.Contributor{
					who(event.Panelist, "Jan Lis", "Miejski Ośrodek Pomocy Społecznej", "Częstochowa"),
					who(event.Moderator, "dr Anna Nowak-Brzęczyszczykiewicz", "Stowarzyszenie Asystentów Rodziny „Razem”", "Żarki"),
					who(event.Panelist, "Ewa Żak", "MOPS Gdynia", "Gdynia"),
					who(event.Panelist, "Świętosława Gżegżółka", "Powiatowe Centrum Pomocy Rodzinie w Ostrowie Wielkopolskim, Zespół do spraw Asysty Rodzinnej i Pieczy Zastępczej", "Ostrów Wielkopolski"),
					who(event.Panelist, "Olena Шевченко", "Fundacja ze Świdnicy", ""),
					who(event.Panelist, "Zbigniew Ćwik", "", "Rzeszów"),
					who(event.Panelist, "Łucja Źrebiec", "", "")}},
			{ID: "2", Kind: event.Break, Title: "Obiad", Start: at(6, 12, 0), End: at(6, 13, 0), Room: "j", AllRooms: true},
			{ID: "3", Kind: event.Workshop, Title: "Dialog motywujący w pracy z rodziną", Start: at(6, 13, 0), End: at(6, 15, 0), Room: "r", SignUp: true, Capacity: places(20),
				Contributors: []event.Contributor{who(event.Trainer, "Piotr Wąs", "Szkoła Dialogu", "Kraków")}},
			{ID: "4", Kind: event.Workshop, Title: "Tworzenie i realizacja planu pracy z rodziną wieloproblemową", Start: at(6, 13, 0), End: at(6, 15, 0), Room: "k", SignUp: true, Capacity: places(22),
				Contributors: []event.Contributor{who(event.Trainer, "Maria Łoś", "", ""), who(event.Expert, "Adam Kot", "Sąd Rejonowy", "Myszków")}},
			{ID: "5", Kind: event.Workshop, Title: "Superwizja", Start: at(6, 13, 0), End: at(6, 15, 30), Room: "b", SignUp: true, Capacity: places(1)},
			{ID: "6", Kind: event.Assembly, Title: "Spotkanie grupy", Start: at(6, 16, 0), End: at(6, 17, 0), Room: "r", Groups: []string{"g"}},
			{ID: "7", Kind: event.Assembly, Title: "Spotkanie grupy", Start: at(6, 16, 0), End: at(6, 17, 0), Room: "k", Groups: []string{"h"}},
			{ID: "8", Kind: event.Social, Title: "Ognisko, śpiewy przy gitarze, kalambury", Start: at(6, 19, 0), End: at(7, 2, 0), Room: "d"},
			{ID: "9", Kind: event.Lecture, Title: "Zakończenie i wręczenie zaświadczeń", Start: at(7, 12, 0), End: at(7, 24, 0), Room: "m"},
		},
	}}
}

func TestAgenda_Wall(t *testing.T) {
	path, text := makeAgenda(t, "wall", panelDay())
	wantPages(t, path, 2)
	wantOrder(t, text, "Zlot Asystentów Rodziny", "Rodzina jest najważniejsza", "Czwartek, 6 września 2012", "Gród Jurajski, Podlesice",
		"Kim jest asystent dla rodziny?", "moderacja dr Anna Nowak-Brzęczyszczykiewicz", "w panelu Jan Lis Miejski Ośrodek Pomocy Społecznej, Częstochowa", "Ewa Żak MOPS Gdynia",
		"Świętosława Gżegżółka", "Olena Шевченко", "Zbigniew Ćwik", "Łucja Źrebiec", "Obiad", "13:00",
		"wersja 2 z 5 września 2012", "Piątek, 7 września 2012", "12:00–24:00")
	for _, want := range []string{"do 07.09.2012", "Duże miasta", "obowiązują zapisy, 22 miejsca", "Patronat honorowy: Marszałek Województwa Śląskiego, Starosta Myszkowski",
		"Patronat medialny: Radio Katowice", "Kultury, Miejski Dom", "współfinansowany ze środków Unii", "Siedem spojrzeń"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	english := panelDay()
	english.Language, english.Draft = "en", true
	_, text = makeAgenda(t, "wall-en", english)
	wantOrder(t, text, "Thursday, 6 September 2012", "sign-up", "draft, 5 Sep 2012")
}

// Forty sessions in twelve rooms take no more than two pages and stay legible.
func TestAgenda_CrowdedDay(t *testing.T) {
	job := crowdedDay(40, 12)
	path, text := makeAgenda(t, "crowded", job)
	wantPages(t, path, 2)
	for i := range 40 {
		if want := fmt.Sprintf("numer %d.", i+1); !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	a := newAgenda(job)
	day := byDay(a.sessions)[0]
	for _, s := range day {
		for _, p := range a.card(s, 40, wallSmallest, false, false).below {
			if p.style.size < 5.5 {
				t.Errorf("%q in %.1f points", p.lines, p.style.size)
			}
		}
	}
}

func crowdedDay(n, rooms int) event.AgendaJob {
	e := sampleEvent()
	job := event.AgendaJob{Kind: event.AgendaDays, ProgrammeView: event.ProgrammeView{Event: e, Made: time.Date(2012, 9, 1, 8, 0, 0, 0, time.UTC)}}
	for i := range rooms {
		job.Rooms = append(job.Rooms, event.Room{ID: fmt.Sprint("r", i), Title: fmt.Sprintf("Sala %d", i+1)})
	}
	starts := time.Date(2012, 9, 6, 9, 0, 0, 0, e.Zone())
	for i := range n {
		start := starts.Add(time.Duration(i/rooms) * 2 * time.Hour)
		if i > 0 && i%rooms == 0 {
			job.Sessions = append(job.Sessions, event.Session{ID: fmt.Sprint("b", i), Kind: event.Break, Title: "Przerwa na kawę", Start: start.Add(-20 * time.Minute), End: start, AllRooms: true})
		}
		job.Sessions = append(job.Sessions, event.Session{ID: fmt.Sprint(i), Kind: event.Workshop, Title: fmt.Sprintf("Warsztat o pracy z rodziną numer %d.", i+1), Start: start, End: start.Add(90 * time.Minute),
			Room: job.Rooms[i%rooms].ID, SignUp: true, Capacity: places(15 + i%5), Description: "Ćwiczenia w parach i rozmowa o tym, co przynosi zmianę.",
			Contributors: []event.Contributor{{Name: givenNames[i%len(givenNames)] + " " + familyNames[i%len(familyNames)], Role: event.Trainer, Institution: institutions[i%len(institutions)], Town: towns[i%len(towns)]}}})
	}
	return job
}

// Titles of 500 characters, an empty programme, a night in which the clocks change, letters that the font lacks.
func TestAgenda_Hard(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Ogólnopolska konferencja o pracy z rodziną w środowisku ", 9))
	e := sampleEvent()
	night := time.Date(2012, 10, 28, 2, 30, 0, 0, e.Zone()).UTC().Add(-time.Hour)
	job := event.AgendaJob{ProgrammeView: event.ProgrammeView{Event: e, Made: night, Rooms: []event.Room{{ID: "r", Title: "Sala 東 " + strings.Repeat("Wielka ", 12)}, {ID: "x", Title: "Baszta"}},
		Sessions: []event.Session{
			{ID: "1", Kind: event.Lecture, Title: long, Room: "r", Start: night.Add(-5 * time.Hour), End: night.Add(-4 * time.Hour)},
			{ID: "2", Kind: event.Workshop, Title: long, Room: "x", Start: night.Add(-5 * time.Hour), End: night.Add(-4 * time.Hour),
				Contributors: []event.Contributor{{Name: strings.Repeat("Nieprzetłumaczalnowska-", 6), Role: event.Trainer, Institution: long}}},
			{ID: "3", Kind: event.Social, Title: "Nocne czuwanie 🔥🔥", Room: "x", Start: night, End: night.Add(2 * time.Hour)},
			{ID: "4", Kind: event.Social, Title: "Chwila ciszy", Start: night.Add(3 * time.Hour), End: night.Add(3 * time.Hour)},
		}}}
	for _, s := range job.Sessions {
		job.Plans = append(job.Plans, event.PersonPlan{Entry: guests(1)[0], Items: []event.PlanItem{{Session: s, Enrolled: true}, {Session: job.Sessions[2]}}})
		job.Plates = append(job.Plates, event.NamePlate{Name: strings.Repeat("Nieprzetłumaczalnowska-", 6) + "Ćwik 子", Institution: long, Town: "Konstantynopol", Role: event.Moderator})
	}
	for _, kind := range event.AgendaKinds {
		p := &noted{Progress: event.Silent}
		job.Kind, job.Progress = kind, p
		_, text := makeAgenda(t, "hard-"+string(kind), job)
		if !strings.Contains(text, "Znak „?” stoi zamiast") {
			t.Errorf("%s does not say what the question mark is:\n%s", kind, text)
		}
		if len(p.all) == 0 || !errors.Is(p.all[0], event.Fail(event.CodeAgendaLetters)) {
			t.Errorf("%s told %v", kind, p.all)
		}
		if kind == event.AgendaPersonal && len(p.all) != 2 {
			t.Errorf("of two sessions that all have in their plans it told %v", p.all)
		}
		if kind == event.AgendaDays {
			wantOrder(t, text, "Niedziela, 28 października 2012", "2:30–3:30", "Nocne czuwanie ?", "zmiana czasu")
		}
		empty := event.AgendaJob{Kind: kind, ProgrammeView: event.ProgrammeView{Event: e, Made: night}}
		path, _ := makeAgenda(t, "empty-"+string(kind), empty)
		wantPages(t, path, 1)
	}
}

func TestAgenda_Doors(t *testing.T) {
	job := panelDay()
	job.Kind = event.AgendaRooms
	path, text := makeAgenda(t, "doors", job)
	wantPages(t, path, 5) // nobody hangs a paper on the door of the dining room: only the break is served there
	wantOrder(t, text, "Baszta", "Czwartek, 6 września 2012", "12:00–13:00 Obiad", "13:00–15:30", "Superwizja", "Dziedziniec", "Sala Kominkowa", "prowadzenie: Maria Łoś", "głos ekspercki: Adam Kot", "grupa: Małe miasta i wsie", "Sala konferencyjna", "Miejski Dom Kultury w Żarkach", "Sala Rycerska", "moderacja: dr Anna", "w panelu: Jan Lis, Ewa Żak", "wersja 2")
	if culture := text[strings.Index(text, "Sala konferencyjna"):strings.Index(text, "Sala Rycerska")]; strings.Contains(culture, "Obiad") {
		t.Error("a break of one building is on a door of another")
	}
}

func TestAgenda_Personal(t *testing.T) {
	job := panelDay()
	job.Kind = event.AgendaPersonal
	people := guests(3)
	for i := range people {
		people[i].Who.Address = event.Feminine
	}
	plan := func(i int, items ...event.PlanItem) {
		job.Plans = append(job.Plans, event.PersonPlan{Entry: people[i], Group: "Duże miasta", Items: items})
	}
	s := job.Sessions
	var all []event.PlanItem
	for _, x := range s {
		all = append(all, event.PlanItem{Session: x})
	}
	plan(0, event.PlanItem{Session: s[0]}, event.PlanItem{Session: s[1], Role: event.Moderator}, event.PlanItem{Session: s[2]}, event.PlanItem{Session: s[3], Enrolled: true},
		event.PlanItem{Session: s[4], Waiting: true}, event.PlanItem{Session: s[6]}, event.PlanItem{Session: s[8]}, event.PlanItem{Session: s[9]})
	plan(1)
	plan(2, append(append(append([]event.PlanItem{}, all...), all...), all...)...)
	job.Plans[1].Entry.Who.Language = "en" // people's papers are in their own language
	path, _ := makeAgenda(t, "personal", job)
	wantPages(t, path, 2)
	text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " ")
	wantOrder(t, text, "Łucja Ćwik", "grupa Duże miasta · Miejski Ośrodek", "Czwartek, 6 września 2012", "Twoja rola: moderatorka", "Masz tu miejsce", "Czekasz na miejsce: lista rezerwowa", "Piątek, 7 września 2012",
		"There is nothing in the programme for you yet", "version 2 of 5 September 2012", "Świętosława Źrebiec", "strona 1 z 2", "6 września 2012 – ciąg dalszy", "strona 2 z 2")
}

func TestAgenda_Plates(t *testing.T) {
	job := panelDay()
	job.Kind = event.AgendaPlates
	job.Plates = []event.NamePlate{
		{Name: "dr Anna Nowak-Brzęczyszczykiewicz", Role: event.Moderator, Address: event.Feminine, Institution: "Stowarzyszenie Asystentów Rodziny „Razem”", Town: "Żarki"},
		{Name: "Jan Lis", Role: event.Moderator, Address: event.Masculine, Town: "Częstochowa"},
		{Name: "Świętosława Gżegżółka", Role: event.Panelist, Address: event.Feminine, Institution: "Powiatowe Centrum Pomocy Rodzinie w Ostrowie Wielkopolskim, Zespół do spraw Asysty Rodzinnej", Town: "Ostrów Wielkopolski"},
		{Name: "Ewa Żak", Role: event.Moderator, Institution: "MOPS Gdynia", Town: "Gdynia"},
	}
	path, _ := makeAgenda(t, "plates", job)
	wantPages(t, path, 4)
	text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " ")
	letters := strings.ReplaceAll(text, " ", "")
	for want, times := range map[string]int{"MODERATORKA": 2, "MODERATOR": 4, "PANELISTKA": 2, "MODERACJA": 2, "MOPSGdynia": 2, "GżegżółkaPowiatowe": 2} {
		if strings.Count(letters, want) != times {
			t.Errorf("%q should stand on both sides:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Gdynia Gdynia") {
		t.Error("a town that the institution names stands twice")
	}
}

func TestAgenda_Cancelled(t *testing.T) {
	job := crowdedDay(4, 2)
	job.Kind = event.AgendaPersonal
	job.Plans = []event.PersonPlan{{Entry: guests(1)[0]}}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, kind := range []event.AgendaKind{event.AgendaDays, event.AgendaRooms, event.AgendaPersonal} {
		var out bytes.Buffer
		job.Kind = kind
		if err := New().Agenda(ctx, &out, job); !errors.Is(err, ctx.Err()) || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", kind, err, out.Len())
		}
	}
}
