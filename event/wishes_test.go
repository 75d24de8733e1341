package event_test

import (
	"slices"
	"testing"
	"time"

	"zlot/event"
)

func TestRegistration_Choice(t *testing.T) {
	r := event.Registration{Preferences: []string{"Żagle", "dialog  Motywujący"}}
	for title, want := range map[string]int{"zagle": 1, "Dialog motywujący": 2, "Superwizja": 0} {
		if got := r.Choice(title); got != want {
			t.Errorf("%s: choice %d, want %d", title, got, want)
		}
	}
}

func TestEnrolmentsBack(t *testing.T) {
	at := time.Date(2012, 9, 1, 8, 0, 0, 0, time.UTC)
	set := func(who string, state event.EnrolmentState, locked bool) event.Enrolment {
		return event.Enrolment{Event: "e", Session: "s", Registration: who, State: state, Locked: locked, Since: at}
	}
	before := []event.Enrolment{set("same", event.Enrolled, false), set("locked", event.Enrolled, false), set("gone", event.OnWaitlist, false)}
	told := set("same", event.Enrolled, false)
	told.Since = at.In(time.FixedZone("", 3600)) // the same moment
	after := []event.Enrolment{told, set("locked", event.Enrolled, true), set("new", event.Enrolled, true)}
	got := event.EnrolmentsBack(before, after)
	want := []event.Enrolment{before[1], before[2], {Event: "e", Session: "s", Registration: "new", State: event.EnrolmentEnded}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}
