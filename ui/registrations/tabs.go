package registrations

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// rows builds what a tab shows, on the UI thread, from what was read off it.
type rows func() []fyne.CanvasObject

// loadAgenda is where the person has a place, and what was chosen.
func (d *detail) loadAgenda(context.Context) (rows, error) {
	p, e := d.p, d.entry
	places := slices.DeleteFunc(slices.Clone(p.state.enrolled[e.ID]), func(en event.Enrolment) bool { return p.state.sessions[en.Session].SignUp })
	slices.SortFunc(places, func(a, b event.Enrolment) int {
		return p.state.sessions[a.Session].Start.Compare(p.state.sessions[b.Session].Start)
	})
	return func() []fyne.CanvasObject {
		t := p.Printer.T
		var all []fyne.CanvasObject
		if g := p.state.titles[e.Group]; g != "" {
			all = append(all, fact(t("field.group"), g))
		}
		if len(p.state.sessions) > 0 || len(e.Available) > 0 {
			all = append(all, d.makeAvailability(e))
		}
		if len(places) > 0 {
			all = append(all, kit.Section(t("registrations.agenda.places")))
		}
		for _, en := range places {
			s := p.state.sessions[en.Session]
			icon, color := kit.IconCheck, kit.ColorAdmitted
			if en.State != event.Enrolled {
				icon, color = kit.IconPause, kit.ColorWarning
			}
			all = append(all, line(icon, color, s.Title, joined(" · ", t("enrolment.state."+string(en.State)), p.when(s.Start), p.state.rooms[s.ID])))
		}
		all = append(all, d.makeWorkshops(e)...)
		first := true
		for i, title := range e.Preferences {
			if slices.ContainsFunc(p.state.signUps(), func(s event.Session) bool { return e.Choice(s.Title) == i+1 }) {
				continue
			}
			if first {
				all = append(all, kit.Section(t("registrations.agenda.elsewhere")))
			}
			first = false
			all = append(all, kit.NewParagraph(t("registrations.agenda.wish", i18n.Args{"Rank": i + 1, "Title": title}), kit.StyleBody))
		}
		if len(p.state.sessions) == 0 && len(all) == 0 {
			return nothing(kit.IconAgenda, t("registrations.agenda.none"), t("registrations.agenda.none.hint"))
		}
		if len(p.state.sessions) > 0 {
			all = append(all, kit.Gap(1), d.makePlan(e))
		}
		return all
	}, nil
}

func nothing(icon kit.Icon, title, hint string) []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.EmptyState(icon, title, hint, nil)}
}

// toneOf is the tone of a verdict.
func toneOf(t event.Tone) kit.Tone {
	switch t {
	case event.ToneAdmitted:
		return kit.ToneAdmitted
	case event.ToneAttention:
		return kit.ToneAttention
	}
	return kit.ToneRefused
}

// loadScans is where the badge was read, the newest first.
func (d *detail) loadScans(ctx context.Context) (rows, error) {
	p := d.p
	points, err := p.Store.Checkpoints(ctx, p.Event.ID)
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, c := range points {
		titles[c.ID] = c.Title
	}
	scans, err := p.Store.Scans(ctx, event.ScanFilter{Event: p.Event.ID, Registration: d.entry.ID})
	if err != nil {
		return nil, err
	}
	slices.Reverse(scans)
	return func() []fyne.CanvasObject {
		t := p.Printer.T
		if len(scans) == 0 {
			return nothing(kit.IconScan, t("registrations.scans.none"), t("registrations.scans.none.hint"))
		}
		var all []fyne.CanvasObject
		for _, s := range scans {
			tone := toneOf(s.Outcome.Tone())
			icon, color, note := tone.Icon(), tone.Color(), ""
			if s.Undone {
				icon, color, note = kit.IconUndo, kit.ColorMuted, t("registrations.scans.undone")
			}
			forced := ""
			if s.Forced {
				forced = t("registrations.scans.forced", i18n.Args{"Reason": s.Reason})
			}
			all = append(all, line(icon, color, joined(" · ", t("outcome."+string(s.Outcome)+".word"), note),
				joined(" · ", p.when(s.At), titles[s.Checkpoint], forced)))
		}
		return all
	}, nil
}

// papers are the badge, the certificates and the messages of a person.
type papers struct {
	certificates []event.Certificate
	messages     []event.Message // the latest first
	printed      string
}

func (d *detail) loadPapers(ctx context.Context) (rows, error) {
	p, e := d.p, d.entry
	var got papers
	printed, err := p.Store.PrintedBadges(ctx, p.Event.ID)
	if err != nil {
		return nil, err
	}
	got.printed = p.when(printed[e.ID])
	certificates, err := p.Store.Certificates(ctx, p.Event.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range certificates {
		if c.Registration == e.ID {
			got.certificates = append(got.certificates, c)
		}
	}
	if got.messages, err = p.Service.MessagesOf(ctx, e.ID); err != nil {
		return nil, err
	}
	return func() []fyne.CanvasObject { return d.makePapers(e, got) }, nil
}

func (d *detail) makePapers(e event.Entry, got papers) []fyne.CanvasObject {
	p, t := d.p, d.p.Printer.T
	icon, color, said := kit.IconClock, kit.ColorMuted, t("registrations.badge.unprinted")
	if got.printed != "" {
		icon, color, said = kit.IconCheck, kit.ColorAdmitted, t("registrations.badge.printed", i18n.Args{"When": got.printed})
	}
	all := []fyne.CanvasObject{
		kit.Section(t("registrations.badge")),
		line(icon, color, t("registrations.badge.number", i18n.Args{"Number": e.Number, "Code": e.Badge}), said),
		kit.HStack(2, kit.NewButton(t("registrations.badge.print"), kit.IconPrint, func() { p.Navigate("badges", e.ID) }),
			kit.NewButton(t("registrations.badge.replace"), kit.IconRefresh, func() { p.onReplaceBadge(e) })),
		kit.Gap(1), kit.Section(t("registrations.papers.certificates")),
	}
	for _, c := range got.certificates {
		icon, color := kit.IconCheck, kit.ColorAdmitted
		if c.State != event.Issued {
			icon, color = kit.IconCross, kit.ColorMuted
		}
		all = append(all, line(icon, color, c.Number, joined(" · ", t("certificate.state."+string(c.State)), p.when(c.IssuedAt), c.Reason)))
	}
	if len(got.certificates) == 0 {
		all = append(all, kit.NewText(t("registrations.papers.certificates.none"), kit.StyleMuted))
	} else {
		all = append(all, kit.HStack(2, kit.NewButton(t("registrations.papers.certificates.show"), kit.IconCertificate, func() { p.Navigate("certificates", e.ID) })))
	}
	return append(all, d.makeMessages(e, got.messages)...)
}

// showRows puts what a tab has found under the tabs.
func (d *detail) showRows(objects []fyne.CanvasObject) {
	if len(objects) == 1 {
		d.put(objects[0])
		return
	}
	scroll := kit.NewVScroll(kit.Pad(3, kit.VStack(3, objects...)))
	at := fyne.Position{}
	if d.scroll != nil && d.scrolled == [2]string{d.entry.ID, d.tabs.Chosen()} {
		at = d.scroll.Offset // painted anew after a change
	}
	d.scroll, d.scrolled = scroll, [2]string{d.entry.ID, d.tabs.Chosen()}
	d.put(scroll)
	scroll.ScrollToOffset(at)
	d.focusPlace()
}
