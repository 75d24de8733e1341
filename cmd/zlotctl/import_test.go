package main

import (
	"os"
	"path/filepath"
	"testing"
)

type importAnswer struct {
	Rows, New, Changed, Same, Vanished, Cancelled, Skipped, Removed int
	Remembered                                                      bool
	Duplicates                                                      []struct{ Key, Reason string }
	Kept                                                            []struct{ Name string }
	Error                                                           struct{ Code string }
}

func (d *desk) list(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lista.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImport_SetChooseUndo(t *testing.T) {
	d := newDesk(t)
	must[object](d, exitDone, "event", "create", "--title", "Zlot", "--kind", "rally", "--start", "2012-09-06", "--end", "2012-09-07")
	list := "E-mail,Imię i nazwisko,Instytucja\nanna@example.org,Anna Nowak,OPS Śrem\njan@example.org,Jan Kot,OPS Śrem\n"
	first := must[importAnswer](d, exitDone, "import", d.list(t, list), "--set", "town=Poznań", "--set", "role=panelista")
	if first.New != 2 {
		t.Errorf("first import: %+v", first)
	}
	people := must[struct {
		Registrations []struct {
			ID, Town string
			Roles    []string
		}
	}](d, exitDone, "registrations")
	if len(people.Registrations) != 2 || people.Registrations[0].Town != "Poznań" || people.Registrations[0].Roles[0] != "panelist" {
		t.Errorf("people: %+v", people)
	}
	if again := must[importAnswer](d, exitDone, "import", d.list(t, list)); !again.Remembered || again.Same != 2 {
		t.Errorf("again: %+v", again)
	}
	other := d.list(t, "E-mail,Imię i nazwisko,Instytucja\nnowa@example.com,Anna Nowak,OPS Śrem\niza@example.org,Iza Lis,\n")
	plan := must[importAnswer](d, exitDone, "import", other, "--dry-run")
	if len(plan.Duplicates) != 1 || plan.Duplicates[0].Reason != "email" || plan.Vanished != 2 {
		t.Fatalf("plan: %+v", plan)
	}
	res := must[importAnswer](d, exitDone, "import", other, "--same", "1="+plan.Duplicates[0].Key, "--skip", "2", "--cancel-vanished")
	if res.Changed != 1 || res.Skipped != 1 || res.New != 0 || res.Cancelled != 1 {
		t.Errorf("chosen: %+v", res)
	}
	if undone := must[importAnswer](d, exitDone, "import", "--undo"); undone.Removed != 0 {
		t.Errorf("undone: %+v", undone)
	}
	if undone := must[importAnswer](d, exitDone, "import", "--undo"); undone.Removed != 2 {
		t.Errorf("undone: %+v", undone)
	}
	if none := must[importAnswer](d, exitFailed, "import", "--undo"); none.Error.Code != "import.undo.none" {
		t.Errorf("nothing to undo: %+v", none)
	}
	if wrong := must[importAnswer](d, exitFailed, "import", d.list(t, list), "--set", "status=bzdura"); wrong.Error.Code != "import.constant" {
		t.Errorf("a constant that is none: %+v", wrong)
	}
	must[object](d, exitUsage, "import")
}
