package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// tabDays is how many days stand beside each other; a course with more of them
// has a list to choose from.
const tabDays = 5

// dayBar chooses the day that is shown.
type dayBar struct {
	view   *fyne.Container
	tabs   *kit.Tabs
	list   *kit.Select[string]
	before *kit.Button
	after  *kit.Button
	many   fyne.CanvasObject
	days   []kit.Tab
	chosen string
	// changed is called when a person chose another day.
	changed func()
}

func newDayBar(changed func()) *dayBar {
	b := &dayBar{view: container.NewStack(), changed: changed}
	b.tabs = kit.NewTabs(nil, b.choose)
	b.list = kit.NewSelect[string](nil, b.choose)
	b.before = kit.NewButton("‹", kit.IconNone, func() { b.step(-1) })
	b.after = kit.NewButton("›", kit.IconNone, func() { b.step(1) })
	b.many = kit.HStack(1, b.before, b.list, b.after)
	return b
}

// set offers the days and keeps the one that is shown if it is still there.
func (b *dayBar) set(days []kit.Tab) {
	b.days = days
	if b.at() < 0 {
		b.chosen = ""
		if len(days) > 0 {
			b.chosen = days[0].ID
		}
	}
	options := make([]kit.Option[string], len(days))
	for i, d := range days {
		options[i] = kit.Option[string]{Value: d.ID, Text: d.Text}
	}
	b.list.SetOptions(options)
	shown := b.many
	if len(days) <= tabDays {
		b.tabs.SetTabs(days)
		shown = b.tabs
	}
	b.view.Objects = []fyne.CanvasObject{shown}
	b.show()
}

func (b *dayBar) at() int {
	for i, d := range b.days {
		if d.ID == b.chosen {
			return i
		}
	}
	return -1
}

func (b *dayBar) show() {
	b.tabs.SetChosen(b.chosen)
	b.list.SetValue(b.chosen)
	b.before.SetEnabled(b.at() > 0)
	b.after.SetEnabled(b.at() < len(b.days)-1)
	b.view.Refresh()
}

// choose goes to a day, as a person does.
func (b *dayBar) choose(day string) {
	b.chosen = day
	b.show()
	b.changed()
}

func (b *dayBar) step(by int) {
	if i := b.at() + by; i >= 0 && i < len(b.days) {
		b.choose(b.days[i].ID)
	}
}
