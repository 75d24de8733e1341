package sample

import (
	"context"
	"math/rand/v2"

	"zlot/event"
)

// edition is the next event of a series: the one before, elsewhere, with people who come again.
type edition struct {
	Start      event.Date `json:"start"`
	Motto      string     `json:"motto"`
	Town       string     `json:"town"`
	Venue      string     `json:"venue"`
	Place      string     `json:"place"` // on certificates
	Organizers []string   `json:"organizers"`
	Partners   []string   `json:"partners"`
	Returning  int        `json:"returning"` // of a hundred who may be asked again
	New        int        `json:"new"`       // people
}

// goOn makes the further editions, each by the use case that an organizer has for it.
func (sp spec) goOn(ctx context.Context, svc *event.Service, res Result) (Result, error) {
	inv, err := newInventor(sp.People)
	if err != nil {
		return res, err
	}
	known := map[string]invented{}
	for _, p := range inv.people(sp.People.Count) {
		known[p.email] = p
	}
	for i, ed := range sp.Next {
		made, err := svc.CloneEvent(ctx, res.Event.ID, event.CloneOptions{Start: ed.Start, Parts: event.CloneParts})
		if err != nil {
			return res, err
		}
		ev, doc := made.Event, made.Event.Document
		doc.Place = ed.Place
		ev, err = svc.UpdateEvent(ctx, ev.ID, event.EventUpdate{Motto: &ed.Motto, Town: &ed.Town, Venue: &ed.Venue,
			Organizers: &ed.Organizers, Partners: &ed.Partners, Document: &doc})
		if err != nil {
			return res, err
		}
		people, err := invite(ctx, svc, ev.ID, known, ed.Returning, sp.People.Seed+uint64(i))
		if err != nil {
			return res, err
		}
		for _, p := range inv.people(ed.New) {
			known[p.email] = p
			people = append(people, p)
		}
		if err = register(ctx, svc, ev.ID, sp.People.list(people, sp.People.Seed+uint64(i)+1, ev.Start), sp.People.mapping()); err != nil {
			return res, err
		}
		if err = settle(ctx, svc, ev.ID, people); err != nil {
			return res, err
		}
		if res, err = sp.happen(ctx, svc, ev); err != nil {
			return res, err
		}
	}
	return res, nil
}

// invite chooses who of those carried over comes again.
func invite(ctx context.Context, svc *event.Service, eventID string, known map[string]invented, returning int, seed uint64) ([]invented, error) {
	entries, err := svc.Store.Entries(ctx, event.EntryFilter{Event: eventID})
	r := rand.New(rand.NewPCG(seed, 2))
	var people []invented
	for _, e := range entries {
		if r.IntN(100) < returning {
			people = append(people, known[e.Who.Email])
		}
	}
	return people, err
}

// settle confirms those who sent the form in and cancels those who did not answer the invitation.
func settle(ctx context.Context, svc *event.Service, eventID string, people []invented) error {
	entries, err := svc.Store.Entries(ctx, event.EntryFilter{Event: eventID, Status: event.Pending})
	if err != nil {
		return err
	}
	answered := map[string]bool{}
	for _, p := range people {
		answered[p.email] = true
	}
	ids := map[event.Status][]string{}
	for _, e := range entries {
		status := event.Cancelled
		if answered[e.Who.Email] {
			status = event.Confirmed
		}
		ids[status] = append(ids[status], e.ID)
	}
	for _, status := range []event.Status{event.Confirmed, event.Cancelled} {
		if _, err := svc.SetStatus(ctx, ids[status], status); err != nil {
			return err
		}
	}
	return nil
}
