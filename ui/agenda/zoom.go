package agenda

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// zooms are the heights of an hour, in steps of the measure.
var zooms = []int{5, 7, 10, 14, 19, 26, 36, 50}

const (
	usualZoom   = 4  // of zooms
	columnSteps = 26 // least width of a room
	fitSteps    = 18 // least width of a room where the whole day is to be seen
)

// zoomBar is the line under the timetable: what the mouse and the keys do, how finely one works, and how large it is.
type zoomBar struct {
	g       *timetable
	view    fyne.CanvasObject
	hint    *kit.Text
	steps   *kit.Select[time.Duration]
	fitting *kit.Button
	step    time.Duration
	hour    float32 // height of an hour
	at      int     // of zooms
	fit     bool    // the whole day is seen
}

func newZoomBar(g *timetable) *zoomBar {
	z := &zoomBar{g: g, step: 15 * time.Minute, at: usualZoom}
	z.hour = kit.Space(zooms[z.at])
	t := g.p.Printer
	var options []kit.Option[time.Duration]
	for _, n := range []int{5, 15, 30} {
		options = append(options, kit.Option[time.Duration]{Value: time.Duration(n) * time.Minute, Text: t.T("timetable.step", i18n.Args{"Minutes": n})})
	}
	z.steps = kit.NewSelect(options, func(d time.Duration) { z.step = d })
	z.steps.SetValue(z.step)
	z.hint = kit.NewText(t.T("timetable.hint"), kit.StyleSmall.Truncated())
	z.fitting = kit.NewQuiet(t.T("timetable.fit"), kit.IconNone, z.onFit)
	less, more := kit.NewQuiet("−", kit.IconNone, func() { z.by(-1) }), kit.NewQuiet("+", kit.IconNone, func() { z.by(1) })
	z.view = kit.PadSides(1, 2, 1, 3, container.NewBorder(nil, nil, nil, kit.HStack(1, z.steps, kit.Gap(1), less, more, z.fitting), z.hint))
	return z
}

// column is the least width of a room, in steps.
func (z *zoomBar) column() int {
	if z.fit {
		return fitSteps
	}
	return columnSteps
}

// by makes everything larger or smaller around the middle of the view.
func (z *zoomBar) by(steps int) { z.around(steps, z.g.body.Size().Height/2) }

// around is by, around a height of the view.
func (z *zoomBar) around(steps int, height float32) {
	if z.fit { // go on from the nearest
		z.at = 0
		for i, n := range zooms {
			if kit.Space(n) <= z.hour+1 {
				z.at = i
			}
		}
	}
	at := max(min(z.at+steps, len(zooms)-1), 0)
	if at == z.at && !z.fit {
		return
	}
	z.at, z.fit = at, false
	z.set(kit.Space(zooms[at]), height)
}

// onFit shows the whole day, or again what was shown before.
func (z *zoomBar) onFit() {
	z.fit = !z.fit
	z.set(kit.Space(zooms[z.at]), 0)
}

func (z *zoomBar) set(hour, height float32) {
	g := z.g
	middle := g.scale().at(g.body.Offset.Y + height)
	z.hour = hour
	mark := kit.IconNone
	if z.fit {
		mark = kit.IconCheck
	}
	z.fitting.SetIcon(mark)
	z.view.Refresh()
	g.paint()
	to := max(g.scale().y(middle)-height, 0)
	to = min(to, max(g.board.MinSize().Height-g.body.Size().Height, 0))
	g.body.ScrollToOffset(fyne.NewPos(min(g.body.Offset.X, max(g.board.MinSize().Width-g.body.Size().Width, 0)), to))
	g.scrolled()
}

// fitNow keeps the whole day in view.
func (z *zoomBar) fitNow() {
	if view := z.g.body.Size().Height; z.fit && view > 0 && z.g.plan.hours > 0 {
		z.hour = max((view-above()-kit.Space(2))/float32(z.g.plan.hours), kit.Space(3))
	}
}

// say shows something instead of the hint; nothing brings the hint back.
func (z *zoomBar) say(text string) {
	if text == "" {
		text = z.g.p.Printer.T("timetable.hint")
	}
	z.hint.SetText(text)
}

// tell says what is under the mouse, as a whole: the title of a short session has no room in it.
func (z *zoomBar) tell(id string) {
	g := z.g
	if g.drag != nil {
		return
	}
	s, ok := g.session(id)
	if !ok {
		z.say("")
		return
	}
	args := i18n.Args{"Title": s.Title, "Hours": g.p.hours(s), "Room": g.p.roomTitle(s.Room)}
	if s.AllRooms {
		args["Room"] = g.p.Printer.T("timetable.rooms.all")
	}
	if wrong := g.p.brief(g.p.conflictsOf(id)); wrong != "" {
		args["Wrong"] = wrong
		z.say(g.p.Printer.T("timetable.under.wrong", args))
		return
	}
	z.say(g.p.Printer.T("timetable.under", args))
}

// gridScroll is the view of the sheet; with Ctrl the wheel zooms.
type gridScroll struct {
	kit.Scroll
	g *timetable
}

func newGridScroll(g *timetable, content fyne.CanvasObject) *gridScroll {
	s := &gridScroll{g: g}
	s.Content, s.Direction = content, container.ScrollBoth
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled is part of fyne.Scrollable.
func (s *gridScroll) Scrolled(ev *fyne.ScrollEvent) {
	held := fyne.KeyModifier(0)
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = d.CurrentKeyModifiers()
	}
	switch {
	case held&fyne.KeyModifierControl == 0:
		s.Scroll.Scrolled(ev)
	case ev.Scrolled.DY > 0:
		s.g.zoom.around(1, ev.Position.Y)
	case ev.Scrolled.DY < 0:
		s.g.zoom.around(-1, ev.Position.Y)
	}
}
