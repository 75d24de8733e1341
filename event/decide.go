package event

import "time"

// situation is everything a verdict depends on, read inside the transaction that will store it.
type situation struct {
	event      Event
	checkpoint Checkpoint
	direction  Direction
	at         time.Time

	damaged   bool   // the code cannot be read
	entry     *Entry // nil: nobody has this code
	current   bool   // the badge is the person's present one
	past      []ScanRow
	enrolled  bool
	full      bool // the session has no place left for somebody who is not enrolled
	forceable string
}

// verdict is what decide finds.
type verdict struct {
	outcome   Outcome
	first     *ScanRow // the scan that let the person in before
	attention bool     // let in, but look first
	forced    bool
}

// decide is the rule of the door. The order is that of the questions a person at the desk would ask:
// is it a badge of ours, of this event, still valid; may this person come in at all; here; now; and only
// then: were they in before. Leaving is never refused for rules about coming in.
func decide(s situation) verdict {
	v := judge(s)
	if s.forceable != "" && s.entry != nil && canForce(v.outcome) {
		v.outcome, v.forced, v.attention = Admitted, true, true
	}
	return v
}

func judge(s situation) verdict {
	if v, refused := judgeBadge(s); refused {
		return v
	}
	if s.direction == Out {
		return verdict{outcome: Exited}
	}
	if s.outsideHours() {
		return verdict{outcome: OutsideHours}
	}
	missing := s.checkpoint.Policy == EnrolledOnly && !s.enrolled
	if missing && s.checkpoint.NotEnrolled == Refuse {
		return verdict{outcome: NotEnrolled}
	}
	if s.entry.Payment.Due() {
		return verdict{outcome: Unpaid}
	}
	if first := s.inside(); first != nil {
		return verdict{outcome: AlreadyIn, first: first}
	}
	if s.full && !s.enrolled {
		return verdict{outcome: SessionFull}
	}
	return verdict{outcome: Admitted, attention: (missing && s.checkpoint.NotEnrolled == Warn) || s.entry.Note != ""}
}

// judgeBadge asks whose badge it is and whether that person takes part at all.
func judgeBadge(s situation) (verdict, bool) {
	switch {
	case s.damaged:
		return verdict{outcome: DamagedCode}, true
	case s.entry == nil:
		return verdict{outcome: UnknownCode}, true
	case s.entry.Event != s.event.ID:
		return verdict{outcome: WrongEvent}, true
	case !s.current:
		return verdict{outcome: ReplacedBadge}, true
	}
	switch s.entry.Status {
	case Cancelled:
		return verdict{outcome: CancelledReg}, true
	case Pending:
		return verdict{outcome: PendingStatus}, true
	case Waitlisted:
		return verdict{outcome: OnWaitingList}, true
	}
	return verdict{}, false
}

// canForce lists the refusals that a person at the desk may overrule with a reason: never a code that
// belongs to nobody here.
func canForce(o Outcome) bool {
	switch o {
	case PendingStatus, OnWaitingList, CancelledReg, Unpaid, NotEnrolled, SessionFull, OutsideHours, ReplacedBadge:
		return true
	}
	return false
}

func (s situation) outsideHours() bool {
	c := s.checkpoint
	return (!c.Opens.IsZero() && s.at.Before(c.Opens)) || (!c.Closes.IsZero() && !s.at.Before(c.Closes))
}

// inside returns the scan by which the person is in already, in the sense of the policy: at all, on this
// day of the event's zone, or since last leaving.
func (s situation) inside() *ScanRow {
	zone := s.event.Zone()
	today := DateOf(s.at, zone)
	var first *ScanRow
	for i := range s.past {
		p := &s.past[i]
		if p.Undone || (s.checkpoint.Policy == OnceADay && DateOf(p.At, zone) != today) {
			continue
		}
		if s.checkpoint.Policy == InOut && p.At.After(s.at) {
			continue // typed in afterwards: what came later does not count yet
		}
		switch p.Outcome {
		case Admitted:
			if first == nil {
				first = p
			}
		case Exited:
			if s.checkpoint.Policy == InOut {
				first = nil
			}
		}
	}
	return first
}

// CanForce reports whether a person at the desk may overrule the outcome with a reason.
func (o Outcome) CanForce() bool { return canForce(o) }
