package doc

import (
	"context"
	"strings"

	"zlot/event"
)

// The measures of a name plate, in millimetres: half an A4 page, read from both sides of the table.
const (
	plateEdge  = 22.0
	plateTop   = 16.0 // below the fold
	plateMost  = 92.0 // largest size of a name, in points
	plateLines = 66.0 // height that a name on two lines may take
)

// plates draws a page for each person, to be folded in the middle and stood on the table.
func (a *agenda) plates(ctx context.Context) error {
	a.job.Progress.Total(len(a.job.Plates))
	for _, p := range a.job.Plates {
		if err := ctx.Err(); err != nil {
			return err
		}
		a.page()
		fold := a.height / 2
		a.line(0, fold, 6, fold, 0.1, quiet)
		a.line(a.across-6, fold, a.across, fold, 0.1, quiet)
		a.plate(p)
		a.turned(func() { a.plate(p) })
		if a.lacking(p.Name, p.Name, p.Institution, p.Town) {
			a.text(plateEdge, a.height-4, a.words.T("docagenda.letters"), a.plain.sized(6.5).inked(quiet))
		}
		a.job.Progress.Add(1)
	}
	return nil
}

// plate draws the lower half of a plate: what somebody is, the name, where from.
func (a *agenda) plate(p event.NamePlate) {
	middle, width := a.across/2, a.across-2*plateEdge
	name := a.plateName(a.words.Person(p.Name), width)
	var below []part
	for _, text := range []string{p.Institution, p.Town} {
		if text = strings.TrimSpace(text); text != "" && (len(below) == 0 || !strings.Contains(p.Institution, text)) {
			st := a.plain.sized(21).aligned(centre)
			if len(below) > 0 {
				st = st.sized(17).inked(quiet)
			}
			set := a.flow(text, st, width, 14)
			set.before = 5
			if len(below) == 0 {
				set.before = 11
			}
			below = append(below, set)
		}
	}
	role := a.plateRole(p)
	top, bottom := a.height/2+plateTop, a.height-plateTop
	if role != "" {
		st := a.bold.sized(14).inked(accent).aligned(centre).tracked(0.14)
		a.text(middle, top+st.capHeight(), role, st)
		top += st.capHeight() + 5
	}
	height := name.height()
	for _, b := range below {
		height += b.before + b.height()
	}
	for height > bottom-top && name.style.size > 30 { // long institutions take their room from the name
		smaller := name.style.size * 0.95
		name = a.flow(a.words.Person(p.Name), name.style.sized(smaller), width, smaller*0.5)
		height = bodyHeight(append([]part{name}, below...))
	}
	y := a.write(middle, top+max(0, bottom-top-height)*0.45, name)
	for _, b := range below {
		y = a.write(middle, y+b.before, b)
	}
}

// plateName sets a name as large as it fits, on one line or two.
func (a *agenda) plateName(name string, width float64) part {
	st := a.black.inked(ink).aligned(centre).sized(plateMost)
	st.lead = 1.05
	one := a.shrink(name, st, width, 20)
	two := st
	lines, whole := a.wrap(a.hard(name), two, width)
	for two.size > 8 && (!whole || len(lines) > 2 || textHeight(lines, two) > plateLines) {
		two.size *= 0.97
		lines, whole = a.wrap(a.hard(name), two, width)
	}
	if one.size > two.size*0.8 && a.width(name, one) <= width {
		return part{lines: []string{name}, style: one}
	}
	return part{lines: lines, style: two}
}

// plateRole is what somebody is, in their own grammar; where that is unknown, what they do.
func (a *agenda) plateRole(p event.NamePlate) string {
	switch {
	case p.Role == "" || p.Role == event.Participant:
		return ""
	case p.Address == event.Neutral:
		return strings.ToUpper(a.roleLabel(p.Role))
	}
	return strings.ToUpper(roleWord(a.words, p.Role, p.Address))
}
