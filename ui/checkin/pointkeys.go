package checkin

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
)

// pointDigits are the keys of the checkpoints, with Alt. From the eleventh on
// there is none.
var pointDigits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9, fyne.Key0}

// inOrder puts checkpoints in the order in which they were added, which is that
// of their ids; the event's own desk, which came first, stays first.
func inOrder(all []event.Checkpoint) {
	if len(all) > 1 {
		slices.SortStableFunc(all[1:], func(a, b event.Checkpoint) int { return strings.Compare(a.ID, b.ID) })
	}
}

// digitOf is the digit that goes to a checkpoint, or "". A checkpoint keeps its
// digit, also while others come and are closed: hands know it by heart.
func (p *Page) digitOf(id string) string {
	i := slices.Index(p.order, id)
	if i < 0 || i >= len(pointDigits) {
		return ""
	}
	return strconv.Itoa((i + 1) % len(pointDigits))
}

// goToKey goes to the checkpoint of a key; one that is closed has none.
func (p *Page) goToKey(i int) {
	if i < len(p.order) && slices.ContainsFunc(p.checkpoints, func(c event.Checkpoint) bool { return c.ID == p.order[i] }) {
		p.goTo(p.order[i])
	}
}

// pointKeys are the keys of the first checkpoints.
func (p *Page) pointKeys() []Command {
	var list []Command
	for i, key := range pointDigits {
		label := ""
		if i == 0 {
			label = p.d.Printer.T("checkin.key.points")
		}
		list = append(list, Command{Label: label, Key: key, Modifier: fyne.KeyModifierAlt, Run: func() { p.goToKey(i) }})
	}
	return list
}
