package agenda

import (
	"context"

	"zlot/event"
	"zlot/ui/kit"
)

// state is everything the page shows.
type state struct {
	event     event.Event
	programme event.Programme
	conflicts []event.Conflict
	wrong     map[string][]event.Conflict // by session
	sessions  []event.Session             // those of the programme; contributors have their names
	titles    map[string]string           // of rooms and groups, by id
	rooms     []event.Room                // hidden ones too
	places    map[string]places           // by session
	wishes    map[string]wishes           // by session
	doors     map[string]event.Checkpoint
	changes   int // since the programme was last made known
}

// places counts those who have a place in a session, and those who wait.
type places struct{ taken, waiting int }

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

// readIfShown reads again after something was written, unless the page has been left meanwhile.
func (p *Page) readIfShown() {
	if p.ctx.Err() == nil {
		p.read()
	}
}

// load reads and works out everything off the interface thread.
func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.programme, err = p.Service.Programme(ctx, p.Event.ID); err != nil {
		return s, err
	}
	view, err := s.programme.View(false)
	if err != nil {
		return s, err
	}
	s.event, s.sessions, s.rooms = s.programme.Event, view.Sessions, s.programme.Rooms
	s.titles, s.places = map[string]string{}, map[string]places{}
	for _, r := range s.rooms {
		s.titles[r.ID] = r.Title
	}
	for _, g := range s.programme.Groups {
		s.titles[g.ID] = g.Title
	}
	for _, e := range s.programme.Enrolments {
		n := s.places[e.Session]
		switch e.State {
		case event.Enrolled:
			n.taken++
		case event.OnWaitlist:
			n.waiting++
		}
		s.places[e.Session] = n
	}
	s.wishes = countWishes(s.programme.Entries, s.sessions)
	s.conflicts = s.programme.Conflicts()
	s.wrong = map[string][]event.Conflict{}
	for _, c := range s.conflicts {
		for _, id := range c.Sessions {
			s.wrong[id] = append(s.wrong[id], c)
		}
	}
	s.changes = len(s.programme.Changes())
	s.doors, err = p.loadDoors(ctx)
	return s, err
}

// loadDoors reads where people are scanned.
func (p *Page) loadDoors(ctx context.Context) (map[string]event.Checkpoint, error) {
	checkpoints, err := p.Store.Checkpoints(ctx, p.Event.ID)
	doors := map[string]event.Checkpoint{}
	for _, c := range checkpoints {
		if _, ok := doors[c.Session]; !ok && c.Kind == event.Door {
			doors[c.Session] = c
		}
	}
	return doors, err
}

// session is the session of an id as it is shown.
func (s state) session(id string) (event.Session, bool) {
	for _, x := range s.sessions {
		if x.ID == id {
			return x, true
		}
	}
	return event.Session{}, false
}
