package certificates

import (
	"context"
	"errors"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// job is long work: it goes on while other pages are shown.
type job struct {
	panel       *kit.Progress
	done, total atomic.Int64
	refresh     *kit.Coalescer
}

// Total is part of event.Progress.
func (j *job) Total(n int) {
	j.total.Store(int64(n))
	j.refresh.Signal()
}

// Add is part of event.Progress.
func (j *job) Add(n int) {
	j.done.Add(int64(n))
	j.refresh.Signal()
}

// start shows the progress of work. The result belongs to the shell's context, not to the one that stop
// cancels: work that was stopped reports too, and so does work whose page was left.
func start[T any](p *Page, title string, work func(ctx context.Context, j *job) (T, error), done func(r T, stopped bool, err error)) {
	ctx, stop := context.WithCancel(p.Context)
	j := &job{panel: kit.NewProgress(title, stop)}
	j.refresh = kit.NewCoalescer(0, func() { j.panel.Set(int(j.done.Load()), int(j.total.Load())) })
	p.job, p.result = j, nil
	p.show()
	kit.Run(p.Context, func(context.Context) (T, error) { return work(ctx, j) }, func(r T, err error) {
		stopped := ctx.Err() != nil
		stop()
		j.refresh.Stop()
		p.job = nil
		if stopped && errors.Is(err, context.Canceled) {
			err = nil
		}
		done(r, stopped, err)
		if p.ctx.Err() == nil {
			p.read()
		}
		p.show()
	})
}

// onSave writes every valid document into a folder.
func (p *Page) onSave() {
	var valid []event.Certificate
	for _, c := range p.state.book {
		if c.State == event.Issued {
			valid = append(valid, c)
		}
	}
	p.saveTo(valid)
}

func (p *Page) saveTo(all []event.Certificate) {
	kit.FolderOpen(p.Window, func(folder string) { p.saveIn(folder, all) })
}

// saveIn writes documents into a folder, a file each; a file that says something else is left as it is.
func (p *Page) saveIn(folder string, all []event.Certificate) {
	if len(all) == 0 {
		return
	}
	start(p, p.Printer.T("certificates.saving"), func(ctx context.Context, j *job) (event.SaveResult, error) {
		return p.Service.SaveCertificates(ctx, p.Event.ID, folder, numbers(all), j)
	}, func(r event.SaveResult, _ bool, err error) {
		var failed []kit.Failure
		for _, f := range r.Failed { // its bytes are lost: the others are not
			failed = append(failed, kit.Failure{Item: f.ID, Reason: p.Printer.Error(f.Err)})
		}
		var reveal fyne.CanvasObject
		if n := len(r.Paths); n > 0 {
			reveal = kit.NewButton(p.Printer.T("certificates.saved.show"), kit.IconFolder, func() { p.onReveal(r.Paths[n-1]) })
		}
		p.report(p.Printer.N("certificates.saved", len(r.Paths), i18n.Args{"Folder": folder}), failed, err, reveal)
	})
}

func (p *Page) onReveal(path string) {
	if err := p.Reveal(path); err != nil {
		kit.ShowError(p.Window, p.Printer, err)
	}
}

// report says how work ended. Failures stay on the page until they are put away; what went well is a toast.
func (p *Page) report(said string, failed []kit.Failure, err error, action fyne.CanvasObject) {
	t := p.Printer.T
	away := kit.NewQuiet(t("common.close"), kit.IconClose, func() {
		p.result = nil
		p.showNotices()
	})
	if err != nil {
		kit.ShowError(p.Window, p.Printer, err)
	}
	switch {
	case err != nil && action == nil && len(failed) == 0:
	case len(failed) > 0:
		p.result = p.failures(said, failed, away)
	case action != nil:
		p.result = kit.Notice(kit.ToneAdmitted, said, kit.HStack(2, action, away))
	default:
		kit.Toast(p.Window.Canvas(), said, nil)
	}
}

// failures says what went well, and names what did not with the whole reason.
func (p *Page) failures(said string, failed []kit.Failure, away fyne.CanvasObject) fyne.CanvasObject {
	head := kit.HStack(2, kit.NewChip(kit.ToneNeutral, kit.IconCheck, said),
		kit.NewChip(kit.ToneRefused, kit.IconCross, p.Printer.N("certificates.failed", len(failed))), kit.Spacer(), away)
	rows := kit.VStack(2)
	for _, f := range failed {
		name := container.New(fixedWidth(180), kit.NewText(f.Item, kit.StyleStrong.Truncated()))
		rows.Add(container.NewBorder(nil, nil, kit.VStack(0, name), nil, kit.NewParagraph(f.Reason, kit.StyleBody)))
	}
	list := container.New(fixedHeight(kit.Space(8*min(len(failed), 4))), container.NewVScroll(rows))
	return kit.NewPanel(kit.PadSides(2, 3, 2, 3, kit.VStack(2, head, list)))
}

// fixedHeight gives its one object a height.
type fixedHeight float32

// MinSize is part of fyne.Layout.
func (h fixedHeight) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, float32(h))
}

// Layout is part of fyne.Layout.
func (h fixedHeight) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }
