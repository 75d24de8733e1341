package badges

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// role is the word for what somebody does here, in the person's grammar.
func (p *Page) role(e person) string {
	id := "role." + string(e.MainRole())
	if e.Who.Address != event.Neutral {
		return p.d.Printer.T(id + "." + string(e.Who.Address))
	}
	return p.d.Printer.T(id)
}

func (p *Page) printed(e person) string {
	t := p.d.Printer.T
	switch {
	case e.Without:
		return t("badges.printed.without")
	case e.At.IsZero():
		return t("badges.printed.no")
	case e.Changed:
		return t("badges.printed.changed")
	}
	return p.d.Printer.ShortDate(e.At.In(p.zone))
}

func printedIcon(e person) kit.Icon {
	switch {
	case e.Without:
		return kit.IconNone
	case e.At.IsZero():
		return kit.IconClock
	case e.Changed:
		return kit.IconWarning
	}
	return kit.IconCheck
}

func printedColor(e person) fyne.ThemeColorName {
	switch {
	case e.Without, e.At.IsZero():
		return kit.ColorMuted
	case e.Changed:
		return kit.ColorWarning
	}
	return kit.ColorAdmitted
}

// matches finds the words of a search at the beginning of words of a person.
func matches(e person, words []string) bool {
	text := " " + event.Fold(e.Who.SearchText()+" "+e.group)
	for _, word := range words {
		if !strings.Contains(text, " "+word) {
			return false
		}
	}
	return true
}

// The columns of names are as wide as the longest one needs, up to a width.
const (
	leastName = 88
	mostName  = 168
)

// makeRoom lets the names be read whole: other columns give way to them.
func (p *Page) makeRoom() {
	room := func(column string, bold bool, name func(event.Name) string) {
		longest := ""
		for _, e := range p.people {
			if n := name(e.Who.Name); utf8.RuneCountInString(n) > utf8.RuneCountInString(longest) {
				longest = n
			}
		}
		text := fyne.MeasureText(longest, kit.Size(kit.SizeText), fyne.TextStyle{Bold: bold}).Width
		p.view.list.SetLeast(column, min(max((text+kit.Space(6))*4/kit.Space(1), leastName), mostName))
	}
	room("family", true, func(n event.Name) string { return n.Family })
	room("given", false, func(n event.Name) string { return n.Given })
}

// wants says whether somebody's badge is asked for.
func (w which) wants(e person) bool {
	switch {
	case e.Without:
		return false
	case w == unprinted:
		return e.At.IsZero()
	case w == altered:
		return e.Changed
	case w == confirmed:
		return e.Status == event.Confirmed
	case w == due:
		return e.At.IsZero() || e.Changed
	}
	return true
}

// wanted are those who get a badge in the next file.
func (p *Page) wanted() []person { return p.those(p.which) }

func (p *Page) those(w which) []person {
	out := make([]person, 0, len(p.people))
	for _, e := range p.people {
		if w.wants(e) {
			out = append(out, e)
		}
	}
	return out
}

// showPeople shows whose badges will be in the file, and its pages.
func (p *Page) showPeople() {
	p.view.which.SetOptions(p.whichOptions())
	p.showList()
	p.showSum()
	p.showPages()
}

// showList shows those who are wanted, or of them those who are looked for. Among all there are also those whose
// role has no badge, to see why.
func (p *Page) showList() {
	w, v := p.d.Printer, p.view
	p.shown = make([]person, 0, len(p.people))
	words := strings.Fields(event.Fold(p.search))
	for _, e := range p.people {
		if (p.which.wants(e) || p.which == everybody) && matches(e, words) {
			p.shown = append(p.shown, e)
		}
	}
	v.list.SetEmpty(p.makeEmpty())
	v.list.SetItems(p.shown)
	v.count.SetText(w.T("common.of", i18n.Args{"Shown": len(p.shown), "Total": len(p.people)}))
	p.content.Refresh()
}

func (p *Page) makeEmpty() fyne.CanvasObject {
	w := p.d.Printer
	switch {
	case !p.loaded:
		return kit.NewText("", kit.StyleMuted)
	case len(p.people) == 0:
		return kit.EmptyState(kit.IconBadge, w.T("badges.empty.title"), w.T("badges.empty.hint"),
			kit.NewButton(w.T("badges.empty.action"), kit.IconPeople, func() { p.d.Navigate("registrations", "") }))
	case len(p.wanted()) == 0 && p.which == altered:
		return kit.EmptyState(kit.IconCheck, w.T("badges.same.title"), w.T("badges.same.hint"), nil)
	case len(p.wanted()) == 0:
		return kit.EmptyState(kit.IconCheck, w.T("badges.done.title"), w.T("badges.done.hint"), nil)
	}
	return kit.EmptyState(kit.IconSearch, w.T("badges.nobody.title"), w.T("badges.nobody.hint"), nil)
}

// showSum says how many badges the file will have, and what is worth knowing of them.
func (p *Page) showSum() {
	w := p.d.Printer
	n := len(p.wanted()) + p.blank
	parts := []string{w.N("common.badges", n)}
	if pages := p.view.preview.count(); pages > 0 && n > 0 {
		parts = append(parts, w.N("common.pages", pages))
	}
	if wanted := p.wanted(); p.which != confirmed {
		sure := 0
		for _, e := range wanted {
			if confirmed.wants(e) {
				sure++
			}
		}
		if sure < len(wanted) {
			parts = append(parts, w.T("badges.unconfirmed", i18n.Args{"Count": len(wanted) - sure, "Confirmed": sure}))
		}
	}
	if left := len(p.those(unprinted)); left > 0 && left < len(p.people)-p.without && p.which == everybody {
		parts = append(parts, w.N("badges.left", left))
	}
	if changed := len(p.those(altered)); changed > 0 && p.which != altered {
		parts = append(parts, w.N("badges.changed", changed))
	}
	if p.without > 0 {
		parts = append(parts, w.N("badges.without", p.without))
	}
	p.view.sum.SetText(strings.Join(parts, " · "))
	p.view.save.SetEnabled(n > 0 && !p.Busy())
	p.view.print.SetEnabled(n > 0 && !p.Busy())
}
