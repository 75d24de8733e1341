package registrations

import (
	"encoding/json"

	"zlot/event"
	"zlot/event/i18n"
)

// tellHours says which hours were granted or taken back, or what was decided about a certificate, and why.
func (p *Page) tellHours(f event.Fact) string {
	t := p.Printer.T
	var b struct {
		event.Grant
		Verdict event.Verdict `json:"verdict"`
	}
	if json.Unmarshal(f.Body, &b) != nil {
		return ""
	}
	what := t("people.history.hours.revoked")
	switch {
	case f.Kind == (event.HoursGranted{}).FactKind():
		what = t("people.history.hours.granted", i18n.Args{"Hours": b.Hours, "Kind": t("grant.kind." + string(b.Grant.Kind))})
	case f.Kind == (event.EligibilityDecided{}).FactKind() && b.Verdict == event.Granted:
		what = t("people.history.decided.granted")
	case f.Kind == (event.EligibilityDecided{}).FactKind() && b.Verdict == event.Denied:
		what = t("people.history.decided.denied")
	case f.Kind == (event.EligibilityDecided{}).FactKind():
		what = t("people.history.decided.rule")
	}
	return joined(": ", what, b.Reason)
}
