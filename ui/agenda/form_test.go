package agenda

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// press does what the shell does with a key that the page offers.
func (s *stage) press(key fyne.KeyName, mod fyne.KeyModifier) {
	s.t.Helper()
	for _, c := range s.page.Commands() {
		if c.Key == key && c.Modifier == mod {
			c.Run()
			return
		}
	}
	s.t.Fatalf("no command under %v %v", mod, key)
}

// sessions are the titles of the programme in its order.
func (s *stage) titles() []string {
	all, err := s.svc.Store.Sessions(s.t.Context(), s.event.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	titles := make([]string, len(all))
	for i, x := range all {
		titles[i] = x.Title
	}
	return titles
}

func at(t testing.TB, e event.Event, day, clock string) time.Time {
	t.Helper()
	x, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, e.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// From the keyboard alone: a workshop with title, room and time in an empty programme.
func TestForm_Keyboard(t *testing.T) {
	s := openStage(t, kit.VariantLight, i18n.Polish, width, height, bare)
	if _, err := s.svc.AddRoom(t.Context(), event.Room{Event: s.event.ID, Title: "Baszta"}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"room.added": true})
	c := s.window.Canvas()
	s.press(fyne.KeyN, fyne.KeyModifierControl)
	if c.Focused() != fyne.Focusable(s.page.form.title) {
		t.Fatalf("the focus is at %T", c.Focused())
	}
	kittest.TypeFocused(c, "Żądza źródeł")
	kittest.Press(c, fyne.KeyTab)
	s.page.form.kind.Choose(event.Workshop)
	kittest.Press(c, fyne.KeyTab)
	if c.Focused() != fyne.Focusable(s.page.form.room) {
		t.Fatalf("after the kind comes %T", c.Focused())
	}
	s.page.form.room.Choose(s.page.state.rooms[0].ID)
	kittest.Press(c, fyne.KeyTab, fyne.KeyTab)
	kittest.TypeFocused(c, "1330")
	if got := s.page.form.to.Text; got != "14:15" {
		t.Errorf("the end does not move with the start: %q", got)
	}
	kittest.Press(c, fyne.KeyReturn)
	x := s.session("Żądza źródeł")
	if !x.Start.Equal(at(t, s.event, "2012-09-06", "13:30")) || x.Length() != 45*time.Minute || x.Room == "" || x.Kind != event.Workshop {
		t.Errorf("saved %+v", x)
	}
	if s.page.form != nil || s.page.chosen != x.ID {
		t.Error("the form does not give way to what was saved")
	}
	s.press(fyne.KeyZ, fyne.KeyModifierControl)
	if got := s.titles(); len(got) != 0 {
		t.Errorf("after undo: %v", got)
	}
	s.press(fyne.KeyY, fyne.KeyModifierControl)
	if got := s.titles(); len(got) != 1 {
		t.Errorf("after redo: %v", got)
	}
}

func TestForm_EditUndoRedo(t *testing.T) {
	s := newStage(t)
	w := s.session("Superwizja w pracy asystenta")
	s.page.openForm(w.ID)
	f := s.page.form
	if f.touched() {
		t.Fatal("touched before anything was typed")
	}
	f.title.SetText("Superwizja")
	f.capacity.SetText("12")
	f.from.SetText("14")
	if f.to.Text != "16:15" || !f.touched() {
		t.Errorf("until %q", f.to.Text)
	}
	s.press(fyne.KeyS, fyne.KeyModifierControl)
	now := s.session("Superwizja")
	if *now.Capacity != 12 || now.Length() != w.Length() || now.Start.Sub(w.Start) != 15*time.Minute {
		t.Errorf("saved %+v", now)
	}
	facts, err := s.svc.Store.Facts(t.Context(), w.ID, 0)
	if err != nil || len(facts) != 5 {
		t.Errorf("%d facts, want the session and a fact for each of four fields (%v)", len(facts), err)
	}
	s.page.undo()
	if back := s.session("Superwizja w pracy asystenta"); *back.Capacity != *w.Capacity || !back.Start.Equal(w.Start) {
		t.Errorf("undone to %+v", back)
	}
	s.press(fyne.KeyZ, fyne.KeyModifierControl|fyne.KeyModifierShift)
	s.session("Superwizja")
	s.page.undo()
	s.page.undo()
	if !strings.Contains(s.host.Text(), "czego cofnąć") {
		t.Errorf("with nothing left to undo it says %q", s.host.Text())
	}
}

// What somebody else has changed meanwhile is not overwritten by an undo, and the rest is.
func TestUndo_SomebodyElse(t *testing.T) {
	s := newStage(t)
	w := s.session("Superwizja w pracy asystenta")
	s.page.openForm(w.ID)
	s.page.form.title.SetText("Superwizja")
	s.page.form.capacity.SetText("9")
	s.page.onSave()
	other := "Superwizja dla wszystkich"
	if _, err := s.svc.UpdateSession(t.Context(), w.ID, event.SessionUpdate{Title: &other}); err != nil {
		t.Fatal(err)
	}
	s.page.undo()
	if now := s.session(other); *now.Capacity != *w.Capacity {
		t.Errorf("capacity %d", *now.Capacity)
	}
	if said := words(s.page.notices); s.page.notices.Hidden || !strings.Contains(said, other) {
		t.Errorf("said %q", said)
	}
}

func TestForm_ErrorsAtFields(t *testing.T) {
	s := newStage(t)
	s.press(fyne.KeyN, fyne.KeyModifierControl)
	f := s.page.form
	for field, spoil := range map[string]func(){
		"title":    func() { f.title.SetText("  ") },
		"day":      func() { f.day.SetText("kiedyś") },
		"start":    func() { f.from.SetText("25:00") },
		"end":      func() { f.from.SetText("10:00"); f.to.SetText("9:00") },
		"capacity": func() { f.capacity.SetText("dużo") },
		"hours":    func() { f.hours.SetText("sto") },
		"newroom":  func() { f.room.Choose(newRoom) },
	} {
		f.fill()
		f.title.SetText("Dyskusja")
		f.capacity.SetText("")
		f.hours.SetText("")
		f.room.SetValue("")
		spoil()
		f.onSave()
		if s.page.form != f || f.form.Field(field).Error() == "" {
			t.Errorf("%s: no error", field)
		}
	}
	if slices.Contains(s.titles(), "Dyskusja") {
		t.Error("saved all the same")
	}
}

func TestForm_NewRoom(t *testing.T) {
	s := newStage(t)
	s.press(fyne.KeyN, fyne.KeyModifierControl)
	f := s.page.form
	f.title.SetText("Śpiewanie")
	f.room.Choose(newRoom)
	if f.made.Hidden || s.window.Canvas().Focused() != fyne.Focusable(f.making) {
		t.Error("the title of the room is not asked for")
	}
	f.making.SetText("baszta") // there is one of that title
	f.onSave()
	if f.made.Error() == "" {
		t.Error("a second room of that title is not refused at the field")
	}
	f.making.SetText("Świetlica")
	f.onSave()
	if x := s.session("Śpiewanie"); s.page.state.titles[x.Room] != "Świetlica" {
		t.Errorf("in %q", s.page.state.titles[x.Room])
	}
}

func TestForm_Escape(t *testing.T) {
	s := newStage(t)
	w := s.session("Superwizja w pracy asystenta")
	s.page.openForm(w.ID)
	s.press(fyne.KeyEscape, 0)
	if s.page.form != nil || kit.DialogOpen(s.window) {
		t.Fatal("Escape asks though nothing was typed")
	}
	s.page.openForm(w.ID)
	kittest.Type(s.window.Canvas(), s.page.form.about, "Łąka")
	s.press(fyne.KeyEscape, 0)
	if s.page.form == nil || !kit.DialogOpen(s.window) {
		t.Fatal("what was typed is thrown away without a question")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if s.page.form == nil || s.page.form.about.Text != "Łąka" {
		t.Error("what was typed is gone")
	}
	// Another session is looked at only after the question, too.
	s.page.choose(s.session("Otwarcie Zlotu"))
	if !kit.DialogOpen(s.window) || s.page.form == nil {
		t.Error("another session takes the place of the form")
	}
}

// Enter saves from wherever it does not mean something else: from a closed list and from a box too. What Tab leads to
// is brought into view.
func TestForm_EnterSaves(t *testing.T) {
	s := newStage(t)
	c := s.window.Canvas()
	for _, from := range []func(*form) fyne.Focusable{
		func(f *form) fyne.Focusable { return f.kind },
		func(f *form) fyne.Focusable { return f.room },
		func(f *form) fyne.Focusable { return f.signUp },
		func(f *form) fyne.Focusable { return f.people.rows[0].role },
	} {
		w := s.session("Superwizja w pracy asystenta")
		s.page.openForm(w.ID)
		f := s.page.form
		kittest.Relayout(c)
		f.signUp.Tapped(nil)
		o := from(f)
		c.Focus(o)
		if d := fyne.CurrentApp().Driver(); d.AbsolutePositionForObject(o.(fyne.CanvasObject)).Y > d.AbsolutePositionForObject(f.scroll).Y+f.scroll.Size().Height {
			t.Errorf("%T has the focus below what can be seen", o)
		}
		kittest.Press(c, fyne.KeyReturn)
		if now := s.session(w.Title); now.SignUp == w.SignUp || s.page.form != nil {
			t.Errorf("Enter in %T saves nothing", o)
		}
	}
}

// A re-read while somebody types leaves the form alone.
func TestForm_StaysWhileOthersChange(t *testing.T) {
	s := newStage(t)
	s.page.openForm(s.session("Otwarcie Zlotu").ID)
	s.page.form.title.SetText("Otwarcie i powitanie")
	f := s.page.form
	if _, err := s.svc.AddRoom(t.Context(), event.Room{Event: s.event.ID, Title: "Ćwiczeniownia"}); err != nil {
		t.Fatal(err)
	}
	s.page.Changed(map[string]bool{"room.added": true})
	if s.page.form != f || f.title.Text != "Otwarcie i powitanie" {
		t.Error("the form was filled anew")
	}
	if options := f.roomOptions(); options[len(options)-2].Text != "Ćwiczeniownia" {
		t.Errorf("rooms %v", options)
	}
}

// Conflicts show while somebody types, and in the views once it is saved.
func TestForm_Conflicts(t *testing.T) {
	s := newStage(t)
	panel, w := s.session("Kim jest asystent dla rodziny?"), s.session("Superwizja w pracy asystenta")
	s.page.openForm(w.ID)
	f := s.page.form
	if !f.wrong.Hidden {
		t.Errorf("before anything was typed: %s", words(f.wrong))
	}
	f.room.Choose(panel.Room)
	f.from.SetText("10:45")
	if said := words(f.wrong); f.wrong.Hidden || !strings.Contains(strings.ReplaceAll(said, "\n", " "), panel.Title) {
		t.Errorf("said %q", said)
	}
	f.onSave()
	if got := s.page.conflictsOf(w.ID); len(got) != 1 || got[0].Kind != event.RoomOverlap {
		t.Fatalf("conflicts %+v", got)
	}
	if shown := words(s.page.detail.view); !strings.Contains(shown, "Dwa punkty w jednej sali") {
		t.Errorf("the details say nothing of it:\n%s", shown)
	}
	s.page.detail.ways[0].Press()
	if s.page.chosen != panel.ID {
		t.Error("no way to the other session")
	}
	s.page.views.Choose(viewConflicts)
	if len(s.page.troubles.rows) != 1 || !strings.Contains(words(s.page.views), "Konflikty (1)") {
		t.Errorf("%d rows under %q", len(s.page.troubles.rows), words(s.page.views))
	}
	s.window.Canvas().Focus(s.page.troubles.rows[0])
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if s.page.views.Chosen() != viewGrid {
		t.Error("Enter does not go to the session")
	}
	s.page.undo()
	if len(s.page.state.conflicts) != 0 {
		t.Errorf("after undo: %+v", s.page.state.conflicts)
	}
	s.page.views.Choose(viewConflicts)
	if !strings.Contains(words(s.page.troubles.view), "nie ma konfliktów") {
		t.Error("nothing says that all is well")
	}
}

func TestForm_HoursFollowTheLength(t *testing.T) {
	s := newStage(t)
	s.press(fyne.KeyN, fyne.KeyModifierControl)
	f := s.page.form
	f.from.SetText("9:00")
	f.to.SetText("10:30")
	if f.hours.Text != "2" {
		t.Errorf("90 minutes are %q hours", f.hours.Text)
	}
	f.kind.Choose(event.Break)
	if f.hours.Text != "" {
		t.Errorf("a break counts %q hours", f.hours.Text)
	}
	f.kind.Choose(event.Lecture)
	f.hours.SetText("1,5")
	f.to.SetText("12:00")
	if f.hours.Text != "1,5" {
		t.Errorf("what was typed became %q", f.hours.Text)
	}
}

func TestParseClock(t *testing.T) {
	for text, want := range map[string]int{"9": 540, "9:30": 570, "09.30": 570, "0930": 570, "930": 570, "24:00": 1440, " 7,05 ": 425, "0": 0,
		"25": -1, "9:3": -1, "9:60": -1, "": -1, "x": -1, "12345": -1, "24:01": -1, "-1": -1} {
		got, ok := parseClock(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

// Once the form is closed the keyboard is where it was before, not in an input that is gone.
func TestForm_GivesTheFocusBack(t *testing.T) {
	s := newStage(t)
	c := s.window.Canvas()
	s.press(fyne.KeyF2, 0)
	kittest.Press(c, fyne.KeyReturn)
	if s.page.form != nil || c.Focused() != fyne.Focusable(s.page.grid.board) {
		t.Errorf("after saving the focus is at %T", c.Focused())
	}
	s.page.views.Choose(viewList)
	s.press(fyne.KeyF2, 0)
	s.press(fyne.KeyEscape, 0)
	if s.page.form != nil || !s.page.list.Focused() {
		t.Errorf("after Escape the focus is at %T", c.Focused())
	}
}
