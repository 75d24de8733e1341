package kit

import (
	"fyne.io/fyne/v2"
)

// Curtain lies over everything in a window, over open dialogs and menus too: nothing behind it is seen, clicked or
// reached by a key. What is behind it stays as it is; dialogs that would open wait until it is lifted.
type Curtain struct {
	window fyne.Window
	view   fyne.CanvasObject
	before fyne.Focusable
	keys   func(*fyne.KeyEvent)
}

// Only one curtain hangs in a window.
var curtains = map[fyne.Window]*Curtain{}

// DropCurtain hangs view before everything in a window. Keys that nothing in it has a use for go to typed.
func DropCurtain(w fyne.Window, view fyne.CanvasObject, typed func(*fyne.KeyEvent)) *Curtain {
	c := w.Canvas()
	h := &Curtain{window: w, view: view, before: c.Focused(), keys: c.OnTypedKey()}
	curtains[w] = h
	c.SetOnTypedKey(typed)
	h.hang()
	return h
}

// CurtainDown says whether a curtain hangs in a window.
func CurtainDown(w fyne.Window) bool { return curtains[w] != nil }

func (h *Curtain) hang() {
	c := h.window.Canvas()
	c.Overlays().Add(h.view)
	h.view.Resize(c.Size())
}

// Lift takes the curtain away, gives the focus back and opens the dialog that waits.
func (h *Curtain) Lift() {
	if curtains[h.window] != h {
		return
	}
	delete(curtains, h.window)
	c := h.window.Canvas()
	c.Overlays().Remove(h.view)
	c.SetOnTypedKey(h.keys)
	if h.before != nil {
		c.Focus(h.before)
	}
	openNext(h.window)
}

// behindCurtain does what takes an overlay away behind a curtain: the toolkit takes all away that is above it. The
// keys and the focus that it gives back are those for when the curtain is lifted.
func behindCurtain(w fyne.Window, before fyne.Focusable, keys func(*fyne.KeyEvent), remove func()) bool {
	h := curtains[w]
	if h == nil {
		return false
	}
	c := w.Canvas()
	focused := c.Focused()
	remove()
	h.hang()
	if focused != nil {
		c.Focus(focused)
	}
	h.before, h.keys = before, keys
	return true
}
