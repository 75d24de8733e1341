package event_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"

	"zlot/event"
)

// evil turns the words behind it round, ends a header, hides letters and is a formula.
const evil = "=cmd|'/C calc'!A0\r\nBcc: all@example.org\u202egpj.\u2066\u200b\x00\x1b]0;pwned\x07"

// unseen is what no text of ours may hold.
func unseen(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
	})
}

// TestHostileTexts takes one evil text in by every way that a person has, and looks at every way out.
func TestHostileTexts(t *testing.T) {
	svc, ev, _ := rally(t)
	ctx := t.Context()
	person := event.Person{Name: event.Name{Given: "Ewa" + evil, Family: "Kot" + evil}, Email: "ewa@example.org", Institution: evil, Town: evil, Phone: "600" + evil}
	e, err := svc.AddRegistration(ctx, event.NewRegistration{Event: ev.ID, Person: person, Registration: event.Registration{Note: evil, Diet: evil}, WhenFull: event.AddWhenFull})
	if err != nil {
		t.Fatal(err)
	}
	town, note := evil+"2", evil+"3"
	if _, err := svc.UpdateEntry(ctx, e.ID, 0, event.EntryUpdate{Town: &town, Note: &note, Name: &event.Name{Given: "Ewa" + evil, Family: "Kot" + evil}}); err != nil {
		t.Fatal(err)
	}
	if e, err = svc.Store.Entry(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	for field, text := range map[string]string{"given": e.Who.Name.Given, "family": e.Who.Name.Family, "institution": e.Who.Institution, "town": e.Who.Town, "diet": e.Diet, "note": e.Note} {
		if unseen(text) || field != "note" && strings.Contains(text, "\n") || !strings.Contains(text, "gpj.") {
			t.Errorf("%s is kept as %q", field, text)
		}
	}
	facts, err := svc.Store.Facts(ctx, e.Person, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		if unseen(string(f.Body)) || strings.Contains(string(f.Body), `\u0000`) {
			t.Errorf("the log says %q", f.Body)
		}
	}
	var out bytes.Buffer
	if err := svc.Tables.Write(&out, "csv", []string{"Town"}, [][]string{{evil}}); err != nil || !strings.Contains(out.String(), "'=cmd") {
		t.Errorf("csv %q, %v", out.String(), err)
	}
	for _, name := range []string{e.Who.Name.PlainName(), event.Certificate{Number: "../../Z/1", Data: event.CertificateData{Name: evil}}.FileName(),
		event.Certificate{Number: "Z/1", Data: event.CertificateData{Name: `C:\..\con.`}}.FileName()} {
		if strings.ContainsAny(name, `/\:*?"<>|`) || unseen(name) || strings.HasPrefix(name, ".") || strings.Contains(name, "..") {
			t.Errorf("the file %q", name)
		}
	}
}

// Ten megabytes in any field are refused with the field's name, and nothing of them is kept.
func TestHostileSizes(t *testing.T) {
	svc, ev, _ := rally(t)
	ctx := t.Context()
	ten := strings.Repeat("ż", 5<<20)
	before, err := svc.Store.Facts(ctx, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	person := event.Person{Name: event.Name{Given: "Ewa", Family: "Kot"}}
	long := person
	long.Name.Family = ten
	for name, do := range map[string]func() error{
		"family": func() error {
			_, err := svc.AddRegistration(ctx, event.NewRegistration{Event: ev.ID, Person: long, WhenFull: event.AddWhenFull})
			return err
		},
		"note": func() error {
			_, err := svc.AddRegistration(ctx, event.NewRegistration{Event: ev.ID, Person: person, Registration: event.Registration{Note: ten}, WhenFull: event.AddWhenFull})
			return err
		},
		"title": func() error {
			_, err := svc.CreateEvent(ctx, event.Event{Kind: ev.Kind, Title: ten, Start: "2012-09-06", End: "2012-09-07"}, "Desk")
			return err
		},
	} {
		err := do()
		var known *event.Error
		if !errors.As(err, &known) || known.Code != event.CodeTextLong || known.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	after, err := svc.Store.Facts(ctx, "", 1)
	if err != nil || len(before) != 1 || len(after) != 1 || after[0].ID != before[0].ID {
		t.Errorf("something was written: %v", err)
	}
	res, err := svc.CheckIn(ctx, event.ScanRequest{Event: ev.ID, Code: ten})
	if err == nil && (res.Scan.Outcome == event.Admitted || len([]rune(res.Scan.Code)) > event.MaxCode) {
		t.Errorf("%+v", res.Scan)
	}
	if _, total, err := svc.Store.Search(ctx, ev.ID, ten, 10); err != nil || total != 0 {
		t.Errorf("%d found, %v", total, err)
	}
	if _, err := svc.Store.KnownPeople(ctx, strings.Repeat("a ", 5<<20), 10); err != nil {
		t.Error(err)
	}
	found := event.Table{Name: "lista", Header: []string{"Imię", "Nazwisko", "Uwagi"}, Rows: [][]string{{"Jan", "Lis", "x"}, {"Ola", ten, ""}, {"Ala", "Sroka", strings.Repeat("x", event.MaxText+1)}}}
	plan, err := svc.PlanImport(ctx, ev.ID, found, event.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	long2 := 0
	for _, r := range plan.Rejected {
		if r.Code == event.CodeTextLong {
			long2++
		}
	}
	if len(plan.New) != 1 || long2 != 2 {
		t.Errorf("%d new, rejected %+v", len(plan.New), plan.Rejected)
	}
}
