package wedge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// codeDigits is how many digits the code of a badge has.
	codeDigits = 17
	// leastDigits is the shortest text that is taken for digits in disguise, the code of a row of a list: a name
	// has letters of which no layout makes digits, and one or two may be the beginning of any name.
	leastDigits = 3
	// mostAround is the longest prefix or suffix.
	mostAround = 12
	// mostText is more than any code has; longer texts are left alone.
	mostText = 512
)

// Correction puts right in software what a scanner does wrong. The zero value changes nothing. Its fields
// are as they come from the scanner, so that it can be kept as a setting of the machine.
type Correction struct {
	// Digits are what comes instead of 0 to 9, ten characters in this order; "": digits are right.
	Digits string `json:"digits,omitempty"`
	// Prefix and Suffix are around every code.
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	// Upper: codes with letters come in small ones, because CapsLock exchanges them.
	Upper bool `json:"upper,omitempty"`
	// NoEnter: nothing ends a code.
	NoEnter bool `json:"no_enter,omitempty"`
}

// Zero tells that nothing is corrected.
func (c Correction) Zero() bool { return c == Correction{} }

// Valid tells whether the correction is one that can have been made here: a setting that was changed by
// hand must not make one code of another.
func (c Correction) Valid() bool {
	if utf8.RuneCountInString(c.Prefix) > mostAround || utf8.RuneCountInString(c.Suffix) > mostAround {
		return false
	}
	return c.Digits == "" || c.images() != nil
}

// images says which character stands for which digit; nil where none does, or two stand for the same.
func (c Correction) images() map[rune]byte {
	if utf8.RuneCountInString(c.Digits) != 10 {
		return nil
	}
	of := make(map[rune]byte, 10)
	digit := byte('0')
	for _, r := range c.Digits {
		if _, twice := of[r]; twice || r == utf8.RuneError || isDigit(r) && r != rune(digit) {
			return nil
		}
		of[r] = digit
		digit++
	}
	return of
}

// Apply returns what the scanner meant. It changes only what was certainly scanned, so that names and
// numbers that people type stay; and a code of a badge is what it was.
func (c Correction) Apply(raw string) string {
	if c.Zero() || len(raw) > mostText {
		return raw
	}
	text := trim(raw)
	if isCode(text) {
		return raw
	}
	bare := c.strip(text)
	if digits, ok := c.digits(bare); ok && (len(digits) == codeDigits || !allDigits(text)) {
		return digits
	}
	if code, ok := c.last(bare); ok {
		return code
	}
	if c.Upper && hasDigits(bare, leastDigits) && !strings.Contains(bare, " ") {
		return strings.ToUpper(bare)
	}
	return raw
}

// Ends tells whether a text is a whole code of a badge that waits for an Enter which this scanner does
// not send. The check digits tell it: no clock is needed.
func (c Correction) Ends(text string) bool {
	if !c.NoEnter || len(text) < codeDigits || len(text) > mostText {
		return false
	}
	return Whole(trim(c.Apply(text)))
}

// Whole tells whether a text is the code of a badge with right check digits.
func Whole(code string) bool { return isCode(code) && checks(code) }

// strip takes the characters around a code away, in whatever case CapsLock makes them. Where nothing ends
// a code, the suffix of the one before stands at the beginning.
func (c Correction) strip(text string) string {
	if c.NoEnter {
		text = cutPrefix(text, c.Suffix)
	}
	text = cutPrefix(text, c.Prefix)
	if n := len(text) - len(c.Suffix); n >= 0 && strings.EqualFold(text[n:], c.Suffix) {
		text = text[:n]
	}
	return trim(text)
}

func cutPrefix(text, prefix string) string {
	if len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix) {
		return text[len(prefix):]
	}
	return text
}

// digits reads a text of which every character is a digit or stands for one.
func (c Correction) digits(text string) (string, bool) {
	images := c.images()
	var b strings.Builder
	for _, r := range text {
		digit, ok := images[r]
		switch {
		case ok:
			b.WriteByte(digit)
		case isDigit(r):
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	return b.String(), b.Len() >= leastDigits
}

// last finds a whole code at the end of a text that somebody had begun to type when the badge was scanned. Where
// more of a code stands before it, two have run together, and neither may get lost.
func (c Correction) last(text string) (string, bool) {
	letters := []rune(text)
	if len(letters) <= codeDigits {
		return "", false
	}
	at := len(letters) - codeDigits
	code, ok := c.digits(string(letters[at:]))
	if !ok || !Whole(code) {
		return "", false
	}
	images, before := c.images(), 0
	for _, r := range letters[:at] {
		if _, image := images[r]; image || isDigit(r) {
			before++
		}
	}
	return code, before < leastDigits
}

func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func allDigits(text string) bool {
	return strings.TrimFunc(text, isDigit) == ""
}

func isCode(text string) bool { return len(text) == codeDigits && allDigits(text) }

// checks computes the check digits of a code, ISO 7064 MOD 97-10.
func checks(code string) bool {
	rest := 0
	for i := range len(code) {
		rest = (rest*10 + int(code[i]-'0')) % 97
	}
	return rest == 1
}

func hasDigits(text string, least int) bool {
	n := 0
	for _, r := range text {
		if isDigit(r) {
			n++
		}
	}
	return n >= least
}
