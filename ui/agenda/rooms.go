package agenda

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// roomsView is where rooms and groups are added, renamed and hidden. Every input is stored when it is left.
type roomsView struct {
	p       *Page
	view    fyne.CanvasObject
	notices *fyne.Container
	rooms   *fyne.Container
	groups  *fyne.Container
	lines   map[string]*roomLine // by room or group
	newRoom *kit.Entry
	newOne  *kit.Entry // group
	travel  *kit.Entry
	far     *fyne.Container
}

// onRooms opens the view.
func (p *Page) onRooms() {
	p.leaveForm(func() {
		p.halls = newRoomsView(p)
		p.halls.show()
		p.content.Objects = []fyne.CanvasObject{p.halls.view}
		p.content.Refresh()
	})
}

// closeRooms goes back to the programme. What is being typed is stored first: leaving an input does that.
func (p *Page) closeRooms() {
	p.Window.Canvas().Unfocus()
	p.halls = nil
	p.content.Objects = []fyne.CanvasObject{p.main}
	p.show()
}

func newRoomsView(p *Page) *roomsView {
	t := p.Printer.T
	v := &roomsView{p: p, notices: kit.VStack(2), rooms: kit.VStack(1), groups: kit.VStack(1), lines: map[string]*roomLine{}, far: kit.VStack(2)}
	v.newRoom = v.newInput(t("agenda.rooms.new"), v.addRoom)
	v.newOne = v.newInput(t("agenda.groups.new"), v.addGroup)
	v.travel = kit.NewEntry("")
	v.travel.SetMinWidth(kit.Space(15))
	v.travel.OnSubmitted = func(string) { v.setTravel() }
	v.travel.OnFocusLost = v.setTravel
	add := func(in *kit.Entry, do func()) fyne.CanvasObject {
		return kit.PadSides(2, 1, 1, 0, container.NewBorder(nil, nil, nil, kit.PadSides(0, 0, 0, 2, kit.NewButton(t("common.add"), kit.IconPlus, do)), in))
	}
	v.far.Add(kit.Section(t("agenda.travel.title")))
	v.far.Add(kit.HStack(2, v.travel, kit.NewText(t("agenda.travel.minutes"), kit.StyleBody)))
	v.far.Add(kit.NewParagraph(t("agenda.travel.hint"), kit.StyleSmall))
	rooms := kit.Card(t("agenda.rooms.title"), kit.NewVScroll(kit.VStack(1, v.heading(), v.rooms, add(v.newRoom, v.addRoom))))
	groups := kit.Card(t("agenda.groups.title"), kit.NewVScroll(kit.VStack(1, v.groups, add(v.newOne, v.addGroup), kit.Gap(4), v.far)))
	header := kit.PageHeader(t("agenda.rooms.view"), t("agenda.rooms.hint"), kit.NewPrimary(t("agenda.rooms.done"), kit.IconCheck, p.closeRooms))
	v.notices.Hide()
	v.view = kit.Page(header, container.NewBorder(v.notices, nil, nil, nil, container.New(&widerLeft{}, rooms, groups)))
	return v
}

// widerLeft gives the left card about two thirds.
type widerLeft struct{}

// MinSize is part of fyne.Layout.
func (widerLeft) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+kit.Space(4), max(a.Height, b.Height))
}

// Layout is part of fyne.Layout.
func (widerLeft) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := max((size.Width-kit.Space(4))*0.34, o[1].MinSize().Width)
	o[0].Resize(fyne.NewSize(size.Width-right-kit.Space(4), size.Height))
	o[1].Move(fyne.NewPos(size.Width-right, 0))
	o[1].Resize(fyne.NewSize(right, size.Height))
}

func (v *roomsView) newInput(placeholder string, submit func()) *kit.Entry {
	e := kit.NewEntry(placeholder)
	e.SetMinWidth(leastInput)
	e.OnSubmitted = func(string) { submit() }
	return e
}

// show paints rooms and groups as they are now; what somebody is typing stays.
func (v *roomsView) show() {
	p := v.p
	used := map[string]int{}
	for _, s := range p.state.sessions {
		used[s.Room]++
	}
	members := map[string]int{}
	for _, e := range p.state.programme.Entries {
		if e.Status != event.Cancelled {
			members[e.Group]++
		}
	}
	var rooms, groups []fyne.CanvasObject
	for _, r := range p.state.rooms {
		l := v.line(r.ID, func() *roomLine { return v.newRoomLine(r.ID) })
		l.fillRoom(r, p.Printer.N("agenda.rooms.sessions", used[r.ID]))
		rooms = append(rooms, l.view)
	}
	for _, g := range p.state.programme.Groups {
		l := v.line(g.ID, func() *roomLine { return v.newGroupLine(g.ID) })
		l.fillGroup(g, p.Printer.N("common.people", members[g.ID]))
		groups = append(groups, l.view)
	}
	v.rooms.Objects, v.groups.Objects = rooms, groups
	if p.Window.Canvas().Focused() != fyne.Focusable(v.travel) {
		v.travel.SetText(strconv.Itoa(int(p.state.event.TravelTime().Minutes())))
	}
	v.rooms.Refresh()
	v.groups.Refresh()
}

func (v *roomsView) line(id string, make func() *roomLine) *roomLine {
	if v.lines[id] == nil {
		v.lines[id] = make()
	}
	return v.lines[id]
}

// say shows why something was not stored.
func (v *roomsView) say(err error) {
	v.notices.Objects = nil
	if err != nil {
		v.notices.Add(kit.PadSides(0, 0, 3, 0, kit.Notice(kit.ToneRefused, v.p.Printer.Error(err), nil)))
	}
	v.notices.Hidden = err == nil
	v.p.content.Refresh()
}

// store runs a use case and says how it went; undo writes what was there before.
func (v *roomsView) store(label string, work func(context.Context) error, undo func(context.Context) error) {
	v.storeThen(label, work, undo, func() {})
}

// storeThen is store, and does something once that is stored.
func (v *roomsView) storeThen(label string, work func(context.Context) error, undo func(context.Context) error, stored func()) {
	p := v.p
	kit.Run(p.Context, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		v.say(err)
		if err != nil {
			return
		}
		stored()
		var back func()
		if undo != nil {
			back = func() { v.store(p.Printer.T("agenda.undone", i18n.Args{"Label": label}), undo, nil) }
		}
		kit.Toast(p.Window.Canvas(), label, back)
		p.readIfShown()
	})
}

func (v *roomsView) addRoom() {
	title := strings.TrimSpace(v.newRoom.Text)
	if title == "" {
		return
	}
	p := v.p
	v.storeThen(p.Printer.T("agenda.rooms.added", i18n.Args{"Title": title}), func(ctx context.Context) error {
		_, err := p.Service.AddRoom(ctx, event.Room{Event: p.Event.ID, Title: title})
		return err
	}, nil, func() { v.empty(v.newRoom, title) })
	p.Window.Canvas().Focus(v.newRoom)
}

// empty makes an input ready for the next name, unless that is being typed already.
func (v *roomsView) empty(in *kit.Entry, stored string) {
	if strings.TrimSpace(in.Text) == stored {
		in.SetText("")
	}
}

func (v *roomsView) addGroup() {
	title := strings.TrimSpace(v.newOne.Text)
	if title == "" {
		return
	}
	p := v.p
	v.storeThen(p.Printer.T("agenda.groups.added", i18n.Args{"Title": title}), func(ctx context.Context) error {
		_, err := p.Service.AddGroup(ctx, event.Group{Event: p.Event.ID, Title: title})
		return err
	}, nil, func() { v.empty(v.newOne, title) })
	p.Window.Canvas().Focus(v.newOne)
}

// setTravel stores how long people need from one building to another.
func (v *roomsView) setTravel() {
	p := v.p
	was := int(p.state.event.TravelTime().Minutes())
	now, err := strconv.Atoi(strings.TrimSpace(v.travel.Text))
	if err != nil || now < 1 || now > 600 {
		v.travel.SetText(strconv.Itoa(was))
		return
	}
	if now == was {
		return
	}
	set := func(minutes int) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := p.Service.UpdateEvent(ctx, p.Event.ID, event.EventUpdate{Travel: &minutes})
			return err
		}
	}
	v.store(p.Printer.T("agenda.travel.done"), set(now), set(was))
}
