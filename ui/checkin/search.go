package checkin

import (
	"context"

	"fyne.io/fyne/v2"

	"zlot/event"
)

// mostHits is how many hits are listed; more letters find the others.
const mostHits = 50

// found is what a search found.
type found struct {
	text  string
	hits  []event.Entry
	total int
}

// onTyped searches while somebody types a name.
func (p *Page) onTyped(text string) {
	p.enter = false
	if text == "" || !isName(text) || p.kiosk {
		p.search.Cancel()
		p.hits = found{}
		p.view.showStage()
		return
	}
	p.closeForm()
	p.search.Run(p.ctx, func(ctx context.Context) (found, error) {
		return p.lookUp(ctx, text)
	}, func(f found, err error) {
		if err != nil {
			p.showFailure(err)
			return
		}
		p.onFound(f)
	})
}

func (p *Page) lookUp(ctx context.Context, text string) (found, error) {
	ids, total, err := p.d.Store.Search(ctx, p.d.Event.ID, text, mostHits)
	f := found{text: text, total: total}
	if err != nil || len(ids) == 0 {
		return f, err
	}
	hits, err := p.d.Store.Entries(ctx, event.EntryFilter{Event: p.d.Event.ID, IDs: ids})
	f.hits = Ranked(hits, ids)
	return f, err
}

// likely tells whether Enter may take the first hit without anybody choosing it.
func (f found) likely() bool { return len(f.hits) > 0 && Named(f.hits[0], f.text) }

func (p *Page) onFound(f found) {
	p.hits = f
	p.showHits()
	switch {
	case p.enter && len(f.hits) == 1 && f.likely():
		p.onChosen(f.hits[0])
	case p.enter && len(f.hits) == 0:
		p.openNewcomer()
	}
}

// onKey gets the keys of the scan input that move through the hits.
func (p *Page) onKey(ev *fyne.KeyEvent) bool {
	text := p.view.entry.Text
	if p.kiosk {
		if ev.Name == fyne.KeyEscape {
			p.AskLeave(func() { p.setKiosk(false) })
			return true
		}
		return false
	}
	if ev.Name == fyne.KeyEscape {
		p.escape()
		return true
	}
	if !isName(text) {
		return false
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.onEnter(text)
		return true
	case fyne.KeyUp:
		return p.moveHit(-1)
	case fyne.KeyDown:
		return p.moveHit(1)
	case fyne.KeyPageUp:
		return p.moveHit(-10)
	case fyne.KeyPageDown:
		return p.moveHit(10)
	}
	return false
}

// onEnter takes the hit that is chosen. Of a name that nobody has it begins a
// new registration.
func (p *Page) onEnter(text string) {
	switch {
	case p.hits.text != text: // faster than the search
		p.enter = true
	case len(p.hits.hits) > 0:
		p.view.hits.Open()
	default:
		p.openNewcomer()
	}
}

func (p *Page) moveHit(by int) bool {
	if len(p.hits.hits) == 0 {
		return false
	}
	p.view.hits.MoveBy(by)
	return true
}

// onChosen lets in whom somebody chose from the hits.
func (p *Page) onChosen(e event.Entry) {
	p.view.entry.Clear()
	j := job{req: p.request()}
	j.req.Registration = e.ID
	p.drain()
	p.enqueue(j)
	p.await()
}
