package home

import (
	"testing"

	"zlot/event"
)

func TestWithdrawn_IsNotMissing(t *testing.T) {
	a := event.Account{Entry: event.Entry{Registration: event.Registration{ID: "r"}}, Kinds: []event.Eligibility{{Kind: event.UsualKind, Eligible: true}}}
	for state, want := range map[event.CertificateState]bool{event.Withdrawn: true, event.Replaced: false} {
		if got := withdrawn([]event.Certificate{{Registration: "r", State: state}}, a); got != want {
			t.Errorf("%s counts as withdrawn: %v", state, got)
		}
	}
	if withdrawn([]event.Certificate{{Registration: "r", Kind: "other", State: event.Withdrawn}}, a) {
		t.Error("one of another kind counts")
	}
}
