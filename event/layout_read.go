package event

import (
	"bytes"
	"encoding/json"
	"slices"
	"unicode/utf8"
)

// ReadLayout reads a layout as it was written down. What is no layout, or one with kinds, faces or sizes that nobody
// draws, is badge.layout.file.
func ReadLayout(data []byte) (BadgeLayout, error) {
	var l BadgeLayout
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&l); err != nil {
		return BadgeLayout{}, Fail(CodeLayoutFile).Because(err)
	}
	if dec.More() || !l.sane() {
		return BadgeLayout{}, Fail(CodeLayoutFile)
	}
	return l, nil
}

// What an item may have.
const (
	longestText = 2000 // letters
	largestType = 400  // points
)

// sane reports whether a layout has nothing that could not have been made with the designer.
func (l BadgeLayout) sane() bool {
	if len(l.Front)+len(l.Back) > mostItems || l.Stock.check() != nil || utf8.RuneCountInString(l.Title) > longestText {
		return false
	}
	if !slices.Contains([]Folding{NoFold, FoldTop, FoldSide}, l.Stock.Fold) {
		return false
	}
	return !slices.ContainsFunc(slices.Concat(l.Front, l.Back), func(item BadgeItem) bool { return !item.sane() })
}

func (item BadgeItem) sane() bool {
	for _, v := range []float64{item.X, item.Y, item.W, item.H} {
		if !(v >= -largest && v <= largest) {
			return false
		}
	}
	for _, v := range []float64{item.Size, item.Floor, item.Stroke, item.Radius} {
		if !(v >= 0 && v <= largestType) {
			return false
		}
	}
	return slices.Contains(ItemKinds, item.Kind) &&
		slices.Contains([]Font{FontRegular, FontBold, FontBlack, FontSerif}, item.Font) &&
		slices.Contains([]Overflow{"", Shrink, Wrap}, item.Overflow) &&
		slices.Contains([]string{"", "left", "centre", "right"}, item.Align) &&
		slices.Contains([]string{"", "top", "middle", "bottom"}, item.Upright) &&
		ValidColour(item.Colour) && ValidColour(item.Fill) && utf8.RuneCountInString(item.Text) <= longestText
}
