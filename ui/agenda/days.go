package agenda

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// tabDays is how many days stand beside each other; a course with more of them
// has a list to choose from.
const tabDays = 5

// dayBar chooses the day that is shown.
type dayBar struct {
	view   *fyne.Container
	tabs   *dayTabs
	list   *kit.Select[string]
	before *kit.Button
	after  *kit.Button
	many   fyne.CanvasObject
	days   []kit.Tab
	chosen string
	over   string // something is held over this day
	// changed is called when a person chose another day.
	changed func()
	// wrong are the conflicts of each day. They are looked up once for what was read, not for each frame that is painted.
	wrong map[string][]event.Conflict
	look  func() map[string][]event.Conflict
	words func(n int) string // writes how many
}

func newDayBar(changed func()) *dayBar {
	b := &dayBar{view: container.NewStack(), changed: changed, look: func() map[string][]event.Conflict { return nil }, words: strconv.Itoa}
	b.tabs = newDayTabs(b)
	b.list = kit.NewSelect[string](nil, b.choose)
	b.before = kit.NewButton("‹", kit.IconNone, func() { b.step(-1) })
	b.after = kit.NewButton("›", kit.IconNone, func() { b.step(1) })
	b.many = kit.HStack(1, b.before, b.list, b.after)
	return b
}

// set offers the days and keeps the one that is shown if it is still there.
func (b *dayBar) set(days []kit.Tab) {
	b.days, b.wrong = days, b.look()
	if b.at() < 0 {
		b.chosen = ""
		if len(days) > 0 {
			b.chosen = days[0].ID
		}
	}
	options := make([]kit.Option[string], len(days))
	for i, d := range days {
		options[i] = kit.Option[string]{Value: d.ID, Text: d.Text}
		if n := len(b.wrong[d.ID]); n > 0 {
			options[i].Text += " · " + b.words(n)
		}
	}
	b.list.SetOptions(options)
	shown := b.many
	if b.tabbed() {
		shown = b.tabs
	}
	b.view.Objects = []fyne.CanvasObject{shown}
	b.show()
}

// tabbed says whether the days stand beside each other.
func (b *dayBar) tabbed() bool { return len(b.days) <= tabDays }

func (b *dayBar) at() int {
	for i, d := range b.days {
		if d.ID == b.chosen {
			return i
		}
	}
	return -1
}

func (b *dayBar) show() {
	b.tabs.Refresh()
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

// dayAt is the day whose tab, or which button to it, is at a place of the window.
func (b *dayBar) dayAt(mouse fyne.Position) string {
	inside := func(o fyne.CanvasObject) (fyne.Position, bool) {
		at, size := mouse.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(o)), o.Size()
		return at, at.X >= 0 && at.Y >= 0 && at.X < size.Width && at.Y < size.Height
	}
	if b.tabbed() {
		if at, ok := inside(b.tabs); ok {
			return b.tabs.dayAt(at.X)
		}
		return ""
	}
	for by, o := range map[int]fyne.CanvasObject{-1: b.before, 1: b.after} {
		if _, ok := inside(o); ok && b.at()+by >= 0 && b.at()+by < len(b.days) {
			return b.days[b.at()+by].ID
		}
	}
	return ""
}

// setOver shows over which day something is held.
func (b *dayBar) setOver(day string) {
	b.over = day
	b.tabs.Refresh()
}

// wrongByDay are the conflicts that concern sessions of each day.
func (p *Page) wrongByDay() map[string][]event.Conflict {
	zone := p.state.event.Zone()
	days, found := map[string]string{}, map[string][]event.Conflict{}
	for _, all := range [][]event.Session{p.state.programme.Sessions, p.state.programme.Dropped} {
		for _, s := range all {
			days[s.ID] = string(event.DateOf(s.Start, zone))
		}
	}
	for _, c := range p.state.conflicts {
		told := map[string]bool{}
		for _, id := range c.Sessions {
			if day, ok := days[id]; ok && !told[day] {
				told[day] = true
				found[day] = append(found[day], c)
			}
		}
	}
	return found
}
