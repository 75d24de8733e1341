package event_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/event/passcode"
)

func TestImport_MarksOfPrintingAreNoChange(t *testing.T) {
	h := newHouse(t)
	h.bring(t, "E-mail;Imię i nazwisko;Instytucja\na@example.org;Anna Nowak;Stowarzyszenie „Rodzina” – Śrem\n")
	for text, want := range map[string]int{`Stowarzyszenie "Rodzina" - Śrem`: 0, "Stowarzyszenie 'Rodzina' — Śrem": 0, "Stowarzyszenie Rodzina Śrem": 1} {
		plan := h.plan(t, h.table(t, "b.tsv", []byte("E-mail\tImię i nazwisko\tInstytucja\na@example.org\tAnna Nowak\t"+text+"\n")), event.ImportOptions{})
		if len(plan.Changed) != want {
			t.Errorf("%s: %d changed", text, len(plan.Changed))
		}
	}
}

func TestImport_Rally2012(t *testing.T) {
	h := newHouse(t)
	agenda, err := h.PlanAgenda(context.Background(), h.ev.ID, h.sample(t, "rally-2012/program.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.ApplyAgenda(context.Background(), agenda); err != nil {
		t.Fatal(err)
	}
	plan := h.plan(t, h.sample(t, "rally-2012/zgloszenia-google.csv"), event.ImportOptions{})
	if plan.Rows != 57 || len(plan.New) != 56 || len(plan.Rejected) != 0 {
		t.Fatalf("rows %d, new %d, rejected %v", plan.Rows, len(plan.New), plan.Rejected)
	}
	if got := codes(plan.Warnings); !slices.Equal(got, []string{"5 import.repeated"}) {
		t.Errorf("warnings %v", got)
	}
	if got := plan.Warnings[0].Args["Other"]; got != 57 {
		t.Errorf("the row that counts is %v", got)
	}
	for header, field := range map[string]string{"Sygnatura czasowa": "submitted", "Adres e-mail": "email", "Imię i nazwisko": "name",
		"Instytucja": "institution", "Stanowisko": "position", "Miejscowość": "town", "Telefon": "phone", "Dieta": "diet",
		"Wybieram warsztaty (w kolejności preferencji)": "preferences", "Nocleg z 6 na 7 września": "accommodation",
		"Zgadzam się na przetwarzanie danych osobowych w celu organizacji Zlotu": "consent"} {
		if plan.Columns[header] != field {
			t.Errorf("%s is read as %s", header, plan.Columns[header])
		}
	}
	if len(h.entries(t)) != 0 {
		t.Fatal("a plan wrote something")
	}
	if res := h.apply(t, plan); res.New != 56 || res.Import == "" {
		t.Errorf("result %+v", res)
	}
	entries := h.entries(t)
	badges := map[string]bool{}
	for i, e := range entries {
		badges[e.Badge] = true
		if e.Number != i+1 {
			t.Errorf("%s %s is number %d in the list and %d on the badge", e.Who.Name.Family, e.Who.Name.Given, i+1, e.Number)
		}
		if !passcode.Valid(e.Badge) || e.Status != event.Confirmed || !slices.Equal(e.Roles, []event.Role{event.Participant}) {
			t.Errorf("registration %+v", e.Registration)
		}
		if len(e.Consents) != 1 || !e.Consents[0].Given || !e.Consents[0].At.Equal(e.Submitted) {
			t.Errorf("consents %+v", e.Consents)
		}
		for _, p := range e.Preferences {
			if !slices.Contains([]string{"Dialog motywujący", "Superwizja w pracy asystenta", "Tworzenie i realizacja planu pracy z rodziną"}, p) {
				t.Errorf("preference %q is no workshop", p)
			}
		}
	}
	if len(badges) != 56 {
		t.Errorf("%d different badges", len(badges))
	}
	twice := h.entry(t, "Białkowski")
	if !slices.Equal(twice.Preferences, []string{"Dialog motywujący"}) || twice.Who.Email != "larysa.bialkowski@example.org" {
		t.Errorf("the later answers do not count: %+v", twice)
	}
	chosen := h.entry(t, "Chmielewski")
	if len(chosen.Preferences) != 3 || chosen.Preferences[0] != "Dialog motywujący" || chosen.Diet != "zwykła, bez orzechów" ||
		chosen.Accommodation != "Tak" || !chosen.Submitted.Equal(time.Date(2012, 7, 22, 17, 54, 23, 0, time.UTC)) {
		t.Errorf("answers %+v", chosen.Registration)
	}
	again := h.plan(t, h.sample(t, "rally-2012/zgloszenia-google.csv"), event.ImportOptions{})
	if len(again.Same) != 56 || len(again.New)+len(again.Changed)+len(again.Vanished) != 0 {
		t.Errorf("a second import: new %d, changed %d, same %d, vanished %d", len(again.New), len(again.Changed), len(again.Same), len(again.Vanished))
	}
	if res := h.apply(t, again); res.Import != "" {
		t.Errorf("it wrote %+v", res)
	}
}

func TestImport_Course2010(t *testing.T) {
	h := newHouse(t)
	table := h.sample(t, "course-2010/zgloszenia-msforms.xlsx")
	if got := table.Rows[0][2]; got != "2010-07-08 13:28:39" {
		t.Errorf("a date of the sheet is read as %q", got)
	}
	plan := h.plan(t, table, event.ImportOptions{Status: event.Pending})
	if plan.Rows != 14 || len(plan.New) != 14 || len(plan.Warnings) != 0 || plan.Columns["Nazwa"] != event.FieldIgnore {
		t.Fatalf("new %d, warnings %v, columns %v", len(plan.New), plan.Warnings, plan.Columns)
	}
	h.apply(t, plan)
	e := h.entry(t, "Cichoń")
	if e.Who.Name.Given != "Stella" || e.Who.Institution != "OPS Łęczna" || e.Answers["Proszę o fakturę na instytucję"] != "Nie" ||
		e.Who.Address != event.Feminine || e.Status != event.Pending || !e.Submitted.Equal(time.Date(2010, 7, 8, 11, 28, 39, 0, time.UTC)) {
		t.Errorf("read as %+v", e)
	}
}

func TestImport_Pilot2011(t *testing.T) {
	h := newHouse(t)
	table := h.sample(t, "pilot-2011/uczestnicy-excel-cp1250.csv")
	if table.Encoding != "windows-1250" || table.Delimiter != ";" {
		t.Errorf("read as %s with %q", table.Encoding, table.Delimiter)
	}
	plan := h.plan(t, table, event.ImportOptions{})
	if len(plan.New) != 82 || len(plan.Warnings) != 0 || len(plan.Groups) != 4 {
		t.Fatalf("new %d, warnings %v, groups %v", len(plan.New), codes(plan.Warnings), plan.Groups)
	}
	h.apply(t, plan)
	groups, err := h.Store.Groups(context.Background(), h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	size := map[string]int{}
	for _, g := range groups {
		in, err := h.Store.Entries(context.Background(), event.EntryFilter{Event: h.ev.ID, Group: g.ID})
		if err != nil {
			t.Fatal(err)
		}
		size[g.Title] = len(in)
	}
	want := map[string]int{"Duże miasta": 21, "Średnie miasta": 20, "Małe miasta i wsie": 20, "Edukatorzy": 21}
	if fmt.Sprint(size) != fmt.Sprint(want) {
		t.Errorf("groups %v", size)
	}
	if e := h.entry(t, "Żurawski"); e.Answers["Opiekun-coach"] != "coach 6" || e.Who.Town != "Poznań" {
		t.Errorf("read as %+v", e)
	}
}

func TestImport_Update(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	h.bring(t, "E-mail;Imię i nazwisko;Telefon;Dieta;Uwagi do programu\n"+
		"anna@example.org;Anna Nowak;600 100 100;zwykła;brak\n"+
		"jan@example.org;Jan Kowalski;600 200 200;zwykła;\n"+
		"ewa@example.org;Ewa Lis;600 300 300;zwykła;\n")
	anna := h.entry(t, "Nowak")
	phone := "600 999 999"
	if _, err := h.UpdateEntry(event.WithActor(ctx, "Ola"), anna.ID, anna.Version, event.EntryUpdate{Phone: &phone}); err != nil {
		t.Fatal(err)
	}
	plan := h.bring(t, "E-mail;Imię i nazwisko;Telefon;Dieta;Uwagi do programu\n"+
		"ANNA@example.org;Anna Nowak-Kot;600 100 101;wegańska;sala\n"+ // married; diet changed; phone edited at the desk
		"jan@example.org;Jan Kowalski;600 200 200;zwykła;\n"+
		"iza@example.org;Iza Zięba;600 400 400;zwykła;\n")
	if len(plan.New) != 1 || len(plan.Changed) != 1 || len(plan.Same) != 1 || len(plan.Vanished) != 1 || len(plan.Kept) != 1 {
		t.Fatalf("new %d, changed %d, same %d, vanished %d, kept %d", len(plan.New), len(plan.Changed), len(plan.Same), len(plan.Vanished), len(plan.Kept))
	}
	if got := plan.Kept[0].Kept; len(got) != 1 || got[0] != (event.FieldChange{Field: "phone", Old: phone, New: "600 100 101"}) {
		t.Errorf("kept %+v", got)
	}
	if plan.Vanished[0].Who.Name.Family != "Lis" {
		t.Errorf("vanished %+v", plan.Vanished[0].Who)
	}
	after := h.entry(t, "Nowak-Kot")
	if after.ID != anna.ID || after.Who.Phone != phone || after.Diet != "wegańska" || after.Answers["Uwagi do programu"] != "sala" || after.Badge != anna.Badge {
		t.Errorf("after the second import: %+v", after)
	}
	if e := h.entry(t, "Zięba"); e.Number != 4 {
		t.Errorf("a newcomer got number %d", e.Number)
	}
	// A third file changes what the second import wrote, and again not what the desk wrote.
	h.bring(t, "E-mail;Imię i nazwisko;Telefon;Dieta\nanna@example.org;Anna Nowak-Kot;600 100 102;zwykła\n")
	if e := h.entry(t, "Nowak-Kot"); e.Diet != "zwykła" || e.Who.Phone != phone {
		t.Errorf("after the third import: diet %s, phone %s", e.Diet, e.Who.Phone)
	}
}

// What the desk does between the plan and its application must not be lost.
func TestImport_DeskEditBetweenPlanAndApply(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	h.bring(t, "E-mail,Imię i nazwisko,Telefon\nanna@example.org,Anna Nowak,600 100 100\n")
	plan := h.plan(t, h.table(t, "b.csv", []byte("E-mail,Imię i nazwisko,Telefon\nanna@example.org,Anna Nowak,600 100 101\njan@example.org,Jan Lis,1\n")), event.ImportOptions{})
	e := h.entry(t, "Nowak")
	phone := "600 999 999"
	if _, err := h.UpdateEntry(ctx, e.ID, e.Version, event.EntryUpdate{Phone: &phone}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.AddRegistration(ctx, event.NewRegistration{Event: h.ev.ID, Person: event.Person{Email: "jan@example.org", Name: event.Name{Given: "Jan", Family: "Lis"}}}); err != nil {
		t.Fatal(err)
	}
	if res := h.apply(t, plan); res.New != 0 {
		t.Errorf("somebody who came to the desk meanwhile was added again: %+v", res)
	}
	if e := h.entry(t, "Nowak"); e.Who.Phone != phone {
		t.Errorf("the desk's phone became %s", e.Who.Phone)
	}
}

func TestImport_Rows(t *testing.T) {
	h := newHouse(t)
	plan := h.plan(t, h.table(t, "lista.csv", []byte("Imię i nazwisko,Adres e-mail,Instytucja,Data zgłoszenia\n"+
		"Anna Nowak,anna.nowak@example.org,OPS,30.06.2012 16:00\n"+
		",bez.nazwiska@example.org,OPS,\n"+
		"Łukasz Żuk,łukasz@example.org,OPS,\n"+
		"Jan Bez Adresu,,OPS,\n"+
		"Ewa Kot,sekretariat@example.org,MOPS,\n"+
		"Piotr Lis,Sekretariat@example.org,MOPS,\n"+
		"NOWAK Anna,anna.nowak@example.org,OPS,kiedyś\n"+
		"Jan Bez Adresu,brak,OPS,\n")), event.ImportOptions{})
	if got, want := codes(plan.Rejected), []string{"2 import.name.missing", "3 participant.email.invalid"}; !slices.Equal(got, want) {
		t.Errorf("rejected %v, want %v", got, want)
	}
	if e := plan.Rejected[1]; e.Column != "Adres e-mail" || e.Args["Value"] != "łukasz@example.org" {
		t.Errorf("rejected %+v", e)
	}
	want := []string{"1 import.repeated", "4 import.email.missing", "4 import.repeated", "6 import.email.shared", "7 import.date", "8 import.email.missing"}
	if got := codes(plan.Warnings); !slices.Equal(got, want) {
		t.Errorf("warnings %v, want %v", got, want)
	}
	if len(plan.New) != 4 {
		t.Errorf("%d new people", len(plan.New))
	}
}

func TestImport_AnotherEdition(t *testing.T) {
	h := newHouse(t)
	h.bring(t, "E-mail,Imię i nazwisko,Instytucja\nanna@example.org,Anna Nowak,OPS Śrem\n")
	before := h.entry(t, "Nowak")
	h.ev = h.newEvent(t, "Zlot następny", "2013-09-06", "2013-09-07")
	plan := h.bring(t, "E-mail,Imię i nazwisko,Instytucja\nanna@example.org,Anna Nowak,MOPS Poznań\n")
	if !plan.New[0].Known || len(plan.New[0].Changes) != 1 {
		t.Errorf("planned as %+v", plan.New[0])
	}
	after := h.entry(t, "Nowak")
	if after.Person != before.Person || after.ID == before.ID || after.Who.Institution != "MOPS Poznań" {
		t.Errorf("the same person became %+v", after)
	}
}

func TestImport_Mapping(t *testing.T) {
	h := newHouse(t)
	table := h.table(t, "lista.csv", []byte("Kto,Kontakt,Imię i nazwisko opiekuna\nAnna Nowak,anna@example.org,Jan Lis\n"))
	plan := h.plan(t, table, event.ImportOptions{Mapping: event.Mapping{"kto": event.FieldName}})
	if plan.Columns["Kto"] != event.FieldName || plan.Columns["Kontakt"] != event.FieldEmail || plan.Columns["Imię i nazwisko opiekuna"] != event.FieldAnswer {
		t.Errorf("columns %v", plan.Columns)
	}
	for code, m := range map[string]event.Mapping{
		event.CodeTableColumn: {"Nie ma": event.FieldName}, event.CodeImportField: {"Kto": "shoe"}, event.CodeImportColumns: {},
	} {
		if _, err := h.PlanImport(context.Background(), h.ev.ID, table, event.ImportOptions{Mapping: m}); !errors.Is(err, event.Fail(code)) {
			t.Errorf("mapping %v: %v, want %s", m, err, code)
		}
	}
}

func TestReadTable(t *testing.T) {
	h := newHouse(t)
	if _, err := h.ReadTable(context.Background(), filepath.Join(t.TempDir(), "nie-ma.csv"), event.TableOptions{}); !errors.Is(err, event.Fail(event.CodeTableMissing)) {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := h.ReadTable(context.Background(), t.TempDir(), event.TableOptions{}); !errors.Is(err, event.Fail(event.CodeTableFormat)) {
		t.Errorf("a folder: %v", err)
	}
}

// What the program exported comes back without a change.
func TestImport_OwnExport(t *testing.T) {
	h := newHouse(t)
	h.apply(t, h.plan(t, h.sample(t, "rally-2012/zgloszenia-google.csv"), event.ImportOptions{}))
	header, rows, err := h.ExportRows(context.Background(), h.ev.ID, event.ExportWords{})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"csv", "xlsx"} {
		var file bytes.Buffer
		if err := h.Tables.Write(&file, format, header, rows); err != nil {
			t.Fatal(err)
		}
		plan := h.plan(t, h.table(t, "export."+format, file.Bytes()), event.ImportOptions{})
		if len(plan.Same) != 56 || len(plan.Warnings) != 0 {
			t.Errorf("%s: same %d, changed %+v, warnings %v", format, len(plan.Same), plan.Changed, codes(plan.Warnings))
		}
	}
}

// The names that people read for the fields are headers that the import understands.
func TestImport_FieldNamesAreHeaders(t *testing.T) {
	for _, lang := range []string{i18n.Polish, i18n.English} {
		p := i18n.New(lang)
		for _, field := range event.ImportFields[2:] { // all but ignore and answer
			label := p.T("import.field." + field)
			cell := "Anna"
			if field == event.FieldEmail {
				cell = "anna@example.org"
			}
			header, row := []string{label, "Nazwisko"}, []string{cell, "Nowak"}
			if field == event.FieldFamily || field == event.FieldName {
				header, row = header[:1], row[:1]
			}
			got := event.Columns(event.Table{Header: header, Rows: [][]string{row}})[label]
			if got != field && (field != event.FieldFamily || got != event.FieldName) {
				t.Errorf("%s: %q is read as %s, want %s", lang, label, got, field)
			}
		}
	}
}

// A list made by a machine has digits in its names; its header says what they are all the same.
func TestColumns_NamesWithDigits(t *testing.T) {
	table := event.Table{Header: []string{"Imię i nazwisko", "E-mail"}, Rows: [][]string{{"Jan Kowalski-17", "jan17@example.org"}}}
	if m := event.Columns(table); m["Imię i nazwisko"] != event.FieldName {
		t.Errorf("%v", m)
	}
}
