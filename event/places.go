package event

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"
)

// places follows the places of one event through a batch of facts: what the batch already holds counts,
// although no table shows it yet. All moves of a status go through it.
type places struct {
	event     Event
	now       time.Time
	confirmed int
	queue     []Entry         // on the waiting list, in its order
	put       map[string]bool // put on the list by hand in this batch: not moved up by it
	freed     bool            // a place became free
}

func readPlaces(ctx context.Context, r Reader, ev Event, now time.Time) (*places, error) {
	counts, err := r.CountEntries(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	p := &places{event: ev, now: now.UTC(), confirmed: counts[Confirmed], put: map[string]bool{}}
	if counts[Waitlisted] > 0 {
		if p.queue, err = r.Entries(ctx, EntryFilter{Event: ev.ID, Status: Waitlisted}); err != nil {
			return nil, err
		}
		slices.SortFunc(p.queue, queueOrder)
	}
	return p, nil
}

func (p *places) seats() Seats {
	s := Seats{Capacity: p.event.Capacity, Taken: p.confirmed, Waiting: len(p.queue)}
	for _, e := range p.queue {
		if e.Offer != nil {
			s.Offered++
		}
	}
	s.Taken += s.Offered
	return s
}

// free is how many places are left; without a limit there is always one more.
func (p *places) free() int {
	if n, limited := p.seats().Free(); limited {
		return n
	}
	return math.MaxInt
}

// become moves a registration to another status. Somebody without an offer is confirmed only while a
// place is free, unless over says that it is done on purpose.
func (p *places) become(b *Batch, e *Entry, next Status, seen int64, over bool) error {
	switch {
	case e.Status == next:
		return nil
	case !e.Status.CanBecome(next):
		return Fail(CodeStatusForbidden, "From", string(e.Status), "To", string(next)).In("status")
	case next == Confirmed && e.Offer == nil && !over && p.free() == 0:
		return p.full()
	}
	before, held := e.Status, e.holdsSeat()
	p.leave(*e)
	d := p.differ(e.ID, seen)
	edit(&d, "status", &e.Status, &next)
	edit(&d, "offer", &e.Offer, new(*Offer))
	// Who cancelled, or had a place before, begins to wait now; who signed up waits since then.
	if again := before == Cancelled || (before == Confirmed && e.WaitingSince.IsZero()); next == Waitlisted && again {
		edit(&d, "waiting_since", &e.WaitingSince, &p.now)
	}
	b.Facts = append(b.Facts, d.batch.Facts...)
	p.enter(*e)
	p.freed = p.freed || (held && !e.holdsSeat())
	return nil
}

func (p *places) full() *Error {
	s := p.seats()
	return Fail(CodeRegistrationFull, "Capacity", *s.Capacity, "Taken", s.Taken).In("status")
}

// enter counts a registration in, as it is now.
func (p *places) enter(e Entry) {
	switch e.Status {
	case Confirmed:
		p.confirmed++
	case Waitlisted:
		p.put[e.ID] = true
		p.queue = append(p.queue, e)
		slices.SortFunc(p.queue, queueOrder)
	}
}

// leave counts a registration out.
func (p *places) leave(e Entry) {
	switch e.Status {
	case Confirmed:
		p.confirmed--
	case Waitlisted:
		p.queue = slices.DeleteFunc(p.queue, func(x Entry) bool { return x.ID == e.ID })
	}
}

func (p *places) differ(registration string, seen int64) differ {
	return differ{event: p.event.ID, entity: registration, base: seen, wrap: func(c Change) Body { return RegistrationChanged{c} }}
}

// MoveUpResult says what became of the waiting list, with the registrations as they are now.
type MoveUpResult struct {
	Confirmed []Entry // got a place
	Offered   []Entry // were offered one
	Expired   []Entry // let their offer run out and wait at the end again
}

// moveUp is the one rule of the waiting list: offers that ran out go to the end of the queue, and free
// places to those at its head, in the way of the event. It never gives away more places than are free.
func (p *places) moveUp(b *Batch) MoveUpResult {
	var res MoveUpResult
	res.Expired = p.expire(b)
	if p.event.Waiting.Mode == WaitingManual {
		return res
	}
	for _, e := range slices.Clone(p.queue) {
		if p.free() == 0 {
			break
		}
		if e.Offer != nil || p.put[e.ID] {
			continue
		}
		if p.event.Waiting.Mode == WaitingConfirm {
			if p.become(b, &e, Confirmed, e.Version, true) == nil {
				res.Confirmed = append(res.Confirmed, e)
			}
			continue
		}
		d := p.differ(e.ID, e.Version)
		offer := &Offer{Made: p.now, Until: p.now.Add(p.event.Waiting.Hold())}
		edit(&d, "offer", &e.Offer, &offer)
		p.replace(b, d, e)
		res.Offered = append(res.Offered, e)
	}
	return res
}

// expire takes back the offers that ran out.
func (p *places) expire(b *Batch) (expired []Entry) {
	for _, e := range slices.Clone(p.queue) {
		if e.Offer == nil || p.now.Before(e.Offer.Until) {
			continue
		}
		d := p.differ(e.ID, e.Version)
		edit(&d, "offer", &e.Offer, new(*Offer))
		edit(&d, "waiting_since", &e.WaitingSince, &p.now)
		p.replace(b, d, e)
		expired = append(expired, e)
	}
	slices.SortFunc(p.queue, queueOrder)
	return expired
}

// replace keeps a changed registration of the queue, and its facts.
func (p *places) replace(b *Batch, d differ, e Entry) {
	b.Facts = append(b.Facts, d.batch.Facts...)
	p.queue[slices.IndexFunc(p.queue, func(x Entry) bool { return x.ID == e.ID })] = e
}

// seating is the places of all events that a batch touches.
type seating struct {
	reader Reader
	now    time.Time
	all    map[string]*places
}

func (s *Service) seating(r Reader) *seating {
	return &seating{reader: r, now: s.Clock.Now(), all: map[string]*places{}}
}

// of is the places of an event. Where there is no limit nobody is counted.
func (x *seating) of(ctx context.Context, eventID string) (*places, error) {
	if p := x.all[eventID]; p != nil {
		return p, nil
	}
	ev, err := x.reader.Event(ctx, eventID)
	if err != nil {
		return nil, err
	}
	p := &places{event: ev, now: x.now.UTC(), put: map[string]bool{}}
	if ev.Capacity != nil {
		if p, err = readPlaces(ctx, x.reader, ev, x.now); err != nil {
			return nil, err
		}
	}
	x.all[eventID] = p
	return p, nil
}

// settle gives the places that the batch made free to those who wait.
func (x *seating) settle(b *Batch) {
	for _, id := range slices.Sorted(maps.Keys(x.all)) {
		if p := x.all[id]; p.freed && p.event.Capacity != nil {
			p.moveUp(b)
		}
	}
}
