package kit

import (
	"strconv"
	"strings"
	"unicode"
)

// months are the names of the months as people write them: Polish with and
// without an ending, short, in Roman figures, and English. They are lower case
// without Polish letters.
var months = [12]string{
	"stycznia styczen sty i january jan",
	"lutego luty lut ii february feb",
	"marca marzec mar iii march",
	"kwietnia kwiecien kwi iv april apr",
	"maja maj v may",
	"czerwca czerwiec cze vi june jun",
	"lipca lipiec lip vii july jul",
	"sierpnia sierpien sie viii august aug",
	"wrzesnia wrzesien wrz ix september sept sep",
	"pazdziernika pazdziernik paz x october oct",
	"listopada listopad lis xi november nov",
	"grudnia grudzien gru xii december dec",
}

var withoutPolish = strings.NewReplacer("ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ó", "o", "ś", "s", "ź", "z", "ż", "z")

// writtenOut turns "6 września 2012", "6 wrz" or "September 6, 2012" into
// numbers with dots; ok is false when there is no month in words.
func writtenOut(text string) (numbers string, ok bool) {
	month := 0
	var rest []string
	for _, part := range dateParts(withoutPolish.Replace(strings.ToLower(text))) {
		switch {
		case unicode.IsDigit(rune(part[0])):
			rest = append(rest, part)
		case monthNamed(part) > 0 && month == 0:
			month = monthNamed(part)
		case ordinal(part):
		default:
			return "", false
		}
	}
	if month == 0 || len(rest) == 0 || len(rest) > 2 {
		return "", false
	}
	rest = append(rest[:1], append([]string{strconv.Itoa(month)}, rest[1:]...)...)
	return strings.Join(rest, "."), true
}

// dateParts are the words and the numbers of a text.
func dateParts(text string) []string {
	var parts []string
	var last rune
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		case last != 0 && unicode.IsDigit(last) == unicode.IsDigit(r):
			parts[len(parts)-1] += string(r)
		default:
			parts = append(parts, string(r))
		}
		last = r
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			last = 0
		}
	}
	return parts
}

func monthNamed(word string) int {
	for i, names := range months {
		for _, name := range strings.Fields(names) {
			if name == word {
				return i + 1
			}
		}
	}
	return 0
}

// ordinal is true for what may stand behind a number: "6th", "2012 r.".
func ordinal(word string) bool {
	switch word {
	case "r", "roku", "st", "nd", "rd", "th", "of":
		return true
	}
	return false
}
