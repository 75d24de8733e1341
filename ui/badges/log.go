package badges

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// log is who printed whose badges when.
type log struct {
	p    *Page
	view *fyne.Container
	list *kit.DataList[event.PrintRun]
	who  *kit.DataList[printedName]
	head *kit.Text
	pick *kit.Button
}

// printedName is somebody in a print.
type printedName struct {
	event.Name
	id string
}

func newLog(p *Page) *log {
	l := &log{p: p}
	t := p.d.Printer.T
	l.list = kit.NewDataList([]kit.Column[event.PrintRun]{
		{ID: "at", Title: t("badges.log.at"), Width: 150, Text: func(r event.PrintRun) string { return p.moment(r) },
			Less: func(a, b event.PrintRun) bool { return a.At.Before(b.At) }},
		{ID: "count", Title: t("badges.log.count"), Width: 64, Align: fyne.TextAlignTrailing,
			Text: func(r event.PrintRun) string { return p.d.Printer.Number(float64(len(r.Registrations)), 0) },
			Less: func(a, b event.PrintRun) bool { return len(a.Registrations) < len(b.Registrations) }},
		{ID: "printer", Title: t("badges.log.printer"), Least: 90, Text: p.printerOf, Less: func(a, b event.PrintRun) bool { return a.Printer < b.Printer }},
		{ID: "layout", Title: t("badges.log.layout"), Weight: 1.5, Least: 110, Text: func(r event.PrintRun) string { return p.layoutName(r.Layout) },
			Color: func(event.PrintRun) fyne.ThemeColorName { return kit.ColorMuted }},
		{ID: "by", Title: t("badges.log.by"), Least: 70, Drop: 1, Text: func(r event.PrintRun) string { return r.By },
			Color: func(event.PrintRun) fyne.ThemeColorName { return kit.ColorMuted }},
	})
	l.list.Keep("badges.log")
	l.list.OnlyOne()
	l.list.Key = func(r event.PrintRun) string { return r.ID }
	l.list.OnSelect = func(event.PrintRun) { l.showWho() }
	l.list.SetEmpty(kit.EmptyState(kit.IconPrint, t("badges.log.empty.title"), t("badges.log.empty.hint"), nil))
	l.who = kit.NewDataList([]kit.Column[printedName]{
		{ID: "family", Title: t("field.family"), Bold: true, Text: func(n printedName) string { return n.Family }},
		{ID: "given", Title: t("field.given"), Weight: 1.5, Text: func(n printedName) string { return n.Given }},
	})
	l.who.Key = func(n printedName) string { return n.id }
	l.head = kit.NewText("", kit.StyleMuted.Truncated())
	l.pick = kit.NewButton(t("badges.log.pick"), kit.IconPeople, l.onPick)
	foot := kit.PadSides(3, 0, 0, 0, container.NewBorder(nil, nil, nil, l.pick, l.head))
	l.view = container.NewStack(container.New(&logLayout{}, l.list, l.who, foot))
	return l
}

// logLayout gives the prints two thirds, and those in one the rest.
type logLayout struct{}

// MinSize is part of fyne.Layout.
func (*logLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, o[0].MinSize().Height+o[2].MinSize().Height+kit.Space(30))
}

// Layout is part of fyne.Layout.
func (*logLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	foot := o[2].MinSize().Height
	upper := (s.Height - foot) * 0.6
	o[0].Resize(fyne.NewSize(s.Width, upper-kit.Space(3)))
	o[1].Move(fyne.NewPos(0, upper))
	o[1].Resize(fyne.NewSize(s.Width, s.Height-foot-upper))
	o[2].Move(fyne.NewPos(0, s.Height-foot))
	o[2].Resize(fyne.NewSize(s.Width, foot))
}

// moment is when a print was.
func (p *Page) moment(r event.PrintRun) string {
	at := r.At.In(p.zone)
	return p.d.Printer.ShortDate(at) + ", " + p.d.Printer.Time(at)
}

func (p *Page) printerOf(r event.PrintRun) string {
	if r.Printer == "" {
		return p.d.Printer.T("badges.log.file")
	}
	return r.Printer
}

// show shows the prints that there are.
func (l *log) show() {
	l.list.SetItems(l.p.runs)
	l.showWho()
}

func (l *log) current() (event.PrintRun, bool) {
	if r, ok := l.list.Current(); ok {
		return r, true
	}
	if items := l.list.Items(); len(items) > 0 {
		return items[0], true
	}
	return event.PrintRun{}, false
}

// showWho names those in a print.
func (l *log) showWho() {
	r, ok := l.current()
	l.pick.SetEnabled(ok)
	if !ok {
		l.who.SetItems(nil)
		l.head.SetText("")
		return
	}
	names := make([]printedName, 0, len(r.Registrations))
	for _, id := range r.Registrations {
		name := l.p.names[id]
		if name.Full() == "" {
			name.Family = l.p.d.Printer.T("badges.log.erased")
		}
		names = append(names, printedName{name, id})
	}
	slices.SortFunc(names, func(a, b printedName) int { return event.ComparePolish(a.Family+" "+a.Given, b.Family+" "+b.Given) })
	l.who.SetItems(names)
	l.head.SetText(l.p.d.Printer.N("badges.log.sum", len(names), i18n.Args{"At": l.p.moment(r)}))
}

// onPick selects the people of a print in the list, to print them again.
func (l *log) onPick() {
	r, ok := l.current()
	if !ok {
		return
	}
	p := l.p
	p.view.tabs.Choose(tabPeople)
	p.view.which.SetValue(everybody)
	p.onWhich(everybody)
	p.view.list.SelectKeys(r.Registrations)
}
