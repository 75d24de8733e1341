package registrations

import (
	"time"

	"fyne.io/fyne/v2"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// pause is how long somebody has to stop typing to be told what is wrong; leaving the field tells at once.
const pause = 800 * time.Millisecond

// guards tell what is wrong with inputs while they are filled in: not before there is something to tell,
// and from then on with every letter.
type guards struct {
	printer *i18n.Printer
	list    []*guard
}

type guard struct {
	field *kit.Field
	wrong func() error   // of what stands in the field now
	to    fyne.Focusable // where to go, if not to the field's own input
	told  bool
	stop  func() // of the timer that runs while somebody types
}

// watch looks after a field whose input is entry.
func (g *guards) watch(field *kit.Field, entry *kit.Entry, wrong func() error) {
	one := &guard{field: field, wrong: wrong, stop: func() {}}
	g.list = append(g.list, one)
	field.OnEdit = func() {
		one.stop()
		if one.told || wrong() == nil {
			g.tell(one)
			return
		}
		field.SetError("")
		one.stop = kit.After(pause, func() { g.tell(one) })
	}
	left := entry.OnFocusLost
	entry.OnFocusLost = func() {
		if left != nil {
			left()
		}
		one.stop()
		g.tell(one)
	}
}

// need looks after a field in which something has to be chosen, at to.
func (g *guards) need(field *kit.Field, to fyne.Focusable, wrong func() error) {
	g.list = append(g.list, &guard{field: field, to: to, wrong: wrong, stop: func() {}})
}

// tell shows what is wrong with a field, or that nothing is any more.
func (g *guards) tell(one *guard) {
	err := one.wrong()
	if err == nil {
		one.field.SetError("")
		return
	}
	one.told = true
	one.field.SetError(g.printer.Error(err))
}

// all tells of every field and reports whether all are well.
func (g *guards) all() bool {
	well := true
	for _, one := range g.list {
		one.stop()
		g.tell(one)
		well = well && one.field.Error() == ""
	}
	return well
}

// goWrong puts the focus into the first field that is wrong.
func goWrong(c fyne.Canvas, all ...*guard) {
	for _, one := range all {
		if one.field.Error() == "" {
			continue
		}
		if one.to != nil {
			c.Focus(one.to)
		} else {
			one.field.Focus()
		}
		return
	}
}

// reset begins anew: other values stand in the fields.
func (g *guards) reset() {
	for _, one := range g.list {
		one.stop()
		one.told = false
		one.field.SetError("")
	}
}
