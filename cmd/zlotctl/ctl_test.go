package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// asProgram makes the test binary behave as zlotctl itself, for tests that kill it.
const asProgram = "ZLOTCTL_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	slog.SetDefault(slog.New(slog.DiscardHandler)) // main keeps the log quiet as well
	os.Exit(m.Run())
}

// desk is a database in a folder of its own, with a home of its own.
type desk struct {
	t   *testing.T
	dir string
	db  string
}

func newDesk(t *testing.T) *desk {
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "config"))
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", dir)
	t.Setenv(secretEnv, "")
	return &desk{t: t, dir: dir, db: filepath.Join(dir, "zlot.db")}
}

// call runs one command with --json and gives its exit code and output.
func (d *desk) call(stdin string, args ...string) (int, string, string) {
	var out, errs bytes.Buffer
	args = append([]string{"--db", d.db, "--json"}, args...)
	code := run(context.Background(), args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

// must runs a command that has to end with the exit code, and decodes its document.
func must[T any](d *desk, want int, args ...string) T {
	d.t.Helper()
	var doc T
	code, out, errs := d.call("", args...)
	if code != want {
		d.t.Fatalf("%v: exit %d, want %d\n%s\n%s", args, code, want, out, errs)
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		d.t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return doc
}

type object = map[string]any

// codes lists the badge codes of the file's event.
func (d *desk) codes() []string {
	d.t.Helper()
	var codes []string
	for _, r := range must[struct{ Registrations []registrationDoc }](d, 0, "registrations").Registrations {
		codes = append(codes, r.BadgeCode)
	}
	return codes
}

// scan feeds codes to scan -, and gives the verdicts.
func (d *desk) scan(want int, codes []string, args ...string) []scanLine {
	d.t.Helper()
	code, out, errs := d.call(strings.Join(codes, "\n")+"\n", append(append([]string{"scan"}, args...), "-")...)
	if code != want {
		d.t.Fatalf("scan: exit %d, want %d\n%s", code, want, errs)
	}
	var lines []scanLine
	dec := json.NewDecoder(strings.NewReader(out))
	for dec.More() {
		var l scanLine
		if err := dec.Decode(&l); err != nil {
			d.t.Fatal(err)
		}
		lines = append(lines, l)
	}
	return lines
}

func TestSlice_RallyFromListToCertificate(t *testing.T) {
	d := newDesk(t)
	demo := must[object](d, 0, "demo")
	if demo["registrations"] != 56.0 || demo["sessions"] != 12.0 {
		t.Fatalf("the sample has %v registrations and %v sessions", demo["registrations"], demo["sessions"])
	}
	codes := d.codes()
	if len(codes) != 56 {
		t.Fatalf("%d badge codes", len(codes))
	}
	pdf := filepath.Join(d.dir, "badges.pdf")
	if b := must[object](d, 0, "badges", "-o", pdf); b["badges"] != 56.0 || b["pages"] != 7.0 {
		t.Errorf("badges: %v", b)
	}
	first := d.scan(0, codes, "--at", "2012-09-06T08:30:00+02:00")
	for _, l := range first {
		if l.Outcome != "admitted" || l.Name == "" || l.Registration == "" {
			t.Fatalf("first scan: %+v", l)
		}
	}
	again := d.scan(3, codes[:1], "--at", "2012-09-06T08:40:00+02:00")
	if again[0].Outcome != "already_in" || again[0].FirstAt != "2012-09-06T08:30:00+02:00" {
		t.Errorf("second scan: %+v", again[0])
	}
	if _, out, _ := d.call("", "undo", first[0].Scan); !strings.Contains(out, `"outcome":"undone"`) {
		t.Errorf("undo: %s", out)
	}
	if back := d.scan(0, codes[:1], "--at", "2012-09-06T08:50:00+02:00"); back[0].Outcome != "admitted" {
		t.Errorf("after undo: %+v", back[0])
	}
	if n := len(must[struct{ Scans []scanDoc }](d, 0, "scans").Scans); n != 59 {
		t.Errorf("%d scans in the log, want 56 + repeat + undo + again", n)
	}
	issued := must[struct {
		Issued      []certificateDoc
		NotEligible []refusedDoc `json:"not_eligible"`
	}](d, 0, "certificates", "issue")
	if len(issued.Issued) != 56 {
		t.Fatalf("%d certificates, not eligible %v", len(issued.Issued), issued.NotEligible)
	}
	if more := must[object](d, 0, "certificates", "issue"); len(more["issued"].([]any)) != 0 || more["issued_before"] != 56.0 {
		t.Errorf("issuing twice: %v", more)
	}
	d.verify(t)
	if c := must[object](d, 0, "check"); c["ok"] != true {
		t.Errorf("check: %v", c)
	}
}

// verify exports the certificates and checks one with and without the database, and a damaged copy.
func (d *desk) verify(t *testing.T) {
	t.Helper()
	dir := filepath.Join(d.dir, "certificates")
	out := must[struct {
		Files []string
		Key   string
	}](d, 0, "certificates", "export", dir)
	if len(out.Files) != 56 {
		t.Fatalf("%d files exported", len(out.Files))
	}
	if v := must[object](d, 0, "certificates", "verify", out.Files[0]); v["valid"] != true || v["state"] != "issued" {
		t.Errorf("verify with the register: %v", v)
	}
	var buf bytes.Buffer
	if code := run(context.Background(), []string{"--json", "certificates", "verify", out.Files[0], "--key", out.Key}, nil, &buf, &buf); code != 0 || !strings.Contains(buf.String(), `"valid":true`) {
		t.Errorf("verify without the database: exit %d, %s", code, buf.String())
	}
	pdf, err := os.ReadFile(out.Files[1])
	if err != nil {
		t.Fatal(err)
	}
	pdf[len(pdf)/2] ^= 1
	changed := filepath.Join(d.dir, "changed.pdf")
	if err := os.WriteFile(changed, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if v := must[object](d, 1, "certificates", "verify", changed); v["valid"] != false {
		t.Errorf("a changed document passes: %v", v)
	}
}

func TestCourse_SaysWhoPasses(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "course-2010")
	people := must[struct{ People []personDoc }](d, 0, "attendance").People
	if len(people) != 14 {
		t.Fatalf("%d people", len(people))
	}
	passed := 0
	for _, p := range people {
		if p.Required != 150 {
			t.Errorf("%v hours required", p.Required)
		}
		if p.Eligible != (p.Hours >= 120) || p.Eligible == (len(p.Because) > 0) {
			t.Errorf("%v of %v hours: eligible %v because %v", p.Hours, p.Required, p.Eligible, p.Because)
		}
		if p.Eligible {
			passed++
		}
	}
	if passed == 0 || passed == 14 {
		t.Errorf("%d of 14 pass: the sample shows neither side", passed)
	}
}

func TestErrors_ExitCodesAndDocuments(t *testing.T) {
	d := newDesk(t)
	junk := filepath.Join(d.dir, "junk.db")
	if err := os.WriteFile(junk, []byte("this is a letter, not a database, and it is long enough to be read"), 0o600); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		db   string
		args []string
		exit int
		code string
	}{
		"no file":         {d.db, []string{"registrations"}, 1, "storage.missing"},
		"not a database":  {junk, []string{"registrations"}, 1, "storage.not_a_database"},
		"unknown command": {d.db, []string{"dance"}, 2, "usage"},
		"unknown flag":    {d.db, []string{"scans", "--loud"}, 2, "usage"},
		"unknown sample":  {filepath.Join(d.dir, "new.db"), []string{"demo", "--sample", "moon-1969"}, 1, "demo.unknown"},
		"bad dates": {filepath.Join(d.dir, "new2.db"), []string{"event", "create", "--title", "T", "--kind", "rally", "--start", "2026-09-07", "--end", "2026-09-06"},
			1, "event.dates.reversed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := *d
			d.db = c.db
			code, out, errs := d.call("", c.args...)
			if code != c.exit || !strings.Contains(out, `"code":"`+c.code+`"`) || strings.TrimSpace(errs) == "" {
				t.Errorf("exit %d, want %d with %s\nstdout %s\nstderr %s", code, c.exit, c.code, out, errs)
			}
		})
	}
	if data, err := os.ReadFile(junk); err != nil || !strings.HasPrefix(string(data), "this is a letter") {
		t.Error("the foreign file was touched")
	}
}
