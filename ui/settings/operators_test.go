package settings

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func (m *machine) LockTimes() []int      { return []int{0, 5, 10} }
func (m *machine) LockAfter() int        { return m.lock }
func (m *machine) SetLockAfter(n int)    { m.lock = n }
func (s *stage) card() fyne.CanvasObject { return s.page.workers.view }

// button presses the button of the card with a text.
func (s *stage) button(t *testing.T, text string) {
	t.Helper()
	b, ok := kittest.Find(s.card(), func(b *kit.Button) bool { return b.Text() == text })
	if !ok {
		t.Fatalf("no button %q in %q", text, kittest.Words(s.card()))
	}
	b.Press()
}

// fillIn types into the fields of the dialog, one after the other with Tab, and says Enter.
func (s *stage) fillIn(name, pin, again string) {
	c := s.window.Canvas()
	kittest.TypeFocused(c, name)
	kittest.Press(c, fyne.KeyTab, fyne.KeyTab)
	kittest.TypeFocused(c, pin)
	kittest.Press(c, fyne.KeyTab)
	kittest.TypeFocused(c, again)
	kittest.Press(c, fyne.KeyReturn)
}

func TestOperators(t *testing.T) {
	s := newStage(t, kit.VariantLight, i18n.Polish, 1178, 1400)
	people := func() []event.Operator {
		all, err := s.svc.Operators(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	p := s.page.Printer
	s.button(t, p.T("operators.first"))
	s.fillIn("Ewa", "2012", "2013")
	if len(people()) != 0 || !kit.DialogOpen(s.window) {
		t.Fatal("two PINs that differ are taken")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	s.button(t, p.T("operators.first"))
	s.fillIn("Ewa", "12", "12")
	if len(people()) != 0 || !kit.DialogOpen(s.window) {
		t.Fatal("a PIN of two digits is taken")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	s.button(t, p.T("operators.first"))
	s.fillIn("Ewa", "2012", "2012")
	all := people()
	if len(all) != 1 || all[0].Role != event.OperatorLead || kit.DialogOpen(s.window) {
		t.Fatalf("people %+v", all)
	}
	// From here on a lead works, as the window would have it.
	lead := event.ByOperator(t.Context(), all[0].ID)
	s.page.Context, s.page.ctx = lead, lead
	s.button(t, p.T("operators.add"))
	s.fillIn("Jan", "4711", "4711")
	if all = people(); len(all) != 2 || all[1].Role != event.OperatorSteward {
		t.Fatalf("people %+v", all)
	}
	words := strings.ReplaceAll(kittest.Words(s.card()), "\n", " ")
	for _, want := range []string{"Ewa", "Jan", p.T("access.role.lead"), p.T("access.role.steward"), p.T("operators.hint")} {
		if !strings.Contains(words, want) {
			t.Errorf("the card does not say %q: %q", want, words)
		}
	}
	if strings.Contains(words, "2012") || strings.Contains(words, "4711") {
		t.Error("the card shows a PIN")
	}
	// Removing asks, and Enter alone does not do it.
	s.page.workers.onRemove(all[1])
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if len(people()) != 2 {
		t.Error("Enter alone removes somebody")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if err := s.svc.RemoveOperator(lead, all[0].ID); err == nil {
		t.Error("the last lead can be removed")
	}
}
