package main

import (
	"strconv"

	"zlot/event"
	"zlot/event/i18n"
)

type eventSetCmd struct {
	Capacity   *string            `placeholder:"N" help:"Number of places; none: no limit."`
	Waiting    *event.WaitingMode `enum:"manual,confirm,offer" placeholder:"MODE" help:"What becomes of a free place: manual, confirm (the first in the queue has it) or offer."`
	OfferHours *uint              `placeholder:"N" help:"How long an offered place is held."`
}

// Run changes how many places the event has, and how its waiting list moves up.
func (c *eventSetCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	u, err := c.update(ev)
	if err != nil {
		return err
	}
	if ev, err = svc.UpdateEvent(s.ctx, ev.ID, u); err != nil {
		return err
	}
	return s.seats(svc, ev)
}

func (c *eventSetCmd) update(ev event.Event) (u event.EventUpdate, err error) {
	if c.Capacity != nil {
		var n *int
		if *c.Capacity != "none" {
			places, err := strconv.Atoi(*c.Capacity)
			if err != nil {
				return u, event.Fail(event.CodeNumber, "Value", *c.Capacity).In("capacity")
			}
			n = &places
		}
		u.Capacity = &n
	}
	w := ev.Waiting
	if c.Waiting != nil {
		if w.Mode = *c.Waiting; w.Mode == "manual" {
			w.Mode = event.WaitingManual
		}
	}
	if c.OfferHours != nil {
		w.Hours = int(*c.OfferHours)
	}
	u.Waiting = &w
	return u, nil
}

type waitingCmd struct {
	Show   waitingShowCmd   `cmd:"" default:"1" help:"Show the places and the waiting list."`
	MoveUp waitingMoveUpCmd `cmd:"" name:"move-up" help:"Take back offers that ran out and give free places to the first in the queue."`
}

// seatsDoc is the places of an event and who waits for one.
type seatsDoc struct {
	Capacity   *int       `json:"capacity"` // null: no limit
	Taken      int        `json:"taken"`    // confirmed and offered
	Offered    int        `json:"offered"`
	Free       *int       `json:"free"` // null: no limit
	Over       int        `json:"over"`
	Mode       string     `json:"waiting"`
	OfferHours int        `json:"offer_hours"`
	Queue      []queueDoc `json:"queue"`
}

// queueDoc is somebody who waits.
type queueDoc struct {
	Place        int    `json:"place"`
	Registration string `json:"registration"`
	Name         string `json:"name"`
	Since        any    `json:"since"`
	OfferMade    any    `json:"offer_made"`
	OfferUntil   any    `json:"offer_until"`
}

func newQueueDoc(place int, e event.Entry, ev event.Event) queueDoc {
	d := queueDoc{Place: place, Registration: e.ID, Name: e.Who.Name.Full(), Since: stamp(e.Waits(), ev.Zone())}
	if e.Offer != nil {
		d.OfferMade, d.OfferUntil = stamp(e.Offer.Made, ev.Zone()), stamp(e.Offer.Until, ev.Zone())
	}
	return d
}

func queueDocs(entries []event.Entry, ev event.Event) []queueDoc {
	docs := []queueDoc{}
	for i, e := range entries {
		docs = append(docs, newQueueDoc(i+1, e, ev))
	}
	return docs
}

type waitingShowCmd struct{}

// Run shows the waiting list.
func (c *waitingShowCmd) Run(s *session) error {
	svc, ev, err := s.chosen(false)
	if err != nil {
		return err
	}
	return s.seats(svc, ev)
}

// seats prints the places of an event with its waiting list.
func (s *session) seats(svc *event.Service, ev event.Event) error {
	seats, err := svc.Seats(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	queue, err := svc.Queue(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	mode := string(ev.Waiting.Mode)
	if ev.Waiting.Mode == event.WaitingManual {
		mode = "manual"
	}
	doc := seatsDoc{Capacity: seats.Capacity, Taken: seats.Taken, Offered: seats.Offered, Over: seats.Over(), Mode: mode,
		OfferHours: int(ev.Waiting.Hold().Hours()), Queue: queueDocs(queue, ev)}
	if n, limited := seats.Free(); limited {
		doc.Free = &n
	}
	return s.print(doc, func() {
		capacity := s.text.T("ctl.seats.unlimited")
		if seats.Capacity != nil {
			capacity = strconv.Itoa(*seats.Capacity)
		}
		s.say("ctl.seats", i18n.Args{"Capacity": capacity, "Taken": seats.Taken, "Offered": seats.Offered, "Waiting": seats.Waiting})
		s.queue(queue, ev)
	})
}

// queue writes who waits for people.
func (s *session) queue(entries []event.Entry, ev event.Event) {
	var rows [][]string
	for i, e := range entries {
		until := ""
		if e.Offer != nil {
			t := e.Offer.Until.In(ev.Zone())
			until = s.text.T("ctl.seats.offer", i18n.Args{"Until": s.text.ShortDate(t) + " " + s.text.Time(t)})
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), e.Who.Name.Full(), until, e.ID})
	}
	s.table(rows)
}

type waitingMoveUpCmd struct{}

// Run moves the waiting list up.
func (c *waitingMoveUpCmd) Run(s *session) error {
	svc, ev, err := s.chosen(true)
	if err != nil {
		return err
	}
	res, err := svc.MoveUp(s.ctx, ev.ID)
	if err != nil {
		return err
	}
	doc := map[string]any{"confirmed": queueDocs(res.Confirmed, ev), "offered": queueDocs(res.Offered, ev), "expired": queueDocs(res.Expired, ev)}
	return s.print(doc, func() {
		s.say("ctl.seats.moved", i18n.Args{"Confirmed": len(res.Confirmed), "Offered": len(res.Offered), "Expired": len(res.Expired)})
		s.queue(append(res.Confirmed, res.Offered...), ev)
	})
}
