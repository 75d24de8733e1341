package design

import (
	"testing"

	"fyne.io/fyne/v2"
)

// A key that takes away what the mouse holds ends the drag, whatever is dragged.
func TestDesigner_KeysInTheMiddleOfADrag(t *testing.T) {
	remove := func(b *drawingBoard) { b.d.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete}) }
	undo := func(b *drawingBoard) { b.d.undo() }
	turn := func(b *drawingBoard) { b.d.onSide(sideBack) }
	for name, c := range map[string]struct {
		x, y float64
		key  func(*drawingBoard)
	}{
		"a handle, removed": {70, 43, remove}, "an item, removed": {60, 38, remove}, "a handle, turned": {70, 43, turn},
		"an item, undone": {60, 38, undo}, "a band, turned": {2, 2, turn}, "a band, undone": {2, 2, undo},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBoardTest(t)
			b.bare(box{10, 10, 20, 10})
			b.d.act(func(s *sketch) { s.paste(s.items()); s.place(func(int, box) box { return box{50, 33, 20, 10} }) })
			b.click(60, 38, 0)
			b.press(c.x, c.y, 0)
			b.dragOnce(c.x-5, c.y-5)
			c.key(b)
			b.dragOnce(c.x+85, c.y+45)
			b.d.board.DragEnd()
			for _, i := range b.d.sketch.chosen {
				if i >= len(b.d.sketch.items()) {
					t.Errorf("item %d of %d is chosen", i, len(b.d.sketch.items()))
				}
			}
			b.d.showAll()
		})
	}
}
