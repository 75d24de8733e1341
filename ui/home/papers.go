package home

import (
	"context"
	"slices"

	"zlot/event"
)

// papers is what certificates still need doing.
type papers struct {
	missing int // people who may have one and have none; one that was withdrawn is missed by nobody
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
	mailed, valid := mailedAbout(o.Ledger.Messages), validNumbers(all)
	for _, a := range accounts {
		switch number, has := valid[a.Entry.ID]; {
		case !has && a.Eligible && !withdrawn(all, a):
			left.missing++
		case has && a.Entry.Who.Email != "" && !mailed[number]:
			left.unsent++
		}
	}
	return left, nil
}

// withdrawn reports whether somebody's certificate of the kind that counts for them was taken back.
func withdrawn(all []event.Certificate, a event.Account) bool {
	return slices.ContainsFunc(all, func(c event.Certificate) bool {
		return c.State == event.Withdrawn && c.Registration == a.Entry.ID && len(a.Kinds) > 0 && c.KindID() == a.Kinds[0].Kind
	})
}

// mailedAbout are the certificates that some message is about, sent or not.
func mailedAbout(messages []event.Message) map[string]bool {
	mailed := map[string]bool{}
	for _, m := range messages {
		if !m.Sample && m.State != event.MessageCancelled {
			mailed[m.Certificate] = true
		}
	}
	return mailed
}

// validNumbers are the numbers of valid certificates by registration.
func validNumbers(all []event.Certificate) map[string]string {
	valid := map[string]string{}
	for _, c := range all {
		if c.State == event.Issued {
			valid[c.Registration] = c.Number
		}
	}
	return valid
}
