package doc

import (
	"strings"

	"zlot/event"
)

// part is a piece of the body: lines of one style, and the distance before them.
type part struct {
	lines  []string
	style  style
	before float64
}

// density is how tightly the body is set: what there is too little room for first takes it from the
// distances, then from the large type, and last from the small type.
type density struct{ gap, head, text float64 }

func densityAt(scale float64) density {
	return density{
		gap:  max(0.75, scale),
		head: min(1.1, 0.35+0.65*scale),
		text: min(1.05, 0.6+0.4*scale),
	}
}

// body is how the deed of one layout is set: all measures follow from the size of the name.
type body struct {
	at      box
	scale   float64 // of all type
	align   align
	head    style
	plain   style
	quiet   style
	accent  colour
	wording string // of the organizer's own, in place of ours
}

// nameSize is the size of the name where a layout says none, in points.
const nameSize = 32.0

func (c *certificate) body(at box, item *event.LayoutItem) body {
	b := body{at: at, scale: 1, align: centre, accent: tint(item.Colour, accent, c), wording: item.Text}
	if item.Size > 0 {
		b.scale = item.Size / nameSize
	}
	switch item.Align {
	case "left":
		b.align = left
	case "right":
		b.align = right
	}
	b.plain = c.plain.aligned(b.align)
	b.quiet = b.plain.inked(quiet)
	b.head = style{face: c.serif, ink: ink, align: b.align, lead: 1.15}
	if item.Font == event.FontBold || item.Font == event.FontBlack {
		b.head.face = c.gear.faces[item.Font]
	}
	return b
}

// smallestDeed is how far the type of a deed may shrink before its words are said to be too many.
const smallestDeed = 0.3

// deed writes who did what, where and when, in the height that it has. Where the topics find no room in it they go
// into the table overleaf.
func (c *certificate) deed(at box, item *event.LayoutItem) {
	b := c.body(at, item)
	overleaf := find(c.layout.Back, event.ItemTopics) != nil
	scale := 1.35
	parts := c.parts(b, densityAt(scale))
	for bodyHeight(parts) > at.h-0.08*at.h*min(1, scale) && scale > smallestDeed {
		scale *= 0.93
		if scale < 0.75 && overleaf && len(c.data.Topics) > 0 {
			c.inDeed = false
		}
		parts = c.parts(b, densityAt(scale))
	}
	if bodyHeight(parts) > at.h+0.5 {
		c.cut("", c.data.Title)
	}
	free := max(0, at.h-bodyHeight(parts))
	y := at.y + free*0.42 // the middle that the eye sees
	switch item.Upright {
	case "top":
		y = at.y
	case "bottom":
		y = at.y + free
	}
	x := b.edge()
	for i, p := range parts {
		if i > 0 {
			y += p.before
		}
		y = c.paragraph(x, y+p.style.capHeight(), p.lines, p.style)
	}
}

// edge is the place that the coordinates of text mean.
func (b body) edge() float64 {
	switch b.align {
	case left:
		return b.at.x
	case right:
		return b.at.x + b.at.w
	}
	return b.at.x + b.at.w/2
}

func bodyHeight(parts []part) float64 {
	height := 0.0
	for i, p := range parts {
		if i > 0 {
			height += p.before
		}
		height += textHeight(p.lines, p.style)
	}
	return height
}

func (c *certificate) parts(b body, d density) []part {
	w := c.words
	sized := func(st style, size float64) style { return st.sized(size * b.scale * d.text) }
	var parts []part
	add := func(before float64, text string, st style, floor float64, most int) {
		if text = strings.TrimSpace(text); text != "" {
			st = c.lettered(text, st)
			lines, st := c.gear.fit(text, st, b.at.w, floor*st.size, most)
			parts = append(parts, part{lines, st, before * b.scale * d.gap})
		}
	}
	wording := w.deed()
	if b.wording != "" {
		wording = w.hard(filled(b.wording, c))
	}
	add(0, w.intro(), sized(b.quiet, 12), 0.8, 1)
	add(8, c.data.Name, b.head.sized(nameSize*b.scale*d.head), 0.62, 3)
	add(5.2, w.hard(c.data.Institution), sized(b.quiet, 11), 0.85, 2)
	add(9, wording, sized(b.quiet, 12), 0.8, 3)
	add(6.5, w.hard(c.data.Title), b.head.sized(21*b.scale*d.head).inked(b.accent), 0.8, 4)
	add(4.6, w.edition(), sized(b.quiet, 11), 0.9, 1)
	for i, line := range w.when() {
		add([]float64{8, 3.4}[i], line, sized(b.plain, 11.5), 0.85, 2)
	}
	add(3.4, w.hours(), sized(b.plain, 11.5), 0.85, 2)
	return append(parts, c.topicParts(b, d)...)
}

// topicParts are a few topics as a part of the body, or where to find them.
func (c *certificate) topicParts(b body, d density) []part {
	w := c.words
	var parts []part
	add := func(before float64, text string, st style) {
		st = c.lettered(text, st.sized(st.size*b.scale*d.text))
		lines, st := c.gear.fit(text, st, b.at.w, 0.9*st.size, 2)
		parts = append(parts, part{lines, st, before * b.scale * d.gap})
	}
	switch {
	case len(c.data.Topics) == 0:
		return nil
	case !c.inDeed:
		if find(c.layout.Back, event.ItemTopics) != nil {
			add(7, w.T("doc.topics.overleaf"), b.quiet.sized(9.5))
		}
		return parts
	}
	add(9, strings.ToUpper(w.T("doc.topics.heading")), b.quiet.sized(8).tracked(0.14))
	for i, topic := range c.data.Topics {
		text := w.hard(topic.Title)
		if topic.Hours > 0 {
			text += " – " + strings.ReplaceAll(w.Hours(topic.Hours), " ", "\u00a0")
		}
		add([]float64{3.4, 2.6}[min(i, 1)], text, b.plain.sized(10.5))
	}
	return parts
}
