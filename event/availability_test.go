package event_test

import (
	"testing"
	"time"

	"zlot/event"
)

func TestParseHours(t *testing.T) {
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"9:00–12:00":          "09:00-12:00 ",
		"9-12, 14.30 - 24":    "09:00-12:00 14:30-00:00 ",
		"13:00-15:00,9-13":    "09:00-15:00 ",
		"9:00":                "",
		"12-9":                "",
		"9-9":                 "",
		"9-25":                "",
		"":                    "",
		"9-12,":               "",
		"rano do obiadu":      "",
		"8:00-10:00, kolacja": "",
	} {
		spans, ok := event.ParseHours("2012-09-06", text, warsaw)
		got := ""
		for _, s := range spans {
			got += s.From.In(warsaw).Format("15:04") + "-" + s.To.In(warsaw).Format("15:04") + " "
		}
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", text, got, ok, want)
		}
	}
}

func TestWholeDay_ClocksChange(t *testing.T) {
	warsaw, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	a, b := event.WholeDay("2012-10-28", warsaw), event.WholeDay("2012-10-29", warsaw)
	if a.To.Sub(a.From) != 25*time.Hour {
		t.Errorf("the day is %v long", a.To.Sub(a.From))
	}
	joined := event.JoinSpans([]event.Span{b, a})
	if len(joined) != 1 || !joined[0].From.Equal(a.From) || !joined[0].To.Equal(b.To) {
		t.Errorf("two days make %v", joined)
	}
	if parts := event.Within(joined, b); len(parts) != 1 || parts[0] != b {
		t.Errorf("of them lies in the second day %v, want %v", parts, b)
	}
}
