package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/ui/kit"
)

// makeWelcome is what a file without events shows: two ways to begin.
func (s *Shell) makeWelcome() fyne.CanvasObject {
	t := s.words.T
	own := kit.NewPrimary(t("shell.welcome.own.action"), kit.IconPlus, s.onNewEvent)
	var samples []kit.Option[string]
	for _, name := range s.Samples {
		samples = append(samples, kit.Option[string]{Value: name, Text: t("shell.sample." + name)})
	}
	which := kit.NewSelect(samples, nil)
	if len(samples) > 0 {
		which.SetValue(samples[0].Value)
	}
	sample := kit.VStack(3, which, kit.HStack(0, kit.NewButton(t("shell.welcome.sample.action"), kit.IconPeople, func() {
		if name, ok := which.Value(); ok {
			s.onSample(name)
		}
	})))
	choice := kit.Columns(4,
		welcomeCard(kit.IconAgenda, t("shell.welcome.own.title"), t("shell.welcome.own.text"), kit.HStack(0, own)),
		welcomeCard(kit.IconPeople, t("shell.welcome.sample.title"), t("shell.welcome.sample.text"), sample))
	open := kit.NewQuiet(t("shell.welcome.open"), kit.IconFolder, s.onOpenFile)
	lang := kit.NewQuiet(t("shell.language.other"), kit.IconNone, func() { s.setLanguage(otherLanguage(s.words.Lang())) })
	centred := kit.TextStyle{Size: kit.SizePage, Bold: true, Align: fyne.TextAlignCenter}
	intro := kit.NewParagraph(t("shell.welcome.text"), kit.TextStyle{Color: kit.ColorMuted, Align: fyne.TextAlignCenter})
	column := kit.VStack(5,
		kit.VStack(2, kit.NewText(t("shell.welcome.title"), centred), intro),
		choice, container.NewCenter(kit.HStack(2, open, lang)))
	return container.NewCenter(container.New(&fixedWidth{190}, column))
}

func welcomeCard(icon kit.Icon, title, text string, action fyne.CanvasObject) fyne.CanvasObject {
	words := kit.NewParagraph(text, kit.StyleMuted)
	words.SetPreferredWidth(kit.Space(82))
	return kit.NewPanel(kit.Pad(5, container.NewBorder(
		kit.VStack(2, kit.HStack(2, kit.NewIconViewSize(icon, kit.ColorPrimary, kit.Space(7)),
			kit.NewText(title, kit.StyleSection)), words),
		kit.PadSides(4, 0, 0, 0, action), nil, nil)))
}

// onSample fills the file with an example.
func (s *Shell) onSample(name string) {
	words := s.words
	kit.Run(s.ctx, func(ctx context.Context) (event.Event, error) { return s.Sample(ctx, words, name) },
		func(e event.Event, err error) {
			if err != nil {
				s.fail("sample", err)
				return
			}
			s.Prefs.SetSampleEvent(e.ID)
			s.enter(e)
		})
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
