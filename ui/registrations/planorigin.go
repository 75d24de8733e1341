package registrations

import (
	"context"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// origin is how somebody who is not in the file came onto the list, and whether the person has come.
type origin struct {
	word string // id of what it is called; "": not known
	hand bool   // a file of the form cannot have the person
	came bool
}

// atTheDoor is within what time of being added somebody is let in who was added at the desk.
const atTheDoor = time.Minute

// origins look up the history of registrations.
func (p *Page) origins(ctx context.Context, all []event.Entry) (map[string]origin, error) {
	known := make(map[string]origin, len(all))
	if len(all) == 0 {
		return known, nil
	}
	ids := make([]string, len(all))
	invited := map[string]bool{}
	for i, e := range all {
		ids[i], invited[e.ID] = e.ID, e.Invited
	}
	scans, err := p.Store.Scans(ctx, event.ScanFilter{Event: p.Event.ID})
	if err != nil {
		return nil, err
	}
	first := map[string]time.Time{} // when somebody was let in
	for _, s := range scans {
		if s.Undone || s.Outcome != event.Admitted && !s.Forced {
			continue
		}
		if at, ok := first[s.Registration]; !ok || s.At.Before(at) {
			first[s.Registration] = s.At
		}
	}
	err = p.Store.FactsOf(ctx, ids, func(f event.Fact) error {
		if f.Kind != (event.RegistrationAdded{}).FactKind() {
			return nil
		}
		at, came := first[f.Entity]
		o := origin{word: "registrations.plan.origin.hand", hand: true, came: came}
		switch {
		case f.Imported():
			o.word, o.hand = "registrations.plan.origin.import", false
		case invited[f.Entity]:
			o.word = "registrations.plan.origin.invited"
		case came && at.Sub(f.At).Abs() < atTheDoor:
			o.word = "registrations.plan.origin.door"
		}
		known[f.Entity] = o
		return nil
	})
	return known, err
}

// originColumn says where each of those who are not in the file came from.
func (v *planView) originColumn() kit.Column[person] {
	t := v.p.Printer.T
	text := func(x person) string {
		o := v.origins[x.entry.ID]
		if o.word == "" {
			return ""
		}
		word := map[string]string{
			"registrations.plan.origin.hand":    t("registrations.plan.origin.hand"),
			"registrations.plan.origin.import":  t("registrations.plan.origin.import"),
			"registrations.plan.origin.invited": t("registrations.plan.origin.invited"),
			"registrations.plan.origin.door":    t("registrations.plan.origin.door"),
		}[o.word]
		if o.came && o.word != "registrations.plan.origin.door" {
			return joined(" · ", word, t("registrations.plan.origin.came"))
		}
		return word
	}
	return kit.Column[person]{ID: "origin", Title: t("registrations.plan.origin"), Weight: 1.3, Least: 200, Text: text,
		Less: func(a, b person) bool { return event.ComparePolish(text(a), text(b)) < 0 }}
}

// onCancel asks before people are cancelled whom the file cannot have, or who have come.
func (b *planBar) onCancel() {
	v := b.v
	hand, came := 0, 0
	for _, x := range v.gone.Selected() {
		if o := v.origins[x.entry.ID]; o.came {
			came++
		} else if o.hand {
			hand++
		}
	}
	if hand+came == 0 {
		b.decide(true)
		return
	}
	p := v.p
	var parts []string
	if came > 0 {
		parts = append(parts, p.Printer.N("registrations.plan.cancel.came", came))
	}
	if hand > 0 {
		parts = append(parts, p.Printer.N("registrations.plan.cancel.hand", hand))
	}
	kit.ConfirmDanger(p.Window, p.Printer.N("registrations.plan.cancel.title", len(v.gone.Selected())),
		p.Printer.T("registrations.plan.cancel.about", i18n.Args{"What": joined(" ", parts...)}),
		p.Printer.T("registrations.plan.do.cancel"), func() { b.decide(true) })
}
