package checkin

import (
	"strconv"
	"strings"
	"unicode"

	"zlot/event"
)

const (
	// scannedDigits in a row are typed by scanners only.
	scannedDigits = 12
	// longestName is more than anybody types to find somebody.
	longestName = 100
	// numberDigits is the longest running number of a badge.
	numberDigits = 5
)

// scannedCode returns the digits at the end of text when a scanner must have
// typed them behind something that a person had begun, or "".
func scannedCode(text string) string {
	head := strings.TrimRightFunc(text, func(r rune) bool { return r >= '0' && r <= '9' })
	tail := text[len(head):]
	if more := len(tail) - event.CodeLength; more > 0 && event.IsCode(tail[more:]) {
		tail = tail[more:] // what stood before it ended in digits too
	}
	if head != "" && len(tail) >= scannedDigits {
		return tail
	}
	return ""
}

// badgeNumber reads text as the running number of a badge; 0 if it is none.
func badgeNumber(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || len(text) > numberDigits || n < 0 {
		return 0
	}
	return n
}

// isName tells whether text may be the beginning of a name or an institution.
// Anything else was scanned: an address of a web page, a foreign code, digits
// that a keyboard of another country turned into signs and letters.
func isName(text string) bool {
	digits, signs, all := 0, 0, 0
	for _, r := range text {
		all++
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || r == ' ':
		case strings.ContainsRune("-'’.,@_\"„”&()", r):
			signs++
		case unicode.IsDigit(r):
			digits++
		default:
			return false
		}
	}
	return digits < scannedDigits/2 && all <= longestName && (signs <= 2 || signs*4 <= all)
}
