package design

import (
	"maps"

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
	if sum := d.sketch.layout.Background; sum != "" && d.who.shown != nil && d.pictures[sum] == nil {
		d.problems = append(d.problems, problem{item: -1, text: w.T("design.background.gone")})
	}
	d.checkPerson()
}

// checkPerson tells what the document of whom it is shown for would lack. What is wrong with the layout itself was
// told already.
func (d *Designer) checkPerson() {
	w := d.deps.Printer
	for _, t := range d.painter.drawn.troubles {
		switch t.Code {
		case event.TroublePicture, event.TroubleField:
		default:
			d.problems = append(d.problems, problem{item: -1, person: true, text: w.T("layout.trouble."+string(t.Code), d.troubleArgs(t))})
		}
	}
	if err := d.painter.err; err != nil {
		d.problems = append(d.problems, problem{item: -1, person: true, text: w.Error(err)})
	}
}

// checkPictures names the items whose picture is not in the file any more.
func (d *Designer) checkPictures(back bool, items []event.LayoutItem) {
	for n, i := range items {
		if d.who.shown != nil && i.Image != "" && d.pictures[i.Image] == nil {
			w := d.deps.Printer
			text := w.T("design.problem", i18n.Args{"Item": d.nameOf(i), "Problem": w.T("design.picture.gone")})
			d.problems = append(d.problems, problem{back: back, item: n, text: text})
		}
	}
}

// troubleArgs are those of a trouble's sentence, with the field in words.
func (d *Designer) troubleArgs(t event.Trouble) i18n.Args {
	args := maps.Clone(i18n.Args(t.Args))
	if name, ok := args["Field"].(string); ok {
		for _, f := range d.fields() {
			if f.name == name {
				args["Field"] = f.words
			}
		}
	}
	return args
}
