package agenda

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// control presses a key with Ctrl.
func (s *stage) control(keys ...fyne.KeyName) {
	for _, key := range keys {
		s.page.grid.board.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
	}
}

func keyStage(t *testing.T) (*stage, *waits) {
	s, w := gridStage(t, build(3, "2026-05-09", "1 9:00 10:00 A", "1 10:00 11:00 B", "2 9:30 10:30 C", "3 14:00 15:00 D"))
	s.window.Canvas().Focus(s.page.grid.board)
	return s, w
}

// Tab comes to the timetable once, however many sessions there are.
func TestBoard_TabOnce(t *testing.T) {
	s, _ := keyStage(t)
	c := s.window.Canvas()
	seen := 0
	for range 60 {
		c.FocusNext()
		if c.Focused() == fyne.Focusable(s.page.grid.board) {
			seen++
			if seen == 2 {
				return
			}
			c.FocusNext()
			if c.Focused() == fyne.Focusable(s.page.grid.board) {
				t.Fatal("Tab stays in the timetable")
			}
		}
	}
	t.Fatal("Tab does not come to the timetable again")
}

// Keys count as use, so that nobody is locked out while arranging.
func TestBoard_KeysAreUse(t *testing.T) {
	s, _ := keyStage(t)
	used := 0
	t.Cleanup(kit.WatchUse(func() { used++ }))
	for _, part := range []fyne.Focusable{s.page.grid.board, newDayBar(func() {}).tabs} {
		used = 0
		if part.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}); used == 0 {
			t.Errorf("an arrow in a %T is no use", part)
		}
	}
}

func TestBoard_Arrows(t *testing.T) {
	s, _ := keyStage(t)
	g, c := s.page.grid, s.window.Canvas()
	here := func() string {
		if x, ok := g.session(g.here.id); ok {
			return x.Title
		}
		zone := s.page.state.event.Zone()
		return g.plan.columns[g.here.column].title + " " + g.here.from.In(zone).Format("15:04") + "–" + g.here.to.In(zone).Format("15:04")
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyHome, "A"}, {fyne.KeyDown, "B"}, {fyne.KeyRight, "C"}, {fyne.KeyDown, "Sala 2 10:30–11:00"}, {fyne.KeyDown, "Sala 2 11:00–12:00"},
		{fyne.KeyRight, "Sala 3 11:00–12:00"}, {fyne.KeyDown, "Sala 3 12:00–13:00"}, {fyne.KeyDown, "Sala 3 13:00–14:00"}, {fyne.KeyDown, "D"},
		{fyne.KeyUp, "Sala 3 13:00–14:00"}, {fyne.KeyHome, "A"}, {fyne.KeyUp, "Sala 1 08:00–09:00"}, {fyne.KeyEnd, "D"},
	} {
		kittest.Press(c, step.key)
		if got := here(); got != step.want {
			t.Fatalf("%s goes to %q, want %q", step.key, got, step.want)
		}
	}
	if s.page.chosen != s.session("D").ID {
		t.Error("the details do not follow the keyboard")
	}
}

// Several presses are one change, written when the keyboard rests.
func TestBoard_Move(t *testing.T) {
	s, w := keyStage(t)
	kittest.Press(s.window.Canvas(), fyne.KeyEnd)
	d := s.session("D")
	s.control(fyne.KeyDown, fyne.KeyDown, fyne.KeyLeft)
	if s.times(d.ID) != "09 14:00–15:00 Sala 3" || !s.page.grid.ghost.Visible() {
		t.Error("written before the keyboard rests")
	}
	w.pass()
	if got := s.times(d.ID); got != "09 14:30–15:30 Sala 2" || len(s.page.history.done) != 1 {
		t.Errorf("moved to %s in %d steps", got, len(s.page.history.done))
	}
	if s.page.grid.here.id != d.ID || s.window.Canvas().Focused() != fyne.Focusable(s.page.grid.board) {
		t.Error("the keyboard is no longer at the session")
	}
	kittest.PressShift(s.window.Canvas(), fyne.KeyDown)
	kittest.PressShift(s.window.Canvas(), fyne.KeyDown)
	w.pass()
	if got := s.times(d.ID); got != "09 14:30–16:00 Sala 2" {
		t.Errorf("longer: %s", got)
	}
	s.control(fyne.KeyUp)
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	w.pass()
	if got := s.times(d.ID); got != "09 14:30–16:00 Sala 2" {
		t.Errorf("given up, and moved to %s", got)
	}
	s.control(fyne.KeyUp)
	kittest.Press(s.window.Canvas(), fyne.KeyDown) // goes on, and writes what was moved
	if got := s.times(d.ID); got != "09 14:15–15:45 Sala 2" {
		t.Errorf("moved and left: %s", got)
	}
}

func TestBoard_EnterInsertDelete(t *testing.T) {
	s, _ := keyStage(t)
	g, c := s.page.grid, s.window.Canvas()
	a := s.session("A")
	kittest.Press(c, fyne.KeyHome, fyne.KeyReturn)
	if s.page.form == nil || s.page.form.session.ID != a.ID {
		t.Fatal("Enter does not open the form")
	}
	s.page.leaveForm(nil)
	c.Focus(g.board)
	kittest.Press(c, fyne.KeyHome, fyne.KeyUp, fyne.KeyReturn)
	if f := s.page.form; f == nil || f.session.ID != "" || f.session.Start.In(s.event.Zone()).Format("15:04") != "08:00" || f.session.Room != g.plan.columns[0].id {
		t.Fatal("Enter in an empty place does not begin a session there")
	}
	s.page.leaveForm(nil)
	c.Focus(g.board)
	kittest.Press(c, fyne.KeyHome, fyne.KeyInsert)
	if f := s.page.form; f == nil || f.session.Start.In(s.event.Zone()).Format("15:04") != "10:00" {
		t.Fatal("Insert does not begin a session behind the present one")
	}
	s.page.leaveForm(nil)
	c.Focus(g.board)
	kittest.Press(c, fyne.KeyHome, fyne.KeyDelete)
	if _, there := s.page.state.session(a.ID); there {
		t.Error("Delete leaves the session in the programme")
	}
	s.page.undo()
	if _, there := s.page.state.session(a.ID); !there {
		t.Error("undo does not bring it back")
	}
}

// A badge that is scanned while the timetable has the focus goes to the window, and changes nothing here.
func TestBoard_Scan(t *testing.T) {
	s, w := keyStage(t)
	c := s.window.Canvas()
	var got string
	c.SetOnTypedRune(func(r rune) { got += string(r) })
	before := map[string]string{}
	for _, x := range s.page.state.sessions {
		before[x.ID] = s.times(x.ID)
	}
	const code = "12345678901234567nNabz+-"
	for _, r := range code {
		s.page.grid.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(r)})
		s.page.grid.board.TypedRune(r)
	}
	w.pass()
	if got != code || s.page.form != nil {
		t.Errorf("the window heard %q", got)
	}
	for id, want := range before {
		if s.times(id) != want {
			t.Errorf("%s became %s", want, s.times(id))
		}
	}
}

func TestZoom(t *testing.T) {
	s, _ := keyStage(t)
	g := s.page.grid
	was := g.zoom.hour
	s.control(fyne.KeyPlus)
	if g.zoom.hour <= was {
		t.Errorf("an hour is %v high after %v", g.zoom.hour, was)
	}
	s.control(fyne.KeyMinus, fyne.KeyMinus)
	if g.zoom.hour >= was {
		t.Errorf("an hour is %v high after %v", g.zoom.hour, was)
	}
	g.zoom.onFit()
	if g.board.MinSize().Height > g.body.Size().Height+1 {
		t.Errorf("the whole day needs %v of %v", g.board.MinSize().Height, g.body.Size().Height)
	}
	s.page.Changed(map[string]bool{"session.changed": true})
	if !g.zoom.fit {
		t.Error("the zoom is forgotten")
	}
}

// The menu key offers what can be done with the session.
func TestBoard_Menu(t *testing.T) {
	s, _ := keyStage(t)
	kittest.Press(s.window.Canvas(), fyne.KeyHome, desktop.KeyMenu)
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("no menu")
	}
}
