package event

import (
	"maps"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// point is one row of a programme, read.
type point struct {
	row          int
	id           string // of the session it is about, or of something else
	day          Date
	start, end   time.Time
	room, venue  string
	allRooms     bool
	title        string
	description  string
	kind         SessionKind
	capacity     *int
	hours        float64
	mandatory    bool
	signUp       bool
	groups       []string
	contributors []Contributor // without a role where the row says none
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
	rd.readHeaders()
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
		warned := len(rd.src.warnings)
		if fault := rd.read(&pt, cells); fault != nil {
			rd.src.rejected = append(rd.src.rejected, *fault)
			rd.src.warnings = rd.src.warnings[:warned] // of a row that does not come in
			continue
		}
		rd.src.points = append(rd.src.points, pt)
	}
	return rd.src, nil
}

// readHeaders finds the column of each field. Of two for one field the first counts, and both are named.
func (rd *agendaReader) readHeaders() {
	fields := make([]string, len(rd.headers))
	for i, header := range rd.headers {
		field := agendaHeaders[Fold(trimSuffixes(header))]
		if _, second := agendaSecond[Fold(trimSuffixes(header))]; field == "" || second {
			continue
		}
		fields[i] = rd.take(i, field)
	}
	for i, header := range rd.headers {
		key := Fold(trimSuffixes(header))
		second, ok := agendaSecond[key]
		if !ok {
			continue
		}
		field := agendaHeaders[key]
		if _, taken := rd.at[field]; taken {
			field = second
		}
		fields[i] = rd.take(i, field)
	}
	for i, header := range rd.headers {
		if fields[i] == "" {
			fields[i] = FieldIgnore
		}
		if known := rd.src.columns[header]; known == "" || known == FieldIgnore {
			rd.src.columns[header] = fields[i]
		}
	}
}

// take gives a column to a field, unless another one has it.
func (rd *agendaReader) take(column int, field string) string {
	if at, taken := rd.at[field]; taken {
		rd.src.warnings = append(rd.src.warnings, rowError(0, rd.headers[column], CodeAgendaTwice, "First", rd.headers[at], "Second", rd.headers[column]))
		return FieldIgnore
	}
	rd.at[field] = column
	return field
}

// cell is the text of a field in a row in one line, "" where the file has no such column.
func (rd *agendaReader) cell(cells []string, field string) string {
	return strings.ReplaceAll(rd.text(cells, field), "\n", " ")
}

func (rd *agendaReader) text(cells []string, field string) string {
	i, ok := rd.at[field]
	if !ok || i >= len(cells) {
		return ""
	}
	return CleanText(cells[i])
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
	fault := rd.readTimes(pt, cells) // the day holds for the rows below, whatever becomes of this one
	if pt.title = rd.cell(cells, agendaTitle); pt.title == "" {
		return rd.fault(pt, agendaTitle, CodeAgendaTitle, "")
	}
	if fault != nil {
		return fault
	}
	if fault := rd.tooLong(pt, cells); fault != nil {
		return fault
	}
	pt.id, pt.description = rd.cell(cells, agendaID), rd.text(cells, agendaDescription)
	rd.readPlace(pt, cells)
	kind := rd.cell(cells, agendaKind)
	known := false
	if pt.kind, known = ParseSessionKind(kind); !known && kind != "" {
		return rd.fault(pt, agendaKind, CodeAgendaKind, kind)
	}
	if kind == "" { // the title of a break says so; what is known already stays
		pt.has = maps.Clone(pt.has)
		delete(pt.has, agendaKind)
		if pt.kind, known = ParseSessionKind(pt.title); !known {
			pt.kind = Lecture
		}
	}
	if fault := rd.readNumbers(pt, cells); fault != nil {
		return fault
	}
	for _, answer := range []struct {
		field string
		to    *bool
	}{{agendaSignUp, &pt.signUp}, {agendaMandatory, &pt.mandatory}, {agendaAllRooms, &pt.allRooms}} {
		value := rd.cell(cells, answer.field)
		yes, known := ParseYes(value)
		if value != "" && !known {
			return rd.fault(pt, answer.field, CodeAgendaAnswer, value)
		}
		*answer.to = *answer.to || yes
	}
	if !pt.has[agendaSignUp] {
		pt.signUp = pt.kind == Workshop && pt.capacity != nil
	}
	pt.groups = hardSplit(rd.cell(cells, agendaGroups))
	rd.readPeople(pt, rd.cell(cells, agendaContributors))
	return nil
}

// tooLong names the first field of a row that says more than may be kept.
func (rd *agendaReader) tooLong(pt *point, cells []string) *RowError {
	for field := range rd.at {
		most := MaxLine
		if field == agendaDescription || field == agendaContributors || field == agendaGroups {
			most = MaxText
		}
		if text := rd.text(cells, field); isLong(text, most) {
			fault := rd.fault(pt, field, CodeTextLong, Visible(text))
			fault.Args["Length"], fault.Args["Most"] = utf8.RuneCountInString(text), most
			return fault
		}
	}
	return nil
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

// wholeHouse are words for a room that mean all of them.
var wholeHouse = map[string]bool{"wszystkie": true, "wszystkie sale": true, "wszedzie": true, "all": true, "all rooms": true, "everywhere": true}

// readPlace reads room and building.
func (rd *agendaReader) readPlace(pt *point, cells []string) {
	pt.room, pt.venue = rd.cell(cells, agendaRoom), rd.cell(cells, agendaVenue)
	if wholeHouse[Fold(pt.room)] {
		pt.room, pt.allRooms = "", true
		pt.has = maps.Clone(pt.has)
		pt.has[agendaAllRooms] = true
	}
}
