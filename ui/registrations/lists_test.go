package registrations

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event"
	"zlot/ui/kit/kittest"
)

func TestLists_OfWhom(t *testing.T) {
	s := newStage(t)
	if ids, said := s.page.listed(); len(ids) != 0 || said != "Potwierdzone: 56 osób" {
		t.Errorf("%d, %q", len(ids), said)
	}
	s.page.setTerms([]event.Condition{{Field: "town", Op: event.OpIs, Value: "Gdynia"}})
	n := s.page.list.Len()
	if ids, said := s.page.listed(); len(ids) != n || !strings.HasPrefix(said, "Widoczne na liście: ") {
		t.Errorf("%d of %d, %q", len(ids), n, said)
	}
	s.page.list.Focus()
	kittest.PressShift(s.window.Canvas(), "Down")
	if ids, said := s.page.listed(); len(ids) != 2 || said != "Zaznaczone: 2 osoby" {
		t.Errorf("%d, %q", len(ids), said)
	}
}

func TestLists_Written(t *testing.T) {
	s := newStage(t)
	var opened string
	s.page.Show = func(path string) error { opened = path; return nil }
	s.page.list.SelectAll()
	folder := t.TempDir()
	paper, table := filepath.Join(folder, "a.pdf"), filepath.Join(folder, "a.csv")
	s.page.writeList(table, event.ListOptions{Kind: event.ListDiets})
	if opened != "" {
		t.Error("a table was opened")
	}
	s.page.writeList(paper, event.ListOptions{Kind: event.ListParticipants})
	if data, err := os.ReadFile(paper); err != nil || !strings.HasPrefix(string(data), "%PDF-") || opened != paper {
		t.Errorf("%v, opened %q", err, opened)
	}
	if data, err := os.ReadFile(table); err != nil || strings.Count(string(data), "\n") != 57 {
		t.Errorf("%v: %s", err, data)
	}
	if said := s.host.Text(); !strings.Contains(said, "a.pdf") {
		t.Errorf("said: %q", said)
	}
}
