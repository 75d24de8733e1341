package event_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zlot/event"
)

const header = "E-mail;Imię i nazwisko;Telefon;Instytucja\n"

func (h house) choose(t testing.TB, csv string, c event.ImportChoices) event.ImportResult {
	t.Helper()
	plan := h.plan(t, h.table(t, "lista.csv", []byte(csv)), event.ImportOptions{})
	res, err := h.ApplyImport(context.Background(), plan, c)
	if err != nil {
		t.Fatal(err)
	}
	h.sound(t)
	return res
}

// again asserts that a file says nothing new.
func (h house) again(t testing.TB, csv string) {
	t.Helper()
	plan := h.plan(t, h.table(t, "lista.csv", []byte(csv)), event.ImportOptions{})
	if len(plan.New)+len(plan.Changed) != 0 {
		t.Errorf("the same file again: new %d, changed %+v", len(plan.New), plan.Changed)
	}
}

func TestImport_Duplicates(t *testing.T) {
	for _, c := range []struct {
		about, first, row string
		want              string // reason, or "" for somebody else
	}{
		{"another address", "a.nowak@example.org;Anna Nowak;;OPS Śrem", "anna.nowak@example.com;Anna Nowak;;OPS Śrem", "email"},
		{"another address, the same telephone", "a@example.org;Anna Nowak;+48 600 100 100;OPS Śrem", "nowa@example.org;Anna Nowak;600100100;MOPS Poznań", "email"},
		{"another address, married", "a@example.org;Anna Nowak;600100100;OPS Śrem", "nk@example.org;Anna Nowak-Kot;600100100;OPS Śrem", "email"},
		{"an address badly typed", "anna.nowak@example.org;Anna Nowak;;OPS Śrem", "anna.nowka@example.org;Anna Nowak;;", "email"},
		{"a typo at the same address", "lis@example.org;Anna Lis;;OPS Śrem", "lis@example.org;Anan Lis;;OPS Śrem", "name"},
		{"a typo at the same institution", "k.w@example.org;Katarzyna Wiśniewska;;OPS Śrem", "kw@example.org;Katarzyna Wisniewka;;OPS Śrem", "name"},
		{"a couple", "lisowie@example.org;Ewa Lis;600100100;OPS Śrem", "lisowie@example.org;Ela Lis;600100100;OPS Śrem", ""},
		{"sisters", "dom@example.org;Maria Nowak;;", "dom@example.org;Marta Nowak;;", ""},
		{"sisters with long names", "dom@example.org;Marlena Nowak;;", "dom@example.org;Marzena Nowak;;", ""},
		{"husband and wife", "dom@example.org;Stanisław Wiśniewski;;", "dom@example.org;Stanisława Wiśniewska;;", ""},
		{"colleagues at one address", "biuro@example.org;Anna Nowak;;OPS Śrem", "biuro@example.org;Jan Kot;;OPS Śrem", ""},
		{"colleagues of one given name", "biuro@example.org;Anna Nowak;;OPS Śrem", "biuro@example.org;Anna Kowalska;;OPS Śrem", ""},
		{"colleagues of nearly one name", "m@example.org;Anna Malinowska;;MOPS Poznań", "k@example.org;Anna Kalinowska;;MOPS Poznań", ""},
		{"a common name elsewhere", "a@example.org;Anna Nowak;;OPS Śrem", "b@example.org;Anna Nowak;;MOPS Poznań", ""},
		{"numbered addresses", "osoba1@example.org;Anna Nowak;;OPS Śrem", "osoba2@example.org;Anna Nowak;;OPS Śrem", ""},
	} {
		for _, together := range []bool{false, true} {
			h := newHouse(t)
			file := header + c.row + "\n"
			if together {
				file = header + c.first + "\n" + c.row + "\n"
			} else {
				h.bring(t, header+c.first+"\n")
			}
			if c.about == "colleagues of one given name" && !together {
				continue // an unchanged address with the given name is a new family name
			}
			plan := h.plan(t, h.table(t, "b.csv", []byte(file)), event.ImportOptions{})
			var got []string
			for _, d := range plan.Duplicates {
				got = append(got, d.Reason)
			}
			known := len(plan.Changed)+len(plan.Repeated) == 1 && c.want == "name" // sure enough to be one
			if strings.Join(got, " ") != c.want && !known {
				t.Errorf("%s (in one file: %t): %v, want %q", c.about, together, got, c.want)
			}
			if c.want == "" && len(h.people(t))+len(plan.New) != 2 {
				t.Errorf("%s (in one file: %t): two people became %d", c.about, together, len(h.people(t))+len(plan.New))
			}
		}
	}
}

// Somebody from an earlier edition with another address.
func TestImport_DuplicateOfAnotherEdition(t *testing.T) {
	h := newHouse(t)
	h.bring(t, header+"anna@example.org;Anna Nowak;600100100;OPS Śrem\n")
	before := h.entry(t, "Nowak")
	h.ev = h.newEvent(t, "Zlot następny", "2013-09-06", "2013-09-07")
	file := header + "nowa@example.com;Anna Nowak;600100100;OPS Śrem\n"
	plan := h.plan(t, h.table(t, "b.csv", []byte(file)), event.ImportOptions{})
	if len(plan.Duplicates) != 1 || plan.Duplicates[0].Reason != event.DuplicateEdition || plan.Duplicates[0].Other.Who.ID != before.Person {
		t.Fatalf("duplicates %+v", plan.Duplicates)
	}
	h.choose(t, file, event.ImportChoices{Rows: map[int]event.RowChoice{1: {SameAs: plan.Duplicates[0].Key}}})
	if e := h.entry(t, "Nowak"); e.Person != before.Person || e.Who.Email != "nowa@example.com" {
		t.Errorf("after it: %+v", e)
	}
	h.again(t, file)
}

func TestImport_SameAs(t *testing.T) {
	file := header + "nowa@example.com;Anna Nowak;600100109;OPS Śrem\n"
	for _, keep := range []map[string]bool{nil, {"email": false, "phone": false}} {
		h := newHouse(t)
		old := header + "anna@example.org;Anna Nowak;600100100;OPS Śrem\n"
		h.bring(t, old)
		before := h.entry(t, "Nowak")
		res := h.choose(t, file, event.ImportChoices{Rows: map[int]event.RowChoice{1: {SameAs: before.ID, Fields: keep}}})
		after := h.entry(t, "Nowak")
		if len(res.Missed) != 0 || after.ID != before.ID || (after.Who.Email == before.Who.Email) != (keep != nil) {
			t.Fatalf("%v: %+v, %+v", keep, res, after)
		}
		h.again(t, file)
		if keep != nil {
			h.again(t, old)
		}
		if h.undo(t); h.entry(t, "Nowak").Who.Email != before.Who.Email {
			t.Errorf("%v: after undo %+v", keep, h.entry(t, "Nowak"))
		}
		if plan := h.plan(t, h.table(t, "b.csv", []byte(file)), event.ImportOptions{}); len(plan.Duplicates) != 1 {
			t.Errorf("%v: undo left the decision behind: %+v", keep, plan)
		}
	}
}

// Two rows of one file are one person, if the organizer says so, and stay one.
func TestImport_SameAsAnotherRow(t *testing.T) {
	h := newHouse(t)
	file := header + "a.nowak@example.org;Anna Nowak;600100100;OPS Śrem\n" + "nowa@example.com;Anna Nowak;600100100;OPS Śrem\n"
	plan := h.plan(t, h.table(t, "b.csv", []byte(file)), event.ImportOptions{})
	if len(plan.Duplicates) != 1 || plan.Duplicates[0].OtherRow != 1 || plan.Duplicates[0].Row != 2 {
		t.Fatalf("duplicates %+v", plan.Duplicates)
	}
	if res := h.choose(t, file, event.ImportChoices{Rows: map[int]event.RowChoice{2: {SameAs: plan.Duplicates[0].Key}}}); res.New != 1 {
		t.Errorf("result %+v", res)
	}
	h.again(t, file)
	if h.undo(t); len(h.entries(t)) != 0 {
		t.Errorf("left %v", h.people(t))
	}
}

// The other row may be about somebody who is here already.
func TestImport_SameAsTheRowOfSomebodyKnown(t *testing.T) {
	h := newHouse(t)
	h.bring(t, header+"a.nowak@example.org;Anna Nowak;600100100;OPS Śrem\n")
	before := h.entry(t, "Nowak")
	file := header + "a.nowak@example.org;Anna Nowak;600200200;OPS Śrem\n" + "nowa@example.com;Anna Nowak;;OPS Śrem\n"
	plan := h.plan(t, h.table(t, "b.csv", []byte(file)), event.ImportOptions{})
	if len(plan.Duplicates) != 1 || plan.Duplicates[0].OtherRow != 1 {
		t.Fatalf("duplicates %+v", plan.Duplicates)
	}
	res := h.choose(t, file, event.ImportChoices{Rows: map[int]event.RowChoice{2: {SameAs: plan.Duplicates[0].Key}}})
	after := h.entry(t, "Nowak")
	if res.New != 0 || len(h.entries(t)) != 1 || after.ID != before.ID || after.Who.Phone != "600200200" || after.Who.Email != "nowa@example.com" {
		t.Errorf("%+v, %+v", res, after.Who)
	}
	h.again(t, file)
	if h.undo(t); h.entry(t, "Nowak").Who != before.Who {
		t.Errorf("after undo %+v", h.entry(t, "Nowak").Who)
	}
}

func TestImport_Choices(t *testing.T) {
	h := newHouse(t)
	h.bring(t, header+"anna@example.org;Anna Nowak;600100100;OPS Śrem\njan@example.org;Jan Kot;600200200;OPS Śrem\newa@example.org;Ewa Lis;600300300;OPS Śrem\n")
	phone := "601000000"
	h.change(t, "Nowak", event.EntryUpdate{Phone: &phone})
	kot, lis := h.entry(t, "Kot"), h.entry(t, "Lis")
	res := h.choose(t, header+"anna@example.org;Anna Nowak;600100109;MOPS Poznań\njan@example.org;Jan Kot;600200209;OPS Śrem\niza@example.org;Iza Zięba;1;\n",
		event.ImportChoices{Cancel: []string{lis.ID}, Rows: map[int]event.RowChoice{
			1: {Fields: map[string]bool{"phone": true, "institution": false}}, 2: {Skip: true}, 3: {Skip: true}, 9: {SameAs: lis.ID}}})
	if res.New != 0 || res.Changed != 1 || res.Skipped != 2 || res.Cancelled != 1 || len(res.Missed) != 1 || res.Missed[0].Row != 9 {
		t.Errorf("result %+v", res)
	}
	if e := h.entry(t, "Nowak"); e.Who.Phone != "600100109" || e.Who.Institution != "OPS Śrem" {
		t.Errorf("the chosen fields: %+v", e.Who)
	}
	if e := h.entry(t, "Kot"); e.Who.Phone != kot.Who.Phone || e.Status != event.Confirmed {
		t.Errorf("a row left out changed something: %+v", e)
	}
	if e := h.entry(t, "Lis"); e.Status != event.Cancelled {
		t.Errorf("she is %s", e.Status)
	}
	// What was decided stays decided, and who was cancelled stays so.
	plan := h.plan(t, h.table(t, "c.csv", []byte(header+"anna@example.org;Anna Nowak;600100109;MOPS Poznań\newa@example.org;Ewa Lis;600300300;OPS Śrem\n")), event.ImportOptions{})
	if len(plan.Same) != 2 || len(plan.Kept) != 1 || len(plan.Kept[0].Kept) != 1 {
		t.Errorf("again: same %d, kept %+v, changed %+v", len(plan.Same), plan.Kept, plan.Changed)
	}
	h.undo(t)
	if e := h.entry(t, "Lis"); e.Status != event.Confirmed {
		t.Errorf("after undo she is %s", e.Status)
	}
	if e := h.entry(t, "Nowak"); e.Who.Phone != phone {
		t.Errorf("after undo the desk's number is %s", e.Who.Phone)
	}
}

// A choice that was made about another value than there is now is reported, and the desk's value stays.
func TestImport_ChoiceThatFitsNoMore(t *testing.T) {
	h := newHouse(t)
	h.bring(t, header+"anna@example.org;Anna Nowak;600100100;OPS Śrem\njan@example.org;Jan Kot;600200200;OPS Śrem\n")
	phone, newer := "601000000", "602000000"
	h.change(t, "Nowak", event.EntryUpdate{Phone: &phone})
	kot := h.entry(t, "Kot")
	plan := h.plan(t, h.table(t, "b.csv", []byte(header+"anna@example.org;Anna Nowak;600100109;OPS Śrem\n")), event.ImportOptions{})
	h.change(t, "Nowak", event.EntryUpdate{Phone: &newer})
	status := event.Cancelled
	h.change(t, "Kot", event.EntryUpdate{Status: &status})
	res, err := h.ApplyImport(context.Background(), plan, event.ImportChoices{Cancel: []string{kot.ID},
		Rows: map[int]event.RowChoice{1: {Fields: map[string]bool{"phone": true}}}})
	if err != nil || len(res.Missed) != 2 {
		t.Errorf("missed %+v: %v", res.Missed, err)
	}
	if e := h.entry(t, "Nowak"); e.Who.Phone != newer {
		t.Errorf("the desk's number became %s", e.Who.Phone)
	}
}

// What somebody corrected at the desk is not undone by the same file, and nobody is added twice.
func TestImport_DeskCorrections(t *testing.T) {
	file := header + "jna@example.org;Jna Kot;600200200;OPS Śrem\n;Ewa Lis;;GOPS Kórnik\n"
	h := newHouse(t)
	h.bring(t, file)
	name, email := event.Name{Given: "Jan", Family: "Kot"}, "jan.kot@example.com"
	h.change(t, "Kot", event.EntryUpdate{Name: &name, Email: &email})
	institution, address := "OPS Kórnik", "lis@example.org"
	h.change(t, "Lis", event.EntryUpdate{Institution: &institution, Email: &address})
	plan := h.bring(t, file)
	if len(plan.Same) != 2 || len(plan.Vanished) != 0 {
		t.Errorf("same %d, new %+v, vanished %d", len(plan.Same), plan.New, len(plan.Vanished))
	}
	if e := h.entry(t, "Kot"); e.Who.Name != name || e.Who.Email != email {
		t.Errorf("the corrections are gone: %+v", e.Who)
	}
}

// Two who were merged at the desk stay one, whatever the file says.
func TestImport_AfterMerge(t *testing.T) {
	file := header + "a.nowak@example.org;Anna Nowak;600100100;OPS Śrem\nnowa@example.com;Ana Nowakk;600100109;OPS Śrem\n"
	h := newHouse(t)
	h.bring(t, file)
	if _, err := h.Merge(context.Background(), h.entry(t, "Nowak").ID, h.entry(t, "Nowakk").ID, nil); err != nil {
		t.Fatal(err)
	}
	plan := h.bring(t, file)
	if len(h.entries(t)) != 1 || len(plan.Repeated) != 1 || len(plan.Same) != 1 {
		t.Errorf("there are %v; repeated %v", h.people(t), plan.Repeated)
	}
}

// An answer to a form keeps its moment while everything else is corrected.
func TestImport_ByMoment(t *testing.T) {
	const head = "Sygnatura czasowa;E-mail;Imię i nazwisko;Instytucja\n"
	h := newHouse(t)
	h.bring(t, head+"30.06.2012 16:00:50;ana@example.org;Ana Nowk;OPS Śrem\n30.06.2012 16:01:10;jan@example.org;Jan Kot;OPS Śrem\n")
	plan := h.plan(t, h.table(t, "b.csv", []byte(head+"30.06.2012 16:00:50;ana@example.org;Anna Nowk;OPS Śrem\n30.06.2012 16:01:10;kot@example.com;Jan Kot;MOPS Poznań\n")), event.ImportOptions{})
	if len(plan.Changed) != 2 || len(plan.New)+len(plan.Vanished)+len(plan.Duplicates) != 0 {
		t.Errorf("changed %d, new %+v", len(plan.Changed), plan.New)
	}
}

func TestImport_Constants(t *testing.T) {
	h := newHouse(t)
	h.questions(t, event.Question{Key: "Rozmiar", Title: "Rozmiar koszulki", Kind: event.AskChoice, Options: []string{"S", "M"}})
	table := h.table(t, "lista.csv", []byte("E-mail;Imię i nazwisko;Miejscowość\nanna@example.org;Anna Nowak;Śrem\n"))
	plan := h.plan(t, table, event.ImportOptions{Constants: map[string]string{"town": "POZNAŃ", "role": "panelistka", "group": "Grupa 1",
		"status": "oczekuje", "Rozmiar koszulki": "m"}})
	h.apply(t, plan)
	e := h.entry(t, "Nowak")
	if e.Who.Town != "Poznań" || !slices.Equal(e.Roles, []event.Role{event.Panelist}) || e.Group == "" || e.Status != event.Pending ||
		e.Answers["Miejscowość"] != "Śrem" || e.Answers["Rozmiar"] != "M" {
		t.Errorf("read as %+v", e)
	}
	for field, code := range map[string]string{"status": event.CodeImportConstant, "fee": event.CodeImportConstant, "submitted": event.CodeImportConstant,
		"email": event.CodeImportField, "buty": event.CodeImportField, "Rozmiar koszulki": event.CodeAnswerOption} {
		_, err := h.PlanImport(context.Background(), h.ev.ID, table, event.ImportOptions{Constants: map[string]string{field: "bzdura"}})
		if !errors.Is(err, event.Fail(code)) {
			t.Errorf("%s: %v, want %s", field, err, code)
		}
	}
	// The form is remembered with its constants.
	again := h.plan(t, table, event.ImportOptions{})
	if !again.Remembered || again.Constants["town"] != "POZNAŃ" || len(again.Same) != 1 {
		t.Errorf("remembered %t, constants %v, changed %+v", again.Remembered, again.Constants, again.Changed)
	}
}

// questions gives the event questions of its own.
func (h house) questions(t testing.TB, all ...event.Question) {
	t.Helper()
	h.set(t, "questions", all)
}

func (h house) set(t testing.TB, field string, value any) {
	t.Helper()
	_, err := h.Store.Commit(context.Background(), func(event.Reader) (b event.Batch, err error) {
		b.Add(h.ev.ID, h.ev.ID, event.EventChanged{Change: event.NewChange(field, nil, value, 0)})
		return b, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestImport_Questions(t *testing.T) {
	h := newHouse(t)
	h.questions(t, event.Question{Key: "Które posiłki", Title: "Posiłki", Kind: event.AskChoices, Options: []string{"Obiad, kolacja", "Śniadanie"}},
		event.Question{Key: "Data przyjazdu", Title: "Przyjazd", Kind: event.AskDate})
	plan := h.bring(t, "E-mail;Imię i nazwisko;POSIŁKI;Data przyjazdu\nanna@example.org;Anna Nowak;\"Śniadanie, obiad, kolacja\";5 września 2012\n"+
		"jan@example.org;Jan Kot;\"Śniadanie, deser\";rano\n")
	if got, want := codes(plan.Warnings), []string{"2 import.question", "2 import.question"}; !slices.Equal(got, want) {
		t.Errorf("warnings %v", got)
	}
	if e := h.entry(t, "Nowak"); e.Answers["Które posiłki"] != "Obiad, kolacja; Śniadanie" || e.Answers["Data przyjazdu"] != "2012-09-05" {
		t.Errorf("answers %v", e.Answers)
	}
	if e := h.entry(t, "Kot"); e.Answers["Które posiłki"] != "Śniadanie, deser" || e.Answers["Data przyjazdu"] != "rano" {
		t.Errorf("answers that do not fit: %v", e.Answers)
	}
}

// Places go to those who signed up first; the others wait, and a second import changes nothing.
func TestImport_Capacity(t *testing.T) {
	h := newHouse(t)
	h.set(t, "capacity", 3)
	var file strings.Builder
	file.WriteString("Sygnatura czasowa;E-mail;Imię i nazwisko;Status\n")
	for i, name := range []string{"Anna Nowak", "Jan Kot", "Ewa Lis", "Iza Zięba", "Piotr Bąk"} {
		fmt.Fprintf(&file, "30.06.2012 16:0%d:00;osoba%d@example.org;%s;potwierdzone\n", 9-i, i, name)
	}
	plan := h.bring(t, file.String())
	if plan.Waiting != 2 {
		t.Errorf("%d wait", plan.Waiting)
	}
	for family, status := range map[string]event.Status{"Bąk": event.Confirmed, "Zięba": event.Confirmed, "Lis": event.Confirmed, "Kot": event.Waitlisted, "Nowak": event.Waitlisted} {
		if e := h.entry(t, family); e.Status != status {
			t.Errorf("%s is %s, want %s", family, e.Status, status)
		}
	}
	h.again(t, file.String())
	// Who vanishes and is cancelled leaves a place to the first who waits.
	h.set(t, "waiting", event.Waiting{Mode: event.WaitingConfirm})
	lis := h.entry(t, "Lis")
	shorter := strings.Replace(file.String(), "30.06.2012 16:07:00;osoba2@example.org;Ewa Lis;potwierdzone\n", "", 1)
	h.choose(t, shorter, event.ImportChoices{Cancel: []string{lis.ID}})
	if e := h.entry(t, "Kot"); e.Status != event.Confirmed {
		t.Errorf("the first in the queue is %s", e.Status)
	}
	if e := h.entry(t, "Nowak"); e.Status != event.Waitlisted {
		t.Errorf("the second in the queue is %s", e.Status)
	}
}

func TestImport_RemembersTheForm(t *testing.T) {
	h := newHouse(t)
	table := h.table(t, "lista.csv", []byte("Imię i nazwisko;Kontakt;Skąd\nAnna Nowak;anna@example.org;Śrem\n"))
	first := h.plan(t, table, event.ImportOptions{Mapping: event.Mapping{"Skąd": event.FieldTown}})
	if first.Remembered {
		t.Error("a form that was never seen is remembered")
	}
	h.apply(t, first)
	h.ev = h.newEvent(t, "Zlot następny", "2013-09-06", "2013-09-07")
	next := h.plan(t, table, event.ImportOptions{})
	if !next.Remembered || next.Columns["Skąd"] != event.FieldTown {
		t.Errorf("columns %v, remembered %t", next.Columns, next.Remembered)
	}
	if told := h.plan(t, table, event.ImportOptions{Mapping: event.Mapping{}}); told.Remembered || told.Columns["Skąd"] == event.FieldTown {
		t.Errorf("told otherwise: %v", told.Columns)
	}
}

func BenchmarkImport100000(b *testing.B) {
	data := manyRows(100_000)
	for b.Loop() {
		b.StopTimer()
		h := newHouse(b)
		b.StartTimer()
		start := time.Now()
		plan := h.plan(b, h.table(b, "duza.csv", data), event.ImportOptions{})
		planned := time.Now()
		h.apply(b, plan)
		b.ReportMetric(planned.Sub(start).Seconds(), "plan-s")
		b.ReportMetric(time.Since(planned).Seconds(), "apply-s")
	}
}
