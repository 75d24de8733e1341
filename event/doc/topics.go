package doc

import (
	"math"

	"zlot/event/i18n"
)

// The measures of the table of topics, in millimetres.
const (
	topicsTop    = 66.0
	topicsBottom = 268.0
	topicsEdge   = 27.0
	topicsHours  = 24.0 // width of the column of hours
)

// topicPages lists what was taught, with its hours, on as many pages as it needs.
func (c *certificate) topicPages() {
	row := c.plain.aligned(left).sized(10.5)
	hours := row.aligned(right)
	const end, width = a4Width - topicsEdge, a4Width - 2*topicsEdge
	decimals := 0
	for _, topic := range c.data.Topics {
		decimals = max(decimals, decimalsOf(topic.Hours))
	}
	y := topicsBottom + 1
	sum := 0.0
	for _, topic := range c.data.Topics {
		lines, st := c.fit(c.words.hard(topic.Title), row, width-topicsHours, 10, 3)
		height := textHeight(lines, st) + 4.4
		if y+height > topicsBottom {
			y = c.topicPage()
		}
		if topic.Hours > 0 {
			c.text(end, y+2.2+row.capHeight(), c.words.Number(topic.Hours, decimals), hours)
		}
		c.paragraph(topicsEdge, y+2.2+st.capHeight(), lines, st)
		y += height
		c.line(topicsEdge, y, end, y, 0.1, faint)
		sum += topic.Hours
	}
	c.line(topicsEdge, y, end, y, 0.25, accent)
	// A sum that differs from the hours on the face (recognised or missed ones) would only puzzle.
	if math.Abs(sum-c.data.Hours) < 0.005 && y+8 < topicsBottom+8 {
		y += 2.8 + row.capHeight()
		c.text(topicsEdge, y, c.words.T("doc.topics.total"), row.inked(accent))
		c.text(end, y, c.words.Number(sum, decimals), hours.inked(accent))
	}
}

// topicPage begins a page of the table and returns where its first row begins.
func (c *certificate) topicPage() float64 {
	c.page()
	c.rules()
	c.text(a4Width/2, 40, c.words.T("doc.topics.heading"), c.title.sized(24).inked(accent))
	about := c.words.T("doc.topics.about", i18n.Args{"Number": c.data.Number, "Name": c.data.Name})
	lines, st := c.fit(about, c.plain.sized(10).inked(quiet), a4Width-2*topicsEdge, 9, 2)
	c.paragraph(a4Width/2, 48, lines, st)
	head := c.plain.sized(8.5).inked(quiet).tracked(0.06)
	c.text(a4Width-topicsEdge, topicsTop-2, c.words.T("doc.topics.hours"), head.aligned(right))
	c.line(topicsEdge, topicsTop, a4Width-topicsEdge, topicsTop, 0.25, accent)
	return topicsTop
}
