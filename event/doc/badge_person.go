package doc

import (
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// flow is the measures of the block that names a person. All follow from the size of the given name.
type flow struct {
	box
	given, family, small float64 // points
	gap                  float64
	floor                float64
	drop                 float64 // how much of the free height stands above the name
	centred              bool
	ink, town, group     colour
}

func flowOf(at box, item *event.LayoutItem, of subject) flow {
	f := flow{box: at, given: item.Size, floor: item.Floor, drop: 0.3, centred: item.Align == "centre", ink: ink, town: quiet, group: accent}
	if item.Colour != "" { // of all that it says
		f.ink = tint(item.Colour, ink, of)
		f.town, f.group = f.ink, f.ink
	}
	if f.given <= 0 {
		f.given = 26
	}
	f.family, f.small, f.gap = f.given*0.6, f.given*0.33, f.given*0.115
	switch item.Upright {
	case "top":
		f.drop = 0
	case "middle":
		f.drop = 0.5
	case "bottom":
		f.drop = 1
	}
	return f
}

// person writes the name, the institution, the town, the group and the lines of the event's own.
func (p *pen) person(at box, item *event.LayoutItem, b *event.Badge) {
	f := flowOf(at, item, &owner{p, b})
	if b.Name.Full() == "" {
		p.writingLines(f)
		return
	}
	own := badgeLines(b.Lines)
	parts := p.personParts(f, b, 1, own, 1)
	for i := 0; len(own) > 0 && bodyHeight(parts) > f.h && i < len(tighter); i++ {
		if own = badgeLines(b.Lines); tighter[i].joined { // before anything else of the badge shrinks
			own = joinedLine(b.Lines)
		}
		parts = p.personParts(f, b, 1, own, tighter[i].size)
	}
	for scale := 0.95; bodyHeight(parts) > f.h && scale > 0.4; scale *= 0.95 {
		parts = p.personParts(f, b, scale, own, tighter[len(tighter)-1].size)
	}
	x, y := f.x, f.y+max(0, f.h-bodyHeight(parts))*f.drop
	if f.centred {
		x += f.w / 2
	}
	for i, part := range parts {
		if i > 0 {
			y += part.before
		}
		if f.centred {
			part.style.align = centre
		}
		y = p.paragraph(x, y+part.style.capHeight(), part.lines, part.style)
	}
	p.notePerson(b, own)
}

// notePerson tells whose badge does not say all that it should: a letter that the font lacks, an answer too long.
func (p *pen) notePerson(b *event.Badge, own []string) {
	all := append([]string{b.Name.Full(), b.Institution, b.Town, b.Group}, b.Lines...)
	p.noteLetters(strings.Join(all, " "), p.faces[event.FontRegular], b)
	if strings.Count(strings.Join(own, ""), "…") > strings.Count(strings.Join(b.Lines, ""), "…") {
		p.notes = append(p.notes, event.Fail(event.CodeBadgeShortened, "Name", b.Name.Full()))
	}
}

// personParts sets the lines of a badge; what is too long in all shrinks, the name more than the rest.
func (p *press) personParts(f flow, b *event.Badge, scale float64, own []string, size float64) []part {
	plain := style{face: p.faces[event.FontRegular], ink: f.ink}
	bold := style{face: p.faces[event.FontBold], ink: f.ink, lead: 1.12}
	heavy := style{face: p.faces[event.FontBlack], ink: f.ink, lead: 1.05}
	given, family := clean(b.Name.Given), clean(b.Name.Family)
	if given == "" {
		given, family = family, ""
	}
	var parts []part
	add := func(before float64, text string, st style, floor float64, most int) {
		if text != "" {
			lines, st := p.fit(text, st, f.w, max(floor*st.size, min(f.floor, st.size)), most)
			parts = append(parts, part{lines, st, before * f.gap * max(0.8, scale)})
		}
	}
	small := plain.sized(f.small * max(0.8, scale))
	add(0, given, heavy.sized(f.given*scale), 0.6, 2)
	// The family name never looks larger than the given one.
	add(0.85, family, bold.sized(min(f.family*scale, 0.95*parts[0].style.size)), 0.7, 2)
	add(1.1, i18n.HardSpaces(b.Institution), small, 0.9, 3)
	town := 0.6
	if b.Institution == "" {
		town = 1.1
	}
	add(town, b.Town, small.inked(f.town), 0.85, 1)
	if b.Group != "" {
		add(0.8, p.words.T("doc.badge.group", i18n.Args{"Title": b.Group}), small.inFace(bold.face).inked(f.group), 0.85, 2)
	}
	for i, line := range own {
		before := 0.5
		if i == 0 {
			before = 0.8
		}
		add(before, line, plain.sized(f.small*size), 0.75, 1)
	}
	return parts
}

// tighter is how the lines of the event's own make room for the name, step by step.
var tighter = []struct {
	size   float64
	joined bool
}{{0.9, false}, {0.8, false}, {0.72, false}, {0.95, true}, {0.8, true}}

// Of the event's own lines a badge has room for few and short ones.
const (
	mostLines   = 3
	longestLine = 44
)

// badgeLines are the lines with room on a badge: the last holds all that are left.
func badgeLines(all []string) []string {
	if len(all) > mostLines {
		all = append(slices.Clone(all[:mostLines-1]), strings.Join(all[mostLines-1:], " · "))
	}
	lines := make([]string, len(all))
	for i, line := range all {
		lines[i] = shortened(line)
	}
	return lines
}

func joinedLine(all []string) []string {
	short := make([]string, len(all))
	for i, line := range all {
		short[i] = shortened(line)
	}
	return []string{shortened(strings.Join(short, " · "))}
}

// shortened leaves a line's beginning, to the end of a word.
func shortened(line string) string {
	r := []rune(line)
	if len(r) <= longestLine {
		return i18n.HardSpaces(line)
	}
	begin := string(r[:longestLine])
	if at := strings.LastIndexByte(begin, ' '); at > len(begin)/2 {
		begin = begin[:at]
	}
	return i18n.HardSpaces(strings.TrimRight(begin, " ,;·.…") + "…")
}

// textHeight is the height of lines from the first capital to the last baseline.
func textHeight(lines []string, st style) float64 {
	if len(lines) == 0 {
		return 0
	}
	return st.capHeight() + float64(len(lines)-1)*st.lineHeight()
}

// writingLines leaves room for a name written by hand.
func (p *pen) writingLines(f flow) {
	captions := []string{p.words.T("doc.badge.given"), p.words.T("doc.badge.family"), p.words.T("doc.badge.institution")}
	step := f.h / float64(len(captions))
	caption := style{face: p.faces[event.FontRegular], size: f.small * 0.75, ink: f.town}
	for i, text := range captions {
		base := f.y + step*float64(i+1) - caption.lineHeight()*0.7
		p.on.line(f.x, base, f.x+f.w, base, 0.2, f.town)
		p.on.text(f.x, base+caption.lineHeight()*0.8, text, caption)
	}
}
