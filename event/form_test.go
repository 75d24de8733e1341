package event

import (
	"maps"
	"testing"
	"time"
)

func TestFindForm(t *testing.T) {
	day := time.Date(2012, 9, 1, 8, 0, 0, 0, time.UTC)
	headers := []string{"Sygnatura czasowa", "Adres e-mail", "Imię i nazwisko", "Instytucja", "Dieta"}
	mapping := Mapping{"Imię i nazwisko": FieldName, "Adres e-mail": FieldEmail, "Dieta": FieldAnswer}
	rally := NewForm(Table{Name: "zlot.csv", Header: headers}, mapping, nil, day)
	older := NewForm(Table{Name: "stary.csv", Header: append([]string{"Lp."}, headers...)}, mapping, nil, day.AddDate(-1, 0, 0))
	short := NewForm(Table{Header: []string{"Imię", "Nazwisko"}}, Mapping{"Imię": FieldGiven}, nil, day)
	forms := []Form{short, older, rally}
	for _, c := range []struct {
		name   string
		header []string
		want   string
	}{
		{"the same", headers, rally.ID},
		{"another order, case and no marks", []string{"DIETA", "imie i nazwisko", "Adres email", "Instytucja:", "Sygnatura czasowa", "Adres e mail"}, rally.ID},
		{"two columns more", append(headers[:5:5], "Nocleg", "Uwagi"), rally.ID},
		{"one column less", headers[:4], rally.ID},
		{"the older form", append([]string{"Lp."}, headers...), older.ID},
		{"another form with a few of the headers", []string{"Adres e-mail", "Imię i nazwisko", "Dieta", "a", "b", "c", "d"}, ""},
		{"a short list that holds the two of another", []string{"Imię", "Nazwisko", "Telefon"}, ""},
		{"the short list itself", []string{"Nazwisko", "Imię"}, short.ID},
		{"nothing", nil, ""},
	} {
		got, ok := FindForm(forms, Table{Header: c.header})
		if got.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s: found %q, want %q", c.name, got.Name, c.want)
		}
	}
	table := Table{Header: []string{"IMIĘ I NAZWISKO", "Adres e-mail", "Nocleg"}}
	if got, want := rally.For(table), (Mapping{"IMIĘ I NAZWISKO": FieldName, "Adres e-mail": FieldEmail}); !maps.Equal(got, want) {
		t.Errorf("understood as %v, want %v", got, want)
	}
}
