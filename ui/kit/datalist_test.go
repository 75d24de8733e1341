package kit_test

import (
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

type numberList struct {
	*kit.DataList[int]
	window  fyne.Window
	current []int
	changed int
	opened  []int
}

func newNumberList(t testing.TB, n int) *numberList {
	t.Helper()
	kittest.Start(t)
	l := &numberList{}
	l.DataList = kit.NewDataList([]kit.Column[int]{
		{ID: "n", Title: "Numer", Text: strconv.Itoa, Less: func(a, b int) bool { return a < b }},
		{ID: "mod", Title: "Reszta", Text: func(i int) string { return strconv.Itoa(i % 3) }, Less: func(a, b int) bool { return a%3 < b%3 }},
		{ID: "icon", Title: "", Width: 40, Icon: func(int) kit.Icon { return kit.IconCheck }},
	})
	l.Key = strconv.Itoa
	l.OnSelect = func(i int) { l.current = append(l.current, i) }
	l.OnSelectionChanged = func([]int) { l.changed++ }
	l.OnOpen = func(i int) { l.opened = append(l.opened, i) }
	l.SetItems(numbers(n))
	l.window = kittest.Window(t, l.DataList, 500, 32+32*10+6) // ten rows are seen
	l.Focus()
	return l
}

func (l *numberList) press(keys ...fyne.KeyName) { kittest.Press(l.window.Canvas(), keys...) }

func (l *numberList) wantSelected(t *testing.T, want ...int) {
	t.Helper()
	if got := l.Selected(); !slices.Equal(got, want) {
		t.Errorf("selected %v, not %v", got, want)
	}
}

func (l *numberList) wantCurrent(t *testing.T, want int) {
	t.Helper()
	if got, ok := l.Current(); !ok || got != want {
		t.Errorf("cursor at %v (%v), not %v", got, ok, want)
	}
}

// visible are the texts of the first column that are drawn.
func (l *numberList) visible() []string {
	var out []string
	for _, o := range test.WidgetRenderer(l.Focusable().(fyne.Widget)).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Position().X < 100 {
			out = append(out, text.Text)
		}
	}
	return out
}

func TestDataList_keys(t *testing.T) {
	l := newNumberList(t, 100)
	l.wantCurrent(t, 0) // focus shows where the cursor is
	l.press(fyne.KeyDown, fyne.KeyDown)
	l.wantCurrent(t, 2)
	l.wantSelected(t, 2)
	l.press(fyne.KeyPageDown)
	l.wantCurrent(t, 11)
	if v := l.visible(); !slices.Contains(v, "11") || slices.Contains(v, "1") {
		t.Errorf("rows %v are drawn", v)
	}
	l.press(fyne.KeyEnd, fyne.KeyDown)
	l.wantCurrent(t, 99)
	l.press(fyne.KeyHome, fyne.KeyUp)
	l.wantCurrent(t, 0)
	if v := l.visible(); v[0] != "0" {
		t.Errorf("the first row is hidden: %v", v)
	}
	l.press(fyne.KeyDown, fyne.KeyReturn)
	if !slices.Equal(l.opened, []int{1}) {
		t.Errorf("opened %v", l.opened)
	}
	if l.current[len(l.current)-1] != 1 {
		t.Errorf("details of %v", l.current)
	}
}

func TestDataList_multiSelect(t *testing.T) {
	l := newNumberList(t, 20)
	l.press(fyne.KeyDown)
	kittest.PressShift(l.window.Canvas(), fyne.KeyDown)
	kittest.PressShift(l.window.Canvas(), fyne.KeyDown)
	l.wantSelected(t, 1, 2, 3)
	kittest.PressShift(l.window.Canvas(), fyne.KeyUp)
	l.wantSelected(t, 1, 2)
	l.press(fyne.KeyEscape)
	l.wantSelected(t, 2)

	l.press(fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	l.wantSelected(t, 2, 4)
	l.press(fyne.KeySpace)
	l.wantSelected(t, 2)

	l.Focusable().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(l.Selected()) != 20 {
		t.Errorf("Ctrl+A selected %d", len(l.Selected()))
	}
	l.ClearSelection()
	l.wantSelected(t)
}

func TestDataList_mouse(t *testing.T) {
	l := newNumberList(t, 20)
	body := l.Focusable().(fyne.CanvasObject)
	click := func(row int, mod fyne.KeyModifier) {
		kittest.ClickAt(l.window.Canvas(), body, fyne.NewPos(20, float32(row)*32+5), mod)
	}
	click(2, 0)
	l.wantSelected(t, 2)
	click(4, fyne.KeyModifierControl)
	l.wantSelected(t, 2, 4)
	click(7, fyne.KeyModifierShift)
	l.wantSelected(t, 4, 5, 6, 7)
	click(1, 0)
	l.wantSelected(t, 1)
	if !l.Focused() {
		t.Error("a click did not focus the list")
	}
	double := func() {
		l.Focusable().(fyne.DoubleTappable).DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(20, 37)})
	}
	click(3, 0)
	click(1, 0)
	double()
	if len(l.opened) != 0 {
		t.Errorf("clicks on two rows opened %v", l.opened)
	}
	click(1, 0)
	double()
	if !slices.Equal(l.opened, []int{1}) {
		t.Errorf("a double click opened %v", l.opened)
	}
}

func TestDataList_sort(t *testing.T) {
	l := newNumberList(t, 6)
	l.SelectRow(1)
	l.SortBy("mod", false)
	if got := l.Items(); !slices.Equal(got, []int{0, 3, 1, 4, 2, 5}) {
		t.Errorf("sorted %v", got)
	}
	l.wantCurrent(t, 1)
	l.wantSelected(t, 1)
	l.SortBy("n", true)
	if got := l.Items(); !slices.Equal(got, []int{5, 4, 3, 2, 1, 0}) {
		t.Errorf("sorted %v", got)
	}
	l.SortBy("", false)
	if got := l.Items(); !slices.Equal(got, numbers(6)) {
		t.Errorf("sorted %v", got)
	}
}

func TestDataList_setItemsKeepsTheSelection(t *testing.T) {
	l := newNumberList(t, 10)
	l.SelectRow(3)
	l.press(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	l.wantSelected(t, 3, 4)
	before := l.changed
	l.SetItems([]int{4, 3, 8})
	l.wantSelected(t, 4, 3)
	l.wantCurrent(t, 4)
	if l.changed != before {
		t.Error("the same selection was reported as a change")
	}
	l.SetItems([]int{8, 3})
	l.wantSelected(t, 3)
	if l.changed == before {
		t.Error("a lost item was not reported")
	}
	l.SetItems(nil)
	l.wantSelected(t)
	l.press(fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn, fyne.KeySpace)
	if _, ok := l.Current(); ok {
		t.Error("an empty list has a cursor")
	}
}

func TestDataList_copy(t *testing.T) {
	l := newNumberList(t, 10)
	l.SelectRow(7)
	b := &board{}
	l.Focusable().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: b})
	if b.text != "7\t1\n" {
		t.Errorf("copied %q", b.text)
	}
}

func TestDataList_scrolls(t *testing.T) {
	l := newNumberList(t, 100)
	body := l.Focusable().(fyne.Scrollable)
	body.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -64)})
	if v := l.visible(); v[0] != "2" {
		t.Errorf("rows %v are drawn", v)
	}
	body.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -1e6)})
	if v := l.visible(); v[len(v)-1] != "99" {
		t.Errorf("at the end %v are drawn", v)
	}
	l.SetItems(numbers(3))
	if v := l.visible(); !slices.Equal(v, []string{"0", "1", "2"}) {
		t.Errorf("of three rows %v are drawn", v)
	}
}

func TestDataList_functionKeysGoOn(t *testing.T) {
	l := newNumberList(t, 3)
	var got []fyne.KeyName
	l.window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, ev.Name) })
	l.press(fyne.KeyF5, fyne.KeyEscape)
	if !slices.Equal(got, []fyne.KeyName{fyne.KeyF5, fyne.KeyEscape}) {
		t.Errorf("the page got %v", got)
	}
}

func TestDataList_badColumnPanics(t *testing.T) {
	kittest.Start(t)
	defer func() {
		if recover() == nil {
			t.Error("a column without an ID was taken")
		}
	}()
	kit.NewDataList([]kit.Column[int]{{Title: "x", Text: strconv.Itoa}})
}

// The cost of drawing must not depend on the number of rows.
func BenchmarkDataList(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			l := newNumberList(b, n)
			row := 0
			b.ResetTimer()
			for b.Loop() {
				row = (row + 997) % n
				l.SelectRow(row)
			}
		})
	}
}

func BenchmarkDataList_setItems(b *testing.B) {
	l := newNumberList(b, 100_000)
	items := numbers(100_000)
	b.ResetTimer()
	for b.Loop() {
		l.SetItems(items)
	}
}

// Where there is no room the columns that may go are left out in turn, and
// the others keep what they need.
func TestDataList_LeavesColumnsOut(t *testing.T) {
	kittest.Start(t)
	text := func(s string) string { return s }
	l := kit.NewDataList([]kit.Column[string]{
		{ID: "name", Title: "Nazwisko", Weight: 1, Least: 120, Text: text},
		{ID: "town", Title: "Miejscowość", Weight: 3, Least: 80, Drop: 2, Text: text},
		{ID: "group", Title: "Grupa", Weight: 1, Least: 80, Drop: 1, Text: text},
		{ID: "number", Title: "Nr", Width: 60, Text: text},
	})
	l.SetItems([]string{"Brzęczyszczykiewicz"})
	w := kittest.Window(t, l, 600, 200)
	for _, c := range []struct {
		width float32
		want  []string
	}{{600, nil}, {330, []string{"town"}}, {250, []string{"town", "group"}}, {100, []string{"town", "group"}}, {600, nil}} {
		w.Resize(fyne.NewSize(c.width, 200))
		if got := l.Hidden(); !slices.Equal(got, c.want) {
			t.Errorf("%v wide: left out %v, want %v", c.width, got, c.want)
		}
	}
	w.Resize(fyne.NewSize(330, 200))
	l.SetLeast("name", 190)
	if got := l.Hidden(); len(got) != 2 {
		t.Errorf("for longer names left out %v", got)
	}
}

// Whoever sorts by a click sees what comes first, and a notch of the wheel is
// three rows.
func TestDataList_headerAndWheel(t *testing.T) {
	l := newNumberList(t, 100)
	l.SelectRow(60)
	test.TapCanvas(l.window.Canvas(), fyne.NewPos(40, 10))
	if v := l.visible(); v[0] != "0" {
		t.Errorf("after sorting there is %v", v)
	}
	l.wantCurrent(t, 60)
	wheel := l.Focusable().(fyne.Scrollable)
	wheel.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	if v := l.visible(); v[0] != "3" {
		t.Errorf("after a notch there is %v", v)
	}
	wheel.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 30)}) // a touchpad
	if v := l.visible(); v[0] != "2" {
		t.Errorf("after a finer move there is %v", v)
	}
}

// Columns that need more than there is keep inside the list.
func TestDataList_squeezed(t *testing.T) {
	l := newNumberList(t, 3)
	l.SetWidths(map[string]float32{"n": 400, "mod": 400})
	kittest.Relayout(l.window.Canvas())
	right := float32(0)
	for _, o := range test.WidgetRenderer(l.Focusable().(fyne.Widget)).Objects() {
		if text, ok := o.(*canvas.Text); ok {
			right = max(right, text.Position().X+text.Size().Width)
		}
	}
	if right > 500 || right < 300 {
		t.Errorf("the columns reach to %.0f of 500", right)
	}
}

// keeper is a WidthKeeper in memory.
type keeper map[string]map[string]float32

func (k keeper) Widths(list string) map[string]float32            { return k[list] }
func (k keeper) SetWidths(list string, widths map[string]float32) { k[list] = widths }

func TestDataList_keepsWidths(t *testing.T) {
	kittest.Start(t)
	kept := keeper{"guests": {"name": 222}}
	t.Cleanup(kit.KeepWidths(kept))
	l := kit.NewDataList(guestColumns())
	l.Keep("guests")
	if got := l.Widths()["name"]; got != 222 {
		t.Errorf("the kept width is %.0f", got)
	}
	l.OnResized(map[string]float32{"name": 333})
	again := kit.NewDataList(guestColumns())
	again.Keep("guests")
	if got := again.Widths()["name"]; got != 333 {
		t.Errorf("the next list has %.0f", got)
	}
}

// Of columns that are no more nothing is drawn.
func TestDataList_FewerColumns(t *testing.T) {
	l := newNumberList(t, 3)
	l.SetColumns([]kit.Column[int]{{ID: "n", Title: "Numer", Text: strconv.Itoa}})
	for _, o := range test.WidgetRenderer(l.Focusable().(fyne.Widget)).Objects() {
		text, ok := o.(*canvas.Text)
		if ok && text.Position().X > 100 && text.Text != "" {
			t.Errorf("%q of another column is still drawn", text.Text)
		}
		if img, ok := o.(*canvas.Image); ok && img.Visible() {
			t.Error("an icon of another column is still drawn")
		}
	}
}
