package event_test

import (
	"errors"
	"testing"

	"zlot/event"
	"zlot/event/passcode"
)

func TestGiveBadge(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	add := func(family string) event.Entry {
		e, err := h.AddRegistration(ctx, event.NewRegistration{Event: h.ev.ID, Person: event.Person{Name: event.Name{Given: "Ewa", Family: family}}})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	who, other := add("Żak"), add("Lis")
	blank, err := passcode.New(passcode.Blank)
	if err != nil {
		t.Fatal(err)
	}
	free := func(code string) bool {
		yes, err := h.FreeBadge(ctx, code)
		if err != nil {
			t.Fatal(err)
		}
		return yes
	}
	if !free(blank) || free(who.Badge) || free("Żak") {
		t.Error("what is a free blank badge")
	}
	given, err := h.GiveBadge(ctx, who.ID, blank)
	if err != nil || given.Badge != blank || free(blank) {
		t.Fatalf("%v, %v", given.Badge, err)
	}
	if e, current, err := h.Store.EntryByBadge(ctx, blank); err != nil || !current || e.ID != who.ID {
		t.Errorf("the blank badge opens for %v, %v, %v", e.ID, current, err)
	}
	if printed, err := h.Store.PrintedBadges(ctx, h.ev.ID); err != nil || printed[who.ID].IsZero() || !printed[other.ID].IsZero() {
		t.Errorf("printed: %v, %v", printed, err)
	}
	if _, err := h.GiveBadge(ctx, other.ID, blank); !errors.Is(err, event.Fail(event.CodeBadgeTaken)) {
		t.Errorf("a badge for two: %v", err)
	}
	if _, err := h.GiveBadge(ctx, other.ID, who.Badge); !errors.Is(err, event.Fail(event.CodeBadgeNotBlank)) {
		t.Errorf("somebody's badge: %v", err)
	}
}

// A blank badge that was given to the wrong person is taken back: the badge that the person holds opens again.
func TestTakeBadgeBack(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	who, err := h.AddRegistration(ctx, event.NewRegistration{Event: h.ev.ID, Person: event.Person{Name: event.Name{Given: "Ewa", Family: "Żak"}}})
	if err != nil {
		t.Fatal(err)
	}
	blank, err := passcode.New(passcode.Blank)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.GiveBadge(ctx, who.ID, blank); err != nil {
		t.Fatal(err)
	}
	back, err := h.TakeBadgeBack(ctx, who.ID, blank, who.Badge)
	if err != nil || back.Badge != who.Badge {
		t.Fatalf("%v, %v", back.Badge, err)
	}
	for code, want := range map[string]bool{who.Badge: true, blank: false} {
		e, current, err := h.Store.EntryByBadge(ctx, code)
		if err != nil || e.ID != who.ID || e.Badge != who.Badge || current != want {
			t.Errorf("%s belongs to %v, which has %v, current %v, %v", code, e.ID, e.Badge, current, err)
		}
	}
	if _, err := h.TakeBadgeBack(ctx, who.ID, blank, who.Badge); !errors.Is(err, event.Fail(event.CodeBadgeTaken)) {
		t.Errorf("taken back twice: %v", err)
	}
}
