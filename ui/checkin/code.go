package checkin

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"zlot/event"
	"zlot/ui/kit"
)

const (
	// unended is how long a whole code may lie in an input before it is taken as
	// scanned: nobody types 17 digits with the right check digits, so the scanner
	// sent no Enter, and what stands there still is another person's verdict.
	unended = 300 * time.Millisecond
	// scannedDigits in a row are typed by scanners only.
	scannedDigits = 12
	// longestName is more than anybody types to find somebody.
	longestName = 100
	// numberDigits is the longest running number of a badge.
	numberDigits = 5
)

// scannedCode returns the digits in text when a scanner must have typed them
// behind something that a person had begun, or in its midst where the cursor
// stood, or "".
func scannedCode(text string) string {
	head, tail := scannedRun(text)
	begun := head
	if more := len(tail) - event.CodeLength; more > 0 && event.IsCode(tail[more:]) {
		if event.IsCode(scannedCode(" " + tail[:more])) {
			return tail // two scans that ran together: neither may get lost
		}
		begun, tail = true, tail[more:] // what stood before it ended in digits too
	}
	if begun && len(tail) >= scannedDigits {
		return tail
	}
	return ""
}

// scannedRun is the first row of digits that only a scanner types, and whether
// there is anything beside it.
func scannedRun(text string) (beside bool, digits string) {
	for rest := text; rest != ""; {
		start := strings.IndexAny(rest, "0123456789")
		if start < 0 {
			break
		}
		rest = rest[start:]
		run := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
		if len(run) >= scannedDigits {
			return len(run) < len(text), run
		}
		rest = rest[len(run):]
	}
	return false, ""
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

// endsInCode tells whether text is a whole code, or ends in one.
func endsInCode(text string) bool {
	if len(text) < event.CodeLength {
		return false
	}
	text = strings.TrimSpace(kit.CorrectScan(text))
	return event.IsCode(text) || event.IsCode(scannedCode(text))
}

// ender presses Enter where a scanner does not.
type ender struct{ stop func() }

// watch waits after each change of an input for what follows a whole code.
func (e *ender) watch(text string, still func() string, enter func()) {
	if e.stop != nil {
		e.stop()
		e.stop = nil
	}
	if endsInCode(text) {
		e.stop = kit.After(unended, func() {
			if still() == text {
				enter()
			}
		})
	}
}
