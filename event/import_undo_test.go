package event_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"zlot/event"
)

const firstList = "E-mail;Imię i nazwisko;Telefon;Instytucja;Grupa;Rozmiar koszulki\n" +
	"anna@example.org;Anna Nowak;600100100;OPS Śrem;Grupa 1;M\n" +
	"jan@example.org;Jan Kot;600200200;OPS Śrem;Grupa 1;L\n"

const secondList = "E-mail;Imię i nazwisko;Telefon;Instytucja;Grupa;Rozmiar koszulki;Buty\n" +
	"anna@example.org;Anna Nowak;600100109;MOPS Poznań;Grupa 2;S;38\n" +
	"jan@example.org;Jan Kot;600200200;OPS Śrem;Grupa 1;L;\n" +
	"iza@example.org;Iza Lis;600300300;GOPS Kórnik;Grupa 2;M;39\n"

func (h house) undo(t testing.TB) event.UndoneImport {
	t.Helper()
	last, ok, err := h.LastImport(context.Background(), h.ev.ID)
	if err != nil || !ok {
		t.Fatalf("no import to undo: %v", err)
	}
	undone, err := h.UndoImport(context.Background(), last.ID)
	if err != nil {
		t.Fatal(err)
	}
	h.sound(t)
	return undone
}

// sound asserts that the views are what the log makes of them.
func (h house) sound(t testing.TB) {
	t.Helper()
	problems, err := h.Store.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("after it: %v %v", problems, err)
	}
}

func (h house) change(t testing.TB, family string, u event.EntryUpdate) {
	t.Helper()
	e := h.entry(t, family)
	if _, err := h.UpdateEntry(event.WithActor(context.Background(), "Ola"), e.ID, e.Version, u); err != nil {
		t.Fatal(err)
	}
}

// people is the list as a person sees it.
func (h house) people(t testing.TB) []string {
	t.Helper()
	groups, err := h.Store.Groups(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	title := map[string]string{}
	for _, g := range groups {
		title[g.ID] = g.Title
	}
	var list []string
	for _, e := range h.entries(t) {
		list = append(list, fmt.Sprint(e.Number, e.Who.Name, e.Who.Email, e.Who.Phone, e.Who.Institution, e.Status, title[e.Group], e.Answers))
	}
	return list
}

func TestUndoImport(t *testing.T) {
	h := newHouse(t)
	h.bring(t, firstList)
	before := h.people(t)
	h.bring(t, secondList)
	if got := h.people(t); len(got) != 3 || slices.Equal(got[:2], before) {
		t.Fatalf("the second list changed nothing: %v", got)
	}
	undone := h.undo(t)
	if len(undone.Removed) != 1 || undone.Removed[0].Who.Name.Family != "Lis" || undone.Reverted != 4 || len(undone.Kept) != 0 {
		t.Errorf("undone: %+v", undone)
	}
	if got := h.people(t); !slices.Equal(got, before) {
		t.Errorf("after undo\n%v\nbefore\n%v", got, before)
	}
	groups, err := h.Store.Groups(context.Background(), h.ev.ID)
	if err != nil || len(groups) != 1 {
		t.Errorf("groups %v %v", groups, err)
	}
	if known, err := h.Store.PersonsByEmail(context.Background(), "iza@example.org"); err != nil || len(known) != 0 {
		t.Errorf("the person is still there: %v %v", known, err)
	}
	if ids, total, err := h.Store.Search(context.Background(), h.ev.ID, "lis", 10); err != nil || total != 0 {
		t.Errorf("still found: %v %v", ids, err)
	}
	// The same file again is as if it had never been there; the number is given again.
	again := h.bring(t, secondList)
	if len(again.New) != 1 || len(again.Changed) != 1 || len(again.Kept) != 0 {
		t.Errorf("again: new %d, changed %d, kept %+v", len(again.New), len(again.Changed), again.Kept)
	}
	if e := h.entry(t, "Lis"); e.Number != 3 {
		t.Errorf("the number is %d", e.Number)
	}
	h.undo(t)
	h.undo(t)
	if len(h.entries(t)) != 0 {
		t.Errorf("left: %v", h.people(t))
	}
	if _, ok, err := h.LastImport(context.Background(), h.ev.ID); ok || err != nil {
		t.Errorf("there is still something to undo: %v", err)
	}
}

// What somebody changed since the import stays, and is named.
func TestUndoImport_KeepsLaterEdits(t *testing.T) {
	h := newHouse(t)
	h.bring(t, firstList)
	h.bring(t, secondList)
	phone, answers := "601 000 000", map[string]string{"Rozmiar koszulki": "XXL", "Buty": "38"}
	h.change(t, "Nowak", event.EntryUpdate{Phone: &phone, Answers: answers})
	diet := "wegańska"
	h.change(t, "Lis", event.EntryUpdate{Diet: &diet})
	undone := h.undo(t)
	if len(undone.Kept) != 1 || len(undone.Kept[0].Kept) != 2 || len(undone.Edited) != 1 {
		t.Fatalf("kept %+v, edited %d", undone.Kept, len(undone.Edited))
	}
	e := h.entry(t, "Nowak")
	if e.Who.Phone != phone || e.Who.Institution != "OPS Śrem" || e.Answers["Rozmiar koszulki"] != "XXL" {
		t.Errorf("after undo: %+v", e)
	}
	if _, there := e.Answers["Buty"]; there {
		t.Errorf("the import's answer is still there: %v", e.Answers)
	}
}

func TestUndoImport_Held(t *testing.T) {
	for reason, happen := range map[string]func(h house, e event.Entry, b *event.Batch){
		event.HeldByScan: func(h house, e event.Entry, b *event.Batch) {
			b.Add(h.ev.ID, "scan", event.ScanMade{Scan: event.Scan{ID: "scan", Event: h.ev.ID, Registration: e.ID, Code: e.Badge, At: importTime, Stored: importTime, Outcome: event.Admitted}})
		},
		event.HeldByCertificate: func(h house, e event.Entry, b *event.Batch) {
			b.Add(h.ev.ID, "Z/1", event.CertificateIssued{Certificate: event.Certificate{Number: "Z/1", Event: h.ev.ID, Registration: e.ID, Series: "Z", Seq: 1, State: event.Issued}})
		},
		event.HeldByMessage: func(h house, e event.Entry, b *event.Batch) {
			b.Add(h.ev.ID, "m", event.QueuedMessage{Message: event.Message{ID: "m", Event: h.ev.ID, Registration: e.ID, To: "iza@example.org", Copy: 1, State: event.MessageQueued}})
		},
		event.HeldByEnrolment: func(h house, e event.Entry, b *event.Batch) {
			b.Add(h.ev.ID, "s/"+e.ID, event.EnrolmentSet{Enrolment: event.Enrolment{Event: h.ev.ID, Session: "s", Registration: e.ID, State: event.Enrolled}})
		},
		event.HeldByHours: func(h house, e event.Entry, b *event.Batch) {
			b.Add(h.ev.ID, "g", event.HoursGranted{Grant: event.Grant{ID: "g", Event: h.ev.ID, Registration: e.ID, Kind: event.Recognised, Hours: 1}})
			b.Add(h.ev.ID, "g", event.HoursRevoked{Reason: "taken back, and told of all the same"})
		},
		event.HeldByDecision: func(h house, e event.Entry, b *event.Batch) {
			b.Add(h.ev.ID, e.ID+"/k", event.EligibilityDecided{Decision: event.Decision{Event: h.ev.ID, Registration: e.ID, Kind: "k", Verdict: event.Denied}})
		},
		event.HeldByBadge: func(h house, e event.Entry, b *event.Batch) {
			b.Add(h.ev.ID, "p", event.BadgesPrinted{Registrations: []string{e.ID}})
			b.Add(h.ev.ID, e.ID, event.BadgeReplaced{Old: e.Badge, New: "ZP0000000000000"}) // printed all the same
		},
		event.HeldByMerge: func(h house, e event.Entry, b *event.Batch) {
			kept := h.entry(&testing.T{}, "Nowak")
			b.Add(h.ev.ID, e.ID, event.RegistrationMerged{Into: kept.ID})
			b.Add("", e.Person, event.PersonMerged{Into: kept.Person})
		},
	} {
		t.Run(reason, func(t *testing.T) {
			h := newHouse(t)
			h.bring(t, firstList)
			h.bring(t, secondList)
			e := h.entry(t, "Lis")
			_, err := h.Store.Commit(context.Background(), func(event.Reader) (b event.Batch, err error) {
				happen(h, e, &b)
				return b, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			before := h.people(t)
			last, _, err := h.LastImport(context.Background(), h.ev.ID)
			if err != nil {
				t.Fatal(err)
			}
			undone, err := h.UndoImport(context.Background(), last.ID)
			if !errors.Is(err, event.Fail(event.CodeImportHeld)) || len(undone.Held) != 1 || undone.Held[0].Reason != reason {
				t.Errorf("held %+v: %v", undone.Held, err)
			}
			if got := h.people(t); !slices.Equal(got, before) {
				t.Errorf("it changed something: %v", got)
			}
		})
	}
}

func TestUndoImport_Order(t *testing.T) {
	h := newHouse(t)
	h.bring(t, firstList)
	first, _, err := h.LastImport(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	h.bring(t, secondList)
	for id, code := range map[string]string{first.ID: event.CodeImportLater, "nothing": event.CodeImportNone} {
		if _, err := h.UndoImport(context.Background(), id); !errors.Is(err, event.Fail(code)) {
			t.Errorf("undo of %s: %v, want %s", id, err, code)
		}
	}
}

// A person whom the import added and who meanwhile signed up for another event stays there.
func TestUndoImport_PersonElsewhere(t *testing.T) {
	h := newHouse(t)
	h.bring(t, firstList)
	next := h
	next.ev = h.newEvent(t, "Zlot następny", "2013-09-06", "2013-09-07")
	next.bring(t, firstList)
	undone := h.undo(t)
	if len(undone.Removed) != 2 || len(undone.Stayed) != 2 {
		t.Errorf("removed %d, stayed %d", len(undone.Removed), len(undone.Stayed))
	}
	if e := next.entry(t, "Nowak"); e.Who.Email != "anna@example.org" {
		t.Errorf("the other event lost her: %+v", e)
	}
}

func BenchmarkUndoImport10000(b *testing.B) {
	data := manyRows(10_000)
	h := newHouse(b)
	for b.Loop() {
		b.StopTimer()
		h.apply(b, h.plan(b, h.table(b, "duza.csv", data), event.ImportOptions{}))
		last, _, err := h.LastImport(context.Background(), h.ev.ID)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		start := time.Now()
		if _, err := h.UndoImport(context.Background(), last.ID); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "undo-ms")
	}
}
