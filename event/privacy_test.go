package event_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

// admitAll lets everybody in and issues certificates.
func admitAll(t *testing.T, svc *event.Service, ev event.Event) []event.Entry {
	t.Helper()
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Registration: e.ID, Desk: "recepcja", Force: "zapłaci " + e.Who.Name.Given}); err != nil {
			t.Fatal(err)
		}
	}
	return entries
}

func entryOf(t *testing.T, svc *event.Service, id string) event.Entry {
	t.Helper()
	e, err := svc.Store.Entry(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func counts(items []event.KeptItem) map[event.Kept]int {
	all := map[event.Kept]int{}
	for _, k := range items {
		all[k.What] += k.Count
	}
	return all
}

func TestService_SetConsent(t *testing.T) {
	svc, ev, c := rally(t)
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	id, wording := entries[0].ID, "Zgadzam się na publikację zdjęć"
	var want []event.Consent
	for i, given := range []bool{false, true, true, false} {
		c.now = c.now.Add(time.Hour)
		e, err := svc.SetConsent(t.Context(), id, "  "+wording+" ", given)
		if err != nil {
			t.Fatal(err)
		}
		if i != 2 { // the same again
			want = append(want, event.Consent{Wording: wording, Given: given, At: c.now, Withdrawn: i == 3})
		}
		if got := e.Consents[len(e.Consents)-1]; got != want[len(want)-1] {
			t.Errorf("step %d: %+v, want %+v", i, got, want[len(want)-1])
		}
	}
	facts, err := svc.Store.Facts(t.Context(), id, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range facts {
		var change event.Change
		var now []event.Consent
		if err := errors.Join(json.Unmarshal(f.Body, &change), json.Unmarshal(change.New, &now)); err != nil {
			t.Fatal(err)
		}
		if got := now[len(now)-1]; got != want[i] || change.Field != "consents" {
			t.Errorf("the history says %+v, want %+v", got, want[i])
		}
	}
	if _, err := svc.SetConsent(t.Context(), id, " ", true); !errors.Is(err, event.Fail(event.CodeRequired)) {
		t.Errorf("a consent to nothing: %v", err)
	}
}

func TestService_ErasePerson(t *testing.T) {
	svc, ev, c := rally(t)
	entries := admitAll(t, svc, ev)
	e := entries[5]
	c.now = c.now.AddDate(0, 0, 5) // the rally is over
	if _, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: []string{e.ID}}, event.Silent); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{MailAccount: &event.MailAccount{Address: "zlot@example.org"}}); err != nil {
		t.Fatal(err)
	}
	if q, err := svc.QueueCertificates(t.Context(), ev.ID, nil, false); err != nil || len(q.Queued) != 1 {
		t.Fatal(q, err)
	}
	plan, err := svc.ErasePlan(t.Context(), e.Person)
	if err != nil {
		t.Fatal(err)
	}
	if entryOf(t, svc, e.ID).Who.Erased {
		t.Fatal("a plan erased somebody")
	}
	res, err := svc.ErasePerson(t.Context(), e.Person)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Persons) != 1 || len(res.Gone) != len(plan.Gone) || len(counts(res.Kept)) != len(counts(plan.Kept)) {
		t.Errorf("planned %+v\ndone %+v", plan, res)
	}
	got := counts(res.Kept)
	if got[event.KeptCertificates] != 1 || got[event.KeptScans] != 1 || got[event.KeptRegistrations] != 1 {
		t.Errorf("kept %v", got)
	}
	after := entryOf(t, svc, e.ID)
	if !after.Who.Erased || after.Who.Name.Full() != "" || after.Status != event.Confirmed || after.Number != e.Number {
		t.Errorf("left: %+v", after)
	}
	messages, err := svc.Store.Messages(t.Context(), ev.ID)
	if err != nil || len(messages) != 1 || messages[0].State != event.MessageCancelled || messages[0].To != "" {
		t.Errorf("messages %+v %v", messages, err)
	}
	register, err := svc.Store.Certificates(t.Context(), ev.ID)
	if err != nil || register[0].Data.Name != e.Who.Name.Formal() {
		t.Errorf("the register lost the name: %+v %v", register, err)
	}
	if pdf, err := svc.CertificatePDF(t.Context(), register[0].Number); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Errorf("the document is gone: %v", err)
	}
	phone, group := "600 111 222", "I"
	if _, err := svc.UpdateEntry(t.Context(), e.ID, 0, event.EntryUpdate{Phone: &phone}); !errors.Is(err, event.Fail(event.CodePersonErased)) {
		t.Errorf("a telephone for nobody: %v", err)
	}
	if _, err := svc.UpdateEntry(t.Context(), e.ID, 0, event.EntryUpdate{Group: &group}); err != nil {
		t.Errorf("the group of an erased person: %v", err)
	}
	again, err := svc.ErasePerson(t.Context(), e.Person)
	if err != nil || len(again.Persons) != 0 || len(again.Gone) != 0 {
		t.Errorf("erased twice: %+v %v", again, err)
	}
	if problems, err := svc.Store.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

// Somebody erased before the event does not come: the place is free for the next.
func TestService_ErasePerson_BeforeTheEvent(t *testing.T) {
	svc, ev, c := rally(t)
	c.now = c.now.AddDate(0, 0, -10)
	entries, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	places := len(entries) - 1
	limit := &places
	if _, err := svc.SetStatus(t.Context(), []string{entries[9].ID}, event.Waitlisted); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.UpdateEvent(t.Context(), ev.ID, event.EventUpdate{Capacity: &limit, Waiting: &event.Waiting{Mode: event.WaitingConfirm}}); err != nil {
		t.Fatal(err)
	}
	res, err := svc.ErasePerson(t.Context(), entries[0].Person)
	if err != nil || !slices.ContainsFunc(res.Gone, func(g event.GoneItem) bool { return g.What == event.GonePlaces }) {
		t.Fatalf("%+v %v", res, err)
	}
	if got := entryOf(t, svc, entries[0].ID).Status; got != event.Cancelled {
		t.Errorf("the erased one is %s", got)
	}
	if got := entryOf(t, svc, entries[9].ID).Status; got != event.Confirmed {
		t.Errorf("the first of the queue is %s", got)
	}
	badges, err := svc.Badges(t.Context(), ev.ID, &bytes.Buffer{}, event.BadgeOptions{}, event.Silent)
	if err != nil || badges.Badges != len(entries)-1 {
		t.Errorf("%d badges, %v", badges.Badges, err)
	}
}

// Who comes again after an erasure is somebody new.
func TestImport_AfterErasure(t *testing.T) {
	h := newHouse(t)
	list := "Imię i nazwisko,E-mail,Telefon\nŻaneta Ćwik,zaneta@example.org,600 111 222\nJan Lis,jan@example.org,\n"
	h.bring(t, list)
	old := h.entry(t, "Ćwik")
	if _, err := h.ErasePerson(t.Context(), old.Person); err != nil {
		t.Fatal(err)
	}
	plan := h.bring(t, list)
	if len(plan.New) != 1 || len(plan.Same) != 1 || len(plan.Vanished) != 0 {
		t.Errorf("%d new, %d same, %d vanished", len(plan.New), len(plan.Same), len(plan.Vanished))
	}
	fresh := h.entry(t, "Ćwik")
	if fresh.Person == old.Person || fresh.Who.Phone != "600 111 222" {
		t.Errorf("the newcomer is %+v", fresh)
	}
}

func TestService_PersonRecord(t *testing.T) {
	svc, ev, c := rally(t)
	entries := admitAll(t, svc, ev)
	e := entries[3]
	phone, diet := "601 222 333", "wegańska <b>&"
	if _, err := svc.UpdateEntry(t.Context(), e.ID, e.Version, event.EntryUpdate{Phone: &phone, Diet: &diet}); err != nil {
		t.Fatal(err)
	}
	if _, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: ev.ID, WhenFull: event.AddWhenFull,
		Person: event.Person{Name: event.Name{Given: "Ola", Family: "Współlokatorka"}, Email: e.Who.Email}}); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.AddDate(0, 0, 5)
	if _, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: []string{e.ID}}, event.Silent); err != nil {
		t.Fatal(err)
	}
	for format, wants := range map[string][]string{
		"html": {"<!DOCTYPE html>", "wegańska &lt;b&gt;&amp;", "Współlokatorka", "601 222 333", "WITAMY", "2 osoby"},
		"txt":  {e.Who.Name.Full(), "wegańska <b>&", "Współlokatorka", ev.Title, "WITAMY", "/0001", e.Who.Phone},
		"json": {`"people"`, `"wegańska <b>&"`, `"history"`, `"person.changed"`},
	} {
		var out bytes.Buffer
		n, err := svc.WritePersonRecord(t.Context(), &out, strings.ToUpper(e.Who.Email), format, "pl")
		if err != nil || n != 2 {
			t.Fatalf("%s: %d people, %v", format, n, err)
		}
		for _, want := range wants {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s does not say %q", format, want)
			}
		}
	}
	if n, err := svc.WritePersonRecord(t.Context(), &bytes.Buffer{}, e.Person, "html", "en"); err != nil || n != 1 {
		t.Errorf("by id: %d %v", n, err)
	}
	if _, err := svc.WritePersonRecord(t.Context(), &bytes.Buffer{}, "nikt@example.org", "html", "pl"); !errors.Is(err, event.Fail(event.CodePersonNotFound)) {
		t.Errorf("nobody: %v", err)
	}
}
