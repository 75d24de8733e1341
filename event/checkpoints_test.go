package event_test

import (
	"errors"
	"testing"
	"time"

	"zlot/event"
)

// Only a session has people enrolled: a desk for the enrolled could answer no scan.
func TestAddCheckpoint_EnrolledWithoutSession(t *testing.T) {
	svc, ev, _ := rally(t)
	_, err := svc.AddCheckpoint(t.Context(), event.Checkpoint{Event: ev.ID, Kind: event.Meal, Title: "Obiad", Policy: event.EnrolledOnly, NotEnrolled: event.Refuse})
	if !errors.Is(err, event.Fail(event.CodeRequired)) {
		t.Errorf("want session required, got %v", err)
	}
}

// A session whose door somebody has made stays when it is missing in a newer file: the door needs it.
func TestAgenda_KeepsWhatHasADoor(t *testing.T) {
	h := newHouse(t)
	const header = "Dzień;Od;Do;Sala;Rodzaj;Tytuł\n"
	h.bringAgenda(t, header+"6.09.2012;9:00;10:00;A;wykład;Otwarcie\n6.09.2012;11:00;12:00;B;warsztat;Dialog\n")
	h.bring(t, "E-mail,Imię i nazwisko\nanna@example.org,Anna Nowak\n")
	door, err := h.AddCheckpoint(t.Context(), event.Checkpoint{Event: h.ev.ID, Kind: event.Door, Title: "Dialog",
		Session: h.sessions(t)["Dialog"].ID, Policy: event.EnrolledOnly})
	if err != nil {
		t.Fatal(err)
	}
	plan := h.bringAgenda(t, header+"6.09.2012;9:00;10:00;A;wykład;Otwarcie\n")
	if len(plan.Missing) != 1 || plan.Missing[0].Stays != event.StaysDoor {
		t.Errorf("missing %+v", plan.Missing)
	}
	at := time.Date(2012, 9, 6, 9, 0, 0, 0, time.UTC)
	res, err := h.CheckIn(t.Context(), event.ScanRequest{Event: h.ev.ID, Checkpoint: door.ID, Code: h.entry(t, "Nowak").Badge, At: at})
	if err != nil || res.Scan.Outcome != event.Admitted || !res.Attention {
		t.Errorf("at the door: %s, %v", res.Scan.Outcome, err)
	}
}
