package event

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// The codes of patterns that no numbers can be made from.
const (
	CodePatternCounter = "certificate.pattern.counter" // not exactly one {n}
	CodePatternField   = "certificate.pattern.field"   // a field that no number knows
	CodePatternDigits  = "certificate.pattern.digits"  // the counter touches a digit or another field: two numbers could look alike
	CodePatternLetters = "certificate.pattern.letters" // something that no number should hold
	CodePatternLong    = "certificate.pattern.long"
)

const longestPattern = 60

var (
	patternField   = regexp.MustCompile(`\{[^{}]*\}`)
	patternCounter = regexp.MustCompile(`\{n(?::([1-9]))?\}`)
	// A number is typed, read out and made into file names.
	patternLetters = regexp.MustCompile(`^[\p{L}\p{Nd} ./_-]*$`)
)

// CheckPattern says whether numbers can be made from a pattern: words with exactly one counter {n}, or {n:4} with
// at least four digits, and if wanted {year} and {edition}. Codes: certificate.pattern.*.
func CheckPattern(pattern string) error {
	fault := func(code string) error { return Fail(code, "Value", pattern).In("pattern") }
	if len([]rune(pattern)) > longestPattern {
		return fault(CodePatternLong)
	}
	counters := patternCounter.FindAllStringIndex(pattern, -1)
	for _, field := range patternField.FindAllString(pattern, -1) {
		if field != "{year}" && field != "{edition}" && !patternCounter.MatchString(field) {
			return fault(CodePatternField)
		}
	}
	switch plain := patternField.ReplaceAllString(pattern, ""); {
	case len(counters) != 1:
		return fault(CodePatternCounter)
	case !patternLetters.MatchString(plain) || strings.TrimSpace(pattern) != pattern:
		return fault(CodePatternLetters)
	}
	before, after := pattern[:counters[0][0]], pattern[counters[0][1]:]
	if touches(lastRune(before)) || touches(firstRune(after)) {
		return fault(CodePatternDigits)
	}
	return nil
}

// touches reports whether a counter beside r could be read as another number.
func touches(r rune) bool { return r >= '0' && r <= '9' || r == '{' || r == '}' }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) (last rune) {
	for _, r := range s {
		last = r
	}
	return last
}

// The counter of a series without its width: how many zeros stand before a number does not make another series.
const seriesCounter = "{n}"

// Series names the numbers that count together: the pattern with all but its counter filled in. Where the counter
// is the last part behind a slash it is left out: "Z/{year}/{n:4}" is the series "Z/2026".
func Series(pattern string, ev Event, year int) string {
	series := strings.NewReplacer("{year}", strconv.Itoa(year), "{edition}", strconv.Itoa(ev.Edition)).Replace(pattern)
	series = patternCounter.ReplaceAllLiteralString(series, seriesCounter)
	return strings.TrimSuffix(series, "/"+seriesCounter)
}

// NumberIn writes the number seq of a pattern.
func NumberIn(pattern string, ev Event, year, seq int) string {
	width := 1
	if m := patternCounter.FindStringSubmatch(pattern); m != nil && m[1] != "" {
		width = int(m[1][0] - '0')
	}
	series := Series(pattern, ev, year)
	if !strings.Contains(series, seriesCounter) {
		series += "/" + seriesCounter
	}
	return strings.Replace(series, seriesCounter, fmt.Sprintf("%0*d", width, seq), 1)
}

// NumberLike writes the number n of a series the way another number of it, which counts as seq, is written.
func NumberLike(series, number string, seq, n int) string {
	if !strings.Contains(series, seriesCounter) {
		series += "/" + seriesCounter
	}
	before, after, _ := strings.Cut(series, seriesCounter)
	digits := strings.TrimSuffix(strings.TrimPrefix(number, before), after)
	width := 1
	if len(digits) > len(strconv.Itoa(seq)) {
		width = len(digits)
	}
	return before + fmt.Sprintf("%0*d", width, n) + after
}
