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

// Who comes at another time is told from when and until when the point is open.
func TestAdvice_Hours(t *testing.T) {
	d := newDesk(t).confirmed()
	for _, c := range []struct {
		opens, closes time.Duration // from now, 8:41; 0: none
		want          string
	}{{4 * time.Hour, 6 * time.Hour, "od 12:41 do 14:41)"}, {-2 * time.Hour, -time.Hour, "od 6:41 do 7:41)"},
		{0, -time.Hour, "(otwarty do 7:41)"}, {time.Hour, 0, "(otwarty od 9:41)"}, {24 * time.Hour, 26 * time.Hour, ", 8:41 do 10:41)"}} {
		point := event.Checkpoint{Kind: event.Meal, Title: "Obiad", Policy: event.Once}
		if c.opens != 0 {
			point.Opens = d.now.Add(c.opens)
		}
		if c.closes != 0 {
			point.Closes = d.now.Add(c.closes)
		}
		d.at(point)
		d.scan(d.entries[0].Badge)
		if advice := strings.ReplaceAll(d.shown().Advice, "\u00a0", " "); !strings.Contains(advice, c.want) {
			t.Errorf("advice %q misses %q", advice, c.want)
		}
	}
}
