package event

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ClonePart is something that a new edition can take over from the last one.
type ClonePart string

// The parts.
const (
	CloneDetails     ClonePart = "details" // motto, place, organizers, patrons, places and the waiting list
	CloneRooms       ClonePart = "rooms"
	CloneGroups      ClonePart = "groups"
	CloneAgenda      ClonePart = "agenda"
	CloneCheckpoints ClonePart = "checkpoints" // besides the desk, which every event has
	CloneQuestions   ClonePart = "questions"   // and the filters of the list
	CloneBadges      ClonePart = "badges"      // layouts, and who gets which
	CloneDocument    ClonePart = "document"    // and the rule of certificates
	CloneMail        ClonePart = "mail"
	CloneRetention   ClonePart = "retention"
	ClonePeople      ClonePart = "people"
)

// CloneParts lists all parts in the order of choice.
var CloneParts = []ClonePart{CloneDetails, CloneAgenda, CloneRooms, CloneGroups, CloneCheckpoints, CloneQuestions, CloneBadges, CloneDocument,
	CloneMail, CloneRetention, ClonePeople}

// cloneNeeds says what else a part brings along: its own would point to nothing.
var cloneNeeds = map[ClonePart][]ClonePart{
	CloneAgenda:      {CloneRooms, CloneGroups},
	CloneCheckpoints: {CloneAgenda, CloneRooms, CloneGroups},
	ClonePeople:      {CloneGroups},
}

// Needs lists the parts that p cannot do without.
func (p ClonePart) Needs() []ClonePart { return slices.Clone(cloneNeeds[p]) }

// CloneOptions say what the new edition is and what comes along.
type CloneOptions struct {
	Start   Date
	Title   string      // "": the same
	Edition int         // 0: the next one
	Parts   []ClonePart // nil: everything but the people
}

// CloneResult is what came along, or would.
type CloneResult struct {
	Event      Event
	Sessions   int
	People     int
	LeftBehind int          // of those registered
	Behind     map[Stay]int // why
	Doors      []string     // titles of the open checkpoints that stay: their session is not in the programme
}

// CloneEvent makes the next edition of an event, in one transaction: the same programme on other days,
// with new ids everywhere. What happened at the old one stays there: scans, hours, certificates, mail.
// Nobody's badge opens a door of the new event. Codes: event.not_found, event.date.
func (s *Service) CloneEvent(ctx context.Context, id string, o CloneOptions) (CloneResult, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return CloneResult{}, err
	}
	var c *cloner
	_, err := s.Store.Commit(ctx, func(r Reader) (_ Batch, err error) {
		c, err = s.clone(ctx, r, id, o)
		if err != nil {
			return Batch{}, err
		}
		return c.batch, nil
	})
	if err != nil {
		return CloneResult{}, fmt.Errorf("clone event %s: %w", id, err)
	}
	if c.res.Event.MailAccount.Host != "" {
		s.shareMailSecret(id, c.res.Event.ID)
	}
	return c.res, nil
}

// PreviewClone says what CloneEvent would make, and writes nothing.
func (s *Service) PreviewClone(ctx context.Context, id string, o CloneOptions) (CloneResult, error) {
	c, err := s.clone(ctx, s.Store, id, o)
	if err != nil {
		return CloneResult{}, fmt.Errorf("preview clone of %s: %w", id, err)
	}
	return c.res, nil
}

// shareMailSecret gives the new edition the password of the same account. Where that fails, the mail page
// asks for it.
func (s *Service) shareMailSecret(from, to string) {
	if secret, err := s.Secrets.Get(MailSecretName(from)); err == nil && secret != "" {
		_ = s.Secrets.Set(MailSecretName(to), secret)
	}
}

// cloner copies an event part by part and remembers which new id stands for which old one.
type cloner struct {
	old      Event
	editions []Event // of the same series, as far as there are
	zone     *time.Location
	days     int // from the old first day to the new one
	parts    map[ClonePart]bool
	groups   map[string]string
	rooms    map[string]string
	sessions map[string]string
	people   map[string]string // registrations
	batch    Batch
	res      CloneResult
}

func (s *Service) clone(ctx context.Context, r Reader, id string, o CloneOptions) (*cloner, error) {
	old, err := r.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	c := &cloner{old: old, zone: old.Zone(), parts: chosenParts(o.Parts),
		groups: map[string]string{}, rooms: map[string]string{}, sessions: map[string]string{}, people: map[string]string{}}
	all, err := r.Events(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if old.Series != "" && e.Series == old.Series {
			c.editions = append(c.editions, e)
		}
	}
	if err := c.event(o); err != nil {
		return nil, err
	}
	if err := c.layouts(ctx, r); err != nil {
		return nil, err
	}
	if err := c.groupsAndRooms(ctx, r); err != nil {
		return nil, err
	}
	if err := c.registrations(ctx, r, s.Clock.Now().UTC()); err != nil {
		return nil, err
	}
	if err := c.agenda(ctx, r); err != nil {
		return nil, err
	}
	c.kindSessions()
	if err := c.checkpoints(ctx, r); err != nil {
		return nil, err
	}
	// The event is the first fact: everything else belongs to it.
	c.batch.Facts = append([]Fact{NewFact(c.res.Event.ID, c.res.Event.ID, EventCreated{c.res.Event})}, c.batch.Facts...)
	if old.Series == "" {
		c.batch.Add(old.ID, old.ID, EventChanged{NewChange("series", "", c.res.Event.Series, 0)})
	}
	return c, nil
}

func chosenParts(parts []ClonePart) map[ClonePart]bool {
	if parts == nil {
		parts = slices.DeleteFunc(slices.Clone(CloneParts), func(p ClonePart) bool { return p == ClonePeople })
	}
	chosen := map[ClonePart]bool{}
	for _, p := range parts {
		chosen[p] = true
		for _, needed := range cloneNeeds[p] {
			chosen[needed] = true
		}
	}
	return chosen
}

// event makes the new event itself.
func (c *cloner) event(o CloneOptions) error {
	if !o.Start.Valid() {
		return Fail(CodeDate, "Value", string(o.Start)).In("start")
	}
	c.days = daysBetween(c.old.Start, o.Start)
	e := Event{ID: NewID(), Kind: c.old.Kind, Title: strings.TrimSpace(o.Title), Edition: o.Edition, Start: o.Start, End: c.shiftDate(c.old.End),
		TimeZone: c.old.TimeZone, HourMinutes: c.old.HourMinutes, Series: c.old.Series, Sample: c.old.Sample}
	if e.Title == "" {
		e.Title = c.old.Title
	}
	if e.Edition == 0 {
		e.Edition = max(c.old.Edition, 1) + 1 // an event without a number was the first
		for _, other := range c.editions {
			e.Edition = max(e.Edition, other.Edition+1)
		}
	}
	if e.Series == "" {
		e.Series = c.old.Title
	}
	if c.parts[CloneDetails] {
		e.Motto, e.Town, e.Venue, e.CoFinancing = c.old.Motto, c.old.Town, c.old.Venue, c.old.CoFinancing
		e.Organizers, e.Partners = c.old.Organizers, c.old.Partners
		e.HonoraryPatrons, e.MediaPatrons = c.old.HonoraryPatrons, c.old.MediaPatrons
		e.Capacity, e.Waiting, e.Travel = c.old.Capacity, c.old.Waiting, c.old.Travel
	}
	if c.parts[CloneQuestions] {
		e.Questions, e.Filters = c.old.Questions, c.old.Filters
	}
	if c.parts[CloneDocument] {
		e.Rule, e.Hours, e.Document = c.old.Rule, c.old.Hours, c.old.Document
	}
	if c.parts[CloneMail] {
		e.MailAccount, e.Letters = c.old.MailAccount, c.old.Letters
	}
	if c.parts[CloneRetention] {
		e.Retention = c.old.Retention
	}
	e.fillIn()
	c.res.Event = e
	return e.Validate()
}

func (c *cloner) groupsAndRooms(ctx context.Context, r Reader) error {
	event := c.res.Event.ID
	if c.parts[CloneGroups] {
		groups, err := r.Groups(ctx, c.old.ID)
		if err != nil {
			return err
		}
		for _, g := range groups {
			old := g.ID
			g.ID, g.Event = NewID(), event
			c.groups[old] = g.ID
			c.batch.Add(event, g.ID, GroupAdded{g})
		}
	}
	if !c.parts[CloneRooms] {
		return nil
	}
	rooms, err := r.Rooms(ctx, c.old.ID)
	if err != nil {
		return err
	}
	for _, room := range rooms {
		old := room.ID
		room.ID, room.Event = NewID(), event
		c.rooms[old] = room.ID
		c.batch.Add(event, room.ID, RoomAdded{room})
	}
	return nil
}

func (c *cloner) agenda(ctx context.Context, r Reader) error {
	if !c.parts[CloneAgenda] {
		return nil
	}
	sessions, err := r.Sessions(ctx, c.old.ID)
	if err != nil {
		return err
	}
	series := map[string]string{"": ""}
	for _, s := range sessions {
		if _, known := series[s.Series]; !known {
			series[s.Series] = NewID()
		}
		s.Series = series[s.Series]
		old, lasts := s.ID, s.End.Sub(s.Start)
		s.ID, s.Event, s.Room = NewID(), c.res.Event.ID, c.rooms[s.Room]
		s.Start, s.End = c.shift(s.Start), c.shift(s.End)
		if s.End.Before(s.Start) { // in the hour that a change of the clocks left out
			s.End = s.Start.Add(lasts)
		}
		groups := make([]string, len(s.Groups))
		for i, g := range s.Groups {
			groups[i] = c.groups[g]
		}
		s.Groups = groups
		people := slices.Clone(s.Contributors)
		for i := range people {
			people[i].Person = c.people[people[i].Person]
		}
		s.Contributors = slices.DeleteFunc(people, func(p Contributor) bool { return p.Name == "" && p.Person == "" }) // those who were erased
		c.sessions[old] = s.ID
		c.batch.Add(s.Event, s.ID, SessionAdded{s})
	}
	c.res.Sessions = len(sessions)
	return nil
}

// checkpoints copies the doors; without that part the first desk alone, since every event has one. What asked for a
// session or a room that does not come along stays; a desk then lets everybody in once.
func (c *cloner) checkpoints(ctx context.Context, r Reader) error {
	all, err := r.Checkpoints(ctx, c.old.ID)
	if err != nil {
		return err
	}
	for _, p := range all {
		if (p.Closed || p.Kind != Desk) && !c.parts[CloneCheckpoints] {
			continue
		}
		p.ID, p.Event, p.Session, p.Room = NewID(), c.res.Event.ID, c.sessions[p.Session], c.rooms[p.Room]
		p.Opens, p.Closes = c.shift(p.Opens), c.shift(p.Closes)
		switch {
		case p.lacks() == "":
		case p.Kind == Desk:
			p.Policy = Once
		default:
			if !p.Closed {
				c.res.Doors = append(c.res.Doors, p.Title)
			}
			continue
		}
		c.batch.Add(p.Event, p.ID, CheckpointAdded{p})
		if !c.parts[CloneCheckpoints] {
			break
		}
	}
	return nil
}

// shift moves a time by whole days of the event's zone: nine o'clock stays nine o'clock.
func (c *cloner) shift(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	local := t.In(c.zone)
	y, m, d := local.Date()
	return time.Date(y, m, d+c.days, local.Hour(), local.Minute(), local.Second(), local.Nanosecond(), c.zone).UTC()
}

func (c *cloner) shiftDate(d Date) Date {
	return DateOf(d.Time(time.UTC).AddDate(0, 0, c.days), time.UTC)
}

// daysBetween counts the days of the calendar from a to b.
func daysBetween(a, b Date) int {
	return int(b.Time(time.UTC).Sub(a.Time(time.UTC)) / (24 * time.Hour))
}
