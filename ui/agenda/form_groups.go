package agenda

import (
	"slices"

	"fyne.io/fyne/v2"

	"zlot/ui/kit"
)

// groupChoice chooses the groups that a session is for.
type groupChoice struct {
	view   *fyne.Container
	ids    []string
	checks []*kit.Check
}

func newGroupChoice(p *Page, now []string, changed func()) *groupChoice {
	t := p.Printer.T
	g := &groupChoice{view: kit.VStack(0)}
	for _, x := range p.state.programme.Groups {
		chosen := slices.Contains(now, x.ID)
		if x.Hidden && !chosen {
			continue
		}
		g.ids = append(g.ids, x.ID)
		g.checks = append(g.checks, kit.NewCheck(x.Title, chosen, func(bool) { changed() }))
	}
	if len(g.ids) == 0 {
		g.view.Hide()
		return g
	}
	g.view.Add(kit.NewText(t("agenda.field.groups"), kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorMuted, Bold: true}))
	for i := 0; i < len(g.checks); i += 2 {
		pair := []fyne.CanvasObject{g.checks[i], kit.Spacer()}
		if i+1 < len(g.checks) {
			pair[1] = g.checks[i+1]
		}
		g.view.Add(kit.Columns(2, pair...))
	}
	g.view.Add(kit.NewText(t("agenda.form.groups.hint"), kit.StyleSmall.Truncated()))
	return g
}

// choose ticks the groups of a list, and no others.
func (g *groupChoice) choose(ids []string) {
	for i, c := range g.checks {
		c.SetChecked(slices.Contains(ids, g.ids[i]))
	}
}

// chosen are the groups as they are chosen now.
func (g *groupChoice) chosen() []string {
	var all []string
	for i, c := range g.checks {
		if c.Checked() {
			all = append(all, g.ids[i])
		}
	}
	return all
}
