package home

import (
	"context"

	"zlot/event"
)

// papers is what certificates still need doing.
type papers struct {
	missing int // people who may have one and have none
	unsent  int // valid ones of people with an address that no message is about
}

// loadPapers looks only once there is something to look at: hours take a while
// to work out.
func (p *Page) loadPapers(ctx context.Context, o event.Overview) (papers, error) {
	var left papers
	if o.Certificates == 0 && event.DateOf(p.Now(), o.Event.Zone()) <= o.Event.End {
		return left, nil
	}
	accounts, err := p.Service.Attendance(ctx, o.Event.ID)
	if err != nil {
		return left, err
	}
	all, err := p.Store.Certificates(ctx, o.Event.ID)
	if err != nil {
		return left, err
	}
	mailed := map[string]bool{}
	for _, m := range o.Ledger.Messages {
		if !m.Sample && m.State != event.MessageCancelled {
			mailed[m.Certificate] = true
		}
	}
	valid := map[string]string{} // registration → number
	for _, c := range all {
		if c.State == event.Issued {
			valid[c.Registration] = c.Number
		}
	}
	for _, a := range accounts {
		switch number, has := valid[a.Entry.ID]; {
		case !has && a.Eligible:
			left.missing++
		case has && a.Entry.Who.Email != "" && !mailed[number]:
			left.unsent++
		}
	}
	return left, nil
}
