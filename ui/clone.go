package ui

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onNextEdition asks for what the next edition of this event needs. It counts
// first who may come along.
func (s *Shell) onNextEdition() {
	id := s.event.ID
	o := event.CloneOptions{Start: s.event.Start, Parts: event.CloneParts}
	kit.Run(s.ctx, func(ctx context.Context) (event.CloneResult, error) { return s.Service.PreviewClone(ctx, id, o) },
		func(seen event.CloneResult, err error) {
			if err != nil {
				s.fail("preview edition", err)
				return
			}
			f := newEditionForm(s, seen)
			kit.FormDialog(s.Window, s.words.T("edition.new.title"), f.form, s.words.T("edition.new.action"),
				func(d *kit.Dialog) bool { f.submit(d, id); return false })
		})
}

// editionForm are the fields of a new edition.
type editionForm struct {
	s       *Shell
	form    *kit.Form
	title   *kit.Entry
	start   *kit.DateEntry
	edition *kit.Entry
	ends    *kit.Text
	parts   map[event.ClonePart]*kit.Check
}

func newEditionForm(s *Shell, seen event.CloneResult) *editionForm {
	t := s.words.T
	f := &editionForm{s: s, form: kit.NewForm(), title: kit.NewEntry(""), start: kit.NewDateEntry(s.now), edition: kit.NewEntry(""),
		ends: kit.NewText("", kit.StyleSmall.Truncated()), parts: map[event.ClonePart]*kit.Check{}}
	f.title.SetText(s.event.Title)
	f.edition.SetText(strconv.Itoa(seen.Event.Edition))
	f.start.SetDate(s.sameWeekday())
	f.start.OnChanged = func(string) { f.showEnd() }
	f.form.Add("title", kit.NewField(t("field.title"), f.title, ""))
	f.form.AddRow([]string{"start", "edition"}, kit.NewField(t("field.start"), f.start, ""), kit.NewField(t("field.edition"), f.edition, ""))
	f.form.AddObject(f.ends)
	f.form.AddObject(kit.PadSides(2, 0, 0, 0, f.makeParts(seen)))
	f.showEnd()
	return f
}

// sameWeekday is the event's first day some whole years of weeks later: the
// first that is still to come.
func (s *Shell) sameWeekday() time.Time {
	day := s.event.Start.Time(time.UTC).AddDate(0, 0, yearOfWeeks)
	for !day.After(s.now()) {
		day = day.AddDate(0, 0, yearOfWeeks)
	}
	return day
}

const yearOfWeeks = 52 * 7

// makeParts are the boxes of what comes along; the people stand apart, since
// they are no matter of taste.
func (f *editionForm) makeParts(seen event.CloneResult) fyne.CanvasObject {
	t := f.s.words.T
	var boxes []fyne.CanvasObject
	for _, part := range event.CloneParts {
		check := kit.NewCheck(t("edition.part."+string(part)), part != event.ClonePeople, func(on bool) { f.onPart(part, on) })
		f.parts[part] = check
		if part != event.ClonePeople {
			boxes = append(boxes, check)
		}
	}
	half := (len(boxes) + 1) / 2
	people := f.parts[event.ClonePeople]
	if seen.People == 0 {
		people.Disable()
	}
	who := kit.NewParagraph(f.peopleText(seen), kit.StyleSmall)
	return kit.VStack(3,
		kit.VStack(1, kit.NewText(t("edition.parts"), kit.TextStyle{Size: kit.SizeSmall, Color: kit.ColorMuted, Bold: true}),
			kit.Columns(3, kit.VStack(0, boxes[:half]...), kit.VStack(0, boxes[half:]...))),
		kit.Separator(),
		kit.VStack(0, people, kit.PadSides(0, 0, 0, 7, who)))
}

// peopleText says how many people may come along, and why the others may not.
func (f *editionForm) peopleText(seen event.CloneResult) string {
	w := f.s.words
	if seen.People == 0 && seen.LeftBehind == 0 {
		return w.T("edition.people.nobody")
	}
	text := w.N("edition.people.along", seen.People)
	var why []string
	for _, stay := range event.Stays {
		if n := seen.Behind[stay]; n > 0 {
			why = append(why, w.T("edition.stay."+string(stay), i18n.Args{"Count": n}))
		}
	}
	if len(why) > 0 {
		text += " " + w.T("edition.people.behind", i18n.Args{"Count": seen.LeftBehind, "Why": strings.Join(why, ", ")})
	}
	return text + " " + w.T("edition.people.fresh")
}

// onPart keeps what belongs together: a programme takes its rooms along, and
// without rooms there is none.
func (f *editionForm) onPart(part event.ClonePart, on bool) {
	for other, check := range f.parts {
		switch {
		case on && slices.Contains(part.Needs(), other):
			check.SetChecked(true)
		case !on && slices.Contains(other.Needs(), part):
			check.SetChecked(false)
		}
	}
}

// showEnd says until when the new edition lasts.
func (f *editionForm) showEnd() {
	e := f.s.event
	start, ok := f.start.Date()
	if !ok {
		f.ends.SetText("")
		return
	}
	end := start.Add(e.End.Time(time.UTC).Sub(e.Start.Time(time.UTC)))
	f.ends.SetText(f.s.words.T("edition.new.dates", i18n.Args{"Dates": f.s.words.DateRange(start, end), "Weekday": f.s.words.Weekday(start)}))
}

// read takes the values; false means that a field was marked.
func (f *editionForm) read() (o event.CloneOptions, ok bool) {
	o.Title = f.title.Text
	start, ok := f.start.Date()
	if !ok {
		err := event.Fail(event.CodeDate, "Value", f.start.Text)
		if f.start.Text == "" {
			err = event.Fail(event.CodeRequired)
		}
		f.form.SetError("start", f.s.words.Error(err.In("start")))
		return o, false
	}
	o.Start = event.DateOf(start, time.UTC)
	n, err := strconv.Atoi(strings.TrimSpace(f.edition.Text))
	if err != nil || n < 1 {
		f.form.SetError("edition", f.s.words.Error(event.Fail(event.CodeNumber, "Value", f.edition.Text).In("edition")))
		return o, false
	}
	o.Edition, o.Parts = n, []event.ClonePart{}
	for _, part := range event.CloneParts {
		if f.parts[part].Checked() {
			o.Parts = append(o.Parts, part)
		}
	}
	return o, true
}

func (f *editionForm) submit(d *kit.Dialog, id string) {
	f.form.ClearErrors()
	o, ok := f.read()
	if !ok {
		return
	}
	s := f.s
	d.SetReady(false) // a second Enter makes no second edition
	kit.Run(s.ctx, func(ctx context.Context) (event.CloneResult, error) { return s.Service.CloneEvent(ctx, id, o) },
		func(made event.CloneResult, err error) {
			d.SetReady(true)
			var known *event.Error
			switch {
			case errors.As(err, &known) && f.form.SetError(known.Field, s.words.Error(err)):
			case err != nil:
				d.Close()
				s.fail("new edition", err)
			default:
				d.Close()
				s.enter(made.Event)
				kit.Toast(s.Window.Canvas(), s.madeText(made), nil)
			}
		})
}

// madeText says what the new edition begins with.
func (s *Shell) madeText(made event.CloneResult) string {
	return s.words.T("edition.made", i18n.Args{"Sessions": s.words.N("common.sessions", made.Sessions), "People": s.words.N("common.people", made.People)})
}
