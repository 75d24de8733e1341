package event

import "strings"

// NormalizeEmail puts an address into its usual form — small letters, nothing around it — or says that
// it is none. It is stricter than the standard: an address that common servers refuse, or that was
// typed with a Polish letter, is better found now than when certificates bounce.
func NormalizeEmail(raw string) (string, error) {
	s := strings.ToLower(CleanText(raw))
	if open := strings.LastIndexByte(s, '<'); open >= 0 {
		if end := strings.IndexByte(s[open:], '>'); end > 0 {
			s = s[open+1 : open+end] // Anna Nowak <anna@example.org>
		}
	}
	s = strings.TrimLeft(s, around)
	s = strings.TrimLeft(strings.TrimPrefix(s, "mailto:"), around)
	s = strings.TrimRight(s, around+".")
	local, domain, ok := strings.Cut(s, "@")
	if !ok || !validLocal(local) || !validDomain(domain) || len(s) > 254 {
		return "", Fail(CodeEmailInvalid, "Value", strings.TrimSpace(raw)).In("email")
	}
	return s, nil
}

// around is what people and forms put around an address.
const around = " \t\n\"'()[]<>,;:„”“"

func validLocal(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !isLowerOrDigit(s[i]) && strings.IndexByte(".!#$%&'*+/=?^_`{|}~-", s[i]) < 0 {
			return false
		}
	}
	return true
}

// validDomain wants at least two labels and an end of letters.
func validDomain(s string) bool {
	if len(s) > 253 || strings.IndexByte(s, '.') < 0 {
		return false
	}
	labels := strings.Split(s, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for i := 0; i < len(l); i++ {
			if !isLowerOrDigit(l[i]) && l[i] != '-' {
				return false
			}
		}
	}
	last := labels[len(labels)-1]
	return len(last) >= 2 && (strings.HasPrefix(last, "xn--") || strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") == "")
}

func isLowerOrDigit(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }
