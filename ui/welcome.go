package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// welcome is what a file without events shows: the language, and two ways to begin.
type welcome struct {
	s           *Shell
	own, sample *kit.Button
	making      bool // an example is on its way
}

// How wide the cards are together, and how large the program's mark is, in steps.
const (
	welcomeWidth = 190
	welcomeMark  = 16
)

func (s *Shell) makeWelcome() fyne.CanvasObject {
	t, w := s.words.T, &welcome{s: s}
	w.own = kit.NewPrimary(t("shell.welcome.own.action"), kit.IconPlus, s.onNewEvent)
	w.sample = kit.NewButton(t("shell.welcome.sample.action"), kit.IconPeople, func() { w.onSample(s.Samples[0]) })
	choice := kit.Columns(4,
		welcomeCard(kit.IconAgenda, t("shell.welcome.own.title"), t("shell.welcome.own.text"), kit.HStack(0, w.own)),
		welcomeCard(kit.IconPeople, t("shell.welcome.sample.title"), t("shell.welcome.sample.text"), kit.HStack(0, w.sample)))
	column := kit.VStack(6, w.makeHead(), choice, container.NewCenter(w.makeRest()))
	kit.After(0, w.ready)
	return container.NewCenter(container.New(&fixedWidth{welcomeWidth}, column))
}

// makeHead says what this is, in the language that can be changed here.
func (w *welcome) makeHead() fyne.CanvasObject {
	t := w.s.words.T
	centred := kit.TextStyle{Size: kit.SizePage, Bold: true, Align: fyne.TextAlignCenter}
	languages := kit.NewTabs([]kit.Tab{
		{ID: i18n.Polish, Text: t("shell.welcome.polish")}, {ID: i18n.English, Text: t("shell.welcome.english")}}, w.s.setLanguage)
	languages.SetChosen(w.s.words.Lang())
	head := kit.VStack(2)
	if icon := w.s.App.Icon(); icon != nil {
		mark := canvas.NewImageFromResource(icon)
		mark.SetMinSize(fyne.NewSquareSize(kit.Space(welcomeMark)))
		head.Add(container.NewCenter(mark))
	}
	head.Add(kit.NewText(t("shell.welcome.title"), centred))
	head.Add(kit.NewParagraph(t("shell.welcome.text"), kit.TextStyle{Color: kit.ColorMuted, Align: fyne.TextAlignCenter}))
	head.Add(kit.PadSides(2, 0, 0, 0, container.NewCenter(languages)))
	return head
}

// makeRest is what few people need.
func (w *welcome) makeRest() fyne.CanvasObject {
	t := w.s.words.T
	more := kit.NewQuiet(t("shell.welcome.more"), kit.IconChevronDown, nil)
	more.OnTapped(func() {
		var items []*fyne.MenuItem
		for _, name := range w.s.Samples[1:] {
			items = append(items, fyne.NewMenuItem(t("shell.sample."+name), func() { w.onSample(name) }))
		}
		kit.ShowMenu(items, more)
	})
	rest := kit.HStack(2, more, kit.NewQuiet(t("shell.welcome.open"), kit.IconFolder, w.s.onOpenFile),
		kit.NewQuiet(t("help.hint"), kit.IconQuestion, w.s.toggleHelp))
	if w.s.Service.Copies != nil {
		rest.Add(kit.NewQuiet(t("backup.restore"), kit.IconUndo, func() { w.s.onRestoreCopy("") }))
	}
	return rest
}

// ready gives the keyboard to what most people want.
func (w *welcome) ready() {
	if w.s.event.ID == "" && !kit.DialogOpen(w.s.Window) {
		w.s.Window.Canvas().Focus(w.own)
	}
}

func welcomeCard(icon kit.Icon, title, text string, action fyne.CanvasObject) fyne.CanvasObject {
	words := kit.NewParagraph(text, kit.StyleMuted)
	words.SetPreferredWidth(kit.Space(82))
	return kit.NewPanel(kit.Pad(5, container.NewBorder(
		kit.VStack(2, kit.HStack(2, kit.NewIconViewSize(icon, kit.ColorPrimary, kit.Space(7)),
			kit.NewText(title, kit.StyleSection)), words),
		kit.PadSides(4, 0, 0, 0, action), nil, nil)))
}

// onSample says that an example is on its way; the large ones take a moment.
func (w *welcome) onSample(name string) {
	if w.making {
		return
	}
	w.making = true
	w.own.SetEnabled(false)
	w.sample.SetEnabled(false)
	w.sample.SetText(w.s.words.T("shell.welcome.sample.making"))
	w.s.onSample(name)
}

// onSample fills the file with an example.
func (s *Shell) onSample(name string) {
	words := s.words
	kit.Run(s.ctx, func(ctx context.Context) (event.Event, error) { return s.Sample(ctx, words, name) },
		func(e event.Event, err error) {
			if err != nil {
				s.build() // both ways are open again
				s.fail("sample", err)
				return
			}
			s.Prefs.SetSampleEvent(e.ID)
			s.enter(e)
		})
}

// backToOwn leaves the example: for the newest event that is none, or for a first one.
func (s *Shell) backToOwn() {
	if e, ok := s.ownEvent(); ok {
		s.switchEvent(e)
		return
	}
	s.onNewEvent()
}

func (s *Shell) hasOwn() bool {
	_, ok := s.ownEvent()
	return ok
}

// isSample reports an event of an example. Those of older files say so by the settings alone.
func (s *Shell) isSample(e event.Event) bool { return e.Sample || e.ID == s.Prefs.SampleEvent() }

// ownEvent is the newest event beside the examples.
func (s *Shell) ownEvent() (event.Event, bool) {
	for _, e := range s.events {
		if !s.isSample(e) {
			return e, true
		}
	}
	return event.Event{}, false
}

// enter opens an event that was just made.
func (s *Shell) enter(e event.Event) {
	s.events = slices.Insert(s.events, 0, e)
	s.enterEvent(e)
	s.Go(PageHome, "")
}

// onNewEvent asks for what an event needs at first; the rest is on the
// settings page.
func (s *Shell) onNewEvent() {
	f := newEventForm(s)
	kit.FormDialog(s.Window, s.words.T("shell.event.new.title"), f.form, s.words.T("shell.event.new.action"),
		func(d *kit.Dialog) bool {
			f.form.ClearErrors()
			e, ok := f.read()
			if !ok {
				return false
			}
			desk := s.words.T("checkpoint.desk.title")
			kit.Run(s.ctx, func(ctx context.Context) (event.Event, error) { return s.Service.CreateEvent(ctx, e, desk) },
				func(e event.Event, err error) {
					var known *event.Error
					switch {
					case errors.As(err, &known) && f.form.SetError(known.Field, s.words.Error(err)):
					case err != nil:
						d.Close()
						s.fail("create event", err)
					default:
						d.Close()
						s.enter(e)
					}
				})
			return false
		})
}

// eventForm are the fields of a new event.
type eventForm struct {
	s                  *Shell
	form               *kit.Form
	title, town, venue *kit.Entry
	kind               *kit.Select[event.Kind]
	start, end         *kit.DateEntry
}

func newEventForm(s *Shell) *eventForm {
	t := s.words.T
	f := &eventForm{
		s: s, form: kit.NewForm(),
		title: kit.NewEntry(t("shell.event.new.example")), town: kit.NewEntry(""), venue: kit.NewEntry(""),
		start: kit.NewDateEntry(s.now), end: kit.NewDateEntry(s.now),
	}
	var kinds []kit.Option[event.Kind]
	for _, k := range event.Kinds {
		kinds = append(kinds, kit.Option[event.Kind]{Value: k, Text: t("event.kind." + string(k))})
	}
	f.kind = kit.NewSelect(kinds, nil)
	f.form.Add("title", kit.NewField(t("field.title"), f.title, ""))
	f.form.Add("kind", kit.NewField(t("field.kind"), f.kind, ""))
	f.form.AddRow([]string{"start", "end"},
		kit.NewField(t("field.start"), f.start, t("shell.event.new.date")),
		kit.NewField(t("field.end"), f.end, t("shell.event.new.end")))
	f.form.AddRow([]string{"town", "venue"},
		kit.NewField(t("field.town"), f.town, ""), kit.NewField(t("field.venue"), f.venue, ""))
	return f
}

// read takes the values; false means that a field was marked.
func (f *eventForm) read() (event.Event, bool) {
	e := event.Event{Title: f.title.Text, Town: f.town.Text, Venue: f.venue.Text}
	e.Kind, _ = f.kind.Value()
	start, ok := f.start.Date()
	if !ok {
		f.refuse("start", f.start.Text)
		return e, false
	}
	end, ok := f.end.Date()
	if !ok && f.end.Text != "" {
		f.refuse("end", f.end.Text)
		return e, false
	}
	if !ok {
		end = start // one day
	}
	e.Start, e.End = event.DateOf(start, time.UTC), event.DateOf(end, time.UTC)
	return e, true
}

func (f *eventForm) refuse(field, value string) {
	err := event.Fail(event.CodeDate, "Value", value)
	if value == "" {
		err = event.Fail(event.CodeRequired)
	}
	f.form.SetError(field, f.s.words.Error(err.In(field)))
}
