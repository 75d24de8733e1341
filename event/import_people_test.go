package event_test

import (
	"context"
	"testing"

	"zlot/event"
)

// Who comes from a list without times stands behind those who wait already.
func TestImport_QueuesAtTheEnd(t *testing.T) {
	h := newHouse(t)
	h.set(t, "capacity", 0)
	if _, err := h.AddRegistration(context.Background(), event.NewRegistration{Event: h.ev.ID,
		Person: event.Person{Name: event.Name{Given: "Ewa", Family: "Pierwsza"}}, Registration: event.Registration{Status: event.Waitlisted}}); err != nil {
		t.Fatal(err)
	}
	h.bring(t, "E-mail;Imię i nazwisko\njan@example.org;Jan Drugi\n")
	queue, err := h.Queue(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(queue) != 2 || queue[0].Who.Name.Family != "Pierwsza" {
		t.Errorf("the queue is %v", queue)
	}
}

// Whoever was at another event is shown with what the file would change there too.
func TestImport_ShowsWhatChangesElsewhere(t *testing.T) {
	h := newHouse(t)
	h.bring(t, "E-mail;Imię i nazwisko;Telefon\nanna@example.org;Anna Nowak;600 100 100\n")
	other, err := h.CreateEvent(context.Background(), event.Event{Kind: event.Course, Title: "Kurs", Start: "2013-01-01", End: "2013-01-02"}, "Rejestracja")
	if err != nil {
		t.Fatal(err)
	}
	table := event.Table{Name: "kurs.csv", Header: []string{"E-mail", "Imię i nazwisko", "Telefon"}, Rows: [][]string{{"anna@example.org", "Anna Nowak", "600 200 200"}}}
	plan, err := h.PlanImport(context.Background(), other.ID, table, event.ImportOptions{})
	if err != nil || len(plan.New) != 1 || !plan.New[0].Known {
		t.Fatalf("%+v, %v", plan.New, err)
	}
	if edits := plan.Edits(); len(edits) != 1 || len(edits[0].Changes) != 1 || edits[0].Changes[0].New != "600 200 200" {
		t.Errorf("shown %+v", edits)
	}
}

// Two people of one name without addresses are told apart by their telephones.
func TestImport_NamesakesWithoutAddresses(t *testing.T) {
	const list = "Imię i nazwisko;Instytucja;Telefon\nAnna Nowak;OPS Śrem;600 100 100\nAnna Nowak;OPS Śrem;600 200 200\n"
	h := newHouse(t)
	if plan := h.bring(t, list); len(plan.New) != 2 || len(plan.Repeated) != 0 {
		t.Fatalf("new %d, repeated %d", len(plan.New), len(plan.Repeated))
	}
	h.again(t, list)
	h.again(t, "Imię i nazwisko;Instytucja;Telefon\nAnna Nowak;OPS Śrem;600 200 200\nAnna Nowak;OPS Śrem;600 100 100\n")
}

// Who was carried over to a new edition and then fills in its form has signed up.
func TestImport_WhoWasCarriedOverSignsUp(t *testing.T) {
	svc, old, _ := rally(t)
	ctx := t.Context()
	people := sure(svc.Store.Entries(ctx, event.EntryFilter{Event: old.ID}))(t)
	for _, e := range people[:2] {
		if _, err := svc.SetConsent(ctx, e.ID, "Zgadzam się na kontakt w sprawie kolejnych edycji", true); err != nil {
			t.Fatal(err)
		}
	}
	res, err := svc.CloneEvent(ctx, old.ID, event.CloneOptions{Start: "2013-09-05", Parts: append(event.CloneParts, event.ClonePeople)})
	if err != nil {
		t.Fatal(err)
	}
	form := event.Table{Name: "form.csv", Header: []string{"Sygnatura czasowa", "E-mail", "Imię i nazwisko"},
		Rows: [][]string{{"2013-06-01 10:00:00", people[0].Who.Email, people[0].Who.Name.Full()}}}
	plan, err := svc.PlanImport(ctx, res.Event.ID, form, event.ImportOptions{})
	if err != nil || len(plan.Changed) != 1 || len(plan.Kept) != 0 {
		t.Fatalf("%v, changed %d, kept %+v", err, len(plan.Changed), plan.Kept)
	}
	if _, err := svc.ApplyImport(ctx, plan, event.ImportChoices{}); err != nil {
		t.Fatal(err)
	}
	for _, e := range sure(svc.Store.Entries(ctx, event.EntryFilter{Event: res.Event.ID}))(t) {
		want := event.Pending
		if e.Person == people[0].Person {
			want = event.Confirmed
		}
		if e.Status != want || (want == event.Confirmed) == e.Submitted.IsZero() {
			t.Errorf("%s is %s, signed up %s", e.ID, e.Status, e.Submitted)
		}
	}
	if plan, err = svc.PlanImport(ctx, res.Event.ID, form, event.ImportOptions{}); err != nil || len(plan.Same) != 1 {
		t.Errorf("again: %v, %+v", err, plan.Changed)
	}
}
