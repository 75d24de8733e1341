package certificates

import (
	"context"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// state is everything the page shows.
type state struct {
	event   event.Event
	starts  map[string]time.Time // of the sessions
	names   map[string]string    // of registrations, as they stand in lists
	people  []*person
	book    []event.Certificate
	ready   int // eligible without a valid certificate
	valid   int
	ended   int // withdrawn or replaced
	lacking int
}

func (p *Page) read() {
	p.latest.Run(p.ctx, p.load, func(s state, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.state = s
		p.show()
		if p.replan && p.plan != nil {
			p.planFor(p.plan.chosen)
		}
		p.replan = false
	})
}

func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.event, err = p.Store.Event(ctx, p.Event.ID); err != nil {
		return s, err
	}
	accounts, err := p.Service.Attendance(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	if s.book, err = p.Store.Certificates(ctx, p.Event.ID); err != nil {
		return s, err
	}
	sessions, err := p.Store.Sessions(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	s.names = make(map[string]string, len(accounts))
	for _, a := range accounts {
		s.names[a.Entry.ID] = listed(a.Entry.Who.Name)
	}
	s.starts = make(map[string]time.Time, len(sessions))
	for _, one := range sessions {
		s.starts[one.ID] = one.Start.In(s.event.Zone())
	}
	grants, err := p.Store.Grants(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	s.gather(accounts, grants)
	return s, nil
}

// gather puts together what belongs to one person, and counts.
func (s *state) gather(accounts []event.Account, grants []event.Grant) {
	valid := map[string]*event.Certificate{}
	for i := range s.book {
		if c := &s.book[i]; c.State == event.Issued {
			valid[c.Registration] = c
			s.valid++
		} else {
			s.ended++
		}
	}
	given := map[string][]event.Grant{}
	for _, g := range grants {
		given[g.Registration] = append(given[g.Registration], g)
	}
	s.people = make([]*person, len(accounts))
	for i := range accounts {
		a := &accounts[i]
		one := &person{account: a, order: i, grants: given[a.Entry.ID], certificate: valid[a.Entry.ID]}
		found := a.Entry.Who.SearchText()
		if one.has() {
			found += " " + one.certificate.Number
		}
		one.folded = event.Fold(found)
		s.people[i] = one
		switch {
		case !a.Eligible:
			s.lacking++
		case !one.has():
			s.ready++
		}
	}
}
