package checkin

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

const (
	// mostDays is for how many days of an event meals are offered.
	mostDays = 4
	// mostRooms is for how many rooms a door is offered.
	mostRooms = 6
	// narrowPoints is the width of the page, in steps, below which nothing stands
	// beside each other that need not.
	narrowPoints = 250
)

// preset is one or several checkpoints that are added with one click.
type preset struct {
	icon   kit.Icon
	text   string
	points []event.Checkpoint
}

// makePresets are what the event may still need, in the order of a day.
func (m *points) makePresets() []preset {
	w, id := m.p.d.Printer, m.p.d.Event.ID
	var all []preset
	one := func(c event.Checkpoint) {
		c.Event = id
		if m.exists(c) {
			return
		}
		all = append(all, preset{kindIcons[c.Kind], c.Title, []event.Checkpoint{c}})
	}
	one(event.Checkpoint{Kind: event.Desk, Title: w.T("checkpoint.desk.title"), Policy: event.OnceADay})
	if doors := m.workshopDoors(); len(doors) > 0 {
		all = append(all, preset{kit.IconDoorIn, w.N("checkin.preset.doors", len(doors)), doors})
	}
	for i, day := range m.days() {
		name := i18n.Args{"Day": i + 1}
		opens, closes := m.between(day, 12, 16)
		one(event.Checkpoint{Kind: event.Meal, Title: w.T("checkin.preset.lunch", name), Policy: event.Once, Opens: opens, Closes: closes})
	}
	for i, day := range m.days() {
		opens, closes := m.between(day, 17, 22)
		one(event.Checkpoint{Kind: event.Meal, Title: w.T("checkin.preset.supper", i18n.Args{"Day": i + 1}), Policy: event.Once, Opens: opens, Closes: closes})
	}
	one(event.Checkpoint{Kind: event.Gift, Title: w.T("checkin.preset.pack"), Policy: event.Once})
	one(event.Checkpoint{Kind: event.Desk, Title: w.T("checkin.preset.gate"), Policy: event.InOut})
	for _, room := range m.rooms[:min(len(m.rooms), mostRooms)] {
		one(event.Checkpoint{Kind: event.Door, Title: room.Title, Room: room.ID, Policy: event.OnceASession, NotEnrolled: event.Warn})
	}
	return all
}

// exists tells whether the event has such a checkpoint already.
func (m *points) exists(c event.Checkpoint) bool {
	return slices.ContainsFunc(slices.Concat(m.p.checkpoints, m.p.closedOnes), func(o event.Checkpoint) bool {
		if c.Room != "" {
			return o.Room == c.Room
		}
		return o.Title == c.Title || (c.Kind == event.Desk && c.Policy == event.OnceADay && o.Kind == event.Desk && o.Policy != event.InOut)
	})
}

// workshopDoors are the doors of all sessions that people sign up for and that
// have none yet.
func (m *points) workshopDoors() []event.Checkpoint {
	var doors []event.Checkpoint
	for _, s := range m.sessions {
		if !s.SignUp || s.Dropped || slices.ContainsFunc(slices.Concat(m.p.checkpoints, m.p.closedOnes), func(c event.Checkpoint) bool { return c.Session == s.ID }) {
			continue
		}
		doors = append(doors, event.Checkpoint{Event: m.p.d.Event.ID, Kind: event.Door, Title: s.Title, Session: s.ID,
			Policy: event.EnrolledOnly, NotEnrolled: event.Warn})
	}
	return doors
}

// days are the days on which something takes place, from the event's first one.
func (m *points) days() []event.Date {
	var days []event.Date
	for _, s := range m.sessions {
		if day := event.DateOf(s.Start, m.p.zone); !s.Dropped && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	if len(days) == 0 && m.p.d.Event.Start != "" {
		days = append(days, m.p.d.Event.Start)
	}
	slices.Sort(days)
	return days[:min(len(days), mostDays)]
}

// between is from one full hour of a day to another.
func (m *points) between(day event.Date, from, to int) (opens, closes time.Time) {
	at, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return opens, closes
	}
	hour := func(h int) time.Time { return time.Date(at.Year(), at.Month(), at.Day(), h, 0, 0, 0, m.p.zone) }
	return hour(from), hour(to)
}

// showPresets offers what can be added with one click.
func (m *points) showPresets() {
	w := m.p.d.Printer
	if m.p.refused(event.DoSettings) != nil {
		m.presets.RemoveAll()
		return
	}
	box := kit.VStack(2, kit.NewParagraph(w.T("checkin.preset.hint"), kit.StyleMuted))
	var row *fyne.Container
	for _, pr := range m.makePresets() {
		button := kit.NewButton(pr.text, pr.icon, func() { m.add(pr) })
		if row == nil || len(row.Objects) == 2 || m.narrow() {
			row = kit.Columns(2)
			box.Add(row)
		}
		row.Add(button)
	}
	box.Add(kit.HStack(0, kit.NewQuiet(w.T("checkin.preset.own"), kit.IconPlus, m.addOwn)))
	m.presets.Objects = []fyne.CanvasObject{kit.Card(w.T("checkin.preset.title"), box)}
	m.presets.Refresh()
}

// narrow: there is no room for two buttons beside each other and for the list.
func (m *points) narrow() bool {
	width := m.p.view.root.Size().Width
	return width > 0 && width < kit.Space(narrowPoints)
}

// addOwn adds a checkpoint whose name and policy are then typed.
func (m *points) addOwn() {
	c := event.Checkpoint{Event: m.p.d.Event.ID, Kind: event.Gift, Title: m.p.d.Printer.T("checkin.preset.own_title"), Policy: event.Once}
	m.add(preset{points: []event.Checkpoint{c}})
}

// add adds the checkpoints of a preset; it can be undone, by closing them.
func (m *points) add(pr preset) {
	p, w := m.p, m.p.d.Printer
	kit.Run(p.d.Context, func(ctx context.Context) (added []event.Checkpoint, err error) {
		for _, c := range pr.points {
			c, err = p.d.Service.AddCheckpoint(ctx, c)
			if err != nil {
				return added, err
			}
			added = append(added, c)
		}
		return added, nil
	}, func(added []event.Checkpoint, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, w, err)
		}
		if len(added) > 0 {
			m.asked = added[0].ID
			kit.Toast(p.d.Window.Canvas(), w.N("checkin.preset.added", len(added), i18n.Args{"Title": added[0].Title}), func() { m.remove(added) })
		}
		p.queryCheckpoints()
	})
}

// remove closes what was just added.
func (m *points) remove(added []event.Checkpoint) {
	p, closed := m.p, true
	kit.Run(p.d.Context, func(ctx context.Context) (struct{}, error) {
		for _, c := range added {
			if _, err := p.d.Service.EditCheckpoint(ctx, c.ID, event.CheckpointUpdate{Closed: &closed}); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	}, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(p.d.Window, p.d.Printer, err)
		}
		p.queryCheckpoints()
	})
}
