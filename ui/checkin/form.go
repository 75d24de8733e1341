package checkin

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// deskInput is an input of a form at the desk. A badge that is scanned while
// the form is open is a scan and no name.
func (p *Page) deskInput(save func()) *kit.Entry {
	e := kit.NewEntry("")
	e.SetMinWidth(kit.Space(30))
	e.OnSubmitted = func(text string) {
		if code := scannedCode(" " + text); code != "" {
			e.SetText(strings.TrimSuffix(text, code))
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

// openNewcomer asks for the name of somebody who is not on the list. What was
// typed to look for the person is taken over.
func (p *Page) openNewcomer() {
	typed := strings.TrimSpace(p.view.entry.Text)
	p.view.entry.Clear()
	if typed == "" {
		p.showNewcomer(p.draft.Name, p.draft.Institution)
		return
	}
	given, family, two := strings.Cut(typed, " ")
	if !two {
		given, family = "", given
	}
	p.showNewcomer(event.Name{Given: given, Family: family}, "")
}

// reopenNewcomer shows what is wrong with a newcomer that could not be saved.
func (p *Page) reopenNewcomer(n event.NewRegistration, err error) {
	form := p.showNewcomer(n.Person.Name, n.Person.Institution)
	form.SetError("given", p.d.Printer.Error(err))
}

func (p *Page) showNewcomer(name event.Name, institution string) *kit.Form {
	p.closeForm()
	w := p.d.Printer
	var given, family, place *kit.Entry
	form := kit.NewForm()
	read := func() event.Person {
		return event.Person{Institution: strings.TrimSpace(place.Text),
			Name: event.Name{Given: strings.TrimSpace(given.Text), Family: strings.TrimSpace(family.Text)}}
	}
	save := func() {
		if read().Name.Full() == "" {
			form.SetError("given", w.T("checkin.newcomer.nameless"))
			return
		}
		p.addNewcomer(read())
	}
	given, family, place = p.deskInput(save), p.deskInput(save), p.deskInput(save)
	p.keep = func() { p.draft = read() }
	given.SetText(name.Given)
	family.SetText(name.Family)
	place.SetText(institution)
	form.AddRow([]string{"given", "family"}, kit.NewField(w.T("field.given"), given, ""), kit.NewField(w.T("field.family"), family, "")).
		Add("institution", kit.NewField(w.T("field.institution"), place, w.T("checkin.newcomer.hint")))
	buttons := kit.HStack(2, kit.NewPrimary(w.T("checkin.newcomer.save"), kit.IconCheck, save),
		kit.NewButton(w.T("common.cancel"), kit.IconNone, p.closeForm))
	body := kit.VStack(4, kit.Section(w.T("checkin.newcomer.title")), form, buttons)
	p.openForm(p.view.stage, kit.NewPanel(kit.Pad(6, kit.MaxWidth(640, body))), given)
	return form
}

func (p *Page) addNewcomer(who event.Person) {
	p.closeForm()
	p.draft = event.Person{}
	p.enqueue(job{req: p.request(), newcomer: &event.NewRegistration{Event: p.d.Event.ID, Person: who}})
}

// openForce asks why a refused person is let in all the same.
func (p *Page) openForce() {
	if !p.forceable() {
		return
	}
	p.closeForm()
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
	v.form, p.keep = nil, nil
	v.stage.Remove(form)
	v.foot.Remove(form)
	v.acts.Show()
	v.showStage()
	v.entry.Active(true)
}
