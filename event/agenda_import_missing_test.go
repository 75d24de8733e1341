package event_test

import (
	"context"
	"reflect"
	"testing"

	"zlot/event"
)

const threeSessions = "Dzień,Od,Do,Sala,Tytuł,Osoby\n2012-09-06,9:00,10:00,A,Otwarcie,\n2012-09-06,10:00,11:00,A,Dialog,Ola Lis\n2012-09-06,11:00,11:30,A,Kawa,\n"

// A file that has a part of the programme leaves the rest where it is.
func TestAgenda_PartOfTheProgramme(t *testing.T) {
	h := newHouse(t)
	h.bringAgenda(t, threeSessions)
	plan := h.bringAgenda(t, "Dzień,Od,Do,Tytuł\n2012-09-06,9:00,10:00,Otwarcie\n")
	if len(plan.Removable()) != 2 || len(h.sessions(t)) != 3 || len(h.dropped(t)) != 0 {
		t.Errorf("removable %+v of %+v", plan.Removable(), h.sessions(t))
	}
	plan = h.csvAgenda(t, "Dzień,Od,Do,Tytuł\n2012-09-06,9:00,10:00,Otwarcie\n2012-09-06,,11:00,Dialog\n")
	if plan.RemoveMissing = true; len(plan.Missing) != 2 || plan.Missing[0].Stays != event.StaysRejected || len(plan.Removed()) != 0 {
		t.Errorf("while a row is rejected: %+v", plan.Missing)
	}
}

// What an import did is taken back whole, and done again; neither counts as an edit by hand.
func TestAgenda_TakenBack(t *testing.T) {
	h, ctx := newHouse(t), context.Background()
	h.bringAgenda(t, threeSessions)
	before := h.sessions(t)
	const newer = "Dzień,Od,Do,Sala,Tytuł,Osoby\n2012-09-06,9:30,10:15,B,Otwarcie,Jan Kot\n2012-09-06,12:00,13:00,A,Obiad,\n2012-09-06,11:00,11:30,A,Kawa,\n"
	plan := h.csvAgenda(t, newer)
	plan.RemoveMissing = true
	res, err := h.ApplyAgenda(ctx, plan)
	if err != nil || res.New != 1 || res.Changed != 1 || res.Removed != 1 || len(res.Back) != 3 {
		t.Fatalf("%+v, %v", res, err)
	}
	after := h.sessions(t)
	again := make([]event.SessionEdit, len(res.Back))
	for i, e := range res.Back {
		now, err := h.Store.Session(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		again[i] = event.SessionEdit{ID: e.ID, Update: e.Update.Inverse(now)}
	}
	if _, err := h.UpdateSessions(event.TakingBack(ctx, true), res.Back); err != nil {
		t.Fatal(err)
	}
	if now := h.sessions(t); !reflect.DeepEqual(now, before) {
		t.Errorf("taken back it is %+v, was %+v", now, before)
	}
	if plan := h.csvAgenda(t, newer); len(plan.Kept) != 0 || len(plan.Changed) != 2 || len(plan.Same) != 1 {
		t.Errorf("the same file then: kept %+v, changed %+v", plan.Kept, plan.Changed)
	}
	if _, err := h.UpdateSessions(event.TakingBack(ctx, false), again); err != nil {
		t.Fatal(err)
	}
	if now := h.sessions(t); !reflect.DeepEqual(now, after) {
		t.Errorf("done again it is %+v, was %+v", now, after)
	}
	if plan := h.csvAgenda(t, "Dzień,Od,Do,Sala,Tytuł\n2012-09-06,9:40,10:15,A,Otwarcie\n"); len(plan.Kept) != 0 || len(plan.Changed) != 1 {
		t.Errorf("a file after that: kept %+v, changed %+v", plan.Kept, plan.Changed)
	}
}
