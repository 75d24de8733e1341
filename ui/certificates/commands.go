package certificates

import "fyne.io/fyne/v2"

// Command is one action of the page that a key starts. Those to the tabs are told of by Keys.
type Command struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}

// Commands are what the page offers under a key; the shell asks once, when the page is shown.
func (p *Page) Commands() []Command {
	const alt, control = fyne.KeyModifierAlt, fyne.KeyModifierControl
	return append([]Command{
		{"", fyne.Key1, alt, p.goTab(tabHours)},
		{"", fyne.Key2, alt, p.goTab(tabPeople)},
		{"", fyne.Key3, alt, p.goTab(tabRegister)},
		{"", fyne.Key4, alt, p.goTab(tabDesigns)},
		{p.Printer.T("hours.print"), fyne.KeyP, control, p.onPrint},
		{"", fyne.KeyEscape, 0, p.onEscape},
	}, p.designCommands()...)
}

// onPrint offers the lists on paper while the hours are shown.
func (p *Page) onPrint() {
	if p.shown.Objects[0] == p.main && p.tabs.Chosen() == tabHours {
		p.hoursView.paper.Press()
	}
}

// onEscape goes back from the rules or the plan to the page.
func (p *Page) onEscape() {
	switch {
	case p.rules != nil:
		p.rules.onBack()
	case p.signing != nil:
		p.leaveSign()
	case p.checking != nil && p.shown.Objects[0] == p.checking.view:
		p.leaveCheck()
	case p.plan != nil:
		p.leavePlan()
	}
}

// Keys tells of the keys to the tabs, and of those in the grid while it is shown.
func (p *Page) Keys() []string {
	if keys, ok := p.designKeys(); ok {
		return keys
	}
	keys := []string{p.Printer.T("hours.keys.tabs")}
	if p.tabs.Chosen() == tabHours {
		keys = append(keys, p.Printer.T("hours.keys.move"), p.Printer.T("hours.keys.enter"), p.Printer.T("hours.keys.delete"), p.Printer.T("hours.keys.ends"))
	}
	return keys
}
