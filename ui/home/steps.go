package home

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// step is one of the things an event needs, in their order.
type step struct {
	page, title, action string
	icon                kit.Icon
	done                bool
	// past says that the time of the step is over although it is not done.
	past bool
	// says is how far it has come.
	says string
}

// steps work out where an event stands.
func (p *Page) steps(s state) []step {
	t, n := p.Printer.T, p.Printer.N
	over, mailed := p.over(s), s.Ledger.Kinds[event.MessageCertificate].Accepted
	list := []step{{
		page: "registrations", icon: kit.IconPeople, done: s.Registered > 0, past: over,
		title: t("home.step.people"), action: t("home.step.people.action"),
		says: p.saysPeople(s),
	}, {
		page: "agenda", icon: kit.IconAgenda, done: s.Sessions > 0,
		title: t("home.step.agenda"), action: t("home.step.agenda.action"),
		says: t("home.step.agenda.none"),
	}, {
		page: "badges", icon: kit.IconBadge, done: s.Badges > 0 && s.Printed >= s.Badges, past: over || s.Here > 0,
		title: t("home.step.badges"), action: t("home.step.badges.action"),
		says: p.saysBadges(s),
	}, {
		page: "checkin", icon: kit.IconScan, done: over && s.came > 0 && s.papers.missing == 0, past: over,
		title: t("home.step.checkin"), action: t("home.step.checkin.action"),
		says: t("home.step.checkin.says", i18n.Args{"Here": p.number(s.Here), "All": p.number(s.Registered)}),
	}, {
		page: "certificates", icon: kit.IconCertificate, done: s.Certificates > 0 && s.papers.missing == 0,
		title: t("home.step.certificates"), action: t("home.step.certificates.action"),
		says: t("home.step.certificates.none"),
	}, {
		page: "mail", icon: kit.IconMail, done: s.Certificates > 0 && s.papers.missing == 0 && mailed >= s.Certificates,
		title: t("home.step.mail"), action: t("home.step.mail.action"),
		says: t("home.step.mail.says", i18n.Args{"Sent": p.number(min(mailed, s.Certificates)), "All": p.number(s.Certificates)}),
	}}
	if s.Registered == 0 && s.Waiting > 0 {
		list[0].action = t("home.step.people.decide")
	}
	if s.Sessions > 0 {
		list[1].says = n("common.sessions", s.Sessions)
	}
	if over {
		list[3].says = t("home.step.checkin.over", i18n.Args{"Came": p.number(s.came), "All": p.number(s.Registered)})
	}
	if s.Certificates > 0 {
		list[4].says = n("common.certificates", s.Certificates)
	}
	if s.papers.missing > 0 {
		list[4].says = n("home.step.certificates.missing", s.papers.missing)
		if s.Certificates > 0 {
			list[4].says += " · " + n("common.certificates", s.Certificates)
		}
	}
	return list
}

// over says that the event is behind us: its days are past, and somebody came
// then or has a certificate. Past days alone are not enough, because an event
// may be brought in and worked on later.
func (p *Page) over(s state) bool {
	zone := s.Event.Zone()
	today := event.DateOf(p.Now(), zone)
	if today <= s.Event.End {
		return false
	}
	if len(s.arrivals) > 0 && event.DateOf(s.arrivals[0], zone) == today {
		return false // somebody came today all the same
	}
	return s.came > 0 || s.Certificates > 0
}

func (p *Page) saysPeople(s state) string {
	if s.Registered+s.Waiting == 0 {
		return p.Printer.T("home.step.people.none")
	}
	text := p.Printer.N("common.registrations", s.Registered+s.Waiting)
	if s.Waiting > 0 {
		text += " · " + p.Printer.N("home.step.people.waiting", s.Waiting)
	}
	free, limited := s.Seats.Free()
	switch {
	case s.Seats.Over() > 0:
		text += " · " + p.Printer.T("home.step.people.over", i18n.Args{"Over": p.number(s.Seats.Over()), "Capacity": p.number(*s.Seats.Capacity)})
	case limited:
		text += " · " + p.Printer.T("home.step.people.seats", i18n.Args{"Free": p.number(free), "Capacity": p.number(*s.Seats.Capacity)})
	}
	return text
}

// next is the index of the first step that can still be done, or -1.
func next(steps []step) int {
	for i, st := range steps {
		if !st.done && !st.past {
			return i
		}
	}
	return -1
}

// makeSteps is the list of steps with the one button that matters.
func (p *Page) makeSteps(s state) fyne.CanvasObject {
	steps := p.steps(s)
	now := next(steps)
	rows := kit.VStack(0)
	for i, st := range steps {
		if i > 0 {
			rows.Add(kit.Separator())
		}
		rows.Add(p.makeStep(st, i == now))
	}
	return kit.Card(p.Printer.T("home.steps"), rows)
}

func (p *Page) makeStep(st step, now bool) fyne.CanvasObject {
	t := p.Printer.T
	color := kit.ColorMuted
	title := kit.StyleBody
	chip := kit.NewChip(kit.ToneNeutral, kit.IconClock, t("home.step.later"))
	visit := func() { p.Navigate(st.page, "") }
	var button fyne.CanvasObject = kit.NewQuiet("", kit.IconChevronRight, visit)
	switch {
	case st.done:
		color = kit.ColorAdmitted
		chip = kit.NewChip(kit.ToneAdmitted, kit.IconCheck, t("home.step.done"))
	case st.past:
		chip = kit.NewChip(kit.ToneNeutral, kit.IconCheck, t("home.step.past"))
	case now:
		color, title = kit.ColorPrimary, kit.StyleStrong
		chip = kit.NewChip(kit.ToneInfo, kit.IconChevronRight, t("home.step.now"))
		button = kit.NewPrimary(st.action, kit.IconNone, visit)
	}
	words := kit.VStack(0, kit.NewText(st.title, title.Truncated()), kit.NewText(st.says, kit.StyleSmall.Truncated()))
	return container.New(&stepRow{},
		kit.NewIconViewSize(st.icon, color, kit.Space(6)), words, chip, button)
}

// stepRow puts icon, words, state and button of a step into columns that stand
// under each other from row to row.
type stepRow struct{}

const (
	stepHeight = 14
	chipAt     = 60 // from the right edge
	buttonRoom = 40
)

func (stepRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Space(chipAt+40), max(kit.Space(stepHeight), o[1].MinSize().Height))
}

func (stepRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(object fyne.CanvasObject, x, width float32) {
		h := object.MinSize().Height
		object.Move(fyne.NewPos(x, (size.Height-h)/2))
		object.Resize(fyne.NewSize(width, h))
	}
	icon := kit.Space(6)
	put(o[0], 0, icon)
	chip := size.Width - kit.Space(chipAt)
	put(o[1], icon+kit.Space(4), chip-icon-kit.Space(6))
	put(o[2], chip, min(o[2].MinSize().Width, kit.Space(chipAt-buttonRoom)))
	button := min(o[3].MinSize().Width, kit.Space(buttonRoom))
	put(o[3], size.Width-button, button)
}

// saysBadges is how many badges are on paper. Those who wait get one too, so there may be more than people confirmed.
func (p *Page) saysBadges(s state) string {
	args := i18n.Args{"Done": p.number(s.Printed), "All": p.number(s.Badges), "Waiting": p.number(s.Waiting)}
	if s.Waiting > 0 && s.Badges > s.Registered {
		return p.Printer.T("home.step.badges.waiting", args)
	}
	return p.Printer.T("home.step.badges.says", args)
}
