package agenda

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func names(s event.Session) []string {
	all := make([]string, len(s.Contributors))
	for i, c := range s.Contributors {
		all[i] = c.Name
	}
	return all
}

// People of a panel: some registered, some by name only, in an order that can be changed.
func TestCast(t *testing.T) {
	s := newStage(t)
	c := s.window.Canvas()
	s.press(fyne.KeyN, fyne.KeyModifierControl)
	f := s.page.form
	f.title.SetText("Rozmowa")
	f.kind.Choose(event.Panel)
	e := s.page.state.programme.Entries[0]
	full := e.Who.Name.Full()
	kittest.Type(c, f.people.search, full)
	kittest.Press(c, fyne.KeyReturn)
	kittest.TypeFocused(c, "Żaneta Źrebięć\n")
	kittest.TypeFocused(c, "Łucja Ćma\n")
	if got := len(f.people.rows); got != 3 || f.people.search.Text != "" {
		t.Fatalf("%d people, %q left", got, f.people.search.Text)
	}
	f.people.rows[1].institution.SetText("MOPS Łódź")
	f.people.rows[1].town.SetText("Łódź")
	c.Focus(f.people.rows[2].role)
	s.press(fyne.KeyUp, fyne.KeyModifierAlt)
	f.people.rows[0].down.Press()
	s.page.onSave()
	x := s.session("Rozmowa")
	if got := names(x); !slices.Equal(got, []string{"Łucja Ćma", full, "Żaneta Źrebięć"}) {
		t.Fatalf("in the order %v", got)
	}
	for i, want := range []event.Contributor{{Name: "Łucja Ćma", Role: event.Panelist}, {Name: full, Role: event.Moderator, Person: e.ID},
		{Name: "Żaneta Źrebięć", Role: event.Panelist, Institution: "MOPS Łódź", Town: "Łódź"}} {
		if x.Contributors[i] != want {
			t.Errorf("%d is %+v, want %+v", i+1, x.Contributors[i], want)
		}
	}
	shown := words(s.page.detail.view)
	if !strings.Contains(shown, "MOPS Łódź · Łódź") || !strings.Contains(strings.ReplaceAll(shown, "\n", " "), e.Who.Institution) {
		t.Errorf("institutions are missing in:\n%s", shown)
	}
}

// Roles that the form proposed follow the kind of the session; one that was chosen stays.
func TestCast_RolesFollowTheKind(t *testing.T) {
	s := newStage(t)
	s.page.onAdd()
	f := s.page.form
	for _, name := range []string{"Żaneta Łęcka", "Maria Ćwik", "Jan Gąsior"} {
		kittest.Type(s.window.Canvas(), f.people.search, name)
		kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	}
	if got := words(f.people.view); !strings.Contains(got, "głos ekspercki") { // as in the details and on paper
		t.Errorf("shown:\n%s", got)
	}
	f.people.rows[2].role.Choose(event.Guest)
	f.kind.Choose(event.Panel)
	var got []event.Role
	for _, x := range f.people.people() {
		got = append(got, x.Role)
	}
	if want := []event.Role{event.Moderator, event.Panelist, event.Guest}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A name is linked with the registration of that person later, and keeps place and role.
func TestCast_Link(t *testing.T) {
	s := newStage(t)
	panel := s.session("Kim jest asystent dla rodziny?")
	s.page.openForm(panel.ID)
	f := s.page.form
	e := s.page.state.programme.Entries[3]
	f.people.rows[2].link.Press()
	f.people.find(e.Who.Name.Full())
	f.people.search.SetText(e.Who.Name.Full())
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	s.page.onSave()
	now := s.session(panel.Title)
	if got := now.Contributors[2]; got.Person != e.ID || got.Role != panel.Contributors[2].Role || len(now.Contributors) != len(panel.Contributors) {
		t.Errorf("linked %+v", got)
	}
}

func TestFindPeople(t *testing.T) {
	entry := func(id, given, family, town string, status event.Status) event.Entry {
		e := event.Entry{}
		e.ID, e.Status = id, status
		e.Who.Name = event.Name{Given: given, Family: family}
		e.Who.Town = town
		return e
	}
	all := []event.Entry{entry("town", "Jan", "Lis", "Łomża", event.Confirmed), entry("name", "Ewa", "Łomnicka", "Gdynia", event.Confirmed),
		entry("gone", "Iza", "Łomska", "", event.Cancelled), entry("there", "Ida", "Łom", "", event.Confirmed)}
	for text, want := range map[string][]string{"lom": {"name", "town"}, "LOM gdy": {"name"}, "łomż": {"town"}, "xyz": nil} {
		var got []string
		for _, e := range findPeople(all, text, []event.Contributor{{Person: "there"}}) {
			got = append(got, e.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", text, got, want)
		}
	}
}

// An edit of one of a series asks for how many it is.
func TestSeries(t *testing.T) {
	s := newStage(t)
	w := s.session("Superwizja w pracy asystenta")
	s.page.onRepeat(w)
	c := s.window.Canvas()
	kittest.Press(c, fyne.KeyReturn)
	if kit.DialogOpen(s.window) {
		t.Fatal("the dialog stays open")
	}
	now, _ := s.page.state.session(w.ID)
	if got := s.page.inSeries(now); got != 6 {
		t.Fatalf("%d meetings", got)
	}
	s.page.openForm(w.ID)
	s.page.form.title.SetText("Superwizja grupowa")
	s.page.onSave()
	menu, ok := c.Focused().(*kit.Menu)
	if !ok {
		t.Fatalf("nobody asks for the series: the focus is at %T", c.Focused())
	}
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	many := 0
	for _, title := range s.titles() {
		if title == "Superwizja grupowa" {
			many++
		}
	}
	if many != 6 {
		t.Errorf("%d meetings have the new title", many)
	}
	s.page.undo()
	if slices.Contains(s.titles(), "Superwizja grupowa") {
		t.Error("undo leaves some of the series")
	}
	s.page.undo()
	if got := len(s.titles()); got != 12 {
		t.Errorf("%d sessions after the repetition is undone", got)
	}
}

func TestDrop_WithPeople(t *testing.T) {
	s := newStage(t)
	w := s.session("Superwizja w pracy asystenta")
	s.enrol(w, 18)
	s.page.onDrop(w)
	if !kit.DialogOpen(s.window) {
		t.Fatal("nobody asks though people have places")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyEscape)
	if !slices.Contains(s.titles(), w.Title) {
		t.Fatal("taken out after Escape")
	}
	s.page.drop(w)
	if slices.Contains(s.titles(), w.Title) {
		t.Fatal("still there")
	}
	if got := s.page.state.conflicts; len(got) != 1 || got[0].Kind != event.DroppedSession || got[0].Count != 15 {
		t.Errorf("conflicts %+v", got)
	}
	s.press(fyne.KeyZ, fyne.KeyModifierControl)
	if n := s.page.state.places[w.ID]; !slices.Contains(s.titles(), w.Title) || n.taken != 15 || n.waiting != 3 {
		t.Errorf("back with %+v", n)
	}
	s.page.onDrop(s.session("Obiad"))
	if kit.DialogOpen(s.window) || slices.Contains(s.titles(), "Obiad") {
		t.Error("lunch is not simply taken out")
	}
}

// The rest of a day moves in one step.
func TestShift(t *testing.T) {
	s := newStage(t)
	lunch, opening, fire := s.session("Obiad"), s.session("Otwarcie Zlotu"), s.session("Ognisko, śpiewy przy gitarze, kalambury")
	s.page.Open(lunch.ID)
	s.page.shift(s.page.following(lunch.ID), -15)
	if now := s.session(fire.Title); fire.Start.Sub(now.Start).Minutes() != 15 || now.Length() != fire.Length() {
		t.Errorf("the last one begins at %v", now.Start)
	}
	if now := s.session(opening.Title); !now.Start.Equal(opening.Start) {
		t.Error("what came before moved too")
	}
	s.page.undo()
	if now := s.session(lunch.Title); !now.Start.Equal(lunch.Start) {
		t.Error("one undo does not take all of it back")
	}
}

func TestRooms(t *testing.T) {
	s := newStage(t)
	s.page.onRooms()
	v := s.page.halls
	c := s.window.Canvas()
	kittest.Type(c, v.newRoom, "Ćwiczeniownia")
	kittest.Press(c, fyne.KeyReturn)
	if got := s.page.state.rooms; got[len(got)-1].Title != "Ćwiczeniownia" || v.newRoom.Text != "" {
		t.Fatalf("rooms %+v", got)
	}
	kittest.Type(c, v.newRoom, "ćwiczeniownia")
	kittest.Press(c, fyne.KeyReturn)
	if v.newRoom.Text != "ćwiczeniownia" || v.notices.Hidden {
		t.Errorf("a name that is refused leaves %q in the input", v.newRoom.Text)
	}
	id := s.page.state.rooms[0].ID
	l := v.lines[id]
	kittest.Type(c, l.capacity, "40")
	kittest.Press(c, fyne.KeyTab)
	kittest.TypeFocused(c, "Zamek\n")
	if r := s.page.state.rooms[0]; r.Capacity == nil || *r.Capacity != 40 || r.Venue != "Zamek" {
		t.Errorf("stored %+v", r)
	}
	facts, err := s.svc.Store.Facts(t.Context(), id, 0)
	if err != nil || len(facts) != 3 {
		t.Errorf("%d facts, want one and one a field (%v)", len(facts), err)
	}
	l.hide.Press()
	if !s.page.state.rooms[0].Hidden || l.hide.Text() != "Pokaż" {
		t.Error("not hidden")
	}
	if !kit.UndoToast(c) || s.page.state.rooms[0].Hidden {
		t.Error("hiding cannot be undone")
	}
	kittest.Type(c, v.newRoom, "ćwiczeniownia")
	kittest.Press(c, fyne.KeyReturn)
	if v.notices.Hidden {
		t.Error("a second room of the same title is not refused")
	}
	kittest.Type(c, v.newOne, "Grupa Ż")
	kittest.Press(c, fyne.KeyReturn)
	c.Focus(v.travel)
	v.travel.SetText("25")
	s.press(fyne.KeyEscape, 0)
	if s.page.halls != nil || len(s.page.state.programme.Groups) != 1 || s.page.state.event.Travel != 25 {
		t.Errorf("groups %+v, %d minutes", s.page.state.programme.Groups, s.page.state.event.Travel)
	}
}
