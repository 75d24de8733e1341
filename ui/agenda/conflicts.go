package agenda

import (
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/kit"
)

// conflictsOf are the conflicts that a session is part of.
func (p *Page) conflictsOf(id string) []event.Conflict { return p.state.wrong[id] }

// sentence says what is wrong, in words.
func (p *Page) sentence(c event.Conflict) string {
	titles := make([]string, 0, len(c.Sessions))
	for _, id := range c.Sessions {
		s, _ := p.state.session(id)
		titles = append(titles, s.Title)
	}
	return strings.Join(titles, ", ")
}

// troubles is the list of everything that is wrong with the programme.
type troubles struct {
	p    *Page
	view fyne.CanvasObject
	list *kit.DataList[event.Conflict]
}

func newTroubles(p *Page) *troubles {
	v := &troubles{p: p}
	v.list = kit.NewDataList([]kit.Column[event.Conflict]{{ID: "what", Title: p.Printer.T("agenda.view.conflicts"), Weight: 1, Text: p.sentence}})
	v.view = v.list
	return v
}

func (v *troubles) show() { v.list.SetItems(v.p.state.conflicts) }
