package event

import (
	"net/mail"
	"strings"
)

// NormalizeEmail puts an address into its usual form, or says that it is none.
func NormalizeEmail(raw string) (string, error) {
	s := strings.ToLower(strings.TrimSpace(raw))
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s {
		return "", Fail(CodeEmailInvalid, "Value", raw).In("email")
	}
	return s, nil
}
