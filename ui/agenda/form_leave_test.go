package agenda

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit/kittest"
)

// Whoever goes from the form to a session goes on there by keys; whoever throws away what was typed is back where
// the form was opened from.
func TestForm_LeavesTheFocus(t *testing.T) {
	s, _ := gridStage(t, build(1, "2026-05-09", "1 9:00 10:00 Jeden", "1 11:00 12:00 Dwa"))
	c, board := s.window.Canvas(), fyne.Focusable(s.page.grid.board)
	one, two := s.session("Jeden"), s.session("Dwa")
	s.page.openForm(one.ID)
	s.hold(s.middleOf(two.ID))
	s.release()
	if s.page.form != nil || s.page.chosen != two.ID || c.Focused() != board {
		t.Errorf("after a click the keyboard is at %T", c.Focused())
	}
	s.page.openForm(one.ID)
	kittest.Type(c, s.page.form.title, "X")
	s.press(fyne.KeyEscape, 0)
	kittest.Press(c, fyne.KeyTab, fyne.KeyReturn) // Enter alone means no
	if s.page.form != nil || c.Focused() != board {
		t.Errorf("after what was typed is thrown away the keyboard is at %T, form %v", c.Focused(), s.page.form != nil)
	}
}

// The form of a session that is taken out of the programme goes with it, unless something was typed.
func TestForm_GoesWithItsSession(t *testing.T) {
	s, _ := gridStage(t, build(1, "2026-05-09", "1 9:00 10:00 Jeden", "1 11:00 12:00 Dwa"))
	s.page.openForm(s.session("Jeden").ID)
	s.page.drop(s.session("Jeden"))
	if s.page.form != nil || s.page.chosen != s.session("Dwa").ID {
		t.Errorf("form %t, chosen %q", s.page.form != nil, s.page.chosen)
	}
	s.page.openForm(s.session("Dwa").ID)
	s.page.form.title.SetText("Trzy")
	s.page.drop(s.session("Dwa"))
	if s.page.form == nil || s.page.form.title.Text != "Trzy" {
		t.Error("what was typed is gone")
	}
}

// A session that is moved in the timetable while its form is open is so in the form too; what was typed stays.
func TestForm_FollowsTheTimetable(t *testing.T) {
	s, _ := gridStage(t, build(2, "2026-05-09", "1 9:00 10:00 Jeden", "2 11:00 12:00 Dwa"))
	one := s.session("Jeden")
	s.page.openForm(one.ID)
	f := s.page.form
	kittest.Relayout(s.window.Canvas())
	s.drag(s.middleOf(one.ID), s.at(1, "13:30"))
	room, _ := f.room.Value()
	if s.page.form != f || f.from.Text != "13:00" || f.to.Text != "14:00" || room != s.page.state.rooms[1].ID || f.touched() {
		t.Fatalf("moved to %s, and the form says %s–%s in %q, touched %t", s.times(one.ID), f.from.Text, f.to.Text, s.page.state.titles[room], f.touched())
	}
	f.title.SetText("Pierwszy")
	f.capacity.SetText("12")
	s.drag(s.middleOf(one.ID), s.at(0, "15:30"))
	if room, _ = f.room.Value(); f.title.Text != "Pierwszy" || f.from.Text != "15:00" || f.to.Text != "16:00" || room != s.page.state.rooms[0].ID {
		t.Fatalf("the form says %q %s–%s in %q", f.title.Text, f.from.Text, f.to.Text, s.page.state.titles[room])
	}
	f.from.SetText("15:30")
	if _, err := s.svc.UpdateSession(t.Context(), one.ID, event.SessionUpdate{Room: new(s.page.state.rooms[1].ID)}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	if f.from.Text != "15:30" {
		t.Errorf("what was typed became %q", f.from.Text)
	}
	f.onSave()
	got := s.session("Pierwszy")
	if s.times(one.ID) != "09 15:30–16:30 Sala 2" || got.Length() != time.Hour || got.Capacity == nil || *got.Capacity != 12 {
		t.Errorf("saved %s, %+v", s.times(one.ID), got)
	}
}
