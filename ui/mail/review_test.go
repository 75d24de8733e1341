package mail

import (
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit/kittest"
)

// What is about nobody says so before anything is written, and who is left out is named with the reason.
func TestReview_SaysWhoIsLeftOut(t *testing.T) {
	d := newDesk(t, plain)
	entries, err := d.db.Entries(t.Context(), event.EntryFilter{Event: d.event.ID})
	if err != nil {
		t.Fatal(err)
	}
	none, e := "", entries[0]
	if _, err := d.svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Email: &none}); err != nil {
		t.Fatal(err)
	}
	d.writeTo(event.MessageReminder, nil)
	d.typeInto(d.compose.words.text, "Szanowni Państwo, {title} {name}")
	d.compose.onNext()
	said := kittest.Words(d.review.view)
	if n := len(d.review.plan.Missing); n == 0 || !strings.Contains(said, d.Printer.T("mail.review.tab.missing", i18n.Args{"Count": n})) {
		t.Errorf("%d have no title, the last screen says %q", n, said)
	}
	for _, want := range []string{d.Printer.N("mail.send.count", 55), d.Printer.T("letters.left.no_address")} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if d.press(d.Printer.T("mail.review.back")); d.review != nil || !d.writing {
		t.Error("there is no way back")
	}
}

// A person who was erased between the last screen and the yes gets nothing.
func TestReview_ErasedMeanwhile(t *testing.T) {
	d := newDesk(t, plain)
	d.writeTo(event.MessageReminder, nil)
	d.compose.onNext()
	who := d.review.plan.Messages[0].Registration
	entry, err := d.db.Entry(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	other := "inny@example.org"
	if _, err := d.svc.UpdateEntry(t.Context(), who, entry.Version, event.EntryUpdate{Email: &other}); err != nil {
		t.Fatal(err)
	}
	d.review.onSend()
	if d.server.sent != 55 {
		t.Errorf("%d sent", d.server.sent)
	}
}

// What a person let rest goes on without being asked about again; what came since is asked about.
func TestPage_ResumesWhatWasAgreed(t *testing.T) {
	d := newDesk(t, plain)
	d.enqueue()
	d.server.grey = 56
	d.start(0)
	d.agreed = waiting(d.state.ledger)
	d.onPause()
	if d.state.ledger.PausedCode != event.CodeMailPaused || d.again != nil {
		t.Fatal("mail does not rest")
	}
	d.now = d.now.Add(20 * 60e9)
	d.onResume()
	if d.server.sent != 56 || d.review != nil {
		t.Errorf("%d sent", d.server.sent)
	}
	d.onPause()
	d.writeTo(event.MessageReminder, nil)
	d.compose.onNext()
	if said := kittest.Words(d.review.view); !strings.Contains(said, d.Printer.T("mail.review.resumes")) {
		t.Errorf("it does not say that sending goes on: %q", said)
	}
	d.review.onSend()
	if d.server.sent != 112 || d.state.ledger.PausedCode != "" {
		t.Errorf("%d sent, %q", d.server.sent, d.state.ledger.PausedCode)
	}
}

// Going to a message from elsewhere shows it, also one that another stands in for.
func TestPage_OpenMessage(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	m := d.first(event.MessageUncertain)
	d.writeTo(event.MessageLetter, nil)
	d.Open("message:" + m.ID)
	if got, ok := d.list.Current(); !ok || got.ID != m.ID || d.writing {
		t.Errorf("shown: %+v", got)
	}
	d.Open("nothing")
	d.onBack()
}

// Sending the failed again leads over the last screen, and names the present addresses.
func TestReview_OfTheFailed(t *testing.T) {
	d := newDesk(t, plain)
	d.mixed()
	if _, err := d.svc.StopMail(t.Context(), d.event.ID); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	m := d.first(event.MessageFailed)
	e, err := d.db.Entry(t.Context(), m.Registration)
	if err != nil {
		t.Fatal(err)
	}
	right := "poprawiony@example.org"
	if _, err := d.svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Email: &right}); err != nil {
		t.Fatal(err)
	}
	d.Changed(nil)
	d.onRetryOne(m)
	if d.review == nil || d.server.sent != 0 || len(d.review.messages()) != 1 || d.review.messages()[0].To != right {
		t.Fatalf("no last screen, or %d sent before it", d.server.sent)
	}
	d.review.onSend()
	if d.server.sent != 1 || d.review != nil {
		t.Errorf("%d sent", d.server.sent)
	}
}
