package certificates

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/ui/kit"
)

// The places beside the cells: the row of the titles and the column of the names.
const (
	titleRow   = -1
	nameColumn = -1
)

// place is where the keyboard or the mouse is in the grid: a cell, a title (row -1) or a name (column -1).
type place struct{ row, column int }

func (at place) isCell() bool { return at.row >= 0 && at.column >= 0 }

// nowhere is no place of the grid.
var nowhere = place{-2, -2}

// attendee is a row of the grid.
type attendee struct {
	*event.GridRow
	name    string
	folded  string
	group   string  // its title
	missing float64 // hours that the rule of the first kind of certificate still asks for
	late    bool    // what is missing cannot be made up for any more
}

// hourGrid draws people by sessions: names, titles and sums stay in sight while the cells are scrolled. It owns
// objects only for what can be seen, and scrolls by itself, so that thousands of people cost no more than a few.
type hourGrid struct {
	widget.BaseWidget
	v       *hoursView
	rows    []*attendee
	columns []int // shown sessions, as places in the grid of the state
	drawn   *gridRenderer

	x, y    float64 // how far it is scrolled
	here    place
	hover   place
	focused bool
	pull    pull
	moved   func()      // another place has the keyboard
	pointed func(place) // the mouse is over another place
	anchor  *canvas.Rectangle
}

var (
	_ fyne.Focusable         = (*hourGrid)(nil)
	_ fyne.Shortcutable      = (*hourGrid)(nil)
	_ fyne.Scrollable        = (*hourGrid)(nil)
	_ fyne.Draggable         = (*hourGrid)(nil)
	_ fyne.DoubleTappable    = (*hourGrid)(nil)
	_ fyne.SecondaryTappable = (*hourGrid)(nil)
	_ desktop.Mouseable      = (*hourGrid)(nil)
	_ desktop.Hoverable      = (*hourGrid)(nil)
)

func newHourGrid(v *hoursView) *hourGrid {
	g := &hourGrid{v: v, hover: nowhere, anchor: canvas.NewRectangle(color.Transparent)}
	g.ExtendBaseWidget(g)
	return g
}

// set shows rows and sessions. Who had the keyboard keeps it, if still shown.
func (g *hourGrid) set(rows []*attendee, columns []int) {
	person, session := g.current()
	was := g.here
	g.rows, g.columns = rows, columns
	g.here.row = min(max(g.here.row, titleRow), len(rows)-1)
	g.here.column = min(max(g.here.column, nameColumn), len(columns)-1)
	if person != nil {
		for i, r := range rows {
			if r.Account.Entry.ID == person.Account.Entry.ID {
				g.here.row = i
			}
		}
	}
	if session != nil {
		for i := range columns {
			if g.session(i).ID == session.ID {
				g.here.column = i
			}
		}
	}
	g.hover = nowhere
	g.scrollTo(g.x, g.y)
	if g.here != was {
		g.reveal()
	}
	g.Refresh()
}

// session is the one of a shown column.
func (g *hourGrid) session(column int) *event.GridSession {
	return &g.v.state.grid.Sessions[g.columns[column]]
}

// cell is what a shown row has in a shown column.
func (g *hourGrid) cell(row, column int) *event.SessionHours {
	return &g.rows[row].Cells[g.columns[column]]
}

// current is the person and the session that the keyboard is at; nil: none.
func (g *hourGrid) current() (person *attendee, session *event.GridSession) {
	if g.here.row >= 0 && g.here.row < len(g.rows) {
		person = g.rows[g.here.row]
	}
	if g.here.column >= 0 && g.here.column < len(g.columns) && g.columns[g.here.column] < len(g.v.state.grid.Sessions) {
		session = g.session(g.here.column)
	}
	return person, session
}

// measures are the lengths of the parts of the grid.
type measures struct {
	names, top         float32 // width of the names, height of the titles
	days               float32 // height of the days, which is part of top
	sums, bottom       float32 // width of the sums, height of those of the sessions
	row, column        float32
	bodyWide, bodyHigh float32 // room of the cells
}

// The sums at the right: hours, and what is missing.
const (
	sumSteps     = 20
	missingSteps = 19
)

func (g *hourGrid) measures() measures {
	s := g.Size()
	m := measures{names: g.v.namesWide(s.Width), row: kit.Space(7), days: kit.Space(6), sums: kit.Space(sumSteps + missingSteps), bottom: kit.Space(13)}
	m.top = m.days + kit.Space(17)
	m.bodyWide = max(s.Width-m.names-m.sums, 0)
	m.column = kit.Space(12)
	if n := float32(len(g.columns)); n > 0 {
		if m.column*n > m.bodyWide {
			m.bottom += barWidth
		}
		m.column = min(max(m.bodyWide/n, m.column), kit.Space(28))
	}
	m.bodyHigh = max(s.Height-m.top-m.bottom, 0)
	return m
}

// scrollTo scrolls as far as there is something.
func (g *hourGrid) scrollTo(x, y float64) {
	m := g.measures()
	g.x = max(min(x, float64(m.column)*float64(len(g.columns))-float64(m.bodyWide)), 0)
	g.y = max(min(y, float64(m.row)*float64(len(g.rows))-float64(m.bodyHigh)), 0)
}

// reveal scrolls as little as needed to show the place of the keyboard whole.
func (g *hourGrid) reveal() {
	m := g.measures()
	x, y := g.x, g.y
	if g.here.row >= 0 {
		y = within(y, float64(m.bodyHigh), float64(g.here.row)*float64(m.row), float64(m.row))
	}
	if g.here.column >= 0 {
		x = within(x, float64(m.bodyWide), float64(g.here.column)*float64(m.column), float64(m.column))
	}
	g.scrollTo(x, y)
}

// within is where a view of a length has to begin so that a piece is in it.
func within(at, length, from, piece float64) float64 {
	return min(max(at, from+piece-length), from)
}

// placeAt is what lies at a position; nowhere: a sum, or nothing.
func (g *hourGrid) placeAt(pos fyne.Position) place {
	m, s := g.measures(), g.Size()
	at := place{titleRow, nameColumn}
	if pos.X >= m.names {
		at.column = int((float64(pos.X-m.names) + g.x) / float64(m.column))
		if at.column >= len(g.columns) || pos.X >= s.Width-m.sums {
			return nowhere
		}
	}
	if pos.Y >= m.top {
		at.row = int((float64(pos.Y-m.top) + g.y) / float64(m.row))
		if at.row >= len(g.rows) || pos.Y >= s.Height-m.bottom {
			return nowhere
		}
	}
	if at.row == titleRow && pos.Y < m.days && at.column >= 0 {
		return nowhere
	}
	return at
}

// goTo brings the keyboard to a place.
func (g *hourGrid) goTo(at place) {
	at.row = min(max(at.row, titleRow), len(g.rows)-1)
	at.column = min(max(at.column, nameColumn), len(g.columns)-1)
	if at == (place{titleRow, nameColumn}) {
		return // there is nothing in the corner
	}
	changed := at != g.here
	g.here = at
	g.reveal()
	g.Refresh()
	if changed {
		g.moved()
	}
}

// spot is an object at the place of the keyboard, for a menu to open under.
func (g *hourGrid) spot() fyne.CanvasObject {
	m := g.measures()
	at := fyne.NewPos(kit.Space(4), m.top)
	if g.here.column >= 0 {
		at.X = m.names + float32(float64(g.here.column)*float64(m.column)-g.x)
	}
	if g.here.row >= 0 {
		at.Y += float32(float64(g.here.row)*float64(m.row)-g.y) + m.row
	}
	g.anchor.Resize(fyne.NewSquareSize(1))
	g.anchor.Move(at)
	return g.anchor
}

// CreateRenderer is part of fyne.Widget.
func (g *hourGrid) CreateRenderer() fyne.WidgetRenderer {
	g.drawn = &gridRenderer{g: g}
	g.drawn.update()
	return g.drawn
}
