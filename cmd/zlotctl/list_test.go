package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestList(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "rally-2012")
	folder := t.TempDir()
	for _, kind := range []string{"participants", "groups", "institutions", "diets", "accommodation"} {
		path := filepath.Join(folder, kind+".pdf")
		if doc := d.keys(0, "people", "list", kind, "-o", path); doc["people"] != float64(56) {
			t.Errorf("%s: %v people", kind, doc["people"])
		}
		if head, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(head), "%PDF-") {
			t.Errorf("%s: %v", kind, err)
		}
	}
	table := filepath.Join(folder, "diety.csv")
	d.keys(0, "people", "list", "diets", "-o", table)
	if text, err := os.ReadFile(table); err != nil || strings.Count(string(text), "\n") != 57 || !strings.Contains(string(text), "wegetariańska") {
		t.Errorf("%v: %s", err, text)
	}
	d.keys(0, "people", "list", "summary", "--field", "town", "-o", filepath.Join(folder, "a.xlsx"))
	for code, args := range map[string][]string{
		"list.unknown":        {"list", "shoes", "-o", filepath.Join(folder, "b.pdf")},
		"filter.name.unknown": {"list", "diets", "--filter", "nie ma", "-o", filepath.Join(folder, "b.pdf")},
		"table.export":        {"list", "diets", "-o", filepath.Join(folder, "b.txt")},
	} {
		d.refused(1, code, args...)
	}
	if _, err := os.Stat(filepath.Join(folder, "b.pdf")); !os.IsNotExist(err) {
		t.Error("a list that failed left a file")
	}
}
