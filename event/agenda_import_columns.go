package event

import "strings"

// The fields that a column of a programme can hold.
const (
	agendaDay          = "day"
	agendaStart        = "start"
	agendaEnd          = "end"
	agendaRoom         = "room"
	agendaKind         = "kind"
	agendaTitle        = "title"
	agendaContributors = "contributors"
	agendaCapacity     = "capacity"
	agendaHours        = "hours"
	agendaSignUp       = "sign_up"
	agendaMandatory    = "mandatory"
	agendaGroups       = "groups"
	agendaDescription  = "description"
	agendaAllRooms     = "all_rooms"
	agendaVenue        = "venue"
	agendaLasts        = "duration"
	agendaID           = "id"
)

// agendaHeaders are whole headers, folded.
var agendaHeaders = func() map[string]string {
	m := map[string]string{}
	for field, headers := range map[string]string{
		agendaDay:          "dzien|data|day|date",
		agendaStart:        "od|poczatek|start|from|rozpoczecie|godzina rozpoczecia|begin|begins|starts|godzina|time|czas|godz",
		agendaEnd:          "do|koniec|end|to|zakonczenie|godzina zakonczenia|ends|until",
		agendaRoom:         "sala|miejsce|room|place|pomieszczenie|lokalizacja|location|venue|nazwa sali|room name",
		agendaKind:         "rodzaj|typ|kind|type|forma|rodzaj zajec|forma zajec",
		agendaTitle:        "tytul|temat|punkt programu|title|topic|nazwa|session|tresc|zajecia|subject|tytul punktu|opis|session title|name|event|wydarzenie",
		agendaContributors: "osoby|prowadzacy|prowadzaca|prowadzacy a|people|speakers|speaker|contributors|prelegenci|prelegent|wykladowca|trener|osoby prowadzace|persons|presenters|presenter|hosts|trainers|panelists",
		agendaCapacity:     "limit miejsc|limit|miejsca|liczba miejsc|capacity|seats|places|limit osob|liczba osob|limit of places|places limit|max participants",
		agendaHours:        "godziny dydaktyczne|godziny|liczba godzin|hours|didactic hours|teaching hours|godz dydaktyczne|godz dyd|liczba godzin dydaktycznych",
		agendaSignUp:       "zapisy|zapis|sign up|signup|registration|enrolment|enrollment|obowiazuja zapisy|wymaga zapisu|sign up needed|signup required",
		agendaMandatory:    "obowiazkowy|obowiazkowe|obowiazkowa|mandatory|required|obowiazkowo|obecnosc obowiazkowa|compulsory|obligatory",
		agendaGroups:       "grupa|grupy|group|groups|dla grup|dla kogo|for groups|for whom",
		agendaDescription:  "opis punktu|opis punktu programu|opis zajec|description|abstract|streszczenie|abstrakt|summary|opis warsztatu|session description",
		agendaAllRooms:     "wszystkie sale|all rooms|we wszystkich salach|in all rooms|every room",
		agendaVenue:        "budynek|obiekt|building|gmach|adres|address|venue building",
		agendaLasts:        "czas trwania|duration|dlugosc|length|trwanie|lasts|czas w minutach|minuty|minutes|liczba minut",
		agendaID:           "id|guid|uuid|identyfikator|session id|identifier",
	} {
		for _, h := range strings.Split(headers, "|") {
			m[h] = field
		}
	}
	return m
}()

// agendaSecond is what a header means where another column has its first meaning already: "Opis" is the title
// only where nothing else is.
var agendaSecond = map[string]string{
	"opis": agendaDescription, "tresc": agendaDescription,
	"miejsce": agendaVenue, "lokalizacja": agendaVenue, "place": agendaVenue, "location": agendaVenue, "venue": agendaVenue,
}

// agendaExamples are the headers to write where a needed column is missing.
var agendaExamples = map[string]string{agendaDay: "Dzień / Day", agendaStart: "Od / From", agendaTitle: "Tytuł / Title"}

// kindWords are beginnings of the words for what happens in a session.
var kindWords = []struct {
	kind   SessionKind
	begins []string
}{
	{Reception, []string{"rejestracj", "recepcj", "registration", "reception", "check in", "zapisy"}},
	{QA, []string{"pytani", "q a", "qa", "eksperci", "konsultac", "questions", "ask ", "dyzur"}},
	{Panel, []string{"panel", "debat", "dyskusj"}},
	{Workshop, []string{"warsztat", "workshop", "cwiczeni", "trening", "superwizj", "zajecia", "szkoleni", "training"}},
	{Break, []string{"przerw", "obiad", "kaw", "kolacj", "sniadani", "lunch", "break", "coffee", "dinner", "breakfast", "poczestunek", "posilek"}},
	{Social, []string{"integrac", "social", "ognisk", "marsz", "spacer", "zwiedzan", "wycieczk", "zabaw", "bankiet", "party", "impreza"}},
	{Assembly, []string{"spotkani", "zebrani", "meeting", "narad", "assembly"}},
	{Lecture, []string{"wyklad", "prelekcj", "lecture", "otwarci", "zakonczeni", "prezentacj", "keynote", "talk", "referat", "wystapieni", "opening", "closing"}},
}

// ParseSessionKind reads a kind of session in Polish or English.
func ParseSessionKind(s string) (SessionKind, bool) {
	f := Fold(s)
	if f == "" {
		return "", false
	}
	for _, w := range kindWords {
		if string(w.kind) == f || hasAnyPrefix(f, w.begins) {
			return w.kind, true
		}
	}
	return "", false
}
