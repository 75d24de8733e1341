package doc

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// The measures of a paper list, in millimetres, and its sizes in points. The names are read at arm's length by
// somebody who stands.
const (
	paperEdge    = 12.0
	paperTop     = 40.0 // where the table begins
	paperFoot    = 9.0
	paperRow     = 10.2
	paperCodeRow = 13.6 // with symbols
	paperSymbol  = 13.2 // with its quiet zone
	paperHead    = 7.0
	paperLetter  = 9.5
	paperTick    = 5.6
	paperName    = 13.0
	paperCode    = 13.0
	paperSmall   = 8.5
	paperGap     = 2.0 // between columns
	leastEmpty   = 3   // rows
)

// Paper writes lists to tick by hand, each with pages of its own, or the signs above the lines of a desk.
func (w *Writer) Paper(ctx context.Context, out io.Writer, job event.PaperJob) (pages int, err error) {
	if len(job.Signs) > 0 {
		return w.signs(ctx, out, job)
	}
	p := newPaper(job, &w.symbols)
	for _, l := range job.Lists {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		p.show(l)
	}
	pdf, err := p.finish(properties{
		title:    p.words.T("paper.title") + " – " + job.Event.Title,
		author:   first(job.Event.Organizers),
		language: p.words.Lang(),
	})
	if err != nil {
		return 0, fmt.Errorf("paper lists of %s: %w", job.Event.ID, err)
	}
	if _, err := out.Write(pdf); err != nil {
		return 0, fmt.Errorf("write paper lists of %s: %w", job.Event.ID, err)
	}
	return p.pages, nil
}

// paper draws the lists one after the other.
type paper struct {
	*surface
	job     event.PaperJob
	words   *i18n.Printer
	symbols *symbols
	set     map[cellKey]cellSet
	width   float64
	bottom  float64

	list    event.PaperList
	columns []paperColumn
	laid    [][]paperBlock
	top     float64

	plain, bold, black style
}

// paperBlock is what is never parted. who is the family name of a row.
type paperBlock struct {
	height float64
	who    string
	draw   func(y float64)
}

func newPaper(job event.PaperJob, s *symbols) *paper {
	p := &paper{
		surface: newSurface(a4Width, a4Height),
		job:     job,
		words:   i18n.New(job.Language),
		symbols: s,
		set:     map[cellKey]cellSet{},
		width:   a4Width - 2*paperEdge,
		bottom:  a4Height - paperFoot - 5,
		plain:   style{face: loadFace(assets.LatoRegular), ink: ink, size: 10},
		bold:    style{face: loadFace(assets.LatoBold), ink: ink, size: 10},
		black:   style{face: loadFace(assets.LatoBlack), ink: accent, size: 20},
	}
	return p
}

// show lays one list and draws its pages.
func (p *paper) show(l event.PaperList) {
	p.list, p.laid = l, nil
	p.columns = p.columnsOf()
	p.lay()
	for i, blocks := range p.laid {
		p.page()
		p.head(blocks)
		y := paperTop
		p.heads(y)
		y += paperHead
		for _, b := range blocks {
			b.draw(y)
			y += b.height
		}
		p.foot(i + 1)
	}
}

// lay puts the rows on pages. At the desk each letter begins with itself, and a letter is never alone at the foot.
func (p *paper) lay() {
	p.newPage()
	letter, waiting := "", false
	for _, r := range p.list.Rows {
		row := p.row(r)
		turns := p.top+row.height > p.bottom // what a page begins with says again where it is
		if p.list.Queue != nil {
			if l := r.Entry.Box(); l != letter || turns {
				letter = l
				p.put(p.letter(l), row.height)
			}
		} else if r.Waiting && (!waiting || turns) {
			waiting = true
			p.put(p.heading(p.words.T("paper.waiting")), row.height)
		}
		p.put(row, 0)
	}
	p.layEmpty()
}

// layEmpty puts as many empty rows on the last page as it has room for, and all of them on one of their own where
// there is room for hardly any.
func (p *paper) layEmpty() {
	if p.list.Empty == 0 {
		return
	}
	room := int((p.bottom - p.top - paperLetter) / paperRow)
	if room < min(p.list.Empty, leastEmpty) {
		p.newPage()
		room = p.list.Empty
	}
	p.put(p.heading(p.words.T("paper.walkins")), 0)
	for range min(room, p.list.Empty) {
		p.put(p.empty(), 0)
	}
}

func (p *paper) newPage() {
	p.laid = append(p.laid, nil)
	p.top = paperTop + paperHead
}

// put adds a block, on a new page where it and what must follow it have no room.
func (p *paper) put(b paperBlock, following float64) {
	if p.top+b.height+following > p.bottom {
		p.newPage()
	}
	last := len(p.laid) - 1
	p.laid[last] = append(p.laid[last], b)
	p.top += b.height
}

// head is what stands above the table of every page: which list it is, and from whom to whom the page goes.
func (p *paper) head(blocks []paperBlock) {
	quietly := p.plain.sized(9).inked(quiet)
	edge := paperEdge + p.width
	made := p.words.T("paper.made", i18n.Args{"Date": p.words.ShortDate(p.job.Made), "Time": p.words.Time(p.job.Made)})
	p.text(edge, 15, made, quietly.aligned(right))
	lines, st := p.fit(p.hard(p.job.Event.Title), p.bold.sized(10).inked(quiet), p.width-p.surface.width(made, quietly)-6, 8, 1)
	p.paragraph(paperEdge, 15, lines, st)
	room := p.width
	if q := p.list.Queue; q != nil {
		letters := p.black.sized(34).aligned(right)
		p.text(edge, 33, q.Label(), letters)
		room -= p.surface.width(q.Label(), letters) + 6
	}
	lines, st = p.fit(p.hard(p.title()), p.black.sized(20), room, 12, 2)
	base := 26.0
	if len(lines) > 1 {
		base = 22.5
	}
	p.paragraph(paperEdge, base, lines, st)
	under := p.under(blocks)
	p.text(paperEdge, 35.5, p.hard(under), p.shrink(under, p.plain.sized(10), room, 7))
}

// title is what the list is.
func (p *paper) title() string {
	if p.list.Session != nil {
		return p.list.Session.Title
	}
	return p.words.T("paper.desk")
}

// under is the line below: when and where, how many people, and who is on this page.
func (p *paper) under(blocks []paperBlock) string {
	var parts []string
	if ss := p.list.Session; ss != nil {
		zone := p.job.Event.Zone()
		start, end := ss.Start.In(zone), ss.End.In(zone)
		parts = append(parts, p.words.T("paper.session"), p.words.T("paper.when", i18n.Args{"Day": p.words.Weekday(start), "Date": p.words.Date(start),
			"From": p.words.Time(start), "To": p.words.Time(end)}))
		if p.list.Room != "" {
			parts = append(parts, p.list.Room)
		}
	}
	parts = append(parts, p.people()...)
	firstName, lastName := "", ""
	for _, b := range blocks {
		if b.who == "" {
			continue
		}
		if firstName == "" {
			firstName = b.who
		}
		lastName = b.who
	}
	if len(p.laid) > 1 && firstName != lastName {
		parts = append(parts, p.words.T("paper.range", i18n.Args{"From": firstName, "To": lastName}))
	}
	return strings.Join(parts, " · ")
}

// people is how many have a place, and how many stand on the list besides.
func (p *paper) people() []string {
	sure := 0
	for _, r := range p.list.Rows {
		if r.Entry.Status == event.Confirmed && !r.Waiting {
			sure++
		}
	}
	parts := []string{p.words.N("common.people", sure)}
	switch rest := len(p.list.Rows) - sure; {
	case rest == 0:
	case p.list.Session != nil:
		parts = append(parts, p.words.T("paper.reserve", i18n.Args{"Count": rest}))
	default:
		parts = append(parts, p.words.T("paper.unconfirmed", i18n.Args{"Count": rest}))
	}
	return parts
}

func (p *paper) foot(number int) {
	st := p.plain.sized(8).inked(quiet)
	base := a4Height - paperFoot
	page := p.words.T("lists.page", i18n.Args{"Page": number, "Pages": len(p.laid)})
	p.text(paperEdge+p.width, base, page, p.bold.sized(9).inked(quiet).aligned(right))
	text := p.words.T("paper.hint")
	p.text(paperEdge, base, p.hard(text), p.shrink(text, st, p.width-25, 6))
}

// letter is the letter that begins a part of the list.
func (p *paper) letter(l string) paperBlock {
	if l == "" {
		l = "–"
	}
	return paperBlock{height: paperLetter, draw: func(y float64) {
		p.block(paperEdge, y+1.6, 9, paperLetter-2.4, 1.2, accent)
		st := p.black.sized(15).inked(white).aligned(centre)
		p.text(paperEdge+4.5, y+1.6+(paperLetter-2.4+st.capHeight())/2, l, st)
		p.line(paperEdge+9, y+paperLetter-0.8, paperEdge+p.width, y+paperLetter-0.8, 0.35, accent)
	}}
}

// heading parts those who wait, and those who are on no list, from the others.
func (p *paper) heading(text string) paperBlock {
	return paperBlock{height: paperLetter, draw: func(y float64) {
		p.text(paperEdge, y+6.4, p.hard(text), p.bold.sized(11).inked(accent))
		p.line(paperEdge, y+paperLetter-0.8, paperEdge+p.width, y+paperLetter-0.8, 0.35, accent)
	}}
}

func (p *paper) hard(text string) string {
	if p.words.Lang() != i18n.Polish {
		return text
	}
	return i18n.HardSpaces(text)
}

// remark is what the desk has to look at first.
func (p *paper) remark(e event.Entry) string {
	var parts []string
	if e.Status != event.Confirmed {
		parts = append(parts, p.words.T("status."+string(e.Status)))
	}
	if e.Payment.Due() {
		parts = append(parts, p.words.T("paper.due", i18n.Args{"Money": p.words.Money(e.Payment.Fee)}))
	}
	if e.Note != "" {
		parts = append(parts, e.Note)
	}
	return strings.Join(parts, "; ")
}

func number(e event.Entry) string { return strconv.Itoa(e.Number) }
