package event

import (
	"context"
	"fmt"
)

// Programme is an event's agenda with everybody in it: what conflicts, places, versions and documents are
// worked out from. It is a copy; changing it changes nothing in the store.
type Programme struct {
	Event      Event
	Rooms      []Room    // hidden ones too
	Groups     []Group   // hidden ones too
	Sessions   []Session // those that take place, by start, then room
	Dropped    []Session // those taken out of the programme
	Entries    []Entry   // all registrations
	Enrolments []Enrolment
	Withdrawn  []Enrolment // those taken out of a session by hand: an allocation does not put them back
	Released   *Release    // the newest; nil: nothing was made known yet

	index *peopleIndex
}

// Programme reads an event's whole agenda.
func (s *Service) Programme(ctx context.Context, eventID string) (Programme, error) {
	p, err := readProgramme(ctx, s.Store, eventID)
	if err != nil {
		return Programme{}, fmt.Errorf("programme of %s: %w", eventID, err)
	}
	return p, nil
}

func readProgramme(ctx context.Context, r Reader, eventID string) (p Programme, err error) {
	if p.Event, err = r.Event(ctx, eventID); err != nil {
		return p, err
	}
	if p.Rooms, err = r.Rooms(ctx, eventID); err != nil {
		return p, err
	}
	if p.Groups, err = r.Groups(ctx, eventID); err != nil {
		return p, err
	}
	if p.Sessions, err = r.Sessions(ctx, eventID); err != nil {
		return p, err
	}
	if p.Dropped, err = r.DroppedSessions(ctx, eventID); err != nil {
		return p, err
	}
	if p.Entries, err = r.Entries(ctx, EntryFilter{Event: eventID}); err != nil {
		return p, err
	}
	enrolments, err := r.Enrolments(ctx, EnrolmentFilter{Event: eventID, Withdrawn: true})
	if err != nil {
		return p, err
	}
	for _, x := range enrolments {
		if x.State == EnrolmentEnded {
			p.Withdrawn = append(p.Withdrawn, x)
		} else {
			p.Enrolments = append(p.Enrolments, x)
		}
	}
	p.index = newPeopleIndex(p.Entries, p.Enrolments)
	releases, err := r.Releases(ctx, eventID)
	if len(releases) > 0 {
		p.Released = &releases[len(releases)-1]
	}
	return p, err
}
