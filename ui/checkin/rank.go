package checkin

import (
	"slices"
	"strings"
	"unicode"

	"zlot/event"
)

// Ranked puts people into the order of the ids that a search found them by:
// the store hands them over by name, and a search has the likely ones first.
func Ranked(entries []event.Entry, ids []string) []event.Entry {
	rank := make(map[string]int, len(ids))
	for i, id := range ids {
		rank[id] = i
	}
	slices.SortStableFunc(entries, func(a, b event.Entry) int { return rank[a.ID] - rank[b.ID] })
	return entries
}

// Named tells whether something that was typed begins a name or the address of
// the person, or is a number. Somebody found by institution or town alone may
// be anybody from there and must be chosen by hand.
func Named(e event.Entry, typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	switch {
	case typed == "":
		return false
	case !strings.ContainsFunc(typed, unicode.IsLetter), strings.HasPrefix(strings.ToLower(e.Who.Email), typed):
		return true
	}
	names := strings.Fields(event.Fold(e.Who.Name.Full()))
	for _, word := range strings.Fields(event.Fold(typed)) {
		for _, name := range names {
			if strings.HasPrefix(name, word) {
				return true
			}
		}
	}
	return false
}
