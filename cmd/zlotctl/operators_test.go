package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// working sets who calls.
func working(t *testing.T, name, pin string) {
	t.Helper()
	t.Setenv(operatorEnv, name)
	t.Setenv(pinEnv, pin)
}

// wrong is the error document of a call that fails.
func (d *desk) wrong(want int, args ...string) string {
	d.t.Helper()
	doc := must[struct{ Error errorDoc }](d, want, args...)
	return doc.Error.Code
}

func TestOperators_FromTheFirstToTheReset(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo")
	if list := must[object](d, 0, "operators"); len(list["operators"].([]any)) != 0 {
		t.Fatalf("a new file has operators: %v", list)
	}
	t.Setenv(newPINEnv, "2012")
	if code := d.wrong(1, "operators", "add", "--name", "Jan", "--role", "steward"); code != "operator.first" {
		t.Errorf("a steward as the first: %s", code)
	}
	must[object](d, 0, "operators", "add", "--name", "Ewa", "--role", "lead")
	// From here on a PIN is needed.
	if code := d.wrong(1, "operators", "add", "--name", "Jan", "--role", "steward"); code != "access.denied.lead" {
		t.Errorf("added without a PIN: %s", code)
	}
	working(t, "ewa", "1999")
	if code := d.wrong(1, "operators", "add", "--name", "Jan"); code != "access.pin" {
		t.Errorf("added with a wrong PIN: %s", code)
	}
	working(t, "ewa", "2012")
	t.Setenv(newPINEnv, "4711")
	must[object](d, 0, "operators", "add", "--name", "Jan", "--role", "steward")
	t.Setenv(newPINEnv, "")
	if code := d.wrong(1, "operators", "add", "--name", "Iza"); code != "operator.pin" {
		t.Errorf("added without a PIN of their own: %s", code)
	}
	if code := d.wrong(1, "operators", "remove", "Ewa"); code != "operator.last" {
		t.Errorf("the last lead: %s", code)
	}
	working(t, "Jan", "4711")
	out := filepath.Join(d.dir, "people.csv")
	for _, args := range [][]string{
		{"export", out}, {"backup", filepath.Join(d.dir, "copy.db")}, {"registration", "add", "--given", "Iza", "--family", "Nowa"},
		{"event", "create", "--title", "X", "--kind", "rally", "--start", "2013-01-01", "--end", "2013-01-02"},
		{"mail", "send"}, {"person", "export", "anna@example.org", "-o", out + ".json"}, {"certificates", "issue"}, {"operators", "remove", "Ewa"},
	} {
		if code := d.wrong(1, args...); !strings.HasPrefix(code, "access.denied.") {
			t.Errorf("a steward calls %v: %s", args, code)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("what was refused left a file")
	}
	codes := d.codes()
	if lines := d.scan(0, codes[:1]); lines[0].Outcome == "" {
		t.Error("a steward cannot scan")
	}
	for _, r := range must[struct{ Registrations []map[string]any }](d, 0, "registrations").Registrations {
		if r["email"] != "" || r["family"] == "" {
			t.Fatalf("a steward sees %v", r)
		}
	}
	// Nobody knows the PIN of the lead any more.
	working(t, "", "")
	if code, _, _ := d.call("", "operators", "reset"); code != exitUsage {
		t.Errorf("reset without --yes: exit %d", code)
	}
	if gone := must[object](d, 0, "operators", "reset", "--yes"); gone["removed"] != 2.0 {
		t.Errorf("reset: %v", gone)
	}
	must[object](d, 0, "export", out)
}

// Whoever gives a wrong PIN may not more than whoever gives none.
func TestRestore_NeedsALead(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo")
	copied := filepath.Join(d.dir, "copy.zlot")
	must[object](d, 0, "backup", copied)
	t.Setenv(newPINEnv, "2012")
	must[object](d, 0, "operators", "add", "--name", "Ewa", "--role", "lead")
	for _, c := range []struct{ name, pin, code string }{
		{"", "", "access.denied.lead"}, {"ewa", "1999", "access.pin"}, {"ewa", "", "access.pin"}, {"Iza", "2012", "operator.not_found"},
	} {
		working(t, c.name, c.pin)
		for _, args := range [][]string{{"restore", copied}, {"restore", "--dry-run", copied}} {
			if code := d.wrong(1, args...); code != c.code {
				t.Errorf("%q with %q calls %v: %s", c.name, c.pin, args, code)
			}
		}
	}
	working(t, "ewa", "2012")
	must[object](d, 0, "restore", copied)
}
