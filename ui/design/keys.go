package design

import (
	"encoding/json"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/ui/kit"
)

// FocusGained is part of fyne.Focusable.
func (b *board) FocusGained() {
	b.focused = true
	b.show()
	b.d.say()
}

// FocusLost is part of fyne.Focusable.
func (b *board) FocusLost() {
	b.focused, b.shift = false, false
	b.d.sketch.pause()
	b.show()
}

// AcceptsTab is part of fyne.Tabbable: Tab goes from item to item, and from the last one on.
func (b *board) AcceptsTab() bool {
	_, ok := b.beside()
	return ok
}

// beside is the item that Tab goes to.
func (b *board) beside() (int, bool) {
	n, at := len(b.d.sketch.items()), b.d.sketch.last()
	to := at + 1
	if b.shift {
		if to = at - 1; at < 0 {
			to = -1
		}
	}
	return to, to >= 0 && to < n
}

// KeyDown is part of desktop.Keyable.
func (b *board) KeyDown(ev *fyne.KeyEvent) { b.hold(ev, true) }

// KeyUp is part of desktop.Keyable.
func (b *board) KeyUp(ev *fyne.KeyEvent) { b.hold(ev, false) }

func (b *board) hold(ev *fyne.KeyEvent, down bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		b.shift = down
	}
}

// TypedRune is part of fyne.Focusable.
func (b *board) TypedRune(r rune) { b.d.typedRune(r) }

// typedRune hands on what nothing here has a use for: it may be the first of a badge that is scanned.
func (d *Designer) typedRune(r rune) {
	if handle := d.deps.Window.Canvas().OnTypedRune(); handle != nil {
		handle(r)
	}
}

// How far a key moves, in millimetres.
const (
	keyStep = 0.5
	keyLeap = 5
)

// arrows are the directions of the keys.
var arrows = map[fyne.KeyName][2]float64{
	fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1},
}

// TypedKey is part of fyne.Focusable.
func (b *board) TypedKey(ev *fyne.KeyEvent) {
	kit.NoteUse()
	d := b.d
	if way, ok := arrows[ev.Name]; ok {
		step := keyStep
		if b.shift {
			step = keyLeap
		}
		d.act(func(s *sketch) { s.move(way[0]*step, way[1]*step) })
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		if to, ok := b.beside(); ok {
			d.sketch.choose(to, false)
			d.chosenChanged()
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		d.act((*sketch).remove)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		d.props.focusFirst()
	case fyne.KeyEscape:
		b.escape()
	case fyne.KeyPageUp:
		d.act(func(s *sketch) { s.restack(true) })
	case fyne.KeyPageDown:
		d.act(func(s *sketch) { s.restack(false) })
	case fyne.KeyInsert:
		d.showAdd()
	default:
		if handle := d.deps.Window.Canvas().OnTypedKey(); handle != nil {
			handle(ev)
		}
	}
}

// escape ends a drag, lets go what is chosen, or leaves.
func (b *board) escape() {
	switch {
	case b.giveUp():
	case len(b.d.sketch.chosen) > 0:
		b.d.sketch.choose(-1, false)
		b.d.chosenChanged()
	default:
		b.d.onLeave()
	}
}

// TypedShortcut is part of fyne.Shortcutable.
func (b *board) TypedShortcut(sc fyne.Shortcut) {
	d := b.d
	switch sc := sc.(type) {
	case *fyne.ShortcutUndo:
		d.undo()
	case *fyne.ShortcutRedo:
		d.redo()
	case *fyne.ShortcutSelectAll:
		d.sketch.chooseAll()
		d.chosenChanged()
	case *fyne.ShortcutCopy:
		d.copy()
	case *fyne.ShortcutCut:
		d.copy()
		d.act((*sketch).remove)
	case *fyne.ShortcutPaste:
		d.paste()
	case *desktop.CustomShortcut:
		if !b.custom(sc) {
			b.forward(sc)
		}
	default:
		b.forward(sc)
	}
}

// forward hands on what is the window's.
func (b *board) forward(sc fyne.Shortcut) {
	if c, ok := b.d.deps.Window.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(sc)
	}
}

func (b *board) custom(sc *desktop.CustomShortcut) bool {
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	d := b.d
	if way, ok := arrows[sc.KeyName]; ok {
		step := keyStep
		switch sc.Modifier {
		case control:
		case control | shift:
			step = keyLeap
		case shift:
			d.act(func(s *sketch) { s.move(way[0]*keyLeap, way[1]*keyLeap) })
			return true
		default:
			return false
		}
		d.act(func(s *sketch) { s.grow(way[0]*step, way[1]*step) })
		return true
	}
	for _, c := range d.Commands() {
		if c.Key == sc.KeyName && c.Modifier == sc.Modifier {
			c.Run()
			return true
		}
	}
	return false
}

// Commands are the actions under a key, wherever the keyboard is.
func (d *Designer) Commands() []kit.Command {
	t := d.deps.Printer.T
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	return []kit.Command{
		{Label: t("design.key.save"), Key: fyne.KeyS, Modifier: control, Run: d.onSave},
		{Label: t("design.key.copy"), Key: fyne.KeyS, Modifier: control | shift, Run: d.onSaveCopy},
		{Label: t("design.key.undo"), Key: fyne.KeyZ, Modifier: control, Run: d.undo},
		{Label: t("design.key.redo"), Key: fyne.KeyY, Modifier: control, Run: d.redo},
		{Key: fyne.KeyZ, Modifier: control | shift, Run: d.redo},
		{Label: t("design.key.duplicate"), Key: fyne.KeyD, Modifier: control, Run: func() { d.act((*sketch).duplicate) }},
		{Label: t("design.key.larger"), Key: fyne.KeyEqual, Modifier: control, Run: func() { d.zoom.by(1) }},
		{Key: fyne.KeyPlus, Modifier: control, Run: func() { d.zoom.by(1) }},
		{Label: t("design.key.smaller"), Key: fyne.KeyMinus, Modifier: control, Run: func() { d.zoom.by(-1) }},
		{Label: t("design.key.true"), Key: fyne.Key0, Modifier: control, Run: func() { d.zoom.set(1) }},
	}
}

// Keys are those of the board, a line each.
func (d *Designer) Keys() []string {
	t := d.deps.Printer.T
	return []string{t("design.keys.choose"), t("design.keys.move"), t("design.keys.size"), t("design.keys.stack"),
		t("design.keys.edit"), t("design.keys.mouse")}
}

// clip is what copied items are on the clipboard: text, so that they go into another window too.
type clip struct {
	Items []event.LayoutItem `json:"zlot-badge-items"`
}

func (d *Designer) copy() {
	taken := d.sketch.taken()
	if len(taken) == 0 {
		return
	}
	if data, err := json.Marshal(clip{taken}); err == nil {
		fyne.CurrentApp().Clipboard().SetContent(string(data))
	}
}

// usable are the items from elsewhere that can be what they say.
func usable(items []event.LayoutItem, kinds []event.ItemKind) []event.LayoutItem {
	const most, far = 300, 2000.0
	var out []event.LayoutItem
	for _, i := range items {
		ok := slices.Contains(kinds, i.Kind) && event.ValidColour(i.Colour) && event.ValidColour(i.Fill)
		for _, v := range []float64{i.X, i.Y, i.W, i.H, i.Size, i.Floor, i.Stroke, i.Radius} {
			ok = ok && math.Abs(v) <= far
		}
		if ok && i.W >= 0 && i.H >= 0 && len(out) < most {
			out = append(out, i)
		}
	}
	return out
}

// paste puts copied items on the badge; other text becomes an item with these words.
func (d *Designer) paste() {
	text := strings.TrimSpace(fyne.CurrentApp().Clipboard().Content())
	if text == "" {
		return
	}
	var c clip
	if json.Unmarshal([]byte(text), &c) == nil && len(c.Items) > 0 {
		if items := usable(c.Items, d.sketch.layout.Use.Kinds()); len(items) > 0 {
			d.act(func(s *sketch) { s.paste(items) })
		}
		return
	}
	const longest = 400
	if r := []rune(text); len(r) > longest {
		text = string(r[:longest])
	}
	item := d.newItem(event.ItemText)
	item.Text = text
	d.act(func(s *sketch) { s.add(item) })
}
