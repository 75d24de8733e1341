package event

import (
	"strconv"
	"strings"
)

// maxRow is the highest running number that a row of a paper list can have.
const maxRow = 999_999

// RowCode is what stands beside a row of a paper list, to be typed back in: the running number of the badge and
// two check digits (ISO 7064 MOD 97-10), so that one wrong digit or two swapped ones are always noticed.
func RowCode(number int) string {
	check := 98 - number*100%97
	return strconv.Itoa(number) + string([]byte{byte('0' + check/10), byte('0' + check%10)})
}

// ParseRowCode reads the running number from the code of a row, as it was typed or scanned: white space, hyphens
// and dots do no harm. Code: paper.row.damaged.
func ParseRowCode(text string) (int, error) {
	digits := strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune("-–.\u00a0", r) {
			return -1
		}
		return r
	}, text[:min(len(text), MaxCode)])
	whole, err := strconv.ParseUint(digits, 10, 32)
	if number := int(whole / 100); err == nil && len(text) <= MaxCode && whole%97 == 1 && number >= 1 && number <= maxRow {
		return number, nil
	}
	return 0, Fail(CodeRowDamaged, "Value", shorten(text))
}

// IsRowLike reports whether a text has nothing but what codes of rows have, right or wrong.
func IsRowLike(text string) bool {
	return text != "" && len(text) <= MaxCode && strings.Trim(text, "0123456789-–. \u00a0") == ""
}
