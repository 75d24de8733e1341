package agenda

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

const axisSteps = 12 // width of the times at the left

// timetable is a day as a plan to work on: rooms side by side, time downwards, sessions as high as they are long.
type timetable struct {
	p     *Page
	view  fyne.CanvasObject
	head  *roomHead
	axis  *hourAxis
	body  *gridScroll
	board *board
	drawn *boardRenderer
	zoom  *zoomBar
	ghost *ghost
	spot  *canvas.Rectangle
	now   func() time.Time
	tick  func() // stops the clock of the line that shows the time

	day    string
	all    []event.Session
	plan   dayPlan
	blocks map[string]*block
	grown  [2]int // hours shown beyond what there is
	here   place
	marked string

	drag     *drag
	mouse    fyne.Position // where it is while something is pulled, in the window
	origin   fyne.Position // of the view, in the window
	rolling  func()        // stops the scrolling at an edge
	hovering func()        // stops the wait over the tab of a day
	unsettle func()
	rest     func() // stops the wait for further keys
}

func newTimetable(p *Page) *timetable {
	g := &timetable{p: p, blocks: map[string]*block{}, spot: canvas.NewRectangle(nil), now: time.Now}
	g.zoom = newZoomBar(g)
	g.ghost = newGhost(g)
	g.board = newBoard(g)
	g.body = newGridScroll(g, g.board)
	g.head, g.axis = newRoomHead(g), newHourAxis(g)
	head, axis := container.NewClip(g.head), container.NewClip(g.axis)
	head.ExtendBaseWidget(head) // it does so only when drawn, too late for its first layout
	axis.ExtendBaseWidget(axis)
	g.body.OnScrolled = func(fyne.Position) { g.scrolled() }
	g.view = newGround(container.New(&tableLayout{g: g}, head, axis, container.NewThemeOverride(g.body, shadowless{}), kit.Separator(), kit.Separator(), g.zoom.view))
	p.days.look = p.wrongByDay
	p.days.words = func(n int) string { return p.Printer.N("timetable.wrong.count", n) }
	return g
}

// scale is that of the sheet as it is now.
func (g *timetable) scale() scale {
	width := max(g.body.Size().Width, kit.Space(g.zoom.column())*float32(len(g.plan.columns)))
	return scale{plan: &g.plan, hour: g.zoom.hour, width: width}
}

// show paints the sessions of a day. Where the day was shown before, the place, the focus and what is being moved
// stay.
func (g *timetable) show(day string, all []event.Session) {
	if g.drag != nil && g.drag.settled {
		g.letGo()
	}
	fresh := day != g.day
	if fresh {
		g.day, g.grown, g.here = day, [2]int{}, place{}
	}
	g.all = all
	g.paint()
	if d := g.drag; d != nil && d.kind != dragNew && !fresh && g.blocks[d.was.ID] == nil && g.dayOf(d.was) == day {
		g.giveUp() // somebody else took it out of the programme
	}
	if fresh {
		g.begin()
	}
	g.keepTime()
}

// paint works out the day anew and draws it.
func (g *timetable) paint() {
	g.plan = layOut(planning{day: event.Date(g.day), zone: g.p.state.event.Zone(), rooms: g.p.state.rooms, sessions: g.all,
		before: g.grown[0], after: g.grown[1], least: least(g.zoom.hour)})
	g.zoom.fitNow()
	old := g.blocks
	g.blocks = make(map[string]*block, len(g.plan.cells))
	for _, c := range g.plan.cells {
		b := old[c.session.ID]
		if b == nil {
			b = newBlock(g.p, c)
		}
		b.session, b.cell, b.stale = c.session, c, true
		b.chosen, b.focused = c.session.ID == g.marked, g.board.focused && g.here.id == c.session.ID
		b.faded = g.drag != nil && g.drag.was.ID == c.session.ID
		g.blocks[c.session.ID] = b
	}
	if g.here.id != "" {
		g.here = g.placeOf(g.here.id)
	}
	g.arrange()
}

// arrange draws everything in its place after the day or the zoom has changed.
func (g *timetable) arrange() {
	g.body.Content.Resize(g.board.MinSize().Max(g.body.Size()))
	g.body.Refresh()
	g.board.Refresh()
	g.head.Refresh()
	g.axis.Refresh()
	if g.drag != nil {
		g.ghost.show(g.drag)
	}
}

// scrolled keeps the titles and the hours beside what is scrolled, and takes what came into view.
func (g *timetable) scrolled() {
	g.head.Refresh()
	g.axis.Refresh()
	if g.drawn != nil {
		g.drawn.collect()
		canvas.Refresh(g.board)
	}
}

// begin scrolls to where the day begins.
func (g *timetable) begin() {
	at := fyne.Position{}
	if len(g.all) > 0 {
		first := g.scale().y(g.all[0].Start) - g.zoom.hour/2
		at.Y = max(first, 0)
	}
	if most := g.board.MinSize().Height - g.body.Size().Height; at.Y > most {
		at.Y = max(most, 0)
	}
	g.body.ScrollToOffset(at)
	g.scrolled()
}

// session is one of this day; of what is being moved the way it is written.
func (g *timetable) session(id string) (event.Session, bool) {
	i := slices.IndexFunc(g.all, func(s event.Session) bool { return s.ID == id })
	if i < 0 {
		return event.Session{}, false
	}
	return g.all[i], true
}

func (g *timetable) cellOf(id string) cell {
	for _, c := range g.plan.cells {
		if c.session.ID == id {
			return c
		}
	}
	return cell{}
}

// dayOf is the day on which a session begins; of a new one none.
func (g *timetable) dayOf(s event.Session) string {
	if s.ID == "" {
		return ""
	}
	return string(event.DateOf(s.Start, g.p.state.event.Zone()))
}

// repaint changes how one block looks.
func (g *timetable) repaint(id string, change func(*block)) {
	if b := g.blocks[id]; b != nil {
		change(b)
		if b.stale = !b.seen; b.seen {
			b.Refresh()
		}
	}
}

// mark shows which session the details are about; the keyboard goes on from there.
func (g *timetable) mark(id string) {
	if g.drawn != nil {
		g.drawn.mark()
	}
	if id == g.marked {
		return
	}
	was := g.marked
	g.marked = id
	g.repaint(was, func(b *block) { b.chosen = false })
	g.repaint(id, func(b *block) { b.chosen = true })
	if g.blocks[id] != nil && g.here.id != id {
		g.setHere(g.placeOf(id))
	}
}

// reveal scrolls until a session can be seen.
func (g *timetable) reveal(id string) {
	if g.blocks[id] != nil {
		g.look(g.scale().frame(g.cellOf(id)))
	}
}

// look scrolls until a part of the sheet can be seen.
func (g *timetable) look(from fyne.Position, size fyne.Size) {
	at, view := g.body.Offset, g.body.Size()
	at.X = inView(at.X, view.Width, from.X, size.Width)
	at.Y = inView(at.Y, view.Height, from.Y, size.Height)
	if at != g.body.Offset {
		g.body.ScrollToOffset(at)
		g.scrolled()
	}
}

// inView is where a view of a length has to begin so that a piece is in it;
// of one that is longer than the view the beginning.
func inView(at, length, from, piece float32) float32 {
	at = max(at, from+piece-length)
	return max(min(at, from-kit.Space(2)), 0)
}

// keepTime moves the line that shows the time, while today is shown.
func (g *timetable) keepTime() {
	if g.tick != nil || string(event.DateOf(g.now(), g.p.state.event.Zone())) != g.day {
		return
	}
	g.tick = kit.After(time.Minute, func() {
		g.tick = nil
		if g.p.ctx.Err() == nil {
			g.drawn.mark()
			canvas.Refresh(g.board)
			g.axis.Refresh()
			g.keepTime()
		}
	})
}
