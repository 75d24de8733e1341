package agenda

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// usualLength is how long a session is that somebody begins to write.
const usualLength = 45 * time.Minute

// leastInput is how narrow an input of the form becomes.
const leastInput = 84

// newRoom is the choice of a room that is yet to be made.
const newRoom = "+"

// form is what can be changed of a session.
type form struct {
	p       *Page
	session event.Session // as it was when the form was opened; without an id: a new one
	began   typed         // what the inputs were filled with
	view    fyne.CanvasObject
	scroll  *kit.Scroll
	form    *kit.Form

	title    *kit.Entry
	kind     *kit.Select[event.SessionKind]
	day      *kit.DateEntry
	from, to *kit.Entry
	length   *kit.Text
	room     *kit.Select[string]
	made     *kit.Field // title of a room that is to be made
	making   *kit.Entry
	allRooms *kit.Check
	capacity *kit.Entry
	hours    *kit.Entry
	compel   *kit.Check
	signUp   *kit.Check
	groups   *groupChoice
	people   *cast
	about    *kit.Entry

	lasts   int  // minutes; kept while the start is moved
	byHand  bool // the didactic hours were typed
	filling bool // what is set now is no change by hand
	saving  bool
	latest  kit.Latest[[]said]
	wrong   *fyne.Container // conflicts of what is typed
	save    *kit.Button
	drop    *kit.Button
}

func newForm(p *Page, s event.Session) *form {
	t := p.Printer.T
	f := &form{p: p, session: s, form: kit.NewForm(), wrong: kit.VStack(2), length: kit.NewText("", kit.StyleSmall.Truncated())}
	f.save = kit.NewPrimary(t("common.save"), kit.IconCheck, f.onSave)
	f.drop = kit.NewButton(t("common.cancel"), kit.IconClose, func() { p.leaveForm(nil) })
	f.makeInputs()
	f.arrange()
	title := t("agenda.form.new")
	if s.ID != "" {
		title = t("agenda.form.edit")
	}
	head := kit.VStack(2, kit.PadSides(3, 3, 0, 3, kit.NewText(title, kit.StyleSection.Truncated())), kit.Separator())
	f.scroll = kit.NewVScroll(kit.PadSides(3, 3, 4, 3, f.form))
	kit.HandWheel(f.form, f.scroll.Scrolled)
	f.people.handWheel(f.scroll.Scrolled)
	bottom := kit.VStack(0, kit.Separator(), kit.PadSides(2, 3, 2, 3, kit.VStack(2, f.wrong, kit.HStack(2, kit.Spacer(), f.drop, f.save))))
	f.view = container.New(&readingOrder{}, head, f.scroll, bottom)
	f.fill()
	return f
}

// readingOrder puts what is above, in the middle and below in the order in which it is read: Tab goes that way too.
type readingOrder struct{}

// MinSize is part of fyne.Layout.
func (readingOrder) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, x := range o {
		m := x.MinSize()
		size.Width, size.Height = max(size.Width, m.Width), size.Height+m.Height
	}
	return size
}

// Layout is part of fyne.Layout.
func (readingOrder) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head, foot := o[0].MinSize().Height, o[2].MinSize().Height
	for i, at := range []struct{ y, height float32 }{{0, head}, {head, max(size.Height-head-foot, 0)}, {size.Height - foot, foot}} {
		o[i].Move(fyne.NewPos(0, at.y))
		o[i].Resize(fyne.NewSize(size.Width, at.height))
	}
}

// input makes an input of one line.
func (f *form) input(changed func()) *kit.Entry {
	e := kit.NewEntry("")
	f.prepare(e, changed)
	return e
}

// prepare makes Enter save, and what is reached by Tab come into view.
func (f *form) prepare(e *kit.Entry, changed func()) {
	e.SetMinWidth(leastInput)
	e.OnChanged = func(string) {
		if !f.filling {
			changed()
		}
	}
	e.OnSubmitted = func(string) { f.onSave() }
	e.OnFocusGained = func() { f.reveal(e) }
}

// ready is prepare for what is chosen or ticked.
func (f *form) ready(o fyne.CanvasObject, submitted, focused *func()) {
	*submitted, *focused = f.onSave, func() { f.reveal(o) }
}

func (f *form) makeInputs() {
	p, t := f.p, f.p.Printer.T
	f.title = f.input(f.touch)
	kinds := make([]kit.Option[event.SessionKind], len(event.SessionKinds))
	for i, k := range event.SessionKinds {
		kinds[i] = kit.Option[event.SessionKind]{Value: k, Text: t("session.kind." + string(k))}
	}
	f.kind = kit.NewSelect(kinds, func(event.SessionKind) { f.onKind() })
	f.day = kit.NewDateEntry(func() time.Time { return f.session.Start })
	tidy := f.day.OnFocusLost
	f.prepare(&f.day.Entry, f.touch)
	f.day.OnFocusLost = func() { tidy(); f.touch() }
	f.from, f.to = f.input(f.onFrom), f.input(f.onTo)
	f.from.OnFocusLost = func() { tidyClock(f.from) }
	f.to.OnFocusLost = func() { tidyClock(f.to) }
	f.room = kit.NewSelect(f.roomOptions(), func(string) { f.onRoom() })
	f.making = f.input(f.touch)
	f.made = kit.NewField(t("agenda.form.room.new"), f.making, t("agenda.form.room.new.hint"))
	f.allRooms = kit.NewCheck(t("agenda.form.allrooms"), false, func(bool) { f.touch() })
	f.capacity, f.hours = f.input(f.touch), f.input(f.onHours)
	f.compel = kit.NewCheck(t("agenda.form.mandatory"), false, func(bool) { f.touch() })
	f.signUp = kit.NewCheck(t("agenda.form.signup"), false, func(bool) { f.touch() })
	f.groups = newGroupChoice(p, f.session.Groups, f.touch)
	f.people = newCast(f)
	f.about = kit.NewMultiEntry("", 3)
	f.about.OnChanged = func(string) {
		if !f.filling {
			f.touch()
		}
	}
	f.about.OnFocusGained = func() { f.reveal(f.about) }
	f.ready(f.kind, &f.kind.OnSubmitted, &f.kind.OnFocusGained)
	f.ready(f.room, &f.room.OnSubmitted, &f.room.OnFocusGained)
	for _, c := range append([]*kit.Check{f.allRooms, f.compel, f.signUp}, f.groups.checks...) {
		f.ready(c, &c.OnSubmitted, &c.OnFocusGained)
	}
	for _, s := range []interface{ SetMinWidth(float32) }{f.kind, f.room, f.about} {
		s.SetMinWidth(leastInput)
	}
}

func (f *form) arrange() {
	t := f.p.Printer.T
	field := func(id string, input fyne.CanvasObject) *kit.Field { return kit.NewField(t(id), input, "") }
	f.form.
		Add("title", field("agenda.column.title", f.title)).
		AddRow([]string{"kind", "room"}, field("field.kind", f.kind), field("field.room", f.room)).
		Add("newroom", f.made).
		AddObject(f.allRooms).
		AddRow([]string{"day", "start", "end"}, field("agenda.form.day", f.day), field("agenda.form.from", f.from), field("agenda.form.to", f.to)).
		AddObject(f.length).
		AddObject(kit.VStack(3, kit.Gap(1), kit.Section(t("agenda.contributors")), f.people.view, kit.Gap(1))).
		AddRow([]string{"capacity", "hours"}, kit.NewField(t("field.capacity"), f.capacity, " "), kit.NewField(t("agenda.field.hours"), f.hours, " ")).
		AddObject(kit.VStack(1, f.compel, f.signUp)).
		AddObject(f.groups.view).
		Add("description", field("agenda.field.description", f.about))
	f.made.Hide()
}

// roomOptions are the rooms that are offered, the one chosen even if it no longer is, and one yet to be made.
func (f *form) roomOptions() []kit.Option[string] {
	t := f.p.Printer.T
	options := []kit.Option[string]{{Text: t("agenda.room.none")}}
	for _, r := range f.p.state.rooms {
		if !r.Hidden || r.ID == f.session.Room {
			options = append(options, kit.Option[string]{Value: r.ID, Text: r.Title + separated(r.Venue)})
		}
	}
	return append(options, kit.Option[string]{Value: newRoom, Text: t("agenda.form.room.add")})
}

// reveal scrolls until an input that was reached by Tab can be seen.
func (f *form) reveal(in fyne.CanvasObject) { reveal(f.scroll, in) }

func reveal(scroll *kit.Scroll, o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(scroll.Content).Y
	at, room := scroll.Offset.Y, scroll.Size().Height
	// The label above it and some room below belong to an input.
	from, to := top-kit.Space(8), top+o.Size().Height+kit.Space(2)
	if at = max(min(at, from), to-room, 0); at != scroll.Offset.Y {
		scroll.ScrollToOffset(fyne.NewPos(0, at))
	}
}

// tidyClock writes a time of day as it is usually written.
func tidyClock(e *kit.Entry) {
	if at, ok := parseClock(e.Text); ok {
		e.SetText(clockText(at))
	}
}

// middle puts a text at half the height there is.
type middle struct{}

// MinSize is part of fyne.Layout.
func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout is part of fyne.Layout.
func (middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	height := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (size.Height-height)/2))
	o[0].Resize(fyne.NewSize(size.Width, height))
}

// joinedBy puts a separator between the texts that say something.
func joinedBy(separator string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), separator)
}
