package event

import "context"

// StayReason says why a session that is missing in a file stays in the programme, whatever is chosen.
type StayReason string

// The reasons. Without one it is to choose.
const (
	StaysRejected StayReason = "rejected" // rows were rejected: one of them may be its own
	StaysByHand   StayReason = "by_hand"  // no file ever had it
	StaysDoor     StayReason = "door"     // a checkpoint answers for it
)

// MissingSession is a session of the programme that a file does not have.
type MissingSession struct {
	Session Session
	People  []string // registrations that have a place in it or wait for one
	Stays   StayReason

	version int64
}

// Removable are the missing sessions that can leave the programme.
func (p AgendaPlan) Removable() []MissingSession {
	var list []MissingSession
	for _, m := range p.Missing {
		if m.Stays == "" {
			list = append(list, m)
		}
	}
	return list
}

// Removed are the missing sessions that leave the programme, as it was chosen.
func (p AgendaPlan) Removed() []MissingSession {
	if !p.RemoveMissing {
		return nil
	}
	return p.Removable()
}

// Affected is how many people have a place in a session that leaves the programme, or wait for one.
func (p AgendaPlan) Affected() int {
	people := map[string]bool{}
	for _, m := range p.Removed() {
		for _, id := range m.People {
			people[id] = true
		}
	}
	return len(people)
}

// removeAs takes over what was chosen, for those sessions alone that were shown.
func (p *AgendaPlan) removeAs(shown AgendaPlan) {
	gone := map[string]bool{}
	for _, m := range shown.Removed() {
		gone[m.Session.ID] = true
	}
	list := p.Missing[:0]
	for _, m := range p.Missing {
		if gone[m.Session.ID] {
			list = append(list, m)
		}
	}
	p.Missing, p.RemoveMissing = list, true
}

// missing lists the sessions that are not in the file. Those that came from a file and have no door may leave the
// programme, out of which they are taken, as by hand, so that it can be undone. While rows are rejected none may: it
// may be theirs.
func (a *agendaPlanner) missing(ctx context.Context) error {
	var gone []Session
	for i, s := range a.sessions {
		if !a.matched[i] && !s.Dropped {
			gone = append(gone, s)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	doors, people, err := a.busy(ctx)
	if err != nil {
		return err
	}
	for _, s := range gone {
		facts, err := a.r.Facts(ctx, s.ID, 0)
		if err != nil {
			return err
		}
		m := MissingSession{Session: s, People: people[s.ID], version: versionOf(facts)}
		switch {
		case originOf(facts).addedByHand:
			m.Stays = StaysByHand
		case doors[s.ID]:
			m.Stays = StaysDoor
		case len(a.src.rejected) > 0:
			m.Stays = StaysRejected
		}
		a.plan.Missing = append(a.plan.Missing, m)
	}
	return nil
}

// busy names the sessions with a door, which could answer no scan without its session, and the people of sessions.
func (a *agendaPlanner) busy(ctx context.Context) (doors map[string]bool, people map[string][]string, err error) {
	doors, people = map[string]bool{}, map[string][]string{}
	points, err := a.r.Checkpoints(ctx, a.src.event)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range points {
		doors[d.Session] = true
	}
	enrolments, err := a.r.Enrolments(ctx, EnrolmentFilter{Event: a.src.event})
	for _, e := range enrolments {
		if e.State == Enrolled || e.State == OnWaitlist {
			people[e.Session] = append(people[e.Session], e.Registration)
		}
	}
	return doors, people, err
}
