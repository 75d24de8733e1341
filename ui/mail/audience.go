package mail

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The choices of whom a message goes to; a saved filter is savedFilter and its name.
const (
	toEverybody = "everybody"
	toChosen    = "chosen"
	toFilter    = "filter"
	savedFilter = "saved:"
)

// audience asks whom a message goes to.
type audience struct {
	c      *compose
	view   fyne.CanvasObject
	choice *kit.Select[string]
	terms  []event.Condition
	filter *fyne.Container // the conditions, and what adds one
	again  *kit.Check
	count  *fyne.Container
	chosen []string // handed over by another page
	term   *term
	roll   *event.Roll
	rolls  kit.Latest[*event.Roll]
}

func newAudience(c *compose) *audience {
	a := &audience{c: c, filter: kit.VStack(1), count: kit.VStack(1)}
	a.choice = kit.NewSelect([]kit.Option[string]{{Value: toEverybody}}, func(string) { a.onChoice() })
	a.again = kit.NewCheck(c.p.Printer.T("mail.who.again"), false, func(bool) { c.work() })
	a.filter.Hide()
	// As wide as there is room: a scroll that only goes up and down would cut what is wider.
	all := container.New(&fixed{0}, kit.VStack(2, a.choice, a.filter, a.count, a.again))
	a.view = kit.NewVScroll(kit.PadSides(1, 2, 1, 1, all))
	return a
}

// hand takes people who were chosen on another page.
func (a *audience) hand(chosen []string) {
	a.chosen = chosen
	a.showChoices()
	if len(chosen) > 0 {
		a.choice.SetValue(toChosen)
	}
	a.showTerms()
}

// showChoices offers everybody, who was handed over, the saved filters, and a filter.
func (a *audience) showChoices() {
	p := a.c.p
	options := []kit.Option[string]{{Value: toEverybody, Text: p.Printer.T("mail.who.everybody." + tabOf(a.c.kind()))}}
	if n := len(a.chosen); n > 0 {
		options = append(options, kit.Option[string]{Value: toChosen, Text: p.Printer.N("mail.who.chosen", n)})
	}
	for _, f := range a.c.event.Filters {
		options = append(options, kit.Option[string]{Value: savedFilter + f.Name, Text: p.Printer.T("mail.who.saved", i18n.Args{"Name": f.Name})})
	}
	a.choice.SetOptions(append(options, kit.Option[string]{Value: toFilter, Text: p.Printer.T("mail.who.filter")}))
}

func (a *audience) chosenChoice() string {
	choice, _ := a.choice.Value()
	return choice
}

func (a *audience) onChoice() {
	if a.chosenChoice() == toFilter {
		a.readRoll()
	}
	a.showTerms()
	a.c.work()
}

// readRoll reads what the conditions offer.
func (a *audience) readRoll() {
	a.rolls.Run(a.c.p.ctx, func(ctx context.Context) (*event.Roll, error) { return a.c.p.Service.Roll(ctx, a.c.p.Event.ID) },
		func(r *event.Roll, err error) {
			if err != nil {
				kit.ShowError(a.c.p.Window, a.c.p.Printer, err)
				return
			}
			a.roll = r
			a.showTerms()
		})
}

// noTerms reports whether a filter was chosen that has no conditions yet: that is not everybody.
func (a *audience) noTerms() bool { return a.chosenChoice() == toFilter && len(a.terms) == 0 }

// fill says in a request whom it is for.
func (a *audience) fill(r *event.MailingRequest) {
	choice := a.chosenChoice()
	switch {
	case choice == toChosen:
		r.Registrations = a.chosen
	case choice == toFilter:
		r.Where = a.terms
	case strings.HasPrefix(choice, savedFilter):
		name := strings.TrimPrefix(choice, savedFilter)
		for _, f := range a.c.event.Filters {
			if f.Name == name {
				r.Where = f.Terms
			}
		}
	}
}

// words says whom the message is for.
func (a *audience) words() string {
	p, choice := a.c.p, a.chosenChoice()
	switch {
	case choice == toChosen:
		return p.Printer.N("mail.who.chosen", len(a.chosen))
	case choice == toFilter:
		var all []string
		for _, c := range a.terms {
			all = append(all, p.termWord(c))
		}
		return strings.Join(all, ", ")
	case strings.HasPrefix(choice, savedFilter):
		return p.Printer.T("mail.who.saved", i18n.Args{"Name": strings.TrimPrefix(choice, savedFilter)})
	}
	return p.Printer.T("mail.who.everybody." + tabOf(a.c.kind()))
}

// showTerms paints the conditions of the filter.
func (a *audience) showTerms() {
	a.filter.Hidden = a.chosenChoice() != toFilter
	a.filter.Objects = nil
	if !a.filter.Hidden && a.roll != nil {
		for i, c := range a.terms {
			drop := kit.NewQuiet("", kit.IconClose, func() { a.setTerms(slices.Delete(slices.Clone(a.terms), i, i+1)) })
			a.filter.Add(besideRight(kit.NewParagraph(a.c.p.termWord(c), kit.StyleBody), drop))
		}
		a.term = newTerm(a)
		a.filter.Add(a.term.view)
		a.filter.Add(kit.Gap(1))
	}
	a.filter.Refresh()
	a.view.Refresh()
}

func (a *audience) setTerms(terms []event.Condition) {
	a.terms = terms
	a.showTerms()
	a.c.work()
}

// showCount says how many get the message, who does not and why, and where fields are empty.
func (a *audience) showCount() {
	p, plan := a.c.p, a.c.plan
	a.count.Objects = nil
	switch {
	case a.noTerms():
		a.count.Add(kit.NewParagraph(p.Printer.T("mail.who.terms"), kit.StyleMuted))
	case a.c.err != nil && !isWords(a.c.err):
		said := p.Printer.Error(a.c.err)
		if errors.Is(a.c.err, event.Fail(event.CodeReleaseNone)) {
			said = p.Printer.T("mail.who.unreleased")
		}
		a.count.Add(kit.NewParagraph(said, kit.StyleBody.In(kit.ToneAttention.Color())))
	default:
		a.count.Add(kit.NewText(p.Printer.N("mail.who.count", len(plan.Messages)), kit.StyleSection))
		if len(plan.Left) > 0 {
			a.count.Add(kit.NewText(p.Printer.N("mail.who.left", len(plan.Left)), kit.StyleStrong))
		}
		for _, why := range event.LeaveReasons {
			if n := countLeft(plan.Left, why); n > 0 {
				a.count.Add(kit.NewParagraph(p.Printer.T("mail.who.why", i18n.Args{"Why": p.Printer.T("letters.left." + string(why)), "Count": n}), kit.StyleMuted))
			}
		}
		if n := len(plan.Missing); n > 0 {
			a.count.Add(kit.Gap(1))
			a.count.Add(kit.NewParagraph(p.Printer.N("mail.who.missing", n), kit.StyleBody.In(kit.ToneAttention.Color())))
		}
	}
	a.again.Hidden = !a.again.Checked() && countLeft(plan.Left, event.LeftAlready) == 0
	a.count.Refresh()
	a.view.Refresh()
}

func countLeft(left []event.LeftOut, why event.LeaveReason) int {
	n := 0
	for _, l := range left {
		if l.Why == why {
			n++
		}
	}
	return n
}
