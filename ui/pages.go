package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/ui/agenda"
	"zlot/ui/badges"
	"zlot/ui/certificates"
	"zlot/ui/checkin"
	"zlot/ui/design"
	"zlot/ui/home"
	"zlot/ui/mail"
	"zlot/ui/registrations"
	"zlot/ui/series"
	"zlot/ui/settings"
)

// makePage makes a page by its name; nil where there is none of that name.
func (s *Shell) makePage(name string) Page {
	switch name {
	case PageHome:
		return s.makeHome()
	case PageRegistrations:
		return s.makeRegistrations()
	case PageAgenda:
		return s.makeAgenda()
	case PageBadges:
		return s.makeBadges()
	case PageCheckin:
		return s.makeCheckin()
	case PageCertificates:
		return s.makeCertificates()
	case PageMail:
		return s.makeMail()
	case PageSettings:
		return s.makeSettings()
	case PageScanner:
		return s.makeScanner()
	case PageSeries:
		return s.makeSeries()
	case PagePaper:
		return s.makePaper()
	}
	return nil
}

func (s *Shell) makeHome() Page {
	return home.New(home.Deps{
		Context:  s.ctx,
		Service:  s.Service,
		Store:    s.Service.Store,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Now:      s.now,
		Navigate: s.Go,
		Sample:   s.isSample(s.event),
		HasOwn:   s.hasOwn,
		ToOwn:    s.backToOwn,
		Import:   s.onImport,
		Choose:   s.onChooseList,
		Lines:    s.Prefs.Lines,
		SetLines: s.setLines,
		Board:    s.openBoard,
		Loaded:   s.becameReady,
	})
}

// onImport takes files to the page that brings lists in.
func (s *Shell) onImport(files []fyne.URI) {
	s.Go(PageRegistrations, "")
	s.Dropped(files)
}

// onChooseList goes to that page and asks for a list.
func (s *Shell) onChooseList() {
	s.Go(PageRegistrations, "")
	if p, ok := s.pages[PageRegistrations].(registrationsPage); ok {
		p.Import()
	}
}

func (s *Shell) makeRegistrations() Page {
	return registrationsPage{registrations.New(registrations.Deps{
		Context:  s.ctx,
		Service:  s.Service,
		Store:    s.Service.Store,
		Tables:   s.Service.Tables,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Navigate: s.Go,
		Columns:  s.Prefs,
		Show:     s.Show,
	})}
}

func (s *Shell) makeAgenda() Page {
	return agendaPage{agenda.New(agenda.Deps{
		Context:  s.ctx,
		Service:  s.Service,
		Store:    s.Service.Store,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Navigate: s.Go,
		Show:     s.Show,
	})}
}

func (s *Shell) makeBadges() Page {
	return badgesPage{badges.New(badges.Deps{
		Context:   s.ctx,
		Service:   s.Service,
		Store:     s.Service.Store,
		Documents: s.Service.Documents,
		Setup:     s.Prefs,
		Printer:   s.words,
		Window:    s.Window,
		Event:     s.event,
		Navigate:  s.Go,
		Desk:      s.Prefs.DeskName,
		Open:      s.Show,
		Designer: func(l event.Layout, taken func() []string, saved func(event.Layout), done func()) badges.Designer {
			return s.makeDesigner(design.Task{Layout: l, Taken: taken, Saved: saved, Done: done})
		},
	})}
}

// makeDesigner opens a layout, for the page that shows it in its place.
func (s *Shell) makeDesigner(task design.Task) *design.Designer {
	return design.New(design.Deps{
		Context:   s.ctx,
		Service:   s.Service,
		Store:     s.Service.Store,
		Documents: s.Service.Documents,
		Printer:   s.words,
		Window:    s.Window,
		Event:     s.event,
	}, task)
}

func (s *Shell) makeCheckin() Page {
	return s.withCamera(checkin.Deps{
		Context:  s.ctx,
		Service:  namedDesk{s.Service, s.Prefs.DeskName, s.heardScan},
		Store:    s.Service.Store,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Now:      s.now,
		Navigate: s.Go,
		Sound:    s.sound,
		Kiosk:    s.kiosk,
		Settings: s.Prefs,
		Secrets:  s.Service.PageSecrets(),
		Alone:    s.setAlone,
		Board:    s.openBoard,
		Print: func(ctx context.Context, registration string) error {
			return s.Service.PrintOne(event.WithActor(ctx, s.Prefs.DeskName()), registration, s.Prefs.PrintLabel())
		},
		CanPrint: func() bool { return s.Service.Printers != nil && s.Prefs.PrintLabel().Printer != "" },
		Refuse:   s.refuse,
	})
}

// makePaper makes the page of the lists on paper, to which the desk leads.
func (s *Shell) makePaper() Page {
	return checkin.NewPaper(checkin.PaperDeps{
		Context:  s.ctx,
		Service:  s.Service,
		Store:    s.Service.Store,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Now:      s.now,
		Navigate: s.Go,
		Sound:    s.sound,
		Desk:     s.Prefs.DeskName,
		Lines:    s.Prefs.Lines,
		SetLines: s.setLines,
		Show:     s.Show,
		Draft:    func() string { return s.Prefs.PaperDraft(s.event.ID) },
		SetDraft: func(draft string) { s.Prefs.SetPaperDraft(s.event.ID, draft) },
	})
}

// checkinPage offers the desk's commands as the shell's.
type checkinPage struct{ *checkin.Page }

// Commands is part of Commander.
func (p checkinPage) Commands() []Command { return commands(p.Page.Commands()) }

// registrationsPage offers the list's commands as the shell's.
type registrationsPage struct{ *registrations.Page }

// Commands is part of Commander.
func (p registrationsPage) Commands() []Command { return commands(p.Page.Commands()) }

// badgesPage offers the designer's commands as the shell's.
type badgesPage struct{ *badges.Page }

// Commands is part of Commander.
func (p badgesPage) Commands() []Command { return commands(p.Page.Commands()) }

// agendaPage offers the programme's commands as the shell's.
type agendaPage struct{ *agenda.Page }

// Commands is part of Commander.
func (p agendaPage) Commands() []Command { return commands(p.Page.Commands()) }

// certificatesPage offers the commands of the certificates as the shell's.
type certificatesPage struct{ *certificates.Page }

// Commands is part of Commander.
func (p certificatesPage) Commands() []Command { return commands(p.Page.Commands()) }

// mailPage offers the commands of the messages as the shell's.
type mailPage struct{ *mail.Page }

// Commands is part of Commander.
func (p mailPage) Commands() []Command { return commands(p.Page.Commands()) }

// settingsPage offers the commands of the settings as the shell's.
type settingsPage struct{ *settings.Page }

// Commands is part of Commander.
func (p settingsPage) Commands() []Command { return commands(p.Page.Commands()) }

// commands takes a page's commands for the shell's: pages cannot import this
// package, so each says what a command is by itself.
func commands[T ~struct {
	Label    string
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Run      func()
}](list []T) []Command {
	all := make([]Command, len(list))
	for i, c := range list {
		all[i] = Command(c)
	}
	return all
}

// sound plays the melody of a tone.
func (s *Shell) sound(tone event.Tone) {
	switch tone {
	case event.ToneAdmitted:
		s.Sounds.Play("ok")
	case event.ToneAttention:
		s.Sounds.Play("attention")
	case event.ToneRefused:
		s.Sounds.Play("refused")
	}
}

func (s *Shell) makeCertificates() Page {
	return certificatesPage{certificates.New(certificates.Deps{
		Context: s.ctx,
		Service: s.Service,
		Store:   s.Service.Store,
		Verify: func(ctx context.Context, input []byte, isPDF bool) (event.Verification, error) {
			return event.VerifyCertificate(ctx, s.Service.Store, s.Service.Signer, s.Service.Documents, input, isPDF, nil)
		},
		Setup:     s.Prefs,
		Now:       s.now,
		Documents: s.Service.Documents,
		Printer:   s.words,
		Window:    s.Window,
		Event:     s.event,
		Navigate:  s.Go,
		Show:      s.Show,
		Reveal:    s.Reveal,
		Designs: certificates.DesignDeps{Service: s.Service, Store: s.Service.Store, Documents: s.Service.Documents,
			Designer: func(t certificates.DesignTask) certificates.Designer { return s.makeDesigner(design.Task(t)) }},
	})}
}

func (s *Shell) makeMail() Page {
	return mailPage{mail.New(mail.Deps{
		Context:  s.ctx,
		Service:  s.Service,
		Store:    s.Service.Store,
		Mailer:   s.Service.Mailer,
		SignIn:   s.Service.SignIn,
		Secrets:  s.Service.PageSecrets(),
		Tables:   s.Service.Tables,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Now:      s.now,
		Navigate: s.Go,
		Show:     s.Show,
	})}
}

func (s *Shell) makeSettings() Page {
	return settingsPage{settings.New(settings.Deps{
		Context:    s.ctx,
		Service:    s.Service,
		Store:      s.Service.Store,
		Prefs:      s.Prefs,
		Printer:    s.words,
		Window:     s.Window,
		Event:      s.event,
		Now:        s.now,
		Files:      s.Files,
		Version:    s.Version,
		Components: s.Components,
		Backups:    s.backups(),
		Reveal:     s.Reveal,
		Rules:      func() { s.Go(PageCertificates, certificates.OpenRules) },
		Scanner:    func() { s.Go(PageScanner, "") },
		// Both change what the page itself is made of.
		SetLanguage: s.setLanguage,
		ThemeChosen: s.applyTheme,
	})}
}

// makeSeries makes the page that the event switcher leads to.
func (s *Shell) makeSeries() Page {
	return series.New(series.Deps{
		Context:  s.ctx,
		Service:  s.Service,
		Printer:  s.words,
		Window:   s.Window,
		Event:    s.event,
		Enter:    func(e event.Event) { s.unlessBusy(func() { s.enterEvent(e) }) },
		Next:     func() { s.unlessBusy(s.onNextEdition) },
		Navigate: s.Go,
	})
}
