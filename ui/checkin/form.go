package checkin

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// deskInput is an input of a form at the desk. A badge that is scanned while
// the form is open is a scan and no name.
func (p *Page) deskInput(save func()) *kit.Entry {
	e := kit.NewEntry("")
	e.SetMinWidth(kit.Space(30))
	// A scan types over what is selected; this is what stood there before.
	before := ""
	e.OnChanged = func(text string) {
		if !strings.ContainsAny(text, "0123456789") {
			before = text
		}
	}
	e.OnSubmitted = func(text string) {
		if code := scannedCode(" " + text); code != "" {
			if text = strings.TrimSuffix(text, code); text == "" {
				text = before
			}
			e.SetText(text)
			p.interrupt()
			p.onScan(code)
			return
		}
		save()
	}
	e.OnEscape = func() bool {
		p.closeForm()
		return true
	}
	return e
}

// openForce asks why a refused person is let in all the same.
func (p *Page) openForce() {
	if !p.forceable() {
		return
	}
	p.interrupt()
	w, refused := p.d.Printer, *p.last
	var reason *kit.Entry
	var field *kit.Field
	save := func() {
		text := strings.TrimSpace(reason.Text)
		if text == "" {
			field.SetError(w.T("checkin.force.reasonless"))
			return
		}
		p.closeForm()
		p.force(refused, text)
	}
	reason = p.deskInput(save)
	reason.SetText(w.T("checkin.force.reason"))
	field = kit.NewField(w.T("checkin.force.label"), reason, "")
	buttons := kit.HStack(2, kit.NewPrimary(w.T("checkin.force.save"), kit.IconDoorIn, save),
		kit.NewButton(w.T("common.cancel"), kit.IconNone, p.closeForm))
	row := container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 3, kit.VStack(0, kit.Spacer(), buttons)), field)
	p.openForm(p.view.foot, row, reason)
}

// openForm shows a form in its place and gives it the keyboard; the scan input
// gets it back when the form is closed.
func (p *Page) openForm(in *fyne.Container, form fyne.CanvasObject, first fyne.Focusable) {
	v := p.view
	v.entry.Active(false)
	v.form = form
	in.Add(form)
	if in == v.foot {
		v.acts.Hide()
	}
	v.showStage()
	p.d.Window.Canvas().Focus(first)
}

// interrupt closes the open form for a scan and keeps what was typed in it.
func (p *Page) interrupt() {
	if p.keep != nil {
		p.keep()
	}
	p.closeForm()
}

// closeForm closes the open form, if there is one.
func (p *Page) closeForm() {
	v := p.view
	if v.form == nil {
		return
	}
	form := v.form
	v.form, p.keep, p.blank = nil, nil, ""
	v.stage.Remove(form)
	v.foot.Remove(form)
	v.acts.Show()
	v.showStage()
	v.entry.Active(true)
}
