package home

import (
	"strings"

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
	// free says that nobody needs to do it.
	free bool
	// says is how far it has come.
	says string
	// visit is what the button does; nil: it goes to the page.
	visit func()
}

// steps work out where an event stands: five things that lead from a form's answers to certificates in the post.
func (p *Page) steps(s state) []step {
	t, n := p.Printer.T, p.Printer.N
	over := p.over(s)
	list := []step{{
		page: "registrations", icon: kit.IconPeople, done: s.Registered > 0, past: over,
		title: t("home.step.people"), action: t("home.step.people.action"),
		says: p.saysPeople(s), visit: p.Choose,
	}, {
		page: "agenda", icon: kit.IconAgenda, done: s.Sessions > 0, free: true,
		title: t("home.step.agenda"), action: t("home.step.agenda.action"),
		says: t("home.step.agenda.none"),
	}, {
		page: "badges", icon: kit.IconBadge, done: s.Badges > 0 && s.Printed >= s.Badges, past: over || s.Here > 0,
		title: t("home.step.badges"), action: t("home.step.badges.action"),
		says: p.saysBadges(s),
	}, {
		page: "checkin", icon: kit.IconScan, done: over && s.came+s.others > 0 && s.papers.missing == 0, past: over,
		title: t("home.step.checkin"), action: t("home.step.checkin.action"),
		says: p.saysCheckin(s, over),
	}, p.certificatesStep(s)}
	if s.Registered+s.Waiting > 0 {
		list[0].visit = nil // there is a list to look at
	}
	if s.Registered == 0 && s.Waiting > 0 {
		list[0].action = t("home.step.people.decide")
	}
	if s.Sessions > 0 {
		list[1].says = n("common.sessions", s.Sessions)
	}
	return list
}

// certificatesStep is to issue certificates, and once they are issued to send them.
func (p *Page) certificatesStep(s state) step {
	t, n := p.Printer.T, p.Printer.N
	mailed := s.Ledger.Kinds[event.MessageCertificate].Accepted
	st := step{
		page: "certificates", icon: kit.IconCertificate,
		title: t("home.step.certificates"), action: t("home.step.certificates.action"), says: t("home.step.certificates.none"),
	}
	var parts []string
	if s.papers.missing > 0 {
		parts = append(parts, n("home.step.certificates.missing", s.papers.missing))
	}
	if s.Certificates > 0 {
		parts = append(parts, n("common.certificates", s.Certificates),
			t("home.step.mail.says", i18n.Args{"Sent": p.number(min(mailed, s.Certificates)), "All": p.number(s.Certificates)}))
	}
	if len(parts) > 0 {
		st.says = strings.Join(parts, " · ")
	}
	if s.Certificates > 0 && s.papers.missing == 0 {
		st.page, st.icon, st.action, st.done = "mail", kit.IconMail, t("home.step.mail.action"), mailed >= s.Certificates
	}
	return st
}

func (p *Page) saysCheckin(s state, over bool) string {
	t := p.Printer.T
	switch {
	case over:
		says := t("home.step.checkin.over", i18n.Args{"Came": p.number(s.came), "All": p.number(s.Registered)})
		if s.others > 0 {
			says += " · " + p.Printer.N("home.step.checkin.others", s.others)
		}
		return says
	case s.Here == 0:
		return t("home.step.checkin.none")
	}
	return t("home.step.checkin.says", i18n.Args{"Here": p.number(s.Here), "All": p.number(s.Expected)})
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
	return s.came+s.others > 0 || s.Certificates > 0
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

// next is the index of the first step that has to be done and still can be, or -1.
func next(steps []step) int {
	for i, st := range steps {
		if !st.done && !st.past && !st.free {
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
		rows.Add(p.makeStep(i+1, st, i == now))
	}
	return kit.Card(p.Printer.T("home.steps"), rows)
}

func (p *Page) makeStep(number int, st step, now bool) fyne.CanvasObject {
	t := p.Printer.T
	color := kit.ColorMuted
	title := kit.StyleBody
	chip := kit.NewChip(kit.ToneNeutral, kit.IconClock, t("home.step.later"))
	visit := st.visit
	if visit == nil {
		visit = func() { p.Navigate(st.page, "") }
	}
	var button fyne.CanvasObject = kit.NewQuiet(st.action, kit.IconNone, visit)
	switch {
	case st.done:
		color = kit.ColorAdmitted
		chip = kit.NewChip(kit.ToneAdmitted, kit.IconCheck, t("home.step.done"))
		button = kit.NewQuiet("", kit.IconChevronRight, visit)
	case st.past:
		chip = kit.NewChip(kit.ToneNeutral, kit.IconCheck, t("home.step.past"))
		button = kit.NewQuiet("", kit.IconChevronRight, visit)
	case now:
		color, title = kit.ColorPrimary, kit.StyleStrong
		chip = kit.NewChip(kit.ToneInfo, kit.IconChevronRight, t("home.step.now"))
		button = kit.NewPrimary(st.action, kit.IconNone, visit)
	case st.free:
		chip = kit.NewChip(kit.ToneNeutral, kit.IconInfo, t("home.step.free"))
	}
	name := t("home.step.title", i18n.Args{"Number": number, "Title": st.title})
	words := kit.VStack(0, kit.NewText(name, title.Truncated()), kit.NewText(st.says, kit.StyleSmall.Truncated()))
	return container.New(&stepRow{},
		kit.NewIconViewSize(st.icon, color, kit.Space(6)), words, chip, button)
}

// stepRow puts icon, words, state and button of a step into columns that stand
// under each other from row to row.
type stepRow struct{}

const (
	stepHeight = 14
	chipAt     = 65 // from the right edge
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
	switch {
	case s.Badges == 0:
		return p.Printer.T("home.step.badges.none")
	case s.Waiting > 0 && s.Badges > s.Registered:
		return p.Printer.T("home.step.badges.waiting", args)
	}
	return p.Printer.T("home.step.badges.says", args)
}
