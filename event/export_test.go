package event_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"

	"zlot/event"
	"zlot/event/i18n"
)

func exportWords(lang string) event.ExportWords {
	p := i18n.New(lang)
	return event.ExportWords{Column: p.Column, Status: func(s event.Status) string { return p.T("status." + string(s)) },
		Role:   func(r event.Role) string { return p.T("role." + string(r)) },
		Answer: event.AnswerWords{Yes: p.T("common.yes"), No: p.T("common.no"), Number: p.Numeral}}
}

// Every status, role and kind of answer leaves the program and comes back as it was, in each language and format.
func TestExport_RoundTrip(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	questions := []event.Question{
		{Key: "Jaki rozmiar koszulki?", Title: "Koszulka", Kind: event.AskChoice, Options: []string{"M", "L", "XL, bez nadruku"}},
		{Key: "Posiłki w sobotę", Title: "Posiłki w sobotę", Kind: event.AskChoices, Options: []string{"Obiad", "Kolacja, ognisko", "Śniadanie"}},
		{Key: "Lata pracy", Title: "Lata pracy", Kind: event.AskNumber},
		{Key: "Data urodzenia", Title: "Data urodzenia", Kind: event.AskDate},
		{Key: "Pierwszy raz", Title: "Pierwszy raz na zlocie?", Kind: event.AskYesNo},
		{Key: "Temat", Title: "Temat wystąpienia", Kind: event.AskText},
	}
	if _, err := h.UpdateEvent(ctx, h.ev.ID, event.EventUpdate{Questions: &questions}); err != nil {
		t.Fatal(err)
	}
	answers := []map[string]string{
		{"Jaki rozmiar koszulki?": "XL, bez nadruku", "Posiłki w sobotę": "Obiad; Kolacja, ognisko", "Lata pracy": "12.5", "Pierwszy raz": "yes"},
		{"Jaki rozmiar koszulki?": "M", "Data urodzenia": "1984-03-07", "Pierwszy raz": "no", "Temat": "=HYPERLINK(\"x\")\ndruga linia"},
		{"Skąd o nas wiesz": "＋od znajomych", "Lata pracy": "-0.25", "Temat": "'@ cudzysłów"},
	}
	n := 0
	for _, status := range event.Statuses {
		for _, role := range event.Roles {
			n++
			roles := []event.Role{role}
			if n%2 == 0 && role != event.Participant {
				roles = append(roles, event.Participant)
			}
			_, err := h.AddRegistration(ctx, event.NewRegistration{Event: h.ev.ID,
				Person: event.Person{Name: event.Name{Given: "Anna", Family: "Nowak" + string(rune('a'+n%26)) + string(rune('a'+n/26))},
					Email: fmt.Sprintf("osoba%d@example.org", n), Phone: "+48 600 111 222"},
				Registration: event.Registration{Status: status, Roles: roles, Answers: answers[n%3],
					Payment: event.Payment{Fee: int64(n) * 1250, Paid: n%2 == 0}, Preferences: []string{"Mediacje", "Praca z rodziną, część 2"}[:n%3]}})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, lang := range []string{i18n.Polish, i18n.English} {
		header, rows, err := h.ExportRows(ctx, h.ev.ID, exportWords(lang))
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range []string{"csv", "xlsx"} {
			var file bytes.Buffer
			if err := h.Tables.Write(&file, format, header, rows); err != nil {
				t.Fatal(err)
			}
			plan := h.plan(t, h.table(t, "export."+format, file.Bytes()), event.ImportOptions{})
			if len(plan.Same) != n || len(plan.Warnings) != 0 || len(plan.Kept) != 0 {
				t.Errorf("%s %s: same %d of %d, changed %d, warnings %v", lang, format, len(plan.Same), n, len(plan.Changed), plan.Warnings)
				for _, item := range slices.Concat(plan.Changed, plan.Kept)[:1] {
					t.Errorf("%+v %+v", item.Changes, item.Kept)
				}
			}
		}
	}
}

// Questions stand in their order, asked or not, and what remains behind them.
func TestExport_Columns(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	h.bring(t, "Imię i nazwisko,Koszulka,Zabawa,Rozmiar\nAnna Nowak,biała,szachy,M\n")
	questions := []event.Question{{Key: "Wzrost", Title: "Wzrost w cm", Kind: event.AskNumber},
		{Key: "Rozmiar", Title: "Koszulka", Kind: event.AskChoice, Options: []string{"M", "L"}}}
	if _, err := h.UpdateEvent(ctx, h.ev.ID, event.EventUpdate{Questions: &questions}); err != nil {
		t.Fatal(err)
	}
	header, rows, err := h.ExportRows(ctx, h.ev.ID, event.ExportWords{})
	if err != nil {
		t.Fatal(err)
	}
	last := len(header) - 4
	if got, want := header[last:], []string{"Wzrost w cm", "Rozmiar", "Koszulka", "Zabawa"}; !slices.Equal(got, want) {
		t.Errorf("columns %q, want %q", got, want)
	}
	if got, want := rows[0][last:], []string{"", "M", "biała", "szachy"}; !slices.Equal(got, want) {
		t.Errorf("row %q, want %q", got, want)
	}
}

// A question that is made of a form's column asks for nothing new: the form says the same when it is imported again.
func TestImport_SameAfterProposal(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	list := "Imię i nazwisko,Pierwszy raz,Obecność,Wzrost w cm,Od kiedy pracujesz\n" +
		"Anna Nowak,Tak,\"Dzień 2, Dzień 1\",\"170,50\",1 marca 2001\nJan Lis,Nie,Dzień 1,180,2.3.2004\nEwa Żak,Tak,Dzień 2,\"165,0\",2005-01-01\nOla Maj,Nie,Dzień 1,160,2006-01-01\n"
	h.bring(t, list)
	questions, err := h.ProposeQuestions(ctx, h.ev.ID)
	if err != nil || len(questions) != 4 {
		t.Fatalf("proposed %+v, %v", questions, err)
	}
	if _, err := h.UpdateEvent(ctx, h.ev.ID, event.EventUpdate{Questions: &questions}); err != nil {
		t.Fatal(err)
	}
	plan := h.plan(t, h.table(t, "lista.csv", []byte(list)), event.ImportOptions{})
	if len(plan.Same) != 4 {
		t.Errorf("same %d", len(plan.Same))
		for _, item := range plan.Changed {
			t.Errorf("%+v", item.Changes)
		}
	}
}
