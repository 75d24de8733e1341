package registrations

import (
	"context"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// makePlan offers somebody's own plan, on paper and for a calendar.
func (d *detail) makePlan(e event.Entry) fyne.CanvasObject {
	p, t := d.p, d.p.Printer.T
	return kit.HStack(2, kit.NewButton(t("places.plan.paper"), kit.IconPrint, func() { p.onPersonalPlan(e) }),
		kit.NewButton(t("places.plan.calendar"), kit.IconAgenda, func() { p.onCalendar(e) }))
}

func (p *Page) onPersonalPlan(e event.Entry) {
	p.askPlan(e, "exports.plan.one", p.savePlan)
}

func (p *Page) onCalendar(e event.Entry) {
	p.askPlan(e, "exports.calendar.one", p.saveCalendar)
}

// askPlan asks where somebody's plan goes. Where the draft is not what was last
// made known, which of them goes out is chosen there, as on the agenda's page.
func (p *Page) askPlan(e event.Entry, name string, save func(e event.Entry, path string, released bool)) {
	t := p.Printer.T
	kit.Run(p.Context, func(ctx context.Context) (event.Programme, error) { return p.Service.Programme(ctx, p.Event.ID) },
		func(now event.Programme, err error) {
			if err != nil {
				kit.ShowError(p.Window, p.Printer, err)
				return
			}
			released := false
			var choices []fyne.CanvasObject
			if now.Released != nil && len(now.Changes()) > 0 {
				released = kit.WantsReleased()
				version := t("programme.version", i18n.Args{"Number": now.Released.Number})
				choices = append(choices, kit.NewReleasedSelect(version, t("programme.draft"), &released))
			}
			kit.FileSave(p.Window, t(name, i18n.Args{"Name": e.Who.Name.PlainName()}), func(path string) { save(e, path, released) }, choices...)
		})
}

// savePlan writes the plan on paper and opens it, to be printed.
func (p *Page) savePlan(e event.Entry, path string, released bool) {
	p.writePlan(path, func(ctx context.Context, w io.Writer) error {
		return p.Service.WriteAgenda(ctx, p.Event.ID, w, event.AgendaOptions{Kind: event.AgendaPersonal, Registrations: []string{e.ID}, Released: released, Language: p.languageOf(e)})
	}, func() {
		p.toast(p.Printer.T("programme.written", i18n.Args{"File": filepath.Base(path)}), nil)
		p.showOutside(path, path)
	})
}

// saveCalendar writes the plan as a file for a calendar, to be sent: its folder
// can be opened.
func (p *Page) saveCalendar(e event.Entry, path string, released bool) {
	p.writePlan(path, func(ctx context.Context, w io.Writer) error {
		return p.Service.WriteCalendar(ctx, p.Event.ID, w, event.CalendarOptions{Registration: e.ID, Released: released, Language: p.languageOf(e)})
	}, func() {
		folder := filepath.Dir(path)
		p.sayWith(kit.ToneAdmitted, p.Printer.T("programme.written", i18n.Args{"File": filepath.Base(path)}),
			kit.NewButton(p.Printer.T("programme.folder"), kit.IconFolder, func() { p.showOutside(folder, folder) }))
	})
}

// languageOf is the language of somebody's documents.
func (p *Page) languageOf(e event.Entry) string {
	if e.Who.Language != "" {
		return e.Who.Language
	}
	return i18n.Polish
}

// writePlan writes a whole file or leaves the one that was there.
func (p *Page) writePlan(path string, write func(context.Context, io.Writer) error, done func()) {
	kit.Run(p.Context, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, event.WriteFile(path, func(w io.Writer) error { return write(ctx, w) })
	}, func(_ struct{}, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		done()
	})
}

// showOutside opens a file or folder outside the program; where that fails it says where it is.
func (p *Page) showOutside(what, where string) {
	if p.Show == nil {
		return
	}
	kit.Run(p.Context, func(context.Context) (struct{}, error) { return struct{}{}, p.Show(what) }, func(_ struct{}, err error) {
		if err != nil {
			p.say(kit.ToneAttention, p.Printer.T("programme.unopened", i18n.Args{"Path": where}))
		}
	})
}
