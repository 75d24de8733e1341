package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	sessionKeys  = "id title kind start end room capacity hours mandatory sign_up groups contributors"
	roomKeys     = "id title capacity venue hidden"
	conflictKeys = "kind sessions titles room person name people group count limit from to title message"
)

// sessionOf finds a session of the programme by its title.
func (d *desk) sessionOf(title string) object {
	d.t.Helper()
	for _, x := range d.items(d.keys(0, "", "agenda", "show"), "sessions", sessionKeys) {
		if x["title"] == title {
			return x
		}
	}
	d.t.Fatalf("no session %s", title)
	return nil
}

func TestContract_AgendaCheck(t *testing.T) {
	d := newRally(t)
	before := len(d.keys(0, "conflicts", "agenda", "check")["conflicts"].([]any))
	clash := d.keys(0, sessionKeys, "agenda", "add", "--title", "Druga rejestracja", "--start", "2012-09-06 09:30", "--end", "2012-09-06T10:30:00+02:00",
		"--room", "recepcja", "--kind", "workshop", "--capacity", "0", "--by", "Nowa Osoba (trener)")
	if clash["capacity"] != 0.0 || clash["room"] != "Recepcja" || clash["end"] != "2012-09-06T10:30:00+02:00" {
		t.Errorf("added %v", clash)
	}
	var overlap object
	conflicts := d.items(d.keys(0, "", "agenda", "check"), "conflicts", conflictKeys)
	for _, c := range conflicts {
		if c["kind"] == "room_overlap" {
			overlap = c
		}
	}
	if len(conflicts) <= before || overlap == nil {
		t.Fatalf("%v", conflicts)
	}
	if overlap["room"] != "Recepcja" || len(overlap["sessions"].([]any)) != 2 || overlap["titles"].([]any)[1] != "Druga rejestracja" ||
		overlap["from"] != "2012-09-06T09:30:00+02:00" || overlap["to"] != "2012-09-06T10:00:00+02:00" {
		t.Errorf("%v", overlap)
	}
	code, out, _ := d.bare("", "--db", d.db, "--lang", "pl", "agenda", "check")
	if code != 0 || !strings.Contains(out, overlap["message"].(string)) || strings.Contains(out, "⟦") {
		t.Errorf("exit %d, %s", code, out)
	}
	id := clash["id"].(string)
	if set := d.keys(0, sessionKeys, "agenda", "set", id, "--start", "2012-09-06T08:00:00+02:00", "--no-capacity"); set["end"] != "2012-09-06T09:00:00+02:00" || set["capacity"] != nil {
		t.Errorf("moved %v", set)
	}
	if now := d.keys(0, "conflicts", "agenda", "check")["conflicts"].([]any); len(now) != before {
		t.Errorf("after moving: %v", now)
	}
	if gone := d.keys(0, sessionKeys, "agenda", "drop", "druga rejestracja"); gone["dropped"] != true {
		t.Errorf("dropped %v", gone)
	}
	if back := d.keys(0, sessionKeys, "agenda", "set", id, "--no-dropped"); back["dropped"] != false {
		t.Errorf("back %v", back)
	}
	d.refused(1, "session.not_found", "agenda", "drop", "nothing")
	d.refused(1, "room.not_found", "agenda", "set", id, "--room", "nowhere")
	d.refused(1, "group.not_found", "agenda", "set", id, "--group", "nowhere")
	d.refused(1, "input.date", "agenda", "set", id, "--start", "later")
	d.refused(1, "session.reversed", "agenda", "set", id, "--end", "2012-09-06 07:00")
	d.refused(1, "session.title.required", "agenda", "set", id, "--title", " ")
	d.refused(1, "import.role.unknown", "agenda", "set", id, "--by", "Anna Lis (król)")
	d.refused(2, "usage", "agenda", "set", id, "--kind", "dance")
}

func TestContract_AgendaRooms(t *testing.T) {
	d := newRally(t)
	d.items(d.keys(0, "", "agenda", "rooms"), "rooms", roomKeys)
	room := d.keys(0, roomKeys, "agenda", "room", "add", "--title", "Kuchnia", "--capacity", "0", "--venue", "Dom")
	if room["capacity"] != 0.0 || room["venue"] != "Dom" {
		t.Errorf("added %v", room)
	}
	if set := d.keys(0, roomKeys, "agenda", "room", "set", "kuchnia", "--no-capacity", "--title", "Kuchnia letnia", "--hidden"); set["capacity"] != nil ||
		set["title"] != "Kuchnia letnia" || set["id"] != room["id"] || set["hidden"] != true {
		t.Errorf("set %v", set)
	}
	d.refused(1, "room.repeated", "agenda", "room", "add", "--title", "sala rycerska")
	d.refused(1, "room.title.required", "agenda", "room", "add", "--title", " ")
	d.refused(1, "room.not_found", "agenda", "room", "set", "Kuchnia zimowa", "--title", "X")
}

func TestContract_AgendaVersions(t *testing.T) {
	d := newRally(t)
	d.refused(1, "release.none", "agenda", "changes")
	path := filepath.Join(d.dir, "program.ics")
	d.refused(1, "release.none", "agenda", "export", "--format", "ics", "--released", "-o", path)
	first := d.keys(0, "", "agenda", "release", "--note", "Pierwsza")["release"].(object)
	d.has(first, "id number at note sessions")
	if first["number"] != 1.0 || first["sessions"] != 12.0 || first["note"] != "Pierwsza" {
		t.Errorf("released %v", first)
	}
	d.time(first["at"])
	if none := d.keys(0, "released changes", "agenda", "changes")["changes"].([]any); len(none) != 0 {
		t.Errorf("changes %v", none)
	}
	d.refused(1, "release.same", "agenda", "release")
	moved := d.sessionOf("Obiad")["id"].(string)
	d.keys(0, "", "agenda", "set", moved, "--start", "2012-09-06 12:50")
	d.keys(0, "", "agenda", "drop", "Otwarcie Zlotu")
	d.keys(0, "", "agenda", "add", "--title", "Nowość", "--start", "2012-09-07 15:00", "--end", "2012-09-07 16:00")
	kinds := map[any]object{}
	for _, c := range d.items(d.keys(0, "", "agenda", "changes"), "changes", "kind session was fields everyone affected") {
		kinds[c["kind"]] = c
	}
	if len(kinds) != 3 || kinds["new"]["was"] != nil || kinds["moved"]["was"].(object)["start"] != "2012-09-06T12:45:00+02:00" ||
		kinds["cancelled"]["session"].(object)["title"] != "Otwarcie Zlotu" {
		t.Errorf("changes %v", kinds)
	}
	if code, out, _ := d.bare("", "--db", d.db, "agenda", "changes"); code != 0 || strings.Contains(out, "⟦") || !strings.Contains(out, "Nowość") {
		t.Errorf("exit %d, %s", code, out)
	}
	d.keys(0, "file", "agenda", "export", "--format", "ics", "-o", path)
	calendar := d.read(path)
	if !strings.Contains(calendar, "UID:"+moved+"@zlot\r\nSEQUENCE:2\r\n") || strings.Count(calendar, "STATUS:CANCELLED") != 1 {
		t.Errorf("the calendar does not replace the former one:\n%s", calendar)
	}
	d.keys(0, "file", "agenda", "export", "--format", "ics", "--released", "-o", path)
	if old := d.read(path); strings.Contains(old, "STATUS:CANCELLED") || strings.Contains(old, "Nowość") || !strings.Contains(old, "SEQUENCE:0") {
		t.Errorf("the released calendar:\n%s", old)
	}
}

func (d *desk) read(path string) string {
	d.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

func TestContract_AgendaOut(t *testing.T) {
	d := newRally(t)
	who := d.items(d.keys(0, "", "registrations"), "registrations", registrationKeys)[0]
	for begin, args := range map[string][]string{
		"%PDF-":                     {"--kind", "days", "--day", "2012-09-06"},
		"%PDF-1":                    {"--kind", "plates"},
		"%PDF-1.":                   {"--room", "Sala Rycerska"},
		"%PDF":                      {"--person", who["email"].(string)},
		"BEGIN:VCALENDAR":           {"--format", "ics"},
		"BEGIN:VCALENDAR\r\n":       {"--format", "ics", "--person", who["id"].(string)},
		"BEGIN:VCALENDAR\r\nMETHOD": {"--format", "ics", "--room", "baszta"},
		"<?xml":                     {"--format", "xml"},
		"{":                         {"--format", "json"},
	} {
		path := filepath.Join(d.dir, "wynik")
		if doc := d.keys(0, "file format kind", append([]string{"agenda", "export", "-o", path}, args...)...); doc["file"] != path {
			t.Errorf("%v: %v", args, doc)
		}
		if data := d.read(path); !strings.HasPrefix(data, begin) {
			t.Errorf("%v begins with %.40q", args, data)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(d.dir, "out")
	d.refused(1, "room.not_found", "agenda", "export", "--format", "ics", "--room", "Nigdzie", "-o", out)
	d.refused(1, "registration.not_found", "agenda", "export", "--format", "ics", "--person", "nikt@example.org", "-o", out)
	d.refused(1, "session.not_found", "agenda", "export", "--session", "nic", "-o", out)
	d.refused(1, "input.date", "agenda", "export", "--day", "jutro", "-o", out)
	d.refused(1, "document.write", "agenda", "export", "--format", "xml", "-o", filepath.Join(d.dir, "none", "schedule.xml"))
	if left, _ := filepath.Glob(filepath.Join(d.dir, ".zlot-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a refused export wrote a file")
	}
}

// What goes out as schedule.xml or schedule.json comes in again as it was, and makes the same programme elsewhere.
func TestContract_AgendaScheduleInAgain(t *testing.T) {
	d := newRally(t)
	rally := d.firstEvent()
	for _, format := range []string{"xml", "json"} {
		path := filepath.Join(d.dir, "program."+format)
		d.keys(0, "file", "agenda", "export", "--format", format, "-o", path, "--event", rally)
		if again := d.keys(0, "sessions rows", "agenda", "import", path, "--dry-run", "--event", rally); again["same"] != 12.0 || again["new"] != 0.0 || again["changed"] != 0.0 || again["removed"] != 0.0 {
			t.Errorf("%s again: new %v, changed %v, same %v, removed %v", format, again["new"], again["changed"], again["same"], again["removed"])
		}
		other := d.secondRally(format)
		if in := d.keys(0, "sessions rows", "agenda", "import", path, "--event", other); in["new"] != 12.0 {
			t.Errorf("%s elsewhere: %v", format, in)
		}
	}
	bad := d.file("zły.xml", []byte("<schedule>\n<day></room></schedule>"))
	d.refused(1, "schedule.damaged", "agenda", "import", bad, "--event", rally)
	d.refused(1, "schedule.empty", "agenda", "import", d.file("pusty.json", []byte(`{"schedule":{}}`)), "--event", rally)
	d.refused(1, "table.missing", "agenda", "import", filepath.Join(d.dir, "none.xml"), "--event", rally)
}

// secondRally makes an event on the days of the first one.
func (d *desk) secondRally(title string) string {
	d.t.Helper()
	return d.keys(0, eventKeys, "event", "create", "--title", title, "--kind", "rally", "--start", "2012-09-06", "--end", "2012-09-07")["id"].(string)
}

// firstEvent is the only event of the file.
func (d *desk) firstEvent() string {
	d.t.Helper()
	return d.items(d.keys(0, "", "event", "list"), "events", eventKeys)[0]["id"].(string)
}

func TestContract_Places(t *testing.T) {
	d := newRally(t)
	people := d.items(d.keys(0, "", "registrations"), "registrations", registrationKeys)
	x := d.keys(0, sessionKeys, "agenda", "add", "--title", "Mały warsztat", "--start", "2012-09-07 16:00", "--end", "2012-09-07 17:00", "--kind", "workshop",
		"--capacity", "1", "--sign-up")["id"].(string)
	first, second := people[0]["id"].(string), people[1]["email"].(string)
	if got := d.keys(0, "session registration state", "enrol", "Mały warsztat", first); got["state"] != "enrolled" || got["session"] != x {
		t.Errorf("enrolled %v", got)
	}
	d.refused(1, "session.full", "enrol", x, second)
	if got := d.keys(0, "", "enrol", x, second, "--wait"); got["state"] != "waitlisted" {
		t.Errorf("waits %v", got)
	}
	if none := d.keys(0, "session promoted", "promote", x)["promoted"].([]any); len(none) != 0 {
		t.Errorf("promoted into a full session: %v", none)
	}
	if got := d.keys(0, "", "withdraw", x, first); got["state"] != "ended" {
		t.Errorf("withdrawn %v", got)
	}
	if up := d.keys(0, "session promoted", "promote", x)["promoted"].([]any); len(up) != 1 || up[0] != people[1]["id"] {
		t.Errorf("promoted %v", up)
	}
	d.keys(0, "", "enrol", x, first, "--override")
	d.refused(1, "session.not_found", "enrol", "nothing", first)
	d.keys(0, sessionKeys, "agenda", "add", "--title", "mały WARSZTAT", "--start", "2012-09-07 18:00", "--end", "2012-09-07 19:00")
	d.refused(1, "session.shared_title", "enrol", "Mały warsztat", first)
	d.keys(0, registrationKeys, "registration", "add", "--given", "Ala", "--family", "Lis", "--email", second)
	d.refused(1, "registration.shared_address", "enrol", x, second)
	d.refused(1, "registration.not_found", "enrol", x, "nobody")
}

func TestContract_Allocate(t *testing.T) {
	d := newRally(t)
	const allocationKeys = "enrolled waitlisted by_rank sessions people moved proven dry_run changed"
	places := func() (enrolled []any) {
		for _, x := range d.items(d.keys(0, allocationKeys, "allocate", "--dry-run", "--keep", "all"), "sessions", "id title capacity enrolled waiting") {
			enrolled = append(enrolled, x["enrolled"])
		}
		return enrolled
	}
	before := places()
	trial := d.keys(0, allocationKeys, "allocate", "--dry-run", "--keep", "none", "--fill")
	if trial["dry_run"] != true || trial["changed"] != 0.0 || !slices.Equal(before, places()) {
		t.Errorf("a dry run wrote: %v, then %v", before, places())
	}
	done := d.keys(0, allocationKeys, "allocate", "--keep", "none")
	total, ranked := 0.0, 0.0
	for _, x := range d.items(done, "sessions", "id title capacity enrolled waiting first asked") {
		total += x["enrolled"].(float64)
		if limit, limited := x["capacity"].(float64); limited && x["enrolled"].(float64) > limit {
			t.Errorf("%v has more people than places", x)
		}
	}
	for _, n := range done["by_rank"].(object) {
		ranked += n.(float64)
	}
	if done["enrolled"] != total || ranked != total || total == 0 || done["proven"] != true {
		t.Errorf("%v places, %v in the sessions, %v by rank, proven %v", done["enrolled"], total, ranked, done["proven"])
	}
	slots := d.items(done, "people", "registration name slots")[0]["slots"].([]any)
	d.has(slots[0].(object), "from to session rank was waits kept passed")
	if again := d.keys(0, allocationKeys, "allocate"); again["changed"] != 0.0 || again["enrolled"] != total || again["moved"] != 0.0 {
		t.Errorf("once more: %v changed, %v places, %v moved", again["changed"], again["enrolled"], again["moved"])
	}
	if code, out, _ := d.bare("", "--db", d.db, "allocate", "--dry-run"); code != 0 || strings.Contains(out, "⟦") || !strings.Contains(out, "Superwizja") {
		t.Errorf("exit %d, %s", code, out)
	}
}

// Letters that no font has are named, as the window does.
func TestContract_AgendaLetters(t *testing.T) {
	d := newRally(t)
	d.keys(0, sessionKeys, "agenda", "add", "--title", "Warsztat 漢", "--start", "2012-09-07 16:00", "--end", "2012-09-07 17:00")
	path := filepath.Join(d.dir, "plan.pdf")
	warnings := d.items(d.keys(0, "file format kind", "agenda", "export", "-o", path), "warnings", "code message")
	if len(warnings) != 1 || warnings[0]["code"] != "agenda.letters" {
		t.Errorf("%v", warnings)
	}
	code, out, errs := d.bare("", "--db", d.db, "--lang", "pl", "agenda", "export", "-o", path)
	if code != 0 || !strings.Contains(errs, "Warsztat 漢: zamiast „漢”") || strings.Contains(out, "漢") {
		t.Errorf("%d %q %q", code, out, errs)
	}
}

// What cannot be read is named by row and column, and nothing of it comes in.
func TestContract_AgendaBadRows(t *testing.T) {
	d := newRally(t)
	before := len(d.keys(0, "", "agenda", "show")["sessions"].([]any))
	path := d.file("zły.csv", []byte("Dzień,Od,Do,Sala,Rodzaj,Tytuł,Osoby\n"+
		"2012-09-07,,17:00,Baszta,wykład,Bez godziny,\n2012-09-07,17:00,16:00,Baszta,wykład,Wstecz,\n2012-09-07,16:00,17:00,Baszta,balet,Balet,\n"+
		"2012-09-07,18:00,19:00,Stodoła,wykład,Stodoła,Ola Lis (dyrygentka)\n"))
	code, out, _ := d.bare("", "--db", d.db, "--lang", "pl", "agenda", "import", path)
	for _, want := range []string{"Wiersz 1, kolumna „Od”: ", "Wiersz 2, kolumna „Do”: ", "Wiersz 3, kolumna „Rodzaj”: ", "Wiersz 4, kolumna „Sala”: sali „Stodoła” jeszcze nie ma",
		"Wiersz 4, kolumna „Osoby”: nieznana rola „dyrygentka”"} {
		if !strings.Contains(out, want) {
			t.Errorf("the answer lacks %q:\n%s", want, out)
		}
	}
	if now := len(d.keys(0, "", "agenda", "show")["sessions"].([]any)); code != 3 || now != before+1 {
		t.Errorf("exit %d, %d sessions after %d", code, now, before)
	}
}
