package doc

import "zlot/event"

// personLine is somebody who makes a session happen, made ready to be drawn.
type personLine struct {
	label string // the role, of the first who has it
	name  part
	from  part // institution and town
}

// people are those who make a session happen, one below the other: what they are, who, and where from.
// Where that has no room for a third column, it stands below the name.
type people struct {
	lines  []personLine
	label  style
	indent float64 // of the names
	beside float64 // of where they come from; 0: below the names
	gap    float64
}

func affiliation(c event.Contributor) string {
	return institutionLine(event.Person{Institution: c.Institution, Town: c.Town})
}

// leastFrom is the least width of a column of institutions, in millimetres.
const leastFrom = 44.0

// peopleOf sets the contributors of a session into a width.
func (a *agenda) peopleOf(s event.Session, width, size float64) people {
	p := people{label: a.plain.sized(size * 0.86).inked(quiet), gap: size * 0.17}
	name, from := a.plain.sized(size), a.plain.sized(size*0.88).inked(quiet)
	var role event.Role
	names := 0.0
	for i, c := range s.Contributors {
		line := personLine{}
		if c.Role != "" && (i == 0 || c.Role != role) {
			line.label = a.roleLabel(c.Role)
			p.indent = max(p.indent, a.width(line.label, p.label)+size*0.3)
		}
		role = c.Role
		names = max(names, a.width(a.words.Person(c.Name), name))
		p.lines = append(p.lines, line)
	}
	if column := p.indent + names + size*0.45; width-column >= leastFrom {
		p.beside = column
	}
	for _, c := range s.Contributors {
		if lines, _ := a.wrap(a.hard(affiliation(c)), from, width-p.beside); p.beside > 0 && len(lines) > 2 {
			p.beside = 0
		}
	}
	for i, c := range s.Contributors {
		line := &p.lines[i]
		line.name = a.flow(a.words.Person(c.Name), name, width-p.indent, size*0.75)
		if whence := affiliation(c); whence != "" && p.beside > 0 {
			line.from = a.flow(whence, from, width-p.beside, size*0.75)
		} else if whence != "" {
			line.from = a.flow(whence, from, width-p.indent, size*0.75)
		}
	}
	return p
}

func (a *agenda) roleLabel(r event.Role) string { return a.words.T("doc.agenda.role." + string(r)) }

func (p people) lineHeight(l personLine) float64 {
	switch {
	case len(l.from.lines) == 0:
		return l.name.height()
	case p.beside > 0: // both begin on one baseline
		return max(l.name.height(), l.name.style.capHeight()-l.from.style.capHeight()+l.from.height())
	}
	return l.name.height() + l.from.style.size*0.14 + l.from.height()
}

func (p people) height() float64 {
	height := 0.0
	for i, l := range p.lines {
		height += p.gapBefore(i) + p.lineHeight(l)
	}
	return height
}

// gapBefore is larger below the title, and between people of whom each takes several lines.
func (p people) gapBefore(i int) float64 {
	switch {
	case i == 0:
		return p.gap * 1.5
	case p.beside == 0 && (len(p.lines[i].from.lines) > 0 || len(p.lines[i-1].from.lines) > 0):
		return p.gap * 1.25
	}
	return p.gap
}

// draw writes the people below y and returns where they end.
func (p people) draw(a *agenda, x, y float64) float64 {
	for i, l := range p.lines {
		y += p.gapBefore(i)
		base := y + l.name.style.capHeight()
		a.text(x, base, l.label, p.label)
		a.paragraph(x+p.indent, base, l.name.lines, l.name.style)
		if p.beside > 0 {
			a.paragraph(x+p.beside, base, l.from.lines, l.from.style)
		} else {
			a.write(x+p.indent, y+l.name.height()+l.from.style.size*0.14, l.from)
		}
		y += p.lineHeight(l)
	}
	return y
}
