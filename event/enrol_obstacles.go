package event

import "strings"

// obstacles are the sessions because of which people cannot be in another one.
type obstacles struct {
	target    Session
	leads     map[string]Session // by registration: which one they contribute to, maybe the target itself
	mandatory []Session
}

func newObstacles(target Session, sessions []Session) obstacles {
	o := obstacles{target: target, leads: map[string]Session{}}
	for _, s := range sessions {
		if s.ID != target.ID && !s.Overlaps(target) {
			continue
		}
		for _, c := range s.Contributors {
			if _, known := o.leads[c.Person]; c.Person != "" && !known {
				o.leads[c.Person] = s
			}
		}
		if s.ID != target.ID && s.Mandatory && !s.SignUp {
			o.mandatory = append(o.mandatory, s)
		}
	}
	return o
}

// of says why somebody cannot be in the session: they make another one then (or this one), have to be in
// another one, cannot be there, or it is for others; "" is no reason.
func (o obstacles) of(e Entry) (why PassReason, other Session) {
	if s, ok := o.leads[e.ID]; ok {
		return PassLeads, s
	}
	for _, s := range o.mandatory {
		if s.For(e.Group) {
			return PassMandatory, s
		}
	}
	switch {
	case !e.AvailableFor(o.target.Start, o.target.End):
		return PassUnavailable, Session{}
	case !o.target.For(e.Group):
		return PassGroup, Session{}
	}
	return "", Session{}
}

// sessionOrder is the order of sessions that does not depend on how they were read.
func sessionOrder(a, b Session) int {
	if c := a.Start.Compare(b.Start); c != 0 {
		return c
	}
	if c := a.End.Compare(b.End); c != 0 {
		return c
	}
	if c := strings.Compare(a.Title, b.Title); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}
