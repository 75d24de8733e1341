package doc

import (
	"context"
	"math"
	"sort"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// The measures of the programme for the wall, in millimetres, and its sizes in points.
const (
	wallEdge = 16.0
	wallTime = 29.0 // width of the column of times, at scale 1
	wallSize = 12.0 // of times and titles, at scale 1
)

// The scales of a day: as large as it has room for, and what is still read from an arm's length.
const (
	wallLargest  = 1.5
	wallDescribe = 0.95 // descriptions give way before anything becomes smaller than this
	wallSmallest = 0.84
)

// wall draws a page a day. A day that is too long even in small type goes on overleaf.
func (a *agenda) wall(ctx context.Context) error {
	days := byDay(a.sessions)
	a.job.Progress.Total(len(days))
	for _, day := range days {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.wallDay(day)
		a.job.Progress.Add(1)
	}
	return nil
}

func (a *agenda) wallDay(day []event.Session) {
	lacking := false
	for _, s := range day {
		lacking = a.lackingIn(s) || lacking
	}
	foot := a.foot(a.across-2*wallEdge, true, lacking)
	head := a.wallHead(day[0], false)
	next := a.wallHead(day[0], true)
	bottom := a.height - wallEdge*0.7 - foot.height() - 3
	sheets := a.layWall(day, head.height(), next.height(), bottom)
	for i, blocks := range sheets {
		a.page()
		if i > 0 {
			head = next
		}
		top := head.draw(a, wallEdge, wallEdge*0.9) + 4
		a.line(wallEdge, top, a.across-wallEdge, top, 0.4, accent)
		air := 0.0
		if len(sheets) == 1 { // a short day is spread out a little
			air = min(4.5, max(0, bottom-top-2-blocksHeight(blocks))/float64(len(blocks)+1))
		}
		y := top + 1 + air/2
		for j, b := range blocks {
			b.draw(y, j == 0)
			y += b.height + air
		}
		foot.draw(a, wallEdge, a.across-2*wallEdge, i+1, len(sheets))
	}
}

// layWall finds the largest type in which a day takes the fewest pages, with the descriptions if they cost
// nothing, and puts its blocks on pages.
func (a *agenda) layWall(day []event.Session, head, next, bottom float64) (sheets [][]wallBlock) {
	first, rest := bottom-wallEdge*0.9-head-6, bottom-wallEdge*0.9-next-6
	at := func(scale float64, describe bool) [][]wallBlock {
		return onPages(a.slots(day, scale, describe), first, rest)
	}
	if scale, ok := largestScale(wallLargest, wallDescribe, func(scale float64) bool {
		sheets = at(scale, true)
		return len(sheets) == 1 && blocksFit(sheets, first, rest)
	}); ok {
		return at(scale, true)
	}
	return fewestPages(1.2, wallSmallest, first, rest, func(scale float64) [][]wallBlock { return at(scale, false) })
}

// fewestPages finds the largest type that takes no more pages than the smallest does. Where a single block
// is higher than a page even so, the type becomes as small as it must.
func fewestPages(largest, smallest, first, rest float64, at func(scale float64) [][]wallBlock) [][]wallBlock {
	sheets := at(smallest)
	for scale := smallest; scale > smallest/3 && !blocksFit(sheets, first, rest); scale *= 0.93 {
		sheets = at(scale)
	}
	fewest := len(sheets)
	if scale, ok := largestScale(largest, smallest, func(scale float64) bool {
		larger := at(scale)
		return len(larger) == fewest && blocksFit(larger, first, rest)
	}); ok {
		return at(scale)
	}
	return sheets
}

// largestScale finds the largest of the scales between two that is good, if one is.
func largestScale(largest, smallest float64, good func(scale float64) bool) (float64, bool) {
	const step = 0.965
	steps := 1 + int(math.Log(smallest/largest)/math.Log(step))
	scaleOf := func(i int) float64 { return largest * math.Pow(step, float64(i)) }
	i := sort.Search(steps, func(i int) bool { return good(scaleOf(i)) })
	return scaleOf(i), i < steps
}

// blocksFit tells whether every page has room for what is on it.
func blocksFit(sheets [][]wallBlock, first, rest float64) bool {
	for i, blocks := range sheets {
		room := rest
		if i == 0 {
			room = first
		}
		if blocksHeight(blocks) > room {
			return false
		}
	}
	return true
}

// wallBlock is what is never parted; first says that nothing stands above it on its page.
type wallBlock struct {
	height float64
	draw   func(y float64, first bool)
}

func blocksHeight(blocks []wallBlock) float64 {
	height := 0.0
	for _, b := range blocks {
		height += b.height
	}
	return height
}

// onPages divides blocks among a first page and those after it.
func onPages(blocks []wallBlock, first, rest float64) (sheets [][]wallBlock) {
	left := first
	sheets = [][]wallBlock{nil}
	for _, b := range blocks {
		if last := len(sheets) - 1; b.height > left && len(sheets[last]) > 0 {
			sheets, left = append(sheets, nil), rest
		}
		sheets[len(sheets)-1] = append(sheets[len(sheets)-1], b)
		left -= b.height
	}
	return sheets
}

// column is texts below each other.
type column []part

func (c column) height() float64 { return bodyHeight(c) }

func (c column) draw(a *agenda, x, y float64) float64 {
	for i, p := range c {
		if i > 0 {
			y += p.before
		}
		y = a.write(x, y, p)
	}
	return y
}

// wallHead is who invites, to what, and the day.
func (a *agenda) wallHead(s event.Session, continued bool) (head column) {
	e, width := a.job.Event, a.across-2*wallEdge
	add := func(before float64, text string, st style, floor float64, most int) {
		if text = strings.TrimSpace(text); text != "" {
			p := a.set(text, st, width, floor, most)
			p.before = before
			head = append(head, p)
		}
	}
	if continued {
		add(0, e.Title, a.bold.sized(10.5).inked(quiet), 8, 1)
		add(4, a.day(s.Start)+" – "+a.words.T("doc.agenda.continued"), a.black.sized(19), 12, 1)
		return head
	}
	add(0, strings.Join(e.Organizers, " · "), a.plain.sized(9).inked(quiet), 7.5, 2)
	add(3.4, e.Title, a.bold.sized(15), 11, 2)
	add(2.8, e.Motto, a.italic.sized(11), 9, 2)
	add(7.5, a.day(s.Start), a.black.sized(27), 17, 1)
	add(3, a.place(), a.plain.sized(11).inked(quiet), 9, 1)
	return head
}

// foot is what stands below every page: who helped, and which version it is.
type foot struct {
	column
	version string
	words   *i18n.Printer
	style   style
}

// foot makes the foot of a document; all of it names the patrons too.
func (a *agenda) foot(width float64, all, lacking bool) foot {
	e := a.job.Event
	f := foot{version: a.version(), words: a.words, style: a.plain.sized(8).inked(quiet)}
	small := f.style.sized(7.8)
	add := func(before float64, text string) {
		if text = strings.TrimSpace(text); text != "" {
			lines, _ := a.wrap(a.hard(text), small, width)
			f.column = append(f.column, part{lines, small, before})
		}
	}
	if all {
		var helped []string
		list := func(caption string, names []string) {
			if len(names) > 0 {
				helped = append(helped, caption+": "+strings.Join(names, ", "))
			}
		}
		list(a.words.T("docagenda.patrons.honorary"), e.HonoraryPatrons)
		list(a.words.T("docagenda.patrons.media"), e.MediaPatrons)
		list(a.words.N("doc.certificate.partners", len(e.Partners)), e.Partners)
		for _, line := range helped {
			add(1.5, line)
		}
	}
	add(1.5, e.CoFinancing)
	if lacking {
		add(1.5, a.words.T("docagenda.letters"))
	}
	return f
}

func (f foot) height() float64 {
	height := f.style.capHeight() + 3
	if len(f.column) > 0 {
		height += f.column.height() + 2.2
	}
	return height
}

// draw writes the foot up to the lower margin of the page.
func (f foot) draw(a *agenda, x, width float64, page, pages int) {
	base := a.height - wallEdge*0.7
	y := base - f.height()
	a.line(x, y, x+width, y, 0.15, faint)
	if len(f.column) > 0 {
		f.column.draw(a, x, y+3)
	}
	a.text(x, base, f.version, f.style)
	if pages > 1 {
		a.text(x+width, base, f.words.T("lists.page", i18n.Args{"Page": page, "Pages": pages}), f.style.aligned(right))
	}
}
