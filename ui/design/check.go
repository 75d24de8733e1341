package design

import (
	"zlot/event"
	"zlot/event/i18n"
)

// check asks what is wrong with the layout as it is.
func (d *Designer) check() {
	w := d.deps.Printer
	d.problems = nil
	for _, p := range event.CheckLayout(d.sketch.layout) {
		text := w.T(p.Code, i18n.Args(p.Args))
		if p.Item >= 0 {
			side := d.sketch.layout.Front
			if p.Back {
				side = d.sketch.layout.Back
			}
			text = w.T("design.problem", i18n.Args{"Item": d.nameOf(side[p.Item]), "Problem": text})
		}
		d.problems = append(d.problems, problem{back: p.Back, item: p.Item, text: text})
	}
	d.checkPictures(false, d.sketch.layout.Front)
	d.checkPictures(true, d.sketch.layout.Back)
}

// checkPictures names the items whose picture is not in the file any more.
func (d *Designer) checkPictures(back bool, items []event.LayoutItem) {
	for n, i := range items {
		if d.who.loaded && i.Image != "" && d.pictures[i.Image] == nil {
			w := d.deps.Printer
			text := w.T("design.problem", i18n.Args{"Item": d.nameOf(i), "Problem": w.T("design.picture.gone")})
			d.problems = append(d.problems, problem{back: back, item: n, text: text})
		}
	}
}
