package event_test

import (
	"testing"

	"zlot/event"
	"zlot/event/tabular"
)

// importInto imports a list into an event with a waiting list.
func importInto(t testing.TB, svc *event.Service, ev event.Event, csv string, c event.ImportChoices) event.ImportResult {
	t.Helper()
	svc.Tables = tabular.New()
	table, err := svc.Tables.Read(t.Context(), "lista.csv", []byte(csv), event.TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := svc.PlanImport(t.Context(), ev.ID, table, event.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	res, err := svc.ApplyImport(t.Context(), plan, c)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// Whom the file confirms and who was offered a place meanwhile still has to accept it: the place goes to
// nobody else, and two people are not promised one place. The organizer may take the file's word for it.
func TestImport_OfferStays(t *testing.T) {
	const file = "Sygnatura czasowa;Imię i nazwisko;Status\n2026-02-01 10:00;Adam Nowak;potwierdzone\n" +
		"2026-02-01 11:00;Celina Nowak;potwierdzone\n2026-02-01 10:30;Basia Nowak;potwierdzone\n"
	for _, mode := range []event.WaitingMode{event.WaitingOffer, event.WaitingConfirm, event.WaitingManual} {
		svc, ev, _ := hall(t, 1, event.Waiting{Mode: event.WaitingOffer})
		importInto(t, svc, ev, file, event.ImportChoices{})
		wantStanding(t, svc, ev, "+Adam Basia Celina")
		adam, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID, Status: event.Confirmed})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := svc.CancelRegistration(t.Context(), adam[0].ID); err != nil {
			t.Fatal(err)
		}
		wantStanding(t, svc, ev, "?Basia Celina")
		way := event.Waiting{Mode: mode}
		if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Waiting: &way}); err != nil {
			t.Fatal(err)
		}
		if res := importInto(t, svc, ev, file, event.ImportChoices{}); res.Changed != 0 || res.Same != 3 {
			t.Errorf("%q: the same file again: %+v", mode, res)
		}
		wantStanding(t, svc, ev, "?Basia Celina")
		accept := event.ImportChoices{Rows: map[int]event.RowChoice{3: {Fields: map[string]bool{"status": true}}}}
		importInto(t, svc, ev, file, accept)
		wantStanding(t, svc, ev, "+Basia Celina")
	}
}
