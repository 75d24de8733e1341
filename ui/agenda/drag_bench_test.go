package agenda

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/ui/kit/kittest"
)

// BenchmarkDrag moves a session of a day with 300 of them in 20 rooms by a step for each movement of the mouse,
// with everything that is worked out and drawn anew for it.
func BenchmarkDrag(b *testing.B) {
	s, _ := gridStage(b, bigDay(20, 300))
	g := s.page.grid
	x := g.all[40]
	from := s.middleOf(x.ID)
	s.hold(from)
	s.pull(from.AddXY(0, 40))
	b.Run("step", func(b *testing.B) {
		for i := range b.N {
			s.pull(from.AddXY(float32(i%2)*g.scale().column(), g.scale().hour*(0.5+float32(i%3)/2)))
		}
	})
	b.Run("within step", func(b *testing.B) {
		for i := range b.N {
			s.pull(from.AddXY(float32(i%2), 40))
		}
	})
	// A step with what the window asks before it paints a frame: the least size of everything in it. What is painted
	// then are so many shapes and texts.
	b.Run("frame", func(b *testing.B) {
		shapes, texts := 0, 0
		for i := range b.N {
			s.pull(from.AddXY(float32(i%2)*g.scale().column(), g.scale().hour*(0.5+float32(i%3)/2)))
			shapes, texts = 0, 0
			kittest.Find(s.window.Content(), func(o fyne.CanvasObject) bool {
				if !o.Visible() {
					return false
				}
				o.MinSize()
				switch o.(type) {
				case *canvas.Text:
					texts++
				case *canvas.Rectangle, *canvas.Line, *canvas.Circle, *canvas.Image:
					shapes++
				}
				return false
			})
		}
		b.ReportMetric(float64(shapes), "shapes")
		b.ReportMetric(float64(texts), "texts")
	})
	// The whole view painted by the processor; the window itself has the graphics card do it.
	b.Run("painted", func(b *testing.B) {
		for i := range b.N {
			s.pull(from.AddXY(float32(i%2)*g.scale().column(), g.scale().hour*(0.5+float32(i%3)/2)))
			s.window.Canvas().Capture()
		}
	})
}

// BenchmarkTimetableShow paints a day with 300 sessions in 20 rooms anew, as after each edit.
func BenchmarkTimetableShow(b *testing.B) {
	s, _ := gridStage(b, bigDay(20, 300))
	all := s.page.today()
	for b.Loop() {
		s.page.grid.show(s.page.days.chosen, all)
	}
}
