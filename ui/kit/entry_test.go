package kit_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestEntry_tabSelectsTheText(t *testing.T) {
	kittest.Start(t)
	a, b := kit.NewEntry(""), kit.NewEntry("")
	b.SetText("stary")
	w := kittest.Window(t, kit.VStack(2, a, b), 300, 200)
	w.Canvas().Focus(a)
	kittest.TypeFocused(w.Canvas(), "Zażółć gęślą jaźń")
	kittest.Press(w.Canvas(), fyne.KeyTab)
	kittest.TypeFocused(w.Canvas(), "nowy")
	if a.Text != "Zażółć gęślą jaźń" || b.Text != "nowy" {
		t.Errorf("got %q and %q", a.Text, b.Text)
	}
}

func TestEntry_handsOnKeysAndShortcuts(t *testing.T) {
	kittest.Start(t)
	one, many := kit.NewEntry(""), kit.NewMultiEntry("", 3)
	w := kittest.Window(t, kit.VStack(2, one, many), 300, 200)
	var keys []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	w.Canvas().Focus(one)
	kittest.Press(w.Canvas(), fyne.KeyF2, fyne.KeyEscape, fyne.KeyReturn)
	if want := []fyne.KeyName{fyne.KeyF2, fyne.KeyEscape, fyne.KeyReturn}; !slices.Equal(keys, want) {
		t.Errorf("the page got %v", keys)
	}
	keys = nil
	w.Canvas().Focus(many)
	kittest.Press(w.Canvas(), fyne.KeyReturn)
	if many.Text != "\n" || len(keys) != 0 {
		t.Errorf("Enter in several lines: text %q, page got %v", many.Text, keys)
	}
	many.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if !slices.Equal(keys, []fyne.KeyName{fyne.KeyReturn}) {
		t.Errorf("Ctrl+Enter: page got %v", keys)
	}
	kittest.Press(w.Canvas(), fyne.KeyTab)
	if w.Canvas().Focused() == fyne.Focusable(many) {
		t.Error("Tab is trapped in an input of several lines")
	}
}

func TestSearchEntry(t *testing.T) {
	clock := kittest.Start(t)
	var searched []string
	s := kit.NewSearchEntry("szukaj", func(text string) { searched = append(searched, text) })
	w := kittest.Window(t, s, 300, 100)
	kittest.Type(w.Canvas(), s, "now")
	if len(searched) != 0 {
		t.Fatalf("searched %v while typing", searched)
	}
	clock.Advance(kit.SearchDelay)
	kittest.Type(w.Canvas(), s, "ak")
	kittest.Press(w.Canvas(), fyne.KeyReturn) // does not wait
	clock.Advance(time.Second)
	kittest.Press(w.Canvas(), fyne.KeyEscape)
	if !slices.Equal(searched, []string{"now", "nowak", ""}) || s.Text != "" {
		t.Errorf("searched %q, left %q", searched, s.Text)
	}
}

func TestParseDate(t *testing.T) {
	today := time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"14.03.2026": "2026-03-14", "14.3.2026": "2026-03-14", "14.3.26": "2026-03-14", " 14. 3. 2026 ": "2026-03-14",
		"2026-03-14": "2026-03-14", "14/3/2026": "2026-03-14", "14.12": "2026-12-14", "3.1": "2027-01-03", "14.12.": "2026-12-14",
		"29.2.2028":       "2028-02-29",
		"6 września 2012": "2012-09-06", "6 wrz 2012": "2012-09-06", "6 September 2012": "2012-09-06", "6 WRZEŚNIA 2012 r.": "2012-09-06",
		"September 6, 2012": "2012-09-06", "6th of Sept 2012": "2012-09-06", "6 IX 2012": "2012-09-06", "1maja2027": "2027-05-01", "3 stycznia": "2027-01-03",
		"6 wrzosu 2012": "", "września 2012": "", "września": "", "31 lutego 2012": "", "6 7 września 2012": "", "6 maja czerwca 2012": "",
		"": "", "31.2.2026": "", "29.2.2026": "", "14": "", "14.13.2026": "", "abc": "", "14.3.126": "", "1.2.3.4": "", "001.2.2026": "",
	} {
		got, ok := kit.ParseDate(text, today)
		if ok != (want != "") || ok && got.Format(time.DateOnly) != want {
			t.Errorf("%q: %v %v, not %q", text, got, ok, want)
		}
	}
}

func TestDateEntry_tidiesUp(t *testing.T) {
	kittest.Start(t)
	d := kit.NewDateEntry(func() time.Time { return time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC) })
	w := kittest.Window(t, d, 300, 100)
	kittest.Type(w.Canvas(), d, "14.3")
	w.Canvas().Unfocus()
	if d.Text != "14.03.2026" {
		t.Errorf("shows %q", d.Text)
	}
	kittest.Type(w.Canvas(), d, "xx")
	w.Canvas().Unfocus()
	if _, ok := d.Date(); ok || d.Text != "xx" {
		t.Errorf("a wrong text became %q", d.Text)
	}
}

// What is wrong is said whole, however narrow the field is.
func TestField_wrapsTheError(t *testing.T) {
	kittest.Start(t)
	long := "Nie można odczytać daty („6 wrzosu”). Wpisz na przykład 14.03.2026."
	start, end := kit.NewField("Początek", kit.NewEntry(""), ""), kit.NewField("Koniec", kit.NewEntry(""), "")
	form := kit.NewForm().AddRow([]string{"start", "end"}, start, end).Add("title", kit.NewField("Nazwa", kit.NewEntry(""), ""))
	w := kittest.Window(t, kit.VStack(0, form), 420, 400)
	low, bottom := start.MinSize().Height, form.Field("title").Position().Y
	form.SetError("start", long)
	grown := start.MinSize().Height - low
	if lines := grown / kit.Size(kit.SizeSmall); lines < 2 {
		t.Errorf("the field grew by %.0f", grown)
	}
	kittest.Relayout(w.Canvas())
	if moved := form.Field("title").Position().Y - bottom; moved != grown {
		t.Errorf("the field below moved by %.0f, not %.0f", moved, grown)
	}
	form.ClearErrors()
	if start.MinSize().Height != low {
		t.Error("the field stays high")
	}
}

// The wheel goes on to the page where the box has nothing to scroll.
func TestEntry_handsTheWheelOn(t *testing.T) {
	kittest.Start(t)
	e := kit.NewMultiEntry("", 3)
	handed := 0
	e.OnWheel = func(*fyne.ScrollEvent) { handed++ }
	w := kittest.Window(t, kit.VStack(0, e), 300, 200)
	down := func() { test.Scroll(w.Canvas(), fyne.NewPos(50, 30), 0, -20) }
	down()
	if handed != 1 {
		t.Fatalf("an empty box kept the wheel: %d", handed)
	}
	e.SetText("1\n2\n3\n4\n5\n6\n7\n8")
	down()
	if handed != 1 {
		t.Fatal("a box with more lines than are seen gave the wheel away")
	}
	for range 30 {
		down()
	}
	if handed < 2 {
		t.Error("at its end the box keeps the wheel")
	}
}

func TestHandWheel_reachesEveryInput(t *testing.T) {
	kittest.Start(t)
	one, more := kit.NewEntry(""), kit.NewMultiEntry("", 2)
	day := kit.NewDateEntry(time.Now)
	form := kit.NewForm().AddRow([]string{"a", "b"}, kit.NewField("A", one, ""), kit.NewField("B", day, "")).
		Add("c", kit.NewField("C", more, ""))
	handed := 0
	kit.HandWheel(kit.VStack(1, kit.NewPanel(form)), func(*fyne.ScrollEvent) { handed++ })
	w := kittest.Window(t, form, 400, 300)
	for _, in := range []fyne.CanvasObject{one, day, more} {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(in)
		test.Scroll(w.Canvas(), at.AddXY(10, 10), 0, -20)
	}
	if handed != 3 {
		t.Errorf("%d of 3 inputs hand the wheel on", handed)
	}
}

func TestSelect(t *testing.T) {
	kittest.Start(t)
	var got []string
	s := kit.NewSelect([]kit.Option[string]{{Value: "a", Text: "Pierwsza"}, {Value: "b", Text: "Druga"}}, func(v string) { got = append(got, v) })
	w := kittest.Window(t, s, 300, 200)
	w.Canvas().Focus(s)
	// Both keys open the list on what is chosen, from where arrows go on.
	kittest.Press(w.Canvas(), fyne.KeySpace, fyne.KeyReturn)
	if v, _ := s.Value(); v != "a" || len(got) > 0 {
		t.Errorf("opening and Enter chose %q, reported %v", v, got)
	}
	kittest.Press(w.Canvas(), fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if v, ok := s.Value(); v != "b" || !ok || !slices.Equal(got, []string{"b"}) {
		t.Errorf("value %q, reported %v", v, got)
	}
	if w.Canvas().Focused() != fyne.Focusable(s) {
		t.Errorf("the focus is at %T", w.Canvas().Focused())
	}
	s.SetOptions([]kit.Option[string]{{Value: "c", Text: "Inna"}, {Value: "b", Text: "Druga"}})
	if v, _ := s.Value(); v != "b" {
		t.Errorf("new options lost the value: %q", v)
	}
	s.SetValue("c")
	if len(got) != 1 {
		t.Errorf("SetValue was reported: %v", got)
	}
	kittest.Press(w.Canvas(), fyne.KeySpace)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("Space opened nothing")
	}
	kittest.Press(w.Canvas(), fyne.KeyEscape)
	s.SetOptions(nil)
	if _, ok := s.Value(); ok {
		t.Error("no options have a value")
	}
}

func TestCheck(t *testing.T) {
	kittest.Start(t)
	var got []bool
	c := kit.NewCheck("Kopia", false, func(on bool) { got = append(got, on) })
	w := kittest.Window(t, c, 300, 100)
	w.Canvas().Focus(c)
	kittest.Press(w.Canvas(), fyne.KeySpace, fyne.KeySpace, fyne.KeyReturn)
	c.SetChecked(true)
	if !slices.Equal(got, []bool{true, false}) || !c.Checked() {
		t.Errorf("reported %v, now %v", got, c.Checked())
	}
}

func TestForm_errors(t *testing.T) {
	kittest.Start(t)
	name, mail := kit.NewEntry(""), kit.NewEntry("")
	form := kit.NewForm().AddRow([]string{"name", "email"}, kit.NewField("Nazwisko", name, ""), kit.NewField("E-mail", mail, "podpowiedź"))
	w := kittest.Window(t, form, 500, 200)
	if form.SetError("phone", "nie ma takiego pola") {
		t.Error("an unknown field took an error")
	}
	if !form.SetError("email", "Brakuje znaku @.") || w.Canvas().Focused() != fyne.Focusable(mail) {
		t.Fatal("the error did not lead to its field")
	}
	if form.Field("email").Error() == "" {
		t.Fatal("no error is shown")
	}
	kittest.TypeFocused(w.Canvas(), "a")
	if got := form.Field("email").Error(); got != "" {
		t.Errorf("typing left the error %q", got)
	}
}

func TestButton_keys(t *testing.T) {
	kittest.Start(t)
	pressed := 0
	b := kit.NewPrimary("Zapisz", kit.IconCheck, func() { pressed++ })
	w := kittest.Window(t, kit.HStack(0, b), 300, 100)
	w.Canvas().Focus(b)
	kittest.Press(w.Canvas(), fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyF5)
	kittest.Click(w.Canvas(), b)
	if pressed != 4 {
		t.Errorf("pressed %d times", pressed)
	}
	b.SetEnabled(false)
	kittest.Click(w.Canvas(), b)
	b.Press()
	if pressed != 4 {
		t.Error("a disabled button did something")
	}
}
