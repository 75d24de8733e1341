package agenda

import (
	"context"

	"zlot/event"
	"zlot/ui/kit"
)

func (p *Page) read() {
	p.latest.Run(p.ctx, p.load, func(s state, err error) {
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		p.state = s
		p.show()
	})
}

func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.event, err = p.Store.Event(ctx, p.Event.ID); err != nil {
		return s, err
	}
	if s.sessions, err = p.Store.Sessions(ctx, p.Event.ID); err != nil {
		return s, err
	}
	if s.rooms, err = p.Store.Rooms(ctx, p.Event.ID); err != nil {
		return s, err
	}
	groups, err := p.Store.Groups(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	enrolments, err := p.Store.Enrolments(ctx, event.EnrolmentFilter{Event: p.Event.ID})
	if err != nil {
		return s, err
	}
	s.titles, s.places = map[string]string{}, map[string]places{}
	for _, r := range s.rooms {
		s.titles[r.ID] = r.Title
	}
	for _, g := range groups {
		s.titles[g.ID] = g.Title
	}
	for _, e := range enrolments {
		n := s.places[e.Session]
		switch e.State {
		case event.Enrolled:
			n.taken++
		case event.OnWaitlist:
			n.waiting++
		}
		s.places[e.Session] = n
	}
	err = p.loadPeople(ctx, &s)
	return s, err
}

// loadPeople reads what people chose, and where they are scanned.
func (p *Page) loadPeople(ctx context.Context, s *state) error {
	entries, err := p.Store.Entries(ctx, event.EntryFilter{Event: p.Event.ID})
	if err != nil {
		return err
	}
	s.wishes = countWishes(entries, s.sessions)
	checkpoints, err := p.Store.Checkpoints(ctx, p.Event.ID)
	if err != nil {
		return err
	}
	s.doors = map[string]event.Checkpoint{}
	for _, c := range checkpoints {
		if _, ok := s.doors[c.Session]; !ok && c.Kind == event.Door {
			s.doors[c.Session] = c
		}
	}
	return nil
}
