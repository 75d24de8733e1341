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

type turns struct{ driver unsafe.Pointer }

// NewPace is the pace of the windows of an app; ok is false where the toolkit's own has to do.
func NewPace(app fyne.App) (p Pace, ok bool) {
	driver := reflect.ValueOf(app.Driver())
	if driver.Kind() != reflect.Pointer || driver.Type().String() != "*glfw.gLDriver" {
		return p, false
	}
	return Pace{turns{driver.UnsafePointer()}}, true
}

// Poll is part of kit.Pace.
func (t turns) Poll() { pollEvents(t.driver) }

// Paint is part of kit.Pace.
func (t turns) Paint() { drawSingleFrame(t.driver) }
