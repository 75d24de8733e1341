package event

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
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
	"october": "10", "oct": "10", "listopada": "11", "listopad": "11", "lis": "11", "november": "11", "nov": "11", "grudnia": "12",
	"grudzien": "12", "gru": "12", "december": "12", "dec": "12"}

var (
	worded  = regexp.MustCompile(`^(\d{1,2})\.? +(\pL+)\.?,? +(\d{4})(?: ?r\.?)?,? *(.*)$`)
	zoneEnd = regexp.MustCompile(` (?:GMT|UTC|CET|CEST|EET|EEST)[^ ]*$`)
	serial  = regexp.MustCompile(`^\d{5}(?:[.,]\d+)?$`)
)

// ParseMoment reads a date, with or without a time of day, in Polish, ISO, American or English form, or as
// the number that a spreadsheet keeps. A date alone is its midnight in zone.
func ParseMoment(s string, zone *time.Location) (time.Time, bool) {
	s = zoneEnd.ReplaceAllString(strings.Join(strings.Fields(CleanText(s)), " "), "")
	if s == "" {
		return time.Time{}, false
	}
	if serial.MatchString(s) {
		v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
		return serialMoment(v, zone), err == nil
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return t, true
	}
	s = strings.NewReplacer(", ", " ", " o godz. ", " ", " godz. ", " ", "T", " ").Replace(s)
	if m := worded.FindStringSubmatch(s); m != nil && monthWords[Fold(m[2])] != "" {
		s = strings.TrimSpace(m[1] + "." + monthWords[Fold(m[2])] + "." + m[3] + " " + m[4])
	}
	for _, d := range dateLayouts {
		for _, c := range clockLayouts {
			if t, err := time.ParseInLocation(strings.TrimSpace(d+" "+c), s, zone); err == nil && t.Year() >= 1900 && t.Year() < 2200 {
				return t, true
			}
		}
	}
	return time.Time{}, false
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
		{Waitlisted, []string{"rezerw", "lista rezerw", "waitlist", "waiting"}},
		{Cancelled, []string{"anulow", "rezygn", "odwol", "wycof", "odrzuc", "cancel", "withdrawn", "skresl"}},
		{Pending, []string{"oczek", "now", "zglosz", "niepotwierdz", "pending", "new", "w trakcie", "do potwierdz", "wstepn"}},
		{Confirmed, []string{"potwierdz", "zaakcept", "przyjet", "zakwalif", "confirm", "accept", "lista glowna", "ok", "tak"}},
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
