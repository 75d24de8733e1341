package mail

import (
	"strings"
	"testing"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

func (d *desk) toast() string { return d.w.Canvas().Content().(*kit.ToastHost).Text() }

// A run by itself that everything was put off in says nothing; the same by hand does.
func TestPage_AutomaticRunIsQuiet(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	d.server.grey = 200
	d.start(0)
	if want := d.Printer.N("mail.sent.later", 56); d.toast() != want {
		t.Errorf("by hand: %q, want %q", d.toast(), want)
	}
	d.w.Canvas().Content().(*kit.ToastHost).Dismiss()
	d.later(15 * time.Minute)
	if d.server.grey != 200-2*56 || d.toast() != "" || d.again == nil {
		t.Errorf("by itself: %q, %d left to put off, again %v", d.toast(), d.server.grey, d.again)
	}
}

// Refused is not the same as come back, and a single return names its person.
func TestPage_RefusedAndReturned(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	if got := d.undelivered(); got != d.Printer.N("mail.failed.notice", 2) {
		t.Errorf("refused only: %q", got)
	}
	m := d.first(event.MessageAccepted)
	if err := d.db.Settle(t.Context(), m.ID, event.MessageBounced, 550, "5.1.1 unknown"); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	if got := d.undelivered(); !strings.Contains(got, "nie wysłano: 2, wróciły: 1") {
		t.Errorf("both: %q", got)
	}
	if got := d.bounces(event.BounceResult{Bounced: []event.Message{m}}); !strings.Contains(got, m.Name) || !strings.Contains(got, m.To) {
		t.Errorf("one return: %q", got)
	}
}

// An address that was mended while the message waits is shown, and the message goes there on request.
func TestPage_Readdress(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	m, right := d.first(event.MessageQueued), "poprawiony@example.org"
	if d.movedNotice() != nil {
		t.Fatal("nobody moved yet")
	}
	if _, err := d.svc.UpdateEntry(t.Context(), m.Registration, 0, event.EntryUpdate{Email: &right}); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	if got := d.toNow(m); d.movedNotice() == nil || !strings.Contains(got, m.To) || !strings.Contains(got, right) {
		t.Fatalf("shown as %q", got)
	}
	d.onRest()
	d.press(d.Printer.T("mail.moved.send"))
	if d.review == nil || d.server.sent != 0 || len(d.review.messages()) != 56 || d.movedNotice() != nil {
		t.Fatalf("no last screen of 56, or %d sent before it", d.server.sent)
	}
	d.review.onSend()
	to := map[string]bool{}
	for _, a := range d.state.ledger.Messages {
		if a.State == event.MessageAccepted && a.Registration == m.Registration {
			to[a.To] = true
		}
	}
	if d.server.sent != 56 || len(to) != 1 || !to[right] {
		t.Errorf("%d sent, to %v", d.server.sent, to)
	}
}
