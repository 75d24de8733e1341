package event_test

import (
	"errors"
	"slices"
	"testing"

	"zlot/event"
	"zlot/event/passcode"
)

// Nothing new is written about somebody whose data were erased: it would be lost, or told wrongly.
func TestErased_NothingNew(t *testing.T) {
	svc, ev, _ := rally(t)
	entries := mustEntries(t, svc, ev)
	gone, other := entries[0], entries[1]
	if _, err := svc.ErasePerson(t.Context(), gone.Person); err != nil {
		t.Fatal(err)
	}
	blank, err := passcode.New(passcode.Blank)
	if err != nil {
		t.Fatal(err)
	}
	next := event.Event{Kind: event.Rally, Title: "Następny", Start: "2030-09-01", End: "2030-09-02"}
	if next, err = svc.CreateEvent(t.Context(), next, "Rejestracja"); err != nil {
		t.Fatal(err)
	}
	for what, do := range map[string]func() error{
		"a blank badge":   func() error { _, err := svc.GiveBadge(t.Context(), gone.ID, blank); return err },
		"another badge":   func() error { _, err := svc.ReplaceBadge(t.Context(), gone.ID); return err },
		"merged into":     func() error { _, err := svc.Merge(t.Context(), gone.ID, other.ID, nil); return err },
		"merged":          func() error { _, err := svc.Merge(t.Context(), other.ID, gone.ID, nil); return err },
		"a plan to merge": func() error { _, err := svc.MergePlan(t.Context(), other.ID, gone.ID); return err },
		"registered again": func() error {
			_, err := svc.AddRegistration(t.Context(), event.NewRegistration{Event: next.ID, PersonID: gone.Person})
			return err
		},
	} {
		if err := do(); !errors.Is(err, event.Fail(event.CodePersonErased)) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if problems, err := svc.Store.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

// What was known of somebody who became part of another person falls under the rules too.
func TestRetention_OfTheMerged(t *testing.T) {
	h := pastEvent(t)
	h.bring(t, header+"ja@example.org;Olga Zapolska;;OPS Śrem\nty@example.org;Olga Zapolska;600 100 200;MOPS Poznań\n")
	var one, other event.Entry
	for _, e := range h.entries(t) {
		switch {
		case e.Who.Name.Family != "Zapolska":
		case e.Who.Phone == "":
			one = e
		default:
			other = e
		}
	}
	if _, err := h.Merge(t.Context(), one.ID, other.ID, map[string]string{"phone": event.ChooseKeep}); err != nil {
		t.Fatal(err)
	}
	keep(t, h, h.ev.ID, event.RetentionRule{Field: "phone", Months: 1})
	res, err := h.RunRetention(t.Context())
	if err != nil || len(res.Plan.Due) != 1 || !slices.Contains(res.Plan.Due[0].Registrations, one.ID) {
		t.Fatalf("%+v: %v", res.Plan, err)
	}
	if again, err := h.RunRetention(t.Context()); err != nil || again.Plan.People != 0 {
		t.Errorf("a second time: %+v: %v", again.Plan, err)
	}
}
