package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestCurtain(t *testing.T) {
	kittest.Start(t)
	pressed := 0
	button := kit.NewPrimary("Below", kit.IconCheck, func() { pressed++ })
	w := kittest.Window(t, button, 600, 400)
	c := w.Canvas()
	var below, above []fyne.KeyName
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { below = append(below, ev.Name) })
	c.Focus(button)

	view := container.NewStack(kit.Flat(kit.ColorBackground), kit.NewText("Curtain", kit.StyleBody))
	h := kit.DropCurtain(w, view, func(ev *fyne.KeyEvent) { above = append(above, ev.Name) })
	if !kit.CurtainDown(w) || c.Overlays().Top() != fyne.CanvasObject(view) || view.Size() != c.Size() {
		t.Fatalf("the window is not covered: %v of %v", view.Size(), c.Size())
	}
	kittest.Press(c, fyne.KeyReturn, fyne.KeyF5, fyne.KeyEscape)
	if pressed != 0 || len(below) != 0 || len(above) != 3 {
		t.Errorf("below: pressed %d times, keys %v; above: %v", pressed, below, above)
	}
	late := kit.Message(w, "Late", "One that waits")
	if late.Open() || c.Overlays().Top() != fyne.CanvasObject(view) {
		t.Error("a dialog opens before the curtain")
	}

	h.Lift()
	if kit.CurtainDown(w) || !late.Open() {
		t.Fatal("the dialog that waited does not open")
	}
	late.Close()
	if c.Focused() != fyne.Focusable(button) {
		t.Error("the focus is not where it was")
	}
	kittest.Press(c, fyne.KeyF5, fyne.KeyReturn)
	if len(below) != 1 || len(above) != 3 || pressed != 1 {
		t.Errorf("after it: keys %v below, %v above, pressed %d times", below, above, pressed)
	}
	h.Lift() // a second time it is nothing
	if c.Focused() != fyne.Focusable(button) {
		t.Error("lifting it again takes the focus")
	}
}
