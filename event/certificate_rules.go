package event

import (
	"math"
	"strings"
)

// CheckKinds says what is wrong with the kinds of certificates of an event. The error names the field. Codes:
// required, number, certificate.pattern.
func CheckKinds(kinds []CertificateKind) error {
	seen := map[string]bool{}
	for _, k := range kinds {
		switch {
		case strings.TrimSpace(k.ID) == "" || seen[k.ID]:
			return Fail(CodeRequired, "Field", "id").In("id")
		case strings.TrimSpace(k.Title) == "" && len(kinds) > 1:
			return Fail(CodeRequired, "Field", "title").In("title")
		}
		seen[k.ID] = true
		if err := k.Rule.check(); err != nil {
			return err
		}
		if err := CheckPattern(k.Pattern); err != nil {
			return err
		}
	}
	return nil
}

func (r Rule) check() error {
	switch {
	case !(r.MinHours >= 0) || math.IsInf(r.MinHours, 0):
		return Fail(CodeNumber, "Value", r.MinHours).In("min_hours")
	case r.MinPercent < 0 || r.MinPercent > 100:
		return Fail(CodeNumber, "Value", r.MinPercent).In("min_percent")
	}
	return nil
}

func (r HoursRule) check() error {
	if r.Least < 0 || r.Least > 100 {
		return Fail(CodeNumber, "Value", r.Least).In("least")
	}
	return nil
}
