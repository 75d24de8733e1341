package certificates

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// remedy is a way to put a cell right.
type remedy string

const (
	remedyExcuse remedy = "excuse"
	remedyAssign remedy = "assign" // so many hours, whatever was scanned
	remedyAbsent remedy = "absent" // none, whatever was scanned
	remedyBack   remedy = "back"   // what was put right is taken back
)

// cellForm puts right what somebody has in a session.
type cellForm struct {
	v       *hoursView
	person  *attendee
	session *event.GridSession
	cell    event.SessionHours
	form    *kit.Form
	remedy  *kit.Select[remedy]
	hours   *kit.Entry
	reason  *kit.Entry
}

// onEnter corrects the cell of the keyboard, or offers what can be done for a whole row or column.
func (v *hoursView) onEnter() {
	if v.grid.here.isCell() {
		v.correct(v.grid.here, "")
		return
	}
	v.grid.showMenu()
}

// correct asks how to put a cell right; hours are those that a person has begun to type.
func (v *hoursView) correct(at place, hours string) {
	if at.row >= len(v.grid.rows) || at.column >= len(v.grid.columns) {
		return
	}
	v.grid.goTo(at)
	f := v.newCellForm(v.grid.rows[at.row], v.grid.session(at.column), *v.grid.cell(at.row, at.column))
	if hours != "" {
		f.remedy.SetValue(remedyAssign)
		f.suggest()
	}
	kit.FormDialog(v.Window, v.Printer.T("hours.correct.title"), f.form, v.Printer.T("hours.correct.action"), f.submit)
	if hours != "" {
		v.Window.Canvas().Focus(f.hours)
		for _, r := range hours {
			f.hours.TypedRune(r)
		}
	}
}

func (v *hoursView) newCellForm(a *attendee, s *event.GridSession, cell event.SessionHours) *cellForm {
	t := v.Printer.T
	f := &cellForm{v: v, person: a, session: s, cell: cell, hours: kit.NewEntry(""), reason: kit.NewEntry("")}
	var ways []kit.Option[remedy]
	add := func(r remedy) {
		ways = append(ways, kit.Option[remedy]{Value: r, Text: t("hours.remedy." + string(r))})
	}
	if !cell.Excused && !(cell.Present && cell.Hours >= cell.Of) && s.Session.Hours > 0 {
		add(remedyExcuse)
	}
	if s.Session.Hours > 0 {
		add(remedyAssign)
	}
	if cell.Present || cell.Hours > 0 {
		add(remedyAbsent)
	}
	if cell.Grant != "" {
		add(remedyBack)
	}
	f.remedy = kit.NewSelect(ways, func(remedy) { f.suggest() })
	_, word := v.stateOf(&cell, s.Over)
	about := kit.VStack(0, kit.NewText(a.name, kit.StyleStrong.Truncated()), kit.NewText(s.Title, kit.StyleBody.Truncated()),
		kit.NewText(v.sessionTime(s)+" · "+word, kit.StyleMuted.Truncated()))
	f.form = kit.NewForm().AddObject(about).
		Add("kind", kit.NewField(t("hours.field.remedy"), f.remedy, "")).
		Add("hours", kit.NewField(t("field.hours"), f.hours, t("hours.field.hours.hint", i18n.Args{"Of": v.hours(s.Session.Hours)}))).
		Add("reason", kit.NewField(t("field.reason"), f.reason, t("certificates.grant.reason.hint")))
	if recent := v.recentReasons(f.reason); recent != nil {
		f.form.AddObject(recent)
	}
	f.suggest()
	return f
}

// suggest fills in the hours that a remedy usually means.
func (f *cellForm) suggest() {
	way, _ := f.remedy.Value()
	f.hours.SetEnabled(way == remedyExcuse || way == remedyAssign)
	switch way {
	case remedyAbsent:
		f.hours.SetText("0")
	case remedyBack:
		f.hours.SetText("")
	default:
		f.hours.SetText(f.v.hours(f.session.Session.Hours))
	}
}

// recentReasons offers the reasons given last; nil: there are none yet.
func (p *Page) recentReasons(reason *kit.Entry) fyne.CanvasObject {
	const most, letters = 3, 34
	var seen []string
	for i := len(p.state.grid.Grants) - 1; i >= 0 && len(seen) < most; i-- {
		if r := p.state.grid.Grants[i].Reason; r != "" && !slices.Contains(seen, r) {
			seen = append(seen, r)
		}
	}
	if len(seen) == 0 {
		return nil
	}
	list := kit.VStack(0, kit.NewText(p.Printer.T("hours.reasons"), kit.StyleSmall))
	for _, r := range seen {
		text := r
		if runes := []rune(r); len(runes) > letters {
			text = string(runes[:letters]) + "…"
		}
		list.Add(kit.HStack(0, kit.NewQuiet(text, kit.IconChevronRight, func() { reason.SetText(r) })))
	}
	return list
}

func (f *cellForm) submit(d *kit.Dialog) bool {
	v, t := f.v, f.v.Printer.T
	f.form.ClearErrors()
	way, _ := f.remedy.Value()
	reason := strings.TrimSpace(f.reason.Text)
	ended := func(err error) {
		if err != nil {
			v.refuse(f.form, err)
			return
		}
		d.Close()
		v.Window.Canvas().Focus(v.grid)
	}
	if way == remedyBack {
		if g, ok := v.grantOf(f.cell.Grant); ok {
			v.revoke([]event.Grant{g}, reason, t("hours.tookback"), ended)
		}
		return false
	}
	g := event.Grant{Registration: f.person.Account.Entry.ID, Session: f.session.ID, Kind: event.Assigned, Reason: reason}
	if way == remedyExcuse {
		g.Kind = event.Excused
	}
	if way != remedyAbsent {
		hours, err := readHours(f.hours.Text)
		if err != nil {
			v.refuse(f.form, err)
			return false
		}
		g.Hours = hours
	}
	v.give([]event.Grant{g}, t("hours.corrected", i18n.Args{"Name": f.person.name}), ended)
	return false
}

// readHours reads a number of hours as people write it.
func readHours(text string) (float64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, event.Fail(event.CodeRequired).In("hours")
	}
	hours, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	if err != nil || hours != hours {
		return 0, event.Fail(event.CodeNumber, "Value", text).In("hours")
	}
	return hours, nil
}

// give writes grants, says so and offers to take them back.
func (p *Page) give(grants []event.Grant, said string, ended func(error)) {
	for i := range grants {
		grants[i].ID = event.NewID()
	}
	kit.Run(p.ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.Service.GrantMany(ctx, grants)
	}, func(_ struct{}, err error) {
		ended(err)
		if err != nil {
			return
		}
		kit.Toast(p.Window.Canvas(), said, func() {
			p.revoke(grants, p.Printer.T("hours.undone.reason"), p.Printer.T("hours.undone"), p.told)
		})
		p.read()
	})
}

// told shows an error that belongs to no form.
func (p *Page) told(err error) {
	if err != nil {
		kit.ShowError(p.Window, p.Printer, err)
	}
}

// revoke takes grants back, with a reason, says so and offers to give them again.
func (p *Page) revoke(grants []event.Grant, reason, said string, ended func(error)) {
	kit.Run(p.ctx, func(ctx context.Context) (struct{}, error) {
		for _, g := range grants {
			if err := p.Service.RevokeGrant(ctx, g.ID, reason); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	}, func(_ struct{}, err error) {
		ended(err)
		if err == nil {
			kit.Toast(p.Window.Canvas(), said, func() { p.give(slices.Clone(grants), p.Printer.T("hours.given.again"), p.told) })
		}
		p.read()
	})
}

// onTakeBack takes back what was put right in the cell of the keyboard.
func (v *hoursView) onTakeBack() {
	if at := v.grid.here; at.isCell() && at.row < len(v.grid.rows) {
		if g, ok := v.grantOf(v.grid.cell(at.row, at.column).Grant); ok {
			v.takeBack(g)
		}
	}
}

// takeBack asks why something that was put right is taken back.
func (v *hoursView) takeBack(g event.Grant) {
	t := v.Printer.T
	reason := kit.NewEntry("")
	form := kit.NewForm().AddObject(kit.NewParagraph(v.grantWords(g), kit.StyleMuted)).
		Add("reason", kit.NewField(t("field.reason"), reason, t("certificates.grant.reason.hint")))
	kit.FormDialog(v.Window, t("hours.takeback.title"), form, t("hours.takeback.action"), func(d *kit.Dialog) bool {
		form.ClearErrors()
		v.revoke([]event.Grant{g}, strings.TrimSpace(reason.Text), t("hours.tookback"), func(err error) {
			if err != nil {
				v.refuse(form, err)
				return
			}
			d.Close()
			v.Window.Canvas().Focus(v.grid)
		})
		return false
	})
}
