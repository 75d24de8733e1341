package agenda

import (
	"context"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// refusal is somebody who does not get a place because something is in the way.
type refusal struct {
	id  string
	err error
}

// arranged is what came of something done about places.
type arranged struct {
	done    int
	refused []refusal
	back    []event.Enrolment // puts everything back
}

// arrange does something about places off the interface thread. What it has changed, the toast takes back.
func (p *Page) arrange(work func(context.Context, *arranged) error, said func(n int) string, refused func([]refusal)) {
	kit.Run(p.Context, func(ctx context.Context) (a arranged, err error) {
		a.back, err = event.Rearrange(ctx, p.Store, event.EnrolmentFilter{Event: p.Event.ID}, func(ctx context.Context) error { return work(ctx, &a) })
		return a, err
	}, func(a arranged, err error) {
		if len(a.back) > 0 {
			kit.Toast(p.Window.Canvas(), said(a.done), func() { p.putBack(a.back) })
			p.readIfShown()
		}
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		if len(a.refused) > 0 && refused != nil {
			refused(a.refused)
		}
	})
}

// putBack makes the places what they were.
func (p *Page) putBack(back []event.Enrolment) {
	kit.Run(p.Context, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.Service.SetEnrolments(ctx, p.Event.ID, back)
	},
		func(_ struct{}, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			kit.Toast(p.Window.Canvas(), p.Printer.T("places.back"), nil)
			p.readIfShown()
		})
}

// each does something for many people; what is in the way of somebody is kept and does not stop the others.
func each(ids []string, one func(ctx context.Context, id string) error) func(context.Context, *arranged) error {
	return func(ctx context.Context, a *arranged) error {
		for _, id := range ids {
			err := one(ctx, id)
			switch {
			case err == nil:
				a.done++
			case event.MayInsist(err):
				a.refused = append(a.refused, refusal{id, err})
			default:
				return err
			}
		}
		return nil
	}
}

// mostReasons is how many reasons are read out in one question.
const mostReasons = 6

// askAnyway says what is in the way of whom, and does it only when somebody insists; Enter does not.
func (v *placesView) askAnyway(all []refusal, anyway func(ids []string)) {
	p := v.p
	ids := make([]string, len(all))
	var lines []string
	for i, r := range all {
		ids[i] = r.id
		if i >= mostReasons {
			continue
		}
		lines = append(lines, p.Printer.T("places.anyway.line", i18n.Args{"Name": p.Printer.Person(v.table.entries[r.id].Who.Name.Full()), "Why": p.Printer.Error(r.err)}))
	}
	if rest := len(all) - mostReasons; rest > 0 {
		lines = append(lines, p.Printer.N("agenda.more", rest))
	}
	kit.ConfirmDanger(p.Window, p.Printer.T("places.anyway.title"), strings.Join(lines, "\n"), p.Printer.N("places.anyway", len(ids)), func() { anyway(ids) })
}

// saidOf tells what was done with one person by name, with several by their number.
func (v *placesView) saidOf(ids []string, one, many string, s *sitting) func(int) string {
	return func(n int) string {
		if len(ids) == 1 {
			return v.p.Printer.T(one, i18n.Args{"Name": v.p.Printer.Person(v.table.entries[ids[0]].Who.Name.Full()), "Title": s.session.Title})
		}
		return v.p.Printer.N(many, n, i18n.Args{"Title": s.session.Title})
	}
}

// enrol gives people a place; anyway, where there is something in the way.
func (v *placesView) enrol(ids []string, s *sitting, anyway bool) {
	v.p.arrange(each(ids, func(ctx context.Context, id string) error { return v.p.Service.Enrol(ctx, s.session.ID, id, anyway) }),
		v.saidOf(ids, "places.enrolled.one", "places.enrolled", s),
		func(all []refusal) { v.askAnyway(all, func(ids []string) { v.enrol(ids, s, true) }) })
}

// accept gives those of the chosen who wait for the session a place in it.
func (v *placesView) accept(chosen []seated) {
	var ids []string
	for _, c := range chosen {
		if c.waits() {
			ids = append(ids, c.entry.ID)
		}
	}
	v.enrol(ids, v.table.byID[v.chosen], false)
}

// wait puts people on the waiting list of a session.
func (v *placesView) wait(ids []string, s *sitting) {
	v.p.arrange(each(ids, func(ctx context.Context, id string) error { return v.p.Service.Wait(ctx, s.session.ID, id) }),
		v.saidOf(ids, "places.waited.one", "places.waited", s), nil)
}

// move takes people from where they are, by their ids, to another session.
func (v *placesView) move(ids []string, from map[string]string, to *sitting, anyway bool) {
	v.p.arrange(each(ids, func(ctx context.Context, id string) error {
		return v.p.Service.MoveEnrolment(ctx, id, from[id], to.session.ID, anyway)
	}), v.saidOf(ids, "places.moved.one", "places.moved", to),
		func(all []refusal) { v.askAnyway(all, func(ids []string) { v.move(ids, from, to, true) }) })
}

// withdraw takes places and turns in the queue back.
func (v *placesView) withdraw(chosen []seated) {
	if len(chosen) == 0 {
		return
	}
	ids, from := whereabouts(chosen)
	v.p.arrange(each(ids, func(ctx context.Context, id string) error { return v.p.Service.Withdraw(ctx, from[id], id) }),
		v.saidOf(ids, "places.withdrawn.one", "places.withdrawn", v.table.byID[chosen[0].seat.Session]), nil)
}

// lock says that an allocation leaves people where they are, or may move them.
func (v *placesView) lock(chosen []seated, locked bool) {
	keys := keysOf(chosen)
	said := map[bool]string{true: "places.locked.done", false: "places.unlocked.done"}[locked]
	v.p.arrange(func(ctx context.Context, a *arranged) error {
		a.done = len(keys)
		return v.p.Service.LockEnrolments(ctx, v.p.Event.ID, keys, locked)
	}, func(n int) string { return v.p.Printer.N(said, n) }, nil)
}

// onPromote gives the free places of a session to those who wait.
func (v *placesView) onPromote(s *sitting) {
	v.p.arrange(func(ctx context.Context, a *arranged) error {
		got, err := v.p.Service.Promote(ctx, s.session.ID)
		a.done = len(got)
		return err
	}, func(n int) string { return v.p.Printer.N("places.enrolled", n, i18n.Args{"Title": s.session.Title}) }, nil)
}

// onTold marks everybody with a place as told of it.
func (v *placesView) onTold() { v.askTold(nil) }

// askTold says what it means that people were told, and marks them; no keys are all.
func (v *placesView) askTold(keys []event.EnrolmentKey) {
	p := v.p
	n := len(keys)
	if n == 0 {
		n = v.table.untold
	}
	if n == 0 {
		return
	}
	kit.Confirm(p.Window, p.Printer.T("places.told.title"), p.Printer.N("places.told.question", n), p.Printer.N("places.told.action", n), func() {
		p.arrange(func(ctx context.Context, a *arranged) (err error) {
			a.done, err = p.Service.MarkTold(ctx, p.Event.ID, keys)
			return err
		}, func(n int) string { return p.Printer.N("places.told.done", n) }, nil)
	})
}

// whereabouts are the people chosen, and in which session each of them is.
func whereabouts(chosen []seated) (ids []string, in map[string]string) {
	in = map[string]string{}
	for _, c := range chosen {
		ids, in[c.entry.ID] = append(ids, c.entry.ID), c.seat.Session
	}
	return ids, in
}
