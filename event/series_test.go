package event_test

import (
	"errors"
	"testing"

	"zlot/event"
)

func TestSeries_CountsWhoComesAgain(t *testing.T) {
	svc, first, _ := rally(t)
	ctx := t.Context()
	entries := checkInEverybody(t, svc, first)
	if _, err := svc.IssueCertificates(ctx, first.ID, event.IssueOptions{Registrations: []string{entries[0].ID, entries[1].ID}}, event.Silent); err != nil {
		t.Fatal(err)
	}
	people := []event.ClonePart{event.ClonePeople}
	second := sure(svc.CloneEvent(ctx, first.ID, event.CloneOptions{Start: "2013-09-05", Parts: people}))(t).Event
	// Two do not come, two are new.
	again := sure(svc.Store.Entries(ctx, event.EntryFilter{Event: second.ID}))(t)
	if _, err := svc.SetStatus(ctx, []string{again[0].ID, again[1].ID}, event.Cancelled); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Anna", "Jan"} {
		sure(svc.AddRegistration(ctx, event.NewRegistration{Event: second.ID, Person: event.Person{Name: event.Name{Given: name, Family: "Nowa"}}}))(t)
	}
	o := sure(svc.Series(ctx, first.Series))(t)
	if len(o.Editions) != 2 || o.People != 58 || o.Faithful != 54 {
		t.Fatalf("%d editions, %d people, %d of them more than once", len(o.Editions), o.People, o.Faithful)
	}
	for i, want := range []event.Edition{
		{Event: o.Editions[0].Event, Registrations: 56, Present: 56, Certificates: 2},
		{Event: o.Editions[1].Event, Registrations: 56, Returning: 54},
	} {
		got := o.Editions[i]
		if got.Registrations != want.Registrations || got.Present != want.Present || got.Certificates != want.Certificates || got.Returning != want.Returning {
			t.Errorf("edition %d: %+v", i+1, got)
		}
	}
	if o.Editions[0].Event.ID != first.ID {
		t.Error("the oldest edition is not the first")
	}
	if _, err := svc.Series(ctx, "Nikt"); !errors.Is(err, event.Fail(event.CodeSeries)) {
		t.Errorf("an unknown series: %v", err)
	}
}
