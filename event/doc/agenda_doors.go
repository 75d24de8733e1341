package doc

import (
	"context"
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// The sizes of what hangs on a door, in points at scale 1: read from two metres.
const (
	doorRoom     = 54.0
	doorSize     = 25.0
	doorSmall    = 16.0
	doorTime     = 58.0 // width of the column of times in millimetres, at scale 1
	doorLargest  = 1.4
	doorSmallest = 0.58
)

// doors draws a page for each room and day: what happens behind the door, and the breaks.
func (a *agenda) doors(ctx context.Context) error {
	type page struct {
		room     event.Room
		sessions []event.Session
	}
	var pages []page
	for _, r := range a.doorRooms() {
		for _, day := range byDay(a.behind(r)) {
			if slices.ContainsFunc(day, func(s event.Session) bool { return s.Room == r.ID && !s.AllRooms }) {
				pages = append(pages, page{r, day})
			}
		}
	}
	a.job.Progress.Total(len(pages))
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.door(p.room, p.sessions)
		a.job.Progress.Add(1)
	}
	return nil
}

// doorRooms are the rooms with a door to hang something on: in which something happens.
func (a *agenda) doorRooms() (rooms []event.Room) {
	seen := map[string]bool{}
	for _, s := range a.sessions {
		if r, known := a.rooms[s.Room]; known && !seen[r.ID] {
			seen[r.ID] = true
			rooms = append(rooms, r)
		}
	}
	order := newOrder()
	slices.SortStableFunc(rooms, func(x, y event.Room) int { return order.CompareString(x.Title, y.Title) })
	return rooms
}

// behind are the sessions of a room, and the breaks across all rooms of its venue.
func (a *agenda) behind(r event.Room) (all []event.Session) {
	for _, s := range a.sessions {
		if a.job.Event.InRoom(s, r, a.job.Rooms) {
			all = append(all, s)
		}
	}
	return all
}

func (a *agenda) door(r event.Room, day []event.Session) {
	lacking := a.lacking(r.Title, r.Title)
	for _, s := range day {
		lacking = a.lackingIn(s) || lacking
	}
	width := a.across - 2*wallEdge
	foot := a.foot(width, false, lacking)
	head := column{a.set(a.job.Event.Title, a.bold.sized(12).inked(quiet), width, 9, 2)}
	name := a.set(r.Title, a.black.sized(doorRoom), width, 30, 2)
	name.before = 9
	head = append(head, name)
	under := a.day(day[0].Start)
	if r.Venue != "" {
		under = joinText(" · ", under, r.Venue)
	}
	when := a.set(under, a.plain.sized(19), width, 13, 2)
	when.before = 6
	head = append(head, when)
	bottom := a.height - wallEdge*0.7 - foot.height() - 3
	top := wallEdge + head.height() + 7
	sheets := a.layDoor(day, bottom-top-2)
	for i, blocks := range sheets {
		a.page()
		head.draw(a, wallEdge, wallEdge)
		a.line(wallEdge, top, a.across-wallEdge, top, 0.6, accent)
		if i > 0 {
			st := a.plain.sized(11).inked(quiet).aligned(right)
			a.text(a.across-wallEdge, top-4, a.words.T("doc.agenda.continued"), st)
		}
		air := 0.0
		if len(sheets) == 1 {
			air = min(9, max(0, bottom-top-2-blocksHeight(blocks))/float64(len(blocks)+1))
		}
		y := top + 1 + air/2
		for j, b := range blocks {
			b.draw(y, j == 0)
			y += b.height + air
		}
		foot.draw(a, wallEdge, width, i+1, len(sheets))
	}
}

// layDoor sets a day as large as it takes one page, or else the fewest.
func (a *agenda) layDoor(day []event.Session, room float64) [][]wallBlock {
	own := !slices.ContainsFunc(day, func(s event.Session) bool { return !calm(s) }) // a dining room has nothing else
	at := func(scale float64) [][]wallBlock {
		blocks := make([]wallBlock, len(day))
		for i, s := range day {
			blocks[i] = a.doorBlock(s, scale, s.AllRooms || (calm(s) && !own))
		}
		return onPages(blocks, room, room)
	}
	return fewestPages(doorLargest, doorSmallest, room, room, at)
}

// doorBlock is one session on a door; a break among others is calm.
func (a *agenda) doorBlock(s event.Session, scale float64, calm bool) wallBlock {
	left := wallEdge + min(doorTime*scale, doorTime*1.2)
	width := a.across - wallEdge - left
	clock, title, floor := a.bold.sized(doorSize*0.88*min(scale, 1.2)), a.bold.sized(doorSize*scale), 17*scale
	title.lead = 1.15
	if calm {
		clock = a.plain.sized(doorSize * 0.7 * scale).inked(quiet)
		title, floor = clock, 13*scale
	}
	parts := column{a.flow(s.Title, title, width, floor)}
	add := func(before float64, text string, st style) {
		if text != "" {
			p := a.flow(text, st, width, 11*scale)
			p.before = before * scale
			parts = append(parts, p)
		}
	}
	if s.AllRooms && s.Room != "" {
		add(3, a.where(s), a.plain.sized(doorSmall*0.85*scale).inked(quiet))
	}
	for i, line := range a.leaders(s) {
		before := 3.6
		if i == 0 {
			before = 5.6
		}
		add(before, line, a.plain.sized(doorSmall*scale))
	}
	if !calm {
		add(5, joinText(" · ", a.groupLabel(s), a.signUp(s)), a.plain.sized(doorSmall*0.85*scale).inked(accent))
	}
	inset := 5 * scale
	if calm {
		inset = 3.4 * scale
	}
	height := max(parts.height(), clock.capHeight()+a.remarkHeight(s, clock.size)) + 2*inset
	return wallBlock{height: height, draw: func(y float64, _ bool) {
		a.line(wallEdge, y+height, a.across-wallEdge, y+height, 0.15, faint)
		a.text(wallEdge, y+inset+title.capHeight(), a.span(s), clock)
		a.clockRemark(s, y+inset+title.capHeight(), clock.size)
		parts.draw(a, left, y+inset)
	}}
}

// leaders are those who make a session happen, each role on a line of its own.
func (a *agenda) leaders(s event.Session) (lines []string) {
	var role event.Role
	for i, c := range s.Contributors {
		name := strings.ReplaceAll(a.words.Person(c.Name), " ", "\u00a0")
		switch {
		case i > 0 && c.Role == role:
			lines[len(lines)-1] += ", " + name
		case c.Role == "":
			lines = append(lines, name)
		default:
			lines = append(lines, a.words.T("docagenda.role", i18n.Args{"Role": a.roleLabel(c.Role), "Names": name}))
		}
		role = c.Role
	}
	return lines
}
