package certificates

import (
	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// show paints the state.
func (p *Page) show() {
	p.showButtons()
	p.rule.SetText(p.ruleLine())
	p.showNotices()
	p.showTab()
}

// showButtons says on the main action how many documents it makes.
func (p *Page) showButtons() {
	p.issue.SetText(p.Printer.T("certificates.issue"))
	if n := p.state.ready; n > 0 {
		p.issue.SetText(p.Printer.N("certificates.issue.count", n))
	}
	p.issue.SetEnabled(p.state.ready > 0 && p.job == nil)
	p.save.SetEnabled(p.state.valid > 0 && p.job == nil)
}

// ruleWords says what an event asks for.
func (p *Page) ruleWords(r event.Rule) []string {
	var all []string
	if r.MinPercent > 0 {
		all = append(all, p.Printer.T("certificates.rule.percent", i18n.Args{"Percent": r.MinPercent}))
	}
	if r.MinHours > 0 {
		all = append(all, p.Printer.T("certificates.rule.hours", i18n.Args{"Hours": p.Printer.Hours(r.MinHours)}))
	}
	if r.Mandatory {
		all = append(all, p.Printer.T("certificates.rule.mandatory"))
	}
	if len(all) == 0 {
		all = append(all, p.Printer.T("certificates.rule.presence"))
	}
	return all
}

func toneIf(n int, tone kit.Tone) kit.Tone {
	if n > 0 {
		return tone
	}
	return kit.ToneNeutral
}

// showNotices shows work under way, how the last ended, and the answer about a document.
func (p *Page) showNotices() {
	var all []fyne.CanvasObject
	if p.job != nil {
		all = append(all, kit.NewPanel(kit.PadSides(2, 3, 2, 3, p.job.panel)))
	}
	for _, o := range []fyne.CanvasObject{p.result} {
		if o != nil {
			all = append(all, o)
		}
	}
	p.notices.Objects = all
	before := p.notices.Size().Height
	p.notices.Hidden = len(all) == 0 // an empty one would still keep its distance
	p.notices.Refresh()
	if p.notices.Hidden == p.noticed || !p.notices.Hidden && before != p.notices.MinSize().Height {
		p.main.Refresh() // what is below moves
	}
	p.noticed = !p.notices.Hidden
}
