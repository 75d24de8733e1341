package agenda

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

const (
	hourSteps   = 19 // height of an hour
	columnSteps = 29 // least width of a room
	axisSteps   = 12 // width of the times at the left
)

// timetable is a day as a plan: rooms side by side, time downwards, sessions
// as high as they are long.
type timetable struct {
	p      *Page
	view   fyne.CanvasObject
	head   *fyne.Container // titles of the rooms
	axis   *fyne.Container // full hours
	body   *container.Scroll
	sheet  *fyne.Container
	blocks map[string]*block
	shift  *shifted
	down   *shifted
	moved  []*fyne.Container // what keeps head and axis with the body
	day    string
}

func newTimetable(p *Page) *timetable {
	g := &timetable{p: p, head: container.NewWithoutLayout(), axis: container.NewWithoutLayout(), sheet: container.NewWithoutLayout(), shift: &shifted{}, down: &shifted{}}
	g.body = container.NewScroll(g.sheet)
	g.moved = []*fyne.Container{container.New(g.shift, g.head), container.New(g.down, g.axis)}
	head, axis := container.NewClip(g.moved[0]), container.NewClip(g.moved[1])
	head.ExtendBaseWidget(head) // it does so only when drawn, too late for its first layout
	axis.ExtendBaseWidget(axis)
	top := container.New(&fixedSize{height: 9}, head)
	left := container.New(&fixedSize{width: axisSteps}, axis)
	g.body.OnScrolled = func(at fyne.Position) {
		g.follow(at)
		g.head.Move(g.shift.by)
		g.axis.Move(g.down.by)
	}
	inner := container.NewBorder(container.NewBorder(nil, kit.Separator(), container.New(&fixedSize{width: axisSteps}, kit.Spacer()), nil, top), nil, left, nil, g.body)
	g.view = kit.NewPanel(inner)
	return g
}

// follow keeps the titles and the hours beside what is scrolled.
func (g *timetable) follow(at fyne.Position) {
	g.shift.by, g.down.by = fyne.NewPos(-at.X, 0), fyne.NewPos(0, -at.Y)
}

// show paints the sessions of a day. Where the day was shown before, the place
// and the focus stay.
func (g *timetable) show(day string, all []event.Session) {
	was, focused := g.p.Window.Canvas().Focused().(*block)
	g.paint(all)
	if day != g.day {
		g.day = day
		g.body.ScrollToOffset(fyne.Position{})
		g.follow(fyne.Position{})
	}
	for _, o := range g.moved {
		o.Refresh()
	}
	if focused && g.blocks[was.session.ID] != nil {
		g.p.Window.Canvas().Focus(g.blocks[was.session.ID])
	}
}

func (g *timetable) paint(all []event.Session) {
	zone := g.p.state.event.Zone()
	plan := layOut(all, zone)
	g.blocks = map[string]*block{}
	var lines, times, titles []fyne.CanvasObject
	for h := range plan.hours + 1 {
		lines = append(lines, kit.Separator())
		at := plan.from.Add(time.Duration(h) * time.Hour)
		times = append(times, kit.NewText(g.p.until(plan.from, at), kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorMuted, Align: fyne.TextAlignTrailing}))
	}
	for _, c := range plan.cells {
		b := newBlock(g.p, c.session)
		g.blocks[c.session.ID] = b
		lines = append(lines, b)
	}
	for _, room := range plan.rooms {
		title := g.p.state.titles[room]
		if title == "" {
			title = g.p.Printer.T("agenda.room.none")
		}
		titles = append(titles, kit.NewText(title, kit.TextStyle{Size: kit.SizeSmall, Bold: true, Truncate: true}))
	}
	g.sheet.Objects, g.sheet.Layout = lines, &sheetLayout{plan}
	g.axis.Objects, g.axis.Layout = times, &axisLayout{}
	g.head.Objects, g.head.Layout = titles, &headLayout{rooms: len(titles)}
	g.sheet.Refresh()
	g.mark(g.p.chosen)
}

// reveal scrolls until a session can be seen.
func (g *timetable) reveal(id string) {
	b := g.blocks[id]
	if b == nil {
		return
	}
	at, view := g.body.Offset, g.body.Size()
	at.X = inView(at.X, view.Width, b.Position().X, b.Size().Width)
	at.Y = inView(at.Y, view.Height, b.Position().Y, b.Size().Height)
	if at != g.body.Offset {
		g.body.ScrollToOffset(at)
		g.body.OnScrolled(g.body.Offset)
	}
}

// inView is where a view of a length has to begin so that a piece is in it;
// of one that is longer than the view the beginning.
func inView(at, length, from, piece float32) float32 {
	at = max(at, from+piece-length)
	return max(min(at, from-kit.Space(2)), 0)
}

// mark shows which session the details are about.
func (g *timetable) mark(id string) {
	for key, b := range g.blocks {
		if b.chosen != (key == id) {
			b.chosen = key == id
			b.Refresh()
		}
	}
}

// cell is where a session stands: its room, and its lane where several
// sessions share a room at a time.
type cell struct {
	session     event.Session
	room        int
	lane, lanes int
}

// dayPlan is a day worked out for the timetable.
type dayPlan struct {
	from  time.Time // the full hour before everything
	hours int
	rooms []string // ids in the order in which the day uses them; "" is none
	cells []cell
}

// layOut works out where sessions stand. They come by their start.
func layOut(all []event.Session, zone *time.Location) dayPlan {
	var d dayPlan
	if len(all) == 0 {
		return d
	}
	end := all[0].End
	for _, s := range all {
		if s.End.After(end) {
			end = s.End
		}
		if !slices.Contains(d.rooms, s.Room) {
			d.rooms = append(d.rooms, s.Room)
		}
	}
	first := all[0].Start.In(zone)
	d.from = time.Date(first.Year(), first.Month(), first.Day(), first.Hour(), 0, 0, 0, zone)
	d.hours = max(int((end.Sub(d.from)+time.Hour-1)/time.Hour), 1)
	for i, room := range d.rooms {
		d.cells = append(d.cells, lanes(all, room, i)...)
	}
	return d
}

// lanes puts the sessions of a room beside each other as far as they overlap.
func lanes(all []event.Session, room string, column int) []cell {
	var cells []cell
	begin := 0 // of the cells that hang together
	var ends []time.Time
	close := func() {
		for i := begin; i < len(cells); i++ {
			cells[i].lanes = len(ends)
		}
		begin, ends = len(cells), nil
	}
	for _, s := range all {
		if s.Room != room {
			continue
		}
		if !slices.ContainsFunc(ends, func(end time.Time) bool { return s.Start.Before(end) }) {
			close()
		}
		lane := slices.IndexFunc(ends, func(end time.Time) bool { return !s.Start.Before(end) })
		if lane < 0 {
			lane = len(ends)
			ends = append(ends, s.End)
		} else {
			ends[lane] = s.End
		}
		cells = append(cells, cell{session: s, room: column, lane: lane})
	}
	close()
	return cells
}

// sheetLayout puts the lines of the hours, and the blocks over them.
type sheetLayout struct{ plan dayPlan }

// columnWidth leaves room for the bar at the right edge.
func columnWidth(width float32, rooms int) float32 {
	return (width - kit.Space(2)) / float32(max(rooms, 1))
}

func hourHeight() float32 { return kit.Space(hourSteps) }

// MinSize is part of fyne.Layout.
func (l *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(columnSteps)*float32(len(l.plan.rooms)), hourHeight()*float32(l.plan.hours)+kit.Space(4))
}

// Layout is part of fyne.Layout.
func (l *sheetLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	lines := l.plan.hours + 1
	for h := range lines {
		o[h].Move(fyne.NewPos(0, hourHeight()*float32(h)+kit.Space(2)))
		o[h].Resize(fyne.NewSize(size.Width, 1))
	}
	column := columnWidth(size.Width, len(l.plan.rooms))
	for i, c := range l.plan.cells {
		top := hourHeight()*float32(c.session.Start.Sub(l.plan.from).Hours()) + kit.Space(2)
		height := max(hourHeight()*float32(c.session.End.Sub(c.session.Start).Hours()), kit.Space(5))
		width := (column - kit.Space(1)) / float32(max(c.lanes, 1))
		o[lines+i].Move(fyne.NewPos(column*float32(c.room)+width*float32(c.lane)+kit.Space(1)/2, top+1))
		o[lines+i].Resize(fyne.NewSize(width-2, height-1))
	}
}

// axisLayout puts each hour at its line.
type axisLayout struct{}

// MinSize is part of fyne.Layout.
func (axisLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(axisSteps), hourHeight()*float32(len(o)))
}

// Layout is part of fyne.Layout.
func (axisLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for h, label := range o {
		height := label.MinSize().Height
		label.Move(fyne.NewPos(0, hourHeight()*float32(h)+kit.Space(2)-height/2))
		label.Resize(fyne.NewSize(size.Width-kit.Space(2), height))
	}
}

// headLayout puts the titles of the rooms over their columns.
type headLayout struct{ rooms int }

// MinSize is part of fyne.Layout.
func (l *headLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(columnSteps)*float32(l.rooms), kit.Space(9))
}

// Layout is part of fyne.Layout.
func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	column := columnWidth(size.Width, l.rooms)
	for i, title := range o {
		height := title.MinSize().Height
		title.Move(fyne.NewPos(column*float32(i)+kit.Space(1), (size.Height-height)/2))
		title.Resize(fyne.NewSize(column-kit.Space(2), height))
	}
}

// shifted keeps its object at its least size or the room there is, moved as
// far as the timetable is scrolled.
type shifted struct{ by fyne.Position }

// MinSize is part of fyne.Layout.
func (*shifted) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of fyne.Layout.
func (l *shifted) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(o[0].MinSize().Max(size))
	o[0].Move(l.by)
}

// fixedSize gives its object a width or height in steps, and all of the rest.
type fixedSize struct{ width, height int }

// MinSize is part of fyne.Layout.
func (l *fixedSize) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(l.width), kit.Space(l.height))
}

// Layout is part of fyne.Layout.
func (*fixedSize) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }
