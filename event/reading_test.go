package event

import (
	"slices"
	"testing"
	"time"
)

// The headers are those of real exports.
var (
	pretixHeader = []string{"Event slug", "Order code", "Position ID", "Status", "Email", "Phone number", "Order date", "Order time", "Product", "Variation",
		"Price", "Tax rate", "Tax rule", "Tax value", "Attendee name", "Attendee name: Given name", "Attendee name: Family name", "Attendee email", "Company",
		"Address", "ZIP code", "City", "Country", "State", "Voucher", "Pseudonymization ID", "Ticket secret", "Seat ID", "Blocked", "Order comment",
		"Czego się spodziewasz?", "Company (2)", "Invoice address name", "VAT ID", "Sales channel", "Order locale", "E-mail address verified"}
	pretixRow = []string{"zlot", "ABC12", "1", "paid", "biuro@example.org", "+48600100200", "2012-06-30", "16:00:50", "Uczestnik", "",
		"350.00", "0.00", "", "0.00", "Anna Nowak", "Anna", "Nowak", "anna@example.org", "OPS Śrem",
		"Rynek 1", "63-100", "Śrem", "PL", "", "", "XYZ", "tajne", "", "", "", "rozmów", "OPS", "OPS", "", "web", "pl", "Yes"}
	indicoHeader = []string{"ID", "Name", "Email Address", "First Name", "Last Name", "Affiliation", "Position", "Title", "Phone Number", "Registration date",
		"Registration state", "Price", "Checked in", "Check-in date", "Payment date", "Tags"}
	indicoRow = []string{"1", "Anna Nowak", "anna@example.org", "Anna", "Nowak", "OPS Śrem", "asystentka", "Ms", "600100200", "2012-06-30 16:00:50+02:00",
		"Awaiting payment", "350.00 PLN", "No", "", "", "vip"}
)

func TestPreset(t *testing.T) {
	for _, c := range []struct {
		preset      string
		header, row []string
		want        map[string]string
	}{
		{PresetGoogle, []string{"Sygnatura czasowa", "Nazwa użytkownika", "Imię i nazwisko", "Adres e-mail do korespondencji"},
			[]string{"30.06.2012 16:00:50", "konto@example.org", "Anna Nowak", "anna@example.org"},
			map[string]string{"Sygnatura czasowa": FieldSubmitted, "Nazwa użytkownika": FieldEmail, "Imię i nazwisko": FieldName}},
		{PresetGoogle, []string{"Timestamp", "Email Address", "Full name", "E-mail"}, []string{"2012/06/30 4:00:50 PM EET", "konto@example.org", "Anna Nowak", "anna@example.org"},
			map[string]string{"Timestamp": FieldSubmitted, "Email Address": FieldAnswer, "Full name": FieldName, "E-mail": FieldEmail}},
		{PresetMicrosoft, []string{"Identyfikator", "Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa", "Imię i nazwisko", "Adres e-mail (2)"},
			[]string{"1", "x", "2012-06-30 16:00:50", "anonymous", "anonymous", "Anna Nowak", "anna@example.org"},
			map[string]string{"Identyfikator": FieldIgnore, "Godzina rozpoczęcia": FieldIgnore, "Godzina ukończenia": FieldSubmitted, "Adres e-mail": FieldIgnore,
				"Nazwa": FieldIgnore, "Imię i nazwisko": FieldName, "Adres e-mail (2)": FieldEmail}},
		{PresetMicrosoft, []string{"ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Phone"},
			[]string{"1", "x", "2012-06-30 16:00:50", "anna@example.org", "Anna Nowak", "", "600"},
			map[string]string{"ID": FieldIgnore, "Email": FieldEmail, "Name": FieldName, "Last modified time": FieldIgnore, "Phone": FieldPhone}},
		{PresetPretix, pretixHeader, pretixRow, map[string]string{"Order code": FieldAnswer, "Status": FieldStatus, "Email": FieldAnswer, "Attendee email": FieldEmail,
			"Attendee name": FieldAnswer, "Attendee name: Given name": FieldGiven, "Attendee name: Family name": FieldFamily, "Company": FieldInstitution,
			"Company (2)": FieldAnswer, "City": FieldTown, "Phone number": FieldPhone, "Price": FieldFee, "Ticket secret": FieldIgnore, "Order date": FieldSubmitted,
			"State": FieldAnswer, "Product": FieldAnswer, "Czego się spodziewasz?": FieldAnswer, "E-mail address verified": FieldIgnore}},
		{PresetPretix, []string{"Kod zamówienia", "ID pozycji", "Status", "Email", "Data zamówienia", "Produkt", "Imię uczestnika", "Adres email uczestnika"},
			[]string{"ABC12", "1", "zapłacone", "biuro@example.org", "2012-06-30", "Uczestnik", "Anna Nowak", ""},
			map[string]string{"Imię uczestnika": FieldName, "Email": FieldEmail, "Adres email uczestnika": FieldAnswer, "Data zamówienia": FieldSubmitted}},
		{PresetIndico, indicoHeader, indicoRow, map[string]string{"ID": FieldIgnore, "Name": FieldAnswer, "Email Address": FieldEmail, "First Name": FieldGiven,
			"Last Name": FieldFamily, "Affiliation": FieldInstitution, "Title": FieldTitle, "Registration date": FieldSubmitted, "Registration state": FieldStatus,
			"Payment date": FieldPaid, "Checked in": FieldIgnore, "Tags": FieldAnswer}},
		{"", []string{"Lp.", "Nazwisko", "Imię", "Ośrodek", "Tel."}, []string{"1", "Nowak", "Anna", "OPS", "600"},
			map[string]string{"Lp.": FieldIgnore, "Nazwisko": FieldFamily, "Imię": FieldGiven, "Ośrodek": FieldInstitution, "Tel.": FieldPhone}},
		{"", []string{"Dane osobowe: Imię", "Dane osobowe: Nazwisko", "Dane kontaktowe: E-mail", "Osoba kontaktowa: Telefon", "Wyrażam zgodę na: e-mail"},
			[]string{"Anna", "Nowak", "anna@example.org", "600", "tak"},
			map[string]string{"Dane osobowe: Imię": FieldGiven, "Dane osobowe: Nazwisko": FieldFamily, "Dane kontaktowe: E-mail": FieldEmail,
				"Osoba kontaktowa: Telefon": FieldAnswer, "Wyrażam zgodę na: e-mail": FieldConsent}},
	} {
		table := Table{Header: c.header, Rows: [][]string{c.row}}
		if got := Preset(table); got != c.preset {
			t.Errorf("%v is taken for %q, want %q", c.header, got, c.preset)
		}
		m := Columns(table)
		for header, want := range c.want {
			if m[header] != want {
				t.Errorf("%s: %q is read as %s, want %s", c.preset, header, m[header], want)
			}
		}
	}
}

// read1 reads a table of one row.
func read1(t *testing.T, header, row []string) (record, importSource) {
	t.Helper()
	table := Table{Header: header, Rows: [][]string{row}}
	src, err := readRecords(table, Columns(table), time.UTC)
	if err != nil || len(src.people) != 1 {
		t.Fatalf("%d people, rejected %v, %v", len(src.people), src.rejected, err)
	}
	return src.people[0], src
}

func TestReadRecords_Presets(t *testing.T) {
	rec, _ := read1(t, pretixHeader, pretixRow)
	if rec.name != (Name{"", "Anna", "Nowak"}) || rec.email != "anna@example.org" || rec.status != Confirmed || rec.paid == nil || !*rec.paid ||
		rec.fee == nil || *rec.fee != 35000 || rec.answers["Ticket secret"] != "" || rec.answers["Czego się spodziewasz?"] != "rozmów" {
		t.Errorf("pretix: %+v", rec)
	}
	rec, _ = read1(t, indicoHeader, indicoRow)
	if rec.name != (Name{"", "Anna", "Nowak"}) || rec.status != Pending || rec.paid == nil || *rec.paid || rec.phone != "600100200" ||
		!rec.submitted.Equal(time.Date(2012, 6, 30, 14, 0, 50, 0, time.UTC)) {
		t.Errorf("indico: %+v", rec)
	}
}

func TestReadRecords_Cells(t *testing.T) {
	header := []string{"Imię i nazwisko", "Telefon", "Zgody", "Zgadzam się na zdjęcia podczas Zlotu", "Dieta", "Uwagi"}
	rec, src := read1(t, header, []string{"Anna Nowak", "6,00E+08", "Wyrażam zgodę na przetwarzanie danych;Nie zgadzam się na newsletter organizatora", "Nie", "#N/D!", "#REF!"})
	want := []Consent{{Wording: "Wyrażam zgodę na przetwarzanie danych", Given: true}, {Wording: "Nie zgadzam się na newsletter organizatora"}, {Wording: header[3]}}
	if !slices.Equal(rec.consents, want) {
		t.Errorf("consents %+v", rec.consents)
	}
	var codes []string
	for _, w := range src.warnings {
		codes = append(codes, w.Code+" "+w.Column)
	}
	if !slices.Contains(codes, CodeImportDigits+" Telefon") || !slices.Contains(codes, CodeImportCell+" Dieta") || rec.diet != "" || rec.note != "" {
		t.Errorf("warned of %v; diet %q, note %q", codes, rec.diet, rec.note)
	}
	for raw, want := range map[string][2]string{"6.00100200E+08": {"600100200", ""}, "6.001E+08": {"6.001E+08", CodeImportDigits}, "600 100 200": {"600 100 200", ""},
		"22123456": {"22123456", CodeImportPhone}, "48600100200.0": {"48600100200", ""}, "+370 612 3456": {"+370 612 3456", ""}, "61 847 wew. 3": {"61 847 wew. 3", ""}, "112": {"112", CodeImportPhone}} {
		if phone, code := readPhone(raw); phone != want[0] || code != want[1] {
			t.Errorf("%q is read as %q %s", raw, phone, code)
		}
	}
}

func TestReadRecords_OtherSheet(t *testing.T) {
	table := Table{Name: "plan.xlsx", Header: []string{"Dzień", "Sala"}, Hints: []RowError{{Code: CodeTableOtherSheet, Args: map[string]any{"Other": "Lista"}}}}
	_, err := readRecords(table, Columns(table), time.UTC)
	e, ok := err.(*Error)
	if !ok || e.Code != CodeImportColumns || e.Args["Other"] != "Lista" {
		t.Errorf("a sheet without names: %v", err)
	}
}

func TestColumns_More(t *testing.T) {
	for header, want := range map[string]string{
		"E-mail kontaktowy": FieldEmail, "Kontaktowy adres e-mail": FieldEmail, "Numer kontaktowy": FieldPhone, "Osoba kontaktowa – telefon": FieldAnswer,
		"Telefon w razie nagłego wypadku": FieldAnswer, "#": FieldIgnore, "Data rejestracji": FieldSubmitted, "Miejsce zatrudnienia": FieldInstitution,
		"OPS/MOPS/GOPS": FieldInstitution, "Pełniona funkcja w OPS": FieldPosition, "Status opłaty": FieldPaid, "Rola na Zlocie": FieldRole, "Alergie": FieldDiet,
		"Full Name (for badge)": FieldName, "Imię i nazwisko dyrektora": FieldAnswer, "E-mail do faktury": FieldAnswer, "Nazwisko rodowe": FieldAnswer,
		"Staż pracy w jednostce": FieldAnswer, "Preferred name": FieldAnswer, "Rozmiar koszulki": FieldAnswer,
	} {
		if got, _ := recognise(header); got != want {
			t.Errorf("%q is read as %s, want %s", header, got, want)
		}
	}
}

func TestIsFamilyFirst(t *testing.T) {
	for _, c := range []struct {
		header string
		cells  []string
		want   bool
	}{
		{"Uczestnik", []string{"Nowak Anna", "Kowalski Jan", "Lis Ewa", "Kot Maria Zofia"}, true},
		{"Uczestnik", []string{"Anna Nowak", "Jan Kowalski", "Ewa Lis", "Nowak Anna"}, false},
		{"Nazwisko i imię", []string{"Anna Nowak", "Jan Kowalski", "Ewa Lis"}, false}, // what people wrote counts
		{"Nazwisko i imię", []string{"Bartosz Adamiec", "Xu Li"}, true},
		{"Imię i nazwisko", []string{"Zhang Wei"}, false},
		{"Uczestnik", nil, false},
	} {
		if got := isFamilyFirst(c.header, slices.Values(c.cells)); got != c.want {
			t.Errorf("%s %q: family first %t", c.header, c.cells, got)
		}
	}
}

func TestSplitName_More(t *testing.T) {
	for _, c := range []struct {
		full        string
		familyFirst bool
		want        Name
	}{
		{full: "dr hab. Anna Nowak, prof. UJ", want: Name{"prof. UJ dr hab.", "Anna", "Nowak"}},
		{full: "dr hab. Anna Nowak, prof. uczelni", want: Name{"prof. uczelni dr hab.", "Anna", "Nowak"}},
		{full: "Kowalska Nowak Anna", familyFirst: true, want: Name{"", "Anna", "Kowalska Nowak"}},
		{full: "Nowak Anna Maria", familyFirst: true, want: Name{"", "Anna Maria", "Nowak"}},
		{full: "Kowalska Anna", want: Name{"", "Anna", "Kowalska"}}, // one row the other way round
		{full: "Anna Kowalska", familyFirst: true, want: Name{"", "Anna", "Kowalska"}},
		{full: "Anna Nowak– Kowalska", want: Name{"", "Anna", "Nowak-Kowalska"}},
		{full: "Nowak —Kowalska Anna", familyFirst: true, want: Name{"", "Anna", "Nowak-Kowalska"}},
		{full: "jan kowalski", want: Name{"", "Jan", "Kowalski"}},
		{full: "maria de luca", want: Name{"", "Maria", "de Luca"}},
		{full: "Anna Nowak (z d. Lis)", want: Name{"", "Anna", "Nowak (z d. Lis)"}},
		{full: "Jean-Pierre Dupont", want: Name{"", "Jean-Pierre", "Dupont"}},
		{full: "Anna Maria Kowalska Nowak", want: Name{"", "Anna Maria", "Kowalska Nowak"}},
		{full: "Siobhán O'Connor", want: Name{"", "Siobhán", "O'Connor"}},
	} {
		if got := SplitName(c.full, c.familyFirst); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.full, got, c.want)
		}
	}
}

func TestParseMoment_Forms(t *testing.T) {
	zone, err := time.LoadLocation(DefaultTimeZone)
	if err != nil {
		t.Fatal(err)
	}
	want := time.Date(2026, 3, 12, 14, 5, 0, 0, zone)
	for _, s := range []string{"12 marca 2026 14:05", "12 marca 2026 r. godz. 14:05", "czwartek, 12 marca 2026 14:05", "czw. 12.03.2026 14:05", "12.03.2026, 14:05",
		"2026/03/12 2:05:00 PM CET", "2026/03/12 3:05:00 PM EET", "2026/03/12 2:05:00 PM GMT+1", "12 III 2026 14:05", "12.III.2026 14.05", "12 mar 2026, 14:05", "12/03/2026 14:05"} {
		if got, ok := ParseMoment(s, zone); !ok || !got.Equal(want) {
			t.Errorf("%q: %v %v", s, got, ok)
		}
	}
	table := Table{Header: []string{"Timestamp", "Name"}, Rows: [][]string{{"3/12/2026 14:05:00", "Anna Nowak"}, {"3/13/2026 14:05:00", "Jan Lis"}}}
	src, err := readRecords(table, Columns(table), zone)
	if err != nil || len(src.people) != 2 || !src.people[0].submitted.Equal(want) {
		t.Errorf("the American way: %+v, %v", src.people, err)
	}
}
