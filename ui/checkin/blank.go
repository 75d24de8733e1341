package checkin

import (
	"context"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onBlank is a blank badge that nobody has: it is for the newcomer who was just
// let in, or for somebody whose name is asked for now.
func (p *Page) onBlank(code string) {
	if p.last != nil && p.last.err == nil && p.last.newcomer != nil && p.added[p.last.req.Registration] {
		p.enqueue(job{give: p.last.req.Registration, blank: code})
		return
	}
	p.ifMay(event.DoDesk, func(by enter) {
		p.blank = code
		p.showNewcomer(event.Person{}) // whoever got the badge is not the one who was not typed to the end
		p.by = by
	})
}

// give hands a blank badge to somebody.
func (p *Page) give(ctx context.Context, j job) (*event.Entry, error) {
	e, err := p.d.Service.GiveBadge(ctx, j.give, j.blank)
	return &e, err
}

// exchange gives the blank badge to somebody who had another one, and is here.
// Who is refused gets none.
func (p *Page) exchange(ctx context.Context, a *answer) {
	if out := a.res.Scan.Outcome; out != event.Admitted && out != event.AlreadyIn {
		return
	}
	e, err := p.d.Service.GiveBadge(ctx, a.req.Registration, a.blank)
	if err != nil {
		a.unbound = err
		return
	}
	a.former = a.res.Entry.Badge
	a.res.Entry = &e
}

// holder is who may have lost the badge: the person of the verdict shown, if
// that person is here.
func (p *Page) holder() *event.Entry {
	if p.last == nil || p.last.err != nil || p.last.undo != "" || p.last.takeBack != "" || p.last.res.Entry == nil {
		return nil
	}
	e, out := p.last.res.Entry, p.last.res.Scan.Outcome
	if e.Event != p.d.Event.ID || e.Who.Erased || (out != event.Admitted && out != event.AlreadyIn) {
		return nil
	}
	return e
}

// makeBlank says what becomes of the blank badge that was scanned, and offers it
// to the person of the verdict.
func (p *Page) makeBlank() []fyne.CanvasObject {
	w := p.d.Printer
	parts := []fyne.CanvasObject{kit.Notice(kit.ToneInfo, w.T("checkin.newcomer.blank", i18n.Args{"Code": p.blank}), nil)}
	if e := p.holder(); e != nil {
		text := w.T("checkin.blank.give", i18n.Args{"Name": w.Person(e.Who.Name.Full())})
		parts = append(parts, kit.HStack(0, kit.NewButton(text, kit.IconBadge, p.giveShown)))
	}
	return append(parts, kit.NewParagraph(w.T("checkin.blank.hint"), kit.StyleMuted))
}

// giveShown gives the blank badge that was scanned to the person of the verdict.
func (p *Page) giveShown() {
	e := p.holder()
	if e == nil || p.blank == "" {
		return
	}
	j := job{give: e.ID, enter: p.by, blank: p.blank, former: e.Badge}
	p.closeForm()
	p.enqueue(j)
}

// onGiven shows the verdict again, now with the badge that was handed over. It
// returns false if there is nothing to show.
func (p *Page) onGiven(a answer) bool {
	if a.err != nil {
		p.last = &a
		return true
	}
	delete(p.added, a.give)
	if p.last == nil || p.last.res.Entry == nil || p.last.res.Entry.ID != a.give {
		return false // somebody else came meanwhile
	}
	entry := a.res.Entry
	a.res = p.last.res
	a.res.Entry = entry
	p.last = &a
	return true
}

// sayExchanged says whose badge is another one now, with the way back.
func (p *Page) sayExchanged(a answer) {
	w := p.d.Printer
	back := p.takingBack(a)
	kit.Toast(p.d.Window.Canvas(), w.T("checkin.blank.given", i18n.Args{"Name": w.Person(a.res.Entry.Who.Name.Full())}), func() {
		p.enqueue(back)
	})
}

// takingBack is the job that gives somebody the badge back that the person had.
func (p *Page) takingBack(a answer) job {
	return job{takeBack: a.res.Entry.ID, blank: a.blank, former: a.former}
}

// takeBadgeBack runs away from the interface.
func (p *Page) takeBadgeBack(ctx context.Context, a *answer) {
	e, err := p.d.Service.TakeBadgeBack(ctx, a.takeBack, a.blank, a.former)
	a.res.Entry, a.err = &e, err
	a.res.Scan.Outcome = event.Undone
}
