package agenda

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// cast are the people of a session in their order, as the form has them.
type cast struct {
	f       *form
	view    *fyne.Container
	rows    []*castRow
	list    *fyne.Container
	search  *kit.SearchEntry
	hits    *hitList
	linking *castRow // a name that is to be linked with a registration
	label   *kit.Text
	wheel   func(*fyne.ScrollEvent)
}

// castRow is one of them.
type castRow struct {
	c           event.Contributor
	view        fyne.CanvasObject
	name        *kit.Text
	role        *kit.Select[event.Role]
	proposed    event.Role // by the form, from the kind of the session; "": nothing was
	institution *kit.Entry // of somebody who is not registered
	town        *kit.Entry
	up, down    *kit.Button
	link        *kit.Button
	remove      *kit.Button
}

func newCast(f *form) *cast {
	c := &cast{f: f, list: kit.VStack(3), label: kit.NewText("", kit.StyleSmall.Truncated())}
	c.search = kit.NewSearchEntry(f.p.Printer.T("agenda.people.add"), c.find)
	c.search.SetMinWidth(leastInput)
	c.search.OnKey = c.onKey
	c.search.OnFocusGained = func() { f.reveal(c.search) }
	c.hits = newHitList(c.choose)
	c.label.Hide()
	c.view = kit.VStack(2, c.list, c.label, c.search, c.hits.view)
	return c
}

func (c *cast) handWheel(scrolled func(*fyne.ScrollEvent)) {
	c.wheel = scrolled
	kit.HandWheel(c.list, scrolled)
	c.search.OnWheel = scrolled
}

// fill shows the people of a session.
func (c *cast) fill(people []event.Contributor) {
	c.rows = nil
	for _, x := range people {
		c.rows = append(c.rows, c.newRow(x))
	}
	c.show()
}

// people are those who stand in the form. Somebody registered is known by the registration.
func (c *cast) people() []event.Contributor {
	var all []event.Contributor
	for _, r := range c.rows {
		x := r.c
		x.Role, _ = r.role.Value()
		x.Institution, x.Town = "", ""
		if x.Person == "" {
			x.Institution, x.Town = r.institution.Text, r.town.Text
		}
		all = append(all, x)
	}
	return all
}

func (c *cast) newRow(x event.Contributor) *castRow {
	t := c.f.p.Printer.T
	r := &castRow{c: x, name: kit.NewText("", kit.StyleStrong.Truncated())}
	r.role = kit.NewSelect(c.roles(x.Role), func(event.Role) { c.f.touch() })
	r.role.SetValue(x.Role)
	r.role.SetMinWidth(leastInput)
	c.f.ready(r.role, &r.role.OnSubmitted, &r.role.OnFocusGained)
	r.up = kit.NewQuiet("", kit.IconSortUp, func() { c.move(r, -1) })
	r.down = kit.NewQuiet("", kit.IconSortDown, func() { c.move(r, 1) })
	r.remove = kit.NewQuiet("", kit.IconClose, func() { c.drop(r) })
	buttons := kit.HStack(0, r.up, r.down, r.remove)
	first := container.NewBorder(nil, nil, nil, buttons, container.New(&middle{}, r.name))
	var second fyne.CanvasObject
	if x.Person != "" {
		about := joinedBy(" · ", x.Institution, x.Town)
		second = kit.Columns(2, r.role, container.New(&middle{}, kit.NewText(about, kit.StyleSmall.Truncated())))
	} else {
		r.institution, r.town = c.f.input(c.f.touch), c.f.input(c.f.touch)
		r.institution.SetPlaceHolder(t("field.institution"))
		r.town.SetPlaceHolder(t("field.town"))
		c.f.quietly(func() {
			r.institution.SetText(x.Institution)
			r.town.SetText(x.Town)
		})
		r.link = kit.NewQuiet(t("agenda.people.link"), kit.IconNone, func() { c.startLink(r) })
		buttons.Objects = append([]fyne.CanvasObject{r.link}, buttons.Objects...)
		second = kit.Columns(2, r.role, r.institution, r.town)
	}
	r.view = kit.VStack(1, first, second)
	if c.wheel != nil {
		kit.HandWheel(r.view, c.wheel)
	}
	return r
}

// show puts the rows in their order, numbered where there are several.
func (c *cast) show() {
	c.list.Objects = nil
	for i, r := range c.rows {
		if i > 0 {
			c.list.Add(kit.Separator())
		}
		c.list.Add(r.view)
		name := r.c.Name
		if len(c.rows) > 1 {
			name = c.f.p.Printer.T("agenda.contributor", i18n.Args{"Name": name, "Rank": i + 1})
		}
		r.name.SetText(name)
		r.up.SetEnabled(i > 0)
		r.down.SetEnabled(i < len(c.rows)-1)
	}
	c.list.Hidden = len(c.rows) == 0
	c.view.Refresh()
}

// roles are all roles, those that belong to the kind of session first.
func (c *cast) roles(now event.Role) []kit.Option[event.Role] {
	kind, _ := c.f.kind.Value()
	usual := usualRoles(kind)
	var options []kit.Option[event.Role]
	seen := map[event.Role]bool{}
	for _, list := range [][]event.Role{usual, {now}, event.Roles} {
		for _, role := range list {
			if role != "" && !seen[role] {
				seen[role] = true
				options = append(options, kit.Option[event.Role]{Value: role, Text: c.f.p.Printer.T("doc.agenda.role." + string(role))})
			}
		}
	}
	return options
}

// usualRoles are the roles of those who make a session of a kind, the most likely first.
func usualRoles(kind event.SessionKind) []event.Role {
	switch kind {
	case event.Panel:
		return []event.Role{event.Panelist, event.Moderator}
	case event.Workshop:
		return []event.Role{event.Trainer, event.Expert}
	case event.Assembly, event.Social, event.Reception, event.Break:
		return []event.Role{event.Organizer, event.Moderator}
	}
	return []event.Role{event.Expert, event.Moderator}
}

// likelyRole is the role of the one in a place: the first of a panel moderates it.
func (c *cast) likelyRole(place int) event.Role {
	kind, _ := c.f.kind.Value()
	if kind != event.Panel || place > 0 {
		return usualRoles(kind)[0]
	}
	return event.Moderator
}

// showRoles follows the kind of the session. A role that the form proposed, and nobody changed, follows too.
func (c *cast) showRoles() {
	for i, r := range c.rows {
		role, _ := r.role.Value()
		if r.proposed != "" && role == r.proposed {
			role = c.likelyRole(i)
			r.proposed = role
		}
		r.role.SetOptions(c.roles(role))
		r.role.SetValue(role)
	}
}

func (c *cast) at(r *castRow) int {
	for i, x := range c.rows {
		if x == r {
			return i
		}
	}
	return -1
}

// move puts somebody earlier or later; the focus stays where it is.
func (c *cast) move(r *castRow, by int) {
	at := c.at(r)
	if to := at + by; at >= 0 && to >= 0 && to < len(c.rows) {
		c.rows[at], c.rows[to] = c.rows[to], c.rows[at]
		c.show()
		c.f.touch()
	}
}

// moveFocused moves the one in whose line the focus is.
func (c *cast) moveFocused(by int) {
	focused := c.f.p.Window.Canvas().Focused()
	for _, r := range c.rows {
		for _, o := range []fyne.Focusable{r.role, r.up, r.down, r.remove} {
			if focused == o {
				c.move(r, by)
				return
			}
		}
		if r.link != nil && (focused == fyne.Focusable(r.link) || focused == fyne.Focusable(r.institution) || focused == fyne.Focusable(r.town)) {
			c.move(r, by)
			return
		}
	}
}

func (c *cast) drop(r *castRow) {
	at := c.at(r)
	if at < 0 {
		return
	}
	c.rows = append(c.rows[:at:at], c.rows[at+1:]...)
	c.show()
	c.f.p.Window.Canvas().Focus(c.search)
	c.f.touch()
}

// startLink looks for the registration of somebody who stands here by name only.
func (c *cast) startLink(r *castRow) {
	c.linking = r
	c.label.SetText(c.f.p.Printer.T("agenda.people.linking", i18n.Args{"Name": r.c.Name}))
	c.label.Show()
	c.search.SetText(r.c.Name)
	c.f.p.Window.Canvas().Focus(c.search)
	c.find(r.c.Name)
}

// stopSearch makes the search ready for the next one.
func (c *cast) stopSearch() {
	c.linking = nil
	c.label.Hide()
	c.search.SetText("")
	c.hits.show(nil)
	c.view.Refresh()
}
