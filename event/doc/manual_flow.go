package doc

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"

	"github.com/signintech/gopdf"

	"zlot/event/help"
)

// The inks of the manual.
const (
	noteGround colour = 0xeaf1fa
	keyGround  colour = 0xf1f3f6
	linked     colour = 0x1f5fa8
)

// manualKey is the room at the sides of the name of a key, in millimetres.
const manualKey = 1.2

// manualRun is a part of a line in one style.
type manualRun struct {
	span    help.Span
	text    string
	x, y    float64 // of the line's top
	width   float64
	ofStyle style
}

// styleOf is how a span is set.
func (m *manual) styleOf(s help.Span, base style) style {
	switch s.Style {
	case help.Name:
		return m.bold.sized(base.size).inked(base.ink)
	case help.Stress:
		return m.italic.sized(base.size).inked(base.ink)
	case help.Key:
		return m.plain.sized(base.size * 0.9).inked(base.ink)
	case help.Link:
		return base.inked(linked)
	}
	return base
}

// manualPiece is what stands between two places where a line may be broken or the style changes.
type manualPiece struct {
	span  help.Span
	text  string
	glued bool // to what stands before it
}

func manualPieces(spans []help.Span) (all []manualPiece) {
	glued := true
	for _, s := range spans {
		words := strings.Split(s.Text, " ")
		if s.Style == help.Key { // never broken
			words = []string{s.Text}
		}
		for j, word := range words {
			if j > 0 {
				glued = false
			}
			if word != "" {
				all = append(all, manualPiece{s, word, glued})
				glued = true
			}
		}
	}
	return all
}

func (m *manual) widthOf(p manualPiece, base style) float64 {
	w := m.width(p.text, m.styleOf(p.span, base))
	if strings.HasSuffix(p.text, "\u00a0") { // the end of a text is measured without it
		w += m.width("x x", base) - m.width("xx", base)
	}
	if p.span.Style == help.Key {
		w += 2 * manualKey
	}
	return w
}

// flow breaks text in several styles into lines of a width.
func (m *manual) flow(spans []help.Span, base style, width float64) (runs []manualRun, height float64) {
	all := manualPieces(spans)
	space := m.width("x x", base) - m.width("xx", base)
	line := base.lineHeight()
	var x, y float64
	for i := 0; i < len(all); {
		end, long := i+1, m.widthOf(all[i], base)
		for end < len(all) && all[end].glued {
			long += m.widthOf(all[end], base)
			end++
		}
		switch {
		case x > 0 && x+space+long > width:
			x, y = 0, y+line
		case x > 0:
			x += space
		}
		for ; i < end; i++ {
			w := m.widthOf(all[i], base)
			runs = append(runs, manualRun{all[i].span, all[i].text, x, y, w, m.styleOf(all[i].span, base)})
			x += w
		}
	}
	return runs, y + line
}

// baseline is how far below the top of a line its letters stand.
func (m *manual) baseline(st style) float64 { return (st.lineHeight() + st.capHeight()) / 2 }

func (m *manual) drawFlow(x, y float64, runs []manualRun, base style) {
	for _, r := range runs {
		at := y + r.y + m.baseline(base)
		switch r.span.Style {
		case help.Key:
			high := base.lineHeight() * 0.84
			top := y + r.y + (base.lineHeight()-high)/2
			m.block(x+r.x, top, r.width, high, 0.8, keyGround)
			m.outline(x+r.x, top, r.width, high, 0.8, 0.12, faint)
			m.text(x+r.x+manualKey, at, r.text, r.ofStyle)
			continue
		case help.Link:
			m.link(r.span.Topic, x+r.x, y+r.y, r.width, base.lineHeight())
		}
		m.text(x+r.x, at, r.text, r.ofStyle)
	}
}

// layPicture puts a picture over its caption.
func (m *manual) layPicture(c *chapter, b help.Block) {
	data, err := help.PicturePNG(b.Picture, m.words.Lang())
	if err != nil {
		m.fail(err)
		return
	}
	size, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		m.fail(fmt.Errorf("picture %s: %w", b.Picture, err))
		return
	}
	high := manualImage * float64(size.Height) / float64(size.Width)
	st := m.plain.sized(9).inked(quiet)
	runs, caption := m.flow(b.Spans, st, manualWidth)
	c.put(high+1.5+caption, manualGap+1, func(y float64) {
		m.embedPicture(data, manualEdge, y, manualImage, high)
		m.frame(manualEdge, y, manualImage, high, 0.2, faint)
		m.drawFlow(manualEdge, y+high+1.5, runs, st)
	})
}

// embedPicture puts a PNG on the page, below what is drawn.
func (m *manual) embedPicture(data []byte, x, y, w, h float64) {
	holder, err := gopdf.ImageHolderByBytes(data)
	if err == nil {
		err = m.pdf.ImageByHolder(holder, x*pointsPerMM, y*pointsPerMM, &gopdf.Rect{W: w * pointsPerMM, H: h * pointsPerMM})
	}
	m.fail(err)
}

// mark makes a page the beginning of a topic, for links and for the list of chapters beside the pages.
func (m *manual) mark(t help.Topic) {
	m.pdf.SetXY(0, 0)
	m.pdf.SetAnchor(t.ID)
	m.pdf.AddOutline(t.Title)
}

// link makes a part of the page lead to a topic.
func (m *manual) link(topic string, x, y, w, h float64) {
	m.pdf.AddInternalLink(topic, x*pointsPerMM, y*pointsPerMM, w*pointsPerMM, h*pointsPerMM)
}
