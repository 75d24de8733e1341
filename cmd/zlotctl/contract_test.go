package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zlot/assets"
)

// The keys that scripts rely on: more may come, none may go or change its name.
const (
	eventKeys        = "id title kind start end"
	importKeys       = "rows new changed same vanished encoding delimiter columns rejected warnings"
	registrationKeys = "id given family email institution town status roles badge_code group"
	checkpointKeys   = "id title session policy"
	scanKeys         = "scan code outcome registration name first_at advice attention"
	loggedKeys       = "scan code outcome registration name at desk checkpoint"
	attendanceKeys   = "registration name hours required sessions eligible because"
	ledgerKeys       = "queued accepted failed uncertain paused_until messages"
	messageKeys      = "id to state attempts code reply"
)

// keys runs a command that has to end with the exit code, and checks that its document has the keys.
func (d *desk) keys(want int, keys string, args ...string) object {
	d.t.Helper()
	doc := must[object](d, want, args...)
	d.has(doc, keys)
	return doc
}

func (d *desk) has(doc object, keys string) {
	d.t.Helper()
	for _, key := range strings.Fields(keys) {
		if _, ok := doc[key]; !ok {
			d.t.Errorf("%q is missing in %v", key, doc)
		}
	}
}

// items are the elements of a list that may not be empty; each has the keys.
func (d *desk) items(doc object, list, keys string) []object {
	d.t.Helper()
	all, ok := doc[list].([]any)
	if !ok || len(all) == 0 {
		d.t.Fatalf("%q is no list with elements: %v", list, doc)
	}
	out := make([]object, len(all))
	for i, v := range all {
		out[i] = v.(object)
		d.has(out[i], keys)
	}
	return out
}

// sample puts a file of the rally sample beside the database.
func (d *desk) sample(name string) string {
	d.t.Helper()
	data, err := assets.Sample("rally-2012/" + name)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.file(name, data)
}

func (d *desk) file(name string, data []byte) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func newRally(t *testing.T) *desk {
	d := newDesk(t)
	d.keys(0, "event registrations sessions", "demo")
	return d
}

var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$`)

func (d *desk) time(v any) {
	d.t.Helper()
	if s, _ := v.(string); !rfc3339.MatchString(s) {
		d.t.Errorf("%v is no RFC 3339 time with offset", v)
	}
}

func TestContract_EventFromListToBadges(t *testing.T) {
	d := newDesk(t)
	names := must[struct{ Samples []string }](d, 0, "demo", "--list").Samples
	if len(names) == 0 || names[0] != "rally-2012" {
		t.Errorf("samples %v", names)
	}
	e := d.keys(0, eventKeys, "event", "create", "--title", "Zlot", "--kind", "rally", "--start", "2012-09-06", "--end", "2012-09-07",
		"--edition", "1", "--town", "Podzamcze", "--venue", "Gród", "--timezone", "Europe/Warsaw")
	d.items(d.keys(0, "", "event", "list"), "events", eventKeys)
	if shown := d.keys(0, eventKeys, "event", "show"); shown["id"] != e["id"] {
		t.Errorf("shown %v", shown)
	}
	people := d.sample("zgloszenia-google.csv")
	plan := d.keys(0, importKeys, "import", people, "--dry-run", "--status", "pending", "--encoding", "auto")
	if plan["new"] != 56.0 || plan["encoding"] != "utf-8" || plan["delimiter"] != "," {
		t.Errorf("plan: %v", plan)
	}
	if none := d.keys(0, "registrations", "registrations"); len(none["registrations"].([]any)) != 0 {
		t.Error("a dry run wrote")
	}
	d.keys(0, importKeys, "import", people)
	if again := d.keys(0, importKeys, "import", people); again["new"] != 0.0 || again["same"] != 56.0 {
		t.Errorf("second import: %v", again)
	}
	mapped := d.file("mapped.csv", []byte("Kto;Skąd; dokąd\nŁucja Źdźbło;Kęty\nBez Adresu;Żory\n"))
	if m := d.keys(0, importKeys, "import", mapped, "--map", "name=Kto", "--map", "town=Skąd", "--dry-run"); m["new"] != 2.0 {
		t.Errorf("mapped: %v", m)
	}
	rejected := d.file("rejected.csv", []byte("Imię,Nazwisko,E-mail\nAnna,Lis,nie-adres\nJan,Kot,jan.kot@example.org\n"))
	bad := d.items(d.keys(3, importKeys, "import", rejected), "rejected", "row column code message")
	if bad[0]["row"] != 1.0 || bad[0]["code"] != "participant.email.invalid" {
		t.Errorf("rejected: %v", bad)
	}
	sessions := d.items(d.keys(0, "", "agenda", "import", d.sample("program.csv")), "sessions", "id title start end room")
	d.time(sessions[0]["start"])
	d.items(d.keys(0, "", "agenda", "show"), "sessions", "id title")
	d.keys(0, "", "agenda", "export", "--format", "pdf", "-o", filepath.Join(d.dir, "agenda.pdf"))
	for _, name := range []string{"out.csv", "out.XLSX"} {
		if out := d.keys(0, "rows", "export", filepath.Join(d.dir, name)); out["rows"] != 57.0 {
			t.Errorf("%s: %v", name, out)
		}
	}
	sheets := filepath.Join(d.dir, "badges.pdf")
	if b := d.keys(0, "badges pages layout", "badges", "-o", sheets, "--layout", "a4-10-85x54", "--blank", "3", "--unprinted"); b["badges"] != 60.0 {
		t.Errorf("badges: %v", b)
	}
	if code, out, _ := d.call("", "badges", "-o", sheets, "--unprinted"); code != 1 || !strings.Contains(out, `"badge.none"`) {
		t.Errorf("nothing is left to print: exit %d, %s", code, out)
	}
}

func TestContract_Registrations(t *testing.T) {
	d := newRally(t)
	d.items(d.keys(0, "", "registrations"), "registrations", registrationKeys)
	added := d.keys(0, registrationKeys, "registration", "add", "--given", "Łucja", "--family", "Źdźbło", "--email", "lucja@example.org",
		"--town", "Kęty", "--role", "trainer", "--role", "expert", "--status", "pending", "--address", "n", "--fee", "35000")
	id := added["id"].(string)
	if added["status"] != "pending" || len(added["roles"].([]any)) != 2 || added["fee"] != 35000.0 {
		t.Errorf("added %v", added)
	}
	found := d.items(d.keys(0, "", "registrations", "--search", "zdzblo luc", "--status", "pending"), "registrations", registrationKeys)
	if len(found) != 1 || found[0]["id"] != id {
		t.Errorf("found %v", found)
	}
	if set := d.keys(0, registrationKeys, "registration", "set", id, "--status", "confirmed", "--paid"); set["status"] != "confirmed" || set["paid"] != true {
		t.Errorf("set %v", set)
	}
	if gone := d.keys(0, registrationKeys, "registration", "cancel", id); gone["status"] != "cancelled" {
		t.Errorf("cancelled %v", gone)
	}
	before := len(d.codes())
	for _, args := range [][]string{
		{"--given", "A", "--family", "B", "--status", "maybe"}, {"--given", "A", "--family", "B", "--role", "king"},
		{"--given", "A", "--family", "B", "--address", "x"},
	} {
		d.refused(2, "usage", append([]string{"registration", "add"}, args...)...)
	}
	d.refused(1, "participant.email.invalid", "registration", "add", "--given", "A", "--family", "B", "--email", "nobody")
	d.refused(1, "participant.name.required", "registration", "add")
	d.refused(1, "registration.not_found", "registration", "set", "nobody", "--phone", "1")
	d.refused(2, "usage", "registrations", "--status", "maybe")
	if now := len(d.codes()); now != before {
		t.Errorf("%d registrations were %d: a refused command wrote", now, before)
	}
}

func TestContract_Desk(t *testing.T) {
	d := newRally(t)
	codes := d.codes()
	d.items(d.keys(0, "", "checkpoints"), "checkpoints", checkpointKeys)
	meal := d.keys(0, checkpointKeys, "checkpoint", "add", "--title", "Obiad", "--kind", "meal", "--policy", "once_a_day")["id"].(string)
	session := d.items(d.keys(0, "", "agenda", "show"), "sessions", "")[1]["id"].(string)
	if door := d.keys(0, checkpointKeys, "checkpoint", "add", "--title", "Drzwi", "--session", session); door["session"] != session {
		t.Errorf("door %v", door)
	}
	line := d.keys(0, scanKeys, "scan", codes[0], "--checkpoint", meal, "--at", "2012-09-06T14:00:00+02:00", "--desk", "Stołówka")
	if line["first_at"] != nil || line["attention"] != false {
		t.Errorf("first scan %v", line)
	}
	d.time(d.keys(3, scanKeys, "scan", codes[0], "--checkpoint", meal, "--at", "2012-09-06T12:30:00Z")["first_at"])
	d.keys(0, "", "registration", "cancel", d.items(d.keys(0, "", "registrations"), "registrations", "")[2]["id"].(string))
	if no := d.keys(3, scanKeys, "scan", codes[2], "--checkpoint", meal, "--at", "2012-09-06T12:30:30Z"); no["outcome"] != "cancelled" {
		t.Errorf("cancelled %v", no)
	}
	if forced := d.keys(0, scanKeys, "scan", "--force", "decyzja organizatora", codes[2], "--checkpoint", meal, "--at", "2012-09-06T12:31:00Z"); forced["outcome"] != "admitted" {
		t.Errorf("forced %v", forced)
	}
	if out := d.keys(0, scanKeys, "scan", "--direction", "out", codes[1], "--at", "2012-09-06T15:00:00+02:00"); out["outcome"] != "exited" {
		t.Errorf("out %v", out)
	}
	d.keys(0, scanKeys, "undo", line["scan"].(string))
	d.refused(1, "scan.already_undone", "undo", line["scan"].(string))
	log := d.items(d.keys(0, "", "scans", "--checkpoint", meal, "--since", "2012-09-06T14:00:00+02:00"), "scans", loggedKeys)
	if len(log) != 5 || log[0]["desk"] != "Stołówka" {
		t.Errorf("log %v", log)
	}
	for i, at := range log {
		d.time(at["at"])
		if i > 0 && log[i-1]["at"].(string) > at["at"].(string) {
			t.Error("the log is not in order of time")
		}
	}
	d.refused(1, "checkpoint.not_found", "scan", codes[0], "--checkpoint", "nowhere")
	d.refused(1, "checkpoint.not_found", "scans", "--checkpoint", "nowhere")
	d.refused(1, "scan.time.invalid", "scan", codes[0], "--at", "2012-09-06")
	d.refused(2, "usage", "scan")
	d.items(d.keys(0, "", "attendance"), "people", attendanceKeys)
}

func TestContract_CertificatesAndMail(t *testing.T) {
	d := newRally(t)
	codes := d.codes()
	d.scan(0, codes[:3], "--at", "2012-09-06T08:30:00+02:00")
	trial := d.keys(3, "issued not_eligible", "certificates", "issue", "--dry-run")
	d.items(trial, "issued", "number registration")
	because := d.items(trial, "not_eligible", "registration name because")[0]["because"].([]any)
	d.has(because[0].(object), "code message")
	issued := d.items(d.keys(3, "issued not_eligible", "certificates", "issue"), "issued", "number registration")
	if len(issued) != 3 {
		t.Fatalf("issued %v", issued)
	}
	number := issued[0]["number"].(string)
	d.time(d.items(d.keys(0, "", "certificates", "list"), "certificates", "number registration state issued_at")[0]["issued_at"])
	var files []string
	for _, f := range d.keys(0, "files key", "certificates", "export", filepath.Join(d.dir, "zaświadczenia 2012"))["files"].([]any) {
		files = append(files, f.(string))
	}
	d.keys(0, "valid state number name title hours", "certificates", "verify", files[0])
	d.keys(0, "number", "certificates", "replace", number)
	if v := d.keys(1, "valid state", "certificates", "verify", files[0]); v["state"] != "replaced" {
		t.Errorf("after a replacement: %v", v)
	}
	second := issued[1]["number"].(string)
	d.keys(0, "number", "certificates", "withdraw", second, "--reason", "Pomyłka")
	d.refused(1, "certificate.withdrawn.already", "certificates", "withdraw", second, "--reason", "Pomyłka")
	d.refused(1, "certificate.not_found", "certificates", "replace", "Z/1999/0001")
	d.refused(1, "file.unreadable", "certificates", "verify", filepath.Join(d.dir, "none.pdf"))

	d.refused(1, "mail.account.missing", "mail", "queue", "certificates")
	d.account(closedPort(t))
	d.keys(0, ledgerKeys, "mail", "queue", "certificates", "--to-self")
	queue := d.keys(0, ledgerKeys, "mail", "queue", "certificates")
	if n := len(d.items(queue, "messages", messageKeys)); n != 3 || queue["queued"] != 3.0 {
		t.Errorf("two valid certificates and a sample, %d messages: %v", n, queue)
	}
	if more := d.keys(0, ledgerKeys, "mail", "queue", "certificates"); more["queued"] != 3.0 {
		t.Errorf("queued twice: %v", more)
	}
	d.keys(0, ledgerKeys, "mail", "retry", "failed")
	message := d.items(d.keys(0, ledgerKeys, "mail", "status"), "messages", messageKeys)[0]["id"].(string)
	d.refused(1, "mail.state.forbidden", "mail", "resolve", message, "sent")
	d.refused(1, "mail.message_not_found", "mail", "resolve", "nothing", "again")
	d.refused(2, "usage", "mail", "resolve", message, "perhaps")
}

func TestContract_Maintenance(t *testing.T) {
	d := newRally(t)
	copied := filepath.Join(d.dir, "kopia zapasowa ł.db")
	d.keys(0, "", "backup", copied)
	d.scan(0, d.codes()[:1])
	kept := map[any]bool{}
	for range 3 {
		kept[d.keys(0, "file kept", "restore", copied)["kept"]] = true
	}
	if len(kept) != 3 {
		t.Errorf("restored three times, kept %v", kept)
	}
	if left := d.keys(0, "scans", "scans"); len(left["scans"].([]any)) != 0 {
		t.Error("the scan after the backup is still there")
	}
	if c := d.keys(0, "ok problems", "check"); c["ok"] != true {
		t.Errorf("check %v", c)
	}
	d.keys(0, "version schema", "version")
}

func TestContract_OtherCommandsAreWrongUsage(t *testing.T) {
	d := newRally(t)
	for _, command := range []string{"", "event", "mail", "agenda", "agenda check now", "agenda export --format ics",
		"agenda export --format odt -o F", "agenda export --format xml --kind days -o F", "agenda export --format json --room A -o F",
		"agenda export --kind walls -o F", "agenda export --kind days --room A -o F", "agenda export --format ics --room A --person B -o F",
		"agenda export --format xml --person A -o F", "agenda room", "agenda room add", "agenda room set", "agenda room add --title A --capacity=-1",
		"agenda room set A --capacity 1 --no-capacity", "agenda add --title T", "agenda set", "agenda drop", "agenda release now",
		"agenda changes now", "allocate now", "allocate --keep some", "enrol A", "enrol A B --wait --override", "withdraw A", "promote", "person", "person export a@example.org",
		"person erase", "retention", "badges", "badges -o F --blank=-1", "import", "certificates withdraw N", "mail send --limit=-1",
		"scan X --direction up", "event create --title T", "--lang de version"} {
		d.refused(2, "usage", strings.Fields(command)...)
	}
}

func TestContract_FlagsAndPaths(t *testing.T) {
	d := newDesk(t)
	t.Chdir(d.dir)
	if err := os.Mkdir("Żółta teczka", 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("Żółta teczka", "mój zlot.db")
	first, _, _ := d.bare("", "demo", "--json", "--db", path)
	after, out, _ := d.bare("", "event", "list", "--lang=en", "--db="+path, "--json")
	before, same, _ := d.bare("", "--json", "--db", path, "event", "list")
	if first != 0 || after != 0 || before != 0 || out != same {
		t.Errorf("exits %d %d %d\n%s\n%s", first, after, before, out, same)
	}
	if code, out, errs := d.bare("", "registrations", "--lang", "en", "--stauts", "x", "--json"); code != 2 ||
		!strings.Contains(out, `"code":"usage"`) || !strings.Contains(errs, "not understood") {
		t.Errorf("a mistyped flag: exit %d\n%s\n%s", code, out, errs)
	}
	d.db = path
	other := d.secondEvent()
	d.refused(1, "event.ambiguous", "registrations")
	if shown := d.keys(0, eventKeys, "event", "show", "--event", other); shown["id"] != other {
		t.Errorf("shown %v", shown)
	}
}

// secondEvent adds an event to the file.
func (d *desk) secondEvent() string {
	d.t.Helper()
	return d.keys(0, eventKeys, "event", "create", "--title", "Drugi", "--kind", "meeting", "--start", "2013-01-01", "--end", "2013-01-01")["id"].(string)
}

func TestScan_LinesOfStandardInput(t *testing.T) {
	d := newRally(t)
	codes := d.codes()
	input := "\ufeff" + codes[0] + "\r\n\r\n   \r\n" + codes[1] + "\n" + strings.Repeat("y", 10<<10) + "\n" + strings.Repeat("x", 2<<20) + "\n\n" + codes[2]
	code, out, errs := d.call(input, "scan", "-")
	var outcomes []string
	dec := json.NewDecoder(strings.NewReader(out))
	for dec.More() {
		var l scanLine
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, l.Outcome)
	}
	if got := strings.Join(outcomes, " "); code != 3 || errs != "" || got != "admitted admitted unknown_code unknown_code admitted" {
		t.Errorf("exit %d, %s\n%s", code, got, errs)
	}
	if strings.Count(out, "\n") != 5 {
		t.Error("not a line each")
	}
}
