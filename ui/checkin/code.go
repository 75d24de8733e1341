package checkin

import (
	"strconv"
	"strings"
	"unicode"
)

const (
	// scannedDigits in a row are typed by scanners only.
	scannedDigits = 12
	// numberDigits is the longest running number of a badge.
	numberDigits = 5
)

// scannedCode returns the digits at the end of text when a scanner must have
// typed them behind something that a person had begun, or "".
func scannedCode(text string) string {
	head := strings.TrimRightFunc(text, func(r rune) bool { return r >= '0' && r <= '9' })
	if tail := text[len(head):]; head != "" && len(tail) >= scannedDigits {
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
// Anything else was scanned: an address of a web page, a foreign code.
func isName(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || strings.ContainsRune(" -'’.,@_\"„”&()", r):
		case unicode.IsDigit(r):
			digits++
		default:
			return false
		}
	}
	return digits < scannedDigits/2
}
