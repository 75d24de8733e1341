package main

import (
	"strings"
	"testing"
)

// A file with a part of the programme leaves the rest, and lists it; it goes when that is asked for.
func TestAgendaImport_Missing(t *testing.T) {
	d := newRally(t)
	lines := strings.SplitAfter(d.read(d.sample("program.csv")), "\n")
	part := d.file("program.csv", []byte(lines[0]+lines[1]))
	plan := d.keys(0, "rows new changed same removed missing kept rejected", "agenda", "import", part)
	missing := d.items(plan, "missing", "session title people removed")
	if plan["removed"] != 0.0 || len(missing) != 11 || missing[0]["removed"] != false || len(plan["sessions"].([]any)) != 12 {
		t.Errorf("%v", plan)
	}
	if code, out, _ := d.bare("", "--db", d.db, "--lang", "pl", "agenda", "import", part, "--dry-run"); code != 0 || !strings.Contains(out, "11 punktów z programu nie ma w pliku") {
		t.Errorf("exit %d, %s", code, out)
	}
	code, out, _ := d.bare("", "--db", d.db, "--lang", "pl", "agenda", "import", part, "--dry-run", "--remove-missing")
	if code != 0 || !strings.Contains(out, "znika 11 punktów") || len(d.sessions()) != 12 {
		t.Errorf("exit %d, %s", code, out)
	}
	plan = d.keys(0, "removed", "agenda", "import", part, "--remove-missing")
	if plan["removed"] != 11.0 || d.items(plan, "missing", "")[0]["removed"] != true || len(d.sessions()) != 1 {
		t.Errorf("%v", plan)
	}
}

// What was edited here is listed once, with the value of the file, and is not among the same.
func TestAgendaImport_Kept(t *testing.T) {
	d := newRally(t)
	d.keys(0, "", "agenda", "set", d.sessionOf("Obiad")["id"].(string), "--start", "2012-09-06 12:50")
	plan := d.keys(0, "", "agenda", "import", d.sample("program.csv"))
	kept := d.items(plan, "kept", "row session title fields")
	if plan["same"] != 11.0 || len(kept) != 1 || kept[0]["title"] != "Obiad" || d.items(kept[0], "fields", "field old new")[0]["new"] != "2012-09-06 12:45" {
		t.Errorf("%v", plan)
	}
}

func (d *desk) sessions() []any {
	d.t.Helper()
	return d.keys(0, "sessions", "agenda", "show")["sessions"].([]any)
}
