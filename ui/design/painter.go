package design

import (
	"context"
	"maps"
	"slices"

	"zlot/event"
	"zlot/ui/kit"
)

// painter keeps the picture of the sheet up to date without making anybody wait: one is drawn at a time, and what
// changes meanwhile is drawn next.
type painter struct {
	d       *Designer
	drawing bool
	stale   bool
	err     error
	drawn   drawn
}

// How finely a sheet is drawn for the screen at most.
const (
	mostDots     = 450
	mostPageDots = 200 // of a certificate, whose pages are all drawn at once
)

func (p *painter) redraw() {
	if p.drawing {
		p.stale = true
		return
	}
	d := p.d
	s := d.who.shown
	if s == nil {
		return
	}
	p.drawing, p.stale = true, false
	back, dpi, layout, pictures := d.sketch.back, d.dots(), copyOf(d.sketch.layout), d.copyPictures()
	kit.Run(d.deps.Context, func(ctx context.Context) (drawn, error) {
		return s.draw(ctx, d.deps.Documents, layout, pictures, back, dpi)
	}, func(out drawn, err error) {
		p.drawing = false
		if back == d.sketch.back {
			p.take(out, err)
		}
		if p.stale {
			p.redraw()
		}
	})
}

// take shows what was drawn, and what is to be said of it.
func (p *painter) take(out drawn, err error) {
	d := p.d
	if err == nil {
		d.board.setPicture(out.picture)
	}
	same := slices.EqualFunc(out.troubles, p.drawn.troubles, sameTrouble) && out.more == p.drawn.more && out.without == p.drawn.without && (err == nil) == (p.err == nil)
	p.drawn, p.err = out, err
	if !same {
		d.check()
		d.trouble.show()
		d.showMore()
	}
}

func sameTrouble(a, b event.Trouble) bool {
	return a.Code == b.Code && a.Grave == b.Grave && maps.Equal(a.Args, b.Args)
}

// dots is the resolution of the window at the present zoom.
func (d *Designer) dots() int {
	scale := d.board.scale
	if c := d.deps.Window.Canvas(); c != nil {
		scale *= c.Scale()
	}
	most := mostDots
	if d.certificate() {
		most = mostPageDots
	}
	return min(max(int(scale*25.4+0.5), 40), most)
}
