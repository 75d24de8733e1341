package event

import (
	"strings"
	"unicode"
)

// roomToCome stands for the id of a room that is not made yet, before its title.
const roomToCome = "\x01"

// room is the id of a row's room, or a placeholder for one to be made. Rooms are known by their titles; one of
// the same title in another building has the building in its title.
func (a *agendaPlanner) room(pt *point) string {
	if pt.room == "" {
		return ""
	}
	title := pt.room
	if id, known := a.rooms[Fold(title)]; known && pt.venue != "" && a.venues[id] != "" && Fold(a.venues[id]) != Fold(pt.venue) {
		title = pt.room + ", " + pt.venue
		if _, known := a.rooms[Fold(title)]; !known {
			a.warn(rowError(pt.row, a.src.header(agendaVenue), CodeAgendaBuilding, "Room", pt.room, "Value", a.venues[id], "Title", title))
		}
	}
	id, known := a.rooms[Fold(title)]
	if !known {
		a.warnOfNew(pt, title, title == pt.room)
		id = a.named(a.rooms, title, roomToCome, &a.plan.Rooms)
	}
	if pt.venue != "" && a.venues[id] == "" {
		a.venues[id] = pt.venue
		if !strings.HasPrefix(id, roomToCome) {
			a.plan.moved = append(a.plan.moved, Room{ID: id, Venue: pt.venue})
		} else {
			a.plan.venues[title] = pt.venue
		}
	}
	return id
}

// warn notes what is worth knowing about a row.
func (a *agendaPlanner) warn(e RowError) { a.plan.Warnings = append(a.plan.Warnings, e) }

// warnOfNew names the room that a new one is called almost like. Where the organizer made the rooms, any new one is
// worth a look, unless its building was remarked upon.
func (a *agendaPlanner) warnOfNew(pt *point, title string, remark bool) {
	folded := Fold(title)
	near := ""
	for known, id := range a.rooms {
		if nearlySame(known, folded) && (near == "" || a.titles[id] < near) {
			near = a.titles[id]
		}
	}
	switch {
	case near != "":
		a.warn(rowError(pt.row, a.src.header(agendaRoom), CodeAgendaRoom, "Value", title, "Room", near))
	case a.furnished && remark:
		a.warn(rowError(pt.row, a.src.header(agendaRoom), CodeAgendaNewRoom, "Value", title))
	}
}

// header is the header of a field's column.
func (src agendaSource) header(field string) string {
	for header, f := range src.columns {
		if f == field {
			return header
		}
	}
	return ""
}

// roomWords say that something is a room, and nothing else.
var roomWords = map[string]bool{"sala": true, "s": true, "room": true, "pokoj": true, "pok": true, "pomieszczenie": true, "nr": true, "no": true, "im": true, "the": true}

// nearlySame reports whether two folded titles are likely one, with a slip of the finger. A number or a single
// letter is no slip: it is what tells rooms apart.
func nearlySame(a, b string) bool {
	words := func(s string) (kept []string) {
		for _, w := range strings.Fields(s) {
			if !roomWords[w] {
				kept = append(kept, w)
			}
		}
		return kept
	}
	as, bs := words(a), words(b)
	if len(as) != len(bs) || len(as) == 0 {
		return false
	}
	slips := 0
	for i := range as {
		switch {
		case as[i] == bs[i]:
		case min(len(as[i]), len(bs[i])) < 4 || strings.ContainsFunc(as[i]+bs[i], unicode.IsDigit):
			return false
		default:
			slips += slipsBetween([]rune(as[i]), []rune(bs[i]))
		}
	}
	return slips <= 1 || slips == 2 && len(a) >= 10
}

// slipsBetween counts the letters to put in, leave out, change or swap with the next to make b of a.
func slipsBetween(a, b []rune) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 || len(a) > 64 {
		return 3
	}
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	var earlier []int
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		earlier, before, row = before, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], earlier[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
