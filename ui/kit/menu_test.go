package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// area is where the menu itself is, in the window it lies over.
func area(m *kit.Menu) (fyne.Position, fyne.Size) {
	inner := test.WidgetRenderer(m).Objects()[0].(*widget.PopUpMenu)
	return inner.Position(), inner.Size()
}

// A menu opens where there is room for it, works by keys, and gives the focus
// back however it is closed.
func TestShowMenu(t *testing.T) {
	kittest.Start(t)
	top, bottom := kit.NewEntry(""), kit.NewEntry("")
	w := kittest.Window(t, container.NewBorder(top, bottom, nil, nil), 500, 300)
	c := w.Canvas()
	var got []string
	items := func() []*fyne.MenuItem {
		return []*fyne.MenuItem{
			fyne.NewMenuItem("Kopiuj", func() { got = append(got, "kopiuj") }),
			fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem("Usuń", func() { got = append(got, "usuń") }),
		}
	}
	closed := func(how string) {
		t.Helper()
		if c.Overlays().Top() != nil || c.Focused() != fyne.Focusable(bottom) {
			t.Fatalf("after %s there is %v, the focus is at %T", how, c.Overlays().Top(), c.Focused())
		}
	}
	c.Focus(bottom)
	under := kit.ShowMenu(items(), top)
	if at, _ := area(under); at.Y < top.Size().Height {
		t.Errorf("the menu lies over the object, at %v", at)
	}
	kittest.Press(c, fyne.KeyEscape)
	closed("Escape")
	above := kit.ShowMenu(items(), bottom)
	if at, size := area(above); at.Y+size.Height > bottom.Position().Y || size.Width < bottom.Size().Width {
		t.Errorf("the menu is %v at %v", size, at)
	}
	above.Tapped(nil)
	closed("a click beside it")
	kit.ShowMenu(items(), top)
	kittest.Press(c, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	closed("Enter")
	if len(got) != 1 || got[0] != "usuń" {
		t.Errorf("chose %v", got)
	}
	if kit.ShowMenu(nil, top) != nil {
		t.Error("a menu without items opened")
	}
}

// After a choice in a Select, by mouse or by keys, Tab goes to the next field
// and not to the first of the page.
func TestSelect_keepsTheFocus(t *testing.T) {
	kittest.Start(t)
	before, after := kit.NewEntry(""), kit.NewEntry("")
	before.SetText("Zlot")
	chosen := ""
	list := kit.NewSelect([]kit.Option[string]{{Value: "a", Text: "Pierwsza"}, {Value: "b", Text: "Druga"}}, func(v string) { chosen = v })
	w := kittest.Window(t, kit.VStack(2, before, list, after), 500, 300)
	c := w.Canvas()
	tab := func(how string) {
		t.Helper()
		if c.Focused() != fyne.Focusable(list) {
			t.Fatalf("after %s the focus is at %T", how, c.Focused())
		}
		c.FocusNext()
		kittest.TypeFocused(c, "24")
		if after.Text != "24" || before.Text != "Zlot" {
			t.Fatalf("after %s: %q, %q", how, before.Text, after.Text)
		}
		after.SetText("")
		c.Unfocus()
	}
	kittest.Click(c, list)
	item := c.Overlays().Top().(*kit.Menu)
	at, size := area(item)
	test.TapCanvas(c, fyne.NewPos(at.X+20, at.Y+size.Height*0.75))
	if chosen != "b" {
		t.Fatalf("the mouse chose %q", chosen)
	}
	tab("the mouse")
	kittest.Click(c, list)
	kittest.Press(c, fyne.KeyUp, fyne.KeyReturn)
	if chosen != "a" {
		t.Fatalf("the keys chose %q", chosen)
	}
	tab("the keys")
	kittest.Click(c, list)
	kittest.Press(c, fyne.KeyEscape)
	tab("Escape")
}

// Arrows pass over what is grey, headings and what cannot be done now, and Enter does nothing of it.
func TestShowMenu_Grey(t *testing.T) {
	kittest.Start(t)
	e := kit.NewEntry("")
	w := kittest.Window(t, e, 500, 300)
	var got []string
	item := func(label string, grey bool) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, func() { got = append(got, label) })
		i.Disabled = grey
		return i
	}
	items := []*fyne.MenuItem{item("Do druku", true), item("Dni", false), fyne.NewMenuItemSeparator(), item("Cofnij", true), item("Ponów", false), item("Sale", true)}
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "Dni"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn}, "Ponów"},
		{[]fyne.KeyName{fyne.KeyUp, fyne.KeyReturn}, "Ponów"},
		{[]fyne.KeyName{fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn}, "Dni"},
	} {
		got = nil
		m := kit.ShowMenu(items, e)
		if text := kittest.Words(m); !strings.Contains(text, "Do druku") || !strings.Contains(text, "Sale") {
			t.Fatalf("the menu shows %q", text)
		}
		kittest.Press(w.Canvas(), c.keys...)
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%v chose %v, not %s", c.keys, got, c.want)
		}
	}
}
