package schedule_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/schedule"
)

// plain are words for tests: each text is its id.
type plain struct{}

func (plain) T(id string, args ...map[string]any) string {
	for _, a := range args {
		if titles, ok := a["Titles"].([]string); ok {
			id += ": " + strings.Join(titles, ", ")
		}
	}
	return id
}

func newFormats() schedule.Formats {
	return schedule.New(func(string) plain { return plain{} })
}

var warsaw = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		panic(err)
	}
	return zone
}()

// at is a time by Warsaw's clocks.
func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, warsaw)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

const (
	hall   = "01a2015a-98ca-7001-8000-000000000001"
	tower  = "01a2015a-98ca-7001-8000-000000000002"
	blue   = "01a2015a-98ca-7002-8000-000000000001"
	anna   = "01a2015a-98ca-7003-8000-000000000001"
	prefix = "01a2015a-98ca-7924-a6cf-6827680000"
)

// hostile are titles that a format may stumble over.
var hostile = []string{
	"Zażółć gęślą jaźń; „cytat”, przecinek, \\ ukośnik: koniec",
	"Wiersz pierwszy\nwiersz drugi\r\ntrzeci",
	"BEGIN:VEVENT\r\nSUMMARY:obcy\r\nEND:VEVENT",
	"Emoji 👩‍👩‍👧‍👦🏳️‍🌈 i znaki \x00\x07\x1b[31m sterujące \u2028 \ufffe",
	strings.Repeat("Bardzo długi tytuł ąęł ", 22),
	strings.Repeat("ą", 500),
	"<b>&amp; ]]> <!-- --> </title>",
	strings.Repeat("👍", 130),
	"\"cudzysłów\" 'apostrof' ,;,;,;",
	"\xff\xfe zły UTF-8",
}

// newJob is a programme around the night on which the clocks are put back.
func newJob() event.ProgrammeView {
	capacity := 20
	v := event.ProgrammeView{
		Event: event.Event{ID: "e1", Kind: event.Rally, Title: "Zlot Asystentów; „Jura”", Start: "2012-10-27", End: "2012-10-28",
			TimeZone: "Europe/Warsaw", Venue: "Gród Jurajski", Town: "Podzamcze"},
		Rooms:  []event.Room{{ID: hall, Title: "Sala Rycerska", Capacity: &capacity}, {ID: tower, Title: "Baszta", Venue: "Zamek"}},
		Groups: []event.Group{{ID: blue, Title: "Grupa niebieska"}},
		People: map[string]event.Entry{anna: {Registration: event.Registration{ID: anna}, Who: event.Person{Address: event.Feminine}}},
	}
	add := func(x event.Session) {
		n := len(v.Sessions)
		x.ID = prefix + string("0123456789abcdef"[n/16]) + string("0123456789abcdef"[n%16])
		v.Sessions = append(v.Sessions, x)
	}
	add(event.Session{Kind: event.Panel, Title: "Kim jest asystent?", Start: at("2012-10-27 10:00"), End: at("2012-10-27 12:45"), Room: hall,
		Description: "Rozmowa,\no pracy; i o rodzinie", Contributors: []event.Contributor{
			{Name: "Anna Lis", Role: event.Moderator, Person: anna, Institution: "MOPS", Town: "Gdynia"}, {Name: "MOPS Rzeszów", Role: event.Panelist}, {Person: "erased", Role: event.Panelist}}})
	add(event.Session{Kind: event.Workshop, Title: "Superwizja", Start: at("2012-10-27 13:00"), End: at("2012-10-27 15:00"), Room: tower,
		Groups: []string{blue}, Capacity: &capacity, SignUp: true})
	add(event.Session{Kind: event.Break, Title: "Kawa", Start: at("2012-10-27 15:00"), End: at("2012-10-27 15:30"), AllRooms: true})
	add(event.Session{Kind: event.Social, Title: "Ognisko", Start: at("2012-10-27 19:00"), End: at("2012-10-28 00:00")})
	add(event.Session{Kind: event.Social, Title: "Nocne rozmowy", Start: at("2012-10-27 23:00"), End: time.Date(2012, 10, 28, 1, 30, 0, 0, time.UTC), Room: hall}) // until the second 02:30
	add(event.Session{Kind: event.Reception, Title: "Sygnał", Start: at("2012-10-28 09:00"), End: at("2012-10-28 09:00"), Room: hall})
	for i, title := range hostile {
		add(event.Session{Kind: event.Lecture, Title: title, Description: title, Start: at("2012-10-28 10:00").Add(time.Duration(i) * time.Hour / 2),
			End: at("2012-10-28 10:30").Add(time.Duration(i) * time.Hour / 2), Room: hall, Contributors: []event.Contributor{{Name: title, Role: event.Expert}}})
	}
	return v
}

func calendarJob() event.CalendarJob {
	job := event.CalendarJob{ProgrammeView: newJob(), Title: "Zlot; „Jura”, 2012", Language: "pl", Edits: map[string]event.Edited{}, Waiting: map[string]bool{prefix + "01": true}}
	for i, x := range job.Sessions {
		job.Edits[x.ID] = event.Edited{Times: i, At: at("2012-09-01 08:00").Add(time.Duration(i) * time.Minute)}
	}
	gone := event.Session{ID: prefix + "ff", Kind: event.Lecture, Title: "Odwołany", Start: at("2012-10-27 16:00"), End: at("2012-10-27 17:00"), Room: hall}
	job.Cancelled = []event.Session{gone}
	job.Edits[gone.ID] = event.Edited{Times: 2, At: at("2012-09-02 08:00")}
	return job
}

func writeCalendar(t testing.TB, job event.CalendarJob) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := newFormats().Calendar(&out, job); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func writeSchedule(t testing.TB, format string, view event.ProgrammeView) []byte {
	t.Helper()
	var out bytes.Buffer
	write := newFormats().XML
	if format == event.ScheduleJSON {
		write = newFormats().JSON
	}
	if err := write(&out, event.ScheduleJob{ProgrammeView: view, Language: "pl"}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// python finds a Python that has a module. Where there is none the check is skipped, and make test says so.
func python(t *testing.T, module string) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	t.Skip("SKIPPED CHECK: python3 with the module " + module + " is not installed (Debian: python3-" + module + ")")
	return ""
}
