package checkin

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

// view is what the page shows.
type view struct {
	p    *Page
	root *fyne.Container
	desk fyne.CanvasObject // what is scanned with, under what may lie over it
	over *fyne.Container   // forms that take the whole page

	header    *fyne.Container
	bar       *pointBar
	direction *kit.Button
	here      *kit.Text
	arrivals  *kit.Text

	where *kit.Text // the checkpoint of a kiosk

	entry *kit.ScanEntry
	panel *kit.VerdictPanel
	hits  *kit.DataList[event.Entry]
	found *kit.Text
	keys  *kit.Text         // what Enter does with the hits
	list  fyne.CanvasObject // the hits with their count and keys
	stage *fyne.Container   // panel, hits or form: one of them
	foot  *fyne.Container   // buttons, or the question for a reason
	acts  *fyne.Container
	force *kit.Button
	paper *kit.Button
	form  fyne.CanvasObject // the open form; nil: none

	top     *fyne.Container
	unsaved *fyne.Container // says that the disk did not take a scan
	drafts  *fyne.Container // says that somebody was not typed to the end
	trouble *fyne.Container // says that a badge could not be printed
	beside  beside
	recent  *fyne.Container // what the column holds
	rows    []*recentRow
	last    *fyne.Container
	filled  int // how many of the rows hold a scan
	nobody  *kit.Paragraph
	inside  *kit.Text
	total   *tap
}

func newView(p *Page) *view {
	v := &view{p: p, beside: beside{shown: p.d.Beside}}
	v.entry = kit.NewScanEntry("")
	v.entry.OnScan, v.entry.OnTyped, v.entry.OnKey = p.onScan, p.onTyped, p.onKey
	v.entry.OnHeld = p.onHeld
	v.watchCodes()
	v.panel = kit.NewVerdictPanel(kit.Verdict{})
	v.makeHits()
	v.stage = container.NewStack(v.panel, v.list)
	v.list.Hide()
	v.unsaved, v.drafts, v.trouble = container.NewStack(), container.NewStack(), container.NewStack()
	for _, strip := range []*fyne.Container{v.unsaved, v.drafts, v.trouble} {
		strip.Hide()
	}
	v.where = kit.NewText("", kit.StylePage.Truncated())
	v.makeHeader()
	v.top = kit.VStack(3, v.header, v.entry, v.unsaved, v.drafts, v.trouble)
	v.makeRecent()
	v.makeFoot()
	v.over = container.NewStack()
	v.root = container.NewStack()
	v.arrange()
	return v
}

// watchCodes takes a code without an Enter behind it as scanned.
func (v *view) watchCodes() {
	var end ender
	changed := v.entry.OnChanged
	v.entry.OnChanged = func(text string) {
		changed(text)
		end.watch(text, func() string { return v.entry.Text }, func() { v.entry.TypedRune('\n') })
	}
}

// arrange puts together what is seen: the desk, the desk in large type, or the
// input and the verdict alone.
func (v *view) arrange() {
	v.panel.SetLarge(v.p.alone())
	v.entry.SetPlaceHolder(v.p.d.Printer.T("checkin.scan.placeholder"))
	if v.p.kiosk {
		v.entry.SetPlaceHolder(v.p.d.Printer.T("checkin.scan.kiosk"))
	}
	stage := fyne.CanvasObject(v.stage)
	if v.p.alone() {
		stage = v.beside.among(func(place fyne.CanvasObject) *fyne.Container {
			return container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 3, container.NewBorder(nil, place, nil, nil)), v.stage)
		})
	}
	body := container.NewBorder(nil, kit.PadSides(3, 0, 0, 0, v.foot), nil, nil, stage)
	switch {
	case v.p.kiosk:
		v.desk = kit.Pad(6, container.NewBorder(kit.PadSides(0, 0, 5, 0, kit.VStack(4, v.where, v.entry)), nil, nil, nil, stage))
	case v.p.alone():
		v.desk = kit.Pad(3, container.NewBorder(kit.PadSides(0, 0, 3, 0, v.top), nil, nil, nil, body))
	default:
		v.desk = kit.Pad(4, container.NewBorder(kit.PadSides(0, 0, 4, 0, v.top), nil, nil, nil,
			container.New(deskLayout{}, body, v.makeColumn())))
	}
	v.root.Objects = []fyne.CanvasObject{v.desk, v.over}
	v.showStage()
	v.root.Refresh()
}

func (v *view) makeHeader() {
	v.bar = newPointBar(v.p.goTo, v.p.openPoints)
	v.direction = kit.NewButton("", kit.IconDoorIn, v.p.turn)
	v.direction.Hide()
	v.here = kit.NewText("", kit.StyleSection)
	v.arrivals = kit.NewText("", kit.StyleMuted)
	counts := kit.HStack(3, v.direction, v.here, v.arrivals)
	v.header = container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 3, counts), v.bar.view)
}

func (v *view) makeHits() {
	w := v.p.d.Printer
	v.hits = kit.NewDataList([]kit.Column[event.Entry]{
		{ID: "name", Title: w.T("checkin.hits.name"), Weight: 1.1, Least: 150, Bold: true, Text: func(e event.Entry) string {
			return w.Person(e.Who.Name.Family + " " + e.Who.Name.Given)
		}},
		{ID: "place", Title: w.T("field.institution"), Weight: 1.4, Least: 110, Drop: 1, Text: place, Color: muted},
		{ID: "number", Title: w.T("checkin.hits.number"), Width: 48, Drop: 2, Align: fyne.TextAlignTrailing, Text: v.number},
		{ID: "status", Title: w.T("field.status"), Width: 180, Text: v.status,
			Icon: v.statusIcon, Color: func(e event.Entry) fyne.ThemeColorName { return v.statusTone(e).Color() }},
	})
	v.hits.Keep("checkin")
	v.hits.OnOpen = v.p.onChosen
	v.hits.OnRune = v.entry.Feed
	v.found = kit.NewText("", kit.StyleStrong)
	v.keys = kit.NewText(w.T("checkin.hits.keys"), kit.StyleSmall)
	foot := kit.PadSides(2, 0, 0, 0, kit.HStack(3, v.found, kit.Spacer(), v.keys))
	v.list = container.NewBorder(nil, foot, nil, nil, v.hits)
}

// place is the institution with its town, unless its name says the town.
func place(e event.Entry) string {
	town := e.Who.Town
	if strings.Contains(event.Fold(e.Who.Institution), event.Fold(town)) {
		town = ""
	}
	return join(e.Who.Institution, town)
}

func muted(event.Entry) fyne.ThemeColorName { return kit.ColorMuted }

func (v *view) number(e event.Entry) string { return v.p.d.Printer.Number(float64(e.Number), 0) }

// since tells when somebody came in whom the door would let in otherwise.
func (v *view) since(e event.Entry) (at time.Time, in bool) {
	if e.Status == event.Confirmed && !e.Payment.Due() {
		at, in = v.p.since[e.ID]
	}
	return at, in
}

func (v *view) status(e event.Entry) string {
	w := v.p.d.Printer
	if at, in := v.since(e); in {
		return w.T("checkin.hits.inside", i18n.Args{"When": v.p.when(at, v.p.d.Now())})
	}
	if e.Status == event.Confirmed && e.Payment.Due() {
		return w.T("checkin.hits.unpaid")
	}
	return w.T("status." + string(e.Status))
}

func (v *view) statusIcon(e event.Entry) kit.Icon {
	if _, in := v.since(e); in {
		return kit.IconDoorIn
	}
	return v.statusTone(e).Icon()
}

func (v *view) statusTone(e event.Entry) kit.Tone {
	_, in := v.since(e)
	switch {
	case e.Status == event.Cancelled:
		return kit.ToneRefused
	case e.Status != event.Confirmed || e.Payment.Due() || in:
		return kit.ToneAttention
	}
	return kit.ToneAdmitted
}

// makeFoot makes what stands under the panel: the things a desk needs beside
// scanning, each with its key.
func (v *view) makeFoot() {
	w := v.p.d.Printer
	v.force = kit.NewButton(w.T("checkin.force.button"), kit.IconDoorIn, v.p.openForce)
	v.force.Hide()
	v.paper = kit.NewQuiet(w.T("checkin.paper.button"), kit.IconPrint, v.p.openPaper)
	v.acts = container.New(footLayout{}, v.force,
		kit.NewButton(w.T("checkin.newcomer.button"), kit.IconPlus, v.p.openNewcomer),
		kit.NewButton(w.T("checkin.undo.button"), kit.IconUndo, v.p.undoLast),
		kit.NewQuiet(w.T("checkin.machine.button"), kit.IconSettings, v.p.openMachine),
		v.paper)
	v.foot = container.NewStack(v.acts)
}

// showMay takes away what leads to pages of other roles.
func (v *view) showMay() {
	v.acts.Remove(v.paper)
	if v.p.refused(event.DoDesk) == nil {
		v.acts.Add(v.paper)
	}
}

// showStage shows the form if one is open, the hits while a name is typed, and
// the verdict otherwise.
func (v *view) showStage() {
	typing := v.form == nil && v.p.hits.text != ""
	over := v.form != nil && holds(v.over, v.form)
	v.over.Hidden = !over
	if v.desk.Visible() == over {
		if over {
			v.desk.Hide()
		} else {
			v.desk.Show()
		}
	}
	for _, o := range v.stage.Objects {
		o.Hide()
	}
	switch {
	case v.form != nil && holds(v.stage, v.form):
		v.form.Show()
	case typing:
		v.list.Show()
	default:
		v.panel.Show()
	}
	v.stage.Refresh()
}

// holds tells whether an object stands in a box.
func holds(box *fyne.Container, o fyne.CanvasObject) bool {
	return slices.Contains(box.Objects, o)
}

// showForce offers to let the refused person in all the same.
func (v *view) showForce(possible bool) {
	if possible {
		text := v.p.d.Printer.T("checkin.force.button")
		if handedOut(v.p.last.res) {
			text = v.p.d.Printer.T("checkin.force.button_again")
		}
		if v.force.Text() != text {
			v.force.SetText(text)
		}
	}
	if v.force.Visible() == possible {
		return
	}
	if possible {
		v.force.Show()
	} else {
		v.force.Hide()
	}
	v.foot.Refresh()
}

// showHits shows what was found under the input.
func (p *Page) showHits() {
	w, v := p.d.Printer, p.view
	v.hits.SetItems(p.hits.hits)
	if p.hits.likely() {
		v.hits.SelectRow(0)
		v.keys.SetText(w.T("checkin.hits.keys"))
	} else {
		v.keys.SetText(w.T("checkin.hits.keys_choose"))
	}
	text := w.N("common.people", p.hits.total)
	if len(p.hits.hits) < p.hits.total {
		text = w.T("checkin.hits.more", i18n.Args{"Shown": len(p.hits.hits), "Total": p.hits.total})
	}
	v.found.SetText(text)
	if len(p.hits.hits) == 0 {
		v.found.SetText("")
		v.keys.SetText("") // there is nobody to choose
		v.hits.SetEmpty(kit.EmptyState(kit.IconSearch, w.T("checkin.hits.none", i18n.Args{"Text": p.hits.text}),
			w.T("checkin.hits.none_hint"), nil))
	}
	v.showStage()
}

// showCheckpoints shows where people can scan; the first one is the desk.
func (p *Page) showCheckpoints() {
	current := slices.IndexFunc(p.checkpoints, func(c event.Checkpoint) bool { return c.ID == p.checkpoint.ID })
	switch {
	case len(p.checkpoints) == 0:
		p.checkpoint = event.Checkpoint{}
		p.showWaiting()
	case current < 0:
		p.begin()
	default:
		p.checkpoint = p.checkpoints[current]
	}
	p.showBar()
	p.showDirection()
}

func (p *Page) showBar() {
	p.view.bar.set(p.checkpoints, p.checkpoint.ID, p.digitOf)
	p.view.where.SetText(p.checkpoint.Title)
}

// showDirection shows the switch for coming and going, where both are scanned.
func (p *Page) showDirection() {
	b := p.view.direction
	if p.checkpoint.Policy != event.InOut {
		b.Hide()
		return
	}
	if p.direction == event.Out {
		b.SetText(p.d.Printer.T("checkin.direction.out"))
		b.SetIcon(kit.IconDoorOut)
	} else {
		b.SetText(p.d.Printer.T("checkin.direction.in"))
		b.SetIcon(kit.IconDoorIn)
	}
	b.Show()
	p.view.header.Refresh()
}

// turn changes between coming and going.
func (p *Page) turn() {
	if p.checkpoint.Policy != event.InOut {
		return
	}
	if p.direction == event.In {
		p.direction = event.Out
	} else {
		p.direction = event.In
	}
	p.last = nil
	p.keepPoint()
	p.showDirection()
	p.showWaiting()
}

func (p *Page) showCounts(c event.DeskCounts) {
	w, v := p.d.Printer, p.view
	here := w.Number(float64(c.Here), 0)
	args := i18n.Args{"Here": here, "Expected": w.Number(float64(c.Expected), 0)}
	if c.Expected > 0 {
		here = w.T("checkin.count.here", args)
	}
	v.here.SetText(here)
	v.arrivals.SetText(w.T("checkin.count.recent", i18n.Args{"Count": c.RecentArrivals}))
	v.inside.SetText(w.Number(float64(c.Inside), 0))
	v.header.Refresh()
	v.total.Refresh()
}
