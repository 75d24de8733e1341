package certificates

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// rules are everything that decides who gets which certificate.
type rules struct {
	minutes int
	hours   event.HoursRule
	kinds   []event.CertificateKind
}

// choices are what a kind of certificate can name.
type choices struct {
	layouts  []event.Layout
	sessions []event.Session
}

// rulesView edits them in the place of the page.
type rulesView struct {
	*Page
	choices
	view     fyne.CanvasObject
	list     *kit.DataList[event.CertificateKind]
	hourForm *kit.Form
	minutes  *kit.Select[int]
	counting *kit.Select[event.Counting]
	least    *kit.Entry
	detail   *fyne.Container
	kind     *kindForm // of the chosen kind; nil: none
	save     *kit.Button
	remove   *kit.Button

	saved   rules
	draft   rules
	numbers kit.Latest[int]
}

// onRules opens the rules; what was read last is what they begin with.
func (p *Page) onRules() {
	kit.Run(p.ctx, func(ctx context.Context) (c choices, err error) {
		if c.layouts, err = p.Service.CertificateLayouts(ctx, p.Event.ID); err != nil {
			return c, err
		}
		c.sessions, err = p.Store.Sessions(ctx, p.Event.ID)
		return c, err
	}, func(c choices, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.rules = p.makeRules(c)
		p.standIn(p.rules.view)
		p.rules.list.SelectRow(0)
	})
}

func (p *Page) makeRules(c choices) *rulesView {
	v := &rulesView{Page: p, choices: c, detail: container.NewStack(), saved: rulesOf(p.state.event)}
	v.draft = v.saved
	v.draft.kinds = slices.Clone(v.saved.kinds)
	t := p.Printer.T
	v.save = kit.NewPrimary(t("hours.rules.save"), kit.IconCheck, v.onSave)
	v.save.SetEnabled(false)
	back := kit.NewButton(t("common.back"), kit.IconUndo, v.onBack)
	v.makeKinds()
	left := container.NewBorder(kit.PadSides(0, 0, 4, 0, kit.Card(t("hours.rules.hours"), v.makeHourForm())), nil, nil, nil, v.kindsCard())
	body := kit.MasterDetail(left, v.detail, 0.5)
	v.view = kit.Page(kit.PageHeader(t("hours.rules.title"), t("hours.rules.hint"), back, v.save), body)
	v.showKinds()
	return v
}

// rulesOf are those of an event.
func rulesOf(ev event.Event) rules {
	return rules{minutes: ev.HourMinutes, hours: ev.Hours, kinds: ev.CertificateKinds()}
}

// makeHourForm is how long an hour is and how scans become hours.
func (v *rulesView) makeHourForm() fyne.CanvasObject {
	t := v.Printer.T
	var lengths []kit.Option[int]
	for _, n := range []int{45, 60} {
		lengths = append(lengths, kit.Option[int]{Value: n, Text: v.Printer.N("hours.rules.minutes", n)})
	}
	if n := v.draft.minutes; n != 45 && n != 60 {
		lengths = append(lengths, kit.Option[int]{Value: n, Text: v.Printer.N("hours.rules.minutes", n)})
	}
	v.minutes = kit.NewSelect(lengths, func(n int) {
		v.draft.minutes = n
		v.changed()
	})
	v.minutes.SetValue(v.draft.minutes)
	var ways []kit.Option[event.Counting]
	for _, c := range []event.Counting{event.CountWhole, event.CountThreshold, event.CountShare} {
		ways = append(ways, kit.Option[event.Counting]{Value: c, Text: t("hours.counting." + countingID(c))})
	}
	v.least = kit.NewEntry("50")
	v.counting = kit.NewSelect(ways, func(c event.Counting) {
		v.draft.hours.Counting = c
		v.showLeast()
		v.changed()
	})
	v.counting.SetValue(v.draft.hours.Counting)
	if n := v.draft.hours.Least; n > 0 {
		v.least.SetText(strconv.Itoa(n))
	}
	v.least.OnChanged = func(string) { v.changed() }
	v.hourForm = kit.NewForm().
		AddRow([]string{"hour_minutes", "least"}, kit.NewField(t("hours.rules.length"), v.minutes, ""),
			kit.NewField(t("hours.rules.least"), v.least, "")).
		Add("counting", kit.NewField(t("hours.rules.counting"), v.counting, ""))
	v.showLeast()
	return v.hourForm
}

// countingID names a way of counting in ids of words.
func countingID(c event.Counting) string {
	if c == event.CountWhole {
		return "whole"
	}
	return string(c)
}

// showLeast says what the chosen way of counting means; a least share belongs to one of them.
func (v *rulesView) showLeast() {
	v.least.SetEnabled(v.draft.hours.Counting == event.CountThreshold)
	v.hourForm.Field("counting").SetHint(v.Printer.T("hours.counting." + countingID(v.draft.hours.Counting) + ".hint"))
}

// changed offers to save what is not as it was.
func (v *rulesView) changed() { v.save.SetEnabled(v.touched()) }

// touched says whether something is not as it was saved.
func (v *rulesView) touched() bool {
	least := ""
	if n := v.saved.hours.Least; n > 0 {
		least = strconv.Itoa(n)
	}
	return !reflect.DeepEqual(v.saved, v.draft) || v.least.Text != least || v.kind != nil && v.kind.wrong()
}

// onBack goes back to the page.
func (v *rulesView) onBack() { v.leave(func() {}) }

// leave goes back to the page and on; what is not saved is asked about.
func (v *rulesView) leave(then func()) {
	leave := func() {
		v.close()
		then()
	}
	if !v.touched() {
		leave()
		return
	}
	t := v.Printer.T
	var d *kit.Dialog
	d = kit.ConfirmDanger(v.Window, t("hours.rules.leave"), t("hours.rules.leave.question"), t("hours.rules.leave.drop"), func() {
		d.Close()
		leave()
	})
}

func (v *rulesView) close() {
	v.Page.rules = nil
	v.standIn(nil)
}

// read takes what is typed outside the kinds, and says what is wrong.
func (v *rulesView) read() error {
	v.draft.hours.Least = 0
	if v.draft.hours.Counting == event.CountThreshold {
		n, err := wholeNumber(v.least.Text, 100)
		if err != nil {
			return event.Fail(event.CodeNumber, "Value", v.least.Text).In("least")
		}
		v.draft.hours.Least = n
	}
	return nil
}

// wholeNumber reads a number from nothing to most; no text is none.
func wholeNumber(text string, most int) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > most {
		return 0, event.Fail(event.CodeNumber, "Value", text)
	}
	return n, nil
}

// onSave writes the rules, or marks what is wrong.
func (v *rulesView) onSave() {
	v.hourForm.ClearErrors()
	if err := v.read(); err != nil {
		v.refuse(v.hourForm, err)
		return
	}
	if v.kind != nil && v.kind.wrong() {
		v.kind.tell()
		return
	}
	for i := range v.draft.kinds {
		if err := event.CheckKinds(v.draft.kinds[:i+1]); err != nil {
			v.list.SelectKey(v.draft.kinds[i].ID)
			v.refuse(v.kind.form, err)
			return
		}
	}
	before, after := v.saved, v.draft
	v.write(after, v.Printer.T("hours.rules.saved"), func() { v.write(before, v.Printer.T("hours.undone"), nil) })
}

// writeRules saves rules.
func (p *Page) writeRules(r rules, done func(error)) {
	u := event.EventUpdate{HourMinutes: &r.minutes, Hours: &r.hours, Certificates: &r.kinds}
	if len(r.kinds) > 0 {
		u.Rule = &r.kinds[0].Rule // what asks for one rule of the event gets that of its first kind
	}
	kit.Run(p.ctx, func(ctx context.Context) (event.Event, error) {
		return p.Service.UpdateEvent(ctx, p.Event.ID, u)
	}, func(_ event.Event, err error) { done(err) })
}

// write saves rules and goes back to the page.
func (v *rulesView) write(r rules, said string, undo func()) {
	v.writeRules(r, func(err error) {
		var known *event.Error
		switch {
		case errors.As(err, &known) && v.kind != nil && v.kind.form.SetError(known.Field, v.Printer.Error(known)):
			return
		case err != nil:
			kit.ShowError(v.Window, v.Printer, err)
			return
		}
		v.close()
		kit.Toast(v.Window.Canvas(), said, undo)
		v.Page.read()
	})
}

// nextNumber tells what number a pattern would make next.
func (v *rulesView) nextNumber(pattern string, tell func(number string)) {
	year := time.Now().In(v.state.event.Zone()).Year()
	series := event.Series(pattern, v.state.event, year)
	v.numbers.Run(v.ctx, func(ctx context.Context) (int, error) {
		return v.Store.LastInSeries(ctx, series)
	}, func(last int, err error) {
		if err == nil {
			tell(event.NumberIn(pattern, v.state.event, year, last+1))
		}
	})
}

// roleWords are the roles of a kind in words.
func (p *Page) roleWords(k event.CertificateKind, all []event.CertificateKind) string {
	if len(k.Roles) == 0 {
		if len(all) > 1 {
			return p.Printer.T("hours.roles.rest")
		}
		return p.Printer.T("hours.roles.all")
	}
	words := make([]string, len(k.Roles))
	for i, r := range k.Roles {
		words[i] = p.Printer.T("role." + string(r))
	}
	return p.Printer.T("hours.roles.some", i18n.Args{"Roles": words})
}
