// Package passcode makes and reads the code on a badge: "D17", seventeen digits that every keyboard
// layout types alike, fit a QR symbol of version 1 at level H, and notice every wrong or swapped digit.
//
// One type digit, fourteen random digits, two check digits (ISO 7064 MOD 97-10, as in an IBAN).
// The code says nothing about the person and can be replaced.
package passcode

import (
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"strings"
)

// Length is the number of digits of a code.
const Length = 17

// Type digits.
const (
	Person = '4' // a participant's badge
	Blank  = '7' // a badge printed before anybody is bound to it
	Test   = '9' // the scanner test sheet
)

// Errors of Parse.
var (
	// ErrDamaged: it looks like a code, but digits are missing, wrong or swapped.
	ErrDamaged = errors.New("passcode: damaged")
	// ErrForeign: it is not a badge code at all (a name, a URL, somebody else's barcode).
	ErrForeign = errors.New("passcode: not a badge code")
	// ErrTwo: two codes in one reading, and nobody can tell whose was meant. It is ErrDamaged, too.
	ErrTwo = fmt.Errorf("%w: two codes at once", ErrDamaged)
)

// New returns a fresh random code of the given type. The caller makes sure that the file has no such code yet.
func New(kind byte) (string, error) {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(14), nil)
	n, err := rand.Int(rand.Reader, limit)
	if err != nil {
		return "", err
	}
	digits := n.String()
	body := string(kind) + strings.Repeat("0", 14-len(digits)) + digits
	return body + check(body), nil
}

// check returns the two digits that make the whole number leave 1 when divided by 97.
func check(body string) string {
	r := 98 - mod97(body+"00")
	return string([]byte{byte('0' + r/10), byte('0' + r%10)})
}

func mod97(digits string) int {
	r := 0
	for i := 0; i < len(digits); i++ {
		r = (r*10 + int(digits[i]-'0')) % 97
	}
	return r
}

// Valid reports whether code is exactly a well-formed code.
func Valid(code string) bool {
	if len(code) != Length {
		return false
	}
	for i := 0; i < len(code); i++ {
		if code[i] < '0' || code[i] > '9' {
			return false
		}
	}
	return mod97(code) == 1
}

// longest is how much a reading may hold: no code is longer, a paste may be.
const longest = 256

// Parse reads what a scanner or a person typed. It forgives what cannot change the meaning: white
// space, the groups' hyphens, control characters, the prefixes that some scanners send ("]Q3", "\000026"), and
// a code scanned twice in one burst. It never guesses a digit, and of two codes it chooses neither.
func Parse(raw string) (string, error) {
	raw = strings.TrimFunc(raw, harmless)
	digits, letters := clean(stripPrefixes(raw[:min(len(raw), longest)]))
	first, second := digits, ""
	if len(digits) == 2*Length {
		first, second = digits[:Length], digits[Length:]
	}
	switch pure := letters == 0 && len(raw) <= longest; {
	case pure && Valid(first) && (second == "" || first == second):
		return first, nil
	case pure && Valid(first) && Valid(second):
		return "", ErrTwo
	case letters == 0 && len(digits) >= 8:
		return "", ErrDamaged
	case len(digits) >= 12 && letters <= 8:
		return "", ErrDamaged // a scanner on a wrong keyboard layout, or garbage around a code
	}
	return "", ErrForeign
}

// stripPrefixes takes off what a scanner may be set to send before a code: the kind of symbol ("]Q3") and the
// character set ("\000026").
func stripPrefixes(raw string) string {
	if len(raw) > 3 && raw[0] == ']' {
		raw = raw[3:]
	}
	if len(raw) > 7 && raw[0] == '\\' && strings.Trim(raw[1:7], "0123456789") == "" {
		raw = raw[7:]
	}
	return raw
}

// clean keeps the digits of raw and counts what is neither a digit nor harmless.
func clean(raw string) (digits string, letters int) {
	var b strings.Builder
	for _, r := range raw {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case harmless(r):
		default:
			letters++
		}
	}
	return b.String(), letters
}

// harmless reports whether a character is space or what scanners and papers put between digits.
func harmless(r rune) bool {
	return r <= ' ' || r == '-' || r == 0xa0 || r == 0x7f || r == 0xfeff || r == 0xfffd || (r >= 0x2000 && r <= 0x200f)
}

// Format groups a code for reading aloud: 4831 2094 7716 5502 9.
func Format(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
