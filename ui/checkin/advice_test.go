package checkin

import (
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// A door that refuses those who are not enrolled says so in red, and where they go.
func TestAdvice_NotEnrolled(t *testing.T) {
	d := newDesk(t).confirmed()
	notEnrolled(d)
	d.wantOutcomes(event.NotEnrolled)
	v := d.shown()
	if v.Tone != kit.ToneRefused || d.sounds[0] != event.ToneRefused {
		t.Errorf("a refusal is shown as %v and sounds like %s", v.Tone, d.sounds[0])
	}
	advice := strings.ReplaceAll(v.Advice, "\u00a0", " ")
	if strings.Contains(advice, "wpuść") || (!strings.Contains(advice, "zapis na:") && !strings.Contains(advice, "organizatora")) {
		t.Errorf("the advice at a door that refuses is %q", advice)
	}
}

// Advice is what the desk can do: let in all the same, or send to the organizers.
func TestAdvice_WhatTheDeskCanDo(t *testing.T) {
	d := newDesk(t).confirmed()
	for i, status := range []event.Status{event.Pending, event.Waitlisted} {
		if _, err := d.svc.SetStatus(t.Context(), []string{d.entries[i].ID}, status); err != nil {
			t.Fatal(err)
		}
		d.scan(d.entries[i].Badge)
		advice := strings.ReplaceAll(d.shown().Advice, "\u00a0", " ")
		if !d.p.view.force.Visible() || !strings.Contains(advice, "F4") || !strings.Contains(advice, "organizatora") {
			t.Errorf("%s: %q", status, advice)
		}
	}
}

// Who was recorded with another badge or on paper was recorded as a person.
func TestAdvice_ThePersonWasRecorded(t *testing.T) {
	d := newDesk(t).confirmed()
	d.scan(d.entries[0].Badge)
	d.later(time.Hour)
	e, err := d.svc.ReplaceBadge(t.Context(), d.entries[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	d.scan(e.Badge)
	d.wantShown(event.AlreadyIn, e.Who.Name.Full())
	if advice := d.shown().Advice; strings.Contains(advice, "identyfikator") || !strings.Contains(advice, "8:41") {
		t.Errorf("of a new badge it says %q", advice)
	}
}
