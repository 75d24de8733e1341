package checkin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
	"zlot/ui/kit"
)

// presentRows draws as many of those inside as there is room for. It never
// takes the focus, and one click on the door beside a name notes that this
// person went out.
type presentRows struct {
	widget.BaseWidget
	l      *insiders
	first  int // row at the top
	cursor int
	seen   int // rows that there is room for
}

var _ fyne.Scrollable = (*presentRows)(nil)

func newPresentRows(l *insiders) *presentRows {
	r := &presentRows{l: l}
	r.ExtendBaseWidget(r)
	return r
}

// set shows what was found; from the top, where that was asked for by other words.
func (r *presentRows) set(keep bool) {
	if !keep {
		r.first, r.cursor = 0, 0
	}
	r.clamp()
	r.Refresh()
}

func (r *presentRows) clamp() {
	n := len(r.l.found)
	r.cursor = max(min(r.cursor, n-1), 0)
	r.first = max(min(r.first, n-r.seen), 0)
}

// current is whom Enter is about.
func (r *presentRows) current() (who present, ok bool) {
	if r.cursor >= len(r.l.found) {
		return who, false
	}
	return r.l.found[r.cursor], true
}

// move moves the cursor and keeps it in sight.
func (r *presentRows) move(by int) {
	r.cursor += by
	r.clamp()
	if r.seen > 0 {
		r.first = max(min(r.first, r.cursor), r.cursor-r.seen+1)
	}
	r.Refresh()
}

// Scrolled is part of fyne.Scrollable.
func (r *presentRows) Scrolled(ev *fyne.ScrollEvent) {
	if ev.Scrolled.DY > 0 {
		r.first--
	} else {
		r.first++
	}
	r.clamp()
	r.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (r *presentRows) CreateRenderer() fyne.WidgetRenderer {
	return &presentRenderer{r: r}
}

type presentRenderer struct {
	r       *presentRows
	rows    []*presentRow
	objects []fyne.CanvasObject
}

func (v *presentRenderer) Destroy()                     {}
func (v *presentRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *presentRenderer) MinSize() fyne.Size           { return fyne.NewSize(kit.Space(60), 4*rowHeight()) }

func (v *presentRenderer) Layout(s fyne.Size) {
	v.r.seen = int(s.Height / rowHeight())
	for len(v.rows) < v.r.seen {
		i := len(v.rows)
		row := newPresentRow(func() { v.r.out(i) })
		v.rows = append(v.rows, row)
		v.objects = append(v.objects, row.box)
	}
	v.r.clamp()
	for i, row := range v.rows {
		row.box.Move(fyne.NewPos(0, float32(i)*rowHeight()))
		row.box.Resize(fyne.NewSize(s.Width, rowHeight()))
		v.show(i, row)
	}
}

func (v *presentRenderer) Refresh() {
	for i, row := range v.rows {
		v.show(i, row)
	}
	canvas.Refresh(v.r)
}

func (v *presentRenderer) show(i int, row *presentRow) {
	n := v.r.first + i
	if i >= v.r.seen || n >= len(v.r.l.found) {
		row.box.Hide()
		return
	}
	p, who := v.r.l.p, v.r.l.found[n]
	row.name.SetText(p.d.Printer.Person(who.Name.Family + " " + who.Name.Given))
	row.since.SetText(p.d.Printer.T("checkin.inside.since", i18n.Args{"When": p.when(who.At, p.d.Now())}))
	row.back.FillColor = kit.Color(kit.ColorSurface)
	if n == v.r.cursor {
		row.back.FillColor = kit.Color(kit.ColorSelected)
	}
	row.out.Hidden = !p.exits()
	row.box.Show()
	row.box.Refresh()
}

// out is a click on the door of a row.
func (r *presentRows) out(i int) {
	r.cursor = r.first + i
	who, ok := r.current()
	r.l.leave(who, ok)
}

// presentRow is one of those inside: who, since when, and the way out.
type presentRow struct {
	box   *fyne.Container
	back  *canvas.Rectangle
	name  *kit.Text
	since *kit.Text
	out   *tap
}

func newPresentRow(out func()) *presentRow {
	r := &presentRow{back: canvas.NewRectangle(nil), name: kit.NewText("", kit.StyleStrong.Truncated()),
		since: kit.NewText("", kit.StyleMuted.Truncated()), out: newOut(out)}
	words := container.New(middleLayout{}, kit.Columns(4, r.name, r.since))
	r.box = container.NewStack(r.back, kit.PadSides(0, 2, 0, 3,
		container.NewBorder(nil, nil, nil, container.NewCenter(r.out), words)))
	return r
}

// newOut is the word and the door beside a name.
func newOut(act func()) *tap {
	return newTap(kit.PadSides(1, 3, 1, 3, kit.HStack(2, kit.NewIconView(kit.IconDoorOut, kit.ColorPrimary),
		kit.NewText(kit.Printer().T("checkin.inside.out"), kit.TextStyle{Color: kit.ColorPrimary}))), act)
}
