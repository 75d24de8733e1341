package doc

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// history tells what was decided about the person, the oldest first.
func (r *recordWriter) history() {
	r.zone = event.Event{}.Zone()
	var rows [][]string
	for _, h := range r.rec.History {
		what, old, now := r.change(h)
		if what != "" {
			rows = append(rows, []string{r.when(h.At), h.Event, what, old, now})
		}
	}
	head := []string{r.T("privacy.record.when"), r.T("privacy.record.event"), r.T("privacy.record.what"), r.T("privacy.record.old"), r.T("privacy.record.new")}
	if len(rows) > 0 {
		r.sections = append(r.sections, recordSection{Title: r.T("privacy.record.history"), Level: 2, Head: head, Rows: rows})
	}
}

func (r *recordWriter) change(h event.HistoryRecord) (what, old, now string) {
	switch h.Kind {
	case event.PersonAdded{}.FactKind():
		return r.T("privacy.record.added.person"), "", ""
	case event.RegistrationAdded{}.FactKind():
		return r.T("privacy.record.added.registration"), "", ""
	case event.BadgeReplaced{}.FactKind():
		return r.T("privacy.record.badge.replaced"), "", ""
	case event.PersonMerged{}.FactKind(), event.RegistrationMerged{}.FactKind():
		return r.T("privacy.record.merged"), "", ""
	case event.HoursGranted{}.FactKind():
		var g event.Grant
		return r.T("privacy.record.hours.granted"), "", r.read(h.New, &g, func() string {
			return joinText(", ", r.T("grant.kind."+string(g.Kind)), r.Hours(g.Hours), g.Reason)
		})
	case event.HoursRevoked{}.FactKind():
		var b event.HoursRevoked
		return r.T("privacy.record.hours.revoked"), "", r.read(h.New, &b, func() string { return b.Reason })
	case event.EligibilityDecided{}.FactKind():
		var d event.Decision
		return r.T("privacy.record.decided"), "", r.read(h.New, &d, func() string {
			verdicts := map[event.Verdict]string{event.Granted: r.T("privacy.record.decided.granted"), event.Denied: r.T("privacy.record.decided.denied")}
			verdict, against := verdicts[d.Verdict]
			if !against {
				verdict = r.T("privacy.record.decided.rule")
			}
			return joinText(", ", verdict, d.Reason)
		})
	case event.PersonErased{}.FactKind():
		return r.T("privacy.record.erased"), "", ""
	case event.PersonPurged{}.FactKind(), event.RegistrationPurged{}.FactKind():
		return r.T("privacy.record.purged"), "", ""
	}
	if h.Field == "" {
		return "", "", ""
	}
	return capital(r.label(h.Field)), r.value(h.Field, h.Old), r.value(h.Field, h.New)
}

// read decodes the body of a fact for words; what a newer program wrote stays as it is.
func (r *recordWriter) read(raw json.RawMessage, into any, words func() string) string {
	if json.Unmarshal(raw, into) != nil {
		return string(raw)
	}
	return words()
}

// label is the name of a field in the history.
func (r *recordWriter) label(field string) string {
	switch field {
	case "roles":
		return r.T("field.role")
	case "payment":
		return r.T("field.fee")
	case "answers":
		return r.T("privacy.record.answers")
	case "consents":
		return r.T("privacy.record.consents")
	case "submitted":
		return r.T("privacy.record.submitted")
	case "waiting_since", "offer":
		return r.T("privacy.record.queue")
	case "address":
		return r.T("privacy.record.address")
	}
	return r.Column(field)
}

// value is a value of a field in words.
func (r *recordWriter) value(field string, raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	var v struct {
		name     event.Name
		payment  event.Payment
		consents []event.Consent
		text     string
		roles    []event.Role
		any      any
	}
	var err error
	switch field {
	case "name":
		err = json.Unmarshal(raw, &v.name)
		v.text = v.name.Formal()
	case "payment":
		err = json.Unmarshal(raw, &v.payment)
		v.text = r.T("privacy.record.fee", i18n.Args{"Fee": r.Money(v.payment.Fee), "Paid": r.yes(v.payment.Paid)})
	case "consents":
		err = json.Unmarshal(raw, &v.consents)
		var all []string
		for _, c := range v.consents {
			all = append(all, joinText(", ", c.Wording+": "+r.consent(c), r.when(c.At)))
		}
		v.text = strings.Join(all, "; ")
	case "status":
		err = json.Unmarshal(raw, &v.text)
		if err == nil && v.text != "" {
			v.text = r.T("status." + v.text)
		}
	case "roles":
		err = json.Unmarshal(raw, &v.roles)
		var all []string
		for _, role := range v.roles {
			all = append(all, r.T("role."+string(role)))
		}
		v.text = strings.Join(all, ", ")
	default:
		err = json.Unmarshal(raw, &v.any)
		v.text = r.plain(v.any)
	}
	if err != nil { // of a newer program
		return string(raw)
	}
	return v.text
}

// plain writes any JSON value without its brackets.
func (r *recordWriter) plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if t, err := time.Parse(time.RFC3339, v); err == nil {
			return r.when(t)
		}
		return v
	case bool:
		return r.yes(v)
	case []any:
		all := make([]string, len(v))
		for i := range v {
			all[i] = r.plain(v[i])
		}
		return strings.Join(all, "; ")
	case map[string]any:
		var all []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			all = append(all, k+": "+r.plain(v[k]))
		}
		return strings.Join(all, "; ")
	}
	return fmt.Sprint(v)
}
