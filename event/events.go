package event

import (
	"context"
	"fmt"
	"strings"
)

// DidacticHour is the usual length of an hour in a programme, in minutes.
const DidacticHour = 45

// CreateEvent makes a new event with its desk. Missing details get what is usual: the zone of Warsaw,
// hours of 45 minutes, 80 per cent of a course for its certificate.
func (s *Service) CreateEvent(ctx context.Context, e Event, deskTitle string) (Event, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Event{}, err
	}
	e.ID = NewID()
	e.Title = strings.TrimSpace(e.Title)
	e.fillIn()
	if err := e.Validate(); err != nil {
		return Event{}, err
	}
	desk := Checkpoint{ID: NewID(), Event: e.ID, Kind: Desk, Title: deskTitle, Policy: OnceADay, NotEnrolled: Warn}
	_, err := s.Store.Commit(ctx, func(Reader) (Batch, error) {
		var b Batch
		b.Add(e.ID, e.ID, EventCreated{e})
		b.Add(e.ID, desk.ID, CheckpointAdded{desk})
		return b, nil
	})
	if err != nil {
		return Event{}, fmt.Errorf("create event: %w", err)
	}
	return e, nil
}

// fillIn gives missing details what is usual.
func (e *Event) fillIn() {
	if e.TimeZone == "" {
		e.TimeZone = DefaultTimeZone
	}
	if e.HourMinutes == 0 {
		e.HourMinutes = DidacticHour
	}
	if e.Kind == Course && e.Rule == (Rule{}) {
		e.Rule = Rule{MinPercent: 80}
	}
	if e.Document.Prefix == "" {
		e.Document.Prefix = "Z"
	}
}

// ChooseEvent finds the event that is meant: the one with the id, else the only one, else the
// last opened. Otherwise the error lists what there is.
func (s *Service) ChooseEvent(ctx context.Context, id string) (Event, error) {
	if id != "" {
		return s.Store.Event(ctx, id)
	}
	all, err := s.Store.Events(ctx)
	if err != nil {
		return Event{}, err
	}
	if len(all) == 0 {
		return Event{}, Fail(CodeNoEvent)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	opened, err := s.Store.Opened(ctx)
	if err != nil {
		return Event{}, err
	}
	lines := make([]string, len(all))
	for i, e := range all {
		if e.ID == opened {
			return e, nil
		}
		lines[i] = fmt.Sprintf("%s  %s  %s", e.ID, e.Start, e.Title)
	}
	return Event{}, Fail(CodeAmbiguousEvent, "Events", strings.Join(lines, "\n"))
}

// EventUpdate names the fields to change; nil fields stay as they are.
type EventUpdate struct {
	Title, Motto, Town, Venue, TimeZone, CoFinancing, Series *string
	Kind                                                     *Kind
	Edition, HourMinutes, Travel                             *int
	Start, End                                               *Date
	Organizers, Partners, HonoraryPatrons, MediaPatrons      *[]string
	Rule                                                     *Rule
	Document                                                 *Document
	MailAccount                                              *MailAccount
	Capacity                                                 **int // a pointer to nil takes the limit away
	Waiting                                                  *Waiting
	Questions                                                *[]Question
	Retention                                                *[]RetentionRule
	Filters                                                  *[]SavedFilter
	Letters                                                  *[]LetterTemplate
	Hours                                                    *HoursRule
	Certificates                                             *[]CertificateKind
	Logos                                                    *[]Logo
	Pictures                                                 [][]byte // that Document and Logos name and the file does not have yet
}

// UpdateEvent writes one fact per changed field. Places that are new go to the waiting list in the same commit.
func (s *Service) UpdateEvent(ctx context.Context, id string, u EventUpdate) (Event, error) {
	if err := s.Allow(ctx, DoSettings); err != nil {
		return Event{}, err
	}
	var next Event
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		now, err := r.Event(ctx, id)
		if err != nil {
			return Batch{}, err
		}
		next = now
		d := differ{event: id, entity: id, wrap: func(c Change) Body { return EventChanged{c} }}
		u.apply(&d, &next)
		d.batch.Blobs = u.Pictures
		if u.Certificates != nil {
			if err := CheckKinds(next.Certificates); err != nil {
				return d.batch, err
			}
		}
		if u.Hours != nil {
			if err := next.Hours.check(); err != nil {
				return d.batch, err
			}
		}
		if err := next.Validate(); err != nil || (u.Capacity == nil && u.Waiting == nil) {
			return d.batch, err
		}
		p, err := readPlaces(ctx, r, next, s.Clock.Now())
		if err != nil {
			return Batch{}, err
		}
		p.moveUp(&d.batch)
		return d.batch, nil
	})
	if err != nil {
		return Event{}, fmt.Errorf("update event %s: %w", id, err)
	}
	return next, nil
}

// apply writes down what differs from the event as it is.
func (u EventUpdate) apply(d *differ, next *Event) {
	edit(d, "title", &next.Title, u.Title)
	edit(d, "motto", &next.Motto, u.Motto)
	edit(d, "town", &next.Town, u.Town)
	edit(d, "venue", &next.Venue, u.Venue)
	edit(d, "timezone", &next.TimeZone, u.TimeZone)
	edit(d, "cofinancing", &next.CoFinancing, u.CoFinancing)
	edit(d, "series", &next.Series, u.Series)
	edit(d, "kind", &next.Kind, u.Kind)
	edit(d, "edition", &next.Edition, u.Edition)
	edit(d, "hour_minutes", &next.HourMinutes, u.HourMinutes)
	edit(d, "travel", &next.Travel, u.Travel)
	edit(d, "start", &next.Start, u.Start)
	edit(d, "end", &next.End, u.End)
	edit(d, "organizers", &next.Organizers, u.Organizers)
	edit(d, "partners", &next.Partners, u.Partners)
	edit(d, "honorary_patrons", &next.HonoraryPatrons, u.HonoraryPatrons)
	edit(d, "media_patrons", &next.MediaPatrons, u.MediaPatrons)
	edit(d, "rule", &next.Rule, u.Rule)
	edit(d, "document", &next.Document, u.Document)
	edit(d, "mail_account", &next.MailAccount, u.MailAccount)
	edit(d, "capacity", &next.Capacity, u.Capacity)
	edit(d, "waiting", &next.Waiting, u.Waiting)
	edit(d, "questions", &next.Questions, u.Questions)
	edit(d, "retention", &next.Retention, u.Retention)
	edit(d, "filters", &next.Filters, u.Filters)
	edit(d, "letters", &next.Letters, u.Letters)
	edit(d, "hours", &next.Hours, u.Hours)
	edit(d, "certificates", &next.Certificates, u.Certificates)
	edit(d, "logos", &next.Logos, u.Logos)
}
