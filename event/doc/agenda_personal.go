package doc

import (
	"cmp"
	"context"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// The measures of a personal plan in millimetres: half of an A4 page that lies on its side.
const (
	planWidth = a4Height / 2
	planEdge  = 12.0
	planTop   = 13.0
	planFoot  = 9.0
	planTime  = 21.5 // width of the column of times, at scale 1
)

// planScales are the sizes of a plan, the largest first.
var planScales = []float64{1.2, 1.1, 1, 0.9, 0.8}

// planner draws personal plans; what many people have in common is set once.
type planner struct {
	*agenda
	spoken map[string]tongue
	in     tongue
	rows   map[planKey]planRow
	lacks  map[string]bool // by session: whether the font lacks letters of it
	slot   int             // halves that were drawn on
}

// tongue is a language that plans are written in, and what all of them say in it.
type tongue struct {
	words   *i18n.Printer
	foot    column
	version string
}

// planKey is what a row looks the same by.
type planKey struct {
	language, session string
	role              event.Role
	address           event.FormOfAddress
	enrolled, waiting bool
	scale             float64
}

// planRow is a session in a plan, made ready to be drawn.
type planRow struct {
	session    event.Session
	clock      style
	parts      column
	room       part
	tint, mark colour
	height     float64
}

// plans draws a half page for each person; a longer one begins on a page of its own.
func (a *agenda) plans(ctx context.Context) error {
	p := &planner{agenda: a, rows: map[planKey]planRow{}, lacks: map[string]bool{}, spoken: map[string]tongue{}}
	own := a.words
	defer func() { a.words = own }()
	a.job.Progress.Total(len(a.job.Plans))
	for _, plan := range a.job.Plans {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.speak(cmp.Or(plan.Entry.Who.Language, a.job.Language))
		p.plan(plan)
		a.job.Progress.Add(1)
	}
	return nil
}

// speak goes on in somebody's own language.
func (p *planner) speak(language string) {
	t, known := p.spoken[language]
	if !known {
		t.words = i18n.New(language)
		p.words = t.words
		t.version = p.version()
		if text := strings.TrimSpace(p.job.Event.CoFinancing); text != "" {
			t.foot = column{p.set(text, p.plain.sized(6.3).inked(quiet), planWidth-2*planEdge, 5.4, 3)}
		}
		p.spoken[language] = t
	}
	p.in, p.words = t, t.words
}

func (p *planner) plan(plan event.PersonPlan) {
	head := p.head(plan)
	bottom := p.height - planFoot
	if len(p.in.foot) > 0 {
		bottom -= p.in.foot.height() + 2
	}
	bottom -= 4
	lacking := p.lackingOf(plan)
	if lacking {
		bottom -= 3.5
	}
	top := planTop + head.height() + 4.5
	sheets := p.lay(plan, bottom-top)
	for i, blocks := range sheets {
		x := p.half(i == 0 && len(sheets) > 1)
		head.draw(p.agenda, x+planEdge, planTop)
		p.line(x+planEdge, top-1.5, x+planWidth-planEdge, top-1.5, 0.4, accent)
		used := 0.0
		for _, b := range blocks {
			used += b.height
		}
		y, air := top, 0.0
		if len(sheets) == 1 { // a short plan is spread out a little
			air = min(1.4, max(0, bottom-top-used)/float64(len(blocks)))
		}
		for _, b := range blocks {
			b.draw(x+planEdge, y)
			y += b.height + air
		}
		p.drawFoot(x+planEdge, lacking, i+1, len(sheets))
	}
}

// half turns to the next half page and returns where it begins; fresh wants the left one.
func (p *planner) half(fresh bool) float64 {
	if fresh && p.slot%2 == 1 {
		p.slot++
	}
	p.slot++
	if p.slot%2 == 0 {
		return planWidth
	}
	p.page()
	p.dashes(planWidth, 0, planWidth, p.height, 0.1, faint)
	return 0
}

// head is who the plan is for.
func (p *planner) head(plan event.PersonPlan) column {
	width := planWidth - 2*planEdge
	e := plan.Entry
	title := p.set(p.job.Event.Title, p.bold.sized(8.5).inked(quiet), width, 7, 2)
	name := p.set(p.words.Person(e.Who.Name.Full()), p.black.sized(23), width, 14, 2)
	name.before = 6
	head := column{title, name}
	group := ""
	if plan.Group != "" {
		group = p.words.T("doc.badge.group", i18n.Args{"Title": plan.Group})
	}
	if under := joinText(" · ", group, institutionLine(e.Who)); under != "" {
		line := p.flow(under, p.plain.sized(9.5).inked(quiet), width, 7.5)
		line.before = 3.4
		head = append(head, line)
	}
	return head
}

func (p *planner) drawFoot(x float64, lacking bool, page, pages int) {
	st := p.plain.sized(6.8).inked(quiet)
	base := p.height - planFoot
	p.text(x, base, p.in.version, st)
	if pages > 1 {
		p.text(x+planWidth-2*planEdge, base, p.words.T("lists.page", i18n.Args{"Page": page, "Pages": pages}), st.aligned(right))
	}
	y := base - st.capHeight() - 2
	if len(p.in.foot) > 0 {
		y -= p.in.foot.height()
		p.in.foot.draw(p.agenda, x, y)
		y -= 2
	}
	if lacking {
		p.text(x, y, p.words.T("docagenda.letters"), st)
	}
}

// lackingOf tells whether the font lacks letters of a plan. A session is remarked upon once, however many people
// have it in theirs.
func (p *planner) lackingOf(plan event.PersonPlan) bool {
	name := plan.Entry.Who.Name.Full()
	lacking := p.lacking(name, name, plan.Entry.Who.Institution, plan.Entry.Who.Town, plan.Group)
	for _, item := range plan.Items {
		s := item.Session
		lacks, known := p.lacks[s.ID]
		if !known {
			lacks = p.lacking(s.Title, append(p.leaders(s), s.Title, p.where(s))...)
			p.lacks[s.ID] = lacks
		}
		lacking = lacking || lacks
	}
	return lacking
}

// planBlock is a row or a heading of a day; x and y are its upper left corner.
type planBlock struct {
	height float64
	heads  bool   // never stands alone at the foot
	day    string // of a row: the heading that stands above it
	draw   func(x, y float64)
}

// lay sets a plan as large as it fits on one half page, or else on the fewest.
func (p *planner) lay(plan event.PersonPlan, room float64) (sheets [][]planBlock) {
	smallest := planScales[len(planScales)-1]
	fewest := len(p.pages(plan, smallest, room))
	for _, scale := range planScales {
		if sheets = p.pages(plan, scale, room); len(sheets) == fewest {
			break
		}
	}
	return sheets
}

// pages divides a plan among half pages.
func (p *planner) pages(plan event.PersonPlan, scale, room float64) (sheets [][]planBlock) {
	blocks := p.blocks(plan, scale)
	left := room
	sheets = [][]planBlock{nil}
	for i, b := range blocks {
		need := b.height
		if b.heads && i+1 < len(blocks) {
			need += blocks[i+1].height
		}
		if need > left && len(sheets[len(sheets)-1]) > 0 {
			sheets, left = append(sheets, nil), room
			if b.day != "" {
				again := p.dayBlock(b.day+" – "+p.words.T("doc.agenda.continued"), scale, true)
				sheets[len(sheets)-1] = append(sheets[len(sheets)-1], again)
				left -= again.height
			}
		}
		sheets[len(sheets)-1] = append(sheets[len(sheets)-1], b)
		left -= b.height
	}
	return sheets
}

func (p *planner) blocks(plan event.PersonPlan, scale float64) (blocks []planBlock) {
	day := ""
	for _, item := range plan.Items {
		row := p.row(item, plan.Entry.Who.Address, scale)
		if d := p.day(row.session.Start); d != day {
			blocks = append(blocks, p.dayBlock(d, scale, day == ""))
			day = d
		}
		blocks = append(blocks, planBlock{height: row.height, day: day, draw: func(x, y float64) { p.drawRow(x, y, row, scale) }})
	}
	if len(blocks) == 0 {
		lines, _ := p.wrap(p.hard(p.words.T("docagenda.nothing")), p.plain.sized(11).inked(quiet), planWidth-2*planEdge)
		note := part{lines: lines, style: p.plain.sized(11).inked(quiet)}
		blocks = append(blocks, planBlock{height: note.height() + 8, draw: func(x, y float64) { p.write(x, y+6, note) }})
	}
	return blocks
}

func (p *planner) dayBlock(day string, scale float64, first bool) planBlock {
	st := p.bold.sized(10.5 * scale).inked(accent)
	above := 5.2 * scale
	if first {
		above = 2.4 * scale
	}
	return planBlock{height: above + st.capHeight() + 1.6*scale, heads: true, draw: func(x, y float64) {
		p.text(x, y+above+st.capHeight(), day, st)
	}}
}
