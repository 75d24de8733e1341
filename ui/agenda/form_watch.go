package agenda

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// touch follows what is typed: conflicts, hints, and whether there is something to save.
func (f *form) touch() {
	f.showLength()
	f.showHints()
	f.showConflicts()
}

// onKind offers what goes with the kind, and its hours.
func (f *form) onKind() {
	f.people.showRoles()
	f.suggestHours()
	f.touch()
}

// onFrom moves the end with the start: the session stays as long as it is.
func (f *form) onFrom() {
	if at, ok := parseClock(f.from.Text); ok && f.lasts >= 0 {
		end := at + f.lasts
		if end > 24*60 {
			end -= 24 * 60
		}
		f.quietly(func() { f.to.SetText(clockText(end)) })
	}
	f.touch()
}

func (f *form) onTo() {
	if from, to, err := f.span(); err == nil {
		f.lasts = int(to.Sub(from) / time.Minute)
		f.suggestHours()
	}
	f.touch()
}

func (f *form) onHours() {
	f.byHand = f.hours.Text != "" || !f.p.countsHours()
	f.touch()
}

// suggestHours follows the length until somebody types hours.
func (f *form) suggestHours() {
	if !f.byHand {
		f.quietly(func() { f.hours.SetText(f.hoursText(f.suggested())) })
	}
}

// quietly sets an input without that counting as typed.
func (f *form) quietly(set func()) {
	f.filling = true
	set()
	f.filling = false
}

// onRoom asks for the title of a room that is to be made.
func (f *form) onRoom() {
	room, _ := f.room.Value()
	f.made.Hidden = room != newRoom
	f.form.Refresh()
	if room == newRoom {
		f.p.Window.Canvas().Focus(f.making)
	}
	f.touch()
}

// showLength says how long the session is, and that it ends on another day.
func (f *form) showLength() {
	from, to, err := f.span()
	if err != nil {
		f.length.SetText(" ")
		return
	}
	text := f.p.lengthText(int(to.Sub(from) / time.Minute))
	zone := f.p.state.event.Zone()
	if day := event.DateOf(to, zone); day != event.DateOf(from, zone) && minutesOf(to.In(zone)) > 0 {
		text += separated(f.p.Printer.T("agenda.length.next"))
	}
	f.length.SetText(text)
}

// showHints says what the room takes and how the hours follow from the length.
func (f *form) showHints() {
	p, t := f.p, f.p.Printer.T
	room, _ := f.room.Value()
	kind, _ := f.kind.Value()
	f.allRooms.Hidden = kind != event.Break
	hint := t("agenda.form.capacity.none")
	if at := slices.IndexFunc(p.state.rooms, func(r event.Room) bool { return r.ID == room && room != "" }); at >= 0 && p.state.rooms[at].Capacity != nil {
		hint = t("agenda.form.capacity.room", i18n.Args{"Capacity": *p.state.rooms[at].Capacity})
	}
	f.form.Field("capacity").SetHint(hint)
	hint = t("agenda.form.hours.none")
	if n := f.suggested(); n > 0 {
		hint = t("agenda.form.hours.hint", i18n.Args{"Hours": f.hoursText(n), "Minutes": strconv.Itoa(p.state.event.HourMinutes)})
	}
	f.form.Field("hours").SetHint(hint)
}

// draftID stands for a session that has no id yet.
const draftID = "draft"

// showConflicts shows what would be wrong with the session as it is typed; nothing of it is in the way of saving.
func (f *form) showConflicts() {
	s, err := f.read()
	var known *event.Error
	if err != nil && (!errors.As(err, &known) || known.Field != "title") {
		f.latest.Cancel()
		f.showWrong(nil)
		return
	}
	if s.Start, s.End, err = f.span(); err != nil {
		return
	}
	if s.ID == "" {
		s.ID = draftID
	}
	if s.Title == "" {
		s.Title = f.p.Printer.T("agenda.form.new")
	}
	p := f.p
	programme := p.state.programme
	f.latest.Run(p.ctx, func(context.Context) ([]said, error) {
		found := programme.ConflictsOf(s)
		programme.Sessions = append(slices.DeleteFunc(slices.Clone(programme.Sessions), func(x event.Session) bool { return x.ID == s.ID }), s)
		words := make([]said, len(found))
		for i, c := range found {
			words[i] = said{p.describe(programme, c), tone(c)}
		}
		return words, nil
	}, func(words []said, _ error) { f.showWrong(words) })
}

// mostConflicts is how many are said in full above the buttons.
const mostConflicts = 2

// said is a conflict in words.
type said struct {
	text string
	tone kit.Tone
}

func (f *form) showWrong(words []said) {
	f.wrong.Objects = nil
	for i, x := range words {
		if i == mostConflicts {
			f.wrong.Add(kit.NewText(f.p.Printer.N("agenda.form.conflicts.more", len(words)-i), kit.StyleSmall))
			break
		}
		f.wrong.Add(container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, kit.VStack(0, kit.NewIconView(kit.IconWarning, x.tone.Color()))), nil,
			kit.NewParagraph(x.text, kit.TextStyle{Size: kit.SizeSmall})))
	}
	f.wrong.Hidden = len(words) == 0
	f.wrong.Refresh()
	f.p.detail.stack.Refresh()
}
