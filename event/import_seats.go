package event

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// importSeats is what an import does to the places of the event.
type importSeats struct {
	moves     Batch // cancelled registrations, and who moved up for them
	cancelled int
	places    *places
}

// claim is somebody whom the file confirms and who has no place yet.
type claim struct {
	item    *ImportItem
	sent    time.Time
	isNew   bool
	certain bool // the organizer chose it
}

// seat cancels whom the organizer chose among those who vanished, and gives the places that are free to
// those whom the file confirms, in the order in which they signed up. The others go to the waiting list.
func (p *planner) seat(ctx context.Context, ev Event, now time.Time) (err error) {
	p.seats.places = &places{event: ev, now: now.UTC(), put: map[string]bool{}}
	if ev.Capacity != nil {
		if p.seats.places, err = readPlaces(ctx, p.r, ev, now); err != nil {
			return err
		}
	}
	if err := p.cancel(); err != nil || ev.Capacity == nil {
		return err
	}
	claims := p.claims()
	if p.seats.places.freed { // who waits already comes first
		p.seats.places.moveUp(&p.seats.moves)
	}
	free := p.seats.places.free()
	for _, c := range claims {
		if free--; free >= 0 || c.certain {
			continue
		}
		if c.isNew {
			c.item.Entry.Status = Waitlisted
			p.Waiting++
		} else {
			p.wait(c.item)
		}
	}
	p.Changed = slices.DeleteFunc(p.Changed, func(item ImportItem) bool {
		same := len(item.Changes) == 0
		if same {
			p.stays(&item)
		}
		return same
	})
	return nil
}

// cancel cancels the chosen ones among those who are not in the file any more.
func (p *planner) cancel() error {
	if p.decided == nil || len(p.decided.Cancel) == 0 {
		return nil
	}
	gone := make(map[string]Entry, len(p.Vanished))
	for _, e := range p.Vanished {
		gone[e.ID] = e
	}
	for _, id := range p.decided.Cancel {
		e, ok := gone[id]
		if !ok {
			if c := p.match.entry(id); c < 0 || !p.match.isChosen(c) {
				p.decided.miss(0, missedCancel, p.match.nameOf(c))
			}
			continue
		}
		if err := p.seats.places.become(&p.seats.moves, &e, Cancelled, e.Version, true); err != nil {
			return err
		}
		delete(gone, id)
		p.seats.cancelled++
	}
	p.Vanished = slices.DeleteFunc(p.Vanished, func(e Entry) bool { _, left := gone[e.ID]; return !left })
	return nil
}

// entry is where a registration is among the entries, or -1.
func (m *matcher) entry(id string) int {
	return slices.IndexFunc(m.entries, func(e Entry) bool { return e.ID == id })
}

// isChosen reports an entry of which the organizer said that a row is about it.
func (m *matcher) isChosen(c int) bool { return m.taken[c] >= 0 && m.chosen[m.taken[c]] }

// nameOf is the name of an entry, "" for one that is not there.
func (m *matcher) nameOf(c int) string {
	if c < 0 {
		return ""
	}
	return m.entries[c].Who.Name.Full()
}

// claims are those whom the file confirms, the earliest first; what the file takes from others is free.
func (p *planner) claims() []claim {
	var claims []claim
	for i := range p.New {
		if item := &p.New[i]; item.Entry.Status == Confirmed {
			claims = append(claims, claim{item: item, sent: item.Entry.Submitted, isNew: true})
		}
	}
	for i := range p.Changed {
		item := &p.Changed[i]
		old, ok := item.formerStatus()
		if !ok {
			continue
		}
		before := item.Entry.Registration
		before.Status = old
		chosen := p.decided != nil && p.decided.Rows[item.Row].Fields["status"]
		offered := item.Entry.Status == Confirmed && before.holdsSeat()
		if offered && !chosen { // to accept is the person's own
			p.wait(item)
			continue
		}
		p.seats.places.leave(Entry{Registration: before})
		p.seats.places.freed = p.seats.places.freed || before.holdsSeat() && !offered
		if offered {
			p.seats.places.enter(item.Entry)
		} else if item.Entry.Status == Confirmed {
			claims = append(claims, claim{item: item, sent: item.Entry.Waits(), certain: chosen})
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int {
		if a.certain != b.certain {
			return cmp.Compare(yes(b.certain), yes(a.certain))
		}
		if a.sent.IsZero() != b.sent.IsZero() {
			return cmp.Compare(yes(a.sent.IsZero()), yes(b.sent.IsZero()))
		}
		return cmp.Or(a.sent.Compare(b.sent), cmp.Compare(a.item.Row, b.item.Row))
	})
	return claims
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// formerStatus is the status before the file changed it.
func (item *ImportItem) formerStatus() (Status, bool) {
	for _, c := range item.pending {
		if c.field == "status" && c.old != c.new {
			return c.old.(Status), true
		}
	}
	return "", false
}

// wait puts somebody whom the file confirms on the waiting list; who waits already stays there.
func (p *planner) wait(item *ImportItem) {
	i := slices.IndexFunc(item.pending, func(c pendingChange) bool { return c.field == "status" })
	k := slices.IndexFunc(item.Changes, func(c FieldChange) bool { return c.Field == "status" })
	item.Entry.Status = Waitlisted
	if item.pending[i].old == Waitlisted {
		item.pending, item.Changes = slices.Delete(item.pending, i, i+1), slices.Delete(item.Changes, k, k+1)
		return
	}
	item.pending[i].new, item.Changes[k].New = Waitlisted, string(Waitlisted)
	p.Waiting++
}
