package event

import (
	"slices"
	"strings"
	"time"
)

// ParseHours reads stretches of a day as people write them: 9:00–12:00, 14–16.30; several are parted by commas.
func ParseHours(day Date, text string, zone *time.Location) ([]Span, bool) {
	var all []Span
	for part := range strings.SplitSeq(text, ",") {
		m := timeRange.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil {
			return nil, false
		}
		from, good := clockOn(day, m[1], zone)
		to, ok := clockOn(day, m[2], zone)
		if !good || !ok || !to.After(from) {
			return nil, false
		}
		all = append(all, Span{from, to})
	}
	return JoinSpans(all), true
}

// WholeDay is a day from midnight to midnight.
func WholeDay(day Date, zone *time.Location) Span {
	from := day.Time(zone)
	return Span{from, time.Date(from.Year(), from.Month(), from.Day()+1, 0, 0, 0, 0, zone)}
}

// JoinSpans puts stretches of time in order and makes one of those that touch or overlap.
func JoinSpans(all []Span) []Span {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b Span) int { return a.From.Compare(b.From) })
	var joined []Span
	for _, s := range sorted {
		last := len(joined) - 1
		switch {
		case !s.To.After(s.From):
		case last >= 0 && !s.From.After(joined[last].To):
			if s.To.After(joined[last].To) {
				joined[last].To = s.To
			}
		default:
			joined = append(joined, s)
		}
	}
	return joined
}

// Within are the parts of stretches of time that lie in another one.
func Within(all []Span, whole Span) []Span {
	var parts []Span
	for _, s := range all {
		if s.From.Before(whole.From) {
			s.From = whole.From
		}
		if s.To.After(whole.To) {
			s.To = whole.To
		}
		if s.To.After(s.From) {
			parts = append(parts, s)
		}
	}
	return parts
}
