package event_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"zlot/event"
)

func TestGuessQuestion(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers string // divided by |
		kind    event.QuestionKind
		options string
	}{
		{"yes and no", "Tak|Nie|tak||TAK", event.AskYesNo, ""},
		{"not quite yes and no", "Tak|Nie|nie wiem|Tak|Nie|Tak", event.AskChoice, "Tak|Nie|nie wiem"},
		{"dates", "14.03.2026|1 marca 2026|2026-05-05", event.AskDate, ""},
		{"numbers", "5|12|1,5|0", event.AskNumber, ""},
		{"codes", "05-123|06-200|00-001", event.AskText, ""},
		{"leading zeros", "007|012", event.AskText, ""},
		{"telephones", "600 111 222|+48 600111222", event.AskText, ""},
		{"few words that come back", "M|L|L|S|M|L", event.AskChoice, "L|M|S"},
		{"words with commas that come back", "bez mięsa, bez ryb|zwykła|zwykła|bez mięsa, bez ryb", event.AskChoice, "bez mięsa, bez ryb|zwykła"},
		{"lists with semicolons", "Spacer;Ognisko;|Ognisko|Spacer;|Ognisko; Spacer", event.AskChoices, "Ognisko|Spacer"},
		{"lists with commas", "Spacer, Ognisko|Ognisko|Spacer|Ognisko, Marsz z mapą, Spacer|Marsz z mapą, Ognisko|Spacer, Marsz z mapą|Marsz z mapą", event.AskChoices, "Marsz z mapą|Ognisko|Spacer"},
		{"free words", "Chcę poznać metody|Dojadę później|proszę o fakturę|brak|nie wiem jeszcze", event.AskText, ""},
		{"too few to tell", "Kraków|Gdynia", event.AskText, ""},
		{"nothing", "||", event.AskText, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := event.GuessQuestion("Pytanie *", strings.Split(c.answers, "|"))
			if q.Kind != c.kind || strings.Join(q.Options, "|") != c.options {
				t.Errorf("it is %s with %q, want %s with %q", q.Kind, q.Options, c.kind, c.options)
			}
			if q.Key != "Pytanie *" || q.Title != "Pytanie" {
				t.Errorf("key %q, title %q", q.Key, q.Title)
			}
			for _, a := range strings.Split(c.answers, "|") {
				if _, err := q.Parse(a); err != nil {
					t.Errorf("the answer %q does not fit: %v", a, err)
				}
			}
		})
	}
}

func TestService_ProposeQuestions(t *testing.T) {
	h := newHouse(t)
	h.bring(t, "Imię i nazwisko,E-mail,Rozmiar koszulki *,Pierwszy raz,Uwagi dodatkowe,Faktura\n"+
		"Anna Nowak,anna@example.org,M,Tak,,2\nJan Lis,jan@example.org,L,Nie,Dojadę wieczorem,0\n"+
		"Ewa Żak,ewa@example.org,M,Tak,Proszę o miejsce przy oknie,1\nOla Maj,ola@example.org,L,Tak,,1\n")
	ctx := context.Background()
	proposed, err := h.ProposeQuestions(ctx, h.ev.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range proposed {
		got = append(got, q.Title+" "+string(q.Kind))
	}
	slices.Sort(got)
	if want := []string{"Faktura number", "Pierwszy raz yesno", "Rozmiar koszulki choice"}; !contains(got, want) {
		t.Fatalf("proposed %q, want at least %q", got, want)
	}
	if _, err := h.UpdateEvent(ctx, h.ev.ID, event.EventUpdate{Questions: &proposed}); err != nil {
		t.Fatal(err)
	}
	if again, err := h.ProposeQuestions(ctx, h.ev.ID); err != nil || len(again) != 0 {
		t.Errorf("what is asked already is proposed again: %v, %v", again, err)
	}
}

func contains(all, some []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

func TestQuestions_Validate(t *testing.T) {
	ok := event.Question{Key: "a", Title: "A?", Kind: event.AskText}
	choice := event.Question{Key: "b", Title: "B", Kind: event.AskChoice, Options: []string{"x", "y, z"}}
	with := func(q event.Question, change func(*event.Question)) event.Question { change(&q); return q }
	for _, c := range []struct {
		name, want string
		list       event.Questions
	}{
		{"none", "", nil},
		{"good", "", event.Questions{ok, choice}},
		{"no title", "question.title.required (questions.1.title)", event.Questions{ok, with(choice, func(q *event.Question) { q.Title = " ?" })}},
		{"no key", "question.key.required (questions.0.key)", event.Questions{with(ok, func(q *event.Question) { q.Key = "" })}},
		{"same key", "question.repeated (questions.1.title)", event.Questions{ok, with(choice, func(q *event.Question) { q.Key = "a" })}},
		{"same title", "question.repeated (questions.1.title)", event.Questions{ok, with(choice, func(q *event.Question) { q.Title = "a *" })}},
		{"no kind", "question.kind.unknown (questions.0.kind)", event.Questions{with(ok, func(q *event.Question) { q.Kind = "essay" })}},
		{"no options", "question.options.missing (questions.0.options)", event.Questions{with(choice, func(q *event.Question) { q.Options = nil })}},
		{"a semicolon", "question.option.invalid (questions.0.options)", event.Questions{with(choice, func(q *event.Question) { q.Options = []string{"a; b"} })}},
		{"twice the same", "question.option.invalid (questions.0.options)", event.Questions{with(choice, func(q *event.Question) { q.Options = []string{"Tak", "tak"} })}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if err := c.list.Validate(); err != nil {
				got = err.Error()
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestQuestions_Find(t *testing.T) {
	qs := event.Questions{{Key: "Rozmiar koszulki", Title: "Koszulka"}, {Key: "Koszulka", Title: "Kolor koszulki"}}
	for header, want := range map[string]string{"Koszulka": "Koszulka", "koszulka *": "Koszulka", "ROZMIAR KOSZULKI:": "Rozmiar koszulki",
		"Kolor koszulki?": "Koszulka", "Wzrost": "", "": "", "*": ""} {
		if q, ok := qs.Find(header); q.Key != want || ok != (want != "") {
			t.Errorf("%q finds %q", header, q.Key)
		}
	}
}
