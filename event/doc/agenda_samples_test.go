package doc_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/sample"
	"zlot/event/tabular"
	"zlot/storage"
)

func newService(t *testing.T) *event.Service {
	t.Helper()
	dir := t.TempDir()
	clock := event.ClockFunc(func() time.Time { return time.Date(2012, 9, 1, 8, 0, 0, 0, time.UTC) })
	db, err := storage.Open(t.Context(), filepath.Join(dir, "a.zlot"), storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(dir, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return event.NewService(event.Ports{Store: db, Documents: doc.New(), Tables: tabular.New(), Clock: clock})
}

// The documents of a real-shaped programme: every day, every session, and nobody is forgotten. With a folder
// in ZLOT_PICTURES they can be looked at.
func TestAgenda_Samples(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("SKIPPED CHECK: pdftotext is not installed")
	}
	names := []string{"rally-2012", "workshops-2014"}
	if os.Getenv("ZLOT_PICTURES") != "" {
		names = sample.Names()
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) { writeSample(t, name) })
	}
}

func writeSample(t *testing.T, name string) {
	svc := newService(t)
	res, err := sample.Load(t.Context(), svc, name, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	p, err := svc.Programme(t.Context(), res.Event.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range event.AgendaKinds {
		var out bytes.Buffer
		err := svc.WriteAgenda(t.Context(), res.Event.ID, &out, event.AgendaOptions{Kind: kind, Language: "pl"})
		if kind == event.AgendaPlates && errors.Is(err, event.Fail(event.CodeAgendaPlates)) {
			continue
		}
		if err != nil {
			t.Fatal(kind, err)
		}
		path := filepath.Join(t.TempDir(), "document.pdf")
		if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if folder := os.Getenv("ZLOT_PICTURES"); folder != "" {
			if err := exec.Command("pdftoppm", "-r", "90", "-l", "4", "-png", path, filepath.Join(folder, name+"-"+string(kind))).Run(); err != nil {
				t.Error(err)
			}
		}
		text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		words := strings.Join(strings.Fields(string(text)), " ")
		switch kind {
		case event.AgendaDays:
			for _, s := range p.Sessions {
				if clock := s.Start.In(res.Event.Zone()).Format("15:04"); !strings.Contains(words, strings.TrimPrefix(clock, "0")) {
					t.Errorf("%s: %s is not on the wall", s.Title, clock)
				}
			}
		case event.AgendaPersonal:
			for _, e := range p.Entries {
				if family := e.Who.Name.Family; e.Status == event.Confirmed && !strings.Contains(words, family) {
					t.Errorf("%s has no plan", family)
				}
			}
		}
	}
}
