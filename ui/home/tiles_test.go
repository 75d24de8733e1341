package home

import (
	"testing"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestTiles_TwoRowsWhereNarrow(t *testing.T) {
	kittest.Start(t)
	for width, want := range map[float32]int{1178: 1, 720: 2} {
		changes := 0
		l := &tiles{changed: func() { changes++ }}
		var all []fyne.CanvasObject
		for range 6 {
			all = append(all, kit.Stat("56", "potwierdzonych", kit.ToneNeutral))
		}
		l.Layout(all, fyne.NewSize(width, 100))
		l.Layout(all, fyne.NewSize(width, l.MinSize(all).Height))
		rows := map[float32]bool{}
		for _, tile := range all {
			at, size := tile.Position(), tile.Size()
			if rows[at.Y] = true; at.Y+size.Height > l.MinSize(all).Height+1 || at.X+size.Width > width+1 {
				t.Errorf("%.0f wide: a tile at %v is %v", width, at, size)
			}
		}
		if len(rows) != want || changes != want-1 {
			t.Errorf("%.0f wide: %d rows, changed %d times", width, len(rows), changes)
		}
	}
}
