package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

type line struct{ kit.TapRow }

func newLine(name string, act func()) *line {
	l := &line{}
	l.ExtendRow(l, name, kit.NewText(name, kit.StyleBody), act)
	return l
}

func TestTouch(t *testing.T) {
	kittest.Start(t)
	pressed := map[string]int{}
	first := newLine("first", func() { pressed["first"]++ })
	second := newLine("second", func() { pressed["second"]++ })
	w := kittest.Window(t, container.NewVBox(first, second), 200, 200)
	c := w.Canvas()
	var keys []fyne.KeyName
	var runes string
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	c.SetOnTypedRune(func(r rune) { runes += string(r) })
	used := 0
	t.Cleanup(kit.WatchUse(func() { used++ }))

	c.Focus(first)
	if !first.Focused() || second.Focused() {
		t.Fatal("the focus is not shown where it is")
	}
	kittest.Press(c, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace)
	if pressed["first"] != 3 || used != 3 {
		t.Errorf("pressed %d times, use was noted %d times", pressed["first"], used)
	}
	kittest.Press(c, fyne.KeyDown)
	if c.Focused() != fyne.Focusable(second) || first.Focused() {
		t.Error("Down does not go on")
	}
	kittest.Press(c, fyne.KeyUp, fyne.KeyF5, fyne.KeyEscape)
	kittest.TypeFocused(c, "12")
	if len(keys) != 2 || keys[0] != fyne.KeyF5 || keys[1] != fyne.KeyEscape || runes != "12" {
		t.Errorf("the window got %v and %q", keys, runes)
	}
	if used != 9 {
		t.Errorf("use was noted %d times", used)
	}

	first.OnStep = func(by int) { pressed["step"] += by }
	kittest.Press(c, fyne.KeyDown)
	if pressed["step"] != 1 || c.Focused() != fyne.Focusable(first) {
		t.Error("a step of its own is not taken")
	}
	first.MouseIn(&desktop.MouseEvent{})
	over := first.Hovered()
	first.MouseOut()
	if !over || first.Hovered() {
		t.Error("the pointer is not noticed")
	}
	kittest.Click(c, second)
	if pressed["second"] != 1 {
		t.Error("a click does nothing")
	}
}
