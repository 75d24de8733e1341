package doc

import (
	"math"

	"zlot/event"
)

// topicTable is the table of topics at one size of type.
type topicTable struct {
	row, hours style
	pad        float64 // above and below the words of a row
	column     float64 // width of the hours
	decimals   int
	rows       []topicRow
}

type topicRow struct {
	lines  []string
	style  style
	hours  string
	height float64
}

// topicSize is the size of type where a layout says none, in points.
const topicSize = 10.5

// pagedAir is how much of the usual distance there is between the rows of a table on several pages.
const pagedAir = 0.85

// topics writes what was taught, with its hours; what finds no room goes on another page.
func (c *certificate) topics(at box, item *event.LayoutItem) {
	if c.drawn >= len(c.data.Topics) {
		return
	}
	size := item.Size
	if size <= 0 {
		size = topicSize
	}
	floor := floorOf(item, size)
	if item.Floor <= 0 {
		floor = min(size, max(7.5, 0.74*size))
	}
	if c.topicSize > 0 { // a page before this one has some
		t := c.topicTable(at.w, c.topicSize, pagedAir)
		c.drawTopics(at, t, t.count(at.h))
		return
	}
	t := c.topicTable(at.w, size, 1)
	for s := size; t.height() > at.h && s > floor; {
		s = max(floor, s*0.97)
		t = c.topicTable(at.w, s, 0.7+0.3*(s-floor)/max(0.1, size-floor))
	}
	if t.height() > at.h { // more pages: as large as can be read with ease, about as much on each
		c.topicSize = (size + floor) / 2
		t = c.topicTable(at.w, c.topicSize, pagedAir)
	}
	c.drawTopics(at, t, t.count(at.h))
}

func (c *certificate) topicTable(width, size, air float64) topicTable {
	t := topicTable{row: c.plain.aligned(left).sized(size), pad: 0.21 * size * air, column: 2.3 * size}
	t.hours = t.row.aligned(right)
	for _, topic := range c.data.Topics {
		t.decimals = max(t.decimals, decimalsOf(topic.Hours))
	}
	for _, topic := range c.data.Topics[c.drawn:] {
		title := c.words.hard(topic.Title)
		lines, st := c.gear.fit(title, c.lettered(title, t.row), width-t.column, size*0.95, 3)
		r := topicRow{lines: lines, style: st, height: textHeight(lines, st) + 2*t.pad}
		if topic.Hours > 0 {
			r.hours = c.words.Number(topic.Hours, t.decimals)
		}
		t.rows = append(t.rows, r)
	}
	return t
}

// head and foot are the heights of what stands above and below the rows.
func (t topicTable) head() float64 { return 0.5 * t.row.size }
func (t topicTable) foot() float64 { return 2 * (2*t.pad + t.row.capHeight()) }

func (t topicTable) height() float64 {
	sum := t.head() + t.foot()
	for _, r := range t.rows {
		sum += r.height
	}
	return sum
}

// count is how many rows stand on this page: all, or about as many as on each of those that follow.
func (t topicTable) count(room float64) int {
	most := room
	if total := t.height(); total > room {
		pages := math.Ceil((total - t.foot()) / (room - t.head() - t.foot()))
		most = min(room, total/pages+t.head()+t.rows[0].height)
	}
	used := t.head() + t.foot()
	for i, r := range t.rows {
		if used += r.height; used > most+0.01 && i > 0 {
			return i
		}
	}
	return len(t.rows)
}

func (c *certificate) drawTopics(at box, t topicTable, n int) {
	end := at.x + at.w
	head := t.row.sized(max(6.5, 0.8*t.row.size)).inked(quiet).tracked(0.04)
	c.on.text(at.x, at.y+head.capHeight(), c.words.T("doc.topics.title"), head)
	c.on.text(end, at.y+head.capHeight(), c.words.T("doc.topics.hours"), head.aligned(right))
	y := at.y + t.head()
	c.on.line(at.x, y, end, y, 0.25, accent)
	for i, r := range t.rows[:n] {
		if i > 0 {
			c.on.line(at.x, y, end, y, 0.1, faint)
		}
		base := y + t.pad + r.style.capHeight()
		c.paragraph(at.x, base, r.lines, r.style)
		if r.hours != "" {
			c.on.text(end, base, r.hours, t.hours)
		}
		y += r.height
	}
	c.on.line(at.x, y, end, y, 0.25, accent)
	if c.drawn += n; c.drawn < len(c.data.Topics) {
		c.on.text(end, y+t.pad+head.capHeight(), c.words.T("doc.topics.continued"), head.aligned(right))
		return
	}
	c.topicSum(at, t, y)
}

// topicSum writes the sum below the last topic. Hours from elsewhere are a row of their own, so that the sum is that
// of the face; a sum that could not be explained is left out.
func (c *certificate) topicSum(at box, t topicTable, y float64) {
	sum, end := 0.0, at.x+at.w
	for _, topic := range c.data.Topics {
		sum += topic.Hours
	}
	other := c.data.Hours - sum
	if sum <= 0 || other < -0.005 {
		return
	}
	decimals := max(t.decimals, decimalsOf(c.data.Hours))
	if other > 0.005 {
		y += t.pad + t.row.capHeight()
		c.on.text(at.x, y, c.words.T("doc.topics.other"), t.row.inked(quiet))
		c.on.text(end, y, c.words.Number(other, decimals), t.hours.inked(quiet))
	}
	y += t.pad + t.row.capHeight()
	bold := t.row.inFace(c.gear.faces[event.FontBold]).inked(accent)
	c.on.text(at.x, y, c.words.T("doc.topics.total"), bold)
	c.on.text(end, y, c.words.Number(c.data.Hours, decimals), bold.aligned(right))
}
