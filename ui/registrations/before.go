package registrations

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
)

// readBefore looks where the person shown was before.
func (d *detail) readBefore() {
	p, e := d.p, d.entry
	d.past.Run(p.ctx, func(ctx context.Context) (string, error) { return p.earlier(ctx, e) }, func(said string, err error) {
		if err == nil && said != d.before {
			d.before = said
			d.showHead()
		}
	})
}

// mostBefore is how many earlier events are named.
const mostBefore = 3

// earlier is at which events before this one a person was registered, the newest first.
func (p *Page) earlier(ctx context.Context, e event.Entry) (string, error) {
	if e.Person == "" {
		return "", nil
	}
	all, err := p.Store.Entries(ctx, event.EntryFilter{Person: e.Person})
	if err != nil || len(all) < 2 {
		return "", err
	}
	var events []event.Event
	for _, other := range all {
		if other.Event == p.Event.ID || other.Status == event.Cancelled {
			continue
		}
		ev, err := p.Store.Event(ctx, other.Event)
		if err != nil {
			return "", err
		}
		if ev.End < p.Event.Start {
			events = append(events, ev)
		}
	}
	slices.SortFunc(events, func(a, b event.Event) int { return cmp.Compare(b.Start, a.Start) })
	var names []string
	for _, ev := range events[:min(len(events), mostBefore)] {
		year, _, _ := strings.Cut(string(ev.Start), "-")
		names = append(names, p.Printer.T("people.before.event", i18n.Args{"Title": ev.Title, "Year": year}))
	}
	if len(names) == 0 {
		return "", nil
	}
	return p.Printer.N("people.before", len(events), i18n.Args{"Events": strings.Join(names, ", ")}), nil
}
