package kit

import (
	"strconv"
	"strings"
	"time"
)

// DateEntry is an input for a day. It accepts 14.03.2026, 14.3, 14.3.26,
// 2026-03-14 and months in words, and writes 14.03.2026 when it is left.
type DateEntry struct {
	Entry
	today func() time.Time
}

// NewDateEntry makes an input for a day. Today says which year "14.3" means:
// the one that puts the day next to today.
func NewDateEntry(today func() time.Time) *DateEntry {
	d := &DateEntry{today: today}
	d.init(d, Printer().T("kit.date.placeholder"))
	d.OnFocusLost = d.tidy
	return d
}

// Date is the day as midnight in UTC; ok is false for an empty or wrong text.
func (d *DateEntry) Date() (day time.Time, ok bool) {
	return ParseDate(d.Text, d.today())
}

// SetDate shows a day; the zero time empties the input.
func (d *DateEntry) SetDate(day time.Time) {
	if day.IsZero() {
		d.SetText("")
		return
	}
	d.SetText(day.Format("02.01.2006"))
}

func (d *DateEntry) tidy() {
	if day, ok := d.Date(); ok {
		d.SetDate(day)
	}
}

// ParseDate reads the ways people write a day. Without a year it is the day
// nearest to today.
func ParseDate(text string, today time.Time) (time.Time, bool) {
	if numbers, ok := writtenOut(text); ok {
		text = numbers
	}
	text = strings.TrimSuffix(strings.Join(strings.Fields(text), ""), ".")
	if text == "" {
		return time.Time{}, false
	}
	if parts := strings.Split(text, "-"); len(parts) == 3 && len(parts[0]) == 4 {
		return day(parts[0], parts[1], parts[2])
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '.' || r == '-' || r == '/' })
	switch len(parts) {
	case 2:
		return nearest(parts[1], parts[0], today)
	case 3:
		year := parts[2]
		if len(year) == 2 {
			year = "20" + year
		}
		if len(year) != 4 {
			return time.Time{}, false
		}
		return day(year, parts[1], parts[0])
	}
	return time.Time{}, false
}

func nearest(month, dayOfMonth string, today time.Time) (time.Time, bool) {
	var best time.Time
	for year := today.Year() - 1; year <= today.Year()+1; year++ {
		d, ok := day(strconv.Itoa(year), month, dayOfMonth)
		if ok && (best.IsZero() || d.Sub(today).Abs() < best.Sub(today).Abs()) {
			best = d
		}
	}
	return best, !best.IsZero()
}

func day(year, month, dayOfMonth string) (time.Time, bool) {
	y, errY := strconv.Atoi(year)
	m, errM := strconv.Atoi(month)
	d, errD := strconv.Atoi(dayOfMonth)
	if errY != nil || errM != nil || errD != nil || len(month) > 2 || len(dayOfMonth) > 2 {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	// time.Date turns 31.02 into a day of March.
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return time.Time{}, false
	}
	return t, true
}
