package settings

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func (s *stage) rules(t *testing.T) []event.RetentionRule {
	t.Helper()
	e, err := s.svc.Store.Event(t.Context(), s.event.ID)
	if err != nil {
		t.Fatal(err)
	}
	return e.Retention
}

func TestRetention_RulesHoldAtOnceAndCanBeTakenBack(t *testing.T) {
	s := newStage(t, kit.VariantLight, "pl", 1178, 716)
	s.page.keeps.usual.Press()
	if got := s.rules(t); !reflect.DeepEqual(got, event.DefaultRetention()) {
		t.Fatalf("rules %v", got)
	}
	if s.page.keeps.usual.Visible() {
		t.Error("the usual rules are offered again")
	}
	kit.UndoToast(s.window.Canvas())
	if got := s.rules(t); len(got) != 0 {
		t.Errorf("taken back, and still %v", got)
	}
}

func TestRetention_AddRule(t *testing.T) {
	s := newStage(t, kit.VariantLight, "pl", 1178, 716)
	s.page.keeps.open(0)
	c := s.window.Canvas()
	kittest.Press(c, fyne.KeyTab)
	c.Focused().(*kit.Entry).SetText("x")
	kittest.Press(c, fyne.KeyReturn)
	if len(s.rules(t)) != 0 || !kit.DialogOpen(s.window) {
		t.Fatal("a rule of x months")
	}
	c.Focused().(*kit.Entry).SetText("6")
	kittest.Press(c, fyne.KeyReturn)
	if got := s.rules(t); !reflect.DeepEqual(got, []event.RetentionRule{{Field: "diet", Months: 6}}) {
		t.Errorf("rules %v", got)
	}
}

// due makes the event one of which something is due.
func (s *stage) due(t *testing.T) {
	t.Helper()
	start, end := event.Date("2012-05-01"), event.Date("2012-05-02")
	if _, err := s.svc.UpdateEvent(t.Context(), s.event.ID, event.EventUpdate{Start: &start, End: &end}); err != nil {
		t.Fatal(err)
	}
	e, err := s.svc.SetRetention(t.Context(), s.event.ID, event.DefaultRetention())
	if err != nil {
		t.Fatal(err)
	}
	s.page.keeps.fill(e)
}

func TestRetention_RunAsksAndTells(t *testing.T) {
	s := newStage(t, kit.VariantLight, "pl", 1178, 716)
	s.due(t)
	withDiet := func() (n int) {
		entries, err := s.svc.Store.Entries(t.Context(), event.EntryFilter{Event: s.event.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.Diet != "" {
				n++
			}
		}
		return n
	}
	before := withDiet()
	if before == 0 {
		t.Fatal("the sample has no diets")
	}
	s.page.keeps.onRun()
	c := s.window.Canvas()
	kittest.Press(c, fyne.KeyReturn)
	if kit.DialogOpen(s.window) || withDiet() != before {
		t.Fatal("Enter alone emptied data")
	}
	s.page.keeps.onRun()
	kittest.Press(c, fyne.KeyTab, fyne.KeyReturn)
	if n := withDiet(); n != 0 {
		t.Errorf("%d diets are left", n)
	}
	if !kit.DialogOpen(s.window) {
		t.Error("nothing tells what happened")
	}
}

func TestRetention_Pictures(t *testing.T) {
	for _, c := range []struct {
		name, lang string
		variant    kit.Variant
	}{{"pl-light", "pl", kit.VariantLight}, {"en-dark", "en", kit.VariantDark}} {
		s := newStage(t, c.variant, c.lang, 1178, 716)
		show := func() {
			kittest.Relayout(s.window.Canvas())
			s.page.scroll.ScrollToBottom()
		}
		show()
		kittest.Screenshot(t, s.window.Canvas(), "settings-retention-none-"+c.name)
		s.due(t)
		show()
		kittest.Screenshot(t, s.window.Canvas(), "settings-retention-"+c.name)
		s.page.keeps.onRun()
		kittest.Screenshot(t, s.window.Canvas(), "settings-retention-run-"+c.name)
	}
}
