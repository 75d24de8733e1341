package design

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestDesigner_DragSnapsToEdgesMiddlesAndTheGrid(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 20, 10}, box{50, 33.3, 20, 10})
	b.drag(20, 15, 60.4, 15.2, 0)
	if got := b.item(0); !near(got.x, 50) || !near(got.y, 10) {
		t.Errorf("beside the left edge of another one it came to %v", got)
	}
	b.drag(60, 15, 60, 38.7, 0)
	if got := b.item(0); !near(got.y, 33.3) {
		t.Errorf("its upper edge is not in line: %v", got)
	}
	b.drag(60, 38, 25.3, 12.4, 0)
	if got := b.item(0); !near(got.x, math1(got.x)) || !near(got.y, math1(got.y)) {
		t.Errorf("far from everything it keeps to the grid: %v", got)
	}
	before := b.item(0)
	b.drag(before.x+1, before.y+1, before.x+2.37, before.y+1.23, fyne.KeyModifierAlt)
	if got := b.item(0); near(got.x, before.x) && near(got.y, before.y) {
		t.Error("with Alt a small movement is lost")
	}
	if len(b.d.board.guides) != 0 {
		t.Error("lines stay after the drag")
	}
}

func math1(v float64) float64 { return float64(int(v + 0.5)) }

func TestDesigner_DragIsOneStepAndEscapeGivesItUp(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 20, 10})
	b.drag(20, 15, 40, 30, 0)
	if len(b.d.sketch.past) != 1 {
		t.Fatalf("%d steps", len(b.d.sketch.past))
	}
	b.d.undo()
	if got := b.item(0); !near(got.x, 10) || !near(got.y, 10) {
		t.Errorf("undone: %v", got)
	}
	b.d.redo()
	if got := b.item(0); !near(got.x, 30) {
		t.Errorf("done again: %v", got)
	}
	b.press(40, 30, 0)
	b.dragOnce(60, 40)
	b.d.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.dragOnce(70, 45)
	b.d.board.DragEnd()
	if got := b.item(0); !near(got.x, 30) || !near(got.y, 25) {
		t.Errorf("Escape left it at %v", got)
	}
	if len(b.d.sketch.past) != 1 || b.left != 0 {
		t.Errorf("%d steps, left %d times", len(b.d.sketch.past), b.left)
	}
}

func TestDesigner_HandlesSize(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 20, 10})
	b.click(20, 15, 0)
	b.drag(30, 20, 44.1, 31.9, 0)
	if got := b.item(0); !near(got.w, 34) || !near(got.h, 22) || !near(got.x, 10) {
		t.Errorf("lower right handle: %v", got)
	}
	b.drag(10, 21, 4.2, 30, 0)
	if got := b.item(0); !near(got.x, 4) || !near(got.w, 40) || !near(got.h, 22) {
		t.Errorf("left handle: %v", got)
	}
	shape := b.item(0).w / b.item(0).h
	b.drag(44, 32, 64, 36, fyne.KeyModifierShift)
	if got := b.item(0); !near(got.w/got.h, shape) || got.w < 50 {
		t.Errorf("Shift keeps the shape: %v", got)
	}
	b.drag(b.item(0).right(), b.item(0).bottom(), -50, -50, 0)
	if got := b.item(0); got.w <= 0 || got.h <= 0 {
		t.Errorf("turned inside out: %v", got)
	}
}

func TestDesigner_Keys(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 20, 10}, box{40, 10, 20, 10}, box{70, 30, 10, 10})
	c := b.w.Canvas()
	kittest.Press(c, fyne.KeyTab)
	if b.d.sketch.last() != 0 {
		t.Fatalf("Tab chose %d", b.d.sketch.last())
	}
	kittest.Press(c, fyne.KeyTab, fyne.KeyTab)
	kittest.PressShift(c, fyne.KeyTab)
	if b.d.sketch.last() != 1 {
		t.Fatalf("Shift+Tab chose %d", b.d.sketch.last())
	}
	kittest.Press(c, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown)
	kittest.PressShift(c, fyne.KeyLeft)
	if got := b.item(1); !near(got.x, 36) || !near(got.y, 10.5) {
		t.Errorf("moved to %v", got)
	}
	b.d.board.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierControl})
	b.d.board.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	if got := b.item(1); !near(got.w, 20.5) || !near(got.h, 15) {
		t.Errorf("sized to %v", got)
	}
	b.d.board.TypedShortcut(&fyne.ShortcutUndo{})
	b.d.board.TypedShortcut(&fyne.ShortcutUndo{})
	if got := b.item(1); !near(got.x, 40) || !near(got.w, 20) {
		t.Errorf("two steps back: %v", got)
	}
	b.d.board.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl})
	if n := len(b.d.sketch.items()); n != 4 || b.d.sketch.last() != 3 || !near(b.item(3).x, 42) {
		t.Errorf("%d items after Ctrl+D", n)
	}
	kittest.Press(c, fyne.KeyDelete)
	if n := len(b.d.sketch.items()); n != 3 {
		t.Errorf("%d items after Delete", n)
	}
	b.d.board.TypedShortcut(&fyne.ShortcutSelectAll{})
	b.d.board.TypedShortcut(&fyne.ShortcutCopy{})
	b.d.onSide(sideBack)
	b.d.board.TypedShortcut(&fyne.ShortcutPaste{})
	if n := len(b.d.sketch.layout.Back); n != 3 {
		t.Errorf("%d items pasted on the back", n)
	}
	fyne.CurrentApp().Clipboard().SetContent("Wi-Fi: zlot, hasło: zamek")
	b.d.board.TypedShortcut(&fyne.ShortcutPaste{})
	if last := b.d.sketch.layout.Back[3]; last.Kind != event.ItemText || last.Text != "Wi-Fi: zlot, hasło: zamek" {
		t.Errorf("pasted words became %+v", last)
	}
}

func TestDesigner_PasteOfNonsense(t *testing.T) {
	b := newBoardTest(t)
	b.bare()
	for _, text := range []string{
		`{"zlot-badge-items":[{"kind":"bomb","x":1,"y":1,"w":5,"h":5}]}`, `{"zlot-badge-items":[{"kind":"box","x":1e300,"w":5,"h":5}]}`,
		`{"zlot-badge-items":[{"kind":"box","w":-5,"h":5}]}`, `{"zlot-badge-items":[{"kind":"box","w":5,"h":5,"fill":"url(x)"}]}`, "",
	} {
		fyne.CurrentApp().Clipboard().SetContent(text)
		b.d.paste()
	}
	if items := b.d.sketch.items(); len(items) != 0 {
		t.Errorf("pasted %+v", items)
	}
}

func TestDesigner_TabLeavesAtTheEnds(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 20, 10})
	kittest.Press(b.w.Canvas(), fyne.KeyTab, fyne.KeyTab)
	if b.w.Canvas().Focused() == fyne.Focusable(b.d.board) {
		t.Error("the keyboard is caught on the badge")
	}
}

func TestDesigner_ChooseSeveral(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 10, 10}, box{30, 12, 10, 10}, box{55, 14, 10, 20})
	b.click(15, 15, 0)
	b.click(35, 15, fyne.KeyModifierShift)
	if len(b.d.sketch.chosen) != 2 {
		t.Fatalf("Shift+click: %v", b.d.sketch.chosen)
	}
	b.click(35, 15, fyne.KeyModifierShift)
	if len(b.d.sketch.chosen) != 1 {
		t.Errorf("Shift+click lets go: %v", b.d.sketch.chosen)
	}
	b.drag(2, 2, 68, 40, 0)
	if len(b.d.sketch.chosen) != 3 || len(b.d.sketch.past) != 0 {
		t.Fatalf("rubber band: %v, %d steps", b.d.sketch.chosen, len(b.d.sketch.past))
	}
	if n := len(b.d.list.list.Selected()); n != 3 {
		t.Errorf("the list has %d chosen", n)
	}
	b.d.tools[3].Tapped(nil) // tops
	if b.item(1).y != 10 || b.item(2).y != 10 {
		t.Error("tops are not in line")
	}
	b.d.tools[6].Tapped(nil) // gaps across
	if gap := b.item(1).x - b.item(0).right(); !near(gap, b.item(2).x-b.item(1).right()) {
		t.Errorf("gaps are not the same: %v %v %v", b.item(0), b.item(1), b.item(2))
	}
	b.d.tools[9].Tapped(nil) // heights
	if b.item(0).h != b.item(b.d.sketch.last()).h {
		t.Error("heights are not the same")
	}
	b.click(15, 12, 0)
	if len(b.d.sketch.chosen) != 1 {
		t.Error("a click chooses one alone")
	}
	b.d.tools[1].Tapped(nil)
	if got := b.item(0); !near(got.x+got.w/2, 45) {
		t.Errorf("one alone goes to the middle of the badge: %v", got)
	}
}

func TestDesigner_OrderOnTopOfEachOther(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 10, 10}, box{20, 10, 10, 10}, box{30, 10, 10, 10})
	b.d.sketch.choose(0, false)
	b.d.list.up.OnTapped(b.d.list.up.Press)
	b.d.act(func(s *sketch) { s.restack(true) })
	if got := b.item(1); !near(got.x, 10) || b.d.sketch.last() != 1 {
		t.Errorf("raised to %d: %v", b.d.sketch.last(), got)
	}
	b.d.act(func(s *sketch) { s.restack(true); s.restack(true) })
	if got := b.item(2); !near(got.x, 10) {
		t.Error("it is not on top")
	}
	if rows := b.d.list.list.Items(); rows[0].index != 2 {
		t.Error("the list does not begin with the topmost")
	}
}

func TestDesigner_Properties(t *testing.T) {
	b := newBoardTest(t)
	b.bare()
	b.d.add(event.ItemText)
	w, ok := b.w.Canvas().Focused().(*kit.Entry)
	if !ok {
		t.Fatal("after adding words they are typed")
	}
	kittest.Type(b.w.Canvas(), w, "nr ")
	b.d.props.inputs[0].(*words).insert("{number}")
	if got := b.d.sketch.items()[0].Text; got != "nr {number}" {
		t.Errorf("words are %q", got)
	}
	steps := len(b.d.sketch.past)
	for _, in := range b.d.props.inputs {
		n, ok := in.(*number)
		if !ok || n.name != b.d.deps.Printer.T("design.x") {
			continue
		}
		kittest.Type(b.w.Canvas(), n.entry, "12,5")
		if !near(b.item(0).x, 12.5) || len(b.d.sketch.past) != steps+1 {
			t.Errorf("typed to %v in %d steps", b.item(0), len(b.d.sketch.past)-steps)
		}
		n.entry.SetText("x")
		n.left()
		if n.field.Error() == "" || !near(b.item(0).x, 12.5) {
			t.Error("x passes for a number")
		}
	}
	b.d.undo()
	b.d.undo()
	if got := b.d.sketch.items(); len(got) == 0 {
		t.Error("undo took the item away with its measure")
	}
}

// The menu of fields by keys: a kind, and then a field of it.
func TestDesigner_FieldsByKeys(t *testing.T) {
	b := newBoardTest(t)
	b.bare()
	b.d.add(event.ItemText)
	w := b.d.props.inputs[0].(*words)
	w.showFields()
	c := b.w.Canvas()
	kittest.Press(c, fyne.KeyDown)
	kittest.Press(c, fyne.KeyDown)
	kittest.Press(c, fyne.KeyReturn)
	if c.Overlays().Top() == nil {
		t.Fatal("the fields of contact are not shown")
	}
	kittest.Press(c, fyne.KeyReturn)
	if got := b.d.sketch.items()[0].Text; got != "{phone}" || c.Overlays().Top() != nil {
		t.Errorf("put in %q", got)
	}
}

// New words lie beside the code and the name, on each layout that comes with the program.
func TestDesigner_NewWordsCoverNeitherCodeNorName(t *testing.T) {
	b := newBoardTest(t)
	for _, l := range b.svc.Documents.Layouts() {
		b.d.sketch = newSketch(l)
		words := boxOf(b.d.newItem(event.ItemText))
		for _, i := range l.Front {
			o := boxOf(i)
			if (i.Kind == event.ItemCode || i.Kind == event.ItemPerson) && words.x < o.right() && o.x < words.right() && words.y < o.bottom() && o.y < words.bottom() {
				t.Errorf("%s: new words at %+v are on %s at %+v", l.ID, words, i.Kind, o)
			}
		}
	}
}

// New words are chosen whole, so that what is typed stands in their place; and they keep off the edge.
func TestDesigner_NewWordsAreTypedOver(t *testing.T) {
	b := newBoardTest(t)
	b.shipped("a4-4-a6")
	b.d.add(event.ItemText)
	kittest.TypeFocused(b.w.Canvas(), "Sala 12")
	items := b.d.sketch.items()
	i := items[len(items)-1]
	if i.Text != "Sala 12" {
		t.Errorf("the words are %q", i.Text)
	}
	if at := boxOf(i); at.x < 3 || at.right() > b.d.sketch.layout.Stock.Width-3 {
		t.Errorf("they lie at %+v", at)
	}
}

// A badge that is scanned while the designer is open is not swallowed by what has the focus there.
func TestDesigner_AScanGoesOn(t *testing.T) {
	b := newBoardTest(t)
	d := b.d
	var heard strings.Builder
	c := b.w.Canvas()
	c.SetOnTypedRune(func(r rune) { heard.WriteRune(r) })
	for _, part := range []fyne.Focusable{d.board, d.tools[0], &swatchRow{d: d}, &troubleRow{pressable: pressable{d: d}}} {
		heard.Reset()
		part.TypedRune('7')
		if heard.String() != "7" {
			t.Errorf("%T keeps what a scanner types", part)
		}
	}
}

// Keys count as use where they move, colour or press something, so that nobody is locked out while drawing.
func TestDesigner_KeysAreUse(t *testing.T) {
	b := newBoardTest(t)
	d := b.d
	used, pressed := 0, 0
	t.Cleanup(kit.WatchUse(func() { used++ }))
	row := &swatchRow{d: d}
	row.ExtendBaseWidget(row)
	press := &pressable{d: d, onPress: func() { pressed++ }}
	for _, c := range []struct {
		part fyne.Focusable
		key  fyne.KeyName
	}{{d.board, fyne.KeyLeft}, {row, fyne.KeyF9}, {press, fyne.KeyReturn}, {press, fyne.KeySpace}} {
		used = 0
		if c.part.TypedKey(&fyne.KeyEvent{Name: c.key}); used == 0 {
			t.Errorf("%s in a %T is no use", c.key, c.part)
		}
	}
	if pressed != 2 {
		t.Errorf("pressed %d times", pressed)
	}
}
