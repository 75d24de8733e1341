package event

import (
	"slices"
	"strings"
)

// The presets: programs whose exports are known by their headers.
const (
	PresetGoogle    = "google-forms"
	PresetMicrosoft = "microsoft-forms"
	PresetPretix    = "pretix"
	PresetIndico    = "indico"
)

// Preset names the program that a table was exported from, "" where it is none of those known.
func Preset(t Table) string {
	there := headerSet{}
	first := [2]string{}
	for i, h := range t.Header {
		folded := Fold(trimSuffixes(h))
		there[folded] = true
		if i < len(first) {
			first[i] = folded
		}
	}
	switch {
	case there.any("order code", "kod zamowienia") &&
		there.any("position id", "id pozycji", "attendee name", "imie uczestnika", "pseudonymization id", "id pseudonimizacji", "product", "produkt"):
		return PresetPretix
	case there.any("godzina rozpoczecia", "start time") && there.any("godzina ukonczenia", "completion time"):
		return PresetMicrosoft
	case first == [2]string{"id", "name"} &&
		there.any("registration date", "registration state", "email address", "data rejestracji", "status rejestracji"):
		return PresetIndico
	case first[1] != "" && (headerSet{first[0]: true}).any("sygnatura czasowa", "timestamp", "znacznik czasu"):
		return PresetGoogle
	}
	return ""
}

// headerSet is folded headers.
type headerSet map[string]bool

func (s headerSet) any(headers ...string) bool {
	return slices.ContainsFunc(headers, func(h string) bool { return s[h] })
}

// presetColumn is what a preset knows about a header. The strength stands beside that of recognise: more
// than 3 wins over every other column, less than 1 gives way to all.
type presetColumn struct {
	field    string
	strength int
}

// of is what a preset says about a column of a table.
func (c presetColumn) of(t Table, column int) (field string, strength int) {
	if c.field == FieldEmail && c.strength > 3 && sparse(t, column) {
		return c.field, -1 // whoever ordered can be reached
	}
	return c.field, c.strength
}

// presetColumns are the headers of the presets, folded.
var presetColumns = func() map[string]map[string]presetColumn {
	all := map[string]map[string]presetColumn{}
	for preset, columns := range map[string][]struct {
		field    string
		strength int
		headers  string
	}{
		PresetGoogle: {
			{FieldSubmitted, 4, "sygnatura czasowa|timestamp|znacznik czasu"},
			{FieldIgnore, 4, "wynik|score"},
			// The account somebody was signed in with; the form may ask for the address to write to.
			{FieldEmail, 2, "nazwa uzytkownika|username|adres e mail|email address"},
		},
		PresetMicrosoft: {
			{FieldSubmitted, 4, "godzina ukonczenia|completion time"},
			{FieldIgnore, 4, "id|identyfikator|godzina rozpoczecia|start time|godzina ostatniej modyfikacji|last modified time|" +
				"laczna liczba punktow|total points|opinia na temat testu|quiz feedback|jezyk|language"},
			{FieldEmail, 2, "adres e mail|email"}, // of the account
			{FieldName, 0, "nazwa|name"},
		},
		PresetPretix: {
			{FieldName, 4, "attendee name|imie uczestnika|attendee name full name|imie uczestnika imie i nazwisko"},
			{FieldGiven, 4, "attendee name given name|imie uczestnika imie"},
			{FieldFamily, 4, "attendee name family name|imie uczestnika nazwisko"},
			{FieldTitle, 4, "attendee name title|imie uczestnika tytul|attendee name degree"},
			{FieldEmail, 4, "attendee email|attendee e mail|adres email uczestnika|adres e mail uczestnika"},
			{FieldEmail, 0, "email|e mail|adres e mail|adres email"}, // of who ordered, maybe for several people
			{FieldPhone, 2, "phone number|numer telefonu|telefon"},
			{FieldInstitution, 2, "company|firma|nazwa firmy"},
			{FieldTown, 2, "city|miasto"},
			{FieldSubmitted, 4, "order date|data zamowienia"},
			{FieldStatus, 4, "status"},
			{FieldFee, 4, "price|cena"},
			{FieldNote, 2, "order comment|comment|komentarz"},
			{FieldIgnore, 4, "event slug|position id|id pozycji|order time|tax rate|stopa podatkowa|tax rule|zasada podatkowa|tax value|wartosc podatku|" +
				"pseudonymization id|id pseudonimizacji|ticket secret|seat id|seat zone|seat row|blocked|valid from|valid until|follow up date|" +
				"invoice address name|nazwa adresu faktury|invoice address name given name|invoice address name family name|invoice address street|" +
				"invoice address zip code|invoice address city|invoice address country|invoice address state|vat id|sales channel|order locale|" +
				"region zamowienia|e mail address verified|external customer id|payment providers|start date|end date"},
		},
		PresetIndico: {
			{FieldName, 0, "name"}, // given and family name have columns of their own, if they were chosen
			{FieldSubmitted, 4, "registration date|data rejestracji"},
			{FieldStatus, 4, "registration state|status rejestracji"},
			{FieldFee, 4, "price"},
			{FieldPaid, 4, "payment date"},
			{FieldIgnore, 4, "id|modification date|created by|checked in|check in date|picture"},
		},
	} {
		all[preset] = map[string]presetColumn{}
		for _, c := range columns {
			for _, h := range strings.Split(c.headers, "|") {
				all[preset][h] = presetColumn{c.field, c.strength}
			}
		}
	}
	return all
}()
