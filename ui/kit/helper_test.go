package kit_test

import (
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

var errTest = errors.New("write badges.pdf: no space left on device")

func sizeName(s fyne.Size) string { return fmt.Sprintf("%.0fx%.0f", s.Width, s.Height) }

// checkInside fails when a text of a widget reaches over its edge.
func checkInside(t *testing.T, w fyne.Widget) {
	t.Helper()
	for _, o := range test.WidgetRenderer(w).Objects() {
		ct, ok := o.(*canvas.Text)
		if !ok {
			continue
		}
		need := fyne.MeasureText(ct.Text, ct.TextSize, ct.TextStyle)
		right, bottom := ct.Position().X+need.Width, ct.Position().Y+need.Height
		if right > w.Size().Width || bottom > w.Size().Height+1 {
			t.Errorf("%q at %.0f reaches to %.0f×%.0f of %.0f×%.0f", ct.Text, ct.TextSize, right, bottom, w.Size().Width, w.Size().Height)
		}
	}
}
