package registrations

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// scan types a code and ends it, as a scanner does.
func (s *stage) scan(code string, end fyne.KeyName) {
	c := s.window.Canvas()
	kittest.TypeFocused(c, code)
	kittest.Press(c, end)
	s.clock.Settle()
}

// A badge that is scanned into the form is nothing to save.
func TestForm_ScanIsNoText(t *testing.T) {
	for _, end := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyTab} {
		s := newStage(t)
		f, id := s.page.detail.form, s.page.detail.entry.ID
		before, other := s.entry(id), s.entries()[7]
		c := s.window.Canvas()
		place := f.texts[5].input
		place.SetText("OPS Nowa 12")
		c.Focus(place)
		place.CursorColumn = 3
		s.scan(other.Badge, end)
		if place.Text != "OPS Nowa 12" || f.shown.ID != id || s.page.detail.entry.ID != other.ID {
			t.Errorf("the field holds %q, %s is shown", place.Text, s.page.detail.entry.Who.Name.Full())
		}
		if got := s.entry(id); got.Version != before.Version {
			t.Errorf("written: %q", got.Who.Institution)
		}
		if !strings.Contains(s.host.Text(), other.Who.Name.Full()) {
			t.Errorf("said %q", s.host.Text())
		}
	}
}

// What a scan typed over comes back, be it digits; Enter goes on to save what people type.
func TestForm_ScanOverASelection(t *testing.T) {
	s := newStage(t)
	f, id := s.page.detail.form, s.page.detail.entry.ID
	c := s.window.Canvas()
	phone := f.texts[4].input
	c.Focus(phone)
	kittest.TypeFocused(c, "600700800")
	c.Focus(f.fee)
	c.Focus(phone) // all of it is selected
	s.scan(s.entry(id).Badge, fyne.KeyReturn)
	if phone.Text != "600700800" || s.entry(id).Who.Phone == "600700800" {
		t.Fatalf("the field holds %q, written is %q", phone.Text, s.entry(id).Who.Phone)
	}
	kittest.Press(c, fyne.KeyReturn)
	if got := s.entry(id).Who.Phone; got != "600700800" {
		t.Errorf("after Enter the phone is %q", got)
	}
}

func TestAdd_ScanIsNoText(t *testing.T) {
	s := newStage(t)
	other, people := s.entries()[7], len(s.entries())
	s.page.onAdd()
	c := s.window.Canvas()
	kittest.TypeFocused(c, "Żaneta")
	s.scan(other.Badge, fyne.KeyReturn)
	given, ok := c.Focused().(*kit.Entry)
	if !ok || given.Text != "Żaneta" || len(s.entries()) != people {
		t.Fatalf("the field holds %q, %d people", given.Text, len(s.entries()))
	}
	if !strings.Contains(words(c.Overlays().Top()), other.Who.Name.Full()) {
		t.Error("not said whose badge it is")
	}
}

// Enter is no end in a long answer, but it is one behind a code.
func TestAnswers_ScanIntoALongOne(t *testing.T) {
	clock := kittest.Start(t)
	var got []string
	a := newAnswers(i18n.New(i18n.Polish), event.AnswerWords{}, nil)
	a.scanned = func(code string) { got = append(got, code) }
	long := strings.Repeat("długo ", 20) + "i tyle"
	a.fill([]event.Question{{Key: "q", Title: "Pytanie", Kind: event.AskText}}, nil, map[string]string{"q": long}, nil)
	w := kittest.Window(t, a.view, 400, 300)
	in := a.inputs[0].field.Input().(*kit.Entry)
	kittest.Type(w.Canvas(), in, "77325040235450694")
	kittest.Press(w.Canvas(), fyne.KeyReturn)
	clock.Settle()
	if in.Text != long || len(got) != 1 || a.touched() {
		t.Errorf("the answer is %q, scanned %v", in.Text, got)
	}
}
