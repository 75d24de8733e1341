package schedule

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"zlot/event"
)

const headBytes = 64 << 10 // in which a file says what it is

// The columns of the table, which the reader of programmes knows. What neither format holds has none, so that
// it stays as it is when a programme is read again.
var columns = []string{"ID", "Day", "From", "To", "Duration", "Room", "Kind", "Title", "Description", "People"}

// columnGroups is only in files of our own: elsewhere a track is a topic.
const columnGroups = "Groups"

// file is what schedule.xml and schedule.json have in common.
type file struct {
	program string
	zone    string
	events  []point
}

// point is one event of a file, its values as they stand there.
type point struct {
	day                    string // the day that it stands under
	guid, date, start, end string
	duration               string
	room, kind, title      string
	subtitle, track        string
	abstract, description  string
	people                 []person
}

type person struct{ name, role string }

// Read reads a schedule.xml or schedule.json; ok is false where data is neither. Codes: schedule.damaged,
// schedule.empty, table.too_large.
func (f Formats) Read(name string, data []byte) (t event.Table, ok bool, err error) {
	var read func([]byte) (file, error)
	switch head := bytes.TrimLeft(data[:min(len(data), headBytes)], "\xef\xbb\xbf \t\r\n"); {
	case bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<schedule")):
		read = readXML
	case bytes.HasPrefix(head, []byte("{")) && (bytes.Contains(head, []byte(`"schedule"`)) || strings.EqualFold(filepath.Ext(name), ".json")):
		read = readJSON
	default:
		return t, false, nil
	}
	if len(data) > event.MaxScheduleFile {
		return t, true, event.Fail(event.CodeTableTooLarge, "Path", name, "Limit", fmt.Sprintf("%d MB", event.MaxScheduleFile>>20))
	}
	src, err := read(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if err != nil {
		return t, true, named(err, name)
	}
	if len(src.events) == 0 {
		return t, true, event.Fail(event.CodeScheduleEmpty, "Path", name)
	}
	return src.table(name), true, nil
}

// damaged says that a file cannot be read, and where: a line, or the name of a field.
func damaged(where string, because error) error {
	return event.Fail(event.CodeScheduleDamaged, "Where", where).Because(because)
}

// named tells the file's name in the sentence of an error.
func named(err error, name string) error {
	if e, ok := err.(*event.Error); ok {
		e.Args["Path"] = name
	}
	return err
}

// lineAt is the line of a place in a file, from 1.
func lineAt(data []byte, offset int64) string {
	return strconv.Itoa(1 + bytes.Count(data[:max(0, min(offset, int64(len(data))))], []byte("\n")))
}

// table lays a file out in rows.
func (src file) table(name string) event.Table {
	t := event.Table{Name: name, Header: slices.Clone(columns), Encoding: "utf-8"}
	ours := src.program == program
	if ours {
		t.Header = append(t.Header, columnGroups)
	}
	zone, err := time.LoadLocation(src.zone)
	if src.zone == "" || err != nil {
		zone = nil
	}
	for _, p := range src.events {
		day, from, to, lasts := p.times(zone)
		row := []string{p.id(), day, from, to, lasts, cell(p.room), p.kindWord(), cell(p.fullTitle()), p.text(), p.contributors()}
		if ours {
			row = append(row, cell(p.track))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// cell is the text of one line in a table.
func cell(text string) string { return line(text[:min(len(text), event.MaxScheduleText)]) }

// id is the session's lasting id, if it has one.
func (p point) id() string {
	if u, err := uuid.Parse(strings.TrimSpace(p.guid)); err == nil && len(strings.TrimSpace(p.guid)) == 36 {
		return u.String()
	}
	return ""
}

func (p point) fullTitle() string {
	if subtitle := line(p.subtitle); subtitle != "" && line(p.title) != "" {
		return p.title + ": " + subtitle
	}
	return p.title
}

func (p point) text() string {
	abstract, description := printable(p.abstract[:min(len(p.abstract), event.MaxScheduleText)]), printable(p.description[:min(len(p.description), event.MaxScheduleText)])
	if abstract == "" || strings.Contains(description, abstract) {
		return description
	}
	return strings.TrimSpace(abstract + "\n\n" + description)
}

// contributors are people as a table has them: Name (role); Name.
func (p point) contributors() string {
	var all []string
	for _, who := range p.people {
		name := strings.NewReplacer(";", ",", "|", "/").Replace(cell(who.name))
		if name == "" {
			continue
		}
		if role := cell(who.role); role != "" {
			name += " (" + strings.NewReplacer(";", ",", "(", "", ")", "").Replace(role) + ")"
		}
		all = append(all, name)
	}
	return strings.Join(all, "; ")
}

// foreignKinds are the words of the conference world for what happens in a session.
var foreignKinds = map[string]event.SessionKind{
	"talk": event.Lecture, "lightning talk": event.Lecture, "keynote": event.Lecture, "film": event.Social, "movie": event.Social,
	"podium": event.Panel, "discussion": event.Panel, "hands on": event.Workshop, "tutorial": event.Workshop, "bof": event.Assembly,
	"game": event.Social, "concert": event.Social, "performance": event.Social, "djset": event.Social, "party": event.Social,
}

// kindWord is the kind of session, or nothing where the file's word says nothing to us.
func (p point) kindWord() string {
	if kind, ok := foreignKinds[event.Fold(p.kind)]; ok {
		return string(kind)
	}
	if kind, ok := event.ParseSessionKind(cell(p.kind)); ok {
		return string(kind)
	}
	return ""
}

// times are the day, the start and the end by the clocks of the conference. What cannot be read is handed on as it
// stands, so that the row is refused by its name.
func (p point) times(zone *time.Location) (day, from, to, lasts string) {
	start, ok := moment(p.date, zone)
	if !ok {
		start, ok = moment(cell(p.day)+"T"+cell(p.start), zone)
	}
	if !ok {
		return cell(firstOf(p.date, p.day)), cell(p.start), "", cell(p.duration)
	}
	day, from = start.Format(time.DateOnly), start.Format("15:04")
	end, ok := moment(p.end, zone)
	if !ok {
		length, known := duration(p.duration)
		if !known {
			return day, from, cell(p.end), cell(p.duration)
		}
		end = start.Add(length)
	}
	to, lasts = until(start, end)
	return day, from, to, lasts
}

// until writes an end: its clock on the same day, 24:00 for the midnight after it. An end on a later day, or after
// the clocks were changed, is told by how long it is until then.
func until(start, end time.Time) (to, lasts string) {
	end = end.In(start.Location())
	y, m, d := start.Date()
	switch sameClocks := offsetAt(start) == offsetAt(end); {
	case end.Before(start): // no length, so that the row is refused by its name
		return "", "-" + span(start.Sub(end))
	case sameClocks && end.Format(time.DateOnly) == start.Format(time.DateOnly):
		return end.Format("15:04"), ""
	case sameClocks && end.Equal(time.Date(y, m, d+1, 0, 0, 0, 0, start.Location())):
		return "24:00", ""
	}
	return "", span(end.Sub(start))
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// moment reads a date with a time, shown by the clocks of zone if that is known.
func moment(text string, zone *time.Location) (time.Time, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700"} {
		if t, err := time.Parse(layout, text); err == nil {
			if zone != nil {
				t = t.In(zone)
			}
			return t, plausible(t)
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		in := zone
		if in == nil {
			in = time.UTC
		}
		if t, err := time.ParseInLocation(layout, text, in); err == nil {
			return t, plausible(t)
		}
	}
	return time.Time{}, false
}

func plausible(t time.Time) bool { return t.Year() >= 1900 && t.Year() < 2200 }

// duration reads hours and minutes, with days or seconds: 01:30, 01:30:00, 1:00:00:00.
func duration(text string) (time.Duration, bool) {
	parts := strings.Split(strings.TrimSpace(text), ":")
	if len(parts) < 2 || len(parts) > 4 {
		return 0, false
	}
	var length time.Duration
	units := []time.Duration{time.Hour, time.Minute, time.Second}
	if len(parts) == 4 {
		units = []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second}
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || n > 1000 {
			return 0, false
		}
		length += time.Duration(n) * units[i]
	}
	return length, true
}
