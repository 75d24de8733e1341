package agenda

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// allotted is what one person gets at one time.
type allotted struct {
	who  *event.Allotment
	slot event.SlotResult
	was  string // for which session the person waits now, or ""
}

// The ways in which an allocation changes something for somebody, the worst first.
const (
	changeLost = iota
	changeMoved
	changeWaits
	changeNew
	changeNone
)

// change is what becomes other for the person.
func (a allotted) change() int {
	switch {
	case a.slot.Session == a.slot.Was && a.slot.Waits == a.was:
		return changeNone
	case a.slot.Session != "" && a.slot.Was == "":
		return changeNew
	case a.slot.Session == a.slot.Was:
		return changeWaits
	case a.slot.Session == "":
		return changeLost
	}
	return changeMoved
}

// allotments lists what people get, and explains it for the chosen one.
type allotments struct {
	v      *allocationView
	view   fyne.CanvasObject
	search *kit.SearchEntry
	count  *kit.Text
	list   *kit.DataList[allotted]
	stack  *fyne.Container

	all, changed, missed []allotted
	shown                []allotted
	titles               map[string]string
	entries              map[string]event.Entry
	wishless             int // people who chose nothing, and get nothing
	unmet                int // times of which somebody gets nothing that was chosen, and waits for nothing
	kept                 bool
	moved, lost          int // times at which somebody gets another place, or none any more
}

func newAllotments(v *allocationView) *allotments {
	t := v.p.Printer.T
	l := &allotments{v: v, stack: container.NewStack(), count: kit.NewText("", kit.StyleMuted)}
	l.search = kit.NewSearchEntry(t("places.filter"), func(string) { l.filter() })
	l.list = kit.NewDataList(l.columns(true, true))
	l.list.Keep("allocation")
	l.list.Key = func(a allotted) string { return a.who.Registration + a.slot.From.String() }
	l.list.OnSelect = l.explain
	l.list.OnOpen = func(a allotted) { v.p.Navigate("registrations", a.who.Registration) }
	l.list.SetEmpty(kit.EmptyState(kit.IconSearch, t("places.people.unfound"), "", nil))
	tools := kit.PadSides(0, 0, 2, 0, kit.Toolbar(kit.Stretch(l.search), l.count))
	l.view = container.NewBorder(tools, nil, nil, nil, kit.MasterDetail(l.list, kit.NewPanel(l.stack), 0.66))
	return l
}

// columns leave out when something is where all is at one time, and where people are now where nobody is anywhere.
func (l *allotments) columns(when, was bool) []kit.Column[allotted] {
	t := l.v.p.Printer.T
	all := []kit.Column[allotted]{{ID: "name", Title: t("places.column.name"), Weight: 1.3, Least: 150, Bold: true, Text: l.name,
		Less: func(a, b allotted) bool { return event.ComparePolish(l.name(a), l.name(b)) < 0 }}}
	if when {
		all = append(all, kit.Column[allotted]{ID: "when", Title: t("places.plan.when"), Width: 144, Drop: 3, Text: l.when,
			Less: func(a, b allotted) bool { return a.slot.From.Before(b.slot.From) }})
	}
	if was {
		all = append(all, kit.Column[allotted]{ID: "was", Title: t("places.plan.was"), Weight: 1.3, Least: 110, Drop: 2, Text: l.before,
			Color: func(allotted) fyne.ThemeColorName { return kit.ColorMuted }})
	}
	return append(all,
		kit.Column[allotted]{ID: "becomes", Title: t("places.plan.becomes"), Weight: 1.8, Least: 150, Text: l.after,
			Icon:  func(a allotted) kit.Icon { _, icon := a.look(); return icon },
			Color: func(a allotted) fyne.ThemeColorName { return a.color(kit.ColorText) },
			Less:  func(a, b allotted) bool { return event.ComparePolish(l.after(a), l.after(b)) < 0 }},
		kit.Column[allotted]{ID: "rank", Title: t("places.column.rank"), Width: 104, Drop: 1, Text: l.rank,
			Less: func(a, b allotted) bool { return a.order() < b.order() }})
}

// color is that of what somebody gets; a place is in the one given.
func (a allotted) color(place fyne.ThemeColorName) fyne.ThemeColorName {
	tone, _ := a.look()
	if tone == kit.ToneNeutral && a.slot.Session != "" {
		return place
	}
	return tone.Color()
}

// look is how what somebody gets is shown.
func (a allotted) look() (kit.Tone, kit.Icon) {
	switch {
	case a.slot.Session != "" && a.slot.Kept:
		return kit.ToneNeutral, kit.IconLock
	case a.slot.Session != "":
		return kit.ToneNeutral, kit.IconCheck
	case a.slot.Was != "":
		return kit.ToneRefused, kit.IconCross
	case a.slot.Waits != "":
		return kit.ToneAttention, kit.IconPause
	}
	return kit.ToneNeutral, kit.IconNone
}

// order sorts by choice: what was not asked for, and no place, come last.
func (a allotted) order() int {
	switch {
	case a.slot.Session == "":
		return 1001
	case a.slot.Rank == 0:
		return 1000
	}
	return a.slot.Rank
}

// set takes a plan; it returns how many get a place that they do not have.
func (l *allotments) set(plan event.AllocationPlan) (placed int) {
	waits := l.begin(plan)
	by := make([][]allotted, changeNone+1)
	for i := range plan.People {
		who := &plan.People[i]
		if who.Without && !slices.ContainsFunc(who.Slots, func(s event.SlotResult) bool { return s.Session != "" || s.Waits != "" }) {
			l.wishless++
		}
		for _, slot := range who.Slots {
			a := allotted{who: who, slot: slot, was: l.waited(slot, who.Registration, waits)}
			l.kept = l.kept || slot.Kept
			if a.unmet() {
				l.unmet++
			}
			l.all = append(l.all, a)
			c := a.change()
			by[c] = append(by[c], a)
			if a.misses() {
				l.missed = append(l.missed, a)
			}
		}
	}
	for _, some := range by[:changeNone] {
		l.changed = append(l.changed, some...)
	}
	when, was := false, false
	for _, a := range l.all {
		when = when || !a.slot.From.Equal(l.all[0].slot.From)
		was = was || l.before(a) != ""
	}
	l.list.SetColumns(l.columns(when, was))
	l.lost, l.moved = len(by[changeLost]), len(by[changeMoved])
	return l.moved + len(by[changeNew])
}

// begin forgets the plan before; it returns for what who waits now.
func (l *allotments) begin(plan event.AllocationPlan) (waits map[string]string) {
	l.all, l.changed, l.missed = nil, nil, nil
	l.wishless, l.unmet, l.kept = 0, 0, false
	l.titles, l.entries = map[string]string{}, map[string]event.Entry{}
	for _, e := range l.v.p.state.programme.Entries {
		l.entries[e.ID] = e
	}
	for _, s := range plan.Sessions {
		l.titles[s.Session.ID] = s.Session.Title
	}
	waits = map[string]string{}
	for _, en := range l.v.p.state.programme.Enrolments {
		if en.State == event.OnWaitlist {
			waits[en.Registration+en.Session] = en.Session
		}
	}
	return waits
}

// waited is for which session of a time somebody waits now.
func (l *allotments) waited(slot event.SlotResult, registration string, waits map[string]string) string {
	for _, s := range l.v.plan.Sessions {
		if s.Session.Start.Before(slot.To) && slot.From.Before(s.Session.End) {
			if id := waits[registration+s.Session.ID]; id != "" {
				return id
			}
		}
	}
	return ""
}

// unmet says whether somebody gets nothing of what was chosen for a time, and waits for nothing.
func (a allotted) unmet() bool {
	return a.slot.Session == "" && a.slot.Waits == "" && slices.ContainsFunc(a.slot.Passed, func(x event.Passed) bool { return x.Why != event.PassBetter })
}

// misses says whether somebody who asked for something does not get the first choice of that time.
func (a allotted) misses() bool {
	for _, x := range a.slot.Passed {
		if x.Session != "" && (a.slot.Session == "" || a.slot.Rank == 0 || x.Rank < a.slot.Rank) && x.Why != event.PassBetter {
			return true
		}
	}
	return false
}

func (l *allotments) name(a allotted) string { return l.v.p.byFamily(l.entries[a.who.Registration]) }

// span is when the session is in which somebody gets a place, waits or had one; of a time of which neither is
// true it is the time itself, which may be a part of what goes on then.
func (l *allotments) span(a allotted) (from, to time.Time) {
	for _, id := range []string{a.slot.Session, a.slot.Waits, a.slot.Was} {
		if s, ok := l.v.p.state.session(id); ok {
			return s.Start, s.End
		}
	}
	return a.slot.From, a.slot.To
}

func (l *allotments) when(a allotted) string {
	from, _ := l.span(a)
	from = from.In(l.v.p.state.event.Zone())
	return l.v.p.Printer.ShortDate(from) + ", " + l.v.p.Printer.Time(from)
}

// before is where somebody is now.
func (l *allotments) before(a allotted) string {
	switch {
	case a.slot.Was != "":
		return l.titles[a.slot.Was]
	case a.was != "":
		return l.v.p.Printer.T("places.waits.for", i18n.Args{"Title": l.titles[a.was]})
	}
	return ""
}

// after is where somebody will be.
func (l *allotments) after(a allotted) string {
	switch {
	case a.slot.Session != "":
		return l.titles[a.slot.Session]
	case a.slot.Waits != "":
		return l.v.p.Printer.T("places.waits.for", i18n.Args{"Title": l.titles[a.slot.Waits]})
	}
	return l.v.p.Printer.T("places.plan.nowhere")
}

func (l *allotments) rank(a allotted) string {
	if a.slot.Session == "" {
		return ""
	}
	return l.v.p.rankWord(a.slot.Rank)
}

// show lists some of what people get.
func (l *allotments) show(some []allotted) {
	l.shown = some
	l.filter()
	l.list.SelectRow(0)
	if l.list.Len() == 0 {
		l.stack.Objects = nil
		l.stack.Refresh()
	}
}

// filter lists those whom the words fit.
func (l *allotments) filter() {
	words := strings.Fields(event.Fold(l.search.Text))
	hits := make([]allotted, 0, len(l.shown))
	for _, a := range l.shown {
		if found(l.entries[a.who.Registration], words) {
			hits = append(hits, a)
		}
	}
	l.list.SetItems(hits)
	l.count.SetText(l.v.p.Printer.T("common.of", i18n.Args{"Shown": len(hits), "Total": len(l.shown)}))
}
