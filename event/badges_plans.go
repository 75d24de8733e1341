package event

import (
	"context"
	"fmt"
	"time"
)

// ownPlans knows the programme of each person.
type ownPlans struct {
	zone     *time.Location
	sessions []Session
	rooms    map[string]string
	places   map[string]map[string]EnrolmentState
}

// ownPlans reads the programme, and the places of some people, or of all.
func (s *Service) ownPlans(ctx context.Context, ev Event, registrations []string) (*ownPlans, error) {
	p := &ownPlans{zone: ev.Zone(), rooms: map[string]string{}, places: map[string]map[string]EnrolmentState{}}
	var err error
	if p.sessions, err = s.Store.Sessions(ctx, ev.ID); err != nil {
		return nil, fmt.Errorf("programme for badges: %w", err)
	}
	rooms, err := s.Store.Rooms(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	for _, r := range rooms {
		p.rooms[r.ID] = r.Title
	}
	filters := []EnrolmentFilter{{Event: ev.ID}}
	if n := len(registrations); n > 0 && n <= 20 {
		filters = filters[:0]
		for _, id := range registrations {
			filters = append(filters, EnrolmentFilter{Event: ev.ID, Registration: id})
		}
	}
	for _, f := range filters {
		enrolments, err := s.Store.Enrolments(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, e := range enrolments {
			if p.places[e.Registration] == nil {
				p.places[e.Registration] = map[string]EnrolmentState{}
			}
			p.places[e.Registration][e.Session] = e.State
		}
	}
	return p, nil
}

// of is the programme of one person, by start. Waiting for a place is none.
func (p *ownPlans) of(e Entry) []BadgeSession {
	var lines []BadgeSession
	for _, x := range p.sessions {
		item, ok := planItem(x, e, p.places[e.ID][x.ID])
		if !ok || item.Waiting {
			continue
		}
		lines = append(lines, BadgeSession{Start: x.Start.In(p.zone), End: x.End.In(p.zone), Title: x.Title, Room: p.rooms[x.Room]})
	}
	return lines
}
