package i18n

import (
	"slices"
	"strings"
	"unicode"
)

// unitsPolish are words that stay on the line of the number before them.
var unitsPolish = append([]string{"zł", "gr", "r", "roku", "godz", "godzin", "godziny", "min",
	"minut", "os", "osób", "osoby", "str", "pkt", "tys", "mln", "km", "m", "mm", "cm", "kg", "%", "h"},
	monthsPolish[:]...)

// leadersPolish are abbreviations that stay on the line of the word after them.
var leadersPolish = []string{"ul.", "al.", "pl.", "os.", "im.", "św."}

// countersPolish do so only before a number.
var countersPolish = []string{"nr", "art.", "ust.", "pkt", "poz.", "godz.", "tel."}

// HardSpaces replaces those spaces of a Polish text at which a line must not
// break by hard ones: after a one-letter word, between a number and its unit
// or month, and after abbreviations such as "nr" and "ul.".
func HardSpaces(s string) string {
	words := strings.Split(s, " ")
	var b strings.Builder
	b.WriteString(words[0])
	for i := 1; i < len(words); i++ {
		if sticks(words[i-1], words[i]) {
			b.WriteString(nbsp)
		} else {
			b.WriteByte(' ')
		}
		b.WriteString(words[i])
	}
	return b.String()
}

// sticks tells whether two neighbouring words belong on one line.
func sticks(left, right string) bool {
	if right == "" || strings.HasPrefix(right, "\n") {
		return false
	}
	left = left[strings.LastIndexAny(left, "\n\t")+1:]
	left = strings.ToLower(strings.TrimLeft(left, `„"'([«–—`))
	if len(left) == 1 && strings.Contains("aiouwz", left) {
		return true
	}
	if slices.Contains(leadersPolish, left) {
		return true
	}
	if slices.Contains(countersPolish, left) {
		return unicode.IsDigit(rune(right[0]))
	}
	if left == "" || left[len(left)-1] < '0' || left[len(left)-1] > '9' {
		return false
	}
	if cut := strings.IndexAny(right, "\n\t"); cut >= 0 {
		right = right[:cut]
	}
	return slices.Contains(unitsPolish, strings.TrimRight(right, `.,;:)]”"»?`))
}
