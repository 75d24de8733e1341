package event_test

import (
	"errors"
	"testing"

	"zlot/event"
)

// twins registers one person twice at an event, by two spellings.
func twins(t testing.TB, svc *event.Service, ev event.Event) (keep, drop event.Entry) {
	t.Helper()
	var err error
	keep, err = svc.AddRegistration(t.Context(), event.NewRegistration{Event: ev.ID,
		Person:       event.Person{Name: event.Name{Given: "Maria", Family: "Dąb"}, Email: "dab@example.org", Phone: "600 100 200"},
		Registration: event.Registration{Diet: "wege", Answers: map[string]string{"koszulka": "M", "uwagi": "brak"}}})
	if err != nil {
		t.Fatal(err)
	}
	drop, err = svc.AddRegistration(t.Context(), event.NewRegistration{Event: ev.ID,
		Person: event.Person{Name: event.Name{Given: "Maria", Family: "Domb"}, Email: "m.dab@example.org", Town: "Żarki"},
		Registration: event.Registration{Answers: map[string]string{"koszulka": "L", "nocleg": "tak"}, Payment: event.Payment{Fee: 35000, Paid: true},
			Consents: []event.Consent{{Wording: "RODO", Given: true}}}})
	if err != nil {
		t.Fatal(err)
	}
	return keep, drop
}

func TestMerge_FieldByField(t *testing.T) {
	svc, ev, _ := rally(t)
	keep, drop := twins(t, svc, ev)
	before := len(mustEntries(t, svc, ev))
	if _, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Code: drop.Badge}); err != nil {
		t.Fatal(err)
	}
	plan, err := svc.MergePlan(t.Context(), keep.ID, drop.ID)
	if err != nil {
		t.Fatal(err)
	}
	suggested := map[string]string{}
	for _, f := range plan.Fields {
		suggested[f.Field] = f.Choice
	}
	for field, want := range map[string]string{"name": "keep", "phone": "keep", "town": "drop", "diet": "keep", "payment": "drop",
		"answers.koszulka": "keep", "answers.nocleg": "drop", "status": "keep"} {
		if suggested[field] != want {
			t.Errorf("%s: suggests %q, want %s", field, suggested[field], want)
		}
	}
	if plan.Moves.Scans != 1 || plan.SamePerson {
		t.Errorf("moves %+v", plan.Moves)
	}
	e, err := svc.Merge(t.Context(), keep.ID, drop.ID, map[string]string{"email": "drop", "answers.koszulka": "drop", "answers.nocleg": "keep"})
	if err != nil {
		t.Fatal(err)
	}
	if e.Who.Email != "m.dab@example.org" || e.Who.Name.Family != "Dąb" || e.Who.Town != "Żarki" || !e.Payment.Paid || len(e.Consents) != 1 ||
		e.Answers["koszulka"] != "L" || e.Answers["nocleg"] != "" || e.Answers["uwagi"] != "brak" {
		t.Errorf("merged: %+v", e)
	}
	if n := len(mustEntries(t, svc, ev)); n != before-1 {
		t.Errorf("%d registrations, want one less than %d", n, before)
	}
	for _, code := range []string{keep.Badge, drop.Badge} {
		res, err := svc.CheckIn(t.Context(), event.ScanRequest{Event: ev.ID, Code: code})
		if err != nil || res.Scan.Outcome != event.AlreadyIn || res.Entry.ID != keep.ID {
			t.Errorf("badge %s: %s %v", code, res.Scan.Outcome, err)
		}
	}
	if problems, err := svc.Store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func mustEntries(t testing.TB, svc *event.Service, ev event.Event) []event.Entry {
	t.Helper()
	all, err := svc.Store.Entries(t.Context(), event.EntryFilter{Event: ev.ID})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestMerge_Refusals(t *testing.T) {
	svc, ev, _ := rally(t)
	keep, drop := twins(t, svc, ev)
	for name, c := range map[string]struct {
		keep, drop string
		choices    map[string]string
		code       string
	}{
		"itself":        {keep.ID, keep.ID, nil, event.CodeMergeSame},
		"nobody":        {keep.ID, "nobody", nil, event.CodeRegistrationNotFound},
		"unknown field": {keep.ID, drop.ID, map[string]string{"colour": "keep"}, event.CodeMergeChoice},
		"unknown side":  {keep.ID, drop.ID, map[string]string{"name": "both"}, event.CodeMergeChoice},
	} {
		if _, err := svc.Merge(t.Context(), c.keep, c.drop, c.choices); !errors.Is(err, event.Fail(c.code)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	checkInEverybody(t, svc, ev)
	if _, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: []string{keep.ID, drop.ID}}, event.Silent); err != nil {
		t.Fatal(err)
	}
	var two *event.Error
	if _, err := svc.Merge(t.Context(), keep.ID, drop.ID, nil); !errors.As(err, &two) || two.Code != event.CodeMergeCertificates || two.Args["Keep"] == two.Args["Drop"] {
		t.Errorf("two certificates: %v", err)
	}
	if n := len(mustEntries(t, svc, ev)); n != 58 {
		t.Errorf("%d registrations after refusals", n)
	}
}

// The two persons met at other events as well: there they become one too.
func TestMerge_OtherEditionsFollow(t *testing.T) {
	svc, ev, _ := hall(t, 10, event.Waiting{})
	keep, drop := twins(t, svc, ev)
	var others []event.Event
	for _, year := range []string{"2024", "2025"} {
		o, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Rally, Title: "Zlot " + year, Start: event.Date(year + "-09-01"), End: event.Date(year + "-09-02")}, "Rejestracja")
		if err != nil {
			t.Fatal(err)
		}
		others = append(others, o)
		if _, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: o.ID, PersonID: drop.Person}); err != nil {
			t.Fatal(err)
		}
	}
	both, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: others[1].ID, PersonID: keep.Person})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := svc.MergePlan(t.Context(), keep.ID, drop.ID)
	if err != nil || len(plan.Along) != 1 || plan.Along[0].Keep.ID != both.ID || len(plan.Follow) != 1 || plan.Follow[0].Event != others[0].ID {
		t.Fatalf("plan %+v %v", plan, err)
	}
	if _, err := svc.Merge(t.Context(), keep.ID, drop.ID, nil); err != nil {
		t.Fatal(err)
	}
	for i, o := range append(others, ev) {
		if all := mustEntries(t, svc, o); len(all) != 1 || all[0].Person != keep.Person || all[0].Who.Name.Family != "Dąb" {
			t.Errorf("event %d: %+v", i, all)
		}
	}
	if found, err := svc.FindPeople(t.Context(), "maria", 5); err != nil || len(found) != 1 || len(found[0].Events) != 3 {
		t.Errorf("found %+v %v", found, err)
	}
	if _, err := svc.Merge(t.Context(), keep.ID, both.ID, nil); !errors.Is(err, event.Fail(event.CodeMergeSame)) {
		t.Errorf("one person's registrations at two events: %v", err)
	}
}

// Two registrations of different events make one person of two.
func TestMerge_AcrossEvents(t *testing.T) {
	svc, ev, c := hall(t, 10, event.Waiting{})
	a := signUp(t, svc, ev, c, "Ala", "")
	other, err := svc.CreateEvent(t.Context(), event.Event{Kind: event.Course, Title: "Kurs", Start: "2026-10-01", End: "2026-10-02"}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	own, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: other.ID, PersonID: a.Person})
	if err != nil {
		t.Fatal(err)
	}
	double, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: other.ID,
		Person: event.Person{Name: event.Name{Given: "Alicja", Family: "Nowak"}, Town: "Żarki"}, Registration: event.Registration{Diet: "wege"}})
	if err != nil {
		t.Fatal(err)
	}
	if plan, err := svc.MergePlan(t.Context(), a.ID, double.ID); err != nil || len(plan.Along) != 1 || plan.Along[0].Keep.ID != own.ID || plan.Moves != (event.MergeMoves{}) {
		t.Fatalf("plan %+v %v", plan, err)
	}
	if _, err := svc.Merge(t.Context(), a.ID, double.ID, map[string]string{"name": "drop"}); err != nil {
		t.Fatal(err)
	}
	if all := mustEntries(t, svc, other); len(all) != 1 || all[0].ID != own.ID || all[0].Diet != "wege" || all[0].Who.Town != "Żarki" || all[0].Who.Name.Given != "Alicja" {
		t.Errorf("at the course: %+v", all)
	}
}

func TestMerge_PlacesAndTheQueue(t *testing.T) {
	svc, ev, c := hall(t, 2, event.Waiting{Mode: event.WaitingOffer, Hours: 24})
	a, b := signUp(t, svc, ev, c, "Ala", ""), signUp(t, svc, ev, c, "Bea", "")
	a2, d := signUp(t, svc, ev, c, "Ala2", ""), signUp(t, svc, ev, c, "Dag", "")
	// The waiting double of somebody confirmed takes no place and frees none.
	if _, err := svc.Merge(t.Context(), a.ID, a2.ID, nil); err != nil {
		t.Fatal(err)
	}
	wantStanding(t, svc, ev, "+Ala +Bea Dag")
	// The confirmed double frees a place.
	ewa := signUp(t, svc, ev, c, "Ewa", "")
	if _, err := svc.Merge(t.Context(), a.ID, b.ID, nil); err != nil {
		t.Fatal(err)
	}
	wantStanding(t, svc, ev, "+Ala ?Dag Ewa")
	// Who takes over the status takes over the offer, and no more places are given away.
	if e, err := svc.Merge(t.Context(), ewa.ID, d.ID, map[string]string{"status": "drop"}); err != nil || e.Status != event.Waitlisted {
		t.Fatal(e.Status, err)
	}
	wantStanding(t, svc, ev, "+Ala ?Ewa")
	if s, err := svc.Seats(t.Context(), ev.ID); err != nil || s.Taken != 2 {
		t.Errorf("seats %+v %v", s, err)
	}
}
