package event

import (
	"context"
	"fmt"
)

// Grid is the hours of everybody in every session that counts, with all that it takes to show and correct them.
type Grid struct {
	Event    Event
	Sessions []GridSession // by start
	People   []GridRow     // in Polish order
	Grants   []Grant       // that count, oldest first
	Groups   []Group
	Rooms    []Room
}

// GridSession is a column: a session and how many were there.
type GridSession struct {
	Session
	Day      Date
	Over     bool    // by now
	Expected int     // for how many people it is
	Came     int     // how many of them attended it
	Excused  int     // and how many did not and were excused
	Credited float64 // hours, of all of them
}

// GridRow is a person, with a cell for each of the sessions.
type GridRow struct {
	Account Account
	Cells   []SessionHours // as Grid.Sessions; Theirs is false where the session is none of theirs
	Grants  []Grant        // of this person, oldest first
}

// Grid reads and computes it.
func (s *Service) Grid(ctx context.Context, eventID string) (Grid, error) {
	rec, err := readRecord(ctx, s.Store, eventID)
	if err != nil {
		return Grid{}, fmt.Errorf("grid of %s: %w", eventID, err)
	}
	rec.Now = s.Clock.Now()
	g := rec.Grid()
	if g.Groups, err = s.Store.Groups(ctx, eventID); err != nil {
		return Grid{}, fmt.Errorf("grid of %s: %w", eventID, err)
	}
	if g.Rooms, err = s.Store.Rooms(ctx, eventID); err != nil {
		return Grid{}, fmt.Errorf("grid of %s: %w", eventID, err)
	}
	return g, nil
}

// Grid lays the hours out by person and session.
func (rec Record) Grid() Grid {
	x := newRoster(rec)
	g := Grid{Event: rec.Event, Grants: rec.Grants, People: make([]GridRow, len(x.people))}
	var columns []int
	for m := range x.meetings {
		if mt := &x.meetings[m]; mt.counts {
			columns = append(columns, m)
			g.Sessions = append(g.Sessions, GridSession{Session: *mt.Session, Day: DateOf(mt.Start, x.zone), Over: !mt.End.After(rec.Now)})
		}
	}
	x.eachPerson(func(v *sitting, i int) {
		row := GridRow{Account: x.account(v, i), Cells: make([]SessionHours, len(columns))}
		for c, m := range columns {
			row.Cells[c] = v.hours[m]
		}
		g.People[i] = row
	})
	rows := make(map[string]*GridRow, len(g.People))
	for i := range g.People {
		rows[g.People[i].Account.Entry.ID] = &g.People[i]
	}
	for _, grant := range rec.Grants {
		if row := rows[grant.Registration]; row != nil {
			row.Grants = append(row.Grants, grant)
		}
	}
	g.sum()
	return g
}

// sum counts the columns.
func (g *Grid) sum() {
	for c := range g.Sessions {
		s := &g.Sessions[c]
		s.Expected, s.Came, s.Excused, s.Credited = 0, 0, 0, 0
		for i := range g.People {
			cell := &g.People[i].Cells[c]
			if !cell.Theirs {
				continue
			}
			s.Expected++
			s.Credited += cell.Hours
			if cell.Present {
				s.Came++
			} else if cell.Excused {
				s.Excused++
			}
		}
		s.Credited = tidy(s.Credited)
	}
}
