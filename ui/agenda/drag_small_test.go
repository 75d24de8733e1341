package agenda

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit/kittest"
)

// A click of a hand that trembles moves nothing, also not what stands beside the grid.
func TestDrag_Trembling(t *testing.T) {
	s, _ := gridStage(t, build(1, "2026-05-09", "1 9:20 10:20 Jeden"))
	one := s.session("Jeden")
	s.drag(s.middleOf(one.ID), s.middleOf(one.ID).AddXY(1, 2))
	if got := s.times(one.ID); got != "09 09:20–10:20 Sala 1" {
		t.Errorf("moved to %s", got)
	}
	s.drag(s.middleOf(one.ID), s.middleOf(one.ID).AddXY(0, s.page.grid.zoom.hour))
	if got := s.times(one.ID); got != "09 10:15–11:15 Sala 1" {
		t.Errorf("a pull moved it to %s", got)
	}
}

// What is undone is shown, on the day where it is again.
func TestUndo_OtherDay(t *testing.T) {
	s, _ := gridStage(t, build(1, "2026-05-09", "1 9:00 10:00 Jeden", "1 11:00 12:00 Dwa"))
	one := s.session("Jeden")
	start, end := one.Start.AddDate(0, 0, 1), one.End.AddDate(0, 0, 1)
	s.page.edit("Przeniesiono", []event.SessionEdit{{ID: one.ID, Update: event.SessionUpdate{Start: &start, End: &end}}})
	s.page.days.choose("2026-05-10")
	s.page.undo()
	if s.page.days.chosen != "2026-05-09" || s.page.chosen != one.ID {
		t.Errorf("on %s, at %q", s.page.days.chosen, s.page.chosen)
	}
	s.page.redo()
	if s.page.days.chosen != "2026-05-10" || s.page.chosen != one.ID {
		t.Errorf("done again, on %s", s.page.days.chosen)
	}
}

// A form that waits behind the places is neither saved nor closed by a key.
func TestForm_BehindThePlaces(t *testing.T) {
	s, _ := gridStage(t, build(1, "2026-05-09", "1 9:00 10:00 Jeden"))
	one := s.session("Jeden")
	s.page.openForm(one.ID)
	kittest.Type(s.window.Canvas(), s.page.form.title, "X")
	s.page.views.Choose(viewPlaces)
	s.press(fyne.KeyS, fyne.KeyModifierControl)
	s.press(fyne.KeyEscape, 0)
	if s.facts(one.ID) != 1 || s.page.form == nil || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%d facts, form %t", s.facts(one.ID), s.page.form != nil)
	}
	s.page.views.Choose(viewGrid)
	if s.press(fyne.KeyS, fyne.KeyModifierControl); s.page.form != nil {
		t.Error("it is not saved where it is seen")
	}
}
