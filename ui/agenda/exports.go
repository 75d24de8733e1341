package agenda

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// publishing is how a programme goes out, beside its documents on paper.
type publishing interface {
	WriteCalendar(ctx context.Context, eventID string, w io.Writer, o event.CalendarOptions) error
	WriteSchedule(ctx context.Context, eventID string, w io.Writer, format string, released bool, language string) error
	Release(ctx context.Context, eventID, note string) (event.Release, error)
}

// exports writes the programme into files, one job at a time, while the page
// goes on.
type exports struct {
	p     *Page
	strip *fyne.Container // how far the job has come
	task  *kit.Task       // the last one; nil: none yet
}

// version says which programme a file is to hold, and which day of it.
type version struct {
	released bool
	day      event.Date // "": all
}

// document is one file that the programme can be written to.
type document struct {
	name    string // suggested for the file
	working string // what is said while it is written
	days    bool   // one day of it can be asked for
	write   func(ctx context.Context, w io.Writer, v version, progress event.Progress) error
}

func newExports(p *Page) *exports {
	e := &exports{p: p, strip: kit.VStack(0)}
	e.strip.Hide()
	return e
}

// busy says whether a job is under way.
func (e *exports) busy() bool { return e.task != nil && !e.task.Over() }

// free says whether a job can begin; if not, it says why.
func (e *exports) free() bool {
	if e.busy() {
		e.toast(e.p.Printer.T("programme.busy"))
	}
	return !e.busy()
}

func (e *exports) toast(text string) { kit.Toast(e.p.Window.Canvas(), text, nil) }

// ask asks where a document goes, and writes it there.
func (e *exports) ask(d document) {
	if !e.free() {
		return
	}
	v := version{released: e.wantsReleased()}
	kit.FileSave(e.p.Window, d.name, func(path string) { e.save(path, d, v) }, e.choices(d.days, &v)...)
}

// save writes a document whole, or leaves the file that was there.
func (e *exports) save(path string, d document, v version) {
	e.run(d.working, func(ctx context.Context, t *kit.Task) error {
		return writeWhole(ctx, path, func(w io.Writer) error { return d.write(ctx, w, v, t) })
	}, func() { e.written(path) })
}

// writeWhole writes a file that is there whole or not at all, even if the work
// is stopped at its end.
func writeWhole(ctx context.Context, path string, write func(io.Writer) error) error {
	return event.WriteFile(path, func(w io.Writer) error {
		if err := write(stoppable{ctx, w}); err != nil {
			return err
		}
		return ctx.Err()
	})
}

// stoppable is a file that takes nothing more once the work is stopped.
type stoppable struct {
	ctx context.Context
	io.Writer
}

// Write is part of io.Writer.
func (s stoppable) Write(data []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Writer.Write(data)
}

// run does a job away from the interface. It goes on when another page is shown.
func (e *exports) run(title string, work func(context.Context, *kit.Task) error, done func()) {
	p := e.p
	e.task = kit.RunTask(p.Context, title, func(ctx context.Context, t *kit.Task) ([]error, error) {
		err := work(ctx, t)
		return t.Notes(), err
	}, func(notes []error, err error) {
		e.show(nil)
		switch {
		case errors.Is(err, context.Canceled):
			e.toast(p.Printer.T("programme.stopped"))
		case kit.ShowWayOn(p.Window, p.Printer, err):
		case err != nil:
			p.say(kit.ToneRefused, p.Printer.Error(err))
		default:
			done()
			e.showNotes(notes)
		}
	})
	if e.busy() {
		e.show(e.task.View())
	}
}

// showNotes says what is in a document otherwise than it was written down.
func (e *exports) showNotes(notes []error) {
	const enough = 12
	if len(notes) == 0 {
		return
	}
	lines := make([]string, 0, enough)
	for _, err := range notes[:min(len(notes), enough)] {
		lines = append(lines, e.p.Printer.Error(err))
	}
	if len(notes) > enough {
		lines = append(lines, "…")
	}
	kit.Message(e.p.Window, e.p.Printer.T("programme.letters"), strings.Join(lines, "\n"))
}

// show puts the progress above the programme; none takes it away.
func (e *exports) show(progress fyne.CanvasObject) {
	e.strip.RemoveAll()
	if progress != nil {
		e.strip.Add(kit.Card("", progress))
	}
	e.strip.Hidden = progress == nil
	e.p.content.Refresh()
}

// written says that a file is there. A document is opened, to be printed; of
// what is for other programs its folder can be.
func (e *exports) written(path string) {
	p, name := e.p, filepath.Base(path)
	if strings.EqualFold(filepath.Ext(path), ".pdf") {
		e.toast(p.Printer.T("programme.written", i18n.Args{"File": name}))
		e.open(path, path)
		return
	}
	p.sayWith(kit.ToneAdmitted, p.Printer.T("programme.written", i18n.Args{"File": name}), e.folderButton(filepath.Dir(path)))
}

func (e *exports) folderButton(folder string) fyne.CanvasObject {
	return kit.NewButton(e.p.Printer.T("programme.folder"), kit.IconFolder, func() { e.open(folder, folder) })
}

// open shows a file or folder outside the program; where that fails it says
// where it is.
func (e *exports) open(what, where string) {
	p := e.p
	if p.Show == nil {
		return
	}
	kit.Run(p.Context, func(context.Context) (struct{}, error) { return struct{}{}, p.Show(what) }, func(_ struct{}, err error) {
		if err != nil {
			p.say(kit.ToneAttention, p.Printer.T("programme.unopened", i18n.Args{"Path": where}))
		}
	})
}
