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

// makeRecent makes what stands in the column of the last scans.
func (v *view) makeRecent() {
	w := v.p.d.Printer
	v.nobody = kit.NewParagraph(w.T("checkin.recent.none"), kit.StyleMuted)
	v.last = container.New(&rowsLayout{v})
	for range recentRows {
		row := newRecentRow(v.p.undo)
		row.box.Hide()
		v.rows = append(v.rows, row)
		v.last.Add(row.box)
	}
	v.recent = container.NewStack(kit.VStack(0, v.nobody), v.last)
	v.inside = kit.NewText("0", kit.StyleSection)
	many := kit.HStack(2, v.inside, kit.NewIconView(kit.IconChevronRight, kit.ColorMuted))
	v.total = newTap(kit.PadSides(1, 1, 1, 1, container.NewBorder(nil, nil,
		kit.PadSides(0, 2, 0, 0, kit.NewIconView(kit.IconDoorIn, kit.ColorMuted)), kit.PadSides(0, 0, 0, 2, many),
		kit.NewText(w.T("checkin.inside.button"), kit.StyleMuted.Truncated()))), v.p.openInside)
}

// makeColumn makes the column of the last scans, over what is shown beside and the way to those inside.
func (v *view) makeColumn() fyne.CanvasObject {
	title := kit.PadSides(0, 0, 2, 0, kit.Section(v.p.d.Printer.T("checkin.recent.title")))
	return kit.NewPanel(kit.PadSides(3, 3, 3, 4, v.beside.among(func(place fyne.CanvasObject) *fyne.Container {
		return container.NewBorder(title, kit.VStack(2, place, kit.Separator(), v.total), nil, nil, v.recent)
	})))
}

// showRecent shows the last scans, newest first.
func (p *Page) showRecent() {
	v := p.view
	if len(p.recent) == 0 {
		v.nobody.Show()
	} else {
		v.nobody.Hide()
	}
	for i, row := range v.rows {
		if i < len(p.recent) {
			p.showRow(row, p.recent[i])
		}
	}
	if n := min(len(p.recent), len(v.rows)); n != v.filled { // else every icon would be made anew
		v.filled = n
		v.last.Refresh()
	}
}

// rowsLayout shows as many of the last scans as there is room for.
type rowsLayout struct{ v *view }

// rowHeight is the same with the button that undoes and without it, so that
// rows stand still.
func rowHeight() float32 { return kit.Size(kit.SizeTouch) + kit.Space(1)/2 }

// least is how many rows there is always room for, and leastBeside while something is shown below them.
const least, leastBeside = 4, 1

// MinSize is part of fyne.Layout.
func (l *rowsLayout) MinSize(rows []fyne.CanvasObject) fyne.Size {
	n := float32(least)
	if l.v.beside.open() {
		n = leastBeside
	}
	return fyne.NewSize(rows[0].MinSize().Width, n*rowHeight())
}

// Layout is part of fyne.Layout.
func (l *rowsLayout) Layout(rows []fyne.CanvasObject, s fyne.Size) {
	high := rowHeight()
	for i, row := range rows {
		row.Move(fyne.NewPos(0, float32(i)*high))
		row.Resize(fyne.NewSize(s.Width, high))
		if i < len(l.v.p.recent) && float32(i+1)*high <= s.Height {
			row.Show()
		} else {
			row.Hide()
		}
	}
}

func (p *Page) showRow(row *recentRow, sc event.ScanRow) {
	name := sc.Code
	if sc.Registration != "" {
		name = p.d.Printer.Person(sc.Name.Full())
	}
	word := strings.ToLower(p.d.Printer.T("outcome." + string(sc.Outcome) + ".word"))
	if sc.Outcome == event.Admitted {
		word = ""
	}
	if sc.Outcome == event.AlreadyIn && p.checkpoint.Kind.HandsOut() {
		word = strings.ToLower(p.d.Printer.T("checkin.handed.word"))
	}
	if sc.Forced {
		word = p.d.Printer.T("checkin.recent.forced")
	}
	tone, symbol := kitTones[sc.Outcome.Tone()], icon(sc.Outcome)
	if p.noticed[sc.ID] {
		tone, symbol = kit.ToneAttention, kit.ToneAttention.Icon()
		if word = p.d.Printer.T("checkin.recent.not_on_list"); sc.Outcome == event.Exited {
			word = p.d.Printer.T("checkin.recent.never_in")
		}
	}
	if sc.Undone {
		tone, symbol, word = kit.ToneNeutral, kit.IconUndo, p.d.Printer.T("checkin.recent.undone")
	}
	row.set(symbol, tone, name, join(p.when(sc.At, p.d.Now()), word), sc.ID, undoable(sc))
}

// when is the hour, with the date where it is not the day of now.
func (p *Page) when(t, now time.Time) string {
	t = t.In(p.zone)
	if event.DateOf(t, p.zone) == event.DateOf(now, p.zone) {
		return p.d.Printer.Time(t)
	}
	return p.d.Printer.ShortDate(t) + ", " + p.d.Printer.Time(t)
}

// showUnsaved says how many scans the disk did not take, and offers to try again.
func (p *Page) showUnsaved() {
	w, strip := p.d.Printer, p.view.unsaved
	if len(p.unsaved) == 0 && !strip.Visible() {
		return
	}
	strip.RemoveAll()
	strip.Hidden = len(p.unsaved) == 0
	if n := len(p.unsaved); n > 0 {
		strip.Add(kit.Notice(kit.ToneRefused, w.N("checkin.unsaved", n, i18n.Args{}),
			kit.NewButton(w.T("common.retry"), kit.IconRefresh, p.retry)))
	}
	kit.Repaint(p.view.top)
}

// recentRow is one of the last scans: who, when and what, and the way to undo it.
type recentRow struct {
	box    *fyne.Container
	icon   *kit.IconView
	name   *kit.Text
	detail *kit.Text
	undo   *tap
	scan   string
	symbol kit.Icon
	tone   kit.Tone
}

func newRecentRow(undo func(scan string)) *recentRow {
	r := &recentRow{
		icon:   kit.NewIconView(kit.IconCheck, kit.ColorAdmitted),
		name:   kit.NewText("", kit.StyleBody.Truncated()),
		detail: kit.NewText("", kit.StyleSmall.Truncated()),
	}
	r.undo = newTap(kit.Pad(2, kit.NewIconView(kit.IconUndo, kit.ColorMuted)), func() { undo(r.scan) })
	words := container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, container.NewCenter(r.icon)),
		container.NewCenter(r.undo), kit.VStack(0, r.name, r.detail))
	r.box = kit.PadSides(1, 0, 1, 0, words)
	return r
}

func (r *recentRow) set(symbol kit.Icon, tone kit.Tone, name, detail, scan string, undoable bool) {
	r.scan = scan
	if r.symbol != symbol || r.tone != tone {
		r.symbol, r.tone = symbol, tone
		r.icon.Set(symbol, tone.Color())
		style := kit.StyleBody.Truncated()
		if tone == kit.ToneNeutral {
			style = style.In(kit.ColorMuted)
		}
		r.name.SetStyle(style)
	}
	r.name.SetText(name)
	r.detail.SetText(detail)
	if undoable != r.undo.Visible() {
		r.undo.Hidden = !undoable
		r.undo.Refresh()
	}
}
