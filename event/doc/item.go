package doc

import (
	"slices"
	"strconv"
	"strings"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// gear is what drawing from a layout takes, whatever is drawn. It does not change once made, so that pages are drawn
// on all cores.
type gear struct {
	measure
	words    *i18n.Printer
	symbols  *symbols
	faces    map[event.Font]*face
	pictures map[string]*picture

	backdrops map[string]*backdrop // of certificates
}

// layoutFaces are the faces that a layout can choose.
func layoutFaces() map[event.Font]*face {
	return map[event.Font]*face{
		event.FontRegular: loadFace(assets.LatoRegular), event.FontBold: loadFace(assets.LatoBold),
		event.FontBlack: loadFace(assets.LatoBlack), event.FontSerif: loadFace(assets.VollkornSemiBold),
	}
}

// subject is whose badge or certificate is drawn.
type subject interface {
	field(name string) string   // what stands for it in words
	shade() colour              // of the role
	cut(template, text string)  // tells that words were cut short
	lacks(letters, text string) // tells which letters a face lacks
}

// brush draws those items that every layout can have.
type brush struct {
	gear *gear
	on   canvas
}

// item draws an item with its upper left corner at x, y; known is false for one of a special kind.
func (p *brush) item(x, y float64, item *event.LayoutItem, of subject) (known bool) {
	at := box{x, y, item.W, item.H}
	switch item.Kind {
	case event.ItemText:
		p.ground(at, item, of)
		p.wording(at, item, of)
	case event.ItemImage:
		p.ground(at, item, of)
		p.image(at, p.gear.pictures[item.Image], false)
	case event.ItemLine:
		p.on.line(x, y, x+item.W, y+item.H, thick(item.Stroke), tint(item.Colour, faint, of))
	case event.ItemBox:
		p.ground(at, item, of)
		if item.Stroke > 0 || item.Fill == "" {
			p.on.outline(x, y, item.W, item.H, item.Radius, thick(item.Stroke), tint(item.Colour, faint, of))
		}
	default:
		return false
	}
	return true
}

func thick(stroke float64) float64 {
	if stroke > 0 {
		return stroke
	}
	return 0.15
}

// ground fills what lies behind an item.
func (p *brush) ground(at box, item *event.LayoutItem, of subject) {
	if item.Fill != "" {
		p.on.block(at.x, at.y, at.w, at.h, item.Radius, tint(item.Fill, white, of))
	}
}

// tint reads the colour of an item.
func tint(text string, usual colour, of subject) colour {
	switch {
	case text == event.RoleColour:
		return of.shade()
	case len(text) == 7:
		if c, err := strconv.ParseUint(text[1:], 16, 32); err == nil {
			return colour(c)
		}
	}
	return usual
}

func (p *brush) image(at box, picture *picture, cover bool) {
	if picture != nil && at.w > 0 && at.h > 0 {
		p.on.picture(at, picture, cover)
	}
}

// usualSize is the size of type where an item says none.
const usualSize = 9

// style is how the words of an item look.
func (g *gear) style(item *event.LayoutItem, of subject) style {
	st := style{face: g.faces[item.Font], size: item.Size, ink: tint(item.Colour, ink, of), lead: 1.2}
	if st.face == nil {
		st.face = g.faces[event.FontRegular]
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

// filled puts the fields into words.
func filled(template string, of subject) string { return event.FillText(template, of.field) }

// wording draws the words of an item.
func (p *brush) wording(at box, item *event.LayoutItem, of subject) {
	text := filled(item.Text, of)
	if text == "" {
		return
	}
	if item.Upper {
		text = strings.ToUpper(text)
	}
	st := p.gear.style(item, of)
	lines, st, whole := p.gear.set(text, st, at, floorOf(item, st.size), item.Overflow)
	p.lines(at, lines, st, item.Upright)
	if letters := st.face.lacked(text); letters != "" {
		of.lacks(letters, text)
	}
	if !whole {
		of.cut(item.Text, text)
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
func (p *brush) lines(at box, lines []string, st style, upright string) {
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
func (p *brush) paragraph(x, y float64, lines []string, st style) float64 {
	for i, line := range lines {
		if i > 0 {
			y += st.lineHeight()
		}
		p.on.text(x, y, line, st)
	}
	return y
}
