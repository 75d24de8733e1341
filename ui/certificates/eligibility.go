package certificates

import (
	"context"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// kindWord is what a kind of certificate is called; of none that there is none.
func (p *Page) kindWord(k event.CertificateKind) string {
	switch {
	case k.ID == "":
		return p.Printer.T("hours.kind.none")
	case k.Title == "":
		return p.Printer.T("hours.kind.usual")
	}
	return k.Title
}

// ruleLine says what the event asks for; of several kinds of certificates how many there are.
func (p *Page) ruleLine() string {
	if n := len(p.state.kinds); n > 1 {
		return p.Printer.N("hours.kinds.count", n)
	}
	return p.Printer.T("certificates.rule", i18n.Args{"Rule": p.ruleWords(p.state.kinds[0].Rule)})
}

// reasons say what somebody lacks for a kind of certificate, whether it can still come, and what was decided.
func (p *Page) reasons(a *event.Account, el *event.Eligibility) []string {
	t := p.Printer.T
	var all, sessions []string
	if missing := shortfall(el, a.Hours); missing.hours > 0 {
		all = append(all, t("hours.why.missing", i18n.Args{"Hours": p.Printer.Hours(missing.hours), "Need": p.hours(missing.need)}))
	}
	for _, why := range el.Because {
		switch why.Code {
		case "hours", "percent":
		case "mandatory":
			if title, ok := why.Args["Session"].(string); ok {
				sessions = append(sessions, title)
			}
		case "denied": // said with the decision
		default:
			all = append(all, p.because(why))
		}
	}
	if len(sessions) > 0 {
		all = append(all, t("hours.why.sessions", i18n.Args{"Sessions": strings.Join(sessions, ", ")}))
	}
	if el.OutOfReach && el.Decision == nil {
		all = append(all, t("hours.why.late", i18n.Args{"Possible": p.Printer.Hours(el.Possible)}))
	}
	if d := el.Decision; d != nil {
		all = append(all, t("hours.decided."+string(d.Verdict), i18n.Args{"Reason": d.Reason, "By": d.By, "When": p.when(d.At)}))
	}
	return all
}

// why is what stands against a certificate of somebody, or what became of the last one.
func (p *Page) why(o *person) []string {
	all := p.reasons(o.account, o.eligibility)
	if o.withdrawn() {
		all = append(all, p.because(o.former.BecauseWithdrawn()))
	}
	return all
}

// gap is how many hours are missing of how many that are asked for.
type gap struct{ hours, need float64 }

// shortfall is the largest gap that a kind of certificate leaves.
func shortfall(el *event.Eligibility, hours float64) (most gap) {
	for _, why := range el.Because {
		need := 0.0
		switch why.Code {
		case "hours":
			need = numberOf(why, "Min")
		case "percent":
			need = numberOf(why, "Need")
		}
		if need-hours > most.hours {
			most = gap{need - hours, need}
		}
	}
	return most
}

// onDecide asks why somebody gets a certificate although the rule says no, or none although it says yes; or why
// the rule is to speak again.
func (p *Page) onDecide(o *person, verdict event.Verdict) {
	t := p.Printer.T
	id := string(verdict)
	if verdict == event.ByRule {
		id = "rule"
	}
	reason := kit.NewMultiEntry("", 2)
	form := kit.NewForm().
		AddObject(kit.VStack(0, kit.NewText(p.name(o), kit.StyleStrong.Truncated()), kit.NewText(p.kindWord(o.kind), kit.StyleMuted.Truncated()))).
		AddObject(kit.NewParagraph(t("hours.decide."+id+".text"), kit.StyleBody)).
		Add("reason", kit.NewField(t("field.reason"), reason, t("certificates.grant.reason.hint")))
	d := event.Decision{Registration: o.account.Entry.ID, Kind: o.kind.ID, Verdict: verdict}
	kit.FormDialog(p.Window, t("hours.decide."+id+".title"), form, t("hours.decide."+id+".action"), func(dialog *kit.Dialog) bool {
		form.ClearErrors()
		d.Reason = strings.TrimSpace(reason.Text)
		kit.Run(p.ctx, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.Service.Decide(ctx, d) }, func(_ struct{}, err error) {
			if err != nil {
				p.refuse(form, err)
				return
			}
			dialog.Close()
			kit.Toast(p.Window.Canvas(), t("hours.decided"), nil)
			p.read()
		})
		return false
	})
}

// decisions are the actions that put somebody's word above the rule.
func (p *Page) decisions(o *person) *kit.Button {
	t := p.Printer.T
	el := o.eligibility
	switch {
	case o.kind.ID == "":
		return nil
	case el.Decision != nil:
		return kit.NewButton(t("hours.decide.rule"), kit.IconUndo, func() { p.onDecide(o, event.ByRule) })
	case el.Eligible:
		return kit.NewQuiet(t("hours.decide.denied"), kit.IconClose, func() { p.onDecide(o, event.Denied) })
	}
	return kit.NewButton(t("hours.decide.granted"), kit.IconCheck, func() { p.onDecide(o, event.Granted) })
}
