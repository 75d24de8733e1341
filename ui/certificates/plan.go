package certificates

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// plan is what issuing would do: it is shown before anything is written.
type plan struct {
	chosen  []string // registrations; nil: everybody
	result  event.IssueResult
	issue   *kit.Button
	content fyne.CanvasObject
}

// registrations are those the plan names, and nobody who became eligible since.
func (pl *plan) registrations() []string {
	ids := make([]string, len(pl.result.Issued))
	for i, c := range pl.result.Issued {
		ids[i] = c.Registration
	}
	return ids
}

// planRow is one person of a plan.
type planRow struct {
	registration string
	name         string
	number       string // "" for those who get none
	email        string
	hours        float64
	remark       string
	warns        bool // gets a document, but something is missing
}

// onPlan plans documents for everybody who is eligible.
func (p *Page) onPlan() { p.planFor(nil) }

// planFor asks what issuing would do, and shows it.
func (p *Page) planFor(registrations []string) {
	kit.Run(p.ctx, func(ctx context.Context) (event.IssueResult, error) {
		return p.Service.IssueCertificates(ctx, p.Event.ID,
			event.IssueOptions{DryRun: true, Registrations: registrations}, event.Silent)
	}, func(r event.IssueResult, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.showPlan(&plan{chosen: registrations, result: r})
	})
}

// showPlan puts the plan in the place of the page.
func (p *Page) showPlan(pl *plan) {
	t := p.Printer.T
	rows := p.planRows(pl.result)
	warned := 0
	for _, r := range rows {
		if r.warns {
			warned++
		}
	}
	pl.issue = kit.NewPrimary(p.Printer.N("certificates.issue.count", len(pl.result.Issued)), kit.IconCertificate, func() {
		p.leavePlan()
		p.issueTo(pl.registrations())
	})
	pl.issue.SetEnabled(len(pl.result.Issued) > 0)
	back := kit.NewButton(t("common.back"), kit.IconUndo, p.leavePlan)
	number := func(n int) string { return p.Printer.Number(float64(n), 0) }
	figures := kit.Columns(3,
		kit.Stat(number(len(pl.result.Issued)), t("certificates.plan.stat.gets"), kit.ToneAdmitted),
		kit.Stat(number(warned), t("certificates.plan.stat.warned"), toneIf(warned, kit.ToneAttention)),
		kit.Stat(number(len(pl.result.NotEligible)), t("certificates.plan.stat.not"), kit.ToneNeutral),
		kit.Stat(number(pl.result.Before), t("certificates.plan.stat.before"), kit.ToneNeutral))
	top := kit.VStack(3, figures)
	if gaps := p.gaps(); len(gaps) > 0 {
		settings := kit.NewButton(t("certificates.plan.settings"), kit.IconSettings, func() { p.Navigate("settings", "certificate") })
		top.Add(kit.Notice(kit.ToneAttention, t("certificates.plan.gaps", i18n.Args{"Gaps": gaps}), settings))
	}
	body := container.NewBorder(kit.PadSides(0, 0, 3, 0, top), nil, nil, nil, p.planList(rows))
	pl.content = kit.Page(kit.PageHeader(t("certificates.plan.title"), t("certificates.plan.hint"), back, pl.issue), body)
	p.plan = pl
	p.standIn(pl.content)
}

// leavePlan goes back to the lists.
func (p *Page) leavePlan() {
	if p.plan == nil {
		return
	}
	p.plan = nil
	p.standIn(nil)
}

// planRows are those who get a document, then those who do not.
func (p *Page) planRows(r event.IssueResult) []planRow {
	known := make(map[string]event.Person, len(r.Issued))
	for _, o := range p.state.people {
		known[o.account.Entry.ID] = o.account.Entry.Who
	}
	rows := make([]planRow, 0, len(r.Issued)+len(r.NotEligible))
	for _, c := range r.Issued {
		who := known[c.Registration]
		missing := p.missingData(who)
		rows = append(rows, planRow{registration: c.Registration, name: p.nameOn(c), number: c.Number, hours: c.Data.Hours, email: who.Email,
			remark: strings.Join(missing, " "), warns: len(missing) > 0})
	}
	for _, a := range r.NotEligible {
		var why []string
		for _, b := range a.Because {
			why = append(why, p.because(b))
		}
		rows = append(rows, planRow{registration: a.Entry.ID, name: p.Printer.Person(listed(a.Entry.Who.Name)), email: a.Entry.Who.Email, hours: a.Hours, remark: strings.Join(why, " ")})
	}
	return rows
}

// gaps are what every document would lack: the event does not say it.
func (p *Page) gaps() []string {
	t, ev := p.Printer.T, p.state.event
	var gaps []string
	if len(ev.Organizers) == 0 {
		gaps = append(gaps, t("certificates.plan.gap.organizer"))
	}
	if !slices.ContainsFunc(ev.Document.Signatures, func(s event.Signature) bool { return s.Name != "" }) {
		gaps = append(gaps, t("certificates.plan.gap.signatures"))
	}
	if ev.Document.Place == "" && ev.Town == "" {
		gaps = append(gaps, t("certificates.plan.gap.place"))
	}
	return gaps
}

// missingData is what a document can do without, but should not.
func (p *Page) missingData(who event.Person) []string {
	var missing []string
	if who.Address == event.Neutral {
		missing = append(missing, p.Printer.T("certificates.plan.no_form"))
	}
	if who.Email == "" {
		missing = append(missing, p.Printer.T("certificates.plan.no_email"))
	}
	return missing
}

func (p *Page) planList(rows []planRow) fyne.CanvasObject {
	t := p.Printer.T
	list := kit.NewDataList([]kit.Column[planRow]{
		{ID: "name", Title: t("certificates.column.name"), Weight: 3, Bold: true, Text: func(r planRow) string { return r.name },
			Less: func(a, b planRow) bool { return event.Fold(a.name) < event.Fold(b.name) }},
		{ID: "number", Title: t("certificates.plan.column.document"), Width: 170,
			Text: func(r planRow) string {
				if r.number == "" {
					return t("certificates.plan.none")
				}
				return r.number
			},
			Icon:  func(r planRow) kit.Icon { return planTone(r).Icon() },
			Color: func(r planRow) fyne.ThemeColorName { return planTone(r).Color() },
			Less:  func(a, b planRow) bool { return a.number < b.number }},
		{ID: "hours", Title: t("certificates.column.hours"), Width: 80, Align: fyne.TextAlignTrailing,
			Text: func(r planRow) string { return p.hours(r.hours) },
			Less: func(a, b planRow) bool { return a.hours < b.hours }},
		{ID: "email", Title: t("field.email"), Weight: 4, Text: func(r planRow) string { return r.email },
			Less: func(a, b planRow) bool { return a.email < b.email }},
		{ID: "remark", Title: t("certificates.column.remark"), Weight: 6, Text: func(r planRow) string { return r.remark },
			Less: func(a, b planRow) bool { return a.remark < b.remark }},
	})
	list.Key = func(r planRow) string { return r.registration }
	list.OnOpen = func(r planRow) { p.Navigate("registrations", r.registration) }
	list.SetItems(rows)
	hint := kit.NewText(t("certificates.plan.open"), kit.StyleSmall)
	count := kit.NewText(t("common.of", i18n.Args{"Shown": len(rows), "Total": len(rows)}), kit.StyleSmall)
	return container.NewBorder(nil, kit.PadSides(2, 0, 0, 0, kit.HStack(2, hint, kit.Spacer(), count)), nil, nil, list)
}

func planTone(r planRow) kit.Tone {
	switch {
	case r.number == "":
		return kit.ToneRefused
	case r.warns:
		return kit.ToneAttention
	}
	return kit.ToneAdmitted
}
