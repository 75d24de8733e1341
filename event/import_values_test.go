package event

import (
	"slices"
	"testing"
	"time"
)

func TestColumns(t *testing.T) {
	for header, want := range map[string]string{
		"Lp.": FieldIgnore, "Sygnatura czasowa": FieldSubmitted, "Timestamp": FieldSubmitted, "Godzina ukończenia": FieldSubmitted,
		"Adres e-mail": FieldEmail, "E-mail:": FieldEmail, "Proszę podać adres e-mail do korespondencji *": FieldEmail,
		"Tel.": FieldPhone, "Numer telefonu": FieldPhone, "Telefon kontaktowy": FieldPhone,
		"Instytucja kierująca": FieldInstitution, "Ośrodek": FieldInstitution, "Nazwa ośrodka / miejsce pracy": FieldInstitution,
		"Stanowisko": FieldPosition, "Miasto": FieldTown, "MIEJSCOWOŚĆ": FieldTown, "Województwo": FieldVoivodeship,
		"Grupa": FieldGroup, "Dieta": FieldDiet, "Preferencje żywieniowe": FieldDiet, "Nocleg z 6 na 7 września": FieldAccommodation,
		"Czy potrzebuje Pan/Pani noclegu?": FieldAccommodation, "Dojazd": FieldTransport,
		"Wybieram warsztaty (w kolejności preferencji)": FieldPreferences, "Czy prowadzi Pani warsztaty?": FieldAnswer,
		"Zgadzam się na przetwarzanie danych": FieldConsent, "Wyrażam zgodę na kontakt e-mail": FieldConsent,
		"Zgoda na publikację wizerunku": FieldConsent, "I agree to the privacy policy": FieldConsent,
		"Tytuł": FieldTitle, "Rola": FieldRole, "Status": FieldStatus, "Opłata": FieldFee, "Zapłacono": FieldPaid, "Uwagi": FieldNote,
		"Opiekun-coach": FieldAnswer, "Proszę o fakturę na instytucję": FieldAnswer, "NIP instytucji": FieldAnswer,
		"Telefon do przełożonego": FieldAnswer, "[L]": FieldAnswer, "Rozmiar koszulki": FieldAnswer,
	} {
		if got, _ := recognise(header); got != want {
			t.Errorf("%q is read as %s, want %s", header, got, want)
		}
	}
}

func TestColumns_Together(t *testing.T) {
	for _, c := range []struct {
		about  string
		header []string
		row    []string
		want   []string
	}{
		{"given and family beside a whole name", []string{"Imię", "Nazwisko", "Nazwa"}, []string{"Anna", "Nowak", "OPS"}, []string{FieldGiven, FieldFamily, FieldAnswer}},
		{"family name first in one column", []string{"Nazwisko i imię"}, []string{"Nowak Anna"}, []string{FieldName}},
		{"a lone first name is the name", []string{"Imię", "Telefon"}, []string{"Anna Nowak", "600"}, []string{FieldName, FieldPhone}},
		{"two addresses", []string{"Adres e-mail", "E-mail służbowy"}, []string{"a@example.org", "b@example.org"}, []string{FieldEmail, FieldAnswer}},
		{"nobody signed in", []string{"Adres e-mail", "Nazwa", "Imię i nazwisko", "Adres e-mail (2)"}, []string{"anonymous", "anonymous", "Anna Nowak", "a@example.org"},
			[]string{FieldIgnore, FieldIgnore, FieldName, FieldEmail}},
		{"addresses without a telling header", []string{"Kto", "Uczestnik"}, []string{"a@example.org", "Anna Nowak"}, []string{FieldEmail, FieldName}},
		{"a town of birth is no second town", []string{"Miejscowość", "Miasto"}, []string{"Śrem", "Poznań"}, []string{FieldTown, FieldAnswer}},
	} {
		m := Columns(Table{Header: c.header, Rows: [][]string{c.row}})
		for i, header := range c.header {
			if m[header] != c.want[i] {
				t.Errorf("%s: %q is read as %s, want %s", c.about, header, m[header], c.want[i])
			}
		}
	}
}

func TestParseMoment(t *testing.T) {
	zone, err := time.LoadLocation(DefaultTimeZone)
	if err != nil {
		t.Fatal(err)
	}
	want := time.Date(2012, 6, 30, 16, 0, 50, 0, zone)
	for _, s := range []string{"30.06.2012 16:00:50", "2012-06-30 16:00:50", "2012-06-30T16:00:50", "2012/06/30 4:00:50 PM GMT+2", "6/30/2012 16:00:50",
		"30 czerwca 2012 16:00:50", "30 czerwca 2012 r., 16:00:50", "2012-06-30T14:00:50Z", "41090.6672453704", "41090,6672453704", "30.6.12 16:00:50"} {
		if got, ok := ParseMoment(s, zone); !ok || !got.Equal(want) {
			t.Errorf("%q: %v %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "wczoraj", "31.02.2012", "12", "2012", "30 smarca 2012"} {
		if got, ok := ParseMoment(s, zone); ok {
			t.Errorf("%q is read as %v", s, got)
		}
	}
}

func TestParseValues(t *testing.T) {
	for s, want := range map[string]int64{"350": 35000, "350,00 zł": 35000, "1 234,50": 123450, "99.9 PLN": 9990, "0": 0} {
		if got, ok := ParseAmount(s); !ok || got != want {
			t.Errorf("amount %q: %d %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "dużo", "-5", "1.234,50"} {
		if got, ok := ParseAmount(s); ok {
			t.Errorf("amount %q is read as %d", s, got)
		}
	}
	for s, want := range map[string]Status{"potwierdzona": Confirmed, "Lista rezerwowa": Waitlisted, "rezygnacja": Cancelled, "oczekuje": Pending, "niepotwierdzone": Pending, "confirmed": Confirmed} {
		if got, _ := ParseStatus(s); got != want {
			t.Errorf("status %q: %s", s, got)
		}
	}
	for s, want := range map[string]Role{"moderatorka": Moderator, "Panelista": Panelist, "prowadząca": Trainer, "superwizor": Supervisor, "gość honorowy": Guest, "ekspertka": Expert, "uczestniczka": Participant} {
		if got, _ := ParseRole(s); got != want {
			t.Errorf("role %q: %s", s, got)
		}
	}
	for s, want := range map[string][2]bool{"Tak": {true, true}, "nie": {false, true}, "Tak, proszę": {true, true}, "x": {true, true}, "może": {false, false}, "": {false, false}} {
		if yes, known := ParseYes(s); yes != want[0] || known != want[1] {
			t.Errorf("yes %q: %v %v", s, yes, known)
		}
	}
}

func TestOptionSet(t *testing.T) {
	for _, c := range []struct {
		titles, seen []string
		cell         string
		want         []string
	}{
		{cell: "A;B;C;", want: []string{"A", "B", "C"}},
		{cell: "Dialog motywujący, Plan pracy", want: []string{"Dialog motywujący", "Plan pracy"}},
		{titles: []string{"Ognisko, Śpiewy"}, cell: "Plan pracy, Ognisko, Śpiewy", want: []string{"Plan pracy", "Ognisko, Śpiewy"}},
		{cell: "Ognisko, śpiewy przy gitarze, kalambury, Plan pracy", want: []string{"Ognisko, śpiewy przy gitarze, kalambury", "Plan pracy"}},
		{titles: []string{"Dialog motywujący"}, cell: "DIALOG MOTYWUJĄCY, dialog motywujący", want: []string{"Dialog motywujący"}},
		{seen: []string{"praca z rodziną"}, titles: []string{"Superwizja"}, cell: "Superwizja, praca z rodziną", want: []string{"Superwizja", "praca z rodziną"}},
		{cell: "Jeden\nDwa", want: []string{"Jeden", "Dwa"}},
	} {
		o := newOptionSet()
		for _, title := range c.titles {
			o.add(title)
		}
		for _, cell := range append(c.seen, c.cell) {
			o.learn(cell)
		}
		if got := o.split(c.cell); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.cell, got, c.want)
		}
	}
}

// One office address under two names that differ by a letter or two is two people, if both are names.
func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b Name
		want bool
	}{
		{Name{Given: "Katarzyna", Family: "Wiśniewska"}, Name{Given: "Katarzyna", Family: "Wisniewka"}, true},
		{Name{Given: "Katrzyna", Family: "Wiśniewska"}, Name{Given: "Katarzyna", Family: "Wiśniewska"}, true},
		{Name{Given: "Nowak", Family: "Anna"}, Name{Given: "Anna", Family: "Nowak"}, true},
		{Name{Given: "Anna", Family: "Nowak-Lis"}, Name{Given: "Anna", Family: "Nowak"}, true},
		{Name{Given: "Ewa", Family: "Lis"}, Name{Given: "Ela", Family: "Lis"}, false},
		{Name{Given: "Jan", Family: "Kot"}, Name{Given: "Jan", Family: "Kos"}, false},
		{Name{Given: "Marta", Family: "Nowak"}, Name{Given: "Maria", Family: "Nowak"}, false},
		{Name{Given: "Halina", Family: "Nowak"}, Name{Given: "Helena", Family: "Nowak"}, false},
		{Name{Given: "Stanisław", Family: "Nowak"}, Name{Given: "Stanisława", Family: "Nowak"}, false},
	} {
		if got := sameName(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %t", c.a.Full(), c.b.Full(), got)
		}
	}
}
