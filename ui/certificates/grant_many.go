package certificates

import (
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// target is a cell that can be put right together with others.
type target struct {
	person  *attendee
	session *event.GridSession
	cell    event.SessionHours
}

// rowTargets are the sessions of somebody that are over, of those shown.
func (v *hoursView) rowTargets(a *attendee) []target {
	var all []target
	for c, i := range v.grid.columns {
		if cell := a.Cells[i]; cell.Theirs && v.grid.session(c).Over {
			all = append(all, target{a, v.grid.session(c), cell})
		}
	}
	return all
}

// columnTargets are the people of a session, of those shown.
func (v *hoursView) columnTargets(s *event.GridSession) []target {
	column := 0
	for i := range v.state.grid.Sessions {
		if v.state.grid.Sessions[i].ID == s.ID {
			column = i
		}
	}
	var all []target
	for _, a := range v.grid.rows {
		if cell := a.Cells[column]; cell.Theirs && s.Over {
			all = append(all, target{a, s, cell})
		}
	}
	return all
}

// lacking are the cells to which a grant of a kind would add something.
func lacking(all []target, kind event.GrantKind) []target {
	var some []target
	for _, x := range all {
		of := x.session.Session.Hours
		whole := x.cell.Hours >= of && (x.cell.Present || x.cell.Excused)
		if of == 0 || whole || kind == event.Excused && (x.cell.Excused || x.cell.Present) {
			continue
		}
		some = append(some, x)
	}
	return some
}

// onMany asks why many cells are put right at once, and does so; all of it can be undone.
func (v *hoursView) onMany(all []target, kind event.GrantKind) {
	t := v.Printer.T
	todo := lacking(all, kind)
	if len(todo) == 0 {
		kit.Toast(v.Window.Canvas(), t("hours.many.none"), nil)
		return
	}
	title, action := t("hours.many.there.title"), v.Printer.N("hours.many.there", len(todo))
	if kind == event.Excused {
		title, action = t("hours.many.excuse.title"), v.Printer.N("hours.many.excuse", len(todo))
	}
	reason := kit.NewEntry("")
	form := kit.NewForm().AddObject(kit.NewParagraph(v.manyWords(todo), kit.StyleBody)).
		Add("reason", kit.NewField(t("field.reason"), reason, t("certificates.grant.reason.hint")))
	if recent := v.recentReasons(reason); recent != nil {
		form.AddObject(recent)
	}
	kit.FormDialog(v.Window, title, form, action, func(d *kit.Dialog) bool {
		form.ClearErrors()
		grants := make([]event.Grant, len(todo))
		for i, x := range todo {
			grants[i] = event.Grant{Registration: x.person.Account.Entry.ID, Session: x.session.ID, Kind: kind, Hours: x.session.Session.Hours, Reason: strings.TrimSpace(reason.Text)}
		}
		v.give(grants, v.Printer.N("hours.many.done", len(grants)), func(err error) {
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

// manyWords says whom it is about, and which sessions.
func (v *hoursView) manyWords(todo []target) string {
	first := todo[0]
	for _, x := range todo {
		if x.person != first.person { // one session of many people
			return v.Printer.N("hours.many.session", len(todo), i18n.Args{"Session": first.session.Title, "When": v.sessionTime(first.session)})
		}
	}
	return v.Printer.N("hours.many.person", len(todo), i18n.Args{"Name": first.person.name})
}

// rowItems are what can be done for somebody in all sessions shown.
func (v *hoursView) rowItems(a *attendee) []*fyne.MenuItem {
	t, name := v.Printer.T, i18n.Args{"Name": a.name}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(t("hours.row.excuse.of", name), func() { v.onMany(v.rowTargets(a), event.Excused) }),
		fyne.NewMenuItem(t("hours.row.there.of", name), func() { v.onMany(v.rowTargets(a), event.Assigned) }),
		fyne.NewMenuItem(t("certificates.grant"), func() { v.grant(a.GridRow) }),
		fyne.NewMenuItem(t("hours.row.person"), func() { v.Navigate("registrations", a.Account.Entry.ID) }),
	}
}

// showMenu offers what can be done at the place of the keyboard.
func (g *hourGrid) showMenu() {
	v, t := g.v, g.v.Printer.T
	person, session := g.current()
	var items []*fyne.MenuItem
	add := func(text string, do func()) { items = append(items, fyne.NewMenuItem(text, do)) }
	if person != nil && session != nil {
		add(t("hours.correct"), func() { v.correct(g.here, "") })
		if g.cell(g.here.row, g.here.column).Grant != "" {
			add(t("hours.takeback"), v.onTakeBack)
		}
		items = append(items, fyne.NewMenuItemSeparator())
	}
	if person != nil {
		items = append(items, v.rowItems(person)...)
	}
	if session != nil && session.Over {
		if person != nil {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		add(t("hours.column.there"), func() { v.onMany(v.columnTargets(session), event.Assigned) })
		add(t("hours.column.excuse"), func() { v.onMany(v.columnTargets(session), event.Excused) })
	}
	if len(items) > 0 {
		kit.ShowMenu(items, g.spot())
	}
}
