package event_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"zlot/event"
)

func TestRetentionRule_Due(t *testing.T) {
	for _, c := range []struct {
		end    event.Date
		months int
		want   event.Date
	}{
		{"2012-09-07", 3, "2012-12-07"}, {"2012-11-30", 3, "2013-02-28"}, {"2011-11-30", 3, "2012-02-29"},
		{"2012-01-31", 1, "2012-02-29"}, {"2012-09-07", 0, "2012-09-07"}, {"2012-09-07", 60, "2017-09-07"}, {"", 3, ""},
	} {
		if got := (event.RetentionRule{Field: "diet", Months: c.months}).Due(event.Event{End: c.end}); got != c.want {
			t.Errorf("%d months after %s: %s, want %s", c.months, c.end, got, c.want)
		}
	}
}

func TestRetentionRule_Validate(t *testing.T) {
	for field, ok := range map[string]bool{"diet": true, "answers": true, "answers.Uczulenie": true, "person": true, "answers.": false, "badge": false, "": false} {
		if err := (event.RetentionRule{Field: field}).Validate(); (err == nil) != ok {
			t.Errorf("%q: %v", field, err)
		}
	}
	if err := (event.RetentionRule{Field: "diet", Months: -1}).Validate(); err == nil {
		t.Error("minus one month")
	}
	for _, r := range event.DefaultRetention() {
		if err := r.Validate(); err != nil {
			t.Errorf("%v: %v", r, err)
		}
	}
}

// keep sets rules that were due long ago, or will be.
func keep(t *testing.T, h house, id string, rules ...event.RetentionRule) {
	t.Helper()
	if _, err := h.SetRetention(t.Context(), id, rules); err != nil {
		t.Fatal(err)
	}
}

const retentionList = "Imię i nazwisko,E-mail,Telefon,Dieta,Uczulenie\n" +
	"Żaneta Ćwik,zaneta@example.org,600 111 222,wegetariańska,orzechy\nJan Lis,jan@example.org,600 333 444,,pyłki\n"

// pastEvent makes an event two years before the clock, with the list in it.
func pastEvent(t *testing.T) house {
	h := newHouse(t)
	h.ev = h.newEvent(t, "Zlot 2010", "2010-09-06", "2010-09-07")
	h.bring(t, retentionList)
	return h
}

func TestService_RunRetention_Fields(t *testing.T) {
	h := pastEvent(t)
	keep(t, h, h.ev.ID, event.RetentionRule{Field: "diet", Months: 3}, event.RetentionRule{Field: "answers.Uczulenie", Months: 12},
		event.RetentionRule{Field: "phone", Months: 12}, event.RetentionRule{Field: "note", Months: 600})
	plan, err := h.RetentionPlan(t.Context(), h.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	type due struct {
		field string
		since event.Date
		n     int
	}
	var got []due
	for _, d := range plan.Due {
		got = append(got, due{d.Field, d.Since, len(d.Registrations)})
	}
	if want := []due{{"diet", "2010-12-07", 1}, {"answers.Uczulenie", "2011-09-07", 2}, {"phone", "2011-09-07", 2}}; !reflect.DeepEqual(got, want) || plan.People != 2 {
		t.Errorf("due %v of %d people, want %v", got, plan.People, want)
	}
	if e := h.entry(t, "Ćwik"); e.Diet == "" {
		t.Fatal("the plan emptied something")
	}
	res, err := h.RunRetention(t.Context())
	if err != nil || res.Plan.People != 2 || res.Erased != 0 {
		t.Fatalf("%+v %v", res, err)
	}
	e := h.entry(t, "Ćwik")
	if e.Diet != "" || e.Answers["Uczulenie"] != "" || e.Who.Phone != "" || e.Who.Email == "" || e.Badge == "" {
		t.Errorf("left: %+v", e)
	}
	if again, err := h.RetentionPlan(t.Context(), h.Clock.Now()); err != nil || len(again.Due) != 0 || again.People != 0 {
		t.Errorf("a second time: %+v %v", again, err)
	}
	if problems, err := h.Store.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

// Another event, later or without rules, keeps what is the person's; what is of the registration goes.
func TestService_RunRetention_KeptElsewhere(t *testing.T) {
	h := pastEvent(t)
	keep(t, h, h.ev.ID, event.RetentionRule{Field: "phone", Months: 12}, event.RetentionRule{Field: event.AllFields, Months: 12})
	past := h.entry(t, "Ćwik")
	later := h.newEvent(t, "Zlot 2012", "2012-09-06", "2012-09-07")
	if _, err := h.AddRegistration(t.Context(), event.NewRegistration{Event: later.ID, PersonID: past.Person, Person: past.Who}); err != nil {
		t.Fatal(err)
	}
	res, err := h.RunRetention(t.Context())
	if err != nil || res.Erased != 1 {
		t.Fatalf("%+v %v", res, err)
	}
	e := h.entry(t, "Ćwik")
	if e.Who.Phone == "" || e.Who.Erased {
		t.Errorf("the later event lost %+v", e.Who)
	}
	if e.Diet != "" || len(e.Answers) != 0 || e.Badge != "" {
		t.Errorf("the past event keeps %+v", e.Registration)
	}
	// When the later one lets go as well, nothing is left.
	keep(t, h, later.ID, event.RetentionRule{Field: event.AllFields, Months: 0})
	h.Clock = event.ClockFunc(func() time.Time { return importTime.AddDate(1, 0, 0) })
	if res, err = h.RunRetention(t.Context()); err != nil || res.Erased != 1 {
		t.Fatalf("%+v %v", res, err)
	}
	for _, e := range h.entries(t) {
		if !e.Who.Erased {
			t.Errorf("still there: %+v", e.Who)
		}
	}
	if problems, err := h.Store.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

// Whoever may have a certificate and has none is left alone, and named.
func TestService_RunRetention_WaitsForCertificates(t *testing.T) {
	svc, ev, c := rally(t)
	entries := admitAll(t, svc, ev)
	if _, err := svc.SetRetention(t.Context(), ev.ID, []event.RetentionRule{{Field: "diet", Months: 1}, {Field: event.AllFields, Months: 1}}); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.AddDate(0, 3, 0)
	if _, err := svc.IssueCertificates(t.Context(), ev.ID, event.IssueOptions{Registrations: []string{entries[0].ID}}, event.Silent); err != nil {
		t.Fatal(err)
	}
	res, err := svc.RunRetention(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if res.Erased != 1 || len(res.Plan.Held) != 1 || len(res.Plan.Held[0].Registrations) != len(entries)-1 || counts(res.Kept)[event.KeptWaiting] != len(entries)-1 {
		t.Errorf("%d erased, held %+v", res.Erased, res.Plan.Held)
	}
	if !entryOf(t, svc, entries[0].ID).Who.Erased {
		t.Error("who has a certificate is still there")
	}
	if e := entryOf(t, svc, entries[1].ID); e.Who.Erased || e.Diet != "" {
		t.Errorf("who waits: %+v", e)
	}
}

func TestService_SetRetention_Refuses(t *testing.T) {
	h := newHouse(t)
	_, err := h.SetRetention(t.Context(), h.ev.ID, []event.RetentionRule{{Field: "shoes", Months: 3}})
	if !errors.Is(err, event.Fail(event.CodeRetentionField)) {
		t.Errorf("got %v", err)
	}
}
