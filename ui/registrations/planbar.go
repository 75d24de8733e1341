package registrations

import (
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// planBar decides about the selected items of a plan, at the lower edge.
type planBar struct {
	v     *planView
	view  *fyne.Container
	count *kit.Text
	take  *kit.Button // what the file says
	leave *kit.Button // what is here already
	tab   string
	verbs map[string][2]string // ids of what the buttons say, by tab
}

func newPlanBar(v *planView) *planBar {
	b := &planBar{v: v, count: kit.NewText("", kit.StyleMuted), verbs: map[string][2]string{
		planNew:        {"registrations.plan.do.add", "registrations.plan.do.skip"},
		planChanged:    {"registrations.plan.do.file", "registrations.plan.do.keep"},
		planKept:       {"registrations.plan.do.file", "registrations.plan.do.keep"},
		planDuplicates: {"registrations.plan.do.same", "registrations.plan.do.other"},
		planVanished:   {"registrations.plan.do.cancel", "registrations.plan.do.leave"},
	}}
	b.take = kit.NewButton("", kit.IconCheck, b.onTake)
	b.leave = kit.NewButton("", kit.IconCross, func() { b.decide(false) })
	b.view = kit.PadSides(3, 0, 0, 0, kit.Toolbar(b.count, kit.Gap(1), b.take, b.leave))
	return b
}

// show offers the decisions of a tab.
func (b *planBar) show(tab string) {
	verbs, any := b.verbs[tab]
	b.tab = tab
	b.view.Hidden = !any
	if !any {
		return
	}
	t := b.v.p.Printer.T
	b.take.SetText(t(verbs[0]))
	b.leave.SetText(t(verbs[1]))
	b.showCount()
}

// selected is how many items of the tab are selected.
func (b *planBar) selected() int {
	v := b.v
	switch b.tab {
	case planNew:
		return len(v.people.Selected())
	case planVanished:
		return len(v.gone.Selected())
	case planDuplicates:
		return len(v.pairs.Selected())
	}
	return len(v.changes.Selected())
}

func (b *planBar) showCount() {
	n := b.selected()
	b.count.SetText(b.v.p.Printer.N("common.selected", n))
	if n == 0 {
		b.count.SetText(b.v.p.Printer.T("registrations.plan.select"))
	}
	b.take.SetEnabled(n > 0)
	b.leave.SetEnabled(n > 0)
	b.view.Refresh()
}

func (b *planBar) onTake() {
	if b.tab == planVanished {
		b.onCancel()
		return
	}
	b.decide(true)
}

// decide keeps a decision about what is selected, and shows it.
func (b *planBar) decide(take bool) {
	v := b.v
	switch b.tab {
	case planNew:
		for _, x := range v.people.Selected() {
			v.setRow(x.row, func(c *event.RowChoice) { c.Skip = !take })
		}
	case planChanged, planKept:
		for _, x := range v.changes.Selected() {
			v.setRow(x.row, func(c *event.RowChoice) {
				if c.Fields == nil {
					c.Fields = map[string]bool{}
				}
				c.Fields[x.ID()] = take
			})
		}
	case planDuplicates:
		for _, x := range v.pairs.Selected() {
			v.setRow(x.Row, func(c *event.RowChoice) {
				if c.SameAs = event.NotTheSame; take {
					c.SameAs = x.Key
				}
			})
		}
	case planVanished:
		for _, x := range v.gone.Selected() {
			v.decisions.Cancel = slices.DeleteFunc(v.decisions.Cancel, func(id string) bool { return id == x.entry.ID })
			if take {
				v.decisions.Cancel = append(v.decisions.Cancel, x.entry.ID)
			}
		}
	}
	v.showTab()
}

func (v *planView) setRow(row int, set func(*event.RowChoice)) {
	if v.decisions.Rows == nil {
		v.decisions.Rows = map[int]event.RowChoice{}
	}
	c := v.decisions.Rows[row]
	set(&c)
	v.decisions.Rows[row] = c
}

// decision is how a decision looks: taken or not, and whether somebody made it.
type decision struct {
	id    string // of its word
	taken bool
	open  bool // nobody has decided yet, and should
	takes bool // something away, that is
}

func (d decision) icon() kit.Icon {
	switch {
	case d.open:
		return kit.IconQuestion
	case d.takes:
		return kit.IconWarning
	case d.taken:
		return kit.IconCheck
	}
	return kit.IconCross
}

func (d decision) color() fyne.ThemeColorName {
	switch {
	case d.open, d.takes:
		return kit.ToneAttention.Color()
	case d.taken:
		return kit.ToneAdmitted.Color()
	}
	return kit.ColorMuted
}

// aboutNew says what becomes of a new person.
func (v *planView) aboutNew(x person) decision {
	c := v.decisions.Rows[x.row]
	switch {
	case c.Skip:
		return decision{id: "registrations.plan.is.skipped"}
	case c.SameAs != "" && c.SameAs != event.NotTheSame:
		return decision{id: "registrations.plan.is.joined", taken: true}
	}
	return decision{id: "registrations.plan.is.added", taken: true}
}

// aboutChange says which value of a field stays; edited is a field that somebody changed by hand.
func (v *planView) aboutChange(x change, edited bool) decision {
	taken, decided := v.decisions.Rows[x.row].Fields[x.ID()]
	if !decided {
		taken = !edited
	}
	if taken {
		return decision{id: "registrations.plan.is.file", taken: true}
	}
	return decision{id: "registrations.plan.is.kept"}
}

// aboutPair says whether two are one person.
func (v *planView) aboutPair(x event.Duplicate) decision {
	switch v.decisions.Rows[x.Row].SameAs {
	case "":
		return decision{id: "registrations.plan.is.open", open: true}
	case event.NotTheSame:
		return decision{id: "registrations.plan.is.other"}
	}
	return decision{id: "registrations.plan.is.same", taken: true}
}

// aboutGone says what becomes of somebody who is not in the file.
func (v *planView) aboutGone(x person) decision {
	if slices.Contains(v.decisions.Cancel, x.entry.ID) {
		return decision{id: "registrations.plan.is.cancelled", takes: true}
	}
	return decision{id: "registrations.plan.is.left"}
}
