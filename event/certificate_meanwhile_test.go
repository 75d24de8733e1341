package event_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"zlot/event"
)

// Another pattern since the documents were planned must not give anybody two of a kind.
func TestIssue_PatternChangedMeanwhile(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	kinds(t, svc, ev, attending)
	late := *svc
	late.Documents = meanwhile{svc.Documents, new(sync.Once), func() {
		changed := attending
		changed.Pattern = "NOWY/{n}"
		kinds(t, svc, ev, changed)
		issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[3].ID}})
	}}
	if _, err := late.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent); err != nil {
		t.Fatal(err)
	}
	gapless(t, svc, ev)
}

// Who is erased, merged, cancelled, renamed or denied while documents are drawn gets none that says otherwise.
func TestIssue_PeopleChangedMeanwhile(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	kinds(t, svc, ev, attending)
	name, gone := event.Name{Given: "Anna", Family: "Nowa-Nazwiskowa"}, event.Cancelled
	late := *svc
	late.Documents = meanwhile{svc.Documents, new(sync.Once), func() {
		_, erased := svc.ErasePerson(t.Context(), entries[0].Who.ID)
		_, cancelled := svc.UpdateEntry(t.Context(), entries[1].ID, 0, event.EntryUpdate{Status: &gone})
		_, renamed := svc.UpdateEntry(t.Context(), entries[2].ID, 0, event.EntryUpdate{Name: &name})
		denied := svc.Decide(t.Context(), event.Decision{Registration: entries[3].ID, Kind: attending.ID, Verdict: event.Denied, Reason: "pomyłka"})
		_, merged := svc.Merge(t.Context(), entries[5].ID, entries[4].ID, nil)
		if err := errors.Join(erased, cancelled, renamed, denied, merged); err != nil {
			t.Fatal(err)
		}
	}}
	res, err := late.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{}, event.Silent)
	if err != nil {
		t.Fatal(err)
	}
	gapless(t, svc, ev)
	for _, c := range res.Issued {
		switch c.Registration {
		case entries[0].ID, entries[1].ID, entries[3].ID, entries[4].ID:
			t.Errorf("%s for %q", c.Number, c.Data.Name)
		case entries[2].ID:
			if c.Data.Name != name.Formal() {
				t.Errorf("%s names %q", c.Number, c.Data.Name)
			}
		}
	}
}

// Of whom nothing is known any more no certificate can be made anew.
func TestReplace_Erased(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := checkInEverybody(t, svc, ev)
	c := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID}}).Issued[0]
	if _, err := svc.WithdrawCertificate(t.Context(), c.Number, " "); !errors.Is(err, event.Fail(event.CodeRequired)) {
		t.Errorf("withdrawn without a reason: %v", err)
	}
	if _, err := svc.ErasePerson(t.Context(), entries[0].Who.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.ReplaceCertificate(t.Context(), c.Number); !errors.Is(err, event.Fail(event.CodePersonErased)) {
		t.Errorf("replaced: %v", err)
	}
}

func TestDuplicate(t *testing.T) {
	svc, ev, c := rally(t)
	entries := checkInEverybody(t, svc, ev)
	issued := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID}}).Issued
	number := issued[0].Number
	original, err := svc.CertificatePDF(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	// Whatever changes later, a duplicate says what the original said.
	title := "Zupełnie inny tytuł"
	family := "Innazwiska"
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Title: &title}); err != nil {
		t.Fatal(err)
	}
	name := entries[0].Who.Name
	name.Family = family
	if _, err := svc.UpdateEntry(t.Context(), entries[0].ID, 0, event.EntryUpdate{Name: &name}); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.AddDate(1, 0, 0)
	if _, err := svc.DuplicateCertificate(t.Context(), number, "  "); !errors.Is(err, event.Fail(event.CodeRequired)) {
		t.Errorf("without a reason: %v", err)
	}
	for n := 1; n <= 2; n++ {
		made, err := svc.DuplicateCertificate(t.Context(), number, "zalane")
		if err != nil || len(made.Duplicates) != n {
			t.Fatalf("%+v, %v", made.Duplicates, err)
		}
		pdf, err := svc.DuplicatePDF(t.Context(), number, n)
		if err != nil || bytes.Equal(pdf, original) {
			t.Fatalf("the duplicate is the original: %v", err)
		}
		v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, pdf, true, nil)
		if err != nil || !v.Valid || v.Duplicate != n || v.Statement.Title == title || strings.Contains(v.Statement.Name, family) {
			t.Errorf("duplicate %d: %+v, %v", n, v, err)
		}
		changed := bytes.Replace(pdf, []byte("/CreationDate"), []byte("/CreationDatE"), 1)
		if v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, changed, true, nil); err != nil || v.Valid || v.Code != event.CodeVerifyChanged {
			t.Errorf("a changed duplicate: %+v, %v", v, err)
		}
	}
	if again, err := svc.CertificatePDF(t.Context(), number); err != nil || !bytes.Equal(again, original) {
		t.Errorf("the original changed: %v", err)
	}
	if _, err := svc.WithdrawCertificate(t.Context(), number, "pomyłka"); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.DuplicateCertificate(t.Context(), number, "zgubione"); !errors.Is(err, event.Fail(event.CodeCertificateWithdrawn)) {
		t.Errorf("of a withdrawn one: %v", err)
	}
	pdf, err := svc.DuplicatePDF(t.Context(), number, 2)
	if err != nil {
		t.Fatal(err)
	}
	v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, pdf, true, nil)
	if err != nil || v.Valid || v.State != event.Withdrawn || v.Reason != "pomyłka" {
		t.Errorf("%+v, %v", v, err)
	}
	if problems, err := svc.Store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %+v, %v", problems, err)
	}
}

// The newest duplicate is the last one, whatever the clock says.
func TestDuplicate_ClockPutBack(t *testing.T) {
	svc, ev, c := rally(t)
	entries := checkInEverybody(t, svc, ev)
	number := issueAll(t, svc, ev, event.IssueOptions{Registrations: []string{entries[0].ID}}).Issued[0].Number
	now := c.Now()
	for n := 1; n <= 3; n++ {
		svc.Clock = event.ClockFunc(func() time.Time { return now.Add(-time.Duration(n) * time.Minute) })
		made, err := svc.DuplicateCertificate(t.Context(), number, "zgubione")
		if err != nil || len(made.Duplicates) != n {
			t.Fatal(len(made.Duplicates), err)
		}
		pdf, err := svc.DuplicatePDF(t.Context(), number, n)
		if err != nil {
			t.Fatal(err)
		}
		v, err := event.VerifyCertificate(t.Context(), svc.Store, svc.Signer, svc.Documents, pdf, true, nil)
		if err != nil || v.Duplicate != n {
			t.Errorf("duplicate %d of %d, %v", v.Duplicate, n, err)
		}
		stands, err := svc.Store.Certificate(t.Context(), number)
		if err != nil || stands.Duplicates[n-1].Reason != "zgubione" || n > 1 && !stands.Duplicates[n-1].At.After(stands.Duplicates[n-2].At) {
			t.Errorf("%+v, %v", stands.Duplicates, err)
		}
	}
}
