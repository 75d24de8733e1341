package event

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
)

// AttendanceOptions choose what is written of an event's attendance.
type AttendanceOptions struct {
	Journal  bool   // the class journal instead of the attendance list
	Day      Date   // only this one; "": all of them
	Group    string // id; "": all of them, each by itself where the programme divides them
	Signed   bool   // the list has fields to sign in instead of hours
	Format   string // pdf, csv, xlsx
	Language string
}

// AttendanceJob is everything that an attendance list or a class journal is drawn from.
type AttendanceJob struct {
	Event    Event
	Language string
	Made     Date
	Day      Date // that it is about; "": the whole event
	Signed   bool
	Parts    []AttendancePart
	Pictures map[string][]byte // logos by SHA-256
}

// AttendancePart is the list of a group, or of everybody.
type AttendancePart struct {
	Group    string        // title; "": there are none
	Sessions []GridSession // by start
	Rows     []GridRow     // with cells for these sessions, in Polish order
}

// WriteAttendance writes an attendance list or a class journal as a document or as a table, and returns how many
// people are on it.
func (s *Service) WriteAttendance(ctx context.Context, eventID string, w io.Writer, o AttendanceOptions) (people int, err error) {
	if err := s.Allow(ctx, DoExport); err != nil {
		return people, err
	}
	g, err := s.Grid(ctx, eventID)
	if err != nil {
		return 0, err
	}
	job := AttendanceJob{Event: g.Event, Language: o.Language, Made: DateOf(s.Clock.Now(), g.Event.Zone()), Day: o.Day, Signed: o.Signed, Pictures: map[string][]byte{}}
	if job.Parts, err = g.parts(o); err != nil {
		return 0, err
	}
	on := map[string]bool{}
	for _, p := range job.Parts {
		for _, r := range p.Rows {
			on[r.Account.Entry.ID] = true
		}
	}
	for _, l := range g.Event.Logos {
		if job.Pictures[l.Image], err = s.Store.Blob(ctx, l.Image); err != nil {
			return 0, fmt.Errorf("logo %s of %s: %w", l.Name, eventID, err)
		}
	}
	if err := s.writeAttendance(ctx, w, job, o); err != nil {
		return 0, fmt.Errorf("attendance list of %s: %w", eventID, err)
	}
	return len(on), nil
}

func (s *Service) writeAttendance(ctx context.Context, w io.Writer, job AttendanceJob, o AttendanceOptions) error {
	switch {
	case o.Format == "pdf" && o.Journal:
		return s.Documents.Journal(ctx, w, job)
	case o.Format == "pdf":
		return s.Documents.Attendance(ctx, w, job)
	case o.Journal:
		header, rows, numbers := s.Documents.JournalTable(job)
		return s.Tables.WriteNumbers(w, o.Format, header, rows, numbers)
	}
	header, rows, numbers := s.Documents.AttendanceTable(job)
	return s.Tables.WriteNumbers(w, o.Format, header, rows, numbers)
}

// parts divides the people by group where the programme does, and keeps the sessions that are asked for. Codes:
// group.not_found, attendance.day, attendance.no_sessions, list.empty.
func (g *Grid) parts(o AttendanceOptions) ([]AttendancePart, error) {
	if o.Day != "" && !slices.Contains(g.Event.Days(), o.Day) && !slices.ContainsFunc(g.Sessions, func(s GridSession) bool { return s.Day == o.Day }) {
		return nil, Fail(CodeAttendanceDay, "Value", string(o.Day), "Start", string(g.Event.Start), "End", string(g.Event.End)).In("day")
	}
	groups, divided, err := g.divide(o.Group)
	if err != nil {
		return nil, err
	}
	var parts []AttendancePart
	sessions := 0
	for _, group := range groups {
		columns := g.columns(group.ID, divided, o.Day)
		p := g.part(columns, func(e *Entry) bool { return !divided || e.Group == group.ID })
		if sessions += len(columns); len(p.Rows) == 0 || len(columns) == 0 {
			continue
		}
		p.Group = group.Title
		parts = append(parts, p)
	}
	switch {
	case sessions == 0:
		return nil, Fail(CodeAttendanceSessions).In("day")
	case len(parts) == 0:
		return nil, Fail(CodeListEmpty)
	}
	return parts, nil
}

// divide are the groups with a part each, the last for people without one: all of them where the programme divides the
// people, or the one that is asked for. Undivided, one part is for everybody. Code: group.not_found.
func (g *Grid) divide(only string) (groups []Group, divided bool, err error) {
	if only != "" {
		i := slices.IndexFunc(g.Groups, func(x Group) bool { return x.ID == only })
		if i < 0 {
			return nil, false, Fail(CodeGroupNotFound, "Value", only).In("group")
		}
		return g.Groups[i : i+1], true, nil
	}
	divided = len(g.Groups) > 0 && slices.ContainsFunc(g.Sessions, func(s GridSession) bool { return len(s.Groups) > 0 })
	if divided {
		return append(slices.Clone(g.Groups), Group{}), true, nil
	}
	return []Group{{}}, false, nil
}

// columns are the places of the sessions of a day, of a group where the list is divided.
func (g *Grid) columns(group string, divided bool, day Date) (columns []int) {
	for c := range g.Sessions {
		if s := &g.Sessions[c]; (day == "" || s.Day == day) && (!divided || s.For(group)) {
			columns = append(columns, c)
		}
	}
	return columns
}

// part takes some sessions and the people who belong to it: those who are confirmed, and who was there all the same.
func (g *Grid) part(columns []int, belongs func(*Entry) bool) AttendancePart {
	var p AttendancePart
	for _, c := range columns {
		p.Sessions = append(p.Sessions, g.Sessions[c])
	}
	for i := range g.People {
		r := &g.People[i]
		if e := &r.Account.Entry; !belongs(e) || (e.Status != Confirmed && r.Account.Hours == 0) {
			continue
		}
		row := GridRow{Account: r.Account, Grants: r.Grants}
		for _, c := range columns {
			row.Cells = append(row.Cells, r.Cells[c])
		}
		p.Rows = append(p.Rows, row)
	}
	slices.SortStableFunc(p.Rows, func(a, b GridRow) int {
		x, y := &a.Account.Entry, &b.Account.Entry
		return cmp.Or(ComparePolish(x.Who.Name.Family, y.Who.Name.Family), ComparePolish(x.Who.Name.Given, y.Who.Name.Given), x.Number-y.Number)
	})
	part := Grid{Sessions: p.Sessions, People: p.Rows}
	part.sum()
	return p
}

// Elsewhere sums the hours of a row that are of no session: recognised and corrected ones.
func (r GridRow) Elsewhere() (recognised, corrected float64) {
	for _, g := range r.Grants {
		switch {
		case g.Kind == Corrected:
			corrected += g.Hours
		case g.Kind == Recognised, g.Session == "":
			recognised += g.Hours
		}
	}
	return tidy(recognised), tidy(corrected)
}

// Scanned sums the hours of a row's sessions, and how much of them is excused absence.
func (r GridRow) Scanned() (hours, excused float64) {
	for _, c := range r.Cells {
		if c.Theirs && c.Source == FromExcuse {
			excused += c.Hours
		} else if c.Theirs {
			hours += c.Hours
		}
	}
	return tidy(hours), tidy(excused)
}
