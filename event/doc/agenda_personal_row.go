package doc

import (
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// row sets a session of somebody's plan; the same session looks the same to all who do the same in it.
func (p *planner) row(item event.PlanItem, address event.FormOfAddress, scale float64) planRow {
	key := planKey{language: p.words.Lang(), session: item.Session.ID, role: item.Role, enrolled: item.Enrolled, waiting: item.Waiting, scale: scale}
	if item.Role != "" {
		key.address = address
	}
	row, known := p.rows[key]
	if !known || key.session == "" {
		row = p.makeRow(item, address, scale)
		p.rows[key] = row
	}
	return row
}

func (p *planner) makeRow(item event.PlanItem, address event.FormOfAddress, scale float64) planRow {
	s := p.here(item.Session)
	width := planWidth - 2*planEdge - planTime*scale
	row := planRow{session: s, clock: p.plain.sized(9.3 * scale)}
	title := p.plain.sized(10 * scale)
	switch {
	case item.Waiting:
		row.mark = waited
	case item.Role != "" || item.Enrolled:
		row.tint, row.mark = own, accent
		row.clock, title = p.bold.sized(9.3*scale), p.bold.sized(10*scale)
	case calm(s):
		row.clock, title = row.clock.inked(quiet), title.inked(quiet)
	}
	if room := p.where(s); room != "" {
		row.room = p.set(room, p.plain.sized(8.8*scale).aligned(right), 31, 7*scale, 3)
		width -= p.widest(row.room) + 4
	}
	row.parts = column{p.flow(s.Title, title, width, 8*scale)}
	add := func(text string, st style) {
		if text != "" {
			line := p.flow(text, st, width, 6.8*scale)
			line.before = 1.7 * scale
			row.parts = append(row.parts, line)
		}
	}
	small := p.plain.sized(8.2 * scale).inked(quiet)
	if item.Enrolled && item.Role == "" {
		add(strings.Join(p.leaders(s), "; "), small)
	}
	add(p.remark(s), small)
	switch {
	case item.Role != "":
		add(p.words.T("docagenda.plan.role", i18n.Args{"Role": roleWord(p.words, item.Role, address)}), p.bold.sized(8.2*scale).inked(accent))
	case item.Waiting:
		add(p.words.T("docagenda.plan.waiting"), p.bold.sized(8.2*scale).inked(waited))
	case item.Enrolled:
		add(p.words.T("docagenda.plan.enrolled"), p.bold.sized(8.2*scale).inked(accent))
	}
	row.height = max(row.parts.height(), row.room.height()) + 2*p.planInset(row, scale)
	return row
}

// planInset is the room above and below the words of a row.
func (p *planner) planInset(row planRow, scale float64) float64 {
	if row.mark != 0 {
		return 2.5 * scale
	}
	return 1.75 * scale
}

func (p *planner) drawRow(x, y float64, row planRow, scale float64) {
	width := planWidth - 2*planEdge
	inset := p.planInset(row, scale)
	if row.tint != 0 {
		p.block(x-2.5, y+0.4, width+5, row.height-0.8, 1, row.tint)
	} else {
		p.line(x, y+row.height, x+width, y+row.height, 0.1, faint)
	}
	if row.mark != 0 {
		p.block(x-2.5, y+0.4, 0.9, row.height-0.8, 0, row.mark)
	}
	base := y + inset + row.parts[0].style.capHeight()
	p.text(x, base, p.span(row.session), row.clock)
	row.parts.draw(p.agenda, x+planTime*scale, y+inset)
	if len(row.room.lines) > 0 {
		p.paragraph(x+width, base, row.room.lines, row.room.style)
	}
}
