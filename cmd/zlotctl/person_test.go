package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestPerson_ExportAndErase(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "course-2010")
	must[object](d, 3, "certificates", "issue") // two of them are not eligible
	people := must[struct{ Registrations []registrationDoc }](d, 0, "registrations").Registrations
	who := people[0]
	for _, name := range []string{"dane.html", "dane.txt", "dane.json"} {
		path := filepath.Join(d.dir, name)
		if doc := must[object](d, 0, "person", "export", who.Email, "-o", path); doc["people"] != 1.0 {
			t.Errorf("%s: %v", name, doc)
		}
		raw, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(raw), who.Family) {
			t.Errorf("%s does not name the person: %v", name, err)
		}
	}
	copied := d.db + ".kopia.bak"
	must[object](d, 0, "backup", copied)
	if doc := must[erasureDoc](d, 0, "person", "erase", who.Email, "--dry-run"); doc.Erased != 0 || len(doc.Gone) == 0 {
		t.Errorf("dry run: %+v", doc)
	}
	doc := must[erasureDoc](d, 0, "person", "erase", who.Email)
	if doc.Erased != 1 || len(doc.Persons) != 1 {
		t.Errorf("erased: %+v", doc)
	}
	kept := map[string]keptDoc{}
	for _, k := range doc.Kept {
		kept[string(k.What)] = k
		if k.Why == "" {
			t.Errorf("%s is kept for no reason", k.What)
		}
	}
	if len(kept["certificates"].Names) != 1 || !slices.Equal(kept["copies"].Names, []string{copied}) || kept["scans"].Count == 0 {
		t.Errorf("kept %+v", kept)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		raw, err := os.ReadFile(d.db + suffix)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), who.Email) || strings.Contains(string(raw), who.Phone) {
			t.Errorf("the file%s still holds the address or the telephone", suffix)
		}
	}
	code, out, _ := d.call("", "person", "erase", who.Email)
	if code != 1 || !strings.Contains(out, "person.not_found") {
		t.Errorf("a second time: %d %s", code, out)
	}
	if again := must[erasureDoc](d, 0, "person", "erase", doc.Persons[0]); again.Erased != 0 {
		t.Errorf("by the id a second time: %+v", again)
	}
	if c := must[object](d, 0, "check"); c["ok"] != true {
		t.Errorf("check: %v", c)
	}
}

func TestPerson_SharedAddress(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "event", "create", "--title", "Kurs", "--kind", "course", "--start", "2010-03-01", "--end", "2010-03-02")
	for _, given := range []string{"Ewa", "Jan"} {
		must[object](d, 0, "registration", "add", "--given", given, "--family", "Lis", "--email", "biuro@example.org")
	}
	code, out, _ := d.call("", "person", "erase", "Biuro@example.org")
	if code != 1 || !strings.Contains(out, "person.ambiguous") || !strings.Contains(out, "Ewa Lis") {
		t.Fatalf("one address of two people: %d %s", code, out)
	}
	if doc := must[object](d, 0, "person", "export", "biuro@example.org", "-o", filepath.Join(d.dir, "a.html")); doc["people"] != 2.0 {
		t.Errorf("exported %v", doc)
	}
	if doc := must[erasureDoc](d, 0, "person", "erase", "biuro@example.org", "--all"); doc.Erased != 2 {
		t.Errorf("all: %+v", doc)
	}
}

func TestRetention_RunAndDryRun(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "event", "create", "--title", "Kurs", "--kind", "course", "--start", "2010-03-01", "--end", "2010-03-02")
	must[object](d, 0, "registration", "add", "--given", "Ewa", "--family", "Lis", "--email", "ewa@example.org", "--diet", "wege")
	set := must[struct{ Rules []object }](d, 0, "retention", "set", "--defaults", "email=12")
	if len(set.Rules) != 9 {
		t.Errorf("rules %v", set.Rules)
	}
	dry := must[retentionDoc](d, 0, "retention", "run", "--dry-run")
	if dry.People != 1 || dry.Erased != 0 || len(dry.Due) != 3 { // the diet, the address and the person
		t.Errorf("dry run: %+v", dry)
	}
	if done := must[retentionDoc](d, 0, "retention", "run"); done.Erased != 1 || done.DryRun {
		t.Errorf("run: %+v", done)
	}
	if again := must[retentionDoc](d, 0, "retention", "run"); again.People != 0 || len(again.Due) != 0 {
		t.Errorf("again: %+v", again)
	}
	if code, out, _ := d.call("", "retention", "set", "shoes=3"); code != 1 || !strings.Contains(out, "retention.field") {
		t.Errorf("a field that is none: %d %s", code, out)
	}
}
