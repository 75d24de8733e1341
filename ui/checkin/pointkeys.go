package checkin

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
)

// pointDigits are the keys of the checkpoints, with Alt. Of more than ten that
// are open, some have none.
var pointDigits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9, fyne.Key0}

// inOrder puts checkpoints in the order in which they were added, which is that
// of their ids; the event's own desk, which came first, stays first.
func inOrder(all []event.Checkpoint) {
	if len(all) > 1 {
		slices.SortStableFunc(all[1:], func(a, b event.Checkpoint) int { return strings.Compare(a.ID, b.ID) })
	}
}

// giveKeys says which checkpoint each key goes to. A checkpoint keeps its key,
// also while others come and are closed: hands know it by heart. Only where
// there are more of them than keys, those of closed ones go to open ones.
func giveKeys(had []string, all []event.Checkpoint) []string {
	keyed, open := slices.Clone(had), map[string]bool{}
	for _, c := range all {
		open[c.ID] = !c.Closed
		if len(keyed) < len(pointDigits) && !slices.Contains(keyed, c.ID) {
			keyed = append(keyed, c.ID)
		}
	}
	for _, c := range all {
		if c.Closed || slices.Contains(keyed, c.ID) {
			continue
		}
		free := slices.IndexFunc(keyed, func(id string) bool { return !open[id] })
		if free < 0 {
			break
		}
		keyed[free] = c.ID
	}
	return keyed
}

// digitOf is the digit that goes to a checkpoint, or "".
func (p *Page) digitOf(id string) string {
	i := slices.Index(p.keyed, id)
	if i < 0 {
		return ""
	}
	return strconv.Itoa((i + 1) % len(pointDigits))
}

// goToKey goes to the checkpoint of a key; one that is closed has none.
func (p *Page) goToKey(i int) {
	if i < len(p.keyed) && slices.ContainsFunc(p.checkpoints, func(c event.Checkpoint) bool { return c.ID == p.keyed[i] }) {
		p.goTo(p.keyed[i])
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
