package agenda

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// written is the programme of the sample in a format of the conference world, as a file.
func (s *stage) written(format string) string {
	s.t.Helper()
	var b bytes.Buffer
	if err := s.svc.WriteSchedule(s.t.Context(), s.event.ID, &b, format, false, i18n.Polish); err != nil {
		s.t.Fatal(err)
	}
	path := filepath.Join(s.t.TempDir(), "schedule."+format)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// What other programs wrote comes in through the same plan as a table; what went out comes in as it was.
func TestImport_Schedules(t *testing.T) {
	for _, format := range []string{event.ScheduleXML, event.ScheduleJSON} {
		path := newStage(t).written(format)
		s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
		s.page.Dropped([]fyne.URI{storage.NewFileURI(path)})
		v := s.page.plan
		if v == nil || len(v.plan.New) != 12 || len(v.plan.Rejected) > 0 {
			t.Fatalf("%s: the plan is %+v; it says %s", format, v, words(s.page.notices))
		}
		if shown := words(v.frame.View); !strings.Contains(shown, "Powstan") || !strings.Contains(shown, "Sala Rycerska") {
			t.Errorf("%s: the rooms that will be made are not named:\n%s", format, shown)
		}
		v.apply.Press()
		panel := s.session("Kim jest asystent dla rodziny?")
		if len(panel.Contributors) != 7 || panel.Contributors[1].Name != "MOPS Częstochowa" {
			t.Errorf("%s: the panel has %+v", format, panel.Contributors)
		}
		s.page.openImport(path)
		if v := s.page.plan; len(v.plan.Same) != 12 || !v.apply.Disabled() {
			t.Errorf("%s: again %d are the same, %d changed", format, len(v.plan.Same), len(v.plan.Changed))
		}
	}
}

// What looks wrong in a file is named with its row and column; the notice leads there.
func TestImport_Remarks(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile(func(data string) string {
		return strings.Replace(data, "Sala Rycerska", "Sala Rycerska.", 1) + "2012-09-07,15:00,15:30,Sala Rycerska,wykład,Podsumowanie,Jan Lis (kapitan),,,nie,nie\n"
	}))
	v := s.page.plan
	if v == nil || len(v.plan.Warnings) == 0 {
		t.Fatalf("no remarks: %+v", v)
	}
	look, ok := kittest.Find(v.frame.Notices, func(b *kit.Button) bool { return b.Text() == "Pokaż" })
	if !ok {
		t.Fatalf("nothing leads to the remarks: %s", words(v.frame.Notices))
	}
	look.Press()
	if shown := words(v.frame.Content); v.tabs.Chosen() != planWarnings || !strings.Contains(shown, "Kolumna w pliku") || !strings.Contains(shown, "Osoby") {
		t.Errorf("%s shows\n%s", v.tabs.Chosen(), shown)
	}
}

// A file is read in another way from the plan.
func TestImport_OtherEncoding(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile(asIs))
	v := s.page.plan
	choice, ok := kittest.Find(v.frame.Choices, func(*kit.Select[string]) bool { return true })
	if !ok {
		t.Fatal("the letters cannot be read in another way")
	}
	choice.Choose("utf-16le")
	if s.page.plan != v || !v.apply.Disabled() || !strings.Contains(words(v.frame.Notices), "Nic nie zmieniono") {
		t.Errorf("read by %q it says %s", words(v.frame.Choices), words(v.frame.Notices))
	}
	choice, _ = kittest.Find(v.frame.Choices, func(*kit.Select[string]) bool { return true })
	choice.Choose("utf-8")
	if shown := words(v.frame.Choices); len(v.plan.Same) != 12 || !strings.Contains(shown, "kodowanie UTF-8") {
		t.Errorf("read again by %q, %d are the same", shown, len(v.plan.Same))
	}
}
