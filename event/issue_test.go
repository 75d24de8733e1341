package event_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"zlot/event"
)

// meanwhile lets something happen once, before documents are drawn.
type meanwhile struct {
	event.Documents
	once *sync.Once
	do   func()
}

func (m meanwhile) Certificates(ctx context.Context, jobs []event.CertificateJob, sink func(int, []byte) error, p event.Progress) error {
	m.once.Do(m.do)
	return m.Documents.Certificates(ctx, jobs, sink, p)
}

// lateStore lets something happen once, right after the register was read.
type lateStore struct {
	event.Store
	once *sync.Once
	do   func()
}

func (l lateStore) Certificates(ctx context.Context, eventID string) ([]event.Certificate, error) {
	all, err := l.Store.Certificates(ctx, eventID)
	l.once.Do(l.do)
	return all, err
}

// oneEach fails if somebody has two valid certificates or the series has a gap.
func oneEach(t *testing.T, svc *event.Service, ev event.Event, want int) {
	t.Helper()
	all, err := svc.Store.Certificates(t.Context(), ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	valid := map[string]string{}
	for i, c := range all {
		if c.Seq != i+1 {
			t.Errorf("number %d stands at place %d", c.Seq, i+1)
		}
		if other, twice := valid[c.Registration]; twice && c.State == event.Issued {
			t.Fatalf("%s and %s belong to one person", other, c.Number)
		}
		if c.State == event.Issued {
			valid[c.Registration] = c.Number
		}
	}
	if len(valid) != want {
		t.Errorf("%d people have a certificate, want %d", len(valid), want)
	}
}

func TestIssue_TwoAtOnce(t *testing.T) {
	for name, other := range map[string]func(*event.Service, event.Event, func()) *event.Service{
		"while drawing": func(svc *event.Service, _ event.Event, do func()) *event.Service {
			late := *svc
			late.Documents = meanwhile{svc.Documents, new(sync.Once), do}
			return &late
		},
		"while planning": func(svc *event.Service, _ event.Event, do func()) *event.Service {
			late := *svc
			late.Store = lateStore{svc.Store, new(sync.Once), do}
			return &late
		},
	} {
		t.Run(name, func(t *testing.T) {
			svc, ev, _ := rally(t)
			entries := checkInEverybody(t, svc, ev)
			late := other(svc, ev, func() {
				o := event.IssueOptions{Registrations: []string{entries[3].ID, entries[5].ID}}
				if res, err := svc.IssueCertificates(t.Context(), ev.ID, o, event.Silent); err != nil || len(res.Issued) != 2 {
					t.Errorf("in between: %d issued, %v", len(res.Issued), err)
				}
			})
			res, err := late.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent)
			if err != nil || len(res.Issued) != 54 || res.Before != 2 {
				t.Errorf("%d issued, %d before, %v", len(res.Issued), res.Before, err)
			}
			oneEach(t, svc, ev, 56)
		})
	}
}

func TestReplace_BesideOthers(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	first, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID}}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	late := *svc
	late.Documents = meanwhile{svc.Documents, new(sync.Once), func() {
		o := event.IssueOptions{Registrations: []string{entries[2].ID}}
		if _, err := svc.IssueCertificates(t.Context(), ev.ID, o, event.Silent); err != nil {
			t.Error(err)
		}
	}}
	if c, err := late.ReplaceCertificate(t.Context(), first.Issued[0].Number); err != nil || c.Seq != 4 {
		t.Errorf("replaced beside an issue: %+v, %v", c, err)
	}
	late.Documents = meanwhile{svc.Documents, new(sync.Once), func() {
		if _, err := svc.WithdrawCertificate(t.Context(), first.Issued[1].Number, "wrong person"); err != nil {
			t.Error(err)
		}
	}}
	if _, err := late.ReplaceCertificate(t.Context(), first.Issued[1].Number); !errors.Is(err, event.Fail(event.CodeCertificateWithdrawn)) {
		t.Errorf("replaced what was withdrawn meanwhile: %v", err)
	}
	oneEach(t, svc, ev, 2)
}

func TestIssue_WithdrawnOnlyByName(t *testing.T) {
	svc, ev, _ := rally(t)
	checkInEverybody(t, svc, ev)
	first := issueAll(t, svc, ev, event.IssueOptions{}).Issued
	gone := first[4]
	if _, err := svc.WithdrawCertificate(t.Context(), gone.Number, "wrong person"); err != nil {
		t.Fatal(err)
	}
	says := func(all []event.Because) bool {
		return len(all) == 1 && all[0].Code == "withdrawn" && all[0].Args["Number"] == gone.Number && all[0].Args["Reason"] == "wrong person"
	}
	plan := func(registrations ...string) event.CertificatePlan {
		t.Helper()
		m, err := svc.PlanCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: registrations})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := plan()
	if len(m.Planned) != 0 || len(m.Refused) != 1 || m.Refused[0].Registration != gone.Registration || m.Refused[0].Eligible || !says(m.Refused[0].Because) {
		t.Errorf("by default: planned %+v, refused %+v", m.Planned, m.Refused)
	}
	if len(m.NotEligible) != 1 || !says(m.NotEligible[0].Because) {
		t.Errorf("gets none: %+v", m.NotEligible)
	}
	if res := issueAll(t, svc, ev, event.IssueOptions{}); len(res.Issued) != 0 || res.Before != len(first)-1 {
		t.Errorf("%d issued after a withdrawal, %d before", len(res.Issued), res.Before)
	}
	if m := plan(gone.Registration); len(m.Planned) != 1 || !says(m.Planned[0].Remarks) || len(m.Refused) != 0 {
		t.Errorf("by name: planned %+v, refused %+v", m.Planned, m.Refused)
	}
	if res := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{gone.Registration}}); len(res.Issued) != 1 {
		t.Errorf("%d issued by name", len(res.Issued))
	}
	if m := plan(); len(m.Planned)+len(m.Refused) != 0 {
		t.Errorf("with a new one: planned %+v, refused %+v", m.Planned, m.Refused)
	}
	oneEach(t, svc, ev, len(first))
}
