package event

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// largestType is in points.
const largestType = 400

// check says what keeps a layout from being written down. Codes: badge.layout.stock, badge.layout.large,
// badge.layout.too_much, badge.layout.item.
func (l Layout) check() error {
	if len(l.Front)+len(l.Back) > MaxItems {
		return Fail(CodeLayoutSize)
	}
	if !l.sane() {
		return Fail(CodeLayoutItem)
	}
	return l.Stock.check()
}

// sane reports whether a layout has nothing that could not have been made with the designer. Its stock is not looked
// at: people type that, and are told what is wrong with it.
func (l Layout) sane() bool {
	return utf8.RuneCountInString(l.Title) <= MaxItemText && slices.Contains([]Folding{NoFold, FoldTop, FoldSide}, l.Stock.Fold) &&
		slices.Contains([]LayoutUse{ForBadges, ForCertificates}, l.Use) &&
		!slices.ContainsFunc(slices.Concat(l.Front, l.Back), func(item LayoutItem) bool { return !item.sane(l.Use) })
}

func (item LayoutItem) sane(use LayoutUse) bool {
	return item.measured() && item.Most >= 0 && item.Most <= MaxItems &&
		slices.Contains(use.Kinds(), item.Kind) &&
		slices.Contains([]Font{FontRegular, FontBold, FontBlack, FontSerif}, item.Font) &&
		slices.Contains([]Overflow{"", Shrink, Wrap}, item.Overflow) &&
		slices.Contains([]string{"", "left", "centre", "right"}, item.Align) &&
		slices.Contains([]string{"", "top", "middle", "bottom"}, item.Upright) &&
		ValidColour(item.Colour) && ValidColour(item.Fill) && utf8.RuneCountInString(item.Text) <= MaxItemText &&
		strings.Count(item.Text, "{") <= MaxFields
}

// measured reports whether an item has measures that can be drawn: a layout of another desk may have any.
func (item LayoutItem) measured() bool {
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
	return true
}
