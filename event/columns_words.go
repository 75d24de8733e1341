package event

import "strings"

// exactHeaders are whole headers, folded.
var exactHeaders = func() map[string]string {
	m := map[string]string{}
	for field, headers := range map[string]string{
		FieldIgnore: "lp|l p|nr|no|id|identyfikator|numer|number|badge|badge code|badge number|kod identyfikatora|numer identyfikatora|godzina rozpoczecia|start time|godzina ostatniej modyfikacji|" +
			"last modified time|jezyk|language|wynik|score|punkty|laczna liczba punktow|opinia na temat testu",
		FieldSubmitted: "sygnatura czasowa|timestamp|godzina ukonczenia|completion time|data zgloszenia|data wypelnienia|" +
			"data i godzina|czas zgloszenia|data rejestracji|data przeslania|czas przeslania|submission date|registration date|submitted|submitted at|date of registration|date submitted|znacznik czasu",
		FieldEmail: "e mail|email|mail|adres e mail|adres email|adres mailowy|adres poczty elektronicznej|poczta elektroniczna|" +
			"e mail address|email address|nazwa uzytkownika|username|e mail uczestnika|poczta|adres elektroniczny",
		FieldName: "imie i nazwisko|nazwisko i imie|imie nazwisko|nazwisko imie|uczestnik|uczestniczka|uczestnik czka|nazwa|name|full name|" +
			"imie i nazwisko uczestnika|imie i nazwisko uczestniczki|nazwisko i imie uczestnika|participant|osoba|imiona i nazwisko|" +
			"first and last name|your name|participant name",
		FieldGiven:         "imie|imiona|given|imie imiona|given name|given names|first name|firstname|forename|imie uczestnika",
		FieldFamily:        "nazwisko|nazwiska|family|family name|last name|lastname|surname|nazwisko uczestnika",
		FieldTitle:         "tytul|tytul naukowy|tytul zawodowy|stopien naukowy|tytul stopien naukowy|tytul stopien|academic title|title|tytul przed nazwiskiem",
		FieldPhone:         "tel|telefon|nr tel|nr telefonu|numer telefonu|telefon kontaktowy|tel kontaktowy|telefon komorkowy|tel kom|komorka|phone|phone number|mobile|telephone|kontakt telefoniczny|numer kontaktowy|nr kontaktowy",
		FieldInstitution:   "osrodek|instytucja|instytucja kierujaca|jednostka|placowka|organizacja|firma|zaklad pracy|miejsce pracy|nazwa instytucji|nazwa osrodka|nazwa jednostki|institution|organisation|organization|company|employer|miejsce zatrudnienia|afiliacja|affiliation|podmiot|pracodawca|ops",
		FieldPosition:      "stanowisko|funkcja|zawod|pelniona funkcja|stanowisko pracy|zajmowane stanowisko|position|job title|occupation",
		FieldTown:          "miasto|miejscowosc|gmina|town|city|miasto miejscowosc|miejscowosc zamieszkania|place",
		FieldVoivodeship:   "wojewodztwo|woj|voivodeship|region|province",
		FieldDiet:          "dieta|wyzywienie|posilki|preferencje zywieniowe|rodzaj diety|diet|meals|dietary requirements|food|posilek|rodzaj posilku|alergie|alergie pokarmowe|alergie i dieta",
		FieldAccommodation: "nocleg|noclegi|zakwaterowanie|accommodation|hotel|overnight|pokoj",
		FieldTransport:     "transport|dojazd|sposob dojazdu|przejazd|autokar|travel",
		FieldPreferences:   "warsztat|warsztaty|wybor warsztatow|wybor warsztatu|wybrane warsztaty|preferencje|preferencje warsztatowe|workshop|workshops|preferences|preferred workshops",
		FieldGroup:         "grupa|group|nazwa grupy|nr grupy|numer grupy|grupa szkoleniowa",
		FieldRole:          "rola|role|roles|rola uczestnika|charakter udzialu|forma udzialu|rodzaj udzialu|rola na zlocie|w jakiej roli",
		FieldStatus:        "status|stan|status zgloszenia|stan zgloszenia|registration status",
		FieldFee:           "oplata|kwota|koszt|oplata za udzial|wysokosc oplaty|do zaplaty|fee|price|amount|cena",
		FieldPaid:          "zaplacono|oplacone|oplacono|wplata|wplacono|platnosc|paid|payment|status oplaty|status platnosci|payment status|czy oplacono|czy zaplacono|data wplaty",
		FieldConsent:       "zgoda|consent",
		FieldNote:          "uwagi|uwaga|uwaga dla recepcji|note for the desk|notatka|notatki|komentarz|uwagi dodatkowe|dodatkowe uwagi|uwagi organizacyjne|note|notes|remarks|comments|comment",
	} {
		for _, h := range strings.Split(headers, "|") {
			m[h] = field
		}
	}
	return m
}()

// headerRule recognises a header by telling beginnings of words.
type headerRule struct {
	field string
	all   []string // every one of these must be there: a space before is the beginning of a word, one after its end
	any   []string // and one of these, if there are any
	none  []string // and none of these
}

func (r headerRule) matches(words string) bool {
	for _, w := range r.all {
		if !strings.Contains(words, w) {
			return false
		}
	}
	for _, w := range r.none {
		if strings.Contains(words, w) {
			return false
		}
	}
	for _, w := range r.any {
		if strings.Contains(words, w) {
			return true
		}
	}
	return len(r.any) == 0
}

// others are words that make a name, an address or a telephone somebody else's.
var others = []string{" dzieck", " dzieci", " przelozon", " osoba kontaktow", " osoby kontaktow", " w razie", " osoby blisk", " opiekun", " dyrektor", " kierownik", " rodzic",
	" wspol", " towarzysz", " osoby do kontaktu", " polecaj", " faktur", " nabywc", " platnik", " emergency", " invoice", " supervisor"}

// headerRules are tried in order: what people agree to comes first, since a consent may speak of anything.
var headerRules = []headerRule{
	{field: FieldConsent, any: []string{" zgadzam sie ", " wyrazam zgode ", " wyrazam zgode", " zgoda na ", " zgody ", " oswiadczam ", " akceptuj", " zapoznal",
		" rodo ", " klauzul", " przetwarzanie danych", " przetwarzanie moich danych", " wizerunk", " i agree", " i consent", " i accept", " consent ", " gdpr ", " privacy "}},
	{field: FieldSubmitted, any: []string{" sygnatura czas", " timestamp ", " data wyslania", " data zgloszenia", " godzina ukonczenia"}},
	{field: FieldName, all: []string{" imi", " nazwisk"}, none: others},
	{field: FieldName, any: []string{" full name "}, none: others},
	{field: FieldPreferences, any: []string{" warsztat", " workshop", " wybieram zajecia", " wybor zajec"},
		none: []string{" prowadz", " doswiadcz", " poprzedni", " uwagi", " ocen", " oczekiw", " wczesniej"}},
	{field: FieldEmail, any: []string{" e mail", " email", " mail ", " mailow", " poczty elektron"}, none: others},
	{field: FieldPhone, any: []string{" telefon", " tel ", " phone", " komork"}, none: append([]string{" do sekretariat", " instytucji", " osrodka"}, others...)},
	{field: FieldAccommodation, any: []string{" nocleg", " zakwaterowan", " accommodation", " overnight"}},
	{field: FieldDiet, any: []string{" diet", " zywieniow", " wyzywien", " wegetar", " alergie pokarm", " meal"}},
	{field: FieldTransport, any: []string{" dojazd", " transport", " autokar", " przyjazd"}},
	{field: FieldVoivodeship, any: []string{" wojewodztw", " voivodeship"}},
	{field: FieldInstitution, any: []string{" instytucj", " osrodek", " osrodk", " miejsce pracy", " zaklad pracy", " jednostk", " placowk", " institution", " organi", " mops ", " gops ", " zatrudnieni"},
		none: []string{" faktur", " adres", " nip ", " miejscowosc", " typ ", " rodzaj ", " organizator", " dane do ", " funkcj", " stanowisk", " forma ", " okres", " staz ", " telefon", " dyrektor"}},
	{field: FieldPosition, any: []string{" stanowisk", " position", " job ", " pelniona funkcja", " pelnionej funkcji"}},
	{field: FieldTown, any: []string{" miejscowosc", " miasto "}, none: []string{" faktur", " wielkosc", " wyjazd"}},
	{field: FieldTitle, any: []string{" tytul naukow", " tytul zawodow", " stopien naukow", " academic title"}},
	{field: FieldGiven, any: []string{" imie ", " imiona ", " first name", " given name"}, none: others},
	{field: FieldFamily, any: []string{" nazwisko ", " last name", " surname", " family name"}, none: append([]string{" rodowe", " panienskie"}, others...)},
	{field: FieldPaid, any: []string{" oplacon", " zaplacon", " wplacon", " wplat", " paid "}},
	{field: FieldFee, any: []string{" oplat", " fee "}},
	{field: FieldNote, any: []string{" uwagi "}, none: []string{" warsztat", " program"}},
}
