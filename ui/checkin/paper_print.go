package checkin

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// mostLines is how many lines can be chosen.
const mostLines = 6

// What sessions get lists; else it is the id of one.
const (
	sessionsNone   = ""
	sessionsSignUp = "sign-up"
	sessionsAll    = "all"
)

// paperPrint is the part of the page that makes the lists.
type paperPrint struct {
	p        *Paper
	view     fyne.CanvasObject
	desk     *kit.Check
	lines    *kit.Select[int]
	sessions *kit.Select[string]
	codes    *kit.Check
	pages    *kit.Paragraph // how many the lists have
	counted  kit.Latest[[2]int]
	split    *kit.Paragraph
	save     *kit.Button
	signs    *kit.Button
	strip    *fyne.Container // progress
	all      []event.Session
	count    int // lines that the people are divided into
}

func newPaperPrint(p *Paper) *paperPrint {
	t := p.d.Printer.T
	v := &paperPrint{p: p, strip: container.NewStack()}
	v.desk = kit.NewCheck(t("paper.print.desk"), true, func(bool) { v.show() })
	v.codes = kit.NewCheck(t("paper.print.codes"), false, nil)
	options := make([]kit.Option[int], mostLines)
	for i := range options {
		options[i] = kit.Option[int]{Value: i + 1, Text: p.d.Printer.N("paper.print.lines", i+1)}
	}
	v.lines = kit.NewSelect(options, func(n int) {
		if n != p.d.Lines() {
			p.d.SetLines(n)
			v.query()
		}
	})
	v.sessions = kit.NewSelect[string](nil, func(string) { v.show() })
	v.pages = kit.NewParagraph("", kit.StyleMuted)
	v.split = kit.NewParagraph("", kit.StyleMuted)
	v.save = kit.NewPrimary(t("paper.print.save"), kit.IconPrint, v.onSave)
	v.signs = kit.NewButton(t("paper.print.signs"), kit.IconPeople, v.onSigns)
	form := kit.NewForm().
		AddObject(v.desk).
		Add("lines", kit.NewField(t("paper.print.lines.label"), v.lines, t("paper.print.lines.hint"))).
		AddObject(v.split).
		Add("sessions", kit.NewField(t("paper.print.sessions"), v.sessions, "")).
		AddObject(v.codes).
		AddObject(kit.NewParagraph(t("paper.print.codes.hint"), kit.StyleSmall)).
		AddObject(v.pages)
	left := kit.Card(t("paper.print.title"), kit.VStack(4, form, v.strip, kit.HStack(2, v.save, v.signs)))
	steps := kit.VStack(3)
	for i, text := range []string{t("paper.how.1"), t("paper.how.2"), t("paper.how.3"), t("paper.how.4")} {
		number := kit.NewText(p.d.Printer.Number(float64(i+1), 0), kit.StyleSection.In(kit.ColorPrimary))
		steps.Add(container.NewBorder(nil, nil, kit.PadSides(0, 3, 0, 0, kit.VStack(0, number)), nil, kit.NewParagraph(text, kit.StyleBody)))
	}
	right := kit.Card(t("paper.how"), steps)
	v.view = kit.NewVScroll(kit.Columns(4, kit.VStack(0, left), kit.VStack(0, right)))
	return v
}

// query divides the people into the lines chosen.
func (v *paperPrint) query() {
	p := v.p
	n := min(max(p.d.Lines(), 1), mostLines)
	v.lines.SetValue(n)
	p.asked.Run(p.ctx, func(ctx context.Context) (paperSplit, error) { return p.splitInto(ctx, n) }, func(s paperSplit, err error) {
		if err != nil {
			v.split.SetText(p.d.Printer.Error(err))
			return
		}
		v.count = len(s.queues)
		words := make([]string, len(s.queues))
		for i, q := range s.queues {
			words[i] = p.d.Printer.N("paper.print.line", q.People, i18n.Args{"Letters": q.Label()})
		}
		if s.unconfirmed > 0 {
			words = append(words, p.d.Printer.T("paper.unconfirmed", i18n.Args{"Count": s.unconfirmed}))
		}
		v.split.SetText(strings.Join(words, " · "))
		if len(s.queues) == 0 {
			v.split.SetText(p.d.Printer.T("paper.print.nobody"))
		}
		v.show()
	})
}

// paperSplit is how the people are divided, and how many stand on the lists besides.
type paperSplit struct {
	queues      []event.Queue
	unconfirmed int
}

func (p *Paper) splitInto(ctx context.Context, n int) (s paperSplit, err error) {
	if s.queues, err = p.d.Service.Queues(ctx, p.d.Event.ID, n); err != nil {
		return s, err
	}
	entries, err := p.d.Store.Entries(ctx, event.EntryFilter{Event: p.d.Event.ID})
	for _, e := range entries {
		if e.Status != event.Confirmed && e.Status != event.Cancelled && !e.Who.Erased {
			s.unconfirmed++
		}
	}
	return s, err
}

// setSessions offers the sessions that people come to.
func (v *paperPrint) setSessions(all []event.Session) {
	w := v.p.d.Printer
	v.all = nil
	signUp := 0
	for _, ss := range all {
		if ss.OnPaper() {
			v.all = append(v.all, ss)
			if ss.SignUp {
				signUp++
			}
		}
	}
	options := []kit.Option[string]{{Value: sessionsNone, Text: w.T("paper.print.sessions.none")}}
	if signUp > 0 {
		options = append(options, kit.Option[string]{Value: sessionsSignUp, Text: w.N("paper.print.sessions.signup", signUp)})
	}
	if len(v.all) > 0 {
		options = append(options, kit.Option[string]{Value: sessionsAll, Text: w.N("paper.print.sessions.all", len(v.all))})
	}
	for _, ss := range v.all {
		start := ss.Start.In(v.p.zone)
		options = append(options, kit.Option[string]{Value: ss.ID, Text: w.ShortDate(start) + ", " + w.Time(start) + " · " + ss.Title})
	}
	chosen, known := v.sessions.Value()
	v.sessions.SetOptions(options)
	switch {
	case known:
		v.sessions.SetValue(chosen)
	case signUp > 0:
		v.sessions.SetValue(sessionsSignUp)
	default:
		v.sessions.SetValue(sessionsNone)
	}
	v.show()
}

// chosen are the ids of the sessions that get lists.
func (v *paperPrint) chosen() (ids []string) {
	which, _ := v.sessions.Value()
	for _, ss := range v.all {
		if ss.ID == which || which == sessionsAll || (which == sessionsSignUp && ss.SignUp) {
			ids = append(ids, ss.ID)
		}
	}
	return ids
}

func (v *paperPrint) show() {
	busy := v.p.task != nil && !v.p.task.Over()
	v.save.SetEnabled(!busy && ((v.desk.Checked() && v.count > 0) || len(v.chosen()) > 0))
	v.signs.SetEnabled(!busy && v.count > 0)
	v.countPages()
}

// options are what is chosen.
func (v *paperPrint) options() event.PaperOptions {
	return event.PaperOptions{Desk: v.desk.Checked(), Sessions: v.chosen(), Queues: v.p.d.Lines(), Codes: v.codes.Checked(), Language: v.p.d.Printer.Lang()}
}

// countPages says how many pages the lists have, without codes and with them,
// by making them: nobody guesses that well.
func (v *paperPrint) countPages() {
	p, o := v.p, v.options()
	if (!o.Desk || v.count == 0) && len(o.Sessions) == 0 {
		v.counted.Cancel()
		v.pages.SetText("")
		return
	}
	v.counted.Run(p.ctx, func(ctx context.Context) (pages [2]int, err error) {
		for i, codes := range []bool{false, true} {
			o.Codes = codes
			res, err := p.d.Service.Paper(ctx, p.d.Event.ID, io.Discard, o)
			if err != nil {
				return pages, err
			}
			pages[i] = res.Pages
		}
		return pages, nil
	}, func(pages [2]int, err error) {
		if err != nil {
			v.pages.SetText("") // it is said when they are made
			return
		}
		v.pages.SetText(p.d.Printer.T("paper.print.pages", i18n.Args{"Plain": pages[0], "Codes": pages[1]}))
	})
}

func (v *paperPrint) onSave() {
	v.saveAs(v.p.d.Printer.T("paper.file.lists", v.title()), v.options(), func(res event.PaperResult, args i18n.Args) string {
		return v.p.d.Printer.N("paper.written.lists", res.Lists, args)
	})
}

func (v *paperPrint) onSigns() {
	o := event.PaperOptions{Signs: true, Queues: v.p.d.Lines()}
	v.saveAs(v.p.d.Printer.T("paper.file.signs", v.title()), o, func(res event.PaperResult, args i18n.Args) string {
		return v.p.d.Printer.N("paper.written.signs", res.Lists, args)
	})
}

// title is the event for the name of a file.
func (v *paperPrint) title() i18n.Args {
	return i18n.Args{"Title": strings.ReplaceAll(event.Fold(v.p.d.Event.Title), " ", "-")}
}

// paperSaid is what is said of a finished document.
type paperSaid func(res event.PaperResult, args i18n.Args) string

// saveAs asks where to write a document and writes it, whole or not at all.
func (v *paperPrint) saveAs(name string, o event.PaperOptions, said paperSaid) {
	p := v.p
	o.Language = p.d.Printer.Lang()
	kit.FileSave(p.d.Window, name, func(path string) {
		p.task = kit.RunTask(p.d.Context, p.d.Printer.T("paper.writing"), func(ctx context.Context, _ *kit.Task) (res event.PaperResult, err error) {
			err = event.WriteFile(path, func(w io.Writer) error {
				res, err = p.d.Service.Paper(ctx, p.d.Event.ID, w, o)
				return err
			})
			return res, err
		}, func(res event.PaperResult, err error) { v.onWritten(path, said, res, err) })
		v.strip.Objects = []fyne.CanvasObject{p.task.View()}
		if p.task.Over() {
			v.strip.RemoveAll()
		}
		v.strip.Refresh()
		v.show()
	})
}

func (v *paperPrint) onWritten(path string, said paperSaid, res event.PaperResult, err error) {
	p := v.p
	v.strip.RemoveAll()
	v.show()
	if err != nil {
		kit.ShowError(p.d.Window, p.d.Printer, err)
		return
	}
	kit.Toast(p.d.Window.Canvas(), said(res, i18n.Args{"Path": filepath.Base(path), "Pages": res.Pages}), nil)
	if p.d.Show != nil && p.d.Show(path) != nil {
		kit.Unopened(p.d.Window, path)
	}
}
