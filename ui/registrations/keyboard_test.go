package registrations

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit/kittest"
)

// Tab goes from the search over the filters, the list and the details to what
// can be done with those selected.
func TestPage_TabOrder(t *testing.T) {
	s := newStage(t)
	kittest.Relayout(s.window.Canvas())
	c, p := s.window.Canvas(), s.page
	want := []fyne.Focusable{p.search, p.status, p.group, p.role, p.filter, p.list.Focusable(), p.detail.tabs,
		p.detail.form.texts[0].input, p.detail.form.paid, p.bar.badges, p.bar.more, p.adding}
	var got []fyne.Focusable
	for range 60 {
		kittest.Press(c, fyne.KeyTab)
		if slices.Contains(got, c.Focused()) {
			break
		}
		got = append(got, c.Focused())
	}
	at := -1
	for i, w := range want {
		if w == fyne.Focusable(p.group) && !p.group.Visible() {
			continue
		}
		next := slices.Index(got, w)
		if next <= at {
			t.Fatalf("stop %d (%T) is number %d of Tab, after number %d", i, w, next, at)
		}
		at = next
	}
	if got[0] != fyne.Focusable(p.search) {
		t.Errorf("Tab begins at %T", got[0])
	}
}

// Tab never leads out of sight.
func TestForm_TabScrolls(t *testing.T) {
	s := newStage(t)
	c, f := s.window.Canvas(), s.page.detail.form
	kittest.Relayout(c)
	note := f.texts[12].input
	seen := func() bool {
		d := fyne.CurrentApp().Driver()
		y := d.AbsolutePositionForObject(note).Y - d.AbsolutePositionForObject(f.scroll).Y
		return y >= 0 && y+note.Size().Height <= f.scroll.Size().Height
	}
	if seen() {
		t.Fatal("the whole form is in view")
	}
	c.Focus(note)
	if !seen() {
		t.Error("the note is out of sight")
	}
	c.Focus(f.texts[0].input)
	if f.scroll.Offset.Y != 0 {
		t.Errorf("the first input is %v from the top", f.scroll.Offset.Y)
	}
}

func TestForm_EnterSaves(t *testing.T) {
	s := newStage(t)
	f, id := s.page.detail.form, s.page.detail.entry.ID
	phone := f.texts[4].input
	s.window.Canvas().Focus(phone)
	kittest.Press(s.window.Canvas(), fyne.KeyReturn) // nothing was changed
	if s.host.Text() != "" || f.save.Primary() || !s.page.adding.Primary() {
		t.Errorf("untouched: said %q", s.host.Text())
	}
	kittest.Type(s.window.Canvas(), phone, "600 700 800")
	if !f.save.Primary() || s.page.adding.Primary() {
		t.Error("with changes saving is not the main thing to do")
	}
	kittest.Press(s.window.Canvas(), fyne.KeyReturn)
	if got := s.entry(id).Who.Phone; got != "600 700 800" || f.save.Primary() || !s.page.adding.Primary() {
		t.Errorf("after Enter the phone is %q", got)
	}
	phone.SetText("1")
	s.page.detail.tabs.Choose(tabScans)
	if !s.page.adding.Primary() {
		t.Error("no main button on another tab")
	}
}

func TestImport_EscapeLeavesThePlan(t *testing.T) {
	s := newStage(t)
	s.page.openImport(s.sampleFile("zgloszenia-google.csv", asIs))
	for _, c := range s.page.Commands() {
		if c.Key == fyne.KeyEscape && c.Modifier == 0 {
			c.Run()
			c.Run() // without a plan there is nothing to leave
		}
	}
	if s.page.plan != nil || s.page.stage.Objects[0] != s.page.main {
		t.Error("the plan is still there")
	}
}
