package doc

import (
	"cmp"
	"math"

	"zlot/event"
	"zlot/event/i18n"
)

// testCode is a well-formed code that no badge has: random ones never have so many zeros.
const testCode = "14831000000000016"

// TestPage is a page to try a printer with, as a badge that fills its paper: it goes the way that badges go.
func (w *Writer) TestPage(p event.TestPage) event.BadgeJob {
	d := &testDrawing{TestPage: p, words: i18n.New(p.Language), small: min(p.Width, p.Height) < smallSide}
	d.edge, d.body = 15, 12
	if d.small {
		d.edge, d.body = 4, 6.5
	}
	layout := event.Layout{ID: "test", Stock: event.Stock{
		PageWidth: p.Width, PageHeight: p.Height, Columns: 1, Rows: 1, Width: p.Width, Height: p.Height}}
	if p.Calibration {
		d.calibration()
	} else {
		d.test()
		if p.Setup.Duplex != event.OneSided {
			layout.Back = d.back()
		}
	}
	layout.Front = d.items
	return event.BadgeJob{Event: event.Event{Title: d.words.T("printer.page.test"), TimeZone: event.DefaultTimeZone}, Language: p.Language,
		Duplex: p.Setup.Duplex, ShiftX: p.Setup.ShiftX, ShiftY: p.Setup.ShiftY,
		Sheets: []event.BadgeSheets{{Layout: layout, Badges: []event.Badge{{Code: testCode}}}}}
}

// smallSide is the shorter side of a paper, in millimetres, below which it is a label.
const smallSide = 130

// hairline is the width of thin lines, in millimetres.
const hairline = 0.2

const pageInk, pageQuiet = "#1f2937", "#5b6573"

// testDrawing collects the items of a page.
type testDrawing struct {
	event.TestPage
	words *i18n.Printer
	items []event.LayoutItem
	small bool
	edge  float64 // of what is written, from the edge of the paper
	body  float64 // points
}

func (d *testDrawing) add(items ...event.LayoutItem) { d.items = append(d.items, items...) }

// rule is a filled rectangle as a line.
func (d *testDrawing) rule(x, y, w, h float64) {
	d.add(event.LayoutItem{Kind: event.ItemBox, X: x, Y: y, W: w, H: h, Fill: pageInk})
}

// say writes words, wrapped, and tells where they end at the latest.
func (d *testDrawing) say(y, lines float64, text string, size float64, font event.Font, colour string) float64 {
	h := lines * size * 1.3 / pointsPerMM
	d.add(event.LayoutItem{Kind: event.ItemText, X: d.edge, Y: y, W: d.Width - 2*d.edge, H: h, Text: text, Size: size,
		Floor: size * 0.6, Overflow: event.Wrap, Font: font, Colour: colour})
	return y + h
}

// mark writes a short word around a point.
func (d *testDrawing) mark(x, y float64, text string) {
	const w, h = 10, 3
	d.add(event.LayoutItem{Kind: event.ItemText, X: x - w/2, Y: y - h/2, W: w, H: h, Text: text, Size: 7, Floor: 3,
		Overflow: event.Shrink, Align: "centre", Upright: "middle", Colour: pageInk})
}

// test shows what a printer can do: its edges, letters, a code, greys and a length to measure.
func (d *testDrawing) test() {
	d.frame()
	t := d.words.T
	y := d.say(d.edge, 1, t("printer.page.test"), d.body*1.8, event.FontBold, pageInk)
	y = d.say(y, 1, d.Name, d.body, event.FontRegular, pageQuiet)
	y = d.say(y+1, 2, d.settings(), d.body, event.FontRegular, pageInk)
	y = d.say(y+1, 1, "Zażółć gęślą jaźń · ĄĆĘŁŃÓŚŹŻ", d.body, event.FontBold, pageInk)
	y = d.greys(y + 2)
	y = d.length(y + 3)
	if code := min(28, d.Height-y-2*d.edge); code >= 15 {
		d.add(event.LayoutItem{Kind: event.ItemCode, X: d.edge, Y: y + 2, W: code, H: code + 4, Size: d.body * 0.6})
	}
}

func (d *testDrawing) back() []event.LayoutItem {
	b := *d
	b.items = nil
	b.frame()
	b.say(b.edge, 1, b.words.T("printer.page.back"), b.body*1.8, event.FontBold, pageInk)
	return b.items
}

// frame is a rectangle in the middle of the paper, its distance from the edges written at it.
func (d *testDrawing) frame() {
	inset := d.edge - 3
	if d.small {
		inset = 2
	}
	d.add(event.LayoutItem{Kind: event.ItemBox, X: inset, Y: inset, W: d.Width - 2*inset, H: d.Height - 2*inset, Colour: pageInk, Stroke: hairline})
	const arm = 4.0
	x, y := d.Width/2, d.Height-inset-arm-2
	d.rule(x-hairline/2, y-arm, hairline, 2*arm)
	d.rule(x-arm, y-hairline/2, 2*arm, hairline)
}

// settings says how the page was printed.
func (d *testDrawing) settings() string {
	s := d.Setup
	return d.words.T("printer.page.settings", i18n.Args{
		"Width": d.decimal(d.Width), "Height": d.decimal(d.Height), "Tray": s.Tray,
		"Sides": d.words.T("printer.duplex." + cmp.Or(string(s.Duplex), "none")),
		"X":     d.decimal(s.ShiftX), "Y": d.decimal(s.ShiftY), "Copies": max(s.Copies, 1),
	})
}

func (d *testDrawing) decimal(v float64) string {
	if v == math.Trunc(v) {
		return d.words.Number(v, 0)
	}
	return d.words.Number(v, 1)
}

// greys are boxes from white to black, and the colours of the program.
func (d *testDrawing) greys(y float64) float64 {
	fills := []string{"#ffffff", "#c0c0c0", "#808080", "#404040", "#000000", "#1f5fa8", "#1b7f4b", "#a15c00", "#b3261e"}
	side := min(10, (d.Width-2*d.edge)/float64(len(fills)))
	for i, fill := range fills {
		d.add(event.LayoutItem{Kind: event.ItemBox, X: d.edge + float64(i)*side, Y: y, W: side - 1, H: side - 1, Fill: fill, Colour: pageInk, Stroke: hairline})
	}
	return y + side
}

// length is a line to lay a ruler on.
func (d *testDrawing) length(y float64) float64 {
	long := 100.0
	if d.Width-2*d.edge < long {
		long = math.Floor((d.Width-2*d.edge)/10) * 10
	}
	d.rule(d.edge, y+2, long, hairline)
	d.rule(d.edge, y, hairline, 4)
	d.rule(d.edge+long-hairline, y, hairline, 4)
	return d.say(y+4.5, 2, d.words.T("printer.page.length", i18n.Args{"Length": int(long)}), d.body*0.8, event.FontRegular, pageQuiet)
}

// calibration has two scales around the middle of the paper. Folded edge to edge, the paper's own middle shows
// on each the number to type in: neither a ruler nor the margin that a printer leaves white matters.
func (d *testDrawing) calibration() {
	t := d.words.T
	y := d.say(d.edge, 1, t("printer.page.calibration"), d.body*1.6, event.FontBold, pageInk)
	if d.Height >= tall {
		for _, step := range []string{t("printer.page.fold_x"), t("printer.page.fold_y"), t("printer.page.enter")} {
			y = d.say(y+1, 2, step, d.body, event.FontRegular, pageInk)
		}
	}
	reach := 10.0
	if d.small {
		reach = 6
	}
	middle := d.Height / 2
	across := middle - reach - 15
	if across < y+10 {
		across = middle + reach + 14
	}
	d.scale(d.Width/2, across, reach, true)
	d.scale(d.Width*0.3, middle, reach, false)
	if foot := d.Height - d.edge - 14; foot > max(across, middle+reach)+5 {
		d.length(foot)
	}
}

// tall is the height of a paper, in millimetres, that has room for words beside the scales.
const tall = 90

// scale is a row of marks around the middle. Marks to the right and below are shifts in that direction.
func (d *testDrawing) scale(x, y, reach float64, across bool) {
	const five, one = 5.5, 3.0
	put := func(at, long float64) {
		if across {
			d.rule(x+at-hairline/2, y-long, hairline, long)
		} else {
			d.rule(x, y+at-hairline/2, long, hairline)
		}
	}
	for half := -int(reach) * 2; half <= int(reach)*2; half++ {
		at := float64(half) / 2
		switch {
		case half%10 == 0:
			put(at, five)
			word := d.words.Number(at, 0)
			if across {
				d.mark(x+at, y-five-2, word)
			} else {
				d.mark(x+five+3, y+at, word)
			}
		case half%2 == 0:
			put(at, one)
		default:
			put(at, one/2)
		}
	}
	if across {
		d.rule(x-reach, y, 2*reach, hairline)
	} else {
		d.rule(x-hairline, y-reach, hairline, 2*reach)
	}
}
