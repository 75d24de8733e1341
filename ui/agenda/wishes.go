package agenda

import (
	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// wishes counts those who chose a session, and those who chose it first.
type wishes struct{ all, first int }

// countWishes counts by session what people chose. Wishes name titles; those
// who cancelled want nothing.
func countWishes(entries []event.Entry, sessions []event.Session) map[string]wishes {
	byTitle := map[string][]string{}
	for _, s := range sessions {
		if s.SignUp {
			byTitle[event.Fold(s.Title)] = append(byTitle[event.Fold(s.Title)], s.ID)
		}
	}
	counted := map[string]wishes{}
	for _, e := range entries {
		if e.Status == event.Cancelled {
			continue
		}
		for i, title := range e.Preferences {
			for _, id := range byTitle[event.Fold(title)] {
				n := counted[id]
				n.all++
				if i == 0 {
					n.first++
				}
				counted[id] = n
			}
		}
	}
	return counted
}

// showWishes says so when people chose workshops and nobody has a place in any.
func (p *Page) showWishes() {
	p.unplaced.Objects = nil
	if len(p.state.wishes) > 0 && !p.state.placed() {
		p.unplaced.Objects = append(p.unplaced.Objects, kit.Notice(kit.ToneAttention, p.Printer.T("places.unplaced"),
			kit.NewButton(p.Printer.T("places.allocate"), kit.IconPeople, p.openAllocation)))
	}
	p.unplaced.Hidden = len(p.unplaced.Objects) == 0
	p.unplaced.Refresh()
}

// placed says whether anybody has a place where people sign up, or waits for one.
func (s state) placed() bool {
	for _, session := range s.sessions {
		if n := s.places[session.ID]; session.SignUp && n.taken+n.waiting > 0 {
			return true
		}
	}
	return false
}

// wishesText says how many chose a session.
func (p *Page) wishesText(s event.Session) string {
	n := p.state.wishes[s.ID]
	if n.all == 0 {
		return ""
	}
	return p.Printer.N("agenda.wishes", n.all, i18n.Args{"First": n.first})
}
