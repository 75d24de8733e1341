package agenda

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// People are marked without the mouse: from the search Down goes to them, Space and Enter mark.
func TestExports_ChosenByKey(t *testing.T) {
	s := newStage(t)
	s.item("Dla wybranych osób…").Action()
	c := s.window.Canvas()
	top := c.Overlays().Top()
	list, ok := kittest.Find(top, func(*kit.DataList[event.Entry]) bool { return true })
	if !ok {
		t.Fatal("no list of people")
	}
	kittest.Press(c, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if c.Focused() != list.Focusable() || c.Overlays().Top() != top || !strings.Contains(words(top), "zaznaczono 2") {
		t.Errorf("after Space and Enter the dialog says\n%s", words(top))
	}
	kittest.Press(c, fyne.KeySpace)
	if !strings.Contains(words(top), "zaznaczono 1") {
		t.Errorf("Space does not take out again:\n%s", words(top))
	}
}
