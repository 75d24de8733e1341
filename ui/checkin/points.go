package checkin

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// points is the list of checkpoints: what there is, what can be added with one
// click, and at the right what is chosen.
type points struct {
	p        *Page
	list     *kit.DataList[event.Checkpoint]
	detail   *fyne.Container
	presets  *fyne.Container
	count    *kit.Text
	form     *pointForm
	facts    *pointFacts // in the place of the form; nil: none
	sessions []event.Session
	rooms    []event.Room
	read     kit.Latest[programme]
	chosen   string // id of the checkpoint in the form
	asked    string // id of one that was just added, to be chosen once it is there
	let      string // id of the checkpoint that somebody who may lets be changed
}

// pointFacts tell what a checkpoint is to whoever may not change it.
type pointFacts struct {
	was   event.Checkpoint
	where string
	acts  []fyne.Focusable
	view  fyne.CanvasObject
}

// programme is what doors are made from.
type programme struct {
	sessions []event.Session
	rooms    []event.Room
}

// openPoints shows the checkpoints to add, edit and close them.
func (p *Page) openPoints() {
	if p.kiosk {
		return
	}
	p.closeForm()
	p.view.entry.Clear()
	w := p.d.Printer
	m := &points{p: p, detail: container.NewStack(), presets: kit.VStack(2), count: kit.NewText("", kit.StyleMuted), chosen: p.checkpoint.ID}
	m.list = kit.NewDataList(m.columns())
	m.list.Key = func(c event.Checkpoint) string { return c.ID }
	m.list.OnlyOne()
	m.list.Keep("checkin.points")
	m.list.OnSelect = m.onSelect
	m.list.OnOpen = func(c event.Checkpoint) {
		if !c.Closed {
			p.goTo(c.ID)
		}
	}
	m.list.SetEmpty(kit.EmptyState(kit.IconScan, w.T("checkin.empty.word"), w.T("checkin.points.empty"), nil))
	foot := kit.PadSides(2, 0, 0, 0, kit.HStack(3, m.count, kit.Spacer(), kit.NewText(w.T("checkin.points.keys"), kit.StyleSmall)))
	left := container.NewBorder(nil, foot, nil, nil, m.list)
	right := container.NewBorder(nil, nil, nil, nil, kit.NewVScroll(kit.VStack(4, m.detail, m.presets)))
	p.openOver(w.T("checkin.points.title"), nil, kit.MasterDetail(left, kit.PadSides(0, 0, 0, 3, right), 0.64), m.list.Focusable())
	p.points = m
	m.show()
	m.query()
	kit.After(0, func() { // once it can be seen
		if p.points == m {
			m.list.Focus()
		}
	})
}

func (m *points) columns() []kit.Column[event.Checkpoint] {
	w := m.p.d.Printer
	muted := func(event.Checkpoint) fyne.ThemeColorName { return kit.ColorMuted }
	return []kit.Column[event.Checkpoint]{
		{ID: "key", Title: w.T("checkin.points.key"), Width: 64, Text: m.key, Color: muted},
		{ID: "title", Title: w.T("checkin.points.name"), Weight: 1, Least: 130, Bold: true, Text: func(c event.Checkpoint) string { return c.Title },
			Icon: func(c event.Checkpoint) kit.Icon { return kindIcons[c.Kind] }, Color: m.color},
		{ID: "kind", Title: w.T("checkin.points.kind"), Width: 100, Drop: 4, Text: func(c event.Checkpoint) string {
			return w.T("checkpoint.kind." + string(c.Kind))
		}, Color: muted},
		{ID: "policy", Title: w.T("checkin.points.policy"), Weight: 1.05, Least: 170, Drop: 2, Text: m.policy, Color: muted},
		{ID: "hours", Title: w.T("checkin.points.hours"), Width: 160, Drop: 3, Text: m.hours, Color: muted},
		{ID: "state", Title: w.T("field.status"), Width: 84, Drop: 1, Text: m.state, Color: m.stateColor},
	}
}

// key is the key that goes to a checkpoint.
func (m *points) key(c event.Checkpoint) string {
	digit := m.p.digitOf(c.ID)
	if digit == "" || c.Closed {
		return ""
	}
	return "Alt+" + digit
}

func (m *points) policy(c event.Checkpoint) string {
	w := m.p.d.Printer
	if c.Policy == event.EnrolledOnly {
		return w.T("checkin.points.enrolled", i18n.Args{"Treatment": w.T("checkpoint.treatment." + string(c.NotEnrolled))})
	}
	return w.T("checkpoint.policy." + string(c.Policy))
}

// hours is when a checkpoint is open.
func (m *points) hours(c event.Checkpoint) string {
	w, zone := m.p.d.Printer, m.p.zone
	moment := func(t time.Time) string {
		t = t.In(zone)
		return w.T("checkin.points.moment", i18n.Args{"Day": t.Format("2.01"), "Time": w.Time(t)})
	}
	switch opens, closes := c.Opens, c.Closes; {
	case opens.IsZero() && closes.IsZero():
		return w.T("checkin.points.always")
	case closes.IsZero():
		return w.T("checkin.points.from", i18n.Args{"When": moment(opens)})
	case opens.IsZero():
		return w.T("checkin.points.until", i18n.Args{"When": moment(closes)})
	case event.DateOf(opens, zone) == event.DateOf(closes, zone):
		return moment(opens) + "–" + w.Time(closes.In(zone))
	default:
		return moment(opens) + " – " + moment(closes)
	}
}

func (m *points) state(c event.Checkpoint) string {
	switch {
	case c.Closed:
		return m.p.d.Printer.T("checkin.points.closed")
	case c.ID == m.p.checkpoint.ID:
		return m.p.d.Printer.T("checkin.points.here")
	}
	return ""
}

func (m *points) stateColor(c event.Checkpoint) fyne.ThemeColorName {
	if c.ID == m.p.checkpoint.ID {
		return kit.ColorPrimary
	}
	return kit.ColorMuted
}

func (m *points) color(c event.Checkpoint) fyne.ThemeColorName {
	if c.Closed {
		return kit.ColorMuted
	}
	return kit.ColorText
}

// query reads the programme that doors are made from.
func (m *points) query() {
	p := m.p
	m.read.Run(p.ctx, func(ctx context.Context) (pr programme, err error) {
		if pr.sessions, err = p.d.Store.Sessions(ctx, p.d.Event.ID); err == nil {
			pr.rooms, err = p.d.Store.Rooms(ctx, p.d.Event.ID)
		}
		return pr, err
	}, func(pr programme, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
			return
		}
		m.sessions, m.rooms = pr.sessions, pr.rooms
		m.show()
	})
}

// show shows the checkpoints as they are now.
func (m *points) show() {
	all := slices.Concat(m.p.checkpoints, m.p.closedOnes)
	m.list.SetItems(all)
	m.count.SetText(m.p.d.Printer.N("checkin.points.count", len(m.p.checkpoints)))
	if m.asked != "" && m.list.SelectKey(m.asked) {
		m.chosen, m.asked = m.asked, ""
	} else if m.chosen != "" {
		m.list.SelectKey(m.chosen)
	}
	m.showPresets()
	m.showDetail()
}

func (m *points) onSelect(c event.Checkpoint) {
	if c.ID != m.chosen {
		m.chosen, m.let = c.ID, ""
		m.showDetail()
	}
}

// showDetail shows the chosen checkpoint; what was typed about it stays.
func (m *points) showDetail() {
	all := slices.Concat(m.p.checkpoints, m.p.closedOnes)
	i := slices.IndexFunc(all, func(c event.Checkpoint) bool { return c.ID == m.chosen })
	if i < 0 {
		m.put(nil, nil)
		return
	}
	c, where := all[i], m.where(all[i])
	if m.p.refused(event.DoSettings) != nil && m.let != m.chosen {
		if m.facts == nil || m.facts.was != c || m.facts.where != where {
			m.put(nil, m.makeFacts(c, where))
		}
		return
	}
	if m.form != nil && m.form.was == c {
		return
	}
	f := newPointForm(m, c)
	if m.form != nil && m.form.was.ID == c.ID {
		f.deed = m.form.deed
	}
	m.put(f, nil)
}

// put shows the form of a checkpoint, its facts, or nothing. Where the keyboard was with what stood there it goes on
// in the form, or else in the list.
func (m *points) put(f *pointForm, facts *pointFacts) {
	focused := m.p.d.Window.Canvas().Focused()
	here := focused != nil && (m.form != nil && slices.Contains(m.form.inputs(), focused) || m.facts != nil && slices.Contains(m.facts.acts, focused))
	m.form, m.facts = f, facts
	m.detail.RemoveAll()
	switch {
	case f != nil:
		m.detail.Add(f.view)
	case facts != nil:
		m.detail.Add(facts.view)
	}
	m.detail.Refresh()
	switch {
	case here && f != nil:
		f.focus()
	case here:
		m.list.Focus()
	}
}

// makeFacts tells what a checkpoint is, with the way on for somebody who may change it.
func (m *points) makeFacts(c event.Checkpoint, where string) *pointFacts {
	p, w := m.p, m.p.d.Printer
	facts := kit.VStack(2, kit.NewParagraph(c.Title, kit.StyleStrong), kit.NewParagraph(m.policy(c), kit.StyleBody),
		kit.NewText(m.hours(c), kit.StyleMuted))
	if where != "" {
		facts.Add(kit.NewParagraph(where, kit.StyleMuted))
	}
	change := kit.NewButton(w.T("checkin.points.change"), kit.IconLock, func() { m.onChange(c.ID) })
	f := &pointFacts{was: c, where: where, acts: []fyne.Focusable{change}}
	acts := kit.HStack(2, change)
	if !c.Closed {
		scan := kit.NewPrimary(w.T("checkin.points.go"), kit.IconScan, func() { p.goTo(c.ID) })
		f.acts, acts = append(f.acts, scan), kit.HStack(2, scan, change)
	}
	f.view = kit.Card(heading(w.T("checkpoint.kind."+string(c.Kind))), kit.VStack(4, facts, acts))
	return f
}

// onChange opens the form once somebody who may said so; what is saved there first is that one's work.
func (m *points) onChange(id string) {
	m.p.ifMay(event.DoSettings, func(by enter) {
		if m.p.points != m || m.chosen != id {
			return
		}
		m.let = id
		if m.showDetail(); m.form != nil {
			m.form.deed.Let(by)
			m.form.focus()
		}
	})
}

// where names the session or the room of a door.
func (m *points) where(c event.Checkpoint) string {
	for _, s := range m.sessions {
		if s.ID == c.Session && c.Session != "" {
			return m.p.d.Printer.T("checkin.points.session", i18n.Args{"Title": s.Title})
		}
	}
	for _, r := range m.rooms {
		if r.ID == c.Room && c.Room != "" {
			return m.p.d.Printer.T("checkin.points.room", i18n.Args{"Title": r.Title})
		}
	}
	return ""
}
