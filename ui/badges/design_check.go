package badges

import (
	"zlot/event"
	"zlot/event/i18n"
)

// check asks what is wrong with the layout as it is.
func (d *designer) check() {
	w := d.p.d.Printer
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
}
