package event

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

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
)

// agendaHeaders are whole headers, folded.
var agendaHeaders = func() map[string]string {
	m := map[string]string{}
	for field, headers := range map[string]string{
		agendaDay:          "dzien|data|day|date",
		agendaStart:        "od|poczatek|start|from|rozpoczecie|godzina rozpoczecia|begin|begins|starts|godzina|time|czas|godz",
		agendaEnd:          "do|koniec|end|to|zakonczenie|godzina zakonczenia|ends|until",
		agendaRoom:         "sala|miejsce|room|place|pomieszczenie|lokalizacja|location|venue",
		agendaKind:         "rodzaj|typ|kind|type|forma|rodzaj zajec|forma zajec",
		agendaTitle:        "tytul|temat|punkt programu|title|topic|nazwa|session|tresc|zajecia|subject|tytul punktu|opis",
		agendaContributors: "osoby|prowadzacy|prowadzaca|prowadzacy a|people|speakers|speaker|contributors|prelegenci|prelegent|wykladowca|trener|osoby prowadzace",
		agendaCapacity:     "limit miejsc|limit|miejsca|liczba miejsc|capacity|seats|places|limit osob|liczba osob",
		agendaHours:        "godziny dydaktyczne|godziny|liczba godzin|hours|didactic hours|teaching hours|godz dydaktyczne|godz dyd|liczba godzin dydaktycznych",
		agendaSignUp:       "zapisy|zapis|sign up|signup|registration|enrolment|enrollment|obowiazuja zapisy|wymaga zapisu",
		agendaMandatory:    "obowiazkowy|obowiazkowe|obowiazkowa|mandatory|required|obowiazkowo|obecnosc obowiazkowa",
		agendaGroups:       "grupa|grupy|group|groups|dla grup|dla kogo",
	} {
		for _, h := range strings.Split(headers, "|") {
			m[h] = field
		}
	}
	return m
}()

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

// point is one row of a programme, read.
type point struct {
	row          int
	day          Date
	start, end   time.Time
	room, title  string
	kind         SessionKind
	capacity     *int
	hours        float64
	mandatory    bool
	signUp       bool
	groups       []string
	contributors []Contributor
	zone         *time.Location
	has          map[string]bool // the fields that the file has columns for
}

// agendaReader reads the rows of a programme.
type agendaReader struct {
	ev      Event
	at      map[string]int // column of a field
	headers []string
	day     Date // of the row before: lists name a day once
	src     agendaSource
}

func readAgenda(t Table, ev Event) (agendaSource, error) {
	rd := agendaReader{ev: ev, at: map[string]int{}, headers: t.Header}
	rd.src = agendaSource{event: ev.ID, rows: len(t.Rows), columns: Mapping{}}
	for i, header := range t.Header {
		field, known := agendaHeaders[Fold(trimSuffixes(header))]
		if _, taken := rd.at[field]; !known || taken {
			rd.src.columns[header] = FieldIgnore
			continue
		}
		rd.at[field], rd.src.columns[header] = i, field
	}
	var missing []string
	for _, field := range []string{agendaDay, agendaStart, agendaTitle} {
		if _, ok := rd.at[field]; !ok && (field != agendaDay || ev.Start != ev.End) {
			missing = append(missing, agendaExamples[field])
		}
	}
	if len(missing) > 0 {
		return rd.src, Fail(CodeAgendaColumns, "Columns", missing)
	}
	rd.day = ev.Start
	has := map[string]bool{}
	for field := range rd.at {
		has[field] = true
	}
	for i, cells := range t.Rows {
		pt := point{row: i + 1, zone: ev.Zone(), has: has}
		if fault := rd.read(&pt, cells); fault != nil {
			rd.src.rejected = append(rd.src.rejected, *fault)
			continue
		}
		rd.src.points = append(rd.src.points, pt)
	}
	return rd.src, nil
}

// cell is the text of a field in a row, "" where the file has no such column.
func (rd *agendaReader) cell(cells []string, field string) string {
	i, ok := rd.at[field]
	if !ok || i >= len(cells) {
		return ""
	}
	return strings.ReplaceAll(CleanText(cells[i]), "\n", " ")
}

// fault names what is wrong with a field of a row.
func (rd *agendaReader) fault(pt *point, field, code, value string) *RowError {
	header := ""
	if i, ok := rd.at[field]; ok {
		header = rd.headers[i]
	}
	e := rowError(pt.row, header, code, "Value", value)
	return &e
}

func (rd *agendaReader) read(pt *point, cells []string) *RowError {
	if pt.title = rd.cell(cells, agendaTitle); pt.title == "" {
		return rd.fault(pt, agendaTitle, CodeAgendaTitle, "")
	}
	if fault := rd.readTimes(pt, cells); fault != nil {
		return fault
	}
	pt.room = rd.cell(cells, agendaRoom)
	kind := rd.cell(cells, agendaKind)
	known := false
	if pt.kind, known = ParseSessionKind(kind); !known && kind != "" {
		return rd.fault(pt, agendaKind, CodeAgendaKind, kind)
	}
	if kind == "" { // the title of a break says so
		if pt.kind, known = ParseSessionKind(pt.title); !known {
			pt.kind = Lecture
		}
	}
	if fault := rd.readNumbers(pt, cells); fault != nil {
		return fault
	}
	for field, to := range map[string]*bool{agendaSignUp: &pt.signUp, agendaMandatory: &pt.mandatory} {
		value := rd.cell(cells, field)
		yes, known := ParseYes(value)
		if value != "" && !known {
			return rd.fault(pt, field, CodeAgendaAnswer, value)
		}
		*to = yes
	}
	if !pt.has[agendaSignUp] {
		pt.signUp = pt.kind == Workshop && pt.capacity != nil
	}
	pt.groups = hardSplit(strings.ReplaceAll(rd.cell(cells, agendaGroups), ", ", ";"))
	rd.readPeople(pt, rd.cell(cells, agendaContributors))
	return nil
}

var timeRange = regexp.MustCompile(`^(\S+)\s*(?:-|–|—|do|to)\s*(\S+)$`)

// readTimes reads day, start and end. An hour of 24 is the next midnight in the event's zone.
func (rd *agendaReader) readTimes(pt *point, cells []string) *RowError {
	if value := rd.cell(cells, agendaDay); value != "" {
		t, ok := ParseMoment(value, pt.zone)
		if !ok {
			return rd.fault(pt, agendaDay, CodeAgendaTime, value)
		}
		rd.day = DateOf(t, pt.zone)
	}
	pt.day = rd.day
	from, to := rd.cell(cells, agendaStart), rd.cell(cells, agendaEnd)
	if m := timeRange.FindStringSubmatch(from); m != nil && to == "" {
		from, to = m[1], m[2]
	}
	var ok bool
	if pt.start, ok = clockOn(pt.day, from, pt.zone); !ok {
		return rd.fault(pt, agendaStart, CodeAgendaTime, from)
	}
	if pt.end = pt.start; to != "" {
		if pt.end, ok = clockOn(pt.day, to, pt.zone); !ok {
			return rd.fault(pt, agendaEnd, CodeAgendaTime, to)
		}
	}
	if pt.end.Before(pt.start) {
		return rd.fault(pt, agendaEnd, CodeAgendaReversed, to)
	}
	return nil
}

var clockForm = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?:\s*(am|pm))?$`)

// clockOn reads a time of day (9:00, 9.00, 9, 24:00, 1:30 PM) on a day.
func clockOn(day Date, s string, zone *time.Location) (time.Time, bool) {
	midnight := day.Time(zone)
	if midnight.IsZero() {
		return midnight, false
	}
	if _, clock, ok := strings.Cut(s, " "); ok && len(s) > 10 && s[4] == '-' {
		s = clock // a spreadsheet's date and time
	}
	m := clockForm.FindStringSubmatch(strings.ToLower(strings.TrimPrefix(strings.ToLower(s), "godz. ")))
	if m == nil {
		return midnight, false
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi("0" + m[2])
	if m[3] != "" {
		if hour < 1 || hour > 12 {
			return midnight, false
		}
		if hour %= 12; m[3] == "pm" {
			hour += 12
		}
	}
	if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		return midnight, false
	}
	d := midnight.In(zone)
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, zone), true
}

// readNumbers reads places and hours; nothing, a dash and "bez limitu" are no limit, 0 is nobody.
func (rd *agendaReader) readNumbers(pt *point, cells []string) *RowError {
	value := rd.cell(cells, agendaCapacity)
	if f := Fold(value); f != "" && f != "bez limitu" && f != "brak" && f != "no limit" {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(value, ".0"), " os."))
		if err != nil || n < 0 || n > 1_000_000 {
			return rd.fault(pt, agendaCapacity, CodeAgendaCapacity, value)
		}
		pt.capacity = &n
	}
	value = rd.cell(cells, agendaHours)
	if strings.Trim(value, "-–— ") == "" {
		return nil
	}
	hours, err := strconv.ParseFloat(strings.Replace(value, ",", ".", 1), 64)
	if err != nil || math.IsNaN(hours) || hours < 0 || hours > 24 {
		return rd.fault(pt, agendaHours, CodeAgendaHours, value)
	}
	pt.hours = math.Round(hours*100) / 100
	return nil
}

var personRole = regexp.MustCompile(`^(.*?)\s*\(([^()]*)\)$`)

// readPeople reads "Name (role); Name (role)". Somebody without a role leads a workshop or speaks.
func (rd *agendaReader) readPeople(pt *point, value string) {
	for _, part := range hardSplit(value) {
		c := Contributor{Name: part, Role: usualRole(pt.kind)}
		if m := personRole.FindStringSubmatch(part); m != nil && m[1] != "" {
			if role, ok := ParseRole(m[2]); ok {
				c.Name, c.Role = m[1], role
			} else {
				rd.src.warnings = append(rd.src.warnings, *rd.fault(pt, agendaContributors, CodeAgendaPerson, m[2]))
			}
		}
		if !slices.Contains(pt.contributors, c) {
			pt.contributors = append(pt.contributors, c)
		}
	}
}

func usualRole(kind SessionKind) Role {
	switch kind {
	case Workshop:
		return Trainer
	case Panel:
		return Panelist
	}
	return Expert
}
