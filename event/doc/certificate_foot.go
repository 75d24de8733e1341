package doc

import (
	"math"
	"strings"

	"zlot/event"
)

// signatures draws a line for each person who signs, all on one height, with the pictures of their signatures over
// the lines and who they are beneath.
func (c *certificate) signatures(at box, item *event.LayoutItem) {
	all := c.data.Signatures
	if len(all) > event.MostSignatures {
		all = all[:event.MostSignatures]
	}
	if len(all) == 0 {
		return
	}
	scale := 1.0
	if item.Size > 0 {
		scale = item.Size / 10
	}
	n := float64(len(all))
	column := min(at.w, n*64*scale) / n
	length := min(column-6*scale, 54*scale)
	x := at.x + (at.w-column*(n-1))/2
	switch item.Align {
	case "left":
		x = at.x + length/2
	case "right":
		x = at.x + at.w - column*(n-1) - length/2
	}
	base := at.y + at.h - 13.5*scale // the line; names beneath
	names := c.signed(all, length+2, c.plain.sized(10*scale))
	for i, s := range all {
		if picture := c.gear.pictures[s.Image]; picture != nil {
			c.image(box{x - length/2, at.y, length, base + 1.5*scale - at.y}.foot(picture), picture, false)
		}
		c.on.line(x-length/2, base, x+length/2, base, 0.2, quiet)
		y := c.paragraph(x, base+4.6*scale, names[i].lines, names[i].style)
		role := c.words.hard(s.Role)
		st := c.lettered(role, c.plain.sized(8.5*scale).inked(quiet))
		lines, st := c.gear.fit(role, st, length+2, 0.85*st.size, 2)
		c.paragraph(x, y+4*scale, lines, st)
		x += column
	}
}

// signed sets the names of those who sign, all in one size.
func (c *certificate) signed(all []event.Signature, width float64, st style) []part {
	set := func(size, floor float64) (parts []part, least float64) {
		least = size
		for _, s := range all {
			name := c.words.hard(s.Name)
			lines, st := c.gear.fit(name, c.lettered(name, st.sized(size)), width, floor*st.size, 2)
			parts = append(parts, part{lines: lines, style: st})
			least = min(least, st.size)
		}
		return parts, least
	}
	parts, least := set(st.size, 0.84)
	if least < st.size {
		parts, _ = set(least, 0.5)
	}
	return parts
}

// foot is the lower part of a box, as high as a picture of its width is.
func (b box) foot(p *picture) box {
	h := min(b.h, b.w*float64(p.height)/float64(p.width))
	return box{b.x, b.y + b.h - h, b.w, h}
}

// The strip of logos, in parts of the height that it has.
const (
	leastLogo = 0.62 // of a very wide one, beside a square one of full height
	squareish = 1.15 // up to this proportion a logo has the full height
	nearest   = 0.55 // between two logos
	farthest  = 1.6
)

// logos draws the event's logos in their order, so large that all look equally large, and the sentence about the
// funds beneath.
func (c *certificate) logos(at box, item *event.LayoutItem) {
	var all []*picture
	for _, logo := range c.data.Logos {
		if picture := c.gear.pictures[logo.Image]; picture != nil {
			all = append(all, picture)
		}
	}
	st := c.gear.style(item, c)
	if item.Size <= 0 {
		st.size = 7.5
	}
	if item.Colour == "" {
		st.ink = quiet
	}
	if item.Align == "" {
		st.align = centre
	}
	st.lead = 1.3
	var lines []string
	if sentence := c.words.hard(c.data.CoFinancing); strings.TrimSpace(sentence) != "" {
		var whole bool
		room := box{at.x, at.y, at.w, at.h}
		if len(all) > 0 {
			room.h = at.h * 0.45
		}
		st = c.lettered(sentence, st)
		if lines, st, whole = c.gear.set(sentence, st, room, 0.75*st.size, event.Wrap); !whole {
			c.cut("", sentence)
		}
	}
	text, gap := textHeight(lines, st), 0.0
	strip := at.h
	if len(lines) > 0 {
		gap = 0.45 * st.size
		strip -= text + gap
	}
	used := text
	if len(all) > 0 {
		strip = c.stripHeight(all, at.w, strip)
		used = strip
		if len(lines) > 0 {
			used += gap + text
		}
	}
	y := at.y + c.rise(item.Upright, at.h-used)
	if len(all) > 0 {
		c.strip(box{at.x, y, at.w, strip}, all, st.align)
		y += strip + gap
	}
	x := body{at: at, align: st.align}.edge()
	c.paragraph(x, y+st.capHeight(), lines, st)
}

// rise is how much of the free height stands above something.
func (c *certificate) rise(upright string, free float64) float64 {
	switch upright {
	case "top":
		return 0
	case "middle":
		return free / 2
	}
	return free
}

// share is the height of a logo in parts of that of a square one, so that both look equally large.
func share(p *picture) float64 {
	proportion := float64(p.width) / float64(p.height)
	return min(1, max(leastLogo, math.Sqrt(squareish/proportion)))
}

// stripWidth is the width of logos for each millimetre of height, without what stands between them.
func stripWidth(all []*picture) (sum float64) {
	for _, p := range all {
		sum += share(p) * float64(p.width) / float64(p.height)
	}
	return sum
}

// stripHeight is how high a strip can be in a width.
func (c *certificate) stripHeight(all []*picture, width, most float64) float64 {
	return max(0, min(most, width/(stripWidth(all)+nearest*float64(len(all)-1))))
}

func (c *certificate) strip(at box, all []*picture, side align) {
	width := stripWidth(all) * at.h
	gap := 0.0
	if n := float64(len(all) - 1); n > 0 {
		gap = min(farthest*at.h, (at.w-width)/n)
		width += n * gap
	}
	x := at.x
	switch side {
	case centre:
		x += (at.w - width) / 2
	case right:
		x += at.w - width
	}
	for _, p := range all {
		h := at.h * share(p)
		w := h * float64(p.width) / float64(p.height)
		c.image(box{x, at.y + (at.h-h)/2, w, h}, p, false)
		x += w + gap
	}
}

// besideCode is the least room for words beside the symbol, in millimetres.
const besideCode = 24.0

// code draws the signed statement as a QR symbol, the certificate's number below it for typing, and where there is
// room beside it one line that says what it is.
func (c *certificate) code(at box, item *event.LayoutItem) {
	token := c.job.Token
	if token == "" {
		token = unsigned
	}
	q, err := c.gear.symbols.token(token)
	if err != nil {
		c.trouble(event.TroubleCodeLong, true)
		name := []rune(c.data.Name)
		c.err = event.Fail(event.CodeCertificateTooLong, "Name", string(name[:min(len(name), 40)])).Because(err)
		return
	}
	side := item.CodeSide()
	x, dark := at.x, side*quietZone/float64(q.modules+2*quietZone)
	switch item.Align {
	case "centre":
		x += (at.w - side) / 2
	case "right":
		x += at.w - side
	}
	c.on.symbol(x, at.y, side, q)
	number := c.plain.sized(item.DigitsSize()).inked(quiet)
	number = c.gear.shrink(c.data.Number, c.lettered(c.data.Number, number), side, 4)
	c.on.text(x+side/2, at.y+side+0.27*number.size, c.data.Number, number)
	if room := at.w - side - 2; room >= besideCode && item.Align == "" {
		st := c.plain.aligned(left).inked(quiet).sized(max(6, item.DigitsSize()))
		st.lead = 1.35
		lines, st, _ := c.gear.set(c.words.T("doc.certificate.code"), st, box{w: room, h: side - 2*dark}, 5, event.Wrap)
		c.paragraph(x+side+2, at.y+side-dark-textHeight(lines, st)+st.capHeight(), lines, st)
	}
}

// unsigned stands for a statement that is not signed yet, and is about as long: what is previewed looks like what will
// be issued.
var unsigned = strings.Repeat("ZLOT - ", 40)
