// Package kittest helps to test pages: a window with the program's theme, work
// that runs at once, a clock that is moved by hand, typing, and pictures to
// look at.
package kittest

import (
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// PictureFolder is the environment variable with the folder that Screenshot
// writes into; without it no picture is taken.
const PictureFolder = "ZLOT_PICTURES"

// Clock is a timer that stands still until it is moved.
type Clock struct {
	now   time.Duration
	calls []*call
}

type call struct {
	at time.Duration
	f  func()
}

func (c *Clock) after(d time.Duration, f func()) (stop func()) {
	k := &call{at: c.now + d, f: f}
	c.calls = append(c.calls, k)
	return func() { k.f = nil }
}

// Advance moves the clock and calls what is due, in order.
func (c *Clock) Advance(d time.Duration) {
	end := c.now + d
	for {
		next := -1
		for i, k := range c.calls {
			if k.at <= end && (next < 0 || k.at < c.calls[next].at) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		k := c.calls[next]
		c.calls = append(c.calls[:next], c.calls[next+1:]...)
		c.now = max(c.now, k.at)
		if k.f != nil {
			k.f()
		}
	}
	c.now = end
}

// Settle calls what waits for the UI thread to be free.
func (c *Clock) Settle() { c.Advance(0) }

type inline struct{}

func (inline) Go(work func()) { work() }
func (inline) Do(f func())    { f() }

// Start begins a test: an app with the light theme, Polish words, work that
// runs at once, and a clock that stands still. It all ends with the test.
func Start(t testing.TB) *Clock {
	t.Helper()
	return StartWith(t, kit.VariantLight, "pl")
}

// StartWith is Start in another variant and language.
func StartWith(t testing.TB, variant kit.Variant, lang string) *Clock {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(variant, 1))
	kit.SetPrinter(i18n.New(lang))
	clock := &Clock{}
	restoreRunner := kit.SetRunner(inline{})
	restoreTimer := kit.SetTimer(clock.after)
	t.Cleanup(func() {
		restoreRunner()
		restoreTimer()
		kit.SetPrinter(i18n.New("pl"))
	})
	return clock
}

// Window shows content in a window of a size, wrapped in a toast layer. Only
// one window may be open in a test: the toolkit's test driver finds objects in
// the newest window only.
func Window(t testing.TB, content fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewWindow(nil)
	t.Cleanup(func() {
		// A test may have closed it; the driver does not take a second time.
		if slices.Contains(fyne.CurrentApp().Driver().AllWindows(), w) {
			w.Close()
		}
	})
	w.SetPadded(false)
	w.SetContent(kit.NewToastHost(w, content))
	w.Resize(fyne.NewSize(width, height))
	return w
}

// Type focuses an object and types text into it, as a person does.
func Type(c fyne.Canvas, into fyne.Focusable, text string) {
	c.Focus(into)
	for _, r := range text {
		into.TypedRune(r)
	}
}

// TypeFocused types text to whatever has the focus, which may change on the
// way; '\n' is Enter.
func TypeFocused(c fyne.Canvas, text string) {
	for _, r := range text {
		if r == '\n' {
			Press(c, fyne.KeyReturn)
			continue
		}
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
		} else if handle := c.OnTypedRune(); handle != nil {
			handle(r)
		}
	}
}

// Press presses keys one after the other, as the window does: to what has the
// focus, or else to the canvas. Tab moves the focus unless it is wanted.
func Press(c fyne.Canvas, keys ...fyne.KeyName) {
	for _, key := range keys {
		f := c.Focused()
		if key == fyne.KeyTab {
			if tab, ok := f.(fyne.Tabbable); !ok || !tab.AcceptsTab() {
				c.FocusNext()
				continue
			}
		}
		ev := &fyne.KeyEvent{Name: key}
		if f != nil {
			f.TypedKey(ev)
		} else if handle := c.OnTypedKey(); handle != nil {
			handle(ev)
		}
	}
}

// PressShift presses a key while Shift is held.
func PressShift(c fyne.Canvas, key fyne.KeyName) {
	held := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	if k, ok := c.Focused().(desktop.Keyable); ok {
		k.KeyDown(held)
		defer k.KeyUp(held)
	}
	Press(c, key)
}

// Click clicks on an object at its middle, as the window does: a click beside
// the focused object takes its focus away.
func Click(c fyne.Canvas, o fyne.CanvasObject) {
	s := o.Size()
	ClickAt(c, o, fyne.NewPos(s.Width/2, s.Height/2), 0)
}

// ClickAt clicks at a place in an object with modifier keys held.
func ClickAt(c fyne.Canvas, o fyne.CanvasObject, at fyne.Position, mod fyne.KeyModifier) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	ev.Position = at
	m, mouse := o.(desktop.Mouseable)
	if mouse {
		m.MouseDown(ev)
	}
	if f, ok := o.(fyne.Focusable); !ok || c.Focused() != f {
		c.Unfocus()
	}
	if mouse {
		m.MouseUp(ev)
	}
	if tap, ok := o.(fyne.Tappable); ok {
		tap.Tapped(&ev.PointEvent)
	}
}

// Screenshot writes a picture of the canvas as name.png into the folder that
// PictureFolder names, for people to look at.
func Screenshot(t testing.TB, c fyne.Canvas, name string) {
	t.Helper()
	folder := os.Getenv(PictureFolder)
	if folder == "" {
		return
	}
	Relayout(c)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(f, c.Capture()), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// Relayout lays the content out again, as a real window does before it draws
// when the least sizes have changed; the test window does not.
func Relayout(c fyne.Canvas) {
	sized, ok := c.(interface{ Resize(fyne.Size) })
	if !ok {
		return
	}
	s := c.Size()
	for range 2 {
		sized.Resize(s.AddWidthHeight(1, 1))
		sized.Resize(s)
	}
}
