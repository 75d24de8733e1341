package doc

import "zlot/event"

// card is one of several sessions that begin together.
type card struct {
	head, title part
	below       column
	people      people
}

// cardBlocks are sessions that begin together, up to three beside each other; their time stands once.
func (a *agenda) cardBlocks(same []event.Session, scale float64, describe bool) (blocks []wallBlock) {
	columns := 3
	if len(same) == 2 || len(same) == 4 {
		columns = 2
	}
	ends := true
	for _, s := range same {
		ends = ends && s.End.Equal(same[0].End)
	}
	left := wallEdge + wallTime*scale
	gap := 6.0
	width := (a.across - wallEdge - left - gap*float64(columns-1)) / float64(columns)
	for i := 0; i < len(same); i += columns {
		row := make([]card, 0, columns)
		height, heads := 0.0, 0.0
		for _, s := range same[i:min(i+columns, len(same))] {
			row = append(row, a.card(s, width, scale, describe, !ends))
			heads = max(heads, row[len(row)-1].head.height())
		}
		for _, c := range row {
			height = max(height, c.height(heads, scale))
		}
		inset := 2.7 * scale
		height += 2 * inset
		opening, last := i == 0, i+columns >= len(same)
		blocks = append(blocks, wallBlock{height: height, draw: func(y float64, first bool) {
			a.cardRow(y, height, inset, row, cardRow{same[0], left, width + gap, heads, scale, opening || first, last, ends})
		}})
	}
	return blocks
}

// cardRow is where the cards of a row stand.
type cardRow struct {
	first             event.Session
	left, step, heads float64
	scale             float64
	opening, last     bool
	ends              bool // all end together
}

func (a *agenda) cardRow(y, height, inset float64, row []card, r cardRow) {
	clock := a.bold.sized(wallSize * r.scale)
	if r.opening {
		if base := y + inset + clock.capHeight(); r.ends {
			a.text(wallEdge, base, a.span(r.first), clock)
			a.clockRemark(r.first, base, clock.size)
		} else {
			a.text(wallEdge, base, a.words.Time(r.first.Start), clock)
		}
	}
	for i, c := range row {
		x := r.left + float64(i)*r.step
		if i > 0 {
			a.line(x-3, y+inset, x-3, y+height-inset, 0.12, faint)
		}
		c.draw(a, x, y+inset, r.heads, r.scale)
	}
	from := r.left
	if r.last {
		from = wallEdge
	}
	a.line(from, y+height, a.across-wallEdge, y+height, 0.12, faint)
}

func (a *agenda) card(s event.Session, width, scale float64, describe, timed bool) card {
	var c card
	c.head = part{style: a.bold.sized(8.8 * scale).inked(accent)}
	for _, line := range []string{a.groupsOf(s), a.where(s)} {
		if line != "" {
			c.head.lines = append(c.head.lines, a.flow(line, c.head.style, width, c.head.style.size).lines...)
		}
	}
	if timed {
		c.head.lines = append([]string{a.span(s)}, c.head.lines...)
	}
	title := a.bold.sized(11 * scale)
	if calm(s) {
		title = a.plain.sized(11 * scale).inked(quiet)
	}
	c.title = a.flow(s.Title, title, width, 9*scale)
	c.people = a.cardPeople(s, width, scale)
	if describe && s.Description != "" {
		c.below = a.paragraphs(s.Description, a.plain.sized(8.6*scale).inked(quiet), width, 2.2*scale)
	}
	notes := a.signUp(s)
	if remark := a.remark(s); timed && remark != "" {
		notes = joinText(" · ", remark, notes)
	}
	if notes != "" {
		note := a.flow(notes, a.plain.sized(8.6*scale).inked(quiet), width, 7.4*scale)
		note.before = 2.3 * scale
		c.below = append(c.below, note)
	}
	return c
}

// cardPeople are the contributors in a narrow column: who leads without a label, since the place tells it.
func (a *agenda) cardPeople(s event.Session, width, scale float64) people {
	p := a.peopleOf(s, width, 9.4*scale)
	if p.indent < width*0.3 && s.Kind == event.Panel {
		return p
	}
	if len(s.Contributors) == 0 {
		return p
	}
	p.indent, p.beside = 0, 0
	st, from := a.plain.sized(9.4*scale), a.plain.sized(8.6*scale).inked(quiet)
	var role event.Role
	for i, c := range s.Contributors {
		name := a.words.Person(c.Name)
		if c.Role != "" && c.Role != event.Trainer && (i == 0 || c.Role != role) {
			name = a.roleLabel(c.Role) + ": " + name
		}
		role = c.Role
		p.lines[i] = personLine{name: a.flow(name, st, width, 7.6*scale)}
		if whence := affiliation(c); whence != "" {
			p.lines[i].from = a.flow(whence, from, width, 7.4*scale)
		}
	}
	return p
}

func (c card) height(heads, scale float64) float64 {
	height := c.title.height() + c.people.height()
	if heads > 0 {
		height += heads + 2.3*scale
	}
	if len(c.below) > 0 {
		height += c.below[0].before + c.below.height()
	}
	return height
}

func (c card) draw(a *agenda, x, y, heads, scale float64) {
	if heads > 0 {
		a.write(x, y, c.head)
		y += heads + 2.3*scale
	}
	y = c.people.draw(a, x, a.write(x, y, c.title))
	if len(c.below) > 0 {
		c.below.draw(a, x, y+c.below[0].before)
	}
}
