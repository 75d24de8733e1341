package design

import (
	"math"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// drawingBoard is the designer over a real database with a sample.
type drawingBoard struct {
	t     testing.TB
	d     *Designer
	deps  Deps
	svc   *event.Service
	taken []string
	event event.Event
	w     fyne.Window
	clock *kittest.Clock
	held  fyne.KeyModifier
	left  int // how often somebody went back
}

// openBoard is the designer over the sample rally, with the first layout of badges.
func openBoard(t testing.TB, variant kit.Variant, lang string, width, height float32) *drawingBoard {
	t.Helper()
	b := openSample(t, "rally-2012", time.Date(2012, 9, 4, 12, 0, 0, 0, time.UTC), variant, lang, width, height)
	b.design(b.svc.Documents.Layouts()[0])
	return b
}

// openSample is a window over a real database with a sample.
func openSample(t testing.TB, of string, now time.Time, variant kit.Variant, lang string, width, height float32) *drawingBoard {
	t.Helper()
	b := &drawingBoard{t: t, clock: kittest.StartWith(t, variant, lang)}
	clock := event.ClockFunc(func() time.Time { return now })
	folder := t.TempDir()
	db, err := storage.Open(t.Context(), filepath.Join(folder, "zlot.db"), storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(folder, "desk")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	documents := doc.New()
	b.svc = event.NewService(event.Ports{Store: db, Documents: documents, Signer: doc.COSE{}, Tables: tabular.New(), Schedules: schedule.New(i18n.New), Clock: clock})
	made, err := sample.Load(t.Context(), b.svc, of, "Biuro")
	if err != nil {
		t.Fatal(err)
	}
	b.event = made.Event
	b.w = kittest.Window(t, kit.VStack(0), width, height)
	b.deps = Deps{Context: t.Context(), Service: b.svc, Store: db, Documents: documents, Printer: i18n.New(lang), Event: b.event, Window: b.w}
	return b
}

// design opens a layout in the designer.
func (b *drawingBoard) design(l event.Layout) {
	b.d = b.open(l)
	b.d.held = func() fyne.KeyModifier { return b.held }
	b.w.SetContent(kit.NewToastHost(b.w, b.d.view))
	kittest.Relayout(b.w.Canvas())
	b.d.showAll()
	b.d.focus()
}

// open makes a designer that is not shown.
func (b *drawingBoard) open(l event.Layout) *Designer {
	return New(b.deps, Task{Layout: l, Taken: func() []string { return b.taken }, Saved: func(event.Layout) {}, Done: func() { b.left++ }})
}

// shipped opens a layout that comes with the program.
func (b *drawingBoard) shipped(id string) {
	for _, l := range b.svc.Documents.Layouts() {
		if l.ID == id {
			b.design(l)
			return
		}
	}
	b.t.Fatalf("there is no layout %s", id)
}

// point is a place of the badge on the board.
func (b *drawingBoard) point(x, y float64) fyne.Position {
	at, _ := b.d.board.area(box{x: x, y: y})
	return at
}

func (b *drawingBoard) press(x, y float64, mod fyne.KeyModifier) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
	ev.Position = b.point(x, y)
	b.d.board.MouseDown(ev)
}

// drag presses, moves in steps and lets go.
func (b *drawingBoard) drag(x, y, toX, toY float64, mod fyne.KeyModifier) {
	b.press(x, y, 0)
	b.held = mod
	for _, part := range []float64{0.3, 0.7, 1} {
		ev := &fyne.DragEvent{}
		ev.Position = b.point(x+(toX-x)*part, y+(toY-y)*part)
		b.d.board.Dragged(ev)
	}
	b.held = 0
	b.d.board.MouseUp(&desktop.MouseEvent{})
	b.d.board.DragEnd()
}

func (b *drawingBoard) click(x, y float64, mod fyne.KeyModifier) {
	b.press(x, y, mod)
	b.d.board.MouseUp(&desktop.MouseEvent{})
}

func (b *drawingBoard) item(i int) box { return boxOf(b.d.sketch.items()[i]) }

// bare leaves boxes alone on the front of the badge.
func (b *drawingBoard) bare(boxes ...box) {
	var items []event.LayoutItem
	for _, x := range boxes {
		i := event.LayoutItem{Kind: event.ItemBox, Fill: "#1f5fa8"}
		put(&i, x)
		items = append(items, i)
	}
	b.d.sketch.chosen = nil
	b.d.sketch.setItems(items)
	b.d.sketch.saved = copyOf(b.d.sketch.layout)
	b.d.sketch.past = nil
	b.d.changed()
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.06 }

func newBoardTest(t *testing.T) *drawingBoard {
	return openBoard(t, kit.VariantLight, "pl", 1166, 700)
}

// dragOnce is one step of a drag.
func (b *drawingBoard) dragOnce(x, y float64) {
	ev := &fyne.DragEvent{}
	ev.Position = b.point(x, y)
	b.d.board.Dragged(ev)
}

// badge is the one that is shown.
func (b *drawingBoard) badge() *badge { return b.d.who.shown.(*badge) }
