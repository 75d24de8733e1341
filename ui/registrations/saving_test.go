package registrations

import (
	"testing"

	"zlot/ui/kit"
)

// later keeps what work has to tell until it is asked for.
type later struct{ told []func() }

// Go works at once.
func (*later) Go(work func()) { work() }

// Do keeps f.
func (l *later) Do(f func()) { l.told = append(l.told, f) }

func (l *later) tell() {
	for len(l.told) > 0 {
		f := l.told[0]
		l.told = l.told[1:]
		f()
	}
}

// While the disk is busy a second Enter writes nothing, and what is typed meanwhile stays.
func TestForm_TypingGoesOnWhileItIsSaved(t *testing.T) {
	s := newStage(t)
	f := s.page.detail.form
	id := f.shown.ID
	slow := &later{}
	t.Cleanup(kit.SetRunner(slow))
	town := f.texts[7].input
	town.SetText("Łask")
	f.save.Press()
	if f.save.Press(); len(slow.told) != 1 {
		t.Errorf("written %d times", len(slow.told))
	}
	town.SetText("Łask Wielki")
	slow.tell()
	if town.Text != "Łask Wielki" || !f.touched() || f.save.Disabled() || s.entry(id).Who.Town != "Łask" {
		t.Errorf("the field says %q, written is %q", town.Text, s.entry(id).Who.Town)
	}
	f.save.Press()
	slow.tell()
	if f.touched() || s.entry(id).Who.Town != "Łask Wielki" {
		t.Errorf("written is %q", s.entry(id).Who.Town)
	}
}
