package design

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

func TestDesigner_SaveAndReopen(t *testing.T) {
	b := newBoardTest(t)
	if b.d.Unsaved() || b.d.save.Disabled() {
		t.Error("a layout of the program is opened as something to save")
	}
	b.d.title.SetText("Zlot zielony")
	b.d.sketch.choose(0, false)
	b.d.act(func(s *sketch) { s.move(1, 1) })
	if !b.d.Unsaved() {
		t.Error("nothing to save after a change")
	}
	b.d.onSave()
	if b.d.Unsaved() || !b.d.save.Disabled() || b.d.sketch.layout.ID == "" {
		t.Fatalf("not saved: %+v", b.d.sketch.layout.ID)
	}
	all, err := b.svc.BadgeLayouts(t.Context(), b.event.ID)
	if err != nil || all[0].Title != "Zlot zielony" || all[0].Event != b.event.ID {
		t.Fatalf("the event has %+v, %v", all[0], err)
	}
	for _, l := range b.svc.Documents.Layouts() {
		if l.ID == b.d.sketch.layout.ID {
			t.Error("the program's own layout was changed")
		}
	}
	b.d.undo()
	if !b.d.Unsaved() {
		t.Error("undo after saving leaves nothing to save")
	}
	again := b.open(all[0])
	if again.Unsaved() || !sameLayout(again.sketch.layout, all[0]) {
		t.Error("reopened it is another one")
	}
}

func TestDesigner_LeaveAsks(t *testing.T) {
	b := newBoardTest(t)
	b.d.onLeave()
	if b.left != 1 {
		t.Error("nothing to save, and still it asks")
	}
	b.d.act(func(s *sketch) { s.chooseAll(); s.remove() })
	b.d.onLeave()
	if b.left != 1 || !kit.DialogOpen(b.w) {
		t.Fatal("it leaves with unsaved changes")
	}
	kittest.Press(b.w.Canvas(), fyne.KeyEscape)
	if b.left != 1 || kit.DialogOpen(b.w) {
		t.Error("Escape drops the changes")
	}
}

func TestDesigner_PictureIsFlattenedAndSaved(t *testing.T) {
	b := newBoardTest(t)
	path := filepath.Join(t.TempDir(), "logo.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewNRGBA(image.Rect(0, 0, 3000, 1000))
	img.SetNRGBA(0, 0, color.NRGBA{R: 255, A: 255})
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var name string
	b.d.takePicture(path, func(n string, shape float64) {
		name = n
		if !near(shape, 1.0/3) {
			t.Errorf("shape %v", shape)
		}
	})
	size, ok := b.d.pictureSize(name)
	if !ok || size.X != event.LogoPixels {
		t.Fatalf("kept as %v", size)
	}
	item := b.d.newItem(event.ItemImage)
	item.Image = name
	b.d.act(func(s *sketch) { s.add(item) })
	b.d.onSave()
	store := b.d.deps.Store.(interface {
		Blob(ctx context.Context, sum string) ([]byte, error)
	})
	data, err := store.Blob(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := png.Decode(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, bl, a := kept.At(700, 300).RGBA(); r != 0xffff || g != 0xffff || bl != 0xffff || a != 0xffff {
		t.Error("what was clear is not white")
	}
	b.d.takePicture(filepath.Join(t.TempDir(), "gone.png"), func(string, float64) { t.Error("a file that is not there was taken") })
	if !kit.DialogOpen(b.w) {
		t.Error("nobody says that the picture cannot be read")
	}
}

func TestDesigner_Stock(t *testing.T) {
	b := newBoardTest(t)
	code := b.d.sketch.items()[4]
	stock := b.d.sketch.layout.Stock
	stock.Width, stock.Height, stock.Columns, stock.Left = 180, 54, 1, 15
	b.d.setStock(stock, true)
	if got := b.item(4); near(got.x, code.X) || !near(got.w/got.h, code.W/code.H) {
		t.Errorf("the code became %v", got)
	}
	if got := b.item(2); !near(got.w, 164) {
		t.Errorf("the line became %v", got)
	}
	b.d.undo()
	if b.d.sketch.layout.Stock.Width != 90 || b.d.sketch.items()[4] != code {
		t.Error("undo does not bring the paper back")
	}
}

func TestDesigner_Problems(t *testing.T) {
	b := newBoardTest(t)
	if len(b.d.problems) != 0 {
		t.Errorf("a layout of the program has problems: %v", b.d.problems)
	}
	b.d.act(func(s *sketch) {
		s.add(event.LayoutItem{Kind: event.ItemText, X: 85, Y: 5, W: 30, H: 5, Text: "Wi-Fi"})
	})
	if len(b.d.problems) != 1 || !b.d.troubled(6) {
		t.Fatalf("problems %v", b.d.problems)
	}
	b.d.act(func(s *sketch) {
		s.edit("", func(i *event.LayoutItem) {
			i.Kind, i.X, i.W, i.Image = event.ItemImage, 45, 10, strings.Repeat("0", 64)
		})
	})
	if len(b.d.problems) != 1 {
		t.Errorf("nobody says that the logo is missing: %v", b.d.problems)
	}
	b.d.undo()
	b.d.sketch.turn(true)
	b.d.goTo(b.d.problems[0])
	if b.d.sketch.back || b.d.sketch.last() != 6 {
		t.Error("a click does not go to the item")
	}
	b.d.undo()
	if len(b.d.problems) != 0 || b.d.trouble.view.Visible() {
		t.Error("a problem stays after it is gone")
	}
}

func TestDesigner_PreviewIsWhatPrints(t *testing.T) {
	b := newBoardTest(t)
	if b.d.board.picture == nil {
		t.Fatal("no picture")
	}
	first := b.d.board.picture
	b.d.who.choose(whoLong)
	if b.d.board.picture == first || b.badge().job.Sheets[0].Badges[0].Name.Family == "" {
		t.Error("the long name is not shown")
	}
	b.d.who.choose(b.d.who.people[5].ID)
	if got := b.badge().job.Sheets[0].Badges[0].Name; got != b.d.who.people[5].Who.Name {
		t.Errorf("shown is %v", got)
	}
	job := b.badge().on(b.d.sketch.layout, b.d.pictures)
	want, err := b.svc.Documents.BadgePicture(t.Context(), job, false, b.d.dots())
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != b.d.board.picture.Bounds() {
		t.Error("the picture is not the one that prints")
	}
}

// held keeps drawings until they are let go, as a slow machine does.
type heldBack struct{ waiting []func() }

func (h *heldBack) Go(work func()) { h.waiting = append(h.waiting, work) }
func (h *heldBack) Do(f func())    { f() }

func TestDesigner_NobodyWaitsForPictures(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{10, 10, 20, 10})
	slow := &heldBack{}
	defer kit.SetRunner(slow)()
	b.drag(20, 15, 40, 30, 0)
	if len(slow.waiting) != 1 {
		t.Fatalf("%d drawings wait for a drag of three steps", len(slow.waiting))
	}
	slow.waiting[0]()
	if len(slow.waiting) != 2 {
		t.Errorf("what changed meanwhile is not drawn: %d", len(slow.waiting))
	}
	slow.waiting[1]()
	if len(slow.waiting) != 2 || b.d.painter.drawing {
		t.Errorf("drawn without need: %d", len(slow.waiting))
	}
}

// TestDesigner_EveryShippedLayout opens all layouts that come with the program: none has a problem, and each is drawn.
func TestDesigner_EveryShippedLayout(t *testing.T) {
	b := newBoardTest(t)
	for _, l := range b.svc.Documents.Layouts() {
		b.design(l)
		if len(b.d.problems) > 0 || b.d.board.picture == nil || b.d.Unsaved() {
			t.Errorf("%s: problems %v, drawn %v", l.ID, b.d.problems, b.d.board.picture != nil)
		}
		for _, back := range []bool{false, true} {
			b.d.sketch.turn(back)
			for i := range b.d.sketch.items() {
				b.d.sketch.choose(i, false)
				b.d.chosenChanged()
			}
		}
		if b.d.Unsaved() {
			t.Errorf("%s: looking at it changes it", l.ID)
		}
	}
}

func TestDesigner_FitsASmallWindow(t *testing.T) {
	for _, lang := range []string{"pl", "en"} {
		t.Run(lang, func(t *testing.T) {
			b := openBoard(t, kit.VariantLight, lang, 836, 700)
			b.d.sketch.choose(0, false)
			b.d.chosenChanged()
			if s := b.d.view.MinSize(); s.Width > 840 || s.Height > 640 {
				t.Errorf("it needs %v", s)
			}
		})
	}
}

func BenchmarkDesigner_KeyStep(b *testing.B) {
	board := openBoard(b, kit.VariantLight, "pl", 1166, 700)
	defer kit.SetRunner(&heldBack{})()
	board.d.sketch.choose(3, false)
	board.d.chosenChanged()
	b.ResetTimer()
	for i := range b.N {
		key := fyne.KeyLeft
		if i%2 == 0 {
			key = fyne.KeyRight
		}
		board.d.board.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func BenchmarkDesigner_Picture(b *testing.B) {
	board := openBoard(b, kit.VariantLight, "pl", 1166, 700)
	job := board.badge().on(board.d.sketch.layout, board.d.pictures)
	for b.Loop() {
		if _, err := board.svc.Documents.BadgePicture(b.Context(), job, false, board.d.dots()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDesigner_DragStep(b *testing.B) {
	board := openBoard(b, kit.VariantLight, "pl", 1166, 700)
	defer kit.SetRunner(&heldBack{})()
	board.press(30, 25, 0)
	board.dragOnce(35, 26)
	b.ResetTimer()
	for i := range b.N {
		board.dragOnce(35+float64(i%20)/4, 26+float64(i%11)/4)
	}
}

// A copy of a copy is numbered, and no two layouts that are one's own have the same name.
func TestDesigner_NamesOfCopies(t *testing.T) {
	b := newBoardTest(t)
	for _, c := range []struct{ from, want string }{
		{"Goście", "Goście – własny"},
		{"Goście – własny", "Goście – własny (2)"},
		{"Goście – własny (2)", "Goście – własny"},
		{"Goście 2", "Goście 2 – własny"},
	} {
		if got := b.d.ownTitle(c.from); got != c.want {
			t.Errorf("a copy of %q is called %q", c.from, got)
		}
	}
	b.taken = append(b.taken, "Goście – własny")
	if got := b.d.ownTitle("Goście"); got != "Goście – własny (2)" {
		t.Errorf("there is one already, and the next is called %q", got)
	}
}
