package agenda

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"zlot/event"
	"zlot/ui/kit"
)

// onCalendar writes the calendar of the whole event.
func (e *exports) onCalendar() {
	t := e.p.Printer.T
	e.ask(e.calendar(event.Room{}, t("programme.calendar.file")))
}

// onRoomCalendar writes the calendar of one room.
func (p *Page) onRoomCalendar(room event.Room) {
	p.exports.ask(p.exports.calendar(room, calendarName(room.Title)))
}

// calendar is the calendar of a room, or of the whole event.
func (e *exports) calendar(room event.Room, name string) document {
	return document{name: name, working: e.p.Printer.T("programme.calendar.writing"),
		write: func(ctx context.Context, w io.Writer, v version, _ event.Progress) error {
			return e.writeCalendar(ctx, w, room, v)
		}}
}

func (e *exports) writeCalendar(ctx context.Context, w io.Writer, room event.Room, v version) error {
	return e.p.Service.WriteCalendar(ctx, e.p.Event.ID, w, event.CalendarOptions{Room: room.ID, Released: v.released, Language: e.p.Printer.Lang()})
}

// onSchedule writes the programme in a format of the conference world.
func (e *exports) onSchedule(format string) {
	p := e.p
	e.ask(document{name: "schedule." + format, working: p.Printer.T("programme.schedule.writing"),
		write: func(ctx context.Context, w io.Writer, v version, _ event.Progress) error {
			return p.Service.WriteSchedule(ctx, p.Event.ID, w, format, v.released, p.Printer.Lang())
		}})
}

// onChooseRoom asks which room a calendar is for.
func (e *exports) onChooseRoom() {
	p, t := e.p, e.p.Printer.T
	var options []kit.Option[string]
	for _, r := range e.rooms() {
		options = append(options, kit.Option[string]{Value: r.ID, Text: r.Title})
	}
	choice := kit.NewSelect(options, nil)
	if s, ok := p.state.session(p.chosen); ok {
		choice.SetValue(s.Room)
	}
	form := kit.NewForm().Add("room", kit.NewField(t("field.room"), choice, t("programme.calendar.hint")))
	kit.FormDialog(p.Window, t("programme.calendar.room.title"), form, t("common.next"), func(d *kit.Dialog) bool {
		d.Close()
		id, _ := choice.Value()
		for _, r := range e.rooms() {
			if r.ID == id {
				p.onRoomCalendar(r)
			}
		}
		return false
	})
}

// onAllRooms asks for the folder that gets a calendar of each room.
func (e *exports) onAllRooms() {
	if !e.free() {
		return
	}
	v := version{released: e.wantsReleased()}
	kit.FolderOpen(e.p.Window, func(folder string) { e.askOver(folder, v) }, e.choices(false, &v)...)
}

// askOver asks before calendars that are in the folder are replaced: people may
// have taken them from there.
func (e *exports) askOver(folder string, v version) {
	p := e.p
	there := 0
	for _, name := range calendarNames(e.rooms()) {
		if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
			there++
		}
	}
	if there == 0 {
		e.saveRooms(folder, v)
		return
	}
	kit.Confirm(p.Window, p.Printer.T("programme.replace"), p.Printer.N("programme.replace.about", there), p.Printer.T("programme.replace.action"),
		func() { e.saveRooms(folder, v) })
}

// saveRooms writes the calendar of each room into a folder. Those that are
// written when it is stopped are whole.
func (e *exports) saveRooms(folder string, v version) {
	p, rooms := e.p, e.rooms()
	names := calendarNames(rooms)
	e.run(p.Printer.T("programme.calendar.rooms.writing"), func(ctx context.Context, t *kit.Task) error {
		t.Total(len(rooms))
		for i, room := range rooms {
			err := writeWhole(ctx, filepath.Join(folder, names[i]), func(w io.Writer) error { return e.writeCalendar(ctx, w, room, v) })
			if err != nil {
				return err
			}
			t.Add(1)
		}
		return nil
	}, func() {
		p.sayWith(kit.ToneAdmitted, p.Printer.N("programme.calendar.rooms.written", len(rooms)), e.folderButton(folder))
	})
}

// calendarNames are the names of the rooms' calendars, no two alike.
func calendarNames(rooms []event.Room) []string {
	names, taken := make([]string, len(rooms)), map[string]bool{}
	for i, r := range rooms {
		name := calendarName(r.Title)
		for n := 2; taken[name]; n++ {
			name = calendarName(fmt.Sprint(r.Title, " ", n))
		}
		names[i], taken[name] = name, true
	}
	return names
}

// calendarName is a name that every file system takes.
func calendarName(title string) string {
	name := event.PlainName(title)
	if name == "" {
		name = "sala"
	}
	return name + ".ics"
}
