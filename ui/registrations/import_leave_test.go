package registrations

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestImport_LeavingAsksAboutDecisions(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	s.page.onLeave()
	if s.page.plan != nil {
		t.Fatal("nothing was decided, and still it asks")
	}
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	v := s.page.plan
	choose(t, v.people, v.bar, func(x person) bool { return x.row == 3 }, false)
	s.page.onLeave()
	c := s.window.Canvas()
	kittest.Press(c, fyne.KeyEscape)
	if s.page.plan != v || !v.decisions.Rows[3].Skip {
		t.Fatal("the decision is lost")
	}
	s.page.onLeave()
	kittest.Press(c, fyne.KeyTab, fyne.KeyReturn)
	if s.page.plan != nil {
		t.Error("the plan is still there")
	}
}

// Each choice makes a new plan; the columns stay where they are, and so does the focus.
func TestImport_ColumnsKeepTheirPlace(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	v := s.page.plan
	v.tabs.Choose(planColumns)
	kittest.Relayout(s.window.Canvas())
	v.columns.ScrollToBottom()
	at := v.columns.Offset.Y
	v.inputs["choice"].(*kit.Select[string]).Choose(event.FieldGroup)
	c := s.window.Canvas()
	if v.columns.Offset.Y < at || at == 0 {
		t.Errorf("scrolled from %v to %v", at, v.columns.Offset.Y)
	}
	if c.Focused() != v.inputs["constant "+event.FieldGroup] {
		t.Fatalf("the focus is on %T", c.Focused())
	}
	for _, r := range "Grupa I" {
		c.Focused().TypedRune(r)
	}
	kittest.Press(c, fyne.KeyTab)
	if v.constants[event.FieldGroup] != "Grupa I" {
		t.Errorf("constants %v", v.constants)
	}
}
