package desktop

import (
	"reflect"

	"fyne.io/fyne/v2"
)

// Pointer is where the mouse was last in a window; ok is false where nobody knows. The toolkit tells of the mouse only
// what is under it, but whether the program is used at all has to be known too.
func Pointer(w fyne.Window) (at fyne.Position, ok bool) {
	window := reflect.ValueOf(w)
	if window.Kind() != reflect.Pointer || window.Elem().Kind() != reflect.Struct {
		return at, false
	}
	pos := window.Elem().FieldByName("mousePos")
	if !pos.IsValid() || pos.Type() != reflect.TypeFor[fyne.Position]() {
		return at, false
	}
	return fyne.NewPos(float32(pos.FieldByName("X").Float()), float32(pos.FieldByName("Y").Float())), true
}
