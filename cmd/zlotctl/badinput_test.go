package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// bare runs the program with these arguments alone.
func (d *desk) bare(stdin string, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(stdin), &o, &e)
	return code, o.String(), e.String()
}

// refused runs a command that has to fail: the document names the code, and the sentence, in either
// language, says what to do.
func (d *desk) refused(exit int, code string, args ...string) {
	d.t.Helper()
	sentences := map[string]string{}
	for _, lang := range []string{"pl", "en"} {
		got, out, errs := d.bare("", append([]string{"--db", d.db, "--lang", lang, "--json"}, args...)...)
		if got != exit || !strings.HasPrefix(out, `{"error":{"code":"`+code+`","field":`) || strings.Count(out, "\n") != 1 {
			d.t.Errorf("%v: exit %d, want %d with %s\n%s\n%s", args, got, exit, code, out, errs)
		}
		sentences[lang] = strings.TrimSpace(errs)
		if len(errs) < 20 || strings.ContainsAny(errs, "⟦⟧") || !strings.Contains(out, `"message":"`) {
			d.t.Errorf("%v: no sentence in %s: %q", args, lang, errs)
		}
	}
	if sentences["pl"] == sentences["en"] && sentences["pl"] != "" {
		d.t.Errorf("%v: one sentence for two languages: %s", args, sentences["pl"])
	}
}

// content is the database file, byte for byte.
func (d *desk) content(path string) []byte {
	d.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return data
}

func TestBadInput_Databases(t *testing.T) {
	d := newRally(t)
	whole := d.content(d.db)
	newer := bytes.Clone(whole)
	binary.BigEndian.PutUint32(newer[60:], 99) // user_version in SQLite's header
	foreign := filepath.Join(d.dir, "obca.db")
	db, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE notes(text)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for code, path := range map[string]string{
		"storage.not_a_database":   d.file("list.db", []byte(strings.Repeat("To jest list, nie baza. ", 50))),
		"storage.newer_database":   d.file("nowsza.db", newer),
		"storage.foreign_database": foreign,
		"storage.corrupt":          d.file("cięta.db", whole[:3000]),
	} {
		before := d.content(path)
		bad := *d
		bad.db = path
		for _, args := range [][]string{{"registrations"}, {"scan", "1"}, {"demo"}, {"check"}, {"mail", "send"}, {"backup", filepath.Join(d.dir, "kopia.db")}} {
			bad.refused(1, code, args...)
		}
		if code == "storage.corrupt" { // as a copy it has words of its own
			d.refused(1, "copy.damaged", "restore", path)
		} else {
			d.refused(1, code, "restore", path)
		}
		if code == "storage.foreign_database" {
			bad.refused(1, code, "restore", d.db)
		}
		if !bytes.Equal(d.content(path), before) {
			t.Errorf("%s was changed", path)
		}
	}
	if _, err := os.Stat(filepath.Join(d.dir, "kopia.db")); err == nil {
		t.Error("a backup was made of a file that cannot be read")
	}
	if !bytes.Equal(d.content(d.db), whole) {
		t.Error("a refused restore changed the database")
	}
}

func TestBadInput_Paths(t *testing.T) {
	d := newRally(t)
	at := func(path string) *desk { other := *d; other.db = path; return &other }
	missing := filepath.Join(d.dir, "nie ma.db")
	for _, args := range [][]string{{"registrations"}, {"scan", "1"}, {"check"}, {"import", d.sample("zgloszenia-google.csv")}, {"backup", "b.db"}, {"event", "list"}} {
		at(missing).refused(1, "storage.missing", args...)
	}
	at(missing).refused(1, "demo.unknown", "demo", "--sample", "moon-1969")
	at(missing).refused(1, "event.dates.reversed", "event", "create", "--title", "T", "--kind", "rally", "--start", "2026-09-07", "--end", "2026-09-06")
	at(missing).refused(1, "event.kind.unknown", "event", "create", "--title", "T", "--kind", "party", "--start", "2026-09-06", "--end", "2026-09-06")
	at(missing).refused(1, "input.date", "event", "create", "--title", "T", "--kind", "rally", "--start", "6.9.2026", "--end", "2026-09-06")
	if _, err := os.Stat(missing); err == nil {
		t.Error("a refused command made a file")
	}
	nowhere := filepath.Join(d.dir, "nie ma folderu", "x")
	at(nowhere).refused(1, "storage.folder_missing", "demo")
	at(nowhere).refused(1, "storage.missing", "registrations")
	at(d.dir).refused(1, "storage.not_a_database", "demo")
	at(filepath.Join(d.db, "x")).refused(1, "storage.folder_missing", "registrations")
	at(nowhere).refused(1, "storage.folder_missing", "restore", d.db)
	at(d.dir).refused(1, "storage.is_folder", "restore", d.db)
	d.refused(1, "storage.folder_missing", "backup", nowhere)
	d.refused(1, "storage.is_folder", "backup", d.dir)
	d.refused(1, "document.write", "export", nowhere+".csv")
	d.refused(1, "document.write", "badges", "-o", nowhere)
	d.refused(1, "document.write", "agenda", "export", "-o", d.dir)
	d.refused(1, "document.write", "certificates", "export", d.db)
	d.refused(1, "table.export", "export", filepath.Join(d.dir, "lista.pdf"))
	d.refused(1, "badge.layout.unknown", "badges", "-o", filepath.Join(d.dir, "b.pdf"), "--layout", "round")
	d.refused(1, "demo.not_empty", "demo")
	left, err := filepath.Glob(filepath.Join(d.dir, ".zlot-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("drafts left behind: %v", left)
	}
}

func TestBadInput_Tables(t *testing.T) {
	d := newRally(t)
	xlsx := filepath.Join(d.dir, "lista.xlsx")
	d.keys(0, "rows", "export", xlsx)
	before := d.content(d.db)
	for path, code := range map[string]string{
		d.file("pusta.csv", nil):                                                 "table.empty",
		d.file("odstępy.csv", []byte("\r\n\r\n  \r\n")):                          "table.empty",
		d.file("program.csv", []byte("\x7fELF\x02\x01\x00\x00\x00\x00\x03\x00")): "table.binary",
		d.db: "table.binary",
		d.file("skan.csv", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")): "table.pdf",
		d.file("cięta.xlsx", d.content(xlsx)[:3000]):                       "table.damaged",
		d.file("strona.xls", []byte("<html><table></table></html>")):       "table.webpage",
		d.dir:                             "table.format",
		filepath.Join(d.dir, "brak.csv"):  "table.missing",
		filepath.Join(d.db, "nie ma.csv"): "table.missing",
	} {
		d.refused(1, code, "import", path)
		d.refused(1, code, "import", path, "--dry-run")
		d.refused(1, code, "agenda", "import", path)
	}
	people := d.sample("zgloszenia-google.csv")
	d.refused(1, "import.columns.missing", "import", d.sample("program.csv"))
	d.refused(1, "agenda.columns.missing", "agenda", "import", people)
	d.refused(1, "table.sheet.unknown", "import", xlsx, "--sheet", "7")
	d.refused(1, "table.column.unknown", "import", people, "--map", "email=Poczta; gołębia")
	d.refused(1, "import.field.unknown", "import", people, "--map", "wzrost=Telefon")
	d.refused(2, "usage", "import", people, "--map", "email")
	if !bytes.Equal(d.content(d.db), before) {
		t.Error("a refused table changed the database")
	}
}

func TestBadInput_Codes(t *testing.T) {
	d := newRally(t)
	codes := d.codes()
	second := d.keys(0, "id", "event", "create", "--title", "Drugi", "--kind", "meeting", "--start", "2013-01-01", "--end", "2013-01-01")["id"].(string)
	last := codes[0][len(codes[0])-1]
	wrong := codes[0][:len(codes[0])-1] + string('0'+(last-'0'+1)%10)
	for code, outcome := range map[string]string{codes[0]: "wrong_event", wrong: "damaged_code", "4": "unknown_code", strings.Repeat("X", 10<<10): "unknown_code"} {
		line := d.keys(3, scanKeys, "--event", second, "scan", code)
		if line["outcome"] != outcome || line["advice"] == "" {
			t.Errorf("%.20s: %v", code, line)
		}
	}
	if log := d.items(d.keys(0, "", "--event", second, "scans"), "scans", loggedKeys); len(log) != 4 {
		t.Errorf("%d refused scans in the log, want 4", len(log))
	}
}

// waiting runs scan - in the background, feeds it one code and waits for the verdict. stop interrupts it.
func (d *desk) waiting(ctx context.Context, code string) (exit <-chan int) {
	d.t.Helper()
	in, feed := io.Pipe()
	verdicts, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"--db", d.db, "--json", "scan", "-"}, in, out, io.Discard)
	}()
	go func() { _, _ = io.WriteString(feed, code+"\n") }()
	if _, err := verdicts.Read(make([]byte, 4096)); err != nil {
		d.t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, verdicts) }()
	d.t.Cleanup(func() { feed.Close(); out.Close() })
	return done
}

func TestSecondWriter_IsRefusedWhileOthersRead(t *testing.T) {
	d := newRally(t)
	codes := d.codes()
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	exit := d.waiting(ctx, codes[0])
	d.refused(1, "storage.locked", "scan", codes[1])
	link := *d
	link.db = filepath.Join(d.dir, "skrót.db")
	if err := os.Symlink(d.db, link.db); err == nil { // Windows asks for a right to make links
		link.refused(1, "storage.locked", "scan", codes[1])
	}
	if n := len(d.items(d.keys(0, "", "scans"), "scans", loggedKeys)); n != 1 {
		t.Errorf("%d scans are seen from outside, want 1", n)
	}
	d.keys(0, "", "backup", filepath.Join(d.dir, "kopia.db"))
	if c := d.keys(0, "ok problems", "check"); c["ok"] != true {
		t.Errorf("check %v", c)
	}
	interrupt()
	if code := <-exit; code != 1 {
		t.Errorf("an interrupted program ends with %d", code)
	}
	d.scan(0, codes[1:2]) // the file is free again
}

// closedPort is a port of this machine that nobody listens on.
func closedPort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// account sets an account on a server of this machine.
func (d *desk) account(port int) {
	d.t.Helper()
	d.keys(0, "account", "mail", "account", "set", "--address", "zlot@example.org", "--host", "127.0.0.1", "--port", strconv.Itoa(port),
		"--tls", "none", "--auth", "none", "--per-minute", "600")
}

func TestBadInput_Mail(t *testing.T) {
	d := newRally(t)
	d.refused(1, "mail.account.missing", "mail", "send")
	set := func(rest ...string) []string {
		return append([]string{"mail", "account", "set", "--address", "zlot@example.org", "--host", "smtp.example.org", "--port", "465"}, rest...)
	}
	d.refused(1, "mail.tls.required", set("--tls", "none")...)
	d.refused(1, "mail.address.invalid", set("--address", "zlot")...)
	d.refused(1, "mail.port.invalid", set("--port", "70000")...)
	d.refused(1, "mail.host.required", set("--host", "")...)
	d.refused(1, "file.unreadable", set("--ca", filepath.Join(d.dir, "none.pem"))...)
	d.refused(2, "usage", set("--tls", "maybe")...)
	d.refused(2, "usage", set("--auth", "magic")...)
	d.account(closedPort(t))
	d.refused(1, "certificate.none", "mail", "queue", "certificates")
	d.scan(0, d.codes()[:2], "--at", "2012-09-06T08:30:00+02:00")
	d.keys(3, "issued", "certificates", "issue")
	d.keys(0, ledgerKeys, "mail", "queue", "certificates")
	code, out, errs := d.call("", "mail", "send")
	if code != 1 || !strings.Contains(out, `"code":"mail.connect"`) || !strings.Contains(errs, "127.0.0.1:") {
		t.Errorf("nobody listens: exit %d\n%s\n%s", code, out, errs)
	}
	if l := d.keys(0, ledgerKeys, "mail", "status"); l["queued"] != 2.0 || l["uncertain"] != 0.0 || l["failed"] != 0.0 {
		t.Errorf("ledger %v", l)
	}
}

// The account of a service has no home folder: everything works that keeps nothing there.
func TestNoHomeFolder(t *testing.T) {
	d := newDesk(t)
	t.Setenv("HOME", d.file("plik", nil))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(d.dir, "plik", "config"))
	d.keys(0, "event", "demo")
	d.scan(0, d.codes()[:1], "--at", "2012-09-06T08:30:00+02:00")
	d.refused(1, "storage.permission", "certificates", "issue")
	if c := d.keys(0, "ok", "check"); c["ok"] != true {
		t.Errorf("check %v", c)
	}
	if l := d.keys(0, "certificates", "certificates", "list"); len(l["certificates"].([]any)) != 0 {
		t.Error("certificates without a key")
	}
}
