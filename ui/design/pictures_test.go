package design

import (
	"os"
	"testing"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// TestDesigner_Pictures draws the states for people to look at.
func TestDesigner_Pictures(t *testing.T) {
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
			"open":    func(*drawingBoard) {},
			"text":    func(b *drawingBoard) { b.d.sketch.choose(0, false); b.d.chosenChanged() },
			"band":    func(b *drawingBoard) { b.d.sketch.choose(5, false); b.d.chosenChanged() },
			"several": func(b *drawingBoard) { b.d.sketch.chooseAll(); b.d.chosenChanged() },
			"snap": func(b *drawingBoard) {
				b.press(30, 25, 0)
				b.dragOnce(34.3, 25.2)
			},
			"long": func(b *drawingBoard) { b.d.who.choose(whoLong) },
			"problems": func(b *drawingBoard) {
				b.d.sketch.choose(4, false)
				b.d.act(func(s *sketch) { s.grow(-15, -15) })
				b.d.act(func(s *sketch) { s.add(b.d.newItem(event.ItemImage)) })
				b.d.act(func(s *sketch) {
					s.add(event.LayoutItem{Kind: event.ItemText, X: 80, Y: 50, W: 30, H: 6, Text: "{nick}"})
				})
			},
			"stock": func(b *drawingBoard) { b.d.onStock() },
			"add":   func(b *drawingBoard) { b.d.showAdd() },
			"field": func(b *drawingBoard) {
				b.d.sketch.choose(0, false)
				b.d.chosenChanged()
				b.d.props.inputs[0].(*words).showFields()
			},
			"who":   func(b *drawingBoard) { b.d.who.search() },
			"leave": func(b *drawingBoard) { b.d.act(func(s *sketch) { s.chooseAll(); s.remove() }); b.d.onLeave() },
			"back":  func(b *drawingBoard) { b.shipped("a4-4-a6"); b.d.onSide(sideBack) },
			"fold":  func(b *drawingBoard) { b.shipped("a4-2-a6-fold"); b.d.onStock() },
			"label": func(b *drawingBoard) { b.shipped("label-57x102"); b.d.sketch.choose(1, false); b.d.chosenChanged() },
			"twice": func(b *drawingBoard) { b.d.zoom.set(2) },
		} {
			t.Run(look+"/"+name, func(t *testing.T) {
				b := openBoard(t, s.variant, s.lang, s.width, s.height)
				play(b)
				kittest.Screenshot(t, b.w.Canvas(), "design-"+look+"-"+name)
			})
		}
	}
}
