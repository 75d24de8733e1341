package event

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// The codes of programmes in files. Their sentences are in assets/locale/schedule.*.json.
const (
	CodeScheduleDamaged = "schedule.damaged"
	CodeScheduleEmpty   = "schedule.empty"
	CodeScheduleLong    = "schedule.too_long"
	CodeScheduleFormat  = "schedule.format"
)

// The formats of the conference world.
const (
	ScheduleXML  = "xml"
	ScheduleJSON = "json"
)

// WriteSchedule writes the programme as schedule.xml or schedule.json. Codes: agenda.empty, release.none,
// schedule.format, schedule.too_long.
func (s *Service) WriteSchedule(ctx context.Context, eventID string, w io.Writer, format string, released bool, language string) error {
	p, err := s.Programme(ctx, eventID)
	if err != nil {
		return err
	}
	job := ScheduleJob{Language: language}
	if job.ProgrammeView, err = p.View(released); err != nil {
		return err
	}
	if len(job.Sessions) == 0 {
		return Fail(CodeAgendaEmpty)
	}
	switch format {
	case ScheduleXML:
		err = s.Schedules.XML(w, job)
	case ScheduleJSON:
		err = s.Schedules.JSON(w, job)
	default:
		err = Fail(CodeScheduleFormat, "Value", format)
	}
	if err != nil {
		return fmt.Errorf("schedule.%s of %s: %w", format, eventID, err)
	}
	return nil
}

// WriteCalendar writes the calendar of an event, of one of its rooms or of a person. Sessions that are no more are
// in it as cancelled, so that a newer calendar replaces an older one. Codes: agenda.empty, release.none,
// room.not_found, registration.not_found.
func (s *Service) WriteCalendar(ctx context.Context, eventID string, w io.Writer, o CalendarOptions) error {
	p, err := s.Programme(ctx, eventID)
	if err != nil {
		return err
	}
	job := CalendarJob{Language: o.Language, Title: p.Event.Title, Waiting: map[string]bool{}}
	if job.ProgrammeView, err = p.View(o.Released); err != nil {
		return err
	}
	if len(job.Sessions) == 0 && len(p.Dropped) == 0 && p.Released == nil {
		return Fail(CodeAgendaEmpty)
	}
	c := calendarMaker{p: p, job: &job}
	if job.Cancelled, err = s.gone(ctx, p, o.Released); err != nil {
		return err
	}
	if o.Room != "" {
		if err := c.room(o.Room); err != nil {
			return err
		}
	}
	if o.Registration != "" {
		if err := c.person(ctx, s.Store, o.Registration); err != nil {
			return err
		}
	}
	if err := c.edits(ctx, s.Store, o); err != nil {
		return fmt.Errorf("calendar of %s: %w", eventID, err)
	}
	if err := s.Schedules.Calendar(w, job); err != nil {
		return fmt.Errorf("calendar of %s: %w", eventID, err)
	}
	return nil
}

// gone lists what is not in the programme any more: what was taken out of it, and what a release had.
func (s *Service) gone(ctx context.Context, p Programme, released bool) ([]Session, error) {
	known := map[string]bool{}
	var gone []Session
	add := func(sessions []Session, cancelled bool) {
		for _, x := range sessions {
			if cancelled && !known[x.ID] {
				gone = append(gone, x)
			}
			known[x.ID] = true
		}
	}
	if released {
		add(p.Released.Sessions, false)
	} else {
		add(p.Sessions, false)
		add(p.Dropped, true)
	}
	releases, err := s.Store.Releases(ctx, p.Event.ID)
	if err != nil {
		return nil, fmt.Errorf("releases of %s: %w", p.Event.ID, err)
	}
	for _, rel := range slices.Backward(releases) {
		add(rel.Sessions, true)
	}
	slices.SortStableFunc(gone, func(a, b Session) int { return a.Start.Compare(b.Start) })
	return gone, nil
}

// calendarMaker chooses what is in somebody's calendar.
type calendarMaker struct {
	p       Programme
	job     *CalendarJob
	entity  []string // enrolments whose changes count
	session []string
}

// room leaves what is in one room, and tells what was made known there and is elsewhere now.
func (c *calendarMaker) room(id string) error {
	at := slices.IndexFunc(c.job.Rooms, func(r Room) bool { return r.ID == id })
	if at < 0 {
		return Fail(CodeRoomNotFound)
	}
	c.job.Title += " – " + c.job.Rooms[at].Title
	venues := map[string]string{}
	for _, r := range c.job.Rooms {
		venues[r.ID] = r.Venue
	}
	here := func(x Session) bool {
		return x.Room == id || x.AllRooms && (x.Room == "" || venues[x.Room] == venues[id])
	}
	if c.p.Released != nil {
		for _, x := range c.p.Released.Sessions {
			now := slices.IndexFunc(c.job.Sessions, func(y Session) bool { return x.ID == y.ID })
			if now >= 0 && here(x) && !here(c.job.Sessions[now]) {
				c.job.Cancelled = append(c.job.Cancelled, x)
			}
		}
	}
	c.job.Sessions = slices.DeleteFunc(c.job.Sessions, func(x Session) bool { return !here(x) })
	c.job.Cancelled = slices.DeleteFunc(c.job.Cancelled, func(x Session) bool { return !here(x) })
	return nil
}

// person leaves the plan of one person, and tells where they had a place once.
func (c *calendarMaker) person(ctx context.Context, r Reader, registration string) error {
	at := slices.IndexFunc(c.p.Entries, func(e Entry) bool { return e.ID == registration })
	if at < 0 {
		return Fail(CodeRegistrationNotFound, "Value", registration)
	}
	e := c.p.Entries[at]
	c.job.Title += " – " + e.Who.Name.Full()
	places := map[string]EnrolmentState{}
	for _, en := range c.p.Enrolments {
		if en.Registration == registration {
			places[en.Session] = en.State
		}
	}
	had := map[string]bool{}
	var keys []string
	for _, list := range [][]Session{c.job.Sessions, c.job.Cancelled} {
		for _, x := range list {
			keys = append(keys, x.ID+"/"+registration)
		}
	}
	if err := r.FactsOf(ctx, keys, func(f Fact) error { had[f.Entity] = true; return nil }); err != nil {
		return fmt.Errorf("places of %s: %w", registration, err)
	}
	c.entity = keys
	if c.p.Released != nil { // what was made known as theirs
		for _, x := range c.p.Released.Sessions {
			if _, mine := planItem(x, e, ""); mine {
				had[x.ID+"/"+registration] = true
			}
		}
	}
	var plan, gone []Session
	for _, x := range c.job.Sessions {
		switch item, mine := planItem(x, e, places[x.ID]); {
		case mine && e.Status != Cancelled:
			plan = append(plan, x)
			c.job.Waiting[x.ID] = item.Waiting
		case mine, had[x.ID+"/"+registration]:
			gone = append(gone, x)
		}
	}
	for _, x := range c.job.Cancelled {
		if _, mine := planItem(x, e, places[x.ID]); mine || had[x.ID+"/"+registration] {
			gone = append(gone, x)
		}
	}
	c.job.Sessions, c.job.Cancelled = plan, gone
	return nil
}

// calendarFields are what a calendar shows of rooms, groups and the event, whose changes make all sessions newer.
var calendarFields = map[string]bool{"title": true, "venue": true, "town": true, "timezone": true}

// edits counts the changes of every session. A count never becomes less: rooms and groups count for all.
func (c *calendarMaker) edits(ctx context.Context, r Reader, o CalendarOptions) error {
	until := time.Time{}
	if o.Released {
		until = c.p.Released.At
	}
	var all Edited
	own := map[string]Edited{}
	sessions := map[string]bool{}
	for _, list := range [][]Session{c.job.Sessions, c.job.Cancelled} {
		for _, x := range list {
			sessions[x.ID] = true
			c.session = append(c.session, x.ID)
		}
	}
	around := []string{c.p.Event.ID}
	for _, x := range c.p.Rooms {
		around = append(around, x.ID)
	}
	for _, x := range c.p.Groups {
		around = append(around, x.ID)
	}
	count := func(f Fact, to Edited) Edited {
		to.Times++
		if f.At.After(to.At) {
			to.At = f.At
		}
		return to
	}
	err := r.FactsOf(ctx, slices.Concat(c.session, c.entity, around), func(f Fact) error {
		if !until.IsZero() && f.At.After(until) {
			return nil
		}
		id := f.Entity
		if o.Registration != "" {
			id = trimRegistration(id, o.Registration)
		}
		if sessions[id] {
			own[id] = count(f, own[id])
			return nil
		}
		var change Change
		if f.Entity == id && json.Unmarshal(f.Body, &change) == nil && calendarFields[change.Field] {
			all = count(f, all)
		}
		return nil
	})
	c.job.Edits = map[string]Edited{}
	for _, id := range c.session {
		e := own[id]
		e.Times = max(0, e.Times-1) + all.Times // its making is no change
		if all.At.After(e.At) {
			e.At = all.At
		}
		c.job.Edits[id] = e
	}
	return err
}

// trimRegistration is the session of an enrolment's entity.
func trimRegistration(entity, registration string) string {
	if n := len(entity) - len(registration) - 1; n > 0 && entity[n:] == "/"+registration {
		return entity[:n]
	}
	return entity
}
