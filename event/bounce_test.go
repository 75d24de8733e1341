package event_test

import (
	"errors"
	"testing"
	"time"

	"zlot/event"
)

// handed lets the first messages of a mailing end in states, one each.
func handed(t *testing.T, states ...event.MessageState) (*event.Service, event.Event, []event.Message) {
	t.Helper()
	svc, ev, entries := written(t)
	var ids []string
	for i := range states {
		ids = append(ids, entries[i].ID)
	}
	queuePlan(t, svc, plan(t, svc, ev, event.MailingRequest{Kind: event.MessageReminder, Registrations: ids}))
	for _, state := range states {
		sent(t, svc, ev, state)
	}
	return svc, ev, ledger(t, svc, ev).Messages
}

func state(t *testing.T, svc *event.Service, id string) event.Message {
	t.Helper()
	m, err := svc.Store.Message(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestProveSent(t *testing.T) {
	svc, ev, all := handed(t, event.MessageUncertain, event.MessageUncertain, event.MessageAccepted)
	svc.Mailer = &post{sent: map[string]bool{all[0].MessageID: true}}
	res, err := svc.ProveSent(t.Context(), ev.ID)
	if err != nil || len(res.Proven) != 1 || len(res.Open) != 1 || res.Proven[0].ID != all[0].ID {
		t.Fatalf("%+v, %v", res, err)
	}
	if a, b := state(t, svc, all[0].ID), state(t, svc, all[1].ID); a.State != event.MessageAccepted || b.State != event.MessageUncertain {
		t.Errorf("proven %s, open %s", a.State, b.State)
	}
}

func TestReadBounces(t *testing.T) {
	svc, ev, all := handed(t, event.MessageAccepted, event.MessageUncertain, event.MessageAccepted, event.MessageAccepted, event.MessageFailed)
	at := all[0].Date.Add(time.Hour)
	mailbox := &post{}
	svc.Mailer = mailbox
	mailbox.bounces = []event.Bounce{
		{MessageID: all[0].MessageID, Permanent: true, Code: 550, Reply: "5.1.1 no such user", At: at},
		{MessageID: all[1].MessageID, Permanent: true, Code: 552, Reply: "5.2.2 mailbox full", At: at},
		{To: all[2].To, Permanent: true, Code: 550, At: at},                     // a report that does not say of which mail
		{MessageID: all[3].MessageID, Code: 451, Reply: "still trying", At: at}, // not given up yet
		{MessageID: "somebody@elsewhere", Permanent: true, At: at},
		{To: all[3].To, Permanent: true, At: at.AddDate(0, 1, 0)}, // of a month later
	}
	res, err := svc.ReadBounces(t.Context(), ev.ID)
	if err != nil || len(res.Bounced) != 3 || res.Delayed != 1 || res.Foreign != 2 || res.Known != 0 {
		t.Fatalf("%+v, %v", res, err)
	}
	if m := state(t, svc, all[0].ID); m.State != event.MessageBounced || m.Code != 550 || m.Reply != "5.1.1 no such user" {
		t.Errorf("%s %d %q", m.State, m.Code, m.Reply)
	}
	if !mailbox.since.Before(all[0].Date) {
		t.Errorf("looked since %v for what left at %v", mailbox.since, all[0].Date)
	}
	if res, err := svc.ReadBounces(t.Context(), ev.ID); err != nil || len(res.Bounced) != 0 || res.Known != 3 {
		t.Errorf("told twice: %+v, %v", res, err)
	}
	if l := ledger(t, svc, ev); l.Bounced != 3 || l.Accepted != 1 || l.Failed != 1 {
		t.Errorf("%+v", l.Tally)
	}
	again := retry(t, svc, ev)
	if len(again) != 4 || again[0].Text != all[0].Text || again[0].Mailing != all[0].Mailing || again[0].Copy != 2 {
		t.Fatalf("sent again: %+v", again)
	}
	if l := ledger(t, svc, ev); l.Bounced != 0 || l.Failed != 0 || l.Queued != 4 {
		t.Errorf("%+v", l.Tally)
	}
}

// Who gets two certificates is not served by one of them.
func TestSuperseded_Kinds(t *testing.T) {
	about := func(id, number, kind string, state event.MessageState) event.Message {
		return event.Message{ID: id, Registration: "anna", Certificate: number, Of: kind, State: state}
	}
	got := event.Superseded([]event.Message{
		about("old", "Z/1", "", event.MessageFailed),                // of the usual kind, replaced by Z/3
		about("talk", "P/1", "panel", event.MessageFailed),          // failed, and nothing else stands in for it
		about("new", "Z/3", event.UsualKind, event.MessageAccepted), // the other kind
	})
	if !got["old"] || got["talk"] || len(got) != 1 {
		t.Errorf("%v", got)
	}
}

// A person knows better than the ledger.
func TestResolveMessage(t *testing.T) {
	svc, _, all := handed(t, event.MessageUncertain, event.MessageUncertain, event.MessageFailed, event.MessageAccepted, event.MessageAccepted)
	for _, i := range []int{3, 4} {
		if err := svc.Outbox.Settle(t.Context(), all[i].ID, event.MessageBounced, 550, ""); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		of    int
		again bool
		state event.MessageState // of the message itself afterwards
	}{{0, false, event.MessageAccepted}, {1, true, event.MessageFailed}, {2, true, event.MessageFailed}, {3, false, event.MessageAccepted}, {4, true, event.MessageBounced}}
	for _, tt := range tests {
		out, err := svc.ResolveMessage(t.Context(), all[tt.of].ID, tt.again)
		if err != nil || tt.again && (out.Copy != 2 || out.State != event.MessageQueued || out.ID == all[tt.of].ID) {
			t.Errorf("%d: %+v, %v", tt.of, out, err)
		}
		if m := state(t, svc, all[tt.of].ID); m.State != tt.state {
			t.Errorf("%d is %s, want %s", tt.of, m.State, tt.state)
		}
		if tt.again {
			if _, err := svc.ResolveMessage(t.Context(), all[tt.of].ID, true); !errors.Is(err, event.Fail(event.CodeMailState)) {
				t.Errorf("%d goes again twice: %v", tt.of, err)
			}
		}
	}
	if _, err := svc.ResolveMessage(t.Context(), all[2].ID, false); !errors.Is(err, event.Fail(event.CodeMailState)) {
		t.Errorf("a failed message that arrived: %v", err)
	}
}

func TestBounceFromFile(t *testing.T) {
	svc, ev, all := handed(t, event.MessageAccepted)
	report := "From: MAILER-DAEMON@example.org\r\nTo: zlot@example.org\r\nSubject: Undelivered\r\nDate: " + all[0].Date.Format(time.RFC1123Z) + "\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n" +
		"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n" +
		"Final-Recipient: rfc822; " + all[0].To + "\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\r\n\r\n" +
		"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" + all[0].MessageID + ">\r\nTo: " + all[0].To + "\r\n\r\n--b--\r\n"
	res, err := svc.BounceFromFile(t.Context(), ev.ID, []byte(report))
	if err != nil || len(res.Bounced) != 1 {
		t.Fatalf("%+v, %v", res, err)
	}
	if m := state(t, svc, all[0].ID); m.State != event.MessageBounced || m.Code != 552 {
		t.Errorf("%s %d %q", m.State, m.Code, m.Reply)
	}
	if _, err := svc.BounceFromFile(t.Context(), ev.ID, []byte("Subject: Hello\r\n\r\nHello")); err == nil {
		t.Error("a letter is taken for a bounce")
	}
}

func TestPauseResumeStop(t *testing.T) {
	svc, ev, entries := written(t)
	queuePlan(t, svc, plan(t, svc, ev, event.MailingRequest{Kind: event.MessageReminder}))
	if err := svc.PauseMail(t.Context(), ev.ID); err != nil {
		t.Fatal(err)
	}
	// What the sender finds out just then does not end the rest.
	if err := svc.Outbox.Pause(t.Context(), ev.ID, svc.Clock.Now().Add(time.Minute), event.CodeMailBusy, "421"); err != nil {
		t.Fatal(err)
	}
	if l := ledger(t, svc, ev); l.PausedCode != event.CodeMailPaused || l.PausedUntil.Year() < 2200 {
		t.Errorf("%s until %v", l.PausedCode, l.PausedUntil)
	}
	if err := svc.ResumeMail(t.Context(), ev.ID); err != nil {
		t.Fatal(err)
	}
	if l := ledger(t, svc, ev); l.PausedCode != "" || !l.PausedUntil.IsZero() {
		t.Errorf("after going on: %s", l.PausedCode)
	}
	sent(t, svc, ev, event.MessageAccepted)
	n, err := svc.StopMail(t.Context(), ev.ID)
	if l := ledger(t, svc, ev); err != nil || n != len(entries)-1 || l.Queued != 0 || l.Accepted != 1 || l.Remaining != 0 {
		t.Errorf("%d taken back, %+v, %v", n, l.Tally, err)
	}
}

func TestLedgerTable(t *testing.T) {
	svc, ev, all := handed(t, event.MessageAccepted, event.MessageFailed)
	header, rows, err := svc.LedgerTable(t.Context(), ev.ID, event.LedgerWords{State: func(s event.MessageState) string { return "is " + string(s) }})
	if err != nil || len(rows) != 2 || len(header) != len(rows[0]) {
		t.Fatalf("%v, %v, %v", header, rows, err)
	}
	if r := rows[1]; r[4] != all[1].To || r[5] != "is failed" || r[8] != "550" || r[9] != "no such user" || r[7] != "" || rows[0][7] == "" {
		t.Errorf("%q", rows)
	}
	attempts, err := svc.Store.Attempts(t.Context(), all[0].ID)
	if err != nil || len(attempts) != 4 || attempts[3].To != event.MessageAccepted || attempts[3].Code != 550 {
		t.Errorf("%+v, %v", attempts, err)
	}
}

// What the ledger says about certificates is their receipt.
func TestMailReceipts(t *testing.T) {
	svc, ev, certs := posted(t)
	queueFor(t, svc, ev, false, certs[0].Number, certs[1].Number)
	sent(t, svc, ev, event.MessageAccepted)
	receipts := event.MailReceipts(ledger(t, svc, ev).Messages, ev.Zone())
	if r := receipts[certs[0].Number]; len(receipts) != 1 || r.How != event.Mailed || r.Day != "2012-09-06" {
		t.Errorf("%+v", receipts)
	}
}
