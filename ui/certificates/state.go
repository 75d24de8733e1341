package certificates

import (
	"cmp"
	"context"
	"slices"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// state is everything the page shows.
type state struct {
	event   event.Event
	grid    event.Grid
	kinds   []event.CertificateKind
	starts  map[string]time.Time // of the sessions
	names   map[string]string    // of registrations, as they stand in lists
	people  []*person            // one for each kind of certificate that somebody may get
	rows    []event.RegisterRow
	book    []event.Certificate // of rows
	ready   int                 // eligible without a certificate, valid or withdrawn
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
		p.state, p.loaded = s, true
		p.show()
		if p.wanted {
			p.wanted = false
			p.onRules()
		}
		if p.replan && p.plan != nil {
			p.plan.read(nil)
		}
		p.replan = false
	})
}

func (p *Page) load(ctx context.Context) (s state, err error) {
	if s.grid, err = p.Service.Grid(ctx, p.Event.ID); err != nil {
		return s, err
	}
	s.event = s.grid.Event
	s.kinds = s.event.CertificateKinds()
	if s.rows, err = p.Service.Register(ctx, p.Event.ID); err != nil {
		return s, err
	}
	s.book = make([]event.Certificate, len(s.rows))
	for i, r := range s.rows {
		s.book[i] = r.Certificate
	}
	sessions, err := p.Store.Sessions(ctx, p.Event.ID)
	if err != nil {
		return s, err
	}
	s.starts = make(map[string]time.Time, len(sessions))
	for _, one := range sessions {
		s.starts[one.ID] = one.Start.In(s.event.Zone())
	}
	s.gather()
	return s, p.loadFormer(ctx, &s)
}

// loadFormer names those who have a document and are not among the people any more: they cancelled.
func (p *Page) loadFormer(ctx context.Context, s *state) error {
	there := func(c event.Certificate) bool { _, ok := s.names[c.Registration]; return ok }
	if !slices.ContainsFunc(s.book, func(c event.Certificate) bool { return !there(c) }) {
		return nil
	}
	cancelled, err := p.Store.Entries(ctx, event.EntryFilter{Event: p.Event.ID, Status: event.Cancelled})
	for _, e := range cancelled {
		s.names[e.ID] = listed(e.Who.Name)
	}
	return err
}

// due is a certificate of a kind for a registration.
type due struct{ registration, kind string }

// gather puts together what belongs to one person and kind, and counts.
func (s *state) gather() {
	valid, former := map[due]*event.Certificate{}, map[due]*event.Certificate{}
	for i := range s.book {
		c := &s.book[i]
		if c.State != event.Issued {
			s.ended++
			if key := (due{c.Registration, c.KindID()}); c.State == event.Withdrawn && (former[key] == nil || !c.IssuedAt.Before(former[key].IssuedAt)) {
				former[key] = c
			}
			continue
		}
		s.valid++
		valid[due{c.Registration, cmp.Or(c.Kind, event.UsualKind)}] = c
	}
	s.names = make(map[string]string, len(s.grid.People))
	s.people = make([]*person, 0, len(s.grid.People))
	for i := range s.grid.People {
		row := &s.grid.People[i]
		s.names[row.Account.Entry.ID] = listed(row.Account.Entry.Who.Name)
		for k := range row.Account.Kinds {
			el := &row.Account.Kinds[k]
			key := due{row.Account.Entry.ID, el.Kind}
			s.add(&person{row: row, account: &row.Account, eligibility: el, kind: s.kind(el.Kind), certificate: valid[key], former: former[key]})
		}
		if len(row.Account.Kinds) == 0 {
			s.add(&person{row: row, account: &row.Account, eligibility: &event.Eligibility{Because: row.Account.Because}})
		}
	}
}

func (s *state) add(o *person) {
	o.order = len(s.people)
	found := o.account.Entry.Who.SearchText()
	if o.has() {
		found += " " + o.certificate.Number
	}
	o.folded = event.Fold(found)
	s.people = append(s.people, o)
	switch {
	case !o.eligibility.Eligible:
		s.lacking++
	case o.ready():
		s.ready++
	}
}

// kind is one of the kinds by its id.
func (s *state) kind(id string) event.CertificateKind {
	for _, k := range s.kinds {
		if k.ID == id {
			return k
		}
	}
	return event.CertificateKind{ID: id}
}
