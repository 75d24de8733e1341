package checkin

import (
	"context"

	"zlot/event"
	"zlot/ui/kit"
)

// enter is the context of somebody else's work; nil: of whoever works at the desk.
type enter = func(context.Context) context.Context

// refused says why whoever works here may not do something; nil: they may.
func (p *Page) refused(a event.Action) error {
	if p.d.Refuse == nil {
		return nil
	}
	return p.d.Refuse(a)
}

// ifMay does what begins an action, before anything is typed for it. Where it is refused somebody who may lets them,
// and the action is that one's work.
func (p *Page) ifMay(a event.Action, do func(enter)) {
	err := p.refused(a)
	if err == nil {
		do(nil)
		return
	}
	kit.ShowError(p.d.Window, p.d.Printer, kit.Escorted(err, func(by func(context.Context) context.Context) { do(by) }))
}
