package doc

import (
	"strings"

	"zlot/event"
)

// owner is whose badge a pen draws.
type owner struct {
	pen   *pen
	badge *event.Badge
}

func (o *owner) field(name string) string { return o.pen.field(o.badge, name) }
func (o *owner) shade() colour            { return bandColour(o.badge) }

func (o *owner) cut(template, text string) { o.pen.noteText(template, text, o.badge) }
func (o *owner) lacks(letters, _ string)   { o.pen.noteLacking(letters, o.badge) }

// special draws an item that only badges have.
func (p *pen) special(at box, item *event.LayoutItem, of *owner) {
	b := of.badge
	switch item.Kind {
	case event.ItemPerson:
		p.ground(at, item, of)
		p.person(at, item, b)
	case event.ItemCode:
		p.code(at, item, of)
	case event.ItemBand:
		p.band(at, item, of)
	case event.ItemPhoto:
		p.ground(at, item, of)
		p.image(at, p.pictures[b.Photo], true)
	case event.ItemAgenda:
		p.ground(at, item, of)
		p.agenda(at, item, b)
	}
}

// code draws the QR symbol, and its digits below.
func (p *pen) code(at box, item *event.LayoutItem, of *owner) {
	b := of.badge
	q, err := p.symbol(b)
	if err != nil {
		p.err = err
		return
	}
	side := item.CodeSide()
	st := p.style(item, of).sized(item.DigitsSize())
	x, edge, room, dark := at.x, at.x, at.w, side*quietZone/float64(q.modules+2*quietZone)
	switch st.align {
	case left:
		edge = x + dark
		room -= dark
	case centre:
		x += (at.w - side) / 2
		edge = at.x + at.w/2
	case right:
		x += at.w - side
		edge = x + side - dark
		room -= dark
	}
	p.on.symbol(x, at.y, side, q)
	p.on.text(edge, at.y+side+st.size*0.27, passcodeText(b), p.shrink(passcodeText(b), st, room, 4))
}

// band is the coloured strip with the role; the number and the letter of the box stand at its end. A bar in its
// words parts what stands at the beginning from what stands at the end.
func (p *pen) band(at box, item *event.LayoutItem, of *owner) {
	fill := item.Fill
	if fill == "" {
		fill = event.RoleColour
	}
	p.on.block(at.x, at.y, at.w, at.h, item.Radius, tint(fill, white, of))
	st := p.style(item, of).aligned(left)
	st.face, st.ink = p.faces[event.FontBold], tint(item.Colour, white, of)
	if item.Size <= 0 {
		st.size = at.h * 1.25
	}
	base := at.y + at.h/2 + st.capHeight()/2
	x, width := at.x+at.h*0.4, at.w-at.h*0.8

	begin, end := bandEnds(item.Text)
	if item.Text == "" {
		begin, end = "{role}", "{box} {number}"
	}
	size := st.size
	if end := filled(end, of); end != "" {
		last := st.sized(size * 0.82).aligned(right)
		p.on.text(x+width, base, end, last)
		width -= p.width(end, last) + 3
	}
	if word := filled(begin, of); word != "" {
		lines, st, whole := p.set(strings.ToUpper(word), st.tracked(0.06), box{w: width, h: at.h}, floorOf(item, size*0.7), event.Shrink)
		p.paragraph(x, base, lines, st)
		if !whole {
			of.cut(begin, word)
		}
	}
}

// bandEnds are the words of a band at its beginning and at its end; a bar within braces chooses a form of address.
func bandEnds(text string) (begin, end string) {
	depth := 0
	for i, r := range text {
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case r == '|' && depth <= 0:
			return text[:i], text[i+1:]
		}
	}
	return text, ""
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
		p.noteLacking(letters, b)
	}
}

func (p *pen) noteLacking(letters string, b *event.Badge) {
	p.notes = append(p.notes, event.Fail(event.CodeBadgeLetters, "Letters", letters, "Name", b.Name.Full()))
}
