package event

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// WriteCalendar writes the calendar of an event, of one of its rooms or of a person. Sessions that are no more are
// in it as cancelled, so that a newer calendar replaces an older one. Codes: agenda.empty, release.none,
// room.not_found, registration.not_found.
func (s *Service) WriteCalendar(ctx context.Context, eventID string, w io.Writer, o CalendarOptions) error {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return err
	}
	p, err := s.Programme(ctx, eventID)
	if err != nil {
		return err
	}
	c := calendarMaker{Reader: s.Store, p: p, released: o.Released, who: o.Registration}
	c.job = CalendarJob{Language: o.Language, Title: p.Event.Title, Waiting: map[string]bool{}, Edits: map[string]Edited{}}
	if c.job.ProgrammeView, err = p.View(o.Released); err != nil {
		return err
	}
	if len(p.Sessions) == 0 && len(p.Dropped) == 0 && p.Released == nil {
		return Fail(CodeAgendaEmpty)
	}
	if err := c.make(ctx, o); err != nil {
		return fmt.Errorf("calendar of %s: %w", eventID, err)
	}
	if err := s.Schedules.Calendar(w, c.job); err != nil {
		return fmt.Errorf("calendar of %s: %w", eventID, err)
	}
	return nil
}

// calendarMaker chooses what is in somebody's calendar.
type calendarMaker struct {
	Reader
	p        Programme
	job      CalendarJob
	released bool
	who      string // registration whose calendar it is, or ""
}

func (c *calendarMaker) make(ctx context.Context, o CalendarOptions) error {
	if err := c.gone(ctx); err != nil {
		return err
	}
	if o.Room != "" {
		if err := c.room(o.Room); err != nil {
			return err
		}
	}
	if o.Registration != "" {
		if err := c.person(ctx); err != nil {
			return err
		}
	}
	return c.edits(ctx)
}

// gone finds what is not in the programme any more: what was taken out of it, and what a release had.
func (c *calendarMaker) gone(ctx context.Context) error {
	known := map[string]bool{}
	for _, x := range c.job.Sessions {
		known[x.ID] = true
	}
	add := func(sessions []Session) {
		for _, x := range sessions {
			if !known[x.ID] {
				known[x.ID] = true
				c.job.Cancelled = append(c.job.Cancelled, x)
			}
		}
	}
	if !c.released {
		add(c.p.Dropped)
	}
	releases, err := c.Releases(ctx, c.p.Event.ID)
	for _, r := range slices.Backward(releases) {
		add(r.Sessions)
	}
	slices.SortStableFunc(c.job.Cancelled, func(a, b Session) int { return a.Start.Compare(b.Start) })
	return err
}

// room leaves what is in one room, and tells what was made known there and is elsewhere now.
func (c *calendarMaker) room(id string) error {
	at := slices.IndexFunc(c.job.Rooms, func(r Room) bool { return r.ID == id })
	if at < 0 {
		return Fail(CodeRoomNotFound)
	}
	c.job.Title += " – " + c.job.Rooms[at].Title
	elsewhere := func(x Session) bool { return !c.p.Event.InRoom(x, c.job.Rooms[at], c.job.Rooms) }
	moved := map[string]bool{}
	for _, x := range c.job.Sessions {
		moved[x.ID] = elsewhere(x)
	}
	for _, x := range c.known() {
		if moved[x.ID] {
			c.job.Cancelled = append(c.job.Cancelled, x)
		}
	}
	c.job.Sessions = slices.DeleteFunc(c.job.Sessions, elsewhere)
	c.job.Cancelled = slices.DeleteFunc(c.job.Cancelled, elsewhere)
	return nil
}

// known are the sessions as they were made known last.
func (c *calendarMaker) known() []Session {
	if c.p.Released == nil {
		return nil
	}
	return c.p.Released.Sessions
}

// person leaves the plan of one person, and tells where they had a place once.
func (c *calendarMaker) person(ctx context.Context) error {
	at := slices.IndexFunc(c.p.Entries, func(e Entry) bool { return e.ID == c.who })
	if at < 0 {
		return Fail(CodeRegistrationNotFound, "Value", c.who)
	}
	e := c.p.Entries[at]
	c.job.Title += " – " + e.Who.Name.Full()
	places := map[string]EnrolmentState{}
	for _, en := range c.p.Enrolments {
		if en.Registration == c.who {
			places[en.Session] = en.State
		}
	}
	had, err := c.former(ctx, e)
	if err != nil {
		return err
	}
	var plan, gone []Session
	for _, x := range c.job.Sessions {
		switch item, mine := planItem(x, e, places[x.ID]); {
		case mine && e.Status != Cancelled:
			plan = append(plan, x)
			c.job.Waiting[x.ID] = item.Waiting
		case mine, had[x.ID]:
			gone = append(gone, x)
		}
	}
	for _, x := range c.job.Cancelled {
		if _, mine := planItem(x, e, places[x.ID]); mine || had[x.ID] {
			gone = append(gone, x)
		}
	}
	c.job.Sessions, c.job.Cancelled = plan, gone
	return nil
}

// former names the sessions that were in somebody's plan once: by a place, or as they were made known.
func (c *calendarMaker) former(ctx context.Context, e Entry) (map[string]bool, error) {
	had := map[string]bool{}
	for _, x := range c.known() {
		if _, mine := planItem(x, e, ""); mine {
			had[x.ID] = true
		}
	}
	err := c.FactsOf(ctx, c.places(), func(f Fact) error {
		had[c.sessionOf(f)] = true
		return nil
	})
	return had, err
}

// sessions names everything that is in the calendar.
func (c *calendarMaker) sessions() []string {
	var ids []string
	for _, list := range [][]Session{c.job.Sessions, c.job.Cancelled} {
		for _, x := range list {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// places names the enrolments of the person whose calendar it is.
func (c *calendarMaker) places() []string {
	var keys []string
	for _, id := range c.sessions() {
		if c.who != "" {
			keys = append(keys, id+"/"+c.who)
		}
	}
	return keys
}

// sessionOf is the session that a fact is about, be it by an enrolment.
func (c *calendarMaker) sessionOf(f Fact) string { return strings.TrimSuffix(f.Entity, "/"+c.who) }

// calendarFields are what a calendar shows of rooms, groups and the event, whose changes make all sessions newer.
var calendarFields = map[string]bool{"title": true, "venue": true, "town": true, "timezone": true}

// edits counts the changes of every session. A count never becomes less: those of rooms and groups count for all.
func (c *calendarMaker) edits(ctx context.Context) error {
	around := []string{c.p.Event.ID}
	for _, x := range c.p.Rooms {
		around = append(around, x.ID)
	}
	for _, x := range c.p.Groups {
		around = append(around, x.ID)
	}
	var all Edited
	err := c.FactsOf(ctx, around, func(f Fact) error {
		var change Change
		if c.counts(f) && json.Unmarshal(f.Body, &change) == nil && calendarFields[change.Field] {
			all.add(f.At)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range c.sessions() {
		c.job.Edits[id] = Edited{Times: all.Times - 1, At: all.At} // its making is no change
	}
	return c.FactsOf(ctx, append(c.sessions(), c.places()...), func(f Fact) error {
		if id := c.sessionOf(f); id != f.Entity || c.counts(f) { // a place is no part of a release
			e := c.job.Edits[id]
			e.add(f.At)
			c.job.Edits[id] = e
		}
		return nil
	})
}

// counts reports whether a fact is in the programme that is written.
func (c *calendarMaker) counts(f Fact) bool { return !c.released || !f.At.After(c.p.Released.At) }

// add counts a change that was made at a time.
func (e *Edited) add(at time.Time) {
	e.Times++
	if at.After(e.At) {
		e.At = at
	}
}
