package agenda

import (
	"context"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// addDoor offers to scan at the door of a session: it goes to its checkpoint,
// or makes one.
func (d *detail) addDoor(rows *fyne.Container, s event.Session) {
	p, t := d.p, d.p.Printer.T
	door, ok := p.state.doors[s.ID]
	if !ok {
		d.door = kit.NewButton(t("agenda.door.make"), kit.IconScan, func() { p.onDoor(s) })
		rows.Add(kit.HStack(2, d.door))
		return
	}
	d.door = kit.NewButton(t("agenda.door.go"), kit.IconScan, func() { p.Navigate("checkin", door.ID) })
	rows.Add(line(kit.IconDoorIn, kit.NewParagraph(t("agenda.door.title", i18n.Args{"Title": door.Title}), kit.StyleBody),
		kit.NewText(t("checkpoint.policy."+string(door.Policy)), kit.StyleSmall)))
	rows.Add(kit.HStack(2, d.door))
}

// onDoor makes the checkpoint of a session. Where people sign up, those who
// did not are let in by hand only.
func (p *Page) onDoor(s event.Session) {
	c := event.Checkpoint{Event: p.Event.ID, Kind: event.Door, Title: s.Title, Session: s.ID, Policy: event.Once, NotEnrolled: event.Warn}
	if s.SignUp {
		c.Policy = event.EnrolledOnly
	}
	p.detail.door.SetEnabled(false) // one door, however often it is pressed
	kit.Run(p.Context, func(ctx context.Context) (event.Checkpoint, error) { return p.Service.AddCheckpoint(ctx, c) },
		func(c event.Checkpoint, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
			} else {
				kit.Toast(p.Window.Canvas(), p.Printer.T("agenda.door.made", i18n.Args{"Title": c.Title}), nil)
			}
			if p.ctx.Err() == nil {
				p.read()
			}
		})
}
