package event_test

import (
	"errors"
	"testing"

	"zlot/event"
)

// posted is the rally with certificates for three people, and an account to send them from.
func posted(t *testing.T) (*event.Service, event.Event, []event.Certificate) {
	t.Helper()
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	o := event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID, entries[2].ID}}
	res, err := svc.IssueCertificates(t.Context(), ev.ID, o, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	acc := event.MailAccount{Address: "zlot@example.org", Host: "localhost", Port: 2525, TLS: event.TLSNone, Auth: "none"}
	if ev, err = svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{MailAccount: &acc}); err != nil {
		t.Fatal(err)
	}
	return svc, ev, res.Issued
}

func queueFor(t *testing.T, svc *event.Service, ev event.Event, toSelf bool, numbers ...string) []event.Message {
	t.Helper()
	res, err := svc.QueueCertificates(t.Context(), ev.ID, numbers, toSelf)
	if err != nil {
		t.Fatal(err)
	}
	return res.Queued
}

// sent brings the one message that is due to its end.
func sent(t *testing.T, svc *event.Service, ev event.Event, state event.MessageState) {
	t.Helper()
	m, ok, err := svc.Outbox.Claim(t.Context(), ev.ID, svc.Clock.Now())
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	if err := svc.Outbox.Dot(t.Context(), m.ID); err != nil {
		t.Fatal(err)
	}
	if err := svc.Outbox.Settle(t.Context(), m.ID, state, 550, "no such user"); err != nil {
		t.Fatal(err)
	}
}

func cancel(t *testing.T, svc *event.Service, messages []event.Message) {
	t.Helper()
	for _, m := range messages {
		if res, err := svc.CancelMessages(t.Context(), []string{m.ID}); err != nil || res.Done != 1 {
			t.Fatal(res, err)
		}
	}
}

func retry(t *testing.T, svc *event.Service, ev event.Event) []event.Message {
	t.Helper()
	again, err := svc.RetryFailed(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestQueue_AgainAfterCancelling(t *testing.T) {
	svc, ev, certs := posted(t)
	for _, toSelf := range []bool{false, true} {
		for round := range 3 {
			queued := queueFor(t, svc, ev, toSelf, certs[0].Number)
			if len(queued) != 1 {
				t.Fatalf("round %d, to self %t: %d queued", round, toSelf, len(queued))
			}
			cancel(t, svc, queued)
		}
	}
}

func TestRetry_SampleStaysWithTheOrganizer(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, true, certs[0].Number)
	sent(t, svc, ev, event.MessageFailed)
	again := retry(t, svc, ev)
	if len(again) != 1 || again[0].To != ev.MailAccount.Address {
		t.Fatalf("the sample goes to %+v", again)
	}
	sent(t, svc, ev, event.MessageAccepted)
	// Two samples do not stand for the person's own mail.
	if queued := queueFor(t, svc, ev, false, certs[0].Number); len(queued) != 1 {
		t.Fatalf("%d queued for the person", len(queued))
	}
	sent(t, svc, ev, event.MessageFailed)
	if again := retry(t, svc, ev); len(again) != 1 || again[0].To == ev.MailAccount.Address {
		t.Errorf("the person's mail is tried again as %+v", again)
	}
}

func TestRetry_AfterCancelling(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, false, certs[0].Number)
	sent(t, svc, ev, event.MessageFailed)
	for round := range 2 {
		again := retry(t, svc, ev)
		if len(again) != 1 {
			t.Fatalf("round %d: %d again", round, len(again))
		}
		cancel(t, svc, again)
	}
}

// A new address counts copies anew; the old failure must not come back with every retry.
func TestRetry_NewAddressOnce(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, false, certs[0].Number)
	sent(t, svc, ev, event.MessageFailed)
	address := "nowy@example.org"
	if _, err := svc.UpdateEntry(t.Context(), certs[0].Registration, 0, event.EntryUpdate{Email: &address}); err != nil {
		t.Fatal(err)
	}
	if again := retry(t, svc, ev); len(again) != 1 || again[0].To != address {
		t.Fatalf("again: %+v", again)
	}
	if again := retry(t, svc, ev); len(again) != 0 {
		t.Errorf("twice: %+v", again)
	}
}

func TestWithdrawnIsNotMailed(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, false, certs[0].Number)
	sent(t, svc, ev, event.MessageFailed)
	queueFor(t, svc, ev, false)
	for _, c := range certs[:2] {
		if _, err := svc.WithdrawCertificate(t.Context(), c.Number, "wrong person"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := svc.ReplaceCertificate(t.Context(), certs[2].Number); err != nil {
		t.Fatal(err)
	}
	if again := retry(t, svc, ev); len(again) != 0 {
		t.Errorf("a withdrawn certificate is mailed again: %+v", again)
	}
	if m, ok, err := svc.Outbox.Claim(t.Context(), ev.ID, svc.Clock.Now()); ok || err != nil {
		t.Errorf("%s is still mailed, %v", m.Certificate, err)
	}
}

func ledger(t *testing.T, svc *event.Service, ev event.Event) event.Ledger {
	t.Helper()
	l, err := svc.MailLedger(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLedger_SamplesDoNotCount(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, true, certs[0].Number)
	sent(t, svc, ev, event.MessageAccepted)
	queueFor(t, svc, ev, true, certs[0].Number)
	if l := ledger(t, svc, ev); l.Queued != 1 || l.Accepted != 0 || len(l.Messages) != 2 {
		t.Errorf("%+v", l)
	}
}

// What a later copy stands in for is no failure any more.
func TestLedger_LaterCopies(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, false, certs[0].Number, certs[1].Number, certs[2].Number)
	sent(t, svc, ev, event.MessageFailed)
	sent(t, svc, ev, event.MessageUncertain)
	sent(t, svc, ev, event.MessageFailed)
	if l := ledger(t, svc, ev); l.Failed != 2 || l.Uncertain != 1 {
		t.Fatalf("%d failed, %d uncertain", l.Failed, l.Uncertain)
	}
	first := ledger(t, svc, ev).Messages[0]
	again, err := svc.RetryMessages(t.Context(), ev.ID, []string{first.ID})
	if err != nil || len(again) != 1 || again[0].Registration != first.Registration {
		t.Fatalf("%+v, %v", again, err)
	}
	if l := ledger(t, svc, ev); l.Failed != 1 || l.Queued != 1 || !event.Superseded(l.Messages)[first.ID] {
		t.Errorf("%d failed, %d queued", l.Failed, l.Queued)
	}
	cancel(t, svc, again)
	if l := ledger(t, svc, ev); l.Failed != 2 {
		t.Errorf("%d failed after the copy was taken back", l.Failed)
	}
}

// Whoever cancelled after the certificates were issued is not mailed one, and the organizer is told.
func TestQueueCertificates_Cancelled(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, false, certs[1].Number)
	sent(t, svc, ev, event.MessageFailed)
	gone := event.Cancelled
	for _, c := range certs[:2] {
		if _, err := svc.UpdateEntry(t.Context(), c.Registration, 0, event.EntryUpdate{Status: &gone}); err != nil {
			t.Fatal(err)
		}
	}
	res, err := svc.QueueCertificates(t.Context(), ev.ID, []string{certs[0].Number, certs[2].Number}, false)
	if err != nil || len(res.Queued) != 1 || res.Queued[0].Certificate != certs[2].Number || len(res.NoAddress) != 1 ||
		!errors.Is(res.NoAddress[0].Err, event.Fail(event.CodeMailCancelled)) {
		t.Errorf("%+v, %v", res, err)
	}
	if again := retry(t, svc, ev); len(again) != 0 {
		t.Errorf("sent again: %+v", again)
	}
	p := plan(t, svc, ev, event.MailingRequest{Kind: event.MessageCertificate})
	if len(p.Messages) != 0 || left(p)[event.LeftCancelled] != 2 {
		t.Errorf("%d messages, left out %+v", len(p.Messages), p.Left)
	}
}
