package checkin

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// openNewcomer asks for the name of somebody who is not on the list. What was
// typed to look for the person is taken over; else the form that a scan
// interrupted goes on.
func (p *Page) openNewcomer() {
	if p.keep != nil {
		return // it is open
	}
	p.ifMay(event.DoDesk, p.beginNewcomer)
}

func (p *Page) beginNewcomer(by enter) {
	typed := strings.TrimSpace(p.view.entry.Text)
	p.view.entry.Clear()
	if typed == "" {
		p.continueNewcomer(by)
		return
	}
	given, family, two := strings.Cut(typed, " ")
	if !two {
		given, family = "", given
	}
	p.showNewcomer(event.Person{Name: event.Name{Given: given, Family: family}})
	p.by = by
}

// resumeNewcomer opens the form that was interrupted last, or an empty one.
func (p *Page) resumeNewcomer() { p.ifMay(event.DoDesk, p.continueNewcomer) }

func (p *Page) continueNewcomer(by enter) {
	var who event.Person
	if n := len(p.drafts); n > 0 && p.keep == nil {
		who, p.drafts = p.drafts[n-1], p.drafts[:n-1]
	}
	p.showNewcomer(who)
	p.by = by
	p.showDrafts()
}

// reopenNewcomer shows what is wrong with a newcomer that could not be saved.
func (p *Page) reopenNewcomer(n event.NewRegistration, err error) {
	form := p.showNewcomer(n.Person)
	field := "given"
	var known *event.Error
	if errors.As(err, &known) && known.Field == "email" {
		field = known.Field
	}
	form.SetError(field, p.d.Printer.Error(err))
}

func (p *Page) showNewcomer(who event.Person) *kit.Form {
	blank := p.blank
	p.interrupt()
	p.blank = blank
	w := p.d.Printer
	var given, family, place, email *kit.Entry
	form := kit.NewForm()
	read := func() event.Person {
		name := event.Name{Given: strings.TrimSpace(given.Text), Family: strings.TrimSpace(family.Text)}
		if name.Family == "" && strings.Contains(name.Given, " ") {
			name = event.SplitName(name.Given, false) // typed in one go
		}
		return event.Person{Institution: strings.TrimSpace(place.Text), Email: strings.TrimSpace(email.Text), Name: name}
	}
	save := func() {
		if read().Name.Full() == "" {
			form.SetError("given", w.T("checkin.newcomer.nameless"))
			return
		}
		p.known.enter()
	}
	given, family, place, email = p.deskInput(save), p.deskInput(save), p.deskInput(save), p.deskInput(save)
	given.SetText(who.Name.Given)
	family.SetText(who.Name.Family)
	place.SetText(who.Institution)
	email.SetText(who.Email)
	form.AddRow([]string{"given", "family"}, kit.NewField(w.T("field.given"), given, ""), kit.NewField(w.T("field.family"), family, "")).
		AddRow([]string{"institution", "email"}, kit.NewField(w.T("field.institution"), place, w.T("checkin.newcomer.hint")),
			kit.NewField(w.T("field.email"), email, w.T("checkin.newcomer.email_hint")))
	p.known = p.newAcquaintances(given, family, read, kit.NewPrimary(w.T("checkin.newcomer.save"), kit.IconCheck, save))
	buttons := kit.HStack(2, p.known.save, p.known.anyway, kit.NewButton(w.T("common.cancel"), kit.IconNone, p.closeForm))
	body := kit.VStack(4, kit.Section(w.T("checkin.newcomer.title")), form, buttons, p.known.rows)
	if p.blank != "" {
		body.Objects = slices.Insert(body.Objects, 1, p.makeBlank()...)
	}
	p.openForm(p.view.stage, kit.NewPanel(kit.NewVScroll(kit.Pad(6, kit.MaxWidth(640, body)))), given)
	p.keep = func() { p.keepDraft(read()) }
	p.known.look()
	return form
}

func (p *Page) addNewcomer(who event.Person) {
	blank, by := p.blank, p.by
	p.closeForm()
	p.enqueue(job{req: p.request(), enter: by, blank: blank, newcomer: &event.NewRegistration{
		Event: p.d.Event.ID, Person: who, WhenFull: event.AddWhenFull}}) // who stands here is here
}

// keepDraft remembers a form that was interrupted, unless nothing was typed.
func (p *Page) keepDraft(who event.Person) {
	if draftName(who) != "" {
		p.drafts = append(p.drafts, who)
		p.showDrafts()
	}
}

// draftName is what somebody half typed is called.
func draftName(who event.Person) string {
	for _, text := range []string{who.Name.Full(), who.Institution, who.Email} {
		if text != "" {
			return text
		}
	}
	return ""
}

// dropDrafts gives up what was not typed to the end.
func (p *Page) dropDrafts() {
	if len(p.drafts) > 0 {
		p.drafts = nil
		p.showDrafts()
	}
}

// showDrafts says that somebody was not typed to the end, until that is done,
// given up, or somebody else is registered.
func (p *Page) showDrafts() {
	w, strip := p.d.Printer, p.view.drafts
	strip.RemoveAll()
	if n := len(p.drafts); n > 0 {
		text := w.T("checkin.draft", i18n.Args{"Name": draftName(p.drafts[n-1])})
		strip.Add(kit.Notice(kit.ToneInfo, text, kit.HStack(2,
			kit.NewButton(w.T("checkin.draft.back"), kit.IconNone, p.resumeNewcomer),
			kit.NewQuiet(w.T("checkin.draft.drop"), kit.IconClose, p.dropDrafts))))
		strip.Show()
	} else {
		strip.Hide()
	}
	p.view.top.Refresh()
}

// queryPrinted learns whose badge is on paper.
func (p *Page) queryPrinted() {
	if len(p.added) == 0 && !p.d.Settings.PrintOnScan() {
		return
	}
	p.printed.Run(p.ctx, func(ctx context.Context) (map[string]time.Time, error) {
		return p.d.Store.PrintedBadges(ctx, p.d.Event.ID)
	}, func(printed map[string]time.Time, err error) {
		if err != nil {
			return // the verdict goes on to say that a badge is to be printed
		}
		p.onPaper, p.paperRead = printed, true
		for id := range printed {
			delete(p.added, id)
		}
	})
}
