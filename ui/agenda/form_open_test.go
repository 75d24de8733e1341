package agenda

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// A session is begun where it is in nobody's way: after the chosen one in its room, else in a gap of the day.
func TestAdd_FreeTime(t *testing.T) {
	s := newStage(t)
	for _, x := range slices.Clone(s.page.state.sessions) {
		s.page.Open(x.ID)
		from, room := s.page.freeTime()
		day := event.DateOf(from, s.event.Zone())
		if h := from.In(s.event.Zone()).Hour(); string(day) != s.page.days.chosen || h < workFrom || h >= workUntil {
			t.Errorf("after %s it is begun at %v", x.Title, from)
		}
		for _, o := range s.page.today() {
			if (o.AllRooms || o.Room == room) && o.Start.Before(from.Add(usualLength)) && from.Before(o.End) {
				t.Errorf("after %s it is begun at %v on top of %s", x.Title, from, o.Title)
			}
		}
	}
	w := s.session(supervision)
	s.page.Open(w.ID)
	if from, room := s.page.freeTime(); room != w.Room || from.Before(w.End) {
		t.Errorf("after a workshop it is begun at %v in another room", from)
	}
}

// Between the storing of a new session and the reading of it no other one is shown as chosen.
func TestAdd_Chosen(t *testing.T) {
	s := newStage(t)
	s.page.onAdd()
	kittest.Type(s.window.Canvas(), s.page.form.title, "Nowy punkt")
	h := &heldWork{}
	restore := kit.SetRunner(h)
	s.page.form.onSave()
	h.works[0]() // stored; what reads it is held
	if s.page.form != nil || s.page.chosen != s.session("Nowy punkt").ID || s.page.detail.shown != "" {
		t.Errorf("chosen is %q, shown %q", s.page.chosen, s.page.detail.shown)
	}
	for len(h.works) > 1 {
		next := h.works[1]
		h.works = append(h.works[:1], h.works[2:]...)
		next()
	}
	restore()
	if id := s.session("Nowy punkt").ID; s.page.chosen != id || s.page.detail.shown != id {
		t.Errorf("after reading chosen is %q, shown %q", s.page.chosen, s.page.detail.shown)
	}
}

// By Tab alone one gets from the timetable to the views and to the actions of the page.
func TestPage_TabReachesAll(t *testing.T) {
	s := newStage(t)
	c := s.window.Canvas()
	c.Focus(s.page.grid.board)
	seen := map[fyne.Focusable]bool{}
	for range 200 {
		kittest.Press(c, fyne.KeyTab)
		seen[c.Focused()] = true
	}
	for name, o := range map[string]fyne.Focusable{"views": s.page.views, "add": s.page.add, "export": s.page.export, "more": s.page.more} {
		if !seen[o] {
			t.Errorf("%s is not reached", name)
		}
	}
}

func TestPage_ViewsByKey(t *testing.T) {
	s := newStage(t)
	for key, view := range map[fyne.KeyName]string{fyne.Key2: viewList, fyne.Key3: viewPlaces, fyne.Key4: viewConflicts, fyne.Key1: viewGrid} {
		if s.press(key, fyne.KeyModifierAlt); s.page.views.Chosen() != view {
			t.Errorf("Alt+%s shows %q", key, s.page.views.Chosen())
		}
		if keys := s.page.Keys(); len(keys) == 0 || keys[0] != "Alt+1 … Alt+4 – plan sal, lista, miejsca, konflikty" {
			t.Errorf("F1 would say %q", keys)
		}
	}
}
