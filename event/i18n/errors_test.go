package i18n

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// failure stands for an error of the domain.
type failure struct {
	code, field string
	args        map[string]any
}

func (f *failure) Error() string             { return f.code }
func (f *failure) ErrorCode() string         { return f.code }
func (f *failure) ErrorField() string        { return f.field }
func (f *failure) ErrorArgs() map[string]any { return f.args }

func TestPrinter_Error(t *testing.T) {
	pl, en := New(Polish), New(English)
	for _, c := range []struct {
		name string
		p    *Printer
		err  error
		want string
	}{
		{"nil", pl, nil, ""},
		{"unknown", en, errors.New("boom"), en.T("error.generic")},
		{"code without a sentence", pl, &failure{code: "no.such"}, pl.T("error.generic") + " (no.such)"},
		{"wrapped", pl, fmt.Errorf("import: %w", &failure{code: "participant.email.invalid", args: Args{"Value": "jan@"}}),
			"To nie wygląda na adres e-mail („jan@”). Popraw go albo zostaw puste pole."},
		{"argument left out", pl, &failure{code: "participant.email.invalid"},
			"To nie wygląda na adres e-mail. Popraw go albo zostaw puste pole."},
		{"field named by its label", pl, &failure{code: "input.required", field: "reason"}, "Uzupełnij pole „Powód”."},
		{"field in the arguments", en, &failure{code: "input.required", args: Args{"Field": "reason"}}, "Fill in the field “Reason”."},
		{"field without a label", pl, &failure{code: "input.required", field: "q17"}, "Uzupełnij to pole."},
		{"whole numbers as they are", pl, &failure{code: "mail.connect", args: Args{"Host": "smtp.example.org", "Port": 2525}},
			"Nie udało się połączyć z serwerem poczty smtp.example.org:2525. Wiadomości czekają w kolejce. Sprawdź sieć, nazwę serwera i port."},
		{"list", pl, &failure{code: "event.ambiguous", args: Args{"Events": []string{"Zlot 2012", "Kurs"}}},
			"W pliku jest kilka wydarzeń. Wskaż, o które chodzi: Zlot 2012, Kurs."},
		{"row", pl, &failure{code: "agenda.row.title", args: Args{"Row": 3}},
			"Wiersz 3: brakuje tytułu. Ten wiersz pominięto. Uzupełnij tytuł i importuj ponownie."},
		{"row left out", pl, &failure{code: "agenda.row.title"},
			"Brakuje tytułu. Ten wiersz pominięto. Uzupełnij tytuł i importuj ponownie."},
		{"time", pl, &failure{code: "scan.time.invalid", args: Args{"Value": time.Date(2012, 9, 6, 8, 41, 0, 0, time.UTC)}},
			"Nie można odczytać czasu skanu („06.09.2012, 8:41”). Nic nie zapisano. Podaj go na przykład tak: 2012-09-06T08:41:00+02:00."},
	} {
		if got := c.p.Error(c.err); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
}

func TestPrinter_Error_KeepsTheCallersArguments(t *testing.T) {
	at := time.Date(2012, 9, 6, 0, 0, 0, 0, time.UTC)
	args := Args{"Value": at}
	text := New(Polish).Error(&failure{code: "input.date", args: args})
	if !strings.Contains(text, "6 września 2012") {
		t.Errorf("a day without a time: %q", text)
	}
	if args["Value"] != at || len(args) != 1 {
		t.Errorf("the error's own arguments were changed: %v", args)
	}
}
