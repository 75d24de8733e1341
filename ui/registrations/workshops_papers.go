package registrations

import (
	"context"
	"io"
	"path/filepath"
	"strings"

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
	kit.FileSave(p.Window, p.planName(e, "places.plan.file", ".pdf"), func(path string) { p.savePlan(e, path) })
}

func (p *Page) onCalendar(e event.Entry) {
	kit.FileSave(p.Window, p.planName(e, "places.calendar.file", ".ics"), func(path string) { p.saveCalendar(e, path) })
}

// planName is what a file with somebody's plan is called.
func (p *Page) planName(e event.Entry, what, ending string) string {
	return p.Printer.T(what) + "-" + strings.ReplaceAll(event.Fold(e.Who.Name.Full()), " ", "-") + ending
}

// savePlan writes the plan on paper and opens it, to be printed.
func (p *Page) savePlan(e event.Entry, path string) {
	p.writePlan(path, func(ctx context.Context, w io.Writer) error {
		return p.Service.WriteAgenda(ctx, p.Event.ID, w, event.AgendaOptions{Kind: event.AgendaPersonal, Registrations: []string{e.ID}, Language: p.languageOf(e)})
	}, p.Show)
}

// saveCalendar writes the plan as a file for a calendar.
func (p *Page) saveCalendar(e event.Entry, path string) {
	p.writePlan(path, func(ctx context.Context, w io.Writer) error {
		return p.Service.WriteCalendar(ctx, p.Event.ID, w, event.CalendarOptions{Registration: e.ID, Language: p.languageOf(e)})
	}, nil)
}

// languageOf is the language of somebody's documents.
func (p *Page) languageOf(e event.Entry) string {
	if e.Who.Language != "" {
		return e.Who.Language
	}
	return i18n.Polish
}

// writePlan writes a whole file or leaves the one that was there, and shows it if it can be shown.
func (p *Page) writePlan(path string, write func(context.Context, io.Writer) error, show func(string) error) {
	kit.Run(p.Context, func(ctx context.Context) (shown bool, err error) {
		err = event.WriteFile(path, func(w io.Writer) error { return write(ctx, w) })
		return err == nil && (show == nil || show(path) == nil), err
	}, func(shown bool, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.toast(p.Printer.T("places.plan.written", i18n.Args{"Path": filepath.Base(path)}), nil)
		if !shown {
			p.say(kit.ToneAttention, p.Printer.T("programme.unopened", i18n.Args{"Path": path}))
		}
	})
}
