// Package design is where a layout of badges or of certificates is drawn. Pages show it in their own place; the
// shell hands it to them.
package design

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Service is the use cases behind the designer.
type Service interface {
	SaveLayout(ctx context.Context, l event.Layout, pictures ...[]byte) (event.Layout, error)
	BadgeLayouts(ctx context.Context, eventID string) ([]event.Layout, error)
	DraftJob(ctx context.Context, l event.Layout, registration, language string) (event.BadgeJob, error)
	DraftCertificate(ctx context.Context, l event.Layout, registration, language string) (event.CertificateJob, error)
	PrepareBackground(name string, data []byte) ([]byte, error)
}

// Store is what the designer looks up by itself.
type Store interface {
	Event(ctx context.Context, id string) (event.Event, error)
	Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error)
}

// Documents draws what will print.
type Documents interface {
	BadgePicture(ctx context.Context, job event.BadgeJob, back bool, dpi int) (image.Image, error)
	CertificatePages(ctx context.Context, job event.CertificateJob, dpi int) ([]image.Image, error)
	CertificateTroubles(job event.CertificateJob) []event.Trouble
}

// Deps are what the designer stands on.
type Deps struct {
	Context   context.Context
	Service   Service
	Store     Store
	Documents Documents
	Printer   *i18n.Printer
	Window    fyne.Window
	Event     event.Event
}

// Task is what somebody wants to draw.
type Task struct {
	Layout event.Layout
	Taken  func() []string    // what the layouts that there are already are called
	Saved  func(event.Layout) // it was saved; the designer stays open
	Done   func()             // somebody goes back
	// OfEvent is where people change what an item shows that belongs to the event: who signs, the logos. It is nil for
	// other kinds; changed is called after each change.
	OfEvent func(kind event.ItemKind, changed func()) fyne.CanvasObject
}

// Designer is where a layout is drawn: the sheet in the middle, its items at the left, what is chosen at the right.
// A page shows its view in its own place. What comes with the program is never changed: saving makes a copy that
// belongs to the event.
type Designer struct {
	deps   Deps
	task   Task
	view   fyne.CanvasObject
	sketch *sketch

	board    *board
	scroll   *boardScroll
	rulers   *rulers
	zoom     *zoom
	list     *itemList
	props    *props
	who      *whoBox
	title    *kit.Entry
	state    *kit.Chip
	note     *fyne.Container
	save     *kit.Button
	copying  *kit.Button
	undoing  *kit.Button
	redoing  *kit.Button
	sides    *kit.Tabs
	more     *kit.Text // pages that follow
	tools    []*tool
	hint     *kit.Text
	trouble  *troubleList
	problems []problem

	saving   bool
	event    event.Event // with its questions
	painter  painter
	pictures map[string][]byte // of the items, by SHA-256
	fresh    map[string]bool   // of pictures: not saved yet
	held     func() fyne.KeyModifier
}

// New opens a layout.
func New(deps Deps, task Task) *Designer {
	d := &Designer{deps: deps, task: task, pictures: map[string][]byte{}, fresh: map[string]bool{}, held: heldKeys, event: deps.Event}
	layout := task.Layout
	if layout.Event == "" {
		layout = event.SpellLayout(layout, func(id string) string { return deps.Printer.T(id) })
		layout.ID, layout.Event = "", deps.Event.ID
		layout.Title = d.ownTitle(layout.Title)
	}
	d.sketch = newSketch(layout)
	d.painter.d = d
	d.makeView()
	d.showAll()
	d.who.load()
	kit.After(0, d.focus)
	return d
}

// certificate says whether the layout is one of certificates; else it is one of badges.
func (d *Designer) certificate() bool { return d.sketch.layout.Use == event.ForCertificates }

// either says something of a badge, or of a certificate, by the ids of both sentences.
func (d *Designer) either(badge, certificate string) string {
	if d.certificate() {
		return d.deps.Printer.T(certificate)
	}
	return d.deps.Printer.T(badge)
}

// View is what the page shows.
func (d *Designer) View() fyne.CanvasObject { return d.view }

// Leave goes back to the page; what is not saved is asked about.
func (d *Designer) Leave() { d.onLeave() }

// ownTitle is the name of a copy.
func (d *Designer) ownTitle(title string) string {
	return kit.CopyName(d.deps.Printer, title, d.task.Taken())
}

func heldKeys() fyne.KeyModifier {
	if k, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return k.CurrentKeyModifiers()
	}
	return 0
}

func (d *Designer) makeView() {
	d.board = newBoard(d)
	d.rulers = newRulers(d)
	d.zoom = newZoom(d)
	d.list = newItemList(d)
	d.props = newProps(d)
	d.who = newWhoBox(d)
	d.trouble = newTroubleList(d)
	d.scroll = newBoardScroll(d)
	d.hint = kit.NewText("", kit.StyleSmall.Truncated())

	ground := container.NewStack(kit.NewPanel(container.New(&rulerLayout{}, d.rulers.across, d.rulers.down, d.scroll)))
	bottom := kit.PadSides(2, 0, 0, 0, kit.VStack(1, container.NewBorder(nil, nil, nil, d.zoom.view, d.who.view), d.hint))
	middle := kit.InOrder(kit.PadSides(0, 0, 2, 0, d.makeSides()), ground, bottom)
	left := kit.InOrder(nil, d.list.view, d.trouble.view)
	d.note = container.NewStack()
	body := container.New(designLayout{}, left, middle, d.props.view)
	d.view = kit.Pad(4, kit.InOrder(kit.VStack(0, kit.PadSides(0, 0, 3, 0, d.makeHeader()), d.note), body, nil))
}

func (d *Designer) makeHeader() fyne.CanvasObject {
	t := d.deps.Printer.T
	d.title = kit.NewEntry(t("design.title"))
	d.title.SetMinWidth(kit.Space(25))
	d.title.SetText(d.sketch.layout.Title)
	d.title.OnChanged = func(text string) {
		d.sketch.editLayout("title", func(l *event.Layout) { l.Title = text })
		d.showState()
	}
	d.state = kit.NewChip(kit.ToneNeutral, kit.IconNone, "")
	d.save = kit.NewPrimary(t("design.save"), kit.IconCheck, d.onSave)
	d.copying = kit.NewButton(t("design.copy"), kit.IconNone, d.onSaveCopy)
	back := kit.NewButton(t("design.leave"), kit.IconClose, d.onLeave)
	right := kit.HStack(2, kit.NewButton(d.either("design.stock", "design.page"), kit.IconEdit, d.onStock), d.copying, d.save)
	name := container.New(nameLayout{}, d.title, container.NewCenter(d.state))
	return container.NewBorder(nil, nil, kit.PadSides(0, 3, 0, 0, back), kit.PadSides(0, 0, 0, 3, right), name)
}

// nameLayout gives the name what it needs, and what stands behind it its own width.
type nameLayout struct{}

// MinSize is part of fyne.Layout.
func (nameLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+kit.Space(2)+o[1].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout is part of fyne.Layout.
func (nameLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	second := o[1].MinSize().Width
	first := min(s.Width-second-kit.Space(2), kit.Space(90))
	o[0].Resize(fyne.NewSize(first, s.Height))
	o[1].Move(fyne.NewPos(first+kit.Space(2), 0))
	o[1].Resize(fyne.NewSize(second, s.Height))
}

// designLayout gives the lists at both sides their widths, and the badge all the rest.
type designLayout struct{}

const (
	designLeft  = 50 // steps
	designSmall = 45 // of the left, where there is little room
	designRight = 66
	designGap   = 4
)

// MinSize is part of fyne.Layout.
func (designLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, part := range o {
		height = max(height, part.MinSize().Height)
	}
	return fyne.NewSize(kit.Space(designSmall+designRight+2*designGap)+o[1].MinSize().Width, height)
}

// Layout is part of fyne.Layout.
func (designLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left, right, gap := kit.Space(designLeft), kit.Space(designRight), kit.Space(designGap)
	switch {
	case s.Width > kit.Space(330):
		left, right = left+kit.Space(8), right+kit.Space(10)
	case s.Width < kit.Space(230):
		left = kit.Space(designSmall)
	}
	o[0].Resize(fyne.NewSize(left, s.Height))
	o[1].Move(fyne.NewPos(left+gap, 0))
	o[1].Resize(fyne.NewSize(s.Width-left-right-2*gap, s.Height))
	o[2].Move(fyne.NewPos(s.Width-right, 0))
	o[2].Resize(fyne.NewSize(right, s.Height))
}

// focusWho brings the keyboard to the choice for whom it is shown.
func (d *Designer) focusWho() { d.deps.Window.Canvas().Focus(d.who.choice) }

// focusBoard brings the keyboard to the badge.
func (d *Designer) focusBoard() {
	if c := d.deps.Window.Canvas(); c.Focused() != fyne.Focusable(d.board) {
		c.Focus(d.board)
	}
}

// act does something to the layout and shows what became of it.
func (d *Designer) act(do func(*sketch)) {
	was := d.sketch.now()
	do(d.sketch)
	if was.back != d.sketch.back || !sameLayout(was.layout, d.sketch.layout) {
		d.changed()
	}
}

func (d *Designer) undo() { d.travel((*sketch).undo) }
func (d *Designer) redo() { d.travel((*sketch).redo) }

func (d *Designer) travel(to func(*sketch) bool) {
	if to(d.sketch) {
		d.changed()
		if d.title.Text != d.sketch.layout.Title {
			d.title.SetText(d.sketch.layout.Title)
		}
		if d.zoom.fit {
			d.zoom.fitNow()
		}
	}
}

// changed shows everything after a change of the layout.
func (d *Designer) changed() {
	d.check()
	d.showAll()
}

func (d *Designer) showAll() {
	d.sides.SetChosen(sideOf(d.sketch.back))
	d.list.show()
	d.props.show()
	d.showTools()
	d.showState()
	d.trouble.show()
	d.say()
	d.board.Refresh()
	d.rulers.show()
	d.painter.redraw()
}

// itemsMoved shows a step of a drag.
func (d *Designer) itemsMoved() {
	d.board.show()
	d.rulers.mark()
	d.props.showPlace()
	d.say()
	d.painter.redraw()
}

// chosenChanged shows what is chosen now.
func (d *Designer) chosenChanged() {
	d.listChosen()
	d.props.show()
	d.showTools()
	d.say()
	d.rulers.mark()
	d.board.show()
}

// listChosen marks in the list what is chosen.
func (d *Designer) listChosen() { d.list.mark() }

// The sides of a badge.
const (
	sideFront = "front"
	sideBack  = "back"
)

func sideOf(back bool) string {
	if back {
		return sideBack
	}
	return sideFront
}

func (d *Designer) onSide(id string) {
	d.sketch.turn(id == sideBack)
	d.board.hovered = -1
	d.showAll()
}

// showState says whether there is something to save.
func (d *Designer) showState() {
	t := d.deps.Printer.T
	unsaved := d.sketch.unsaved()
	switch {
	case unsaved:
		d.state.Set(kit.ToneAttention, kit.IconEdit, t("design.unsaved"))
	case d.sketch.layout.ID == "":
		d.state.Set(kit.ToneInfo, kit.IconLock, t("design.shipped"))
	default:
		d.state.Set(kit.ToneAdmitted, kit.IconCheck, t("design.saved"))
	}
	d.save.SetEnabled(unsaved || d.sketch.layout.ID == "")
	d.undoing.SetEnabled(len(d.sketch.past) > 0)
	d.redoing.SetEnabled(len(d.sketch.future) > 0)
}

// say tells in the line below where what is chosen lies, or what is under the mouse.
func (d *Designer) say() {
	w, s := d.deps.Printer, d.sketch
	mm := func(v float64) string { return d.millimetres(tenths(v)) }
	switch b, ok := s.bounds(); {
	case ok:
		d.hint.SetText(w.T("design.place", i18n.Args{"X": mm(b.x), "Y": mm(b.y), "Width": mm(b.w), "Height": mm(b.h)}))
	case d.board.hovered >= 0 && d.board.hovered < len(s.items()):
		d.hint.SetText(d.nameOf(s.items()[d.board.hovered]))
	default:
		d.hint.SetText(w.T("design.hint"))
	}
}

// Unsaved says whether closing would lose something.
func (d *Designer) Unsaved() bool { return d.sketch.unsaved() }

// focus brings the keyboard to where work begins.
func (d *Designer) focus() { d.deps.Window.Canvas().Focus(d.board) }
