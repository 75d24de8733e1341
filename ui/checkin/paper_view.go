package checkin

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// paperEnterView is what the part for typing back in shows.
type paperEnterView struct {
	e     *paperEnter
	view  fyne.CanvasObject
	where *kit.Select[string]
	way   *kit.Select[event.Direction]
	ways  *kit.Field
	day   *kit.DateEntry
	clock *kit.Entry
	times *kit.Field
	entry *kit.ScanEntry
	last  *fyne.Container
	list  *kit.DataList[paperLine]
	count *kit.Text
	drop  *kit.Button
	force *kit.Button
	save  *kit.Button
}

func newPaperEnterView(e *paperEnter) *paperEnterView {
	w := e.p.d.Printer
	v := &paperEnterView{e: e, last: container.NewStack()}
	v.where = kit.NewSelect[string](nil, e.choose)
	v.way = kit.NewSelect([]kit.Option[event.Direction]{{Value: event.In, Text: w.T("checkin.direction.in")}, {Value: event.Out, Text: w.T("checkin.direction.out")}},
		func(event.Direction) { e.judge() })
	v.way.SetValue(event.In)
	v.day = kit.NewDateEntry(func() time.Time { return e.p.d.Now().In(e.p.zone) })
	v.clock = kit.NewEntry(w.T("paper.clock"))
	for _, input := range []*kit.Entry{&v.day.Entry, v.clock} {
		input.KeepsFocus = true
		input.OnSubmitted = func(string) { v.entry.Active(true); e.p.d.Window.Canvas().Focus(v.entry) }
	}
	changed := func(string) {
		e.dated = true
		if v.times.Error() != "" {
			v.times.SetError("")
		}
		e.judge()
	}
	v.ways = kit.NewField(w.T("paper.way"), v.way, "")
	v.times = kit.NewField(w.T("paper.clock.label"), v.clock, "")
	v.day.OnChanged, v.clock.OnChanged = changed, changed
	v.entry = kit.NewScanEntry(w.T("paper.scan"))
	v.entry.OnScan = e.onScan
	v.entry.OnKey = v.onKey
	v.makeList()
	v.count = kit.NewText("", kit.StyleMuted)
	v.drop = kit.NewButton(w.T("paper.drop"), kit.IconTrash, e.remove)
	v.force = kit.NewButton("", kit.IconDoorIn, e.onForce)
	v.save = kit.NewPrimary("", kit.IconCheck, e.onSave)
	form := container.New(paperFormLayout{}, kit.NewField(w.T("paper.where"), v.where, ""), v.ways,
		kit.NewField(w.T("paper.day"), v.day, ""), v.times)
	top := kit.VStack(3, form, v.entry, v.last)
	foot := kit.PadSides(3, 0, 0, 0, kit.HStack(2, kit.Stretch(v.count), v.drop, v.force, v.save))
	v.view = container.NewBorder(kit.PadSides(0, 0, 3, 0, top), foot, nil, nil, v.list)
	return v
}

func (v *paperEnterView) makeList() {
	w := v.e.p.d.Printer
	v.list = kit.NewDataList([]kit.Column[paperLine]{
		{ID: "number", Title: w.T("paper.list.number"), Width: 44, Align: fyne.TextAlignTrailing, Color: func(paperLine) fyne.ThemeColorName { return kit.ColorMuted },
			Text: func(l paperLine) string { return w.Number(float64(l.number), 0) }},
		{ID: "code", Title: w.T("paper.column.code"), Width: 120, Text: func(l paperLine) string { return l.typed }},
		{ID: "name", Title: w.T("checkin.hits.name"), Weight: 1.1, Bold: true, Text: func(l paperLine) string {
			if l.entry.ID == "" {
				return ""
			}
			return w.Person(l.entry.Who.Name.Family + " " + l.entry.Who.Name.Given)
		}},
		{ID: "place", Title: w.T("field.institution"), Weight: 1.2, Color: func(paperLine) fyne.ThemeColorName { return kit.ColorMuted },
			Text: func(l paperLine) string { return place(l.entry) }},
		{ID: "fate", Title: w.T("paper.list.fate"), Weight: 1.1, Text: v.says, Icon: func(l paperLine) kit.Icon { return toneOf(l).Icon() },
			Color: func(l paperLine) fyne.ThemeColorName { return toneOf(l).Color() }},
	})
	v.list.Keep("paper")
	v.list.Key = func(l paperLine) string { return w.Number(float64(l.number), 0) }
	v.list.OnRune = v.entry.Feed
	v.list.SetEmpty(kit.EmptyState(kit.IconScan, w.T("paper.empty"), w.T("paper.empty.hint"), nil))
}

// says is what becomes of a row, with what the desk should know of the person.
func (v *paperEnterView) says(l paperLine) string {
	w := v.e.p.d.Printer
	if l.problem != "" {
		return l.problem
	}
	return w.T("paper.row.store")
}

func toneOf(l paperLine) kit.Tone {
	switch {
	case l.fate == fateNobody || l.fate == fateRefused:
		return kit.ToneRefused
	case l.fate != fateStore:
		return kit.ToneAttention
	}
	return kit.ToneAdmitted
}

// onKey moves through the rows.
func (v *paperEnterView) onKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyUp:
		v.list.MoveBy(-1)
	case fyne.KeyDown:
		v.list.MoveBy(1)
	default:
		return false
	}
	return true
}

// showPlaces offers the places; those of sessions say when they begin.
func (v *paperEnterView) showPlaces() {
	w := v.e.p.d.Printer
	options := make([]kit.Option[string], len(v.e.places))
	for i, pl := range v.e.places {
		text := pl.title()
		if pl.session.ID != "" {
			start := pl.session.Start.In(v.e.p.zone)
			text = w.ShortDate(start) + ", " + w.Time(start) + " · " + text
		}
		options[i] = kit.Option[string]{Value: pl.id, Text: text}
	}
	v.where.SetOptions(options)
	if v.e.at.id != "" {
		v.where.SetValue(v.e.at.id)
	}
}

// setTime shows a time that nobody typed.
func (v *paperEnterView) setTime(at time.Time) {
	day, clock := v.day.OnChanged, v.clock.OnChanged
	v.day.OnChanged, v.clock.OnChanged = nil, nil
	v.day.SetDate(at)
	v.clock.SetText(v.e.p.d.Printer.Time(at))
	v.day.OnChanged, v.clock.OnChanged = day, clock
	v.times.SetError("")
}

// when is the time that the inputs say, or the zero time.
func (v *paperEnterView) when() time.Time {
	day, dated := v.day.Date()
	hour, minute, timed := clockOf(strings.TrimSpace(v.clock.Text))
	if !dated || !timed {
		return time.Time{}
	}
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, v.e.p.zone)
}

// checkTime marks a time that cannot be read, or that is still to come.
func (v *paperEnterView) checkTime() bool {
	w, at := v.e.p.d.Printer, v.when()
	switch {
	case at.IsZero():
		v.times.SetError(w.T("paper.clock.wrong"))
	case at.After(v.e.p.d.Now()):
		v.times.SetError(w.T("paper.clock.future"))
	default:
		return true
	}
	v.times.Focus()
	return false
}

// direction is In but where both ways are scanned.
func (v *paperEnterView) direction() event.Direction {
	if way, ok := v.way.Value(); ok && v.e.at.checkpoint.Policy == event.InOut {
		return way
	}
	return event.In
}

// show brings everything in step with the rows.
func (v *paperEnterView) show() {
	w, e := v.e.p.d.Printer, v.e
	v.list.SetItems(e.lines)
	ready := len(e.ready())
	v.save.SetText(w.N("paper.save", ready))
	v.save.SetEnabled(ready > 0 && !e.saving && e.at.id != "")
	v.drop.SetEnabled(len(e.lines) > 0 && !e.saving)
	refused := len(e.refused())
	v.force.SetText(w.N("paper.force", refused))
	v.force.SetEnabled(!e.saving)
	if v.force.Hide(); refused > 0 {
		v.force.Show()
	}
	text := ""
	if len(e.lines) > 0 {
		text = w.N("paper.count", len(e.lines), i18n.Args{"Ready": ready})
	}
	v.count.SetText(text)
	if e.at.checkpoint.Policy == event.InOut {
		v.ways.Show()
	} else {
		v.ways.Hide()
	}
	e.keepDraft()
}

// showBack says that the rows typed before the program ended are back.
func (v *paperEnterView) showBack(rows int) {
	v.last.Objects = []fyne.CanvasObject{kit.Notice(kit.ToneInfo, v.e.p.d.Printer.N("paper.back_again", rows), nil)}
	v.last.Refresh()
}

// showLast says at once whose row was typed.
func (v *paperEnterView) showLast(l paperLine) {
	w := v.e.p.d.Printer
	text := v.says(l)
	if l.entry.ID != "" {
		name := w.Person(l.entry.Who.Name.Full())
		if l.fate == fateStore {
			text = join(name, place(l.entry))
		} else {
			text = w.T("paper.last", i18n.Args{"Name": name, "Says": text})
		}
	}
	v.last.Objects = []fyne.CanvasObject{kit.Notice(toneOf(l), text, nil)}
	v.last.Refresh()
}

// showStored says how many rows were stored, and how many are left, each with its reason.
func (v *paperEnterView) showStored(stored, left int) {
	w := v.e.p.d.Printer
	tone, text := kit.ToneAdmitted, w.N("paper.done", stored)
	if left > 0 {
		tone, text = kit.ToneAttention, text+" "+w.N("paper.refused", left)
	}
	v.last.Objects = []fyne.CanvasObject{kit.Notice(tone, text, nil)}
	v.last.Refresh()
}

// paperFormLayout gives the place the rest of the line, and the others what they need.
type paperFormLayout struct{}

const (
	paperWay   = 40 // steps
	paperDay   = 36
	paperClock = 30
)

// MinSize is part of fyne.Layout.
func (paperFormLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, field := range o {
		height = max(height, field.MinSize().Height)
	}
	return fyne.NewSize(kit.Space(60+paperWay+paperDay+paperClock), height)
}

// Layout is part of fyne.Layout.
func (paperFormLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := s.Width
	for i, steps := range []int{paperClock, paperDay, paperWay} {
		field := o[len(o)-1-i]
		if !field.Visible() {
			continue
		}
		x -= kit.Space(steps)
		field.Move(fyne.NewPos(x, 0))
		field.Resize(fyne.NewSize(kit.Space(steps), s.Height))
		x -= kit.Space(3)
	}
	o[0].Resize(fyne.NewSize(x, s.Height))
}
