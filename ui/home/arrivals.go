package home

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// bins are how many people came in each stretch of a day.
type bins struct {
	first time.Time
	end   time.Time // of what is shown
	width time.Duration
	count []int
}

// The stretches a day is divided into; the first that gives few enough bars.
var binWidths = []time.Duration{10 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour}

// A day of few people still shows two hours, or single bars would say nothing.
const (
	minBars = 12
	maxBars = 24
)

// makeBins counts arrivals, which are in order of time and of one day, up to
// now; on a later day up to the last one. Room that is left lies before the
// first arrival, of the same day: nothing is drawn of the future.
func makeBins(times []time.Time, now time.Time) bins {
	if len(times) == 0 {
		return bins{}
	}
	var b bins
	last := times[len(times)-1]
	if now = now.In(last.Location()); now.After(last) && sameDay(now, last) {
		last = now
	}
	for _, b.width = range binWidths {
		b.first = floor(times[0], b.width)
		if n := int(last.Sub(b.first)/b.width) + 1; n <= maxBars || b.width == binWidths[len(binWidths)-1] {
			before := min(max(minBars-n, 0), int(b.first.Sub(floor(b.first, 24*time.Hour))/b.width))
			b.first = b.first.Add(-b.width * time.Duration(before))
			b.count = make([]int, n+before)
			break
		}
	}
	b.end = b.first.Add(b.width * time.Duration(len(b.count)))
	if b.end.After(last) && last.Equal(now) {
		b.end = now
	}
	for _, t := range times {
		b.count[int(t.Sub(b.first)/b.width)]++
	}
	return b
}

func sameDay(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }

// highest is the most people of one stretch.
func (b bins) highest() int {
	most := 1
	for _, n := range b.count {
		most = max(most, n)
	}
	return most
}

// floor is the begin of the stretch of the clock that t is in. Truncate would
// count from the year 1 in UTC, which is not the full hour in every zone.
func floor(t time.Time, width time.Duration) time.Time {
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
	return midnight.Add(t.Sub(midnight).Truncate(width))
}

// makeArrivals is the small chart of when people came.
func (p *Page) makeArrivals(s state) fyne.CanvasObject {
	b := makeBins(s.arrivals, p.Now())
	day := s.arrivals[0]
	title := p.Printer.T("home.arrivals", i18n.Args{"Day": p.Printer.Date(day)})
	axis := kit.HStack(0, kit.NewText(p.Printer.Time(b.first), kit.StyleSmall), kit.Spacer(),
		kit.NewText(p.Printer.N("common.people", len(s.arrivals)), kit.StyleSmall), kit.Spacer(),
		kit.NewText(p.Printer.Time(b.end), kit.StyleSmall))
	scale := kit.NewText(p.Printer.T("home.arrivals.scale", i18n.Args{
		"Most": p.number(b.highest()), "Minutes": int(b.width.Minutes())}), kit.StyleSmall.Truncated())
	return kit.Card(title, kit.VStack(1, scale, newChart(b.count, b.highest()), axis))
}

// chart is a row of bars that follows the theme.
type chart struct {
	widget.BaseWidget
	count   []int
	highest int
}

// chartHeight is the height of the chart in steps.
const chartHeight = 20

func newChart(count []int, highest int) *chart {
	c := &chart{count: count, highest: highest}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is part of fyne.Widget.
func (c *chart) CreateRenderer() fyne.WidgetRenderer {
	r := &chartRenderer{c: c, line: canvas.NewRectangle(nil), top: canvas.NewRectangle(nil)}
	for range c.count {
		r.bars = append(r.bars, canvas.NewRectangle(nil))
	}
	r.paint()
	return r
}

type chartRenderer struct {
	c    *chart
	bars []*canvas.Rectangle
	// The ground, and the height of the highest bar.
	line, top *canvas.Rectangle
}

func (r *chartRenderer) Destroy() {}

func (r *chartRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.top, r.line}
	for _, b := range r.bars {
		objects = append(objects, b)
	}
	return objects
}

func (r *chartRenderer) MinSize() fyne.Size {
	return fyne.NewSize(kit.Space(40), kit.Space(chartHeight))
}

func (r *chartRenderer) Layout(size fyne.Size) {
	step := size.Width / float32(len(r.bars))
	gap := min(step*0.2, kit.Space(1))
	for i, bar := range r.bars {
		h := (size.Height - 1) * float32(r.c.count[i]) / float32(r.c.highest)
		bar.Move(fyne.NewPos(float32(i)*step, size.Height-1-h))
		bar.Resize(fyne.NewSize(step-gap, h))
	}
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	r.top.Resize(fyne.NewSize(size.Width, 1))
}

func (r *chartRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.c)
}

func (r *chartRenderer) paint() {
	for _, bar := range r.bars {
		bar.FillColor, bar.CornerRadius = kit.Color(kit.ColorPrimary), 2
	}
	r.line.FillColor, r.top.FillColor = kit.Color(kit.ColorLine), kit.Color(kit.ColorLine)
}
