//go:build cgo && !ci

package desktop

import (
	"reflect"
	"unsafe"

	"fyne.io/fyne/v2"
)

// Both are methods of the toolkit's driver for windows that it calls one after the other in each turn, on the UI
// thread. A toolkit that has them no more is noticed when the program is linked.
//
//go:linkname pollEvents fyne.io/fyne/v2/internal/driver/glfw.(*gLDriver).pollEvents
func pollEvents(driver unsafe.Pointer)

//go:linkname drawSingleFrame fyne.io/fyne/v2/internal/driver/glfw.(*gLDriver).drawSingleFrame
func drawSingleFrame(driver unsafe.Pointer)

type turns struct {
	driver  unsafe.Pointer
	windows func() []fyne.Window
}

// NewPace is the pace of the windows of an app; ok is false where the toolkit's own has to do.
func NewPace(app fyne.App) (p Pace, ok bool) {
	driver := reflect.ValueOf(app.Driver())
	if driver.Kind() != reflect.Pointer || driver.Type().String() != "*glfw.gLDriver" {
		return p, false
	}
	return Pace{turns{driver.UnsafePointer(), app.Driver().AllWindows}}, true
}

// Poll is part of kit.Pace.
func (t turns) Poll() { pollEvents(t.driver) }

// Arrange is part of kit.Pace. The toolkit itself does it after it has noted that it paints: what that moves is painted
// a second time in its next turn, although nothing is new.
func (t turns) Arrange() {
	for _, w := range t.windows() {
		if c, ok := w.Canvas().(interface{ EnsureMinSize() bool }); ok {
			c.EnsureMinSize()
		}
	}
}

// Paint is part of kit.Pace.
func (t turns) Paint() { drawSingleFrame(t.driver) }
