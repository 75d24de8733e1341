package doc

import (
	"slices"
	"strconv"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// item draws one item with its upper left corner at x, y.
func (p *pen) item(x, y float64, item *event.LayoutItem, b *event.Badge) {
	at := box{x, y, item.W, item.H}
	switch item.Kind {
	case event.ItemText:
		p.ground(at, item, b)
		p.wording(at, item, b)
	case event.ItemPerson:
		p.ground(at, item, b)
		p.person(at, item, b)
	case event.ItemCode:
		p.code(at, item, b)
	case event.ItemBand:
		p.band(at, item, b)
	case event.ItemImage:
		p.ground(at, item, b)
		p.image(at, p.pictures[item.Image], false)
	case event.ItemPhoto:
		p.ground(at, item, b)
		p.image(at, p.pictures[b.Photo], true)
	case event.ItemAgenda:
		p.ground(at, item, b)
		p.agenda(at, item, b)
	case event.ItemLine:
		p.on.line(x, y, x+item.W, y+item.H, thick(item.Stroke), p.colour(item.Colour, faint, b))
	case event.ItemBox:
		p.ground(at, item, b)
		if item.Stroke > 0 || item.Fill == "" {
			p.on.outline(x, y, item.W, item.H, item.Radius, thick(item.Stroke), p.colour(item.Colour, faint, b))
		}
	}
}

func thick(stroke float64) float64 {
	if stroke > 0 {
		return stroke
	}
	return 0.15
}

// ground fills what lies behind an item.
func (p *pen) ground(at box, item *event.LayoutItem, b *event.Badge) {
	if item.Fill != "" {
		p.on.block(at.x, at.y, at.w, at.h, item.Radius, p.colour(item.Fill, white, b))
	}
}

// colour reads the colour of an item.
func (p *press) colour(text string, usual colour, b *event.Badge) colour {
	switch {
	case text == event.RoleColour:
		return bandColour(b)
	case len(text) == 7:
		if c, err := strconv.ParseUint(text[1:], 16, 32); err == nil {
			return colour(c)
		}
	}
	return usual
}

func (p *pen) image(at box, picture *picture, cover bool) {
	if picture != nil && at.w > 0 && at.h > 0 {
		p.on.picture(at, picture, cover)
	}
}

// usualSize is the size of type where an item says none.
const usualSize = 9

// style is how the words of an item look.
func (p *pen) style(item *event.LayoutItem, b *event.Badge) style {
	st := style{face: p.faces[item.Font], size: item.Size, ink: p.colour(item.Colour, ink, b), lead: 1.2}
	if st.face == nil {
		st.face = p.faces[event.FontRegular]
	}
	if st.size <= 0 {
		st.size = usualSize
	}
	if item.Upper {
		st.track = 0.04
	}
	switch item.Align {
	case "centre":
		st.align = centre
	case "right":
		st.align = right
	}
	return st
}

func floorOf(item *event.LayoutItem, size float64) float64 {
	if item.Floor > 0 {
		return min(item.Floor, size)
	}
	return 0.6 * size
}

// fill puts the fields of a badge into words.
func (p *pen) fill(template string, b *event.Badge) string {
	return event.FillText(template, func(name string) string { return p.field(b, name) })
}

// wording draws the words of an item.
func (p *pen) wording(at box, item *event.LayoutItem, b *event.Badge) {
	text := p.fill(item.Text, b)
	if text == "" {
		return
	}
	if item.Upper {
		text = strings.ToUpper(text)
	}
	lines, st, whole := p.set(text, p.style(item, b), at, floorOf(item, p.style(item, b).size), item.Overflow)
	p.lines(at, lines, st, item.Upright)
	p.noteLetters(text, st.face, b)
	if !whole {
		p.noteText(item.Text, text, b)
	}
}

// set sets words into a box: on as many lines as they have, or wrapped onto more; smaller down to floor, and then
// with an ellipsis, of which whole tells.
func (s measure) set(text string, st style, at box, floor float64, overflow event.Overflow) (lines []string, set style, whole bool) {
	text = i18n.HardSpaces(text)
	for {
		lines, whole = strings.Split(text, "\n"), true
		if overflow == event.Wrap {
			lines, whole = s.wrapped(lines, st, at.w)
		}
		widest := 0.0
		for _, line := range lines {
			widest = max(widest, s.width(line, st))
		}
		whole = whole && widest <= at.w+0.01 && (textHeight(lines, st) <= at.h+0.01 || at.h <= 0)
		if whole || st.size <= floor {
			break
		}
		next := st.size * 0.97
		if overflow != event.Wrap && widest > at.w {
			next = min(next, st.size*at.w/widest)
		}
		st.size = max(floor, next)
	}
	if !whole {
		lines = s.cutOff(lines, st, at)
	}
	return lines, st, whole
}

func (s measure) wrapped(paragraphs []string, st style, width float64) (lines []string, whole bool) {
	whole = true
	for _, paragraph := range paragraphs {
		if paragraph == "" {
			lines = append(lines, "")
			continue
		}
		wrapped, ok := s.wrap(paragraph, st, width)
		lines, whole = append(lines, wrapped...), whole && ok
	}
	return lines, whole
}

// cutOff leaves as many lines as there is room for; where something is missing stands an ellipsis.
func (s measure) cutOff(lines []string, st style, at box) []string {
	most := max(1, 1+int((at.h-st.capHeight()+0.01)/st.lineHeight()))
	lines = slices.Clone(lines)
	if len(lines) > most && at.h > 0 {
		lines = lines[:most]
		lines[most-1] += "…"
	}
	for i, line := range lines {
		lines[i] = s.ellipsis(line, st, at.w)
	}
	return lines
}

// ellipsis shortens a line that is too long.
func (s measure) ellipsis(line string, st style, width float64) string {
	if s.width(line, st) <= width+0.01 {
		return line
	}
	r := []rune(strings.TrimSuffix(line, "…"))
	low, high := 0, len(r)
	for low < high {
		middle := (low + high + 1) / 2
		if s.width(strings.TrimRight(string(r[:middle]), " ,;·")+"…", st) <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return strings.TrimRight(string(r[:low]), " ,;·") + "…"
}

// lines draws the lines of an item within its box.
func (p *pen) lines(at box, lines []string, st style, upright string) {
	const below = 0.21 // how far letters reach below the baseline, in em
	height := textHeight(lines, st)
	y := at.y
	switch free := at.h - height; upright {
	case "middle":
		y += free / 2
	case "bottom":
		y += max(0, free-below*st.size/pointsPerMM)
	}
	x := at.x
	switch st.align {
	case centre:
		x += at.w / 2
	case right:
		x += at.w
	}
	p.paragraph(x, y+st.capHeight(), lines, st)
}

// paragraph draws lines below each other, the first baseline at y; it returns the last baseline.
func (p *pen) paragraph(x, y float64, lines []string, st style) float64 {
	for i, line := range lines {
		if i > 0 {
			y += st.lineHeight()
		}
		p.on.text(x, y, line, st)
	}
	return y
}

// code draws the QR symbol, and its digits below.
func (p *pen) code(at box, item *event.LayoutItem, b *event.Badge) {
	q, err := p.symbol(b)
	if err != nil {
		p.err = err
		return
	}
	side := item.CodeSide()
	st := p.style(item, b).sized(item.DigitsSize())
	x, edge, dark := at.x, at.x, side*quietZone/float64(q.modules+2*quietZone)
	switch st.align {
	case left:
		edge = x + dark
	case centre:
		x += (at.w - side) / 2
		edge = at.x + at.w/2
	case right:
		x += at.w - side
		edge = x + side - dark
	}
	p.on.symbol(x, at.y, side, q)
	p.on.text(edge, at.y+side+st.size*0.27, passcodeText(b), p.shrink(passcodeText(b), st, at.w, 4))
}

// band is the coloured strip with the role; the number and the letter of the box stand at its end. A bar in its
// words parts what stands at the beginning from what stands at the end.
func (p *pen) band(at box, item *event.LayoutItem, b *event.Badge) {
	fill := item.Fill
	if fill == "" {
		fill = event.RoleColour
	}
	p.on.block(at.x, at.y, at.w, at.h, item.Radius, p.colour(fill, white, b))
	st := p.style(item, b).aligned(left)
	st.face, st.ink = p.faces[event.FontBold], p.colour(item.Colour, white, b)
	if item.Size <= 0 {
		st.size = at.h * 1.25
	}
	base := at.y + at.h/2 + st.capHeight()/2
	x, width := at.x+at.h*0.4, at.w-at.h*0.8

	begin, end, _ := strings.Cut(item.Text, "|")
	if item.Text == "" {
		begin, end = "{role}", "{box} {number}"
	}
	size := st.size
	if end := p.fill(end, b); end != "" {
		last := st.sized(size * 0.82).aligned(right)
		p.on.text(x+width, base, end, last)
		width -= p.width(end, last) + 3
	}
	if word := p.fill(begin, b); word != "" {
		lines, st, whole := p.set(strings.ToUpper(word), st.tracked(0.06), box{w: width, h: at.h}, floorOf(item, size*0.7), event.Shrink)
		p.paragraph(x, base, lines, st)
		if !whole {
			p.noteText(begin, word, b)
		}
	}
}

// noteText tells that words were cut short; those that are the same on all badges are nobody's.
func (p *pen) noteText(template, text string, b *event.Badge) {
	who := ""
	if p.personal(template) {
		who = b.Name.Full()
	}
	p.notes = append(p.notes, event.Fail(event.CodeBadgeText, "Name", who, "Text", text))
}

// noteLetters tells which letters of a badge the face lacks.
func (p *pen) noteLetters(text string, f *face, b *event.Badge) {
	if letters := f.lacked(text); letters != "" {
		p.notes = append(p.notes, event.Fail(event.CodeBadgeLetters, "Letters", letters, "Name", b.Name.Full()))
	}
}
