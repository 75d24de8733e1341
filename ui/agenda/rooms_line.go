package agenda

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// roomLine is a room or a group: what can be changed, how much it is used, and a button that hides it.
type roomLine struct {
	v        *roomsView
	view     fyne.CanvasObject
	room     event.Room
	group    event.Group
	title    *kit.Entry
	capacity *kit.Entry
	venue    *kit.Entry
	used     *kit.Text
	hide     *kit.Button
}

// The widths of a line of rooms, in steps; the title has the rest.
var roomWidths = []int{0, 18, 28, 22, 17}

// groupWidths are those of a line of groups.
var groupWidths = []int{0, 20, 17}

// lineLayout puts objects beside each other in columns of the same widths from line to line.
type lineLayout struct{ widths []int }

// MinSize is part of fyne.Layout.
func (l *lineLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(kit.Space(28), 0)
	for i, x := range o {
		size.Width += kit.Space(l.widths[i])
		size.Height = max(size.Height, x.MinSize().Height)
	}
	return size
}

// Layout is part of fyne.Layout.
func (l *lineLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	fixed := 0
	for _, w := range l.widths {
		fixed += w
	}
	x := float32(0)
	for i, object := range o {
		width := kit.Space(l.widths[i])
		if i == 0 {
			width = size.Width - kit.Space(fixed)
		}
		height := object.MinSize().Height
		object.Move(fyne.NewPos(x, (size.Height-height)/2))
		object.Resize(fyne.NewSize(width-kit.Space(2), height))
		x += width
	}
}

func (v *roomsView) heading() fyne.CanvasObject {
	t := v.p.Printer.T
	label := func(text string) fyne.CanvasObject {
		return kit.NewText(text, kit.TextStyle{Size: kit.SizeSmall, Bold: true, Color: kit.ColorMuted, Truncate: true})
	}
	return &fyne.Container{Layout: &lineLayout{roomWidths}, Objects: []fyne.CanvasObject{label(t("agenda.rooms.name")), label(t("agenda.rooms.capacity")),
		label(t("agenda.rooms.venue")), label(t("agenda.rooms.used")), kit.Spacer()}}
}

func (l *roomLine) input(submit func()) *kit.Entry {
	e := kit.NewEntry("")
	e.SetMinWidth(kit.Space(12))
	e.OnSubmitted = func(string) { submit() }
	e.OnFocusLost = submit
	return e
}

func (v *roomsView) newRoomLine(id string) *roomLine {
	l := &roomLine{v: v, used: kit.NewText("", kit.StyleMuted.Truncated()), room: event.Room{ID: id}}
	l.title, l.capacity, l.venue = l.input(l.storeRoom), l.input(l.storeRoom), l.input(l.storeRoom)
	l.capacity.SetPlaceHolder("–")
	l.venue.SetPlaceHolder("–")
	l.hide = kit.NewQuiet("", kit.IconNone, func() {
		hidden := !l.room.Hidden
		was := l.room.Hidden
		l.update(event.RoomUpdate{Hidden: &hidden}, event.RoomUpdate{Hidden: &was})
	})
	l.view = &fyne.Container{Layout: &lineLayout{roomWidths}, Objects: []fyne.CanvasObject{l.title, l.capacity, l.venue, l.used, l.hide}}
	return l
}

func (v *roomsView) newGroupLine(id string) *roomLine {
	l := &roomLine{v: v, used: kit.NewText("", kit.StyleMuted.Truncated()), group: event.Group{ID: id}}
	l.title = l.input(l.storeGroup)
	l.hide = kit.NewQuiet("", kit.IconNone, func() {
		hidden, was := !l.group.Hidden, l.group.Hidden
		l.updateGroup(nil, &hidden, nil, &was)
	})
	l.view = &fyne.Container{Layout: &lineLayout{groupWidths}, Objects: []fyne.CanvasObject{l.title, l.used, l.hide}}
	return l
}

// set shows a value unless somebody is typing there.
func (l *roomLine) set(e *kit.Entry, text string) {
	if l.v.p.Window.Canvas().Focused() != fyne.Focusable(e) {
		e.SetText(text)
	}
}

func (l *roomLine) showHidden(hidden bool) {
	t := l.v.p.Printer.T
	word, style := t("agenda.rooms.hide"), kit.StyleMuted
	if hidden {
		word = t("agenda.rooms.unhide")
	}
	l.hide.SetText(word)
	l.used.SetStyle(style.Truncated())
	if hidden {
		l.used.SetText(t("agenda.rooms.hidden"))
	}
}

func (l *roomLine) fillRoom(r event.Room, used string) {
	l.room = r
	l.set(l.title, r.Title)
	capacity := ""
	if r.Capacity != nil {
		capacity = strconv.Itoa(*r.Capacity)
	}
	l.set(l.capacity, capacity)
	l.set(l.venue, r.Venue)
	l.used.SetText(used)
	l.showHidden(r.Hidden)
}

func (l *roomLine) fillGroup(g event.Group, used string) {
	l.group = g
	l.set(l.title, g.Title)
	l.used.SetText(used)
	l.showHidden(g.Hidden)
}

// storeRoom writes what was typed, if it differs.
func (l *roomLine) storeRoom() {
	var u, back event.RoomUpdate
	was := l.room
	if title := strings.TrimSpace(l.title.Text); title != was.Title {
		u.Title, back.Title = &title, &was.Title
	}
	if venue := strings.TrimSpace(l.venue.Text); venue != was.Venue {
		u.Venue, back.Venue = &venue, &was.Venue
	}
	var capacity *int
	if text := strings.TrimSpace(l.capacity.Text); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			l.v.say(event.Fail(event.CodeSessionCapacity, "Value", text))
			return
		}
		capacity = &n
	}
	if (capacity == nil) != (was.Capacity == nil) || capacity != nil && *capacity != *was.Capacity {
		u.Capacity, back.Capacity = &capacity, &was.Capacity
	}
	if u != (event.RoomUpdate{}) {
		l.update(u, back)
	}
}

func (l *roomLine) update(u, back event.RoomUpdate) {
	p, id := l.v.p, l.room.ID
	write := func(u event.RoomUpdate) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := p.Service.UpdateRoom(ctx, p.Event.ID, id, u)
			return err
		}
	}
	// Until it is read again, so that leaving the input after Enter stores nothing twice.
	if u.Title != nil {
		l.room.Title = *u.Title
	}
	if u.Venue != nil {
		l.room.Venue = *u.Venue
	}
	if u.Capacity != nil {
		l.room.Capacity = *u.Capacity
	}
	l.v.store(p.Printer.T("agenda.rooms.changed", i18n.Args{"Title": l.room.Title}), write(u), write(back))
}

func (l *roomLine) storeGroup() {
	if title := strings.TrimSpace(l.title.Text); title != l.group.Title {
		was := l.group.Title
		l.updateGroup(&title, nil, &was, nil)
	}
}

func (l *roomLine) updateGroup(title *string, hidden *bool, wasTitle *string, wasHidden *bool) {
	p, id := l.v.p, l.group.ID
	write := func(title *string, hidden *bool) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := p.Service.UpdateGroup(ctx, p.Event.ID, id, title, hidden)
			return err
		}
	}
	name := l.group.Title
	if title != nil {
		name, l.group.Title = *title, *title
	}
	l.v.store(p.Printer.T("agenda.groups.changed", i18n.Args{"Title": name}), write(title, hidden), write(wasTitle, wasHidden))
}
