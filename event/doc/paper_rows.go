package doc

import (
	"zlot/event"
)

// paperColumn is a column of a paper list.
type paperColumn struct {
	title string
	width float64 // in millimetres; 0: a share of the rest
	share float64
	x     float64
	draw  func(c paperColumn, r event.PaperRow, y, height float64)
}

// columnsOf are the columns of the list at hand. A list of a session goes from hand to hand: what the desk
// knows of somebody is not on it.
func (p *paper) columnsOf() []paperColumn {
	t := p.words.T
	columns := []paperColumn{
		{title: "", width: paperTick + 3, draw: p.drawTick},
		{title: t("paper.column.code"), width: 20, draw: p.drawCode},
	}
	if p.job.Codes {
		columns = append(columns, paperColumn{width: paperSymbol + 2, draw: p.drawSymbol})
	}
	name := paperColumn{title: t("lists.column.name"), share: 1.35, draw: p.drawName}
	place := paperColumn{title: t("field.institution"), share: 1, draw: p.drawPlace}
	if p.list.Queue == nil {
		columns = append(columns, name, place, paperColumn{title: t("lists.column.signature"), width: 46, draw: p.drawNothing})
	} else {
		columns = append(columns, name, place,
			paperColumn{title: t("paper.column.badge"), width: 13, draw: p.drawNumber},
			paperColumn{title: t("paper.column.remark"), width: 31, draw: p.drawRemark},
			paperColumn{title: t("lists.column.signature"), width: 24, draw: p.drawNothing})
	}
	rest, shares := p.width, 0.0
	for _, c := range columns {
		rest -= c.width
		shares += c.share
	}
	x := paperEdge
	for i := range columns {
		c := &columns[i]
		if c.share > 0 {
			c.width = rest * c.share / shares
		}
		c.x = x
		x += c.width
	}
	return columns
}

// heads are the names of the columns, on every page.
func (p *paper) heads(y float64) {
	for _, c := range p.columns {
		st := p.shrink(c.title, p.bold.sized(paperSmall).inked(quiet), c.width-paperGap, 6)
		p.text(c.x, y+4.4, c.title, st)
	}
	p.line(paperEdge, y+paperHead-0.6, paperEdge+p.width, y+paperHead-0.6, 0.5, accent)
}

// row is one person.
func (p *paper) row(r event.PaperRow) paperBlock {
	height := p.rowHeight()
	return paperBlock{height: height, who: r.Entry.Who.Name.Family, draw: func(y float64) {
		if p.list.Queue != nil && p.remark(r.Entry) != "" {
			p.block(paperEdge, y+0.2, p.width, height-0.4, 0, attend)
		}
		for _, c := range p.columns {
			c.draw(c, r, y, height)
		}
		p.ruled(y, height)
	}}
}

// attend is the ground of rows to look at first; black on it is read on a copy too.
const attend colour = 0xeceef1

func (p *paper) rowHeight() float64 {
	if p.job.Codes {
		return paperCodeRow
	}
	return paperRow
}

// empty is a row for somebody who is on no list.
func (p *paper) empty() paperBlock {
	return paperBlock{height: paperRow, draw: func(y float64) {
		p.drawTick(p.columns[0], event.PaperRow{}, y, paperRow)
		p.ruled(y, paperRow)
	}}
}

// ruled draws the lines of a row, and those between which somebody signs.
func (p *paper) ruled(y, height float64) {
	p.line(paperEdge, y+height, paperEdge+p.width, y+height, 0.12, faint)
	sign := p.columns[len(p.columns)-1]
	p.line(sign.x-paperGap/2, y+1, sign.x-paperGap/2, y+height-1, 0.12, faint)
}

func (p *paper) drawNothing(paperColumn, event.PaperRow, float64, float64) {}

// drawTick draws the box to tick, ticked for whom the program knows to be here.
func (p *paper) drawTick(c paperColumn, r event.PaperRow, y, height float64) {
	top := y + (height-paperTick)/2
	p.block(c.x+0.5, top, paperTick, paperTick, 0, white)
	p.frame(c.x+0.5, top, paperTick, paperTick, 0.4, ink)
	if r.Present {
		x := c.x + 0.5
		p.line(x+1.1, top+paperTick*0.52, x+paperTick*0.42, top+paperTick-1.2, 0.8, ink)
		p.line(x+paperTick*0.42, top+paperTick-1.2, x+paperTick-0.9, top+1.1, 0.8, ink)
	}
}

func (p *paper) drawCode(c paperColumn, r event.PaperRow, y, height float64) {
	text := grouped(r.Code)
	st := p.shrink(text, p.bold.sized(paperCode), c.width-paperGap, 7)
	p.text(c.x, p.middle(y, height, st), text, st)
}

// grouped parts the two digits of check from the number before them, as people read it out.
func grouped(code string) string {
	at := max(len(code)-2, 0)
	return code[:at] + "-" + code[at:]
}

// drawSymbol draws the row's code for a scanner.
func (p *paper) drawSymbol(c paperColumn, r event.PaperRow, y, height float64) {
	q, err := p.symbols.badge(r.Code)
	if err != nil {
		p.fail(err)
		return
	}
	p.symbol(c.x, y+(height-paperSymbol)/2, paperSymbol, q)
}

// drawName draws the family name large and the given one after it.
func (p *paper) drawName(c paperColumn, r event.PaperRow, y, height float64) {
	n := r.Entry.Who.Name
	whole := p.words.Person(n.Family + " " + n.Given)
	p.cellText(c, whole, p.bold.sized(paperName), 9.5, 2, y, height)
}

func (p *paper) drawPlace(c paperColumn, r event.PaperRow, y, height float64) {
	p.cellText(c, institutionLine(r.Entry.Who), p.plain.sized(9.5).inked(quiet), 7.2, 3, y, height)
}

func (p *paper) drawNumber(c paperColumn, r event.PaperRow, y, height float64) {
	st := p.bold.sized(12)
	p.text(c.x, p.middle(y, height, st), number(r.Entry), st)
}

// drawRemark draws the two marks that the desk looks for, and what they are about.
func (p *paper) drawRemark(c paperColumn, r event.PaperRow, y, height float64) {
	text := p.remark(r.Entry)
	if text == "" {
		return
	}
	marks := p.black.sized(14).inked(ink)
	p.text(c.x, p.middle(y, height, marks), "!!", marks)
	c.x, c.width = c.x+6, c.width-6
	p.cellText(c, text, p.plain.sized(paperSmall), 7, 3, y, height)
}

// cellText sets a text into a cell, in at most so many lines.
func (p *paper) cellText(c paperColumn, text string, st style, floor float64, most int, y, height float64) {
	if text == "" {
		return
	}
	key := cellKey{text, c.width, height, st.size}
	set, known := p.set[key]
	if !known {
		st.lead = 1.12
		set.lines, set.style = p.fit(p.hard(text), st, c.width-paperGap, floor, most)
		for textHeight(set.lines, set.style) > height-3 && set.style.size > floor {
			set.lines, set.style = p.fit(p.hard(text), set.style.sized(set.style.size*0.95), c.width-paperGap, floor, most)
		}
		p.set[key] = set
	}
	p.paragraph(c.x, y+(height-textHeight(set.lines, set.style))/2+set.style.capHeight(), set.lines, set.style)
}

// cellKey and cellSet remember how a text was set: an institution comes again and again.
type (
	cellKey struct {
		text                string
		width, height, size float64
	}
	cellSet struct {
		lines []string
		style style
	}
)

// middle is the baseline of a line in the middle of a row.
func (p *paper) middle(y, height float64, st style) float64 { return y + (height+st.capHeight())/2 }
