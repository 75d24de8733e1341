package agenda

import (
	"strconv"
	"strings"
	"time"
)

// parseClock reads the ways people write a time of day: 9, 9:30, 9.30, 930, 0930. It is in minutes; 24:00 is the
// end of the day.
func parseClock(text string) (minutes int, ok bool) {
	text = strings.TrimSpace(text)
	hour, minute, split := strings.Cut(strings.NewReplacer(".", ":", ",", ":", " ", ":").Replace(text), ":")
	if !split && len(hour) > 2 {
		hour, minute = text[:len(text)-2], text[len(text)-2:]
	}
	h, err := strconv.Atoi(hour)
	if err != nil || len(hour) > 2 || h < 0 {
		return 0, false
	}
	m := 0
	if minute != "" || split {
		if m, err = strconv.Atoi(minute); err != nil || len(minute) != 2 || m < 0 || m > 59 {
			return 0, false
		}
	}
	minutes = h*60 + m
	return minutes, minutes <= 24*60
}

// clockText writes a time of day as parseClock reads it.
func clockText(minutes int) string {
	if minutes != 24*60 {
		minutes %= 24 * 60
	}
	return strconv.Itoa(minutes/60) + ":" + pad(minutes%60)
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// atClock is a time of day on a day, by the clock on the wall: right also where clocks change on that day.
func atClock(day time.Time, minutes int, zone *time.Location) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), minutes/60, minutes%60, 0, 0, zone)
}

// minutesOf is the time of day of a time.
func minutesOf(t time.Time) int { return t.Hour()*60 + t.Minute() }
