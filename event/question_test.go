package event_test

import (
	"errors"
	"testing"

	"zlot/event"
)

var workshops = event.Question{Key: "Warsztaty", Title: "Warsztaty", Kind: event.AskChoices, Options: []string{
	"Dziecko, rodzina, szkoła", "Praca z rodziną", "Dziecko", "Praca z rodziną, w której jest przemoc", "Mediacje", "szkoła"}}

func TestQuestion_Parse(t *testing.T) {
	of := func(k event.QuestionKind, options ...string) event.Question {
		return event.Question{Key: "k", Title: "t", Kind: k, Options: options}
	}
	diet := of(event.AskChoice, "Mięsna", "Bez mięsa", "Bez glutenu, bez laktozy", "C", "C++", "C#")
	for _, c := range []struct {
		name, text, want, code string
		q                      event.Question
	}{
		{"text is cleaned", "  dojazd\u00a0autem \u200b", "dojazd autem", "", of(event.AskText)},
		{"nothing is no answer", " \u00a0 ", "", "", of(event.AskNumber)},
		{"choice in its own spelling", "bez MIESA", "Bez mięsa", "", diet},
		{"choice with a comma", "bez glutenu, bez laktozy", "Bez glutenu, bez laktozy", "", diet},
		{"choices that differ in signs", "C#", "C#", "", diet},
		{"a stranger", "wegańska", "", event.CodeAnswerOption, diet},
		{"choices with commas in titles", "Dziecko, Praca z rodziną, w której jest przemoc", "Dziecko; Praca z rodziną, w której jest przemoc", "", workshops},
		{"the commas that leave options", "Dziecko, rodzina, szkoła, szkoła", "Dziecko, rodzina, szkoła; szkoła", "", workshops},
		{"choices as Microsoft writes them", "Mediacje;Dziecko;", "Dziecko; Mediacje", "", workshops},
		{"choices a line each", "Mediacje\nDziecko\nMediacje", "Dziecko; Mediacje", "", workshops},
		{"a stranger among choices", "Mediacje, Joga, Dziecko", "", event.CodeAnswerOption, workshops},
		{"number", "1 234,5", "1234.5", "", of(event.AskNumber)},
		{"number with hard space", "1\u00a0234,50", "1234.5", "", of(event.AskNumber)},
		{"number with points", "1.234.567,80", "1234567.8", "", of(event.AskNumber)},
		{"number in English", "1,234.50", "1234.5", "", of(event.AskNumber)},
		{"number kept", "1234.5", "1234.5", "", of(event.AskNumber)},
		{"number below zero", "−0,50", "-0.5", "", of(event.AskNumber)},
		{"zero has no sign", "-0,00", "0", "", of(event.AskNumber)},
		{"leading zeros", "007", "7", "", of(event.AskNumber)},
		{"no number", "12 lat", "", event.CodeNumber, of(event.AskNumber)},
		{"groups that are none", "12 34", "", event.CodeNumber, of(event.AskNumber)},
		{"date", "14.03.2026", "2026-03-14", "", of(event.AskDate)},
		{"date in words", "14 marca 2026 r.", "2026-03-14", "", of(event.AskDate)},
		{"date with its year's r", "14.03.2026r.", "2026-03-14", "", of(event.AskDate)},
		{"date with a Roman month", "1 IX 2012", "2012-09-01", "", of(event.AskDate)},
		{"date with its weekday", "sobota, 14 marca 2026 roku", "2026-03-14", "", of(event.AskDate)},
		{"date with a time", "2026-03-14 18:30", "2026-03-14", "", of(event.AskDate)},
		{"no date", "31.02.2026", "", event.CodeDate, of(event.AskDate)},
		{"yes", "Tak, zgadzam się", "yes", "", of(event.AskYesNo)},
		{"no", "nie wyrażam zgody", "no", "", of(event.AskYesNo)},
		{"neither", "nie wiem", "", event.CodeAnswerYesNo, of(event.AskYesNo)},
		{"perhaps", "może", "", event.CodeAnswerYesNo, of(event.AskYesNo)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.q.Parse(c.text)
			var failed *event.Error
			code := ""
			if errors.As(err, &failed) {
				code = failed.Code
			}
			if got != c.want || code != c.code {
				t.Errorf("%q is read as %q (%s), want %q (%s)", c.text, got, code, c.want, c.code)
			}
		})
	}
}

func FuzzQuestion_Parse(f *testing.F) {
	for _, s := range []string{"1 234,5", "14 III 2026", "tak", "Dziecko, rodzina, szkoła, Mediacje", ";,;", "sob. 1.1.2026r"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range event.QuestionKinds {
			q := workshops
			q.Kind = kind
			once, err := q.Parse(text)
			if err != nil {
				continue
			}
			if twice, err := q.Parse(once); err != nil || twice != once {
				t.Fatalf("%s: %q is kept as %q and read again as %q (%v)", kind, text, once, twice, err)
			}
		}
	})
}
