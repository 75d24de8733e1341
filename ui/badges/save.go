package badges

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// written is a finished file.
type written struct {
	event.BadgeResult
	path  string
	notes []error // what those who drew had to do otherwise than asked
}

// onSave asks where to write everybody's badges.
func (p *Page) onSave() {
	p.saveAs(p.options())
}

// onSaveChosen asks where to write the badges of the rows selected, printed
// ones too: a badge was lost.
func (p *Page) onSaveChosen() {
	o := p.options()
	o.Registrations, o.Unprinted, o.Changed, o.Blank = ids(p.chosen), false, false, 0
	p.saveAs(o)
}

func ids(people []person) []string {
	out := make([]string, len(people))
	for i, e := range people {
		out[i] = e.ID
	}
	return out
}

func (p *Page) saveAs(o event.BadgeOptions) {
	if p.Busy() {
		return
	}
	kit.FileSave(p.d.Window, p.fileName(), func(path string) { p.write(path, o) })
}

// fileName suggests a name that tells the files apart.
func (p *Page) fileName() string {
	title := strings.ReplaceAll(event.Fold(p.d.Event.Title), " ", "-")
	return p.d.Printer.T("badges.file", i18n.Args{"Title": title})
}

// write makes the file away from the interface. It goes on when another page
// is shown.
func (p *Page) write(path string, o event.BadgeOptions) {
	p.ask, p.cut = nil, nil
	p.task = kit.RunTask(p.d.Context, p.d.Printer.T("badges.writing"), func(ctx context.Context, t *kit.Task) (done written, err error) {
		done.path = path
		done.BadgeResult, err = p.draw(ctx, path, o, t)
		done.notes = t.Notes()
		return done, err
	}, func(done written, err error) {
		p.onWritten(done, err)
		if err == nil && len(done.notes) > 0 {
			p.showRemarks(done.notes)
		}
	})
	p.showStrip()
}

// draw writes the file whole or not at all.
func (p *Page) draw(ctx context.Context, path string, o event.BadgeOptions, progress event.Progress) (event.BadgeResult, error) {
	var res event.BadgeResult
	err := event.WriteFile(path, func(w io.Writer) (err error) {
		if res, err = p.d.Service.Badges(ctx, p.d.Event.ID, w, o, progress); err == nil {
			err = ctx.Err()
		}
		return err
	})
	return res, err
}

func (p *Page) onWritten(f written, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("badges.stopped"), nil)
	case err != nil:
		p.whenSeen(func() { kit.ShowError(p.d.Window, p.d.Printer, err) })
	default:
		if len(f.Registrations) > 0 {
			p.ask = &f
		} else {
			kit.Toast(p.d.Window.Canvas(), p.d.Printer.N("badges.saved", f.Badges), nil)
		}
		p.open(f.path)
	}
	p.showStrip()
	p.showSum()
}

// showRemarks names those whose badges are not quite as they were written down.
func (p *Page) showRemarks(all []error) {
	const enough = 12
	var lines []string
	for i, err := range all {
		if i == enough {
			lines = append(lines, "…")
			break
		}
		lines = append(lines, p.d.Printer.Error(err))
	}
	p.whenSeen(func() { kit.Message(p.d.Window, p.d.Printer.T("badges.letters"), strings.Join(lines, "\n")) })
}

// open shows the file in the system's viewer, from which it is printed.
func (p *Page) open(path string) {
	if p.d.Open == nil {
		return
	}
	kit.Run(p.d.Context, func(context.Context) (struct{}, error) { return struct{}{}, p.d.Open(path) },
		func(_ struct{}, err error) {
			if err != nil {
				p.whenSeen(func() { kit.Unopened(p.d.Window, path) })
			}
		})
}

// showStrip shows the progress, or asks whether the print is good.
func (p *Page) showStrip() {
	w, strip := p.d.Printer, p.view.strip
	strip.RemoveAll()
	switch {
	case p.Busy():
		strip.Add(kit.PadSides(3, 0, 0, 0, kit.Card("", p.task.View())))
	case p.ask != nil:
		f := *p.ask
		text := w.N("badges.ask", f.Badges, i18n.Args{"File": filepath.Base(f.path)})
		if f.Already > 0 {
			text += " " + w.N("badges.print.already", f.Already)
		}
		buttons := kit.HStack(2,
			kit.NewButton(w.N("badges.ask.yes", len(f.Registrations)), kit.IconCheck, func() { p.record(f.Prints, len(f.Registrations)) }),
			kit.NewButton(w.T("badges.ask.no"), kit.IconNone, p.dismiss))
		strip.Add(kit.PadSides(3, 0, 0, 0, kit.Notice(kit.ToneInfo, text, buttons)))
	case p.cut != nil:
		again := w.T("badges.print.rest")
		if p.cut.done == 0 {
			again = w.T("common.retry")
		}
		buttons := kit.HStack(2, kit.NewButton(again, kit.IconPrint, p.onRest), kit.NewButton(w.T("badges.print.enough"), kit.IconNone, p.dismiss))
		strip.Add(kit.PadSides(3, 0, 0, 0, kit.Notice(kit.ToneAttention, p.cutWords(*p.cut), buttons)))
	}
	if len(strip.Objects) == 0 {
		strip.Hide()
	} else {
		strip.Show()
	}
	p.content.Refresh()
}

// dismiss leaves the badges as not printed.
func (p *Page) dismiss() {
	p.ask, p.cut = nil, nil
	p.showStrip()
}

// onMarkChosen remembers that the badges of the rows selected are on paper.
func (p *Page) onMarkChosen() {
	if len(p.chosen) > 0 {
		p.mark("", ids(p.chosen))
	}
}

// mark remembers that badges are on paper that were printed elsewhere.
func (p *Page) mark(layout string, registrations []string) {
	p.remember(len(registrations), func(ctx context.Context) error {
		return p.d.Service.MarkPrinted(ctx, p.d.Event.ID, layout, registrations)
	})
}

// record remembers that the badges of a file are on paper.
func (p *Page) record(prints []event.BadgePrint, count int) {
	p.remember(count, func(ctx context.Context) error { return p.d.Service.RecordPrints(ctx, p.d.Event.ID, "", prints) })
}

// acting says in the log of prints who it was.
func (p *Page) acting(ctx context.Context) context.Context {
	if p.d.Desk == nil || event.Actor(ctx) != "" {
		return ctx
	}
	return event.WithActor(ctx, p.d.Desk())
}

func (p *Page) remember(count int, work func(context.Context) error) {
	p.ask = nil
	p.showStrip()
	act(p, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(p.acting(ctx)) }, func(struct{}) {
		kit.Toast(p.d.Window.Canvas(), p.d.Printer.N("badges.marked", count), nil)
	})
}
