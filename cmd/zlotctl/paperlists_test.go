package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The codes that stand on paper are the codes that are typed back in.
func TestPaperLists(t *testing.T) {
	d := newDesk(t)
	must[object](d, 0, "demo", "--sample", "rally-2012")
	path := filepath.Join(t.TempDir(), "listy.pdf")
	doc := d.keys(0, "pages", "paper", "lists", "-o", path, "--queues", "3", "--qr")
	if doc["lists"].(float64) < 3 || doc["rows"].(float64) < 56 {
		t.Errorf("%v", doc)
	}
	if doc := d.keys(0, "lists", "paper", "lists", "-o", path, "--sessions", "none"); doc["lists"] != 1.0 || doc["rows"] != 56.0 {
		t.Errorf("the desk alone: %v", doc)
	}
	signs := filepath.Join(t.TempDir(), "znaki.pdf")
	if doc := d.keys(0, "lists", "paper", "signs", "-o", signs, "--queues", "4"); doc["lists"] != 4.0 || doc["pages"] != 4.0 {
		t.Errorf("signs: %v", doc)
	}
	d.refused(1, "session.not_found", "paper", "lists", "-o", path, "--session", "nie-ma")
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("SKIPPED CHECK: pdftotext is not installed")
	}
	text, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	codes := regexp.MustCompile(`(?m)^\d+-\d\d$`).FindAllString(string(text), -1)
	if len(codes) != 56 {
		t.Fatalf("%d codes on paper: %s", len(codes), text)
	}
	code, out, errs := d.call(strings.Join(codes, "\n"), "paper", "enter", "--at", "2012-09-06T09:15:00+02:00", "-")
	if got := strings.Count(out, `"admitted"`); code != 0 || got != 56 {
		t.Errorf("exit %d, %d were let in: %s%s", code, got, out, errs)
	}
}
