package doc

import (
	"slices"

	"zlot/event"
)

// badgeForm is the measures of a badge and how many stand on a sheet: millimetres, and points for type.
type badgeForm struct {
	name          string
	columns, rows int
	width, height float64

	margin               float64 // inside the badge
	headerY, headerSize  float64
	headerLines          int // one line shares its end with the dates; more have them below
	ruleY                float64
	symbolX, symbolY     float64
	symbol               float64 // with the quiet zone; its dark part ends at the margin
	digits               float64
	textTop, textHeight  float64
	textWidth            float64
	textDrop             float64 // how much of the free height stands above the name
	given, family, small float64
	gap                  float64
	bandY, band          float64
	bandSize             float64
}

func (f badgeForm) left() float64 { return (a4Width - float64(f.columns)*f.width) / 2 }
func (f badgeForm) top() float64  { return (a4Height - float64(f.rows)*f.height) / 2 }

// forms are the layouts; the first is the default.
var forms = []badgeForm{
	{
		name: "a4-8-90x54", columns: 2, rows: 4, width: 90, height: 54,
		margin: 4, headerY: 6.2, headerSize: 6.5, headerLines: 1, ruleY: 8,
		symbolX: 61, symbolY: 9, symbol: 29, digits: 6.6,
		textTop: 11.6, textHeight: 27.5, textWidth: 54, textDrop: 0.3,
		given: 26, family: 15.5, small: 8.5, gap: 2.9,
		bandY: 43, band: 7.4, bandSize: 9.5,
	},
	{
		name: "a4-10-85x54", columns: 2, rows: 5, width: 85, height: 54,
		margin: 4, headerY: 6.2, headerSize: 6.3, headerLines: 1, ruleY: 8,
		symbolX: 56, symbolY: 9, symbol: 29, digits: 6.6,
		textTop: 11.6, textHeight: 27.5, textWidth: 49, textDrop: 0.3,
		given: 25, family: 15, small: 8.5, gap: 2.9,
		bandY: 43, band: 7.4, bandSize: 9.5,
	},
	{
		name: "a4-4-a6", columns: 2, rows: 2, width: 105, height: 148.5,
		margin: 8, headerY: 14, headerSize: 11, headerLines: 2, ruleY: 27,
		symbolX: 64.2, symbolY: 84, symbol: 38, digits: 9,
		textTop: 34, textHeight: 46, textWidth: 89, textDrop: 0.3,
		given: 40, family: 25, small: 13, gap: 5,
		bandY: 128, band: 13, bandSize: 16,
	},
}

// Layouts lists the badge layouts, the usual one first.
func (w *Writer) Layouts() []event.BadgeLayout {
	all := make([]event.BadgeLayout, len(forms))
	for i, f := range forms {
		all[i] = event.BadgeLayout{ID: f.name, Stock: event.Stock{PageWidth: a4Width, PageHeight: a4Height,
			Columns: f.columns, Rows: f.rows, Width: f.width, Height: f.height, Left: f.left(), Top: f.top()}}
	}
	return all
}

func layouts() []string {
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = f.name
	}
	return names
}

func findForm(name string) (badgeForm, error) {
	if name == "" {
		return forms[0], nil
	}
	i := slices.IndexFunc(forms, func(f badgeForm) bool { return f.name == name })
	if i < 0 {
		return badgeForm{}, event.Fail(event.CodeBadgeLayout, "Value", name, "Layouts", layouts()).In("layout")
	}
	return forms[i], nil
}

// cropMarks shows where to cut: strokes outside the badges, or where they fill the sheet short strokes
// at its edges and a cross at every corner inside.
func (s *badgeSheet) cropMarks(f badgeForm) {
	const length, distance, thick = 4.0, 1.5, 0.1
	left, top := f.left(), f.top()
	bottom, end := top+float64(f.rows)*f.height, left+float64(f.columns)*f.width
	stroke := func(x1, y1, x2, y2 float64) { s.line(x1, y1, x2, y2, thick, quiet) }
	for i := range f.columns + 1 {
		x := left + float64(i)*f.width
		if top > length+distance {
			stroke(x, top-distance-length, x, top-distance)
			stroke(x, bottom+distance, x, bottom+distance+length)
		} else if i > 0 && i < f.columns {
			stroke(x, 0, x, length)
			stroke(x, a4Height-length, x, a4Height)
		}
	}
	for j := range f.rows + 1 {
		y := top + float64(j)*f.height
		if left > length+distance {
			stroke(left-distance-length, y, left-distance, y)
			stroke(end+distance, y, end+distance+length, y)
		} else if j > 0 && j < f.rows {
			stroke(0, y, length, y)
			stroke(a4Width-length, y, a4Width, y)
		}
	}
	for i := 1; i < f.columns; i++ {
		for j := 1; j < f.rows; j++ {
			x, y := left+float64(i)*f.width, top+float64(j)*f.height
			stroke(x-1.5, y, x+1.5, y)
			stroke(x, y-1.5, x, y+1.5)
		}
	}
}
