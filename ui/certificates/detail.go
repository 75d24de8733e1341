package certificates

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showDetail paints the person that the cursor is on.
func (v *peopleView) showDetail() {
	var body fyne.CanvasObject
	if o, ok := v.list.Current(); ok {
		body = v.personDetail(o)
	}
	v.showIn(v.detail, body)
}

// showIn fills the room beside a list; nil: nothing is chosen.
func (p *Page) showIn(detail *fyne.Container, body fyne.CanvasObject) {
	if body == nil {
		detail.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconInfo, p.Printer.T("certificates.detail.none"), "", nil)}
	} else {
		detail.Objects = []fyne.CanvasObject{kit.NewVScroll(kit.PadSides(1, 3, 2, 3, body))}
	}
	detail.Refresh()
}

// personDetail is one person: hours, reasons, the document and the sessions.
func (p *Page) personDetail(o *person) fyne.CanvasObject {
	t := p.Printer.T
	tone, icon, word := p.standing(o)
	rows := kit.VStack(2, kit.NewText(p.Printer.Person(o.account.Entry.Who.Name.Formal()), kit.StyleSection.Truncated()))
	if where := o.account.Entry.Who.Institution; where != "" {
		rows.Add(kit.NewParagraph(where, kit.StyleMuted))
	}
	if len(p.state.kinds) > 1 {
		rows.Add(kit.NewText(p.kindWord(o.kind), kit.StyleStrong.Truncated()))
	}
	rows.Add(kit.HStack(2, kit.NewChip(tone, icon, word)))
	rows.Add(p.hoursBar(o))
	for _, why := range p.why(o) {
		rows.Add(kit.NewParagraph(why, kit.TextStyle{Color: kit.ColorWarning}))
	}
	rows.Add(kit.Gap(0))
	if o.has() {
		p.addDocument(rows, *o.certificate)
		if now := o.account.HoursAs(o.certificate.Data.Role); o.certificate.Data.Hours != now {
			rows.Add(kit.Notice(kit.ToneAttention, t("certificates.outdated",
				i18n.Args{"Then": p.Printer.Hours(o.certificate.Data.Hours), "Now": p.Printer.Hours(now)}), nil))
		}
	}
	for _, row := range p.personActions(o) {
		rows.Add(row)
	}
	rows.Add(kit.Gap(0))
	p.addSessions(rows, o)
	p.addGrants(rows, o)
	return rows
}

// hoursBar shows the hours as words and as a bar.
func (p *Page) hoursBar(o *person) fyne.CanvasObject {
	words := container.NewBorder(nil, nil,
		kit.NewText(p.Printer.T("certificates.hours.of", i18n.Args{"Hours": p.Printer.Hours(o.account.Hours), "Required": p.hours(o.account.Required)}), kit.StyleBody),
		kit.NewText(p.percent(o), kit.StyleMuted))
	bar := kit.NewBar()
	bar.SetShare(float32(o.share()))
	bar.SetTone(kit.ToneAttention)
	if o.eligibility.Eligible {
		bar.SetTone(kit.ToneAdmitted)
	}
	return kit.VStack(1, words, bar)
}

func (p *Page) because(why event.Because) string {
	return p.Printer.T("because."+why.Code, why.Args)
}

// personActions are what can be done for a person.
func (p *Page) personActions(o *person) []fyne.CanvasObject {
	t := p.Printer.T
	grant := kit.NewButton(t("certificates.grant"), kit.IconPlus, func() { p.grant(o.row) })
	registration := kit.NewQuiet(t("certificates.person"), kit.IconPerson, func() { p.Navigate("registrations", o.account.Entry.ID) })
	if o.has() {
		return append(p.documentActions(*o.certificate), kit.HStack(2, grant, registration))
	}
	preview := kit.NewButton(t("certificates.preview"), kit.IconSearch, func() { p.onPreview(o) })
	rows := []fyne.CanvasObject{kit.HStack(2, preview, grant)}
	if o.withdrawn() { // nobody else issues it: the default leaves them out
		again := kit.NewButton(p.Printer.N("certificates.issue.count", 1), kit.IconCertificate, func() { p.planFor([]string{o.account.Entry.ID}) })
		again.SetEnabled(p.job == nil)
		rows = append(rows, kit.HStack(2, again))
	}
	last := kit.HStack(2, registration)
	if decide := p.decisions(o); decide != nil {
		last.Objects = append([]fyne.CanvasObject{decide}, last.Objects...)
	}
	return append(rows, last)
}

// labelWidth is the room of the words before facts.
const labelWidth = 110

// fact is a line: a quiet word and what it says.
func fact(label, value string) fyne.CanvasObject {
	return container.NewBorder(nil, nil, container.New(fixedWidth(labelWidth), kit.NewText(label, kit.StyleMuted.Truncated())), nil,
		kit.NewText(value, kit.StyleBody.Truncated()))
}

// addSessions lists the sessions with their hours.
func (p *Page) addSessions(rows *fyne.Container, o *person) {
	if len(o.account.Sessions) == 0 {
		return
	}
	rows.Add(kit.NewText(p.Printer.T("certificates.sessions"), kit.StyleStrong))
	list := kit.VStack(1)
	day := ""
	for _, s := range o.account.Sessions {
		if d := p.Printer.Date(p.state.starts[s.Session]); d != day {
			day = d
			list.Add(kit.PadSides(1, 0, 0, 0, kit.NewText(p.Printer.Weekday(p.state.starts[s.Session])+", "+day, kit.StyleSmall)))
		}
		list.Add(p.sessionRow(s))
	}
	rows.Add(list)
}

func (p *Page) sessionRow(s event.SessionHours) fyne.CanvasObject {
	t := p.Printer.T
	icon, color, word := kit.IconCross, kit.ColorRefused, t("certificates.session.absent")
	switch {
	case s.Present:
		icon, color, word = kit.IconCheck, kit.ColorAdmitted, ""
	case s.Excused:
		icon, color, word = kit.IconInfo, kit.ColorPrimary, t("certificates.session.excused")
	}
	value := p.hours(s.Hours)
	switch {
	case s.Of == 0 && s.Hours == 0:
		value = ""
	case s.Hours != s.Of:
		value = t("common.of", i18n.Args{"Shown": value, "Total": p.hours(s.Of)})
	}
	right := kit.HStack(2, kit.NewText(word, kit.StyleSmall), kit.NewText(value, kit.StyleBody))
	return container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, kit.NewIconView(icon, color)), right,
		kit.NewText(s.Title, kit.StyleBody.Truncated()))
}

// addGrants lists hours that no scan shows, with who and why.
func (p *Page) addGrants(rows *fyne.Container, o *person) {
	if len(o.row.Grants) == 0 {
		return
	}
	rows.Add(kit.Gap(0))
	rows.Add(kit.NewText(p.Printer.T("certificates.grants"), kit.StyleStrong))
	for _, g := range o.row.Grants {
		head := container.NewBorder(nil, nil, nil, kit.NewText(p.Printer.Hours(g.Hours), kit.StyleBody),
			kit.NewText(p.Printer.T("grant.kind."+string(g.Kind)), kit.StyleBody.Truncated()))
		note := g.Reason + " · " + p.when(g.At)
		if g.By != "" {
			note += " · " + g.By
		}
		rows.Add(kit.VStack(0, head, kit.NewParagraph(note, kit.StyleSmall)))
	}
}

// fixedWidth gives its one object a width.
type fixedWidth float32

// MinSize is part of fyne.Layout.
func (w fixedWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), o[0].MinSize().Height)
}

// Layout is part of fyne.Layout.
func (w fixedWidth) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }
