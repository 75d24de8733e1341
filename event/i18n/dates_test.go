package i18n

import (
	"testing"
	"time"
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestPrinter_Dates(t *testing.T) {
	pl, en := New(Polish), New(English)
	march := time.Date(2026, time.March, 14, 8, 41, 59, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{pl.Date(march), "14 marca 2026"}, {en.Date(march), "14 March 2026"},
		{pl.ShortDate(march), "14.03.2026"}, {en.ShortDate(march), "14 Mar 2026"},
		{pl.ShortDate(day(2012, time.September, 6)), "06.09.2012"},
		{pl.Weekday(march), "sobota"}, {en.Weekday(march), "Saturday"},
		{pl.Weekday(day(2012, time.September, 6)), "czwartek"},
		{pl.Time(march), "8:41"}, {en.Time(march), "8:41"},
		{pl.Time(day(2026, time.March, 14)), "0:00"},
		{pl.Date(time.Time{}), ""}, {pl.ShortDate(time.Time{}), ""}, {pl.Weekday(time.Time{}), ""}, {pl.Time(time.Time{}), ""},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestPrinter_Date_EveryPolishMonth(t *testing.T) {
	want := []string{"1 stycznia", "1 lutego", "1 marca", "1 kwietnia", "1 maja", "1 czerwca", "1 lipca",
		"1 sierpnia", "1 września", "1 października", "1 listopada", "1 grudnia"}
	for i, text := range want {
		if got := New(Polish).Date(day(2013, time.Month(i+1), 1)); got != text+" 2013" {
			t.Errorf("month %d: %q, want %q", i+1, got, text)
		}
	}
}

func TestPrinter_DateRange(t *testing.T) {
	september := day(2012, time.September, 6)
	for _, c := range []struct {
		a, b   time.Time
		pl, en string
	}{
		{september, september.AddDate(0, 0, 1), "6–7 września 2012", "6–7 September 2012"},
		{september, september, "6 września 2012", "6 September 2012"},
		{september, september.Add(9 * time.Hour), "6 września 2012", "6 September 2012"},
		{day(2012, time.September, 30), day(2012, time.October, 2), "30 września – 2 października 2012", "30 September – 2 October 2012"},
		{day(2012, time.December, 30), day(2013, time.January, 2), "30 grudnia 2012 – 2 stycznia 2013", "30 December 2012 – 2 January 2013"},
		{september, time.Time{}, "6 września 2012", "6 September 2012"},
		{time.Time{}, september, "6 września 2012", "6 September 2012"},
		{time.Time{}, time.Time{}, "", ""},
		{september, september.AddDate(0, 0, -3), "6 września 2012", "6 September 2012"},
	} {
		if got := New(Polish).DateRange(c.a, c.b); got != c.pl {
			t.Errorf("%q, want %q", got, c.pl)
		}
		if got := New(English).DateRange(c.a, c.b); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
	}
}

func TestTimeSpan(t *testing.T) {
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 10, day, hour, minute, 0, 0, warsaw) }
	for _, c := range []struct {
		start, end time.Time
		want       string
	}{
		{at(6, 8, 41), at(6, 9, 30), "8:41–9:30"},
		{at(6, 19, 0), at(7, 0, 0), "19:00–24:00"},
		{at(25, 19, 0), at(26, 0, 0), "19:00–24:00"}, // the day on which the clocks change
		{at(6, 0, 0), at(6, 0, 30), "0:00–0:30"},
		{at(6, 22, 0), at(8, 0, 0), "22:00–0:00"},
		{at(6, 9, 0), at(6, 9, 0), "9:00"},
	} {
		if got := New(Polish).TimeSpan(c.start, c.end); got != c.want {
			t.Errorf("%v to %v: %q, want %q", c.start, c.end, got, c.want)
		}
	}
}
