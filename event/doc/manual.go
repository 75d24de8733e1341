package doc

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"zlot/assets"
	"zlot/event/help"
	"zlot/event/i18n"
)

// The measures of the manual, in millimetres.
const (
	manualEdge   = 25.0
	manualTop    = 32.0 // where the text begins
	manualBottom = a4Height - 24.0
	manualWidth  = a4Width - 2*manualEdge
	manualGap    = 2.6   // between blocks
	manualIndent = 7.0   // of the words of an item
	manualInset  = 4.0   // inside a note
	manualImage  = 138.0 // width of a picture
)

// Manual writes the help in a language as a book: a title page, the contents, a chapter for each topic.
func (w *Writer) Manual(ctx context.Context, out io.Writer, lang, version string) error {
	m := newManual(help.Open(lang))
	m.lay()
	m.cover(version)
	m.contents()
	for _, c := range m.chapters {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.draw(c)
	}
	pdf, err := m.finish(properties{title: producer + " – " + m.words.T("help.manual.title"), language: m.words.Lang()})
	if err != nil {
		return fmt.Errorf("manual: %w", err)
	}
	if _, err := out.Write(pdf); err != nil {
		return fmt.Errorf("manual: %w", err)
	}
	return nil
}

// manual draws the book.
type manual struct {
	*surface
	words    *i18n.Printer
	book     *help.Book
	chapters []*chapter
	first    int // page of the first chapter

	plain, bold, italic, head style
}

// chapter is a topic, laid on pages.
type chapter struct {
	topic help.Topic
	page  int // its first
	pages [][]manualBlock
	top   float64 // of the next block of the page being laid
	held  []manualBlock
}

// manualBlock is what is never parted.
type manualBlock struct {
	y, height, gap float64
	draw           func(y float64)
}

func newManual(book *help.Book) *manual {
	return &manual{
		surface: newSurface(a4Width, a4Height), words: i18n.New(book.Lang), book: book,
		plain:  style{face: loadFace(assets.LatoRegular), ink: ink, size: 10.5, lead: 1.4},
		bold:   style{face: loadFace(assets.LatoBold), ink: ink, size: 10.5, lead: 1.4},
		italic: style{face: loadFace(assets.LatoItalic), ink: ink, size: 10.5, lead: 1.4},
		head:   style{face: loadFace(assets.LatoBlack), ink: accent, size: 22},
	}
}

// lay puts all chapters on pages; each begins a new one.
func (m *manual) lay() {
	m.first = 2 + (len(m.book.Topics)+contentsLines-1)/contentsLines
	page := m.first
	for _, t := range m.book.Topics {
		c := &chapter{topic: t, page: page, pages: [][]manualBlock{nil}, top: manualTop}
		m.layTitle(c)
		for i, b := range t.Blocks {
			m.layBlock(c, b, i)
		}
		m.chapters = append(m.chapters, c)
		page += len(c.pages)
	}
}

// put adds a block, on a new page where it does not fit.
func (c *chapter) put(height, gap float64, draw func(y float64)) {
	c.hold(height, gap, draw)
	high := 0.0
	for _, b := range c.held {
		high += b.gap + b.height
	}
	if c.top+high > manualBottom && c.top > manualTop {
		c.pages = append(c.pages, nil)
		c.top = manualTop
	}
	last := len(c.pages) - 1
	for _, b := range c.held {
		if c.top > manualTop {
			c.top += b.gap
		}
		b.y = c.top
		c.pages[last] = append(c.pages[last], b)
		c.top += b.height
	}
	c.held = nil
}

// hold adds a block that stays on the page of the next one.
func (c *chapter) hold(height, gap float64, draw func(y float64)) {
	c.held = append(c.held, manualBlock{height: height, gap: gap, draw: draw})
}

func (m *manual) layTitle(c *chapter) {
	lines, _ := m.wrap(c.topic.Title, m.head, manualWidth)
	height := textHeight(lines, m.head)
	c.hold(height+2, 0, func(y float64) { m.paragraph(manualEdge, y+m.head.capHeight(), lines, m.head) })
	st := m.plain.sized(12).inked(quiet)
	under, _ := m.wrap(c.topic.Summary, st, manualWidth)
	c.hold(textHeight(under, st)+4, 1, func(y float64) { m.paragraph(manualEdge, y+st.capHeight(), under, st) })
}

func (m *manual) layBlock(c *chapter, b help.Block, i int) {
	switch b.Kind {
	case help.Heading:
		st := m.bold.sized(13).inked(accent)
		lines, _ := m.wrap(b.Text(), st, manualWidth)
		c.hold(textHeight(lines, st)+1, 6, func(y float64) { m.paragraph(manualEdge, y+st.capHeight(), lines, st) })
	case help.Item:
		mark := "•"
		if b.Number > 0 {
			mark = strconv.Itoa(b.Number) + "."
		}
		runs, height := m.flow(b.Spans, m.plain, manualWidth-manualIndent)
		c.put(height, manualGap/2, func(y float64) {
			m.text(manualEdge+1, y+m.baseline(m.plain), mark, m.bold.inked(quiet))
			m.drawFlow(manualEdge+manualIndent, y, runs, m.plain)
		})
	case help.Note:
		runs, height := m.flow(b.Spans, m.plain, manualWidth-2*manualInset-1)
		height += 2*manualInset - 2
		c.put(height, manualGap, func(y float64) {
			m.block(manualEdge, y, manualWidth, height, 0, noteGround)
			m.block(manualEdge, y, 1, height, 0, accent)
			m.drawFlow(manualEdge+manualInset+1, y+manualInset-1, runs, m.plain)
		})
	case help.Picture:
		m.layPicture(c, b)
	default:
		runs, height := m.flow(b.Spans, m.plain, manualWidth)
		add := c.put
		if next := i + 1; next < len(c.topic.Blocks) && c.topic.Blocks[next].Kind == help.Item {
			add = c.hold // a list does not begin on another page than what leads to it
		}
		add(height, manualGap, func(y float64) { m.drawFlow(manualEdge, y, runs, m.plain) })
	}
}

// draw puts a chapter on paper.
func (m *manual) draw(c *chapter) {
	for i, blocks := range c.pages {
		m.page()
		if i == 0 {
			m.mark(c.topic)
		}
		m.margins(c.topic.Title, c.page+i)
		for _, b := range blocks {
			b.draw(b.y)
		}
	}
}

// margins are the head and the foot of a page.
func (m *manual) margins(title string, number int) {
	st := m.plain.sized(8.5).inked(quiet)
	m.text(manualEdge, 18, producer+" – "+m.words.T("help.manual.title"), st)
	m.text(a4Width-manualEdge, 18, title, st.aligned(right))
	m.line(manualEdge, 20.5, a4Width-manualEdge, 20.5, 0.15, faint)
	m.text(a4Width-manualEdge, a4Height-13, strconv.Itoa(number), st.aligned(right))
}
