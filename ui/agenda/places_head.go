package agenda

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// showHead says what the list at the right is of, and what is to be done there.
func (l *peopleList) showHead() {
	p, t := l.v.p, l.v.p.Printer.T
	l.notices.Objects = nil
	s := l.v.table.byID[l.id]
	l.add.Hidden = s == nil
	title, sub := t("places.wishless.title"), t("places.wishless.hint")
	slot := l.v.slotOf(l.id)
	switch {
	case s != nil:
		title = s.session.Title
		sub = joinedBy(" · ", p.span(s.session.Start, s.session.End), p.state.titles[s.session.Room], l.wanted(s))
		l.addNotices(s)
	case slot != nil:
		title, sub = t("places.without.title", i18n.Args{"When": p.slotTitle(slot)}), t("places.without.hint")
	}
	words := kit.VStack(0, kit.NewText(title, kit.StyleSection.Truncated()), kit.NewText(sub, kit.StyleMuted.Truncated()))
	l.head.Objects = []fyne.CanvasObject{words}
	if s != nil {
		show := kit.NewQuiet(t("places.session"), kit.IconChevronRight, func() { p.goTo(s.session.ID) })
		l.head.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, nil, container.NewCenter(show), words)}
	}
	l.head.Refresh()
	l.notices.Hidden = len(l.notices.Objects) == 0
	l.notices.Refresh()
}

// wanted says how many chose a session.
func (l *peopleList) wanted(s *sitting) string {
	if s.asks == 0 {
		return ""
	}
	return l.v.p.Printer.T("places.asked", i18n.Args{"First": s.first, "All": s.asks})
}

// addNotices tells of free places that people wait for, and of too many people.
func (l *peopleList) addNotices(s *sitting) {
	p := l.v.p
	free, limited := s.free()
	queue := l.v.table.queue(s)
	switch {
	case s.limit != nil && len(s.taken) > *s.limit:
		l.notices.Add(kit.Notice(kit.ToneRefused, p.Printer.N("places.over", len(s.taken)-*s.limit, limiting(p.state.programme, s.session, *s.limit)), nil))
	case len(queue) > 0 && (!limited || free > 0):
		next := len(queue)
		text := p.Printer.N("places.unlimited", next)
		if limited {
			text = p.Printer.T("places.free", i18n.Args{"Free": free, "Waiting": p.Printer.N("places.waiting", next)})
			next = min(next, free)
		}
		l.notices.Add(kit.Notice(kit.ToneAttention, text, kit.NewButton(p.Printer.N("places.promote", next), kit.IconCheck, func() { l.v.onPromote(s) })))
	}
}

// span is when something is, with its day; what ends on another day says so.
func (p *Page) span(from, to time.Time) string {
	zone := p.state.event.Zone()
	from, to = from.In(zone), to.In(zone)
	day := p.Printer.T("agenda.day", i18n.Args{"Weekday": p.Printer.Weekday(from), "Date": p.Printer.ShortDate(from)})
	if event.DateOf(from, zone) != event.DateOf(to.Add(-time.Nanosecond), zone) {
		return p.Printer.T("places.span.days", i18n.Args{"From": day + ", " + p.Printer.Time(from), "To": p.Printer.ShortDate(to) + ", " + p.Printer.Time(to)})
	}
	return day + " · " + p.Printer.T("agenda.hours", i18n.Args{"From": p.Printer.Time(from), "To": p.until(from, to)})
}
