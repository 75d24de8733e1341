package event_test

import (
	"testing"

	"zlot/event"
)

func moveTo(t *testing.T, svc *event.Service, registration, address string) {
	t.Helper()
	if _, err := svc.UpdateEntry(t.Context(), registration, 0, event.EntryUpdate{Email: &address}); err != nil {
		t.Fatal(err)
	}
}

// What waits goes to the address that was mended meanwhile; what is being sent, or goes right, is left alone.
func TestReaddress(t *testing.T) {
	svc, ev, certs := posted(t)
	queued := queueFor(t, svc, ev, false)
	claimed, ok, err := svc.Outbox.Claim(t.Context(), ev.ID, svc.Clock.Now())
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	var ids []string
	var waits event.Message
	for _, m := range queued {
		ids = append(ids, m.ID)
		if m.ID != claimed.ID {
			waits = m
		}
	}
	moveTo(t, svc, claimed.Registration, "za-pozno@example.org")
	moveTo(t, svc, waits.Registration, "nowy@example.org")
	again, err := svc.Readdress(t.Context(), ev.ID, ids)
	if err != nil || len(again) != 1 || again[0].To != "nowy@example.org" || again[0].Certificate != waits.Certificate {
		t.Fatalf("%+v, %v", again, err)
	}
	l := ledger(t, svc, ev)
	states := map[string]event.MessageState{}
	for _, m := range l.Messages {
		states[m.ID] = m.State
	}
	if states[waits.ID] != event.MessageCancelled || states[again[0].ID] != event.MessageQueued || states[claimed.ID] != event.MessageSending ||
		l.Queued != len(certs) {
		t.Errorf("%v, %d wait", states, l.Queued)
	}
	if more, err := svc.Readdress(t.Context(), ev.ID, append(ids, again[0].ID)); err != nil || len(more) != 0 {
		t.Errorf("again: %+v, %v", more, err)
	}
}

// Where the same thing waits for the present address already, the old message is only taken back.
func TestReaddress_NothingTwice(t *testing.T) {
	svc, ev, certs := posted(t)
	old := queueFor(t, svc, ev, false, certs[0].Number)[0]
	moveTo(t, svc, old.Registration, "nowy@example.org")
	queueFor(t, svc, ev, false, certs[0].Number)
	again, err := svc.Readdress(t.Context(), ev.ID, []string{old.ID})
	if l := ledger(t, svc, ev); err != nil || len(again) != 0 || l.Queued != 1 || l.Messages[0].State != event.MessageCancelled {
		t.Errorf("%+v, %d wait, %v", again, l.Queued, err)
	}
}
