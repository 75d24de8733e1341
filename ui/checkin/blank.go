package checkin

import (
	"context"

	"zlot/event"
)

// onBlank is a blank badge that nobody has: it is for the newcomer who was just
// let in, or for somebody whose name is asked for now.
func (p *Page) onBlank(code string) {
	if p.last != nil && p.last.err == nil && p.last.newcomer != nil && p.added[p.last.req.Registration] {
		p.enqueue(job{give: p.last.req.Registration, blank: code})
		return
	}
	p.blank = code
	p.showNewcomer(event.Person{}) // whoever got the badge is not the one who was not typed to the end
}

// give hands a blank badge to somebody.
func (p *Page) give(ctx context.Context, j job) (*event.Entry, error) {
	e, err := p.d.Service.GiveBadge(ctx, j.give, j.blank)
	return &e, err
}

// onGiven shows the verdict again, now with the badge that was handed over. It
// returns false if there is nothing to show.
func (p *Page) onGiven(a answer) bool {
	if a.err != nil {
		p.last = &a
		return true
	}
	delete(p.added, a.give)
	if p.last == nil || p.last.res.Entry == nil || p.last.res.Entry.ID != a.give {
		return false // somebody else came meanwhile
	}
	entry := a.res.Entry
	a.res = p.last.res
	a.res.Entry = entry
	p.last = &a
	return true
}
