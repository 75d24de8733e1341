package agenda

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// addPlace finds somebody to be given a place in a session.
type addPlace struct {
	v      *placesView
	s      *sitting
	search *kit.SearchEntry
	list   *kit.DataList[event.Entry]
	as     *kit.Select[event.EnrolmentState]
	about  *kit.Paragraph
	dialog *kit.Dialog
}

// onAdd asks whom to give a place in a session.
func (v *placesView) onAdd(session string) {
	s := v.table.byID[session]
	if s == nil {
		return
	}
	p, t := v.p, v.p.Printer.T
	a := &addPlace{v: v, s: s, about: kit.NewParagraph("", kit.StyleMuted)}
	a.search = kit.NewSearchEntry(t("places.add.search"), func(string) { a.find() })
	a.search.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyDown:
			a.list.MoveBy(1)
		case fyne.KeyUp:
			a.list.MoveBy(-1)
		case fyne.KeyReturn, fyne.KeyEnter:
			a.find()
			a.dialog.Accept()
		default:
			return false
		}
		return true
	}
	a.list = kit.NewDataList([]kit.Column[event.Entry]{
		{ID: "name", Title: t("places.column.name"), Weight: 1.4, Least: 156, Bold: true, Text: p.byFamily},
		{ID: "institution", Title: t("field.institution"), Weight: 1, Text: func(e event.Entry) string { return e.Who.Institution }},
		{ID: "rank", Title: t("places.column.rank"), Width: 98, Text: func(e event.Entry) string { return p.rankWord(e.Choice(s.session.Title)) }},
		{ID: "now", Title: t("places.column.now"), Weight: 1.1, Text: a.now},
	})
	a.list.Key = func(e event.Entry) string { return e.ID }
	a.list.OnSelect = func(e event.Entry) { a.showAbout(e) }
	a.list.OnOpen = func(event.Entry) { a.dialog.Accept() }
	a.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("places.people.unfound"), "", nil))
	a.as = kit.NewSelect([]kit.Option[event.EnrolmentState]{{Value: event.Enrolled, Text: t("places.add.place")}, {Value: event.OnWaitlist, Text: t("places.add.wait")}},
		func(event.EnrolmentState) {
			if e, ok := a.list.Current(); ok {
				a.showAbout(e)
			}
		})
	if free, limited := s.free(); limited && free == 0 {
		a.as.SetValue(event.OnWaitlist)
	}
	sized := container.New(tall{}, kit.NewPanel(a.list))
	body := kit.VStack(2, a.search, sized, a.about, kit.HStack(2, kit.NewText(t("places.add.as"), kit.StyleMuted), a.as, kit.Spacer(), kit.NewText(v.withLeft(s), kit.StyleMuted)))
	a.find()
	a.dialog = kit.FormDialog(p.Window, t("places.add.title", i18n.Args{"Title": s.session.Title}), body, t("places.add.action"), func(*kit.Dialog) bool { return a.submit() })
}

// withLeft is how many places a session has left.
func (v *placesView) withLeft(s *sitting) string {
	free, limited := s.free()
	switch {
	case !limited:
		return v.p.Printer.T("places.left.any")
	case free == 0:
		return v.p.Printer.T("places.left.none")
	}
	return v.p.Printer.N("places.left", free)
}

// find lists those whom the words fit and who have no place there yet: who asked for it first, then the others.
func (a *addPlace) find() {
	words := strings.Fields(event.Fold(a.search.Text))
	there := map[string]bool{}
	for _, en := range a.s.taken {
		there[en.Registration] = true
	}
	var hits []event.Entry
	for _, e := range a.v.p.state.programme.Entries {
		if !there[e.ID] && e.Coming() && found(e, words) {
			hits = append(hits, e)
		}
	}
	ranks := make(map[string]int, len(hits))
	for _, e := range hits {
		if ranks[e.ID] = e.Choice(a.s.session.Title); ranks[e.ID] == 0 {
			ranks[e.ID] = len(hits) + 1000
		}
	}
	slices.SortStableFunc(hits, func(x, y event.Entry) int { return ranks[x.ID] - ranks[y.ID] })
	a.list.SetItems(hits)
	if len(hits) > 0 {
		a.list.SelectRow(0)
	} else {
		a.about.SetText("")
	}
}

// now is where somebody is at the time of the session.
func (a *addPlace) now(e event.Entry) string {
	if en, ok := a.v.table.seat(a.s.slot, e.ID, event.Enrolled); ok {
		return a.v.table.byID[en.Session].session.Title
	}
	if en, ok := a.v.table.seat(a.s.slot, e.ID, event.OnWaitlist); ok {
		return a.v.p.Printer.T("places.waits.for", i18n.Args{"Title": a.v.table.byID[en.Session].session.Title})
	}
	return ""
}

// gives says whether it is about a place, and not about a turn in the queue.
func (a *addPlace) gives() bool {
	as, _ := a.as.Value()
	return as == event.Enrolled
}

// leaves is the place that somebody loses who gets one here.
func (a *addPlace) leaves(e event.Entry) (event.Enrolment, bool) {
	en, ok := a.v.table.seat(a.s.slot, e.ID, event.Enrolled)
	return en, ok && a.v.table.byID[en.Session].session.Overlaps(a.s.session)
}

// showAbout says what will happen to somebody who has a place at that time already.
func (a *addPlace) showAbout(e event.Entry) {
	if en, ok := a.leaves(e); ok && a.gives() {
		a.about.SetText(a.v.p.Printer.T("places.add.elsewhere", i18n.Args{"Name": a.v.p.Printer.Person(e.Who.Name.Full()), "Title": a.v.table.byID[en.Session].session.Title}))
		return
	}
	a.about.SetText(a.v.p.wishList(e))
}

// submit gives the place, or a turn in the queue; who has a place in another session of that time moves.
func (a *addPlace) submit() bool {
	e, ok := a.list.Current()
	if !ok {
		return false
	}
	if !a.gives() {
		a.v.wait([]string{e.ID}, a.s)
		return true
	}
	if en, ok := a.leaves(e); ok {
		a.v.move([]string{e.ID}, map[string]string{e.ID: en.Session}, a.s, false)
		return true
	}
	a.v.enrol([]string{e.ID}, a.s, false)
	return true
}
