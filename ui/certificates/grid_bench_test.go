package certificates

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// bigGrid is so many people in so many sessions, eight a day, everybody scanned at the desk on most days.
func bigGrid(people, sessions int) event.Grid {
	zone := time.UTC
	start := time.Date(2026, 3, 2, 8, 0, 0, 0, zone)
	rec := event.Record{Event: event.Event{ID: "e", Title: "Kongres", TimeZone: "UTC", Start: event.DateOf(start, zone), HourMinutes: 45, Rule: event.Rule{MinPercent: 80}}}
	for i := range sessions {
		at := start.AddDate(0, 0, i/8).Add(time.Duration(i%8) * 75 * time.Minute)
		rec.Sessions = append(rec.Sessions, event.Session{ID: fmt.Sprint("s", i), Event: "e", Title: fmt.Sprintf("Warsztat numer %d o pracy z rodziną", i+1), Start: at, End: at.Add(time.Hour), Hours: 1.5})
		rec.Event.End = event.DateOf(at, zone)
	}
	rec.Now = start.AddDate(0, 1, 0)
	rec.Checkpoints = []event.Checkpoint{{ID: "c", Event: "e", Kind: event.Desk, Policy: event.OnceADay}}
	for i := range people {
		id := fmt.Sprint("r", i)
		rec.Entries = append(rec.Entries, event.Entry{Registration: event.Registration{ID: id, Event: "e", Number: i + 1, Status: event.Confirmed, Roles: []event.Role{event.Participant}},
			Who: event.Person{Name: event.Name{Given: fmt.Sprint("Anna", i%97), Family: fmt.Sprintf("Kowalska%04d", i)}}})
		for d := range (sessions + 7) / 8 {
			if (i+d)%7 != 0 {
				rec.Moves = append(rec.Moves, event.Move{Checkpoint: "c", Registration: id, At: start.AddDate(0, 0, d), Outcome: event.Admitted})
			}
		}
	}
	return rec.Grid()
}

// bigStage is the tab of the hours with a grid of its own.
func bigStage(tb testing.TB, people, sessions int) (*Page, fyne.Window) {
	tb.Helper()
	kittest.StartWith(tb, kit.VariantLight, "pl")
	p := New(Deps{Context: tb.Context(), Printer: i18n.New("pl"), Navigate: func(string, string) {}})
	p.state.grid = bigGrid(people, sessions)
	p.state.event = p.state.grid.Event
	p.state.kinds = p.state.event.CertificateKinds()
	p.state.gather()
	w := kittest.Window(tb, p.Content(), 1690, 990)
	p.Window = w
	p.tabs.Choose(tabHours)
	return p, w
}

// BenchmarkGridScroll scrolls 3,000 people in 60 sessions by a notch of the wheel, with everything that is worked
// out and drawn anew for it.
func BenchmarkGridScroll(b *testing.B) {
	p, w := bigStage(b, 3000, 60)
	g := p.hoursView.grid
	scroll := func(i int) {
		down := float32(-notch)
		if i/200%2 == 1 {
			down = notch
		}
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(down/5, down)})
	}
	b.Run("step", func(b *testing.B) {
		for i := range b.N {
			scroll(i)
		}
	})
	// A step with what the window asks before it paints a frame: the least size of everything in it. What is painted
	// then are so many shapes and texts.
	b.Run("frame", func(b *testing.B) {
		shapes, texts := 0, 0
		for i := range b.N {
			scroll(i)
			shapes, texts = 0, 0
			kittest.Find(w.Content(), func(o fyne.CanvasObject) bool {
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
			scroll(i)
			w.Canvas().Capture()
		}
	})
}

// BenchmarkGridShow fills the grid anew, as after each reading.
func BenchmarkGridShow(b *testing.B) {
	p, _ := bigStage(b, 3000, 60)
	for b.Loop() {
		p.hoursView.show()
	}
}
