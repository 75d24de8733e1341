package event

// Choice is which choice of the person a session with a title is, from 1; 0: it was not asked for.
func (r Registration) Choice(title string) int {
	wanted := Fold(title)
	for i, p := range r.Preferences {
		if Fold(p) == wanted {
			return i + 1
		}
	}
	return 0
}

// Coming reports whether somebody is reckoned with: those who cancelled or wait for a place at the event
// get none in a workshop.
func (r Registration) Coming() bool { return r.Status == Pending || r.Status == Confirmed }

// EnrolmentsBack is what has to be set so that everybody is enrolled as before again, in all particulars.
func EnrolmentsBack(before, after []Enrolment) []Enrolment {
	type key struct{ session, registration string }
	now := make(map[key]Enrolment, len(after))
	for _, e := range after {
		now[key{e.Session, e.Registration}] = e
	}
	var back []Enrolment
	for _, e := range before {
		k := key{e.Session, e.Registration}
		if then, ok := now[k]; !ok || !sameEnrolment(then, e) {
			back = append(back, e)
		}
		delete(now, k)
	}
	for _, e := range after {
		if _, ok := now[key{e.Session, e.Registration}]; ok {
			back = append(back, Enrolment{Event: e.Event, Session: e.Session, Registration: e.Registration, State: EnrolmentEnded})
		}
	}
	return back
}

func sameEnrolment(a, b Enrolment) bool {
	return a.State == b.State && a.Rank == b.Rank && a.Locked == b.Locked && a.Told.Equal(b.Told) && a.Since.Equal(b.Since)
}
