package event

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	timeRange = regexp.MustCompile(`^(\S+)\s*(?:-|–|—|do|to)\s*(\S+)$`)
	clockForm = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?:\s*(am|pm))?$`)
	midnight  = regexp.MustCompile(`^0?0(?:[:.]00){0,2}$`) // which ends a day
	dateFirst = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[ T](.+)$`)
)

// spreadsheetDay is a whole day in a spreadsheet, which a cell shows as 24:00.
const spreadsheetDay = "1900-01-01"

// longestSession is how long a session may take.
const longestSession = 7 * 24 * time.Hour

// readTimes reads day, start and end. An hour of 24 is the next midnight in the event's zone; a duration
// stands in for an end.
func (rd *agendaReader) readTimes(pt *point, cells []string) *RowError {
	from, to := rd.cell(cells, agendaStart), rd.cell(cells, agendaEnd)
	if value := rd.cell(cells, agendaDay); value != "" {
		t, ok := ParseMoment(value, pt.zone)
		if rd.day = ""; !ok { // nor can that of the rows below it be known
			return rd.fault(pt, agendaDay, CodeAgendaTime, value)
		}
		rd.day = DateOf(t, pt.zone)
	} else if day, _ := dated(from); day != "" {
		rd.day = day
	} else if rd.day == "" {
		return rd.fault(pt, agendaDay, CodeAgendaTime, "")
	}
	pt.day = rd.day
	if m := timeRange.FindStringSubmatch(from); m != nil && to == "" {
		from, to = m[1], m[2]
	}
	var ok bool
	if from == "" {
		return rd.fault(pt, agendaStart, CodeAgendaNoTime, "")
	}
	if pt.start, ok = clockOn(pt.day, from, pt.zone); !ok {
		return rd.fault(pt, agendaStart, CodeAgendaTime, from)
	}
	if fault := rd.readEnd(pt, to, rd.cell(cells, agendaLasts)); fault != nil {
		return fault
	}
	switch {
	case pt.end.Before(pt.start):
		return rd.fault(pt, agendaEnd, CodeAgendaReversed, to)
	case pt.end.Sub(pt.start) > longestSession:
		return rd.fault(pt, agendaEnd, CodeAgendaLong, to)
	}
	return nil
}

// readEnd reads when a row ends: at a time, after a length, or where it begins.
func (rd *agendaReader) readEnd(pt *point, to, lasts string) *RowError {
	pt.end = pt.start
	switch {
	case to != "":
		last := pt.day
		day, clock := dated(to)
		if day > last {
			last = day
		}
		var ok bool
		if pt.end, ok = clockOn(last, to, pt.zone); !ok {
			return rd.fault(pt, agendaEnd, CodeAgendaTime, to)
		}
		if day == "" && pt.end.Before(pt.start) && midnight.MatchString(clock) {
			pt.end, _ = clockOn(last, "24:00", pt.zone)
		}
	case lasts != "":
		length, ok := parseLength(lasts)
		if !ok {
			return rd.fault(pt, agendaLasts, CodeAgendaDuration, lasts)
		}
		pt.end = pt.start.Add(length)
	}
	return nil
}

// dated cuts a date off a date and time. The day zero of spreadsheets, which stands before a time alone, is none.
func dated(s string) (day Date, clock string) {
	m := dateFirst.FindStringSubmatch(s)
	if m == nil {
		return "", s
	}
	if day = Date(m[1]); !day.Valid() || day < "1990" {
		day = ""
	}
	return day, m[2]
}

// clockOn reads a time of day (9:00, 9.00, 9, 24:00, 1:30 PM) on a day.
func clockOn(day Date, s string, zone *time.Location) (time.Time, bool) {
	begin := day.Time(zone)
	if begin.IsZero() {
		return begin, false
	}
	if _, s = dated(s); s == spreadsheetDay {
		s = "24:00"
	}
	m := clockForm.FindStringSubmatch(strings.ToLower(strings.TrimPrefix(strings.ToLower(s), "godz. ")))
	if m == nil {
		return begin, false
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi("0" + m[2])
	if m[3] != "" {
		if hour < 1 || hour > 12 {
			return begin, false
		}
		if hour %= 12; m[3] == "pm" {
			hour += 12
		}
	}
	if hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		return begin, false
	}
	d := begin.In(zone)
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, zone), true
}

var (
	lengthClock = regexp.MustCompile(`^(\d{1,3}):([0-5]\d)(?::\d{2})?$`)
	lengthWords = regexp.MustCompile(`^(?:(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|g|godz|godziny|godzina|godzin|hours|hour|hrs|hr)\.?)?\s*(?:(\d{1,4})\s*(?:m|min|minut|minuty|minuta|minutes|minute|mins)?\.?)?$`)
)

// parseLength reads how long something takes: 1:30, 90, 90 min, 1,5 h, 1 godz. 30 min. A number alone is minutes.
func parseLength(s string) (time.Duration, bool) {
	_, s = dated(strings.ToLower(s))
	if m := lengthClock.FindStringSubmatch(s); m != nil {
		hours, _ := strconv.Atoi(m[1])
		minutes, _ := strconv.Atoi(m[2])
		return time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute, true
	}
	m := lengthWords.FindStringSubmatch(s)
	if m == nil || m[1]+m[2] == "" {
		return 0, false
	}
	hours, _ := strconv.ParseFloat(strings.Replace("0"+m[1], ",", ".", 1), 64)
	minutes, _ := strconv.Atoi("0" + m[2])
	length := time.Duration(hours*60)*time.Minute + time.Duration(minutes)*time.Minute
	return length, length > 0
}
