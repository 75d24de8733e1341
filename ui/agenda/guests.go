package agenda

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// addPlaces shows who has a place in a session and who waits for one, with the way to all of them.
func (p *Page) addPlaces(rows *fyne.Container, s event.Session) {
	t := p.Printer.T
	taken, waiting := p.guests(s)
	limit := p.state.programme.Limit(s.ID)
	if !s.SignUp && s.Capacity == nil && len(taken)+len(waiting) == 0 {
		return
	}
	rows.Add(kit.Section(t("agenda.places.title")))
	text := p.Printer.N("common.people", len(taken))
	if limit != nil && (s.SignUp || s.Capacity != nil) {
		text = t("agenda.places.of", i18n.Args{"Taken": len(taken), "Capacity": *limit})
		bar := kit.NewBar()
		bar.SetShare(share(len(taken), *limit))
		if len(taken) > *limit {
			bar.SetTone(kit.ToneRefused)
		}
		rows.Add(bar)
	}
	rows.Add(kit.NewText(text, kit.StyleMuted))
	if wanted := p.wishesText(s); wanted != "" {
		rows.Add(kit.NewParagraph(wanted, kit.StyleMuted))
	}
	p.addNames(rows, taken)
	if len(waiting) > 0 {
		rows.Add(kit.NewText(p.Printer.N("agenda.waiting", len(waiting)), kit.StyleMuted.In(kit.ColorWarning)))
		p.addNames(rows, waiting)
	}
	if s.SignUp {
		rows.Add(kit.HStack(0, kit.NewButton(t("places.show"), kit.IconPeople, func() { p.openPlaces(s.ID) })))
	}
}

// openPlaces shows who has a place in a session.
func (p *Page) openPlaces(session string) {
	p.leaveForm(func() {
		p.places.chosen = session
		p.views.SetChosen(viewPlaces)
		p.showView()
	})
}

// guests are those who have a place in a session, in Polish order, and those who wait for it, in their order.
func (p *Page) guests(s event.Session) (taken, waiting []event.Entry) {
	n, g := p.state.places[s.ID], p.state.programme
	if n.taken+n.waiting == 0 {
		return nil, nil
	}
	states := map[string]event.EnrolmentState{}
	for _, en := range g.Enrolments {
		if en.Session == s.ID {
			states[en.Registration] = en.State
		}
	}
	for _, e := range g.Entries {
		if states[e.ID] == event.Enrolled {
			taken = append(taken, e)
		}
	}
	if n.waiting > 0 {
		waiting = slices.DeleteFunc(g.WaitingFor(s.ID), func(e event.Entry) bool { return states[e.ID] != event.OnWaitlist })
	}
	return taken, waiting
}

// mostNames is where a list of names ends; the rest is counted, and in the places.
const mostNames = 12

func (p *Page) addNames(rows *fyne.Container, all []event.Entry) {
	if len(all) == 0 {
		return
	}
	names := make([]string, 0, mostNames)
	for _, e := range all[:min(len(all), mostNames)] {
		names = append(names, p.Printer.Person(e.Who.Name.Full()))
	}
	text := strings.Join(names, ", ")
	if rest := len(all) - mostNames; rest > 0 {
		text += " " + p.Printer.N("agenda.more", rest)
	}
	rows.Add(kit.NewParagraph(text, kit.StyleBody))
}
