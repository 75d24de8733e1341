package event

import "time"

// situation is everything a verdict depends on, read inside the transaction that will store it.
type situation struct {
	event      Event
	checkpoint Checkpoint
	direction  Direction
	at         time.Time

	damaged   bool      // the code cannot be read
	entry     *Entry    // nil: nobody has this code
	current   bool      // the badge is the person's present one
	past      []ScanRow // in order of time
	live      bool      // it happens now: nothing of the past is yet to come, whatever a clock says that was set back
	session   *Session  // of a door; of a room's checkpoint, what takes place there; nil: nothing
	opens     time.Time // when the next one in the room lets people in
	enrolled  bool      // in session
	full      bool      // session has no place left for somebody who is not enrolled
	present   int       // how many are in the session, where that matters
	forceable string
}

// verdict is what decide finds.
type verdict struct {
	outcome   Outcome
	first     *ScanRow // the scan that let the person in before
	attention bool     // let in, but look first
	notOnList bool     // let in without a place in the session
	neverIn   bool     // leaves without having come in
	forced    bool
}

// decide is the rule of the door. The order is that of the questions a person at the desk would ask:
// is it a badge of ours, of this event, still valid; may this person come in at all; here; now; and only
// then: were they in before. Leaving is never refused for rules about coming in.
func decide(s situation) verdict {
	v := judge(s)
	if s.forceable != "" && s.entry != nil && canForce(v.outcome, s.checkpoint.Kind) {
		v.outcome, v.forced, v.attention = Admitted, true, true
	}
	return v
}

func judge(s situation) verdict {
	if v, refused := judgeBadge(s); refused {
		return v
	}
	if s.direction == Out {
		never := s.checkpoint.Policy == InOut && s.inside() == nil
		return verdict{outcome: Exited, neverIn: never, attention: never}
	}
	if s.outsideHours() {
		return verdict{outcome: OutsideHours}
	}
	missing := s.forEnrolled() && !s.enrolled
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
	warned := missing && s.checkpoint.NotEnrolled == Warn
	return verdict{outcome: Admitted, notOnList: warned, attention: warned || s.entry.Note != ""}
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
// belongs to nobody here, and being in twice only where a second portion is handed out.
func canForce(o Outcome, at CheckpointKind) bool {
	switch o {
	case AlreadyIn:
		return at.HandsOut()
	case PendingStatus, OnWaitingList, CancelledReg, Unpaid, NotEnrolled, SessionFull, OutsideHours, ReplacedBadge:
		return true
	}
	return false
}

// outsideHours reports whether nobody comes in now: hours include their first moment and not their last.
func (s situation) outsideHours() bool {
	c := s.checkpoint
	return (!c.Opens.IsZero() && s.at.Before(c.Opens)) || (!c.Closes.IsZero() && !s.at.Before(c.Closes)) ||
		(c.Policy == OnceASession && s.session == nil)
}

// forEnrolled reports whether the checkpoint asks for a place in its session.
func (s situation) forEnrolled() bool {
	return s.checkpoint.Policy == EnrolledOnly || (s.checkpoint.Policy == OnceASession && s.session.SignUp)
}

// inside returns the scan by which the person is in already, in the sense of the policy: at all, on this
// day of the event's zone, in this session, or since last leaving. What came later than a scan that is typed in
// afterwards does not count.
func (s situation) inside() *ScanRow {
	var first *ScanRow
	for i := range s.past {
		p := &s.past[i]
		if p.Undone || p.At.After(s.at) && !s.knowsBetter() || !s.counts(p) {
			continue
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

// knowsBetter reports whether a past scan that the clock puts into the future counts: it was set back meanwhile. Where
// people come and go, the order of time is all there is.
func (s situation) knowsBetter() bool { return s.live && s.checkpoint.Policy != InOut }

// counts reports whether a scan at the checkpoint was for what is asked now.
func (s situation) counts(p *ScanRow) bool {
	switch s.checkpoint.Policy {
	case OnceADay:
		zone := s.event.Zone()
		return DateOf(p.At, zone) == DateOf(s.at, zone)
	case OnceASession:
		return p.Session == s.session.ID
	}
	return true
}

// scanned is the session that the scan names: at a room's checkpoint, what the person came for or leaves.
func (s situation) scanned() string {
	if s.checkpoint.Policy != OnceASession || s.entry == nil {
		return ""
	}
	if s.direction == Out {
		for i := len(s.past) - 1; i >= 0; i-- {
			if p := s.past[i]; p.Outcome == Admitted && !p.Undone && !p.At.After(s.at) {
				return p.Session
			}
		}
	}
	if s.session == nil {
		return ""
	}
	return s.session.ID
}

// CanForce reports whether a person at the desk may overrule the outcome with a reason, wherever it was found.
func (o Outcome) CanForce() bool { return canForce(o, Desk) }
