package event

import "strings"

// CheckPhone says what is wrong with a telephone number as a person types it: too few digits, or words
// that no number has. An extension and a second number may stand behind.
func CheckPhone(text string) error {
	const fewest = 7
	text = CleanText(text)
	if text == "" {
		return nil
	}
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	rest := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789+()-–./,;\u00a0", r) {
			return ' '
		}
		return r
	}, text), " ")
	for _, word := range strings.Fields(strings.ToLower(rest)) {
		switch word {
		case "tel", "kom", "w", "wew", "ext", "dom", "praca", "i", "lub", "or", "and":
		default:
			digits = 0
		}
	}
	if digits < fewest {
		return Fail(CodePhoneInvalid, "Value", text).In("phone")
	}
	return nil
}
