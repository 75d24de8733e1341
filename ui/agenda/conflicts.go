package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// conflictsOf are the conflicts that a session is part of.
func (p *Page) conflictsOf(id string) []event.Conflict { return p.state.wrong[id] }

// tone is the worst that is wrong: none, to be looked at, or refused.
func tone(all ...event.Conflict) kit.Tone {
	switch {
	case len(all) == 0:
		return kit.ToneNeutral
	case event.AnySevere(all):
		return kit.ToneRefused
	}
	return kit.ToneAttention
}

// sentence says what is wrong and what can be done, in words.
func (p *Page) sentence(c event.Conflict) string { return p.describe(p.state.programme, c) }

func (p *Page) describe(programme event.Programme, c event.Conflict) string {
	return p.Printer.N("conflict."+string(c.Kind), c.Count, i18n.Args(programme.Describe(c).Args()))
}

// mostTroubles is how many conflicts are written out at once.
const mostTroubles = 200

// troubles is everything that is wrong with the programme, each kind under its heading.
type troubles struct {
	p      *Page
	view   *fyne.Container
	whole  fyne.CanvasObject // while there are some
	scroll *kit.Scroll
	list   *fyne.Container
	rows   []*troubleRow
}

func newTroubles(p *Page) *troubles {
	v := &troubles{p: p, view: container.NewStack(), list: kit.VStack(0)}
	v.scroll = kit.NewVScroll(kit.PadSides(1, 3, 3, 3, v.list))
	v.whole = kit.NewPanel(v.scroll)
	return v
}

// show paints the conflicts; where there is none it says so.
func (v *troubles) show() {
	p, t := v.p, v.p.Printer.T
	p.count.SetText("")
	v.rows, v.list.Objects = nil, nil
	if len(p.state.conflicts) == 0 {
		v.view.Objects = []fyne.CanvasObject{kit.NewPanel(kit.EmptyState(kit.IconCheck, t("agenda.conflicts.none"), t("agenda.conflicts.none.hint"), nil))}
		v.view.Refresh()
		return
	}
	for _, kind := range event.ConflictKinds {
		v.addKind(kind)
	}
	if rest := len(p.state.conflicts) - len(v.rows); rest > 0 {
		v.list.Add(kit.PadSides(3, 0, 0, 0, kit.NewText(p.Printer.N("agenda.conflicts.more", rest), kit.StyleMuted)))
	}
	v.view.Objects = []fyne.CanvasObject{v.whole}
	v.view.Refresh()
}

func (v *troubles) addKind(kind event.ConflictKind) {
	p := v.p
	var all []event.Conflict
	for _, c := range p.state.conflicts {
		if c.Kind == kind {
			all = append(all, c)
		}
	}
	if len(all) == 0 || len(v.rows) >= mostTroubles {
		return
	}
	count := kit.NewText(p.Printer.Number(float64(len(all)), 0), kit.StyleMuted)
	v.list.Add(kit.PadSides(3, 0, 1, 0, kit.HStack(2, kit.NewIconView(troubleIcon(kind), tone(all...).Color()),
		kit.Stretch(kit.NewText(p.Printer.T("conflict.kind."+string(kind)), kit.StyleSection.Truncated())), count)))
	v.list.Add(kit.Separator())
	for _, c := range all[:min(len(all), mostTroubles-len(v.rows))] {
		r := newTroubleRow(v, c)
		v.rows = append(v.rows, r)
		v.list.Add(r)
		v.list.Add(kit.Separator())
	}
}

// troubleIcon is the sign of a kind of conflict.
func troubleIcon(kind event.ConflictKind) kit.Icon {
	switch kind {
	case event.RoomOverlap, event.RoomTooSmall:
		return kit.IconRoom
	case event.PersonOverlap, event.Unavailable:
		return kit.IconPerson
	case event.OutsideEvent:
		return kit.IconAgenda
	case event.OverCapacity, event.DroppedSession:
		return kit.IconPeople
	case event.TooFar:
		return kit.IconClock
	}
	return kit.IconWarning
}

// first is the session of a conflict that can be gone to; of one that was dropped there is none.
func (v *troubles) first(c event.Conflict) (event.Session, bool) {
	for _, id := range c.Sessions {
		if s, ok := v.p.state.session(id); ok {
			return s, true
		}
	}
	return event.Session{}, false
}

// step goes to the conflict before or after one.
func (v *troubles) step(from *troubleRow, by int) {
	for i, r := range v.rows {
		if to := i + by; r == from && to >= 0 && to < len(v.rows) {
			v.p.Window.Canvas().Focus(v.rows[to])
			reveal(v.scroll, v.rows[to])
		}
	}
}
