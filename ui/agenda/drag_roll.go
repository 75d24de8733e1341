package agenda

import (
	"time"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

const (
	frame    = 16 * time.Millisecond
	hovering = 600 * time.Millisecond // over the tab of a day before it is shown
)

// pace is how far a frame scrolls for a mouse that is so far beyond an edge.
func pace(beyond float32) float32 { return min(2+beyond/4, 18) }

// rollBy is how far to scroll for where the mouse is: nothing unless it is at an edge. Above the titles of the rooms
// it is on its way to another day.
func (g *timetable) rollBy() (by fyne.Delta) {
	at, size, edge := g.mouse.Subtract(g.origin), g.body.Size(), kit.Space(6)
	if at.Y < -g.head.Size().Height {
		return by
	}
	toward := func(at, length float32) float32 {
		switch {
		case at < edge:
			return -pace(edge - at)
		case at > length-edge:
			return pace(at - length + edge)
		}
		return 0
	}
	if k := g.drag.kind; k == dragMove && !g.drag.was.AllRooms {
		by.DX = toward(at.X, size.Width)
	}
	by.DY = toward(at.Y, size.Height)
	return by
}

// roll scrolls while the mouse is held at an edge, and shows more hours at the end of the day.
func (g *timetable) roll() {
	if g.rolling != nil || g.drag == nil || g.rollBy() == (fyne.Delta{}) {
		return
	}
	g.rolling = kit.After(frame, func() {
		g.rolling = nil
		if g.drag == nil || g.drag.settled || g.board.press == nil {
			return
		}
		by := g.rollBy()
		most := g.board.MinSize().Subtract(g.body.Size())
		to := fyne.NewPos(min(max(g.body.Offset.X+by.DX, 0), max(most.Width, 0)), min(max(g.body.Offset.Y+by.DY, 0), max(most.Height, 0)))
		switch {
		case to != g.body.Offset:
			g.body.ScrollToOffset(to)
			g.scrolled()
		case by.DY < 0 && g.plan.from.After(g.plan.midnight):
			g.grow(0)
		case by.DY <= 0 || !g.grow(1):
			return // there is nothing beyond the edge; the next movement of the mouse asks again
		}
		g.follow()
		g.roll()
	})
}

func (g *timetable) stopRolling() {
	for _, stop := range []*func(){&g.rolling, &g.hovering} {
		if *stop != nil {
			(*stop)()
			*stop = nil
		}
	}
}

// overDay goes to another day when something is held over its tab for a moment.
func (g *timetable) overDay(mouse fyne.Position) {
	day := ""
	if g.drag.kind == dragMove {
		day = g.p.days.dayAt(mouse)
	}
	if day == g.p.days.over {
		return
	}
	g.p.days.setOver(day)
	if g.hovering != nil {
		g.hovering()
		g.hovering = nil
	}
	if day == "" || day == g.day {
		return
	}
	g.hovering = kit.After(hovering, func() {
		g.hovering = nil
		if g.drag != nil && g.board.press != nil {
			g.p.days.setOver("")
			g.p.days.choose(day)
			g.follow()
		}
	})
}
