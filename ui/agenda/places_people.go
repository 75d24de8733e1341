package agenda

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// seated is one person in the list at the right of the places.
type seated struct {
	entry event.Entry
	seat  event.Enrolment // where the list is of a session
	turn  int             // in the waiting list, from 1; 0: has a place
	order int
}

func (s seated) waits() bool { return s.turn > 0 }

// peopleList shows the people of a session, or a list of its own, with what can
// be done about them.
type peopleList struct {
	v       *placesView
	view    fyne.CanvasObject
	head    *fyne.Container
	notices *fyne.Container
	search  *kit.SearchEntry
	add     *kit.Button
	count   *kit.Text
	list    *kit.DataList[seated]
	bar     *placesBar
	id      string // the line that is shown
	all     []seated
}

func newPeopleList(v *placesView) *peopleList {
	t := v.p.Printer.T
	l := &peopleList{v: v, head: kit.VStack(1), notices: kit.VStack(0), count: kit.NewText("", kit.StyleMuted)}
	l.search = kit.NewSearchEntry(t("places.filter"), func(string) { l.filter() })
	l.search.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyDown:
			l.list.MoveBy(1)
		case fyne.KeyUp:
			l.list.MoveBy(-1)
		default:
			return false
		}
		return true
	}
	l.add = kit.NewButton(t("places.add"), kit.IconPlus, func() { v.onAdd(l.id) })
	l.list = kit.NewDataList(l.columns(rowWishless))
	l.list.Keep("places")
	l.list.Key = func(s seated) string { return s.entry.ID }
	l.list.OnOpen = func(s seated) { v.p.Navigate("registrations", s.entry.ID) }
	l.list.OnSelectionChanged = func(all []seated) { l.bar.show(all); l.showCount() }
	l.list.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDelete {
			return false
		}
		l.bar.withdraw.Press()
		return true
	}
	l.bar = newPlacesBar(l)
	tools := kit.Toolbar(kit.Stretch(l.search), l.count, l.add)
	top := kit.PadSides(0, 0, 2, 0, kit.VStack(2, l.head, l.notices, tools))
	l.view = container.NewBorder(top, kit.PadSides(2, 0, 0, 0, l.bar.view), nil, nil, l.list)
	return l
}

// columns are those of a session's people, or of people without a place or without wishes.
func (l *peopleList) columns(id string) []kit.Column[seated] {
	p, t := l.v.p, l.v.p.Printer.T
	all := []kit.Column[seated]{
		{ID: "name", Title: t("places.column.name"), Weight: 1.6, Least: 160, Bold: true, Text: func(s seated) string { return p.byFamily(s.entry) },
			Less: func(a, b seated) bool { return event.ComparePolish(p.byFamily(a.entry), p.byFamily(b.entry)) < 0 }},
		{ID: "institution", Title: t("field.institution"), Weight: 1.3, Least: 110, Drop: 3, Text: func(s seated) string { return s.entry.Who.Institution },
			Less: func(a, b seated) bool {
				return event.ComparePolish(a.entry.Who.Institution, b.entry.Who.Institution) < 0
			}},
	}
	wishes := kit.Column[seated]{ID: "wishes", Title: t("places.column.wishes"), Weight: 2, Least: 140, Text: func(s seated) string { return p.wishList(s.entry) }}
	now := kit.Column[seated]{ID: "waits", Title: t("places.column.now"), Weight: 1.4, Least: 110, Drop: 1, Text: l.now}
	switch {
	case id == rowWishless:
		return append(all, now)
	case strings.HasPrefix(id, rowWithout):
		return append(all, wishes, now)
	}
	return append([]kit.Column[seated]{{ID: "state", Title: t("field.status"), Width: 142, Text: l.state, Icon: func(s seated) kit.Icon {
		if s.waits() {
			return kit.IconPause
		}
		return kit.IconCheck
	}, Color: func(s seated) fyne.ThemeColorName {
		if s.waits() {
			return kit.ColorWarning
		}
		return kit.ColorAdmitted
	}, Less: func(a, b seated) bool { return a.order < b.order }}},
		append(all, kit.Column[seated]{ID: "rank", Title: t("places.column.rank"), Width: 98, Text: func(s seated) string { return p.rankWord(l.choice(s)) },
			Color: func(s seated) fyne.ThemeColorName {
				if l.choice(s) == 0 {
					return kit.ColorMuted
				}
				return kit.ColorText
			}, Less: func(a, b seated) bool { return l.rank(a) < l.rank(b) }},
			kit.Column[seated]{ID: "locked", Title: t("places.column.locked"), Width: 96, Drop: 2, Text: func(s seated) string {
				if s.seat.Locked {
					return t("places.locked")
				}
				return ""
			}, Icon: func(s seated) kit.Icon {
				if s.seat.Locked {
					return kit.IconLock
				}
				return kit.IconNone
			}, Less: func(a, b seated) bool { return a.seat.Locked && !b.seat.Locked }},
			kit.Column[seated]{ID: "told", Title: t("places.column.told"), Width: 90, Drop: 4, Text: func(s seated) string { return p.dayOf(s.seat.Told) },
				Icon: func(s seated) kit.Icon {
					if s.seat.Told.IsZero() {
						return kit.IconNone
					}
					return kit.IconSend
				}, Less: func(a, b seated) bool { return a.seat.Told.Before(b.seat.Told) }})...)
}

// rank orders choices; what was not asked for comes last.
func (l *peopleList) rank(s seated) int {
	return cmp.Or(l.choice(s), 1000)
}

// choice is which choice the session shown is.
func (l *peopleList) choice(s seated) int {
	if of := l.v.table.byID[l.id]; of != nil {
		return s.entry.Choice(of.session.Title)
	}
	return 0
}

// state is whether somebody has a place, or which in the queue; some of the queue wait for another session.
func (l *peopleList) state(s seated) string {
	if s.waits() && s.seat.Session != l.id {
		return l.v.p.Printer.T("places.state.wants", i18n.Args{"Turn": s.turn})
	}
	if s.waits() {
		return l.v.p.Printer.T("places.state.waits", i18n.Args{"Turn": s.turn})
	}
	return l.v.p.Printer.T("places.state.taken")
}

// now is what somebody without a place at a time waits for.
func (l *peopleList) now(s seated) string {
	slot := l.v.slotOf(l.id)
	if slot == nil {
		var titles []string
		for _, en := range l.v.table.seats[s.entry.ID] {
			titles = append(titles, l.v.table.byID[en.Session].session.Title)
		}
		return strings.Join(titles, ", ")
	}
	if en, ok := l.v.table.seat(slot, s.entry.ID, event.OnWaitlist); ok {
		return l.v.p.Printer.T("places.waits.for", i18n.Args{"Title": l.v.table.byID[en.Session].session.Title})
	}
	return ""
}

// show lists the people of a line.
func (l *peopleList) show(id string) {
	other := l.id != id
	if other || len(l.head.Objects) == 0 {
		l.id = id
		l.list.SetColumns(l.columns(id))
		l.list.SortBy("", false)
	}
	if other {
		l.search.SetText("")
	}
	l.all = l.people(id)
	l.showHead()
	l.filter()
	if _, some := l.list.Current(); (other || !some) && l.list.Len() > 0 {
		l.list.SelectRow(0)
	}
}

// people are those of a line, those who have a place first.
func (l *peopleList) people(id string) []seated {
	var all []seated
	table := l.v.table
	add := func(registration string, en event.Enrolment, turn int) {
		all = append(all, seated{entry: table.entries[registration], seat: en, turn: turn, order: len(all)})
	}
	if s := table.byID[id]; s != nil {
		for _, en := range s.taken {
			add(en.Registration, en, 0)
		}
		for i, en := range table.queue(s) {
			add(en.Registration, en, i+1)
		}
		return all
	}
	ids := table.wishless
	if slot := l.v.slotOf(id); slot != nil {
		ids = slot.without
	}
	for _, registration := range ids {
		add(registration, event.Enrolment{}, 0)
	}
	return all
}

// filter shows those of the people that the search leaves.
func (l *peopleList) filter() {
	words := strings.Fields(event.Fold(l.search.Text))
	shown := make([]seated, 0, len(l.all))
	for _, s := range l.all {
		if found(s.entry, words) {
			shown = append(shown, s)
		}
	}
	t := l.v.p.Printer.T
	l.list.SetEmpty(kit.EmptyState(kit.IconPeople, t("places.people.none"), "", nil))
	if len(words) > 0 {
		l.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("places.people.unfound"), "", nil))
	}
	l.list.SetItems(shown)
	l.bar.show(l.list.Selected())
	l.showCount()
}

// found says whether every word begins a word of what somebody is found by.
func found(e event.Entry, words []string) bool {
	if len(words) == 0 {
		return true
	}
	text := " " + event.Fold(e.Who.SearchText())
	for _, w := range words {
		if !strings.Contains(text, " "+w) {
			return false
		}
	}
	return true
}

func (l *peopleList) showCount() {
	text := l.v.p.Printer.T("common.of", i18n.Args{"Shown": l.list.Len(), "Total": len(l.all)})
	if n := len(l.list.Selected()); n > 1 {
		text = l.v.p.Printer.N("common.selected", n)
	}
	l.count.SetText(text)
}

// byFamily is a name as lists are ordered: Kowalska Anna.
func (p *Page) byFamily(e event.Entry) string {
	return p.Printer.Person(strings.TrimSpace(e.Who.Name.Family + " " + e.Who.Name.Given))
}

// rankWord is which choice something is, in words.
func (p *Page) rankWord(rank int) string {
	if rank == 0 {
		return p.Printer.T("places.rank.unasked")
	}
	return p.Printer.T("places.rank", i18n.Args{"Rank": rank})
}

// wishList is what somebody chose, in order.
func (p *Page) wishList(e event.Entry) string {
	all := make([]string, len(e.Preferences))
	for i, title := range e.Preferences {
		all[i] = p.Printer.T("places.wish", i18n.Args{"Rank": i + 1, "Title": title})
	}
	return strings.Join(all, " · ")
}

// dayOf is a day of these weeks, without its year.
func (p *Page) dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	local := t.In(p.state.event.Zone())
	return strings.TrimRight(strings.TrimSuffix(p.Printer.ShortDate(local), local.Format("2006")), " .")
}
