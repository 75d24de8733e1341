package registrations

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

// presence is whether somebody can be there on a day.
type presence string

const (
	presentAll   presence = "all"
	presentHours presence = "hours"
	presentNot   presence = "not"
)

// availableDay is one day in the form of when somebody can be there.
type availableDay struct {
	day   event.Date
	how   *kit.Select[presence]
	hours *kit.Entry
	wrong *kit.Text // why the hours cannot be taken
	view  *fyne.Container
}

// makeAvailability says when somebody can be there, with the way to change it.
func (d *detail) makeAvailability(e event.Entry) fyne.CanvasObject {
	t := d.p.Printer.T
	change := kit.NewButton(t("places.available.change"), kit.IconClock, func() { d.onAvailability(e) })
	words := kit.VStack(0, kit.NewText(t("places.available"), kit.StyleSmall), kit.NewParagraph(d.p.availability(e.Registration), kit.StyleBody))
	return container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, container.NewCenter(change)), words)
}

// availability is when somebody can be there, in words.
func (p *Page) availability(r event.Registration) string {
	if len(r.Available) == 0 {
		return p.Printer.T("places.available.always")
	}
	var parts []string
	rest := r.Available
	for _, day := range p.days(r) {
		whole := event.WholeDay(day, p.Event.Zone())
		if spans := event.Within(rest, whole); len(spans) > 0 {
			parts = append(parts, p.Printer.T("places.available.day", i18n.Args{"Day": p.dayName(day), "Hours": p.hoursOf(spans, whole)}))
		}
	}
	return p.Printer.T("places.available.only", i18n.Args{"Days": strings.Join(parts, " · ")})
}

// days are those on which something happens, and those that somebody's availability names.
func (p *Page) days(r event.Registration) []event.Date {
	zone := p.Event.Zone()
	var all []event.Date
	for _, s := range p.state.sessions {
		all = append(all, event.DateOf(s.Start, zone))
	}
	if len(all) == 0 {
		all = append(all, p.Event.Start, p.Event.End)
	}
	for _, s := range r.Available {
		for day := event.DateOf(s.From, zone); event.WholeDay(day, zone).From.Before(s.To); day = event.DateOf(event.WholeDay(day, zone).To, zone) {
			all = append(all, day)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (p *Page) dayName(day event.Date) string {
	at := day.Time(p.Event.Zone())
	return p.Printer.Weekday(at) + ", " + p.dayMonth(at)
}

// hoursOf are stretches of a day in the way in which they can be typed.
func (p *Page) hoursOf(spans []event.Span, whole event.Span) string {
	if isWhole(spans, whole) {
		return p.Printer.T("places.available.whole")
	}
	zone := p.Event.Zone()
	parts := make([]string, len(spans))
	for i, s := range spans {
		to := p.Printer.Time(s.To.In(zone))
		if s.To.Equal(whole.To) {
			to = p.Printer.T("agenda.midnight")
		}
		parts[i] = p.Printer.T("agenda.hours", i18n.Args{"From": p.Printer.Time(s.From.In(zone)), "To": to})
	}
	return strings.Join(parts, ", ")
}

func sameSpan(a, b event.Span) bool { return a.From.Equal(b.From) && a.To.Equal(b.To) }

// isWhole says whether stretches of a day are all of it.
func isWhole(spans []event.Span, whole event.Span) bool {
	return len(spans) == 1 && sameSpan(spans[0], whole)
}

// mostDays is how many days the form shows without scrolling.
const mostDays = 6

// onAvailability asks on which days, and in which hours, somebody can be there.
func (d *detail) onAvailability(e event.Entry) {
	p, t := d.p, d.p.Printer.T
	rows := kit.VStack(2)
	var days []*availableDay
	for _, day := range p.days(e.Registration) {
		a := p.newAvailableDay(e.Registration, day)
		days = append(days, a)
		rows.Add(a.view)
	}
	var body fyne.CanvasObject = rows
	if len(days) > mostDays {
		body = container.New(&tall{95}, kit.NewVScroll(kit.PadSides(0, 3, 0, 0, rows)))
	}
	top := kit.NewParagraph(t("places.available.hint"), kit.StyleMuted)
	kit.FormDialog(p.Window, t("places.available.title", i18n.Args{"Name": p.Printer.Person(e.Who.Name.Full())}), kit.VStack(3, top, body), t("common.save"), func(dialog *kit.Dialog) bool {
		spans, ok := p.readAvailability(e.Registration, days)
		if !ok {
			dialog.Fit()
			return false
		}
		if !slices.EqualFunc(spans, e.Available, sameSpan) {
			p.saveAvailability(e, spans)
		}
		return true
	})
}

// newAvailableDay is one day of the form as things are.
func (p *Page) newAvailableDay(r event.Registration, day event.Date) *availableDay {
	t := p.Printer.T
	a := &availableDay{day: day, hours: kit.NewEntry(t("places.available.example")), wrong: kit.NewText("", kit.StyleSmall.In(kit.ColorRefused).Truncated())}
	a.how = kit.NewSelect([]kit.Option[presence]{{Value: presentAll, Text: t("places.available.whole")}, {Value: presentHours, Text: t("places.available.hours")},
		{Value: presentNot, Text: t("places.available.not")}}, func(presence) { a.show() })
	whole := event.WholeDay(day, p.Event.Zone())
	switch spans := event.Within(r.Available, whole); {
	case len(r.Available) == 0, isWhole(spans, whole):
		a.how.SetValue(presentAll)
	case len(spans) == 0:
		a.how.SetValue(presentNot)
	default:
		a.how.SetValue(presentHours)
		a.hours.SetText(p.hoursOf(spans, whole))
	}
	steps := func(o fyne.CanvasObject, steps int) fyne.CanvasObject {
		return container.NewGridWrap(fyne.NewSize(kit.Space(steps), a.how.MinSize().Height), container.NewBorder(nil, nil, nil, nil, o))
	}
	name := steps(kit.HStack(0, kit.Stretch(kit.NewText(p.dayName(day), kit.StyleBody.Truncated()))), 36)
	a.view = kit.VStack(1, kit.HStack(2, name, steps(a.how, 34), kit.Stretch(a.hours)), a.wrong)
	a.show()
	return a
}

// show lets hours be typed where they count.
func (a *availableDay) show() {
	how, _ := a.how.Value()
	a.hours.Hidden = how != presentHours
	a.refuse("")
}

// refuse says what is wrong with a day; an empty text takes that away.
func (a *availableDay) refuse(why string) {
	a.wrong.SetText(why)
	a.wrong.Hidden = why == ""
	a.view.Refresh()
}

// readAvailability takes the form; a day whose hours cannot be read is marked.
func (p *Page) readAvailability(r event.Registration, days []*availableDay) ([]event.Span, bool) {
	zone := p.Event.Zone()
	var spans []event.Span
	well, always := true, true
	for _, a := range days {
		a.refuse("")
		switch how, _ := a.how.Value(); how {
		case presentAll:
			spans = append(spans, event.WholeDay(a.day, zone))
		case presentNot:
			always = false
		default:
			always = false
			some, ok := event.ParseHours(a.day, a.hours.Text, zone)
			if !ok {
				a.refuse(p.Printer.T("places.available.wrong"))
				well = false
			}
			spans = append(spans, some...)
		}
	}
	if always {
		return nil, well
	}
	if len(spans) == 0 && well {
		days[0].refuse(p.Printer.T("places.available.never"))
		return nil, false
	}
	return event.JoinSpans(spans), well
}

// saveAvailability writes when somebody can be there; the toast takes it back.
func (p *Page) saveAvailability(e event.Entry, spans []event.Span) {
	before := e.Available
	kit.Run(p.Context, func(ctx context.Context) (event.Entry, error) {
		return p.Service.UpdateEntry(ctx, e.ID, e.Version, event.EntryUpdate{Available: &spans})
	}, func(e event.Entry, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.toast(p.Printer.T("places.available.saved", i18n.Args{"Name": p.Printer.Person(e.Who.Name.Full())}),
			func() { p.takeBack(e.ID, event.EntryUpdate{Available: &before}) })
		p.readIfShown()
	})
}
