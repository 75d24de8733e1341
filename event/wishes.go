package event

import (
	"context"
	"errors"
)

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

// Enrolling is who reads enrolments.
type Enrolling interface {
	Enrolments(ctx context.Context, f EnrolmentFilter) ([]Enrolment, error)
}

// Rearrange does something about places and returns what puts them back; that is there also where it failed
// after some of it was done.
func Rearrange(ctx context.Context, r Enrolling, f EnrolmentFilter, do func(context.Context) error) ([]Enrolment, error) {
	f.Withdrawn = true // to be taken out by hand is put back as well
	before, err := r.Enrolments(ctx, f)
	if err != nil {
		return nil, err
	}
	failed := do(ctx)
	after, err := r.Enrolments(ctx, f)
	if err != nil {
		return nil, errors.Join(failed, err)
	}
	return EnrolmentsBack(before, after), failed
}

// MayInsist reports whether a person may decide otherwise than a refusal of a place says.
func MayInsist(err error) bool {
	return errors.Is(err, Fail(CodeSessionFull)) || errors.Is(err, Fail(CodeSessionClash))
}
