package checkin

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/ui/kit"
)

// deskInput is an input of a form at the desk.
func (p *Page) deskInput(save func()) *kit.Entry {
	e := kit.NewEntry("")
	e.SetMinWidth(kit.Space(30))
	p.asDeskInput(e, save)
	return e
}

// asDeskInput makes an input one of the desk: a badge that is scanned while its
// form is open is a scan and no name.
func (p *Page) asDeskInput(e *kit.Entry, save func()) {
	// A scan types over what is selected; this is what stood there before.
	before := ""
	var end ender
	e.OnChanged = func(text string) {
		end.watch(text, func() string { return e.Text }, func() { e.OnSubmitted(e.Text) })
		if !strings.ContainsAny(text, "0123456789") {
			before = text
		}
	}
	e.OnSubmitted = func(text string) {
		if code := scannedCode(" " + text); code != "" {
			if text = strings.Replace(text, code, "", 1); text == "" {
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
}

// reasons are why somebody is let in all the same, the usual one first.
func (p *Page) reasons() []string {
	t := p.d.Printer.T
	return []string{t("checkin.force.reason"), t("checkin.force.reason.place"), t("checkin.force.reason.paid"),
		t("checkin.force.reason.list"), t("checkin.force.reason.crew")}
}

// portionReasons are why somebody gets a second portion.
func (p *Page) portionReasons() []string {
	t := p.d.Printer.T
	return []string{t("checkin.force.reason"), t("checkin.force.reason.misread"), t("checkin.force.reason.other"), t("checkin.force.reason.crew")}
}

// openForce asks why a refused person is let in all the same. The usual reasons
// are chosen with the arrows or by a click; others are typed. Who was only just
// scanned is meant, also where the verdict is not there yet.
func (p *Page) openForce() {
	if p.waiting > 0 {
		p.forcing = true
		return
	}
	if !p.forceable() {
		return
	}
	p.interrupt()
	p.view.entry.Clear() // the verdict that is meant is seen, and not what is searched for
	w, refused := p.d.Printer, *p.last
	var field *kit.Field
	reason := kit.NewEntry("")
	save := func() {
		text := strings.TrimSpace(reason.Text)
		if text == "" {
			field.SetError(w.T("checkin.force.reasonless"))
			return
		}
		p.closeForm()
		p.force(refused, text)
	}
	p.asDeskInput(reason, save)
	usual, label, action := p.reasons(), w.T("checkin.force.label"), w.T("checkin.force.save")
	if handedOut(refused.res) {
		usual, label, action = p.portionReasons(), w.T("checkin.force.label_again"), w.T("checkin.force.save_again")
	}
	reason.SetText(usual[0])
	choose := func(text string) {
		reason.SetText(text)
		reason.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces it
	}
	chips := kit.HStack(2)
	for _, text := range usual {
		chips.Add(kit.NewQuiet(text, kit.IconNone, func() {
			choose(text)
			save()
		}))
	}
	at := 0
	reason.OnArrow = func(ev *fyne.KeyEvent) bool {
		by := 1
		if ev.Name == fyne.KeyUp {
			by = len(usual) - 1
		}
		at = (at + by) % len(usual)
		choose(usual[at])
		return true
	}
	field = kit.NewField(label, reason, w.T("checkin.force.hint"))
	buttons := kit.HStack(2, kit.NewPrimary(action, kit.IconDoorIn, save),
		kit.NewButton(w.T("common.cancel"), kit.IconNone, p.closeForm))
	row := container.NewBorder(nil, kit.NewScroll(chips), nil, kit.PadSides(0, 0, 0, 3, kit.VStack(0, kit.Spacer(), buttons)), field)
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
	kit.Repaint(v.root)
	if first != nil {
		p.d.Window.Canvas().Focus(first)
	}
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
	v.form, p.keep, p.blank, p.by = nil, nil, "", nil
	for _, box := range []*fyne.Container{v.stage, v.foot, v.over} {
		box.Remove(form)
	}
	v.acts.Show()
	v.showStage()
	v.entry.Active(true)
	p.closed()
	kit.Repaint(v.root)
}

// closed tells what was open over the page that it is not any more.
func (p *Page) closed() {
	if p.door.stop != nil {
		p.door.stop()
		p.door.stop = nil
	}
	p.insiders, p.points = nil, nil
}
