package design

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/storage"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// openPage is the designer over the sample course, with the first design of certificates.
func openPage(t testing.TB, variant kit.Variant, lang string, width, height float32) *drawingBoard {
	t.Helper()
	b := openSample(t, "course-2010", time.Date(2010, 11, 4, 12, 0, 0, 0, time.UTC), variant, lang, width, height)
	b.design(b.svc.Documents.CertificateLayouts()[0])
	return b
}

func newPageTest(t *testing.T) *drawingBoard {
	return openPage(t, kit.VariantLight, "pl", 1166, 700)
}

// document is the certificate that is shown.
func (b *drawingBoard) document() *document { return b.d.who.shown.(*document) }

// kind chooses the first item of a kind.
func (b *drawingBoard) kind(k event.ItemKind) {
	b.t.Helper()
	i := slices.IndexFunc(b.d.sketch.items(), func(i event.LayoutItem) bool { return i.Kind == k })
	if i < 0 {
		b.t.Fatalf("no %s on this side", k)
	}
	b.d.sketch.choose(i, false)
	b.d.chosenChanged()
}

// pictureFile writes a picture to a file.
func pictureFile(t testing.TB, name string, width, height int) string {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetNRGBA(x, y, color.NRGBA{R: 0xe8, G: 0xee, B: uint8(0xd0 + 40*y/height), A: 0xff})
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Every design that comes with the program opens without a remark on the layout, is drawn on both sides, and looking
// at it changes nothing.
func TestPage_EveryShippedDesign(t *testing.T) {
	b := newPageTest(t)
	for _, l := range b.svc.Documents.CertificateLayouts() {
		b.design(l)
		for _, p := range b.d.problems {
			if !p.person {
				t.Errorf("%s: %s", l.ID, p.text)
			}
		}
		for _, back := range []bool{false, len(l.Back) > 0} {
			b.d.onSide(sideOf(back))
			if b.d.board.picture == nil || b.d.painter.err != nil {
				t.Errorf("%s, back %t: not drawn: %v", l.ID, back, b.d.painter.err)
			}
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

func TestPage_SavedAsOneOfTheEvent(t *testing.T) {
	b := newPageTest(t)
	b.kind(event.ItemCode)
	b.d.act(func(s *sketch) { s.move(-2, -2) })
	b.d.onSave()
	all, err := b.svc.CertificateLayouts(t.Context(), b.event.ID)
	if err != nil || all[0].Event != b.event.ID || all[0].Use != event.ForCertificates {
		t.Fatalf("the event has %+v, %v", all[0], err)
	}
	badges, err := b.svc.BadgeLayouts(t.Context(), b.event.ID)
	if err != nil || badges[0].Event != "" {
		t.Errorf("it stands among the badges: %v", err)
	}
}

func TestPage_ForTwoPeople(t *testing.T) {
	b := newPageTest(t)
	b.d.who.choose(whoWoman)
	woman := b.d.board.picture
	b.d.who.choose(whoMan)
	if b.document().job.Data.Address != event.Masculine || same(woman, b.d.board.picture) {
		t.Error("a man's certificate is a woman's")
	}
	last := b.d.who.people[len(b.d.who.people)-1]
	b.d.who.choose(last.ID)
	if b.document().job.Data.Name != last.Who.Name.Formal() {
		t.Errorf("shown is that of %s", b.document().job.Data.Name)
	}
}

func same(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

func TestPage_Background(t *testing.T) {
	b := newPageTest(t)
	b.d.takeBackground(pictureFile(t, "tlo.png", 420, 594))
	sum := b.d.sketch.layout.Background
	if sum == "" || !b.d.Unsaved() {
		t.Fatal("nothing lies under the page")
	}
	b.d.onSave()
	if data, err := b.deps.Store.(*storage.DB).Blob(t.Context(), sum); err != nil || len(data) == 0 {
		t.Errorf("it is not in the file: %v", err)
	}
	b.d.undo()
	if b.d.sketch.layout.Background != "" {
		t.Error("undo leaves it there")
	}
	path := filepath.Join(t.TempDir(), "tlo.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.7\nbroken"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.d.takeBackground(path)
	if !kit.DialogOpen(b.w) || b.d.sketch.layout.Background != "" {
		t.Error("a damaged PDF is taken")
	}
	kittest.Press(b.w.Canvas(), fyne.KeyEscape)
}

func TestPage_TurnedItKeepsEverythingOnIt(t *testing.T) {
	b := newPageTest(t)
	before := copyOf(b.d.sketch.layout)
	to := wayAcross
	if wayOf(before.Stock) == wayAcross {
		to = wayUpright
	}
	b.d.turnPage(to)
	l := b.d.sketch.layout
	if wayOf(l.Stock) != to || l.Stock.Width != l.Stock.PageWidth {
		t.Fatalf("the page is %+v", l.Stock)
	}
	for _, p := range event.CheckLayout(l) {
		if strings.Contains(p.Code, "outside") || strings.Contains(p.Code, "small_code") {
			t.Errorf("%s of item %d", p.Code, p.Item)
		}
	}
	b.d.undo()
	if !sameLayout(b.d.sketch.layout, before) {
		t.Error("undo does not bring the page back")
	}
}

// Every kind of item can be added and finds a place on the page; a logo of its own shape covers nothing.
func TestPage_AddEveryKind(t *testing.T) {
	b := newPageTest(t)
	for _, k := range b.d.sketch.layout.Use.Kinds() {
		if k == event.ItemImage {
			continue
		}
		n := len(b.d.sketch.items())
		b.d.add(k)
		if len(b.d.sketch.items()) != n+1 {
			t.Errorf("%s was not added", k)
		}
	}
	b.d.who.read()
	for _, p := range event.CheckLayout(b.d.sketch.layout) {
		if strings.Contains(p.Code, "outside") || strings.Contains(p.Code, "field") {
			t.Errorf("%s of item %d", p.Code, p.Item)
		}
	}
}

func TestDesigner_ALogoFindsFreeRoom(t *testing.T) {
	b := newBoardTest(t)
	b.bare(box{0, 0, 90, 40}) // a ground
	b.d.sketch.setItems([]event.LayoutItem{{Kind: event.ItemText, X: 3, Y: 3, W: 84, H: 30, Text: "Wi-Fi"}})
	i := b.d.newShape(event.ItemImage, 2) // twice as high as wide
	if at := boxOf(i); at.y < 33 || at.bottom() > 54 || !near(at.h/at.w, 2) {
		t.Errorf("put at %+v", at)
	}
}

// What a document lacks is told with the person for whom it is shown; a click leads to the choice.
func TestPage_TellsWhatThePersonLacks(t *testing.T) {
	b := newPageTest(t)
	b.d.act(func(s *sketch) {
		s.add(event.LayoutItem{Kind: event.ItemText, X: 20, Y: 20, W: 60, H: 8, Text: "{institution}"})
	})
	job := b.document()
	job.job.Data.Institution = ""
	b.d.changed()
	i := slices.IndexFunc(b.d.problems, func(p problem) bool { return p.person })
	if i < 0 {
		t.Fatal("nobody says that the institution is missing")
	}
	b.d.goTo(b.d.problems[i])
	if b.w.Canvas().Focused() != fyne.Focusable(b.d.who.choice) {
		t.Error("it does not lead to the person")
	}
}

func TestPage_FieldsOfCertificates(t *testing.T) {
	b := newPageTest(t)
	seen := map[string]bool{}
	for _, f := range b.d.fields() {
		if seen[f.name] || f.words == "" || strings.HasPrefix(f.words, "layout.") {
			t.Errorf("field %q is called %q", f.name, f.words)
		}
		seen[f.name] = true
	}
	for _, name := range event.CertificateFields {
		if !seen[name] {
			t.Errorf("%s is not offered", name)
		}
	}
	l := b.d.sketch.layout
	l.Front = nil
	for name := range seen {
		if name[0] != '{' {
			name = "{" + name + "}"
		}
		l.Front = append(l.Front, event.LayoutItem{Kind: event.ItemText, W: 50, H: 8, Text: name})
	}
	for _, p := range event.CheckLayout(l) {
		if strings.Contains(p.Code, "field") {
			t.Errorf("unknown: %s", l.Front[p.Item].Text)
		}
	}
}

func TestDesigner_LeaveSaves(t *testing.T) {
	b := newPageTest(t)
	b.d.act(func(s *sketch) { s.chooseAll(); s.move(1, 1) })
	b.d.onLeave()
	if !kit.DialogOpen(b.w) {
		t.Fatal("it leaves without a question")
	}
	kittest.Press(b.w.Canvas(), fyne.KeyReturn)
	if b.left != 1 || b.d.sketch.layout.ID == "" {
		t.Errorf("left %d times, saved as %q", b.left, b.d.sketch.layout.ID)
	}
}

// TestPage_Pictures draws the states for people to look at.
func TestPage_Pictures(t *testing.T) {
	if os.Getenv(kittest.PictureFolder) == "" {
		t.Skip("no folder for pictures")
	}
	for look, s := range map[string]struct {
		variant       kit.Variant
		lang          string
		width, height float32
	}{
		"pl-light": {kit.VariantLight, "pl", 1166, 700}, "en-dark": {kit.VariantDark, "en", 1720, 1010},
		"pl-dark": {kit.VariantDark, "pl", 1166, 700}, "en-light": {kit.VariantLight, "en", 1166, 700},
	} {
		for name, play := range map[string]func(*drawingBoard){
			"open":       func(*drawingBoard) {},
			"deed":       func(b *drawingBoard) { b.kind(event.ItemDeed) },
			"code":       func(b *drawingBoard) { b.kind(event.ItemCode) },
			"signatures": func(b *drawingBoard) { b.kind(event.ItemSignatures) },
			"logos":      func(b *drawingBoard) { b.kind(event.ItemLogos) },
			"reverse":    func(b *drawingBoard) { b.d.onSide(sideBack); b.kind(event.ItemTopics) },
			"long":       func(b *drawingBoard) { b.d.who.choose(whoLong) },
			"man":        func(b *drawingBoard) { b.d.who.choose(whoMan) },
			"turned":     func(b *drawingBoard) { b.d.turnPage(wayAcross) },
			"background": func(b *drawingBoard) { b.d.takeBackground(pictureFile(t, "tlo.png", 420, 594)) },
			"add":        func(b *drawingBoard) { b.d.showAdd() },
			"field": func(b *drawingBoard) {
				b.kind(event.ItemText)
				w := b.d.props.inputs[0].(*words)
				w.showPart(b.d.fieldParts()[1])
			},
			"leave":    func(b *drawingBoard) { b.d.act(func(s *sketch) { s.chooseAll(); s.move(1, 1) }); b.d.onLeave() },
			"problems": func(b *drawingBoard) { b.kind(event.ItemCode); b.d.act(func(s *sketch) { s.grow(-12, -12) }) },
			"second":   func(b *drawingBoard) { b.design(b.svc.Documents.CertificateLayouts()[1]) },
			"third":    func(b *drawingBoard) { b.design(b.svc.Documents.CertificateLayouts()[2]) },
			"twice":    func(b *drawingBoard) { b.d.zoom.set(1.5) },
		} {
			t.Run(look+"/"+name, func(t *testing.T) {
				b := openPage(t, s.variant, s.lang, s.width, s.height)
				play(b)
				kittest.Screenshot(t, b.w.Canvas(), "page-"+look+"-"+name)
			})
		}
	}
}

func BenchmarkPage_Picture(b *testing.B) {
	board := openPage(b, kit.VariantLight, "pl", 1166, 700)
	job := board.document().on(board.d.sketch.layout, board.d.pictures)
	for b.Loop() {
		if _, err := board.svc.Documents.CertificatePages(b.Context(), job, board.d.dots()); err != nil {
			b.Fatal(err)
		}
	}
}

// A click within a frame around the page means nothing, unless it is at its edge.
func TestPage_AFrameIsSeizedAtItsEdge(t *testing.T) {
	b := newPageTest(t)
	b.d.sketch.setItems([]event.LayoutItem{{Kind: event.ItemBox, X: 10, Y: 10, W: 190, H: 277}})
	b.d.changed()
	b.click(100, 100, 0)
	if len(b.d.sketch.chosen) != 0 {
		t.Error("a click on the empty page seizes its frame")
	}
	b.click(10.5, 100, 0)
	if len(b.d.sketch.chosen) != 1 {
		t.Error("the frame cannot be seized")
	}
}

// Enter in the search shows the first person who was found.
func TestPage_EnterChoosesThePersonFound(t *testing.T) {
	b := newPageTest(t)
	last := b.d.who.people[len(b.d.who.people)-1]
	b.d.who.search()
	kittest.TypeFocused(b.w.Canvas(), last.Who.Name.Family)
	kittest.Press(b.w.Canvas(), fyne.KeyReturn)
	if kit.DialogOpen(b.w) || b.d.who.who != last.ID {
		t.Errorf("shown is %q", b.d.who.who)
	}
}
