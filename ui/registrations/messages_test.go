package registrations

import (
	"slices"
	"strings"
	"testing"

	"zlot/event"
	"zlot/ui/kit"
	"zlot/ui/kit/kittest"
)

// remind queues a reminder to somebody.
func (s *stage) remind(registration string) event.Message {
	s.t.Helper()
	account := event.MailAccount{Address: "zlot@example.org", Host: "smtp.example.org", Port: 465, TLS: event.TLSImplicit}
	if _, err := s.svc.UpdateEvent(s.t.Context(), s.event.ID, event.EventUpdate{MailAccount: &account}); err != nil {
		s.t.Fatal(err)
	}
	plan, err := s.svc.PlanMailing(s.t.Context(), s.event.ID, event.MailingRequest{Kind: event.MessageReminder, Registrations: []string{registration}})
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := s.svc.QueueMailing(s.t.Context(), plan)
	if err != nil || len(r.Queued) != 1 {
		s.t.Fatal(len(r.Queued), err)
	}
	return r.Queued[0]
}

// The details of a person list the messages and lead to each, and to writing; the history tells of them.
func TestMessages_OfAPerson(t *testing.T) {
	s := newStage(t)
	e := s.entries()[3]
	m := s.remind(e.ID)
	if _, err := s.svc.CancelMessages(t.Context(), []string{m.ID}); err != nil {
		t.Fatal(err)
	}
	s.page.Open(e.ID)
	d := s.page.detail
	d.tabs.Choose(tabPapers)
	said := kittest.Words(d.body)
	if !strings.Contains(said, s.page.Printer.T("message.state.cancelled")) || !strings.Contains(said, "Już niedługo") {
		t.Errorf("the documents say %q", said)
	}
	for label, want := range map[string]string{"": "mail message:" + m.ID, s.page.Printer.T("registrations.papers.messages.write"): "mail letter:" + e.ID} {
		b, ok := kittest.Find(d.body, func(b *kit.Button) bool { return b.Text() == label })
		if !ok {
			t.Fatalf("no button %q", label)
		}
		if b.Press(); !slices.Contains(s.went, want) {
			t.Errorf("it leads to %v, want %s", s.went, want)
		}
	}
	d.tabs.Choose(tabHistory)
	said = kittest.Words(d.body)
	for _, want := range []string{"W kolejce", s.page.Printer.T("message.state.cancelled")} {
		if !strings.Contains(said, want) {
			t.Errorf("the history does not say %q: %q", want, said)
		}
	}
}

// The selected people are handed over to the page that writes.
func TestBar_WritesToTheSelected(t *testing.T) {
	s := newStage(t)
	s.page.list.SelectAll()
	s.page.bar.onWrite()
	want := "mail letter:" + strings.Join(s.page.bar.ids(), ",")
	if len(s.went) != 1 || s.went[0] != want || len(s.page.bar.ids()) != 56 {
		t.Errorf("it leads to %v", s.went)
	}
}
