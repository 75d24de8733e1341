package event

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Yes and no as forms and people write them, folded.
var (
	yesWords = wordSet("tak t yes y true 1 x v prawda zgadzam wyrazam akceptuje ok agree oplacone oplacono zaplacono wplacono zaplacone paid")
	noWords  = wordSet("nie n no false 0 falsz brak odmawiam none unpaid nieoplacone nieoplacono niezaplacono niezaplacone")
)

// ParseYes reads yes or no; known is false for anything else.
func ParseYes(s string) (yes, known bool) {
	f := Fold(s)
	if f == "" {
		return s == "+" || s == "✓" || s == "✔" || s == "☑", s != ""
	}
	first, _, _ := strings.Cut(f, " ")
	switch {
	case noWords[first]:
		return false, true
	case yesWords[first]:
		return true, true
	}
	return false, false
}

// isYes takes what is neither yes nor no for yes: a ticked box is exported as its own wording.
func isYes(s string) bool {
	yes, known := ParseYes(s)
	return yes || !known && s != ""
}

// isNothing reports words that people write where they have nothing to say.
func isNothing(s string) bool {
	switch Fold(s) {
	case "", "brak", "nie mam", "nie dotyczy", "n d", "nd", "none", "n a", "na":
		return true
	}
	return false
}

// isCellError reports what a spreadsheet writes where a formula fails, in English and Polish.
func isCellError(s string) bool {
	switch s {
	case "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
		"#N/D!", "#N/D", "#ADR!", "#ARG!", "#DZIEL/0!", "#LICZBA!", "#NAZWA?", "#ZERO!", "#ROZLANIE!":
		return true
	}
	return len(s) == 7 && strings.HasPrefix(s, "Err:5") || s == "Błąd:502" || s == "#ERROR!"
}

// isPaidStatus reads the statuses that speak of money: said is false for the others.
func isPaidStatus(s string) (paid, said bool) {
	f := Fold(s)
	if hasAnyPrefix(f, []string{"nieoplac", "niezaplac", "unpaid", "awaiting payment", "oczekiwanie na zaplat"}) {
		return false, true
	}
	paid = hasAnyPrefix(f, []string{"paid", "oplac", "zaplac"})
	return paid, paid
}

// readConsents reads a column of consents. Where its header is no wording ("Zgody"), the answer is: each
// statement that was ticked.
func readConsents(header, value string) []Consent {
	const wordsOfWording = 3
	if strings.Count(value, " ") < wordsOfWording || strings.Count(Fold(header), " ")+1 > wordsOfWording {
		return []Consent{{Wording: header, Given: isYes(value)}}
	}
	var all []Consent
	for _, part := range hardSplit(value) {
		all = append(all, Consent{Wording: part, Given: isYes(part)})
	}
	return all
}

var scientific = regexp.MustCompile(`^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$`)

// readPhone reads a telephone number that may have gone through a spreadsheet; code says what it lost.
func readPhone(s string) (phone, code string) {
	const fewest, whole = 7, 9
	if m := scientific.FindStringSubmatch(s); m != nil {
		digits := m[1] + m[2]
		exponent, _ := strconv.Atoi(m[3])
		if exponent+1 > len(digits) || exponent > 15 {
			return s, CodeImportDigits
		}
		return digits, ""
	}
	s = strings.TrimSuffix(s, ".0")
	n := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n++
		case unicode.IsLetter(r), r == '+', r == ',', r == ';', r == '/':
			return s, "" // an extension, another country, two numbers
		}
	}
	if n > 0 && n < whole && (n == whole-1 || n < fewest) {
		return s, CodeImportPhone
	}
	return s, ""
}

// clockLayouts and dateLayouts are joined with one space to read moments of all the usual forms.
var (
	dateLayouts  = []string{"2006-01-02", "2.1.2006", "2.01.2006", "2006/1/2", "2/1/2006", "1/2/2006", "1/2/06", "2-1-2006", "2.1.06", "2006.1.2"}
	clockLayouts = []string{"", "15:04:05", "15:04", "3:04:05 PM", "3:04 PM", "15.04", "15:04:05.000"}
)

var monthWords = map[string]string{"stycznia": "1", "styczen": "1", "sty": "1", "january": "1", "jan": "1", "lutego": "2", "luty": "2", "lut": "2",
	"february": "2", "feb": "2", "marca": "3", "marzec": "3", "mar": "3", "march": "3", "kwietnia": "4", "kwiecien": "4", "kwi": "4",
	"april": "4", "apr": "4", "maja": "5", "maj": "5", "may": "5", "czerwca": "6", "czerwiec": "6", "cze": "6", "june": "6", "jun": "6",
	"lipca": "7", "lipiec": "7", "lip": "7", "july": "7", "jul": "7", "sierpnia": "8", "sierpien": "8", "sie": "8", "august": "8", "aug": "8",
	"wrzesnia": "9", "wrzesien": "9", "wrz": "9", "september": "9", "sep": "9", "pazdziernika": "10", "pazdziernik": "10", "paz": "10",
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12",
	"october": "10", "oct": "10", "listopada": "11", "listopad": "11", "lis": "11", "november": "11", "nov": "11", "grudnia": "12",
	"grudzien": "12", "gru": "12", "december": "12", "dec": "12"}

var (
	worded  = regexp.MustCompile(`^(\d{1,2})\.? *(\pL+)\.?,? *(\d{4})(?: ?r\.?)?,? *(.*)$`)
	zoneEnd = regexp.MustCompile(` (GMT|UTC|CET|CEST|EET|EEST)([+-]\d{1,2})?(?::?(\d{2}))?$`)
	dayName = regexp.MustCompile(`^(?:\pL{2,12})\.?,? +(\d)`)
	serial  = regexp.MustCompile(`^\d{5}(?:[.,]\d+)?$`)
)

// ParseMoment reads a date, with or without a time of day, in Polish, ISO, American or English form, or as
// the number that a spreadsheet keeps. A date alone is its midnight in zone.
func ParseMoment(s string, zone *time.Location) (time.Time, bool) { return parseMoment(s, zone, false) }

// parseMoment reads 3/4/2012 as the fourth of March where monthFirst says so.
func parseMoment(s string, zone *time.Location, monthFirst bool) (time.Time, bool) {
	r := momentReader{zone: zone, monthFirst: monthFirst}
	return r.read(s)
}

// momentReader reads the moments of a column, trying first the form that the last one had.
type momentReader struct {
	zone       *time.Location
	monthFirst bool
	last       string // layout
}

var momentWords = strings.NewReplacer(", ", " ", " o godz. ", " ", " godz. ", " ", "T", " ")

func (r *momentReader) read(s string) (time.Time, bool) {
	if r.last != "" {
		if t, err := time.ParseInLocation(r.last, s, r.zone); err == nil && plausibleYear(t) {
			return t, true
		}
	}
	raw := s
	s = strings.Join(strings.Fields(CleanText(s)), " ")
	if s == "" || len(s) > 100 {
		return time.Time{}, false
	}
	if t, ok := exactMoment(s, r.zone); ok {
		return t, plausibleYear(t)
	}
	s, zone := namedZone(s, r.zone)
	s = momentWords.Replace(dayName.ReplaceAllString(s, "$1"))
	if m := worded.FindStringSubmatch(s); m != nil && monthWords[Fold(m[2])] != "" {
		s = strings.TrimSpace(m[1] + "." + monthWords[Fold(m[2])] + "." + m[3] + " " + m[4])
	}
	t, layout, ok := r.try(s, zone)
	if ok && s == raw && !strings.Contains(layout, "/") { // which of the numbers is the month, each cell says anew
		r.last = layout
	}
	return t, ok
}

// try finds the layout of a moment.
func (r *momentReader) try(s string, zone *time.Location) (t time.Time, layout string, ok bool) {
	for _, d := range dateLayouts {
		if r.monthFirst && d == "2/1/2006" {
			continue
		}
		for _, c := range clockLayouts {
			layout = strings.TrimSpace(d + " " + c)
			if t, err := time.ParseInLocation(layout, s, zone); err == nil && plausibleYear(t) {
				return t, layout, true
			}
		}
	}
	return time.Time{}, "", false
}

// exactMoment reads what programs write for each other: a spreadsheet's number, or a moment with its zone.
func exactMoment(s string, zone *time.Location) (t time.Time, ok bool) {
	if serial.MatchString(s) {
		v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
		return serialMoment(v, zone), err == nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func plausibleYear(t time.Time) bool { return t.Year() > 1900 && t.Year() < 2200 }

// namedZone takes the zone off the end of a moment: Google Forms writes 2:05:00 PM EET.
func namedZone(s string, zone *time.Location) (rest string, named *time.Location) {
	m := zoneEnd.FindStringSubmatchIndex(s)
	if m == nil {
		return s, zone
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	hours := map[string]int{"CET": 1, "CEST": 2, "EET": 2, "EEST": 3}[part(1)]
	if part(2) != "" {
		hours, _ = strconv.Atoi(part(2))
	}
	minutes, _ := strconv.Atoi(part(3))
	if hours < -14 || hours > 14 || minutes > 59 {
		return s, zone // no place on Earth
	}
	if hours < 0 {
		minutes = -minutes
	}
	return s[:m[0]], time.FixedZone(part(1)+part(2), hours*3600+minutes*60)
}

var slashes = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/\d`)

// monthFirst reports whether a column's dates are written the American way: some have no thirteenth month.
func monthFirst(cells func(yield func(string) bool)) (american bool) {
	cells(func(cell string) bool {
		m := slashes.FindStringSubmatch(cell)
		if m == nil {
			return true
		}
		first, _ := strconv.Atoi(m[1])
		second, _ := strconv.Atoi(m[2])
		american = american || second > 12
		if first > 12 {
			american = false
			return false
		}
		return true
	})
	return american
}

// serialMoment reads a spreadsheet's count of days since the end of 1899, to the second.
func serialMoment(v float64, zone *time.Location) time.Time {
	days, part := math.Modf(v)
	seconds := int(math.Round(part * 24 * 60 * 60))
	return time.Date(1899, time.December, 30+int(days), 0, 0, seconds, 0, zone)
}

var amount = regexp.MustCompile(`^(\d+)(?:[.,](\d{1,2}))?$`)

// ParseAmount reads an amount of money in złoty as grosz: 350, 350,00 zł, 1 234,50 PLN.
func ParseAmount(s string) (grosz int64, ok bool) {
	f := strings.ToLower(strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(s))
	for _, unit := range []string{"zł", "zl", "pln", "zł.", ",-"} {
		f = strings.TrimSuffix(f, unit)
	}
	m := amount.FindStringSubmatch(f)
	if m == nil || len(m[1]) > 9 {
		return 0, false
	}
	zl, _ := strconv.ParseInt(m[1], 10, 64)
	gr, _ := strconv.ParseInt((m[2] + "00")[:2], 10, 64)
	return zl*100 + gr, true
}

// ParseStatus reads the status of a registration in Polish or English words.
func ParseStatus(s string) (Status, bool) {
	f := Fold(s)
	for _, w := range []struct {
		status Status
		begins []string
	}{
		{Pending, []string{"nieoplac", "niezaplac", "unpaid", "awaiting", "oczekiwanie na"}},
		{Waitlisted, []string{"rezerw", "lista rezerw", "waitlist", "waiting"}},
		{Cancelled, []string{"anulow", "rezygn", "odwol", "wycof", "odrzuc", "cancel", "withdrawn", "skresl", "reject", "expired", "wygas", "przetermin", "przedawn"}},
		{Pending, []string{"oczek", "now", "zglosz", "niepotwierdz", "pending", "new", "w trakcie", "do potwierdz", "wstepn"}},
		{Confirmed, []string{"potwierdz", "zaakcept", "przyjet", "zakwalif", "confirm", "accept", "complete", "zakoncz", "paid", "oplac", "zaplac", "lista glowna", "ok", "tak"}},
	} {
		if hasAnyPrefix(f, w.begins) {
			return w.status, true
		}
	}
	return "", false
}

func hasAnyPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// roleWords are beginnings of the words for roles, feminine and masculine alike.
var roleWords = []struct {
	role   Role
	begins []string
}{
	{Panelist, []string{"panelist", "uczestniczka panelu", "uczestnik panelu", "goscini panelu", "gosc panelu"}},
	{Moderator, []string{"moderat", "host"}},
	{Supervisor, []string{"superwiz", "supervis"}},
	{Mentor, []string{"mentor"}},
	{Coach, []string{"coach", "kołcz", "kolcz", "opiekun coach"}},
	{Trainer, []string{"trener", "prowadz", "szkoleniow", "warsztatow", "edukator", "facilitat", "trainer", "leader", "instruktor", "tutor"}},
	{Expert, []string{"eksper", "expert", "prelegent", "wykladow", "speaker", "lecturer", "referent"}},
	{Organizer, []string{"organiz", "koordynator zlotu", "wolontar", "obslug", "staff", "volunteer"}},
	{Media, []string{"media", "medi", "dziennikar", "prasa", "pras", "press", "fotograf", "journalist"}},
	{Guest, []string{"gosc", "goscini", "guest", "vip", "honorow", "patron"}},
	{Participant, []string{"uczestni", "participant", "attendee", "sluchacz"}},
}

// ParseRole reads a role in Polish or English, feminine or masculine.
func ParseRole(s string) (Role, bool) {
	f := Fold(s)
	if f == "" {
		return "", false
	}
	for _, w := range roleWords {
		if hasAnyPrefix(f, w.begins) {
			return w.role, true
		}
	}
	return "", false
}

// parseRoles reads a cell with one role or several; unknown are the words that name none.
func parseRoles(s string) (roles []Role, unknown []string) {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;/\n+", r) }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		role, ok := ParseRole(part)
		switch {
		case !ok:
			unknown = append(unknown, part)
		case !slices.Contains(roles, role):
			roles = append(roles, role)
		}
	}
	return roles, unknown
}
