package agenda

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

// repeat asks how a session is to be repeated, and shows on which days.
type repeat struct {
	p       *Page
	session event.Session
	every   *kit.Entry
	unit    *kit.Select[int] // days
	until   *kit.Select[bool]
	count   *kit.Entry
	last    *kit.DateEntry
	form    *kit.Form
	preview *fyne.Container
	dialog  *kit.Dialog
}

// onRepeat opens the dialog.
func (p *Page) onRepeat(s event.Session) {
	t := p.Printer.T
	r := &repeat{p: p, session: s, every: kit.NewEntry(""), count: kit.NewEntry(""), form: kit.NewForm(), preview: kit.VStack(1)}
	r.every.SetText("1")
	r.count.SetText("5")
	r.unit = kit.NewSelect([]kit.Option[int]{{Value: 7, Text: t("agenda.repeat.weeks")}, {Value: 1, Text: t("agenda.repeat.days")}}, func(int) { r.show() })
	r.until = kit.NewSelect([]kit.Option[bool]{{Value: false, Text: t("agenda.repeat.count")}, {Value: true, Text: t("agenda.repeat.until")}}, func(bool) { r.showEnd() })
	r.last = kit.NewDateEntry(func() time.Time { return s.Start })
	r.last.SetDate(p.state.event.End.Time(time.UTC))
	for _, e := range []*kit.Entry{r.every, r.count, &r.last.Entry} {
		e.SetMinWidth(leastInput)
		e.OnChanged = func(string) { r.show() }
	}
	r.form.AddRow([]string{"every", "unit"}, kit.NewField(t("agenda.repeat.every"), r.every, ""), kit.NewField(" ", r.unit, "")).
		AddRow([]string{"end", "count", "until"}, kit.NewField(t("agenda.repeat.end"), r.until, ""), kit.NewField(t("agenda.repeat.number"), r.count, ""),
			kit.NewField(t("agenda.repeat.last"), r.last, "")).
		AddObject(kit.VStack(2, kit.Separator(), r.preview))
	r.showEnd()
	r.dialog = kit.FormDialog(p.Window, t("agenda.repeat.title", i18n.Args{"Title": s.Title}), r.form, t("agenda.repeat.do"), func(*kit.Dialog) bool {
		r.onRepeat()
		return false
	})
}

// options reads how to repeat; what cannot be read is an error at its field.
func (r *repeat) options() (event.RepeatOptions, error) {
	every, err := strconv.Atoi(strings.TrimSpace(r.every.Text))
	if err != nil || every < 1 {
		return event.RepeatOptions{}, event.Fail(event.CodeRepeatEvery).In("every")
	}
	unit, _ := r.unit.Value()
	o := event.RepeatOptions{Days: every * unit}
	if until, _ := r.until.Value(); until {
		day, ok := r.last.Date()
		if !ok {
			return o, event.Fail(event.CodeDate, "Value", r.last.Text).In("until")
		}
		o.Until = event.DateOf(day, time.UTC)
		return o, nil
	}
	if o.Count, err = strconv.Atoi(strings.TrimSpace(r.count.Text)); err != nil || o.Count < 1 || o.Count > mostMeetings {
		return o, event.Fail(event.CodeRepeatCount, "Most", mostMeetings).In("count")
	}
	return o, nil
}

// mostMeetings is how often a session can be repeated at once.
const mostMeetings = 366

// showEnd shows the input that says when it ends.
func (r *repeat) showEnd() {
	until, _ := r.until.Value()
	r.form.Field("count").Hidden, r.form.Field("until").Hidden = until, !until
	r.form.Refresh()
	r.show()
}

// mostPreviews is how many meetings the dialog lists.
const mostPreviews = 8

// show lists the meetings that would be made, each with what would be wrong with it.
func (r *repeat) show() {
	p := r.p
	r.preview.Objects = nil
	o, err := r.options()
	var all []event.Session
	if err == nil {
		all, err = p.state.programme.Repeated(r.session, o)
	}
	if err == nil {
		r.preview.Add(kit.NewText(p.Printer.N("agenda.repeat.meetings", len(all)), kit.StyleStrong))
		for _, s := range all[:min(len(all), mostPreviews)] {
			r.preview.Add(r.makeMeeting(s))
		}
		if rest := all[min(len(all), mostPreviews):]; len(rest) > 0 {
			text := p.Printer.N("agenda.repeat.more", len(rest))
			clashing := slices.ContainsFunc(rest, func(s event.Session) bool { return len(p.state.programme.ConflictsOf(s)) > 0 })
			if clashing {
				text += separated(p.Printer.T("agenda.repeat.more.conflicts"))
			}
			r.preview.Add(kit.NewText(text, kit.StyleMuted))
		}
	}
	r.preview.Refresh()
	if r.dialog != nil {
		r.dialog.SetReady(err == nil)
		r.dialog.Fit()
	}
}

func (r *repeat) makeMeeting(s event.Session) fyne.CanvasObject {
	p := r.p
	when := p.date(s.Start) + separated(p.hours(s))
	found := p.state.programme.ConflictsOf(s)
	if len(found) == 0 {
		return kit.HStack(2, kit.NewIconViewSize(kit.IconCheck, kit.ColorAdmitted, kit.Space(4)), kit.NewText(when, kit.StyleBody))
	}
	color := tone(found...).Color()
	return kit.HStack(2, kit.NewIconViewSize(kit.IconWarning, color, kit.Space(4)), kit.NewText(when, kit.StyleBody),
		kit.Stretch(kit.NewText(p.brief(found), kit.StyleSmall.In(color).Truncated())))
}

// onRepeat makes the meetings; undo takes them out of the programme.
func (r *repeat) onRepeat() {
	p := r.p
	o, err := r.options()
	if err != nil {
		r.refuse(err)
		return
	}
	r.dialog.SetReady(false)
	p.do(p.Printer.T("agenda.done.repeated", i18n.Args{"Title": r.session.Title}), func(ctx context.Context) ([]event.SessionEdit, error) {
		added, err := p.Service.RepeatSession(ctx, r.session.ID, o)
		back := make([]event.SessionEdit, len(added))
		for i, s := range added {
			back[i] = event.SessionEdit{ID: s.ID, Update: event.SessionUpdate{Dropped: yes()}}
		}
		return back, err
	}, func(err error) {
		if err != nil {
			r.dialog.SetReady(true)
			r.refuse(err)
			return
		}
		r.dialog.Close()
	})
}

func (r *repeat) refuse(err error) {
	var known *event.Error
	if !errors.As(err, &known) || !r.form.SetError(known.Field, r.p.Printer.Error(err)) {
		kit.ShowError(r.p.Window, r.p.Printer, err)
	}
}
