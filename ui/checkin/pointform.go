package checkin

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// pointForm edits one checkpoint.
type pointForm struct {
	m    *points
	was  event.Checkpoint
	view fyne.CanvasObject
	form *kit.Form
	deed *kit.Deed // what is saved first, by whoever let the form be opened

	title         *kit.Entry
	policy        *kit.Select[event.Policy]
	treatment     *kit.Select[event.Treatment]
	others        *kit.Field // what happens to those who are not enrolled
	opens, closes *moment
	acts          []*kit.Button
}

// moment is a day with a time; both empty: always.
type moment struct {
	day  *kit.DateEntry
	hour *kit.Entry
}

func newPointForm(m *points, c event.Checkpoint) *pointForm {
	w := m.p.d.Printer
	f := &pointForm{m: m, was: c, form: kit.NewForm(), deed: &kit.Deed{}}
	f.title = m.p.deskInput(f.save)
	f.title.SetText(c.Title)
	f.form.Add("title", kit.NewField(w.T("checkin.points.name"), f.title, m.where(c)))
	f.policy = kit.NewSelect(f.policies(), func(event.Policy) { f.showTreatment() })
	f.policy.SetValue(c.Policy)
	f.treatment = kit.NewSelect([]kit.Option[event.Treatment]{
		{Value: event.Allow, Text: w.T("checkpoint.treatment.allow")}, {Value: event.Warn, Text: w.T("checkpoint.treatment.warn")},
		{Value: event.Refuse, Text: w.T("checkpoint.treatment.refuse")}}, nil)
	f.treatment.SetValue(c.NotEnrolled)
	f.others = kit.NewField(w.T("checkin.points.treatment"), f.treatment, "")
	if policy := kit.NewField(w.T("checkin.points.policy"), f.policy, ""); m.narrow() {
		f.form.Add("policy", policy).Add("not_enrolled", f.others)
	} else {
		f.form.AddRow([]string{"policy", "not_enrolled"}, policy, f.others)
	}
	f.opens, f.closes = f.newMoment(c.Opens), f.newMoment(c.Closes)
	f.form.AddRow([]string{"opens", "opens_at"}, kit.NewField(w.T("checkin.points.opens"), f.opens.day, ""),
		kit.NewField(w.T("checkin.points.at"), f.opens.hour, "")).
		AddRow([]string{"closes", "closes_at"}, kit.NewField(w.T("checkin.points.closes"), f.closes.day, w.T("checkin.points.hours_hint")),
			kit.NewField(w.T("checkin.points.at"), f.closes.hour, ""))
	f.showTreatment()
	f.view = kit.Card(heading(w.T("checkpoint.kind."+string(c.Kind))), kit.VStack(4, f.form, f.makeActions()))
	return f
}

// heading writes a word as a heading.
func heading(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// policies are those that make sense where the checkpoint stands.
func (f *pointForm) policies() []kit.Option[event.Policy] {
	var options []kit.Option[event.Policy]
	for _, policy := range event.Policies {
		if (policy == event.OnceASession && f.was.Room == "") || (policy == event.EnrolledOnly && f.was.Session == "") {
			continue
		}
		options = append(options, kit.Option[event.Policy]{Value: policy, Text: f.m.p.d.Printer.T("checkpoint.policy." + string(policy))})
	}
	return options
}

func (f *pointForm) showTreatment() {
	policy, _ := f.policy.Value()
	f.treatment.SetEnabled(policy == event.EnrolledOnly || policy == event.OnceASession)
}

func (f *pointForm) newMoment(t time.Time) *moment {
	p := f.m.p
	m := &moment{day: kit.NewDateEntry(func() time.Time { return p.d.Now().In(p.zone) }), hour: p.deskInput(f.save)}
	p.asDeskInput(&m.day.Entry, f.save)
	m.hour.PlaceHolder = f.m.p.d.Printer.T("checkin.points.hour_hint")
	if !t.IsZero() {
		t = t.In(p.zone)
		m.day.SetDate(t)
		m.hour.SetText(t.Format("15:04"))
	}
	return m
}

func (f *pointForm) makeActions() fyne.CanvasObject {
	p, w := f.m.p, f.m.p.d.Printer
	if f.was.Closed {
		reopen := kit.NewPrimary(w.T("checkin.points.reopen"), kit.IconRefresh, func() { f.setClosed(false) })
		f.acts = []*kit.Button{reopen}
		return kit.HStack(2, reopen)
	}
	save := kit.NewPrimary(w.T("common.save"), kit.IconCheck, f.save)
	scan := kit.NewButton(w.T("checkin.points.go"), kit.IconScan, func() { p.goTo(f.was.ID) })
	lock := kit.NewQuiet(w.T("checkin.points.close"), kit.IconLock, func() { f.setClosed(true) })
	f.acts = []*kit.Button{save, scan, lock}
	if f.m.narrow() {
		return kit.VStack(2, kit.HStack(2, save, scan), kit.HStack(0, lock))
	}
	return kit.HStack(2, save, scan, kit.Spacer(), lock)
}

// inputs are all that can have the keyboard.
func (f *pointForm) inputs() []fyne.Focusable {
	all := []fyne.Focusable{f.title, f.policy, f.treatment, f.opens.day, f.opens.hour, f.closes.day, f.closes.hour}
	for _, b := range f.acts {
		all = append(all, b)
	}
	return all
}

// focus begins with the title.
func (f *pointForm) focus() { f.m.p.d.Window.Canvas().Focus(f.title) }

// save keeps what was changed.
func (f *pointForm) save() {
	var u event.CheckpointUpdate
	f.form.ClearErrors()
	title := strings.TrimSpace(f.title.Text)
	policy, _ := f.policy.Value()
	treatment, _ := f.treatment.Value()
	opens, ok1 := f.read(f.opens, "opens")
	closes, ok2 := f.read(f.closes, "closes")
	if !ok1 || !ok2 {
		return
	}
	u.Title, u.Policy, u.Opens, u.Closes = &title, &policy, &opens, &closes
	if treatment != "" {
		u.NotEnrolled = &treatment
	}
	f.edit(u, "")
}

// read is the moment in a row of the form; the zero time is none.
func (f *pointForm) read(m *moment, name string) (time.Time, bool) {
	w, hour := f.m.p.d.Printer, strings.TrimSpace(m.hour.Text)
	if strings.TrimSpace(m.day.Text) == "" && hour == "" {
		return time.Time{}, true
	}
	day, ok := m.day.Date()
	if !ok {
		f.form.SetError(name, w.T("checkin.points.day_wrong"))
		return day, false
	}
	at, err := time.Parse("15:04", strings.ReplaceAll(hour, ".", ":"))
	if err != nil {
		f.form.SetError(name+"_at", w.T("checkin.points.hour_wrong"))
		return day, false
	}
	return time.Date(day.Year(), day.Month(), day.Day(), at.Hour(), at.Minute(), 0, 0, f.m.p.zone), true
}

// setClosed closes the checkpoint, which is offered no longer, or opens it
// again. Either can be undone.
func (f *pointForm) setClosed(closed bool) {
	said := f.m.p.d.Printer.T("checkin.points.reopened", i18n.Args{"Title": f.was.Title})
	if closed {
		said = f.m.p.d.Printer.T("checkin.points.was_closed", i18n.Args{"Title": f.was.Title})
	}
	f.edit(event.CheckpointUpdate{Closed: &closed}, said)
}

// edit writes the change; said is the toast that offers to undo closing.
func (f *pointForm) edit(u event.CheckpointUpdate, said string) {
	p, was := f.m.p, f.was
	kit.Run(f.deed.In(p.d.Context), func(ctx context.Context) (event.Checkpoint, error) {
		return p.d.Service.EditCheckpoint(ctx, was.ID, u)
	}, func(_ event.Checkpoint, err error) {
		if err != nil {
			f.onRefused(err)
			return
		}
		if said == "" {
			kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("checkin.points.saved"), nil)
		} else {
			back := !*u.Closed
			kit.Toast(p.d.Window.Canvas(), said, func() { f.edit(event.CheckpointUpdate{Closed: &back}, "") })
		}
		// For this one time.
		if *f.deed = (kit.Deed{}); f.m.let == was.ID {
			f.m.let = ""
		}
		p.queryCheckpoints()
	})
}

// onRefused marks the field that is wrong.
func (f *pointForm) onRefused(err error) {
	var known *event.Error
	if errors.As(err, &known) && known.Field != "" && f.form.SetError(known.Field, f.m.p.d.Printer.Error(err)) {
		return
	}
	kit.ShowError(f.m.p.d.Window, f.m.p.d.Printer, err)
}
