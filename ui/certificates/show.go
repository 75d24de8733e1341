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
	p.rule.SetText(p.Printer.T("certificates.rule", i18n.Args{"Rule": p.ruleWords(p.state.event.Rule)}))
	p.showFigures()
	p.showNotices()
	p.showLists()
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

func (p *Page) showFigures() {
	t, s := p.Printer.T, p.state
	number := func(n int) string { return p.Printer.Number(float64(n), 0) }
	p.figures.Objects = []fyne.CanvasObject{kit.Columns(3,
		kit.Stat(number(len(s.people)-s.lacking), t("certificates.stat.eligible"), kit.ToneAdmitted),
		kit.Stat(number(s.lacking), t("certificates.stat.lacking"), toneIf(s.lacking, kit.ToneAttention)),
		kit.Stat(number(s.valid), t("certificates.stat.issued"), toneIf(s.valid, kit.ToneInfo)),
		kit.Stat(number(s.ended), t("certificates.stat.ended"), kit.ToneNeutral))}
	p.figures.Refresh()
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
	for _, o := range []fyne.CanvasObject{p.result, p.verified} {
		if o != nil {
			all = append(all, o)
		}
	}
	p.notices.Objects = all
	p.notices.Hidden = len(all) == 0 // an empty one would still keep its distance
	p.notices.Refresh()
}

// chooseFirst shows the first one where nobody was chosen yet.
func (p *Page) chooseFirst() {
	if p.tabs.Chosen() == tabBook {
		if _, ok := p.book.Current(); !ok {
			p.book.SelectRow(0)
		}
		return
	}
	if _, ok := p.people.Current(); !ok {
		p.people.SelectRow(0)
	}
}

// showLists fills the list of the chosen tab.
func (p *Page) showLists() {
	var list fyne.CanvasObject = p.people
	shown, total := 0, len(p.state.people)
	if p.tabs.Chosen() == tabBook {
		rows := p.shownBook()
		p.showBookEmpty()
		p.book.SetItems(rows)
		list, shown, total = p.book, len(rows), len(p.state.book)
		p.filter.Hide()
	} else {
		rows := p.shownPeople()
		p.people.SetItems(rows)
		shown = len(rows)
		p.filter.Show()
	}
	if len(p.lists.Objects) != 1 || p.lists.Objects[0] != list {
		p.lists.Objects = []fyne.CanvasObject{list}
		p.lists.Refresh()
	}
	p.chooseFirst()
	p.count.SetText(p.Printer.T("common.of", i18n.Args{"Shown": shown, "Total": total}))
	p.showDetail()
	p.showSelection()
}
