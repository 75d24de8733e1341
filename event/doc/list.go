package doc

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// The measures of a list, in millimetres, and its sizes in points.
const (
	listEdge   = 15.0
	listTop    = 40.0 // where the table begins
	listFoot   = 10.0 // from the lower edge to the last line of the foot
	listGap    = 2.0  // between columns
	listSize   = 9.5
	listInset  = 1.5  // above and below the words of a row
	signHeight = 10.5 // least height of a row that is signed
	signLeast  = 9.2  // the same where it saves a page
)

// List writes a list of people as PDF: the table is headed anew on every page, and the foot says which
// page of how many it is.
func (w *Writer) List(ctx context.Context, out io.Writer, job event.ListJob) error {
	l := newList(job)
	l.lay()
	if l.signed() {
		l.layTighter()
	}
	for i, page := range l.laid {
		if err := ctx.Err(); err != nil {
			return err
		}
		l.draw(page, i+1)
	}
	pdf, err := l.finish(properties{
		title:    l.title + " – " + job.Event.Title,
		author:   first(job.Event.Organizers),
		language: l.words.Lang(),
	})
	if err != nil {
		return fmt.Errorf("list %s of %s: %w", job.Kind, job.Event.ID, err)
	}
	if _, err := out.Write(pdf); err != nil {
		return fmt.Errorf("write list of %s: %w", job.Event.ID, err)
	}
	return nil
}

// list draws one list.
type list struct {
	*surface
	listWords
	title   string
	width   float64 // between the edges
	bottom  float64 // where the table ends
	columns []listColumn
	foot    []string // the sentence of co-financing
	laid    [][]listBlock
	top     float64  // of the next block of the page being laid
	headed  bool     // the page being laid shows the heads of the columns
	sign    float64  // least height of a row that is signed
	lacking []string // whose rows have a question mark for a letter that the font lacks

	plain, bold, head style
}

// listBlock is what is never parted: a row, a heading, a line of the summary.
type listBlock struct {
	y, height float64
	draw      func(y float64)
}

func newList(job event.ListJob) *list {
	wide, high := a4Width, a4Height
	if job.Landscape {
		wide, high = high, wide
	}
	l := &list{
		surface:   newSurface(wide, high),
		listWords: listWords{job, i18n.New(job.Language)},
		width:     wide - 2*listEdge,
		sign:      signHeight,
		plain:     style{face: loadFace(assets.LatoRegular), ink: ink, size: listSize},
		bold:      style{face: loadFace(assets.LatoBold), ink: ink, size: listSize},
		head:      style{face: loadFace(assets.LatoBlack), ink: accent, size: 17},
	}
	l.title = l.heading()
	l.columns = l.columnsOf()
	l.shareWidth()
	l.bottom = high - listFoot - 8
	if text := strings.TrimSpace(job.Event.CoFinancing); text != "" {
		l.foot, _ = l.wrap(l.hard(text), l.plain.sized(7.5), l.width-30)
		l.bottom -= float64(len(l.foot)) * l.plain.sized(7.5).lineHeight()
	}
	return l
}

// shareWidth gives the columns without a width of their own the rest.
func (l *list) shareWidth() {
	rest, shares := l.width, 0.0
	for _, c := range l.columns {
		rest -= c.width
		shares += c.share
	}
	x := listEdge
	for i := range l.columns {
		c := &l.columns[i]
		if c.share > 0 {
			c.width = rest * c.share / shares
		}
		c.x = x
		x += c.width
	}
}

// lay puts all blocks on pages.
func (l *list) lay() {
	l.newPage()
	if len(l.job.Sections) > 1 && l.summed() {
		l.laySummary()
	}
	for i, s := range l.job.Sections {
		if i > 0 && l.job.Kind == event.ListGroups {
			l.newPage() // each group's list goes to another person
		}
		l.laySection(s)
	}
	l.layRemark()
}

// layRemark names those whose rows could not be written in full.
func (l *list) layRemark() {
	if len(l.lacking) == 0 {
		return
	}
	text := l.words.T("lists.letters", i18n.Args{"Names": strings.Join(l.lacking, "; ")})
	st := l.plain.sized(8.5).inked(quiet)
	lines, _ := l.wrap(l.hard(text), st, l.width)
	height := textHeight(lines, st)
	if l.top+height > l.bottom {
		l.newPage()
	}
	l.put(listBlock{height: height, draw: func(y float64) { l.paragraph(listEdge, y+st.capHeight(), lines, st) }})
}

// layTighter puts the rows closer where that saves a page with a few names.
func (l *list) layTighter() {
	wide := l.laid
	l.laid, l.sign = nil, signLeast
	l.lay()
	if len(l.laid) >= len(wide) {
		l.laid = wide
	}
}

func (l *list) newPage() {
	l.laid = append(l.laid, nil)
	l.top, l.headed = listTop, false
}

func (l *list) put(b listBlock) {
	last := len(l.laid) - 1
	b.y = l.top
	l.laid[last] = append(l.laid[last], b)
	l.top += b.height
}

// laySummary counts the sections before the names.
func (l *list) laySummary() {
	for _, s := range l.job.Sections {
		name, count := l.valueOf(s), l.words.N("common.people", len(s.Entries))
		lines, st := l.fit(l.hard(name), l.plain.sized(10.5), l.width-50, 9, 2)
		height := textHeight(lines, st) + 2*listInset
		if l.top+height > l.bottom {
			l.newPage()
		}
		l.put(listBlock{height: height, draw: func(y float64) {
			l.paragraph(listEdge, y+listInset+st.capHeight(), lines, st)
			l.text(listEdge+l.width, y+listInset+st.capHeight(), count, l.bold.sized(10.5).aligned(right))
			l.line(listEdge, y+height, listEdge+l.width, y+height, 0.1, faint)
		}})
	}
	l.top += 5
}

// laySection puts a heading and its rows; a heading is never alone at the foot of a page.
func (l *list) laySection(s event.ListSection) {
	headed := l.job.Field != ""
	rows := l.rows(s)
	for i, cells := range rows {
		row := l.row(cells)
		l.noteLacking(s.Entries[i], cells)
		need := row.height
		if headed && i == 0 {
			need += l.sectionHeight()
		}
		if i == 0 || !l.headed {
			need += l.headsHeight()
		}
		if l.top+need > l.bottom && len(l.laid[len(l.laid)-1]) > 0 {
			l.newPage()
		}
		if headed && (i == 0 || l.top == listTop) {
			l.put(l.section(s, i > 0))
		}
		if (i == 0 && l.job.Kind != event.ListInstitutions) || !l.headed {
			l.put(l.heads())
			l.headed = true
		}
		l.put(row)
	}
	l.top += 4
}

// noteLacking remembers whose row has a letter that the font lacks; the badge's number finds the person.
func (l *list) noteLacking(e event.Entry, cells []string) {
	if l.plain.face.lacked(strings.Join(cells, " ")) == "" {
		return
	}
	who := l.words.T("lists.letters.who", i18n.Args{"Name": l.name(e), "Number": strconv.Itoa(e.Number)})
	if !slices.Contains(l.lacking, who) {
		l.lacking = append(l.lacking, who)
	}
}

func (l *list) sectionHeight() float64 { return 9 }
func (l *list) headsHeight() float64   { return 6 }

// section is the heading of the people who share a value.
func (l *list) section(s event.ListSection, continued bool) listBlock {
	name := l.valueOf(s)
	if s.Place != "" && !strings.Contains(name, s.Place) {
		name += " · " + s.Place
	}
	count := l.words.N("common.people", len(s.Entries))
	if continued {
		count = l.words.T("lists.continued")
	}
	st := l.shrink(name, l.bold.sized(11.5).inked(accent), l.width-40, 7)
	return listBlock{height: l.sectionHeight(), draw: func(y float64) {
		base := y + 6
		l.text(listEdge, base, l.hard(name), st)
		l.text(listEdge+l.width, base, count, l.plain.sized(9.5).inked(quiet).aligned(right))
	}}
}

// heads are the names of the columns.
func (l *list) heads() listBlock {
	return listBlock{height: l.headsHeight(), draw: func(y float64) {
		base := y + 3.6
		for _, c := range l.columns {
			st := l.shrink(c.title, l.bold.sized(8).inked(quiet), c.width-listGap, 5)
			l.cell(c, base, []string{c.title}, st)
		}
		l.line(listEdge, y+l.headsHeight(), listEdge+l.width, y+l.headsHeight(), 0.35, accent)
	}}
}

func (l *list) cell(c listColumn, base float64, lines []string, st style) {
	x := c.x
	if c.align == right {
		x += c.width - 2*listGap
	}
	l.paragraph(x, base, lines, st.aligned(c.align))
}

// row is one person.
func (l *list) row(cells []string) listBlock {
	type words struct {
		lines []string
		style style
	}
	all := make([]words, len(l.columns))
	height := 0.0
	for i, c := range l.columns {
		if c.sign || cells[i] == "" {
			continue
		}
		st := l.plain
		if c.bold {
			st = l.bold
		}
		all[i].lines, all[i].style = l.fit(l.hard(cells[i]), st, c.width-listGap, 8.5, 2)
		height = max(height, textHeight(all[i].lines, all[i].style))
	}
	height += 2 * listInset
	if l.signed() {
		height = max(height, l.sign)
	}
	return listBlock{height: height, draw: func(y float64) {
		for i, c := range l.columns {
			if c.sign {
				l.line(c.x, y+1, c.x, y+height-1, 0.1, faint)
				continue
			}
			if len(all[i].lines) == 0 {
				continue
			}
			base := y + (height-textHeight(all[i].lines, all[i].style))/2 + all[i].style.capHeight()
			l.cell(c, base, all[i].lines, all[i].style)
		}
		l.line(listEdge, y+height, listEdge+l.width, y+height, 0.1, faint)
	}}
}

// draw puts a page on paper.
func (l *list) draw(blocks []listBlock, number int) {
	l.page()
	ev := l.job.Event
	lines, st := l.fit(l.hard(ev.Title), l.bold.sized(10).inked(quiet), l.width-45, 8, 1)
	l.paragraph(listEdge, 18, lines, st)
	l.text(listEdge+l.width, 18, l.words.T("lists.made", i18n.Args{"Date": l.words.ShortDate(l.job.Made.Time(time.UTC))}), l.plain.sized(8).inked(quiet).aligned(right))
	lines, st = l.fit(l.hard(l.title), l.head, l.width, 12, 1)
	l.paragraph(listEdge, 27, lines, st)
	l.text(listEdge, 33, l.hard(l.under()), l.plain.sized(9).inked(quiet))
	for _, b := range blocks {
		b.draw(b.y)
	}
	foot := l.plain.sized(7.5).inked(quiet)
	base := l.height - listFoot
	l.text(listEdge+l.width, base, l.words.T("lists.page", i18n.Args{"Page": number, "Pages": len(l.laid)}), foot.aligned(right))
	l.paragraph(listEdge, base-float64(max(len(l.foot)-1, 0))*foot.lineHeight(), l.foot, foot)
}
