package doc

import (
	"strconv"
	"strings"

	"zlot/event/i18n"
)

const (
	contentsLines = 16   // topics on a page of the contents
	contentsLine  = 14.0 // height of one, in millimetres
)

// cover is the title page.
func (m *manual) cover(version string) {
	m.page()
	m.block(0, 0, a4Width, 118, 0, accent)
	big := m.head.sized(64).inked(white)
	m.text(manualEdge, 78, producer, big)
	m.text(manualEdge, 96, m.words.T("help.manual.title"), m.plain.sized(26).inked(white))
	m.text(manualEdge, 136, m.words.T("help.manual.subtitle"), m.plain.sized(14).inked(quiet))
	if version != "" {
		m.text(manualEdge, a4Height-24, m.words.T("help.manual.version", i18n.Args{"Version": version}), m.plain.sized(9).inked(quiet))
	}
}

// contents lists the chapters with their pages.
func (m *manual) contents() {
	title := m.words.T("help.manual.contents")
	for i, c := range m.chapters {
		if i%contentsLines == 0 {
			m.page()
			m.margins(title, 2+i/contentsLines)
			if i == 0 {
				m.text(manualEdge, manualTop+6, title, m.head)
			}
		}
		y := manualTop + 18 + float64(i%contentsLines)*contentsLine
		m.contentsLine(y, c)
	}
}

func (m *manual) contentsLine(y float64, c *chapter) {
	name, number := m.bold.sized(11.5), m.plain.sized(11.5).aligned(right)
	m.text(manualEdge, y, c.topic.Title, name)
	m.text(a4Width-manualEdge, y, strconv.Itoa(c.page), number)
	from := manualEdge + m.width(c.topic.Title, name) + 2
	to := a4Width - manualEdge - m.width("000", number) - 1
	dots := strings.Repeat(". ", max(int((to-from)/(m.width(". .", number)-m.width(".", number))), 0))
	m.text(to, y, strings.TrimSpace(dots), number.inked(faint))
	small := m.plain.sized(9.5).inked(quiet)
	lines, small := m.fit(c.topic.Summary, small, manualWidth-20, 7.5, 1)
	m.paragraph(manualEdge, y+5, lines, small)
	m.link(c.topic.ID, manualEdge, y-5, manualWidth, contentsLine-3)
}
