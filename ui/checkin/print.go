package checkin

import (
	"context"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// canPrint tells whether single badges go to a printer from here.
func (p *Page) canPrint() bool { return p.d.Print != nil && p.d.CanPrint != nil && p.d.CanPrint() }

// printFor hands the badge of somebody who was just let in to the printer,
// where that is wanted and there is none on paper yet.
func (p *Page) printFor(a answer) {
	e := a.res.Entry
	if !cameIn(a) || p.checkpoint.Kind != event.Desk || !p.canPrint() || p.printing[e.ID] || event.IsBlank(e.Badge) {
		return
	}
	set := p.d.Settings
	_, onPaper := p.onPaper[e.ID]
	if (a.newcomer != nil && (a.blank == "" || a.unbound != nil) && set.PrintOnSave()) || (set.PrintOnScan() && p.paperRead && !onPaper) {
		p.print(*e)
	}
}

// cameIn tells whether an answer let somebody in.
func cameIn(a answer) bool {
	return a.err == nil && a.undo == "" && a.give == "" && a.res.Entry != nil && a.res.Scan.Outcome == event.Admitted
}

// print goes on without the page: what was handed to the printer is printed.
func (p *Page) print(e event.Entry) {
	p.printing[e.ID] = true
	p.prints.Run(context.WithoutCancel(p.d.Context), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.d.Print(ctx, e.ID)
	}, func(_ struct{}, err error) {
		delete(p.printing, e.ID)
		if err != nil {
			p.unprinted = append(p.unprinted, unprinted{e, err})
			p.play(event.ToneAttention)
		} else {
			delete(p.added, e.ID)
			p.cameOut[e.ID] = true
			if p.onPaper != nil {
				p.onPaper[e.ID] = p.d.Now()
			}
		}
		p.showTrouble()
		if p.last != nil && p.last.err == nil && p.last.res.Entry != nil && p.last.res.Entry.ID == e.ID {
			p.showAnswer(*p.last)
		}
	})
}

// unprinted is somebody whose badge did not come out, and why.
type unprinted struct {
	event.Entry
	err error
}

// showTrouble says which badges did not come out; the desk stays usable.
func (p *Page) showTrouble() {
	w, strip := p.d.Printer, p.view.trouble
	strip.RemoveAll()
	strip.Hidden = len(p.unprinted) == 0
	if n := len(p.unprinted); n > 0 {
		last := p.unprinted[n-1]
		text := w.T("checkin.print.failed", i18n.Args{"Name": w.Person(last.Who.Name.Full()), "Reason": w.Error(last.err)})
		if n > 1 {
			text = w.N("checkin.print.failed_more", n, i18n.Args{"Reason": w.Error(last.err)})
		}
		strip.Add(kit.Notice(kit.ToneAttention, text, kit.HStack(2,
			kit.NewButton(w.T("common.retry"), kit.IconRefresh, p.printAgain),
			kit.NewQuiet(w.T("common.close"), kit.IconClose, func() {
				p.unprinted = nil
				p.showTrouble()
			}))))
	}
	p.view.top.Refresh()
}

func (p *Page) printAgain() {
	again := p.unprinted
	p.unprinted = nil
	p.showTrouble()
	for _, u := range again {
		p.print(u.Entry)
	}
}
