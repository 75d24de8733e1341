package i18n

import (
	"strconv"
	"time"
)

// The names stand here and not in the message files because the whole set is
// one value: a month alone is never translated.
var (
	monthsPolish = [...]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
		"lipca", "sierpnia", "września", "października", "listopada", "grudnia"}
	weekdaysPolish = [...]string{"niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"}
)

// Date writes 14 marca 2026 or 14 March 2026; the zero time is empty.
func (p *Printer) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return p.dayMonth(t) + " " + year(t)
}

// ShortDate writes 14.03.2026 or 14 Mar 2026; the zero time is empty.
func (p *Printer) ShortDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if p.lang == English {
		return t.Format("2 Jan 2006")
	}
	return t.Format("02.01.2006")
}

// DateRange writes the days from a to b without repeating what they share:
// 6–7 września 2012, 30 września – 2 października 2012,
// 30 grudnia 2012 – 2 stycznia 2013. One day alone is written as Date does.
func (p *Printer) DateRange(a, b time.Time) string {
	if b.IsZero() || a.IsZero() || sameDay(a, b) || b.Before(a) {
		if a.IsZero() {
			return p.Date(b)
		}
		return p.Date(a)
	}
	switch {
	case a.Year() != b.Year():
		return p.Date(a) + " – " + p.Date(b)
	case a.Month() != b.Month():
		return p.dayMonth(a) + " – " + p.Date(b)
	default:
		return strconv.Itoa(a.Day()) + "–" + p.Date(b)
	}
}

// Weekday writes czwartek or Thursday; the zero time is empty.
func (p *Printer) Weekday(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if p.lang == English {
		return t.Weekday().String()
	}
	return weekdaysPolish[t.Weekday()]
}

// Time writes 8:41 in both languages. The time must already be in the zone of
// the event; the zero time is empty.
func (p *Printer) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.Itoa(t.Hour()) + t.Format(":04")
}

// TimeSpan writes from when to when something is, 8:41–9:30, both in the zone of the
// event. What ends with its day ends at 24:00; what takes no time is its start.
func (p *Printer) TimeSpan(start, end time.Time) string {
	if !end.After(start) {
		return p.Time(start)
	}
	return p.Time(start) + "–" + p.Until(start, end)
}

// Until writes the end of what began at start.
func (p *Printer) Until(start, end time.Time) string {
	y, m, d := start.Date()
	if end.Equal(time.Date(y, m, d+1, 0, 0, 0, 0, start.Location())) {
		return "24:00"
	}
	return p.Time(end)
}

func (p *Printer) dayMonth(t time.Time) string {
	month := t.Month().String()
	if p.lang == Polish {
		month = monthsPolish[t.Month()-1]
	}
	return strconv.Itoa(t.Day()) + " " + month
}

func year(t time.Time) string { return strconv.Itoa(t.Year()) }

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}
