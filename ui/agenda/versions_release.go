package agenda

import (
	"context"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// openConflicts is how many conflicts are named before a release; the rest is
// counted.
const openConflicts = 4

// onRelease asks before the programme is made known: that cannot be taken back.
func (v *versionsView) onRelease() {
	p, t := v.p, v.p.Printer.T
	if !v.release.Disabled() {
		number := v.editions[0].Number
		note := kit.NewEntry(t("programme.note.hint"))
		form := kit.NewForm()
		form.AddObject(kit.NewParagraph(t("programme.release.about", i18n.Args{"Number": number}), kit.StyleBody))
		if len(p.state.conflicts) > 0 {
			form.AddObject(p.openConflicts())
		}
		form.Add("note", kit.NewField(t("programme.note"), note, ""))
		kit.FormDialog(p.Window, t("programme.release.title", i18n.Args{"Number": number}), form, t("programme.release.action", i18n.Args{"Number": number}),
			func(d *kit.Dialog) bool {
				v.makeKnown(note.Text, d)
				return false
			})
	}
}

// openConflicts names what is wrong with the programme; it is in nobody's way.
func (p *Page) openConflicts() fyne.CanvasObject {
	rows := kit.VStack(1, kit.HStack(2, kit.NewChip(tone(p.state.conflicts...), kit.IconWarning, p.Printer.N("programme.conflicts", len(p.state.conflicts)))))
	for i, c := range p.state.conflicts {
		if i == openConflicts {
			rows.Add(kit.NewText(p.Printer.N("programme.conflicts.more", len(p.state.conflicts)-i), kit.StyleMuted))
			break
		}
		rows.Add(kit.NewParagraph(p.sentence(c), kit.StyleSmall))
	}
	return rows
}

// makeKnown writes the release, and says what to do with it.
func (v *versionsView) makeKnown(note string, d *kit.Dialog) {
	p, t := v.p, v.p.Printer.T
	d.SetReady(false)
	kit.Run(p.Context, func(ctx context.Context) (event.Release, error) {
		return p.Service.Release(ctx, p.Event.ID, note)
	}, func(r event.Release, err error) {
		d.Close()
		if kit.ShowWayOn(p.Window, p.Printer, err) {
			return
		}
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		said := t("programme.released", i18n.Args{"Number": r.Number})
		if r.Number == 1 { // there is nothing it could have changed
			said = t("programme.released.first", i18n.Args{"Number": r.Number})
		}
		p.sayWith(kit.ToneAdmitted, said,
			kit.NewButton(t("programme.next.print"), kit.IconPrint, p.onPDF),
			kit.NewButton(t("programme.next.mail"), kit.IconMail, func() { p.Navigate("mail", "change:") }))
		p.readIfShown()
	})
}
