package doc

import (
	"strings"

	"zlot/event"
)

// personLine is somebody who makes a session happen, made ready to be drawn.
type personLine struct {
	label  string // the role, of the first who has it
	name   part
	from   part // institution and town
	beside bool // from stands on the line of the name
}

// people are those who make a session happen, one below the other, what they are in a column before them.
type people struct {
	lines  []personLine
	label  style
	indent float64
	gap    float64
}

func affiliation(c event.Contributor) string {
	return institutionLine(event.Person{Institution: c.Institution, Town: c.Town})
}

// peopleOf sets the contributors of a session into a width.
func (a *agenda) peopleOf(s event.Session, width, size float64) people {
	p := people{label: a.plain.sized(size * 0.86).inked(quiet), gap: size * 0.155}
	name, from := a.plain.sized(size), a.plain.sized(size*0.9).inked(quiet)
	var role event.Role
	for i, c := range s.Contributors {
		line := personLine{}
		if c.Role != "" && (i == 0 || c.Role != role) {
			line.label = a.roleLabel(c.Role)
			p.indent = max(p.indent, a.width(line.label, p.label)+size*0.3)
		}
		role = c.Role
		p.lines = append(p.lines, line)
	}
	for i, c := range s.Contributors {
		line := &p.lines[i]
		line.name = a.set(strings.ReplaceAll(a.words.Person(c.Name), " ", "\u00a0"), name, width-p.indent, size*0.75, 2)
		used := a.width(line.name.lines[0], line.name.style) + size*0.25
		if whence := affiliation(c); whence != "" {
			line.beside = len(line.name.lines) == 1 && used+a.width(whence, from) <= width-p.indent
			if line.from = (part{lines: []string{whence}, style: from}); !line.beside {
				line.from = a.set(whence, from, width-p.indent, size*0.75, 3)
			}
		}
	}
	return p
}

func (a *agenda) roleLabel(r event.Role) string { return a.words.T("doc.agenda.role." + string(r)) }

func (l personLine) height() float64 {
	if len(l.from.lines) == 0 || l.beside {
		return l.name.height()
	}
	return l.name.height() + l.from.style.size*0.13 + l.from.height()
}

func (p people) height() float64 {
	height := 0.0
	for _, l := range p.lines {
		height += p.gap + l.height()
	}
	return height
}

// draw writes the people below y and returns where they end.
func (p people) draw(a *agenda, x, y float64) float64 {
	for _, l := range p.lines {
		y += p.gap
		base := y + l.name.style.capHeight()
		a.text(x, base, l.label, p.label)
		a.paragraph(x+p.indent, base, l.name.lines, l.name.style)
		switch {
		case l.beside:
			beside := x + p.indent + a.width(l.name.lines[0], l.name.style) + l.name.style.size*0.25
			a.paragraph(beside, base, l.from.lines, l.from.style)
		case len(l.from.lines) > 0:
			a.write(x+p.indent, y+l.name.height()+l.from.style.size*0.13, l.from)
		}
		y += l.height()
	}
	return y
}
