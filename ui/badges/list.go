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
	if e.printed.IsZero() {
		return p.d.Printer.T("badges.printed.no")
	}
	return p.d.Printer.ShortDate(e.printed.In(p.zone))
}

func printedIcon(e person) kit.Icon {
	if e.printed.IsZero() {
		return kit.IconClock
	}
	return kit.IconCheck
}

func printedColor(e person) fyne.ThemeColorName {
	if e.printed.IsZero() {
		return kit.ColorMuted
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

// wanted are those who get a badge in the next file.
func (p *Page) wanted() []person {
	out := make([]person, 0, len(p.people))
	for _, e := range p.people {
		if !p.unprinted || e.printed.IsZero() {
			out = append(out, e)
		}
	}
	return out
}

// showPeople shows whose badges will be in the file, or those of them that are
// looked for.
func (p *Page) showPeople() {
	w, v := p.d.Printer, p.view
	wanted := p.wanted()
	p.shown = make([]person, 0, len(wanted))
	words := strings.Fields(event.Fold(p.search))
	for _, e := range wanted {
		if matches(e, words) {
			p.shown = append(p.shown, e)
		}
	}
	v.list.SetEmpty(p.makeEmpty())
	v.list.SetItems(p.shown)
	v.count.SetText(w.T("common.of", i18n.Args{"Shown": len(p.shown), "Total": len(p.people)}))
	p.showSum()
	p.showCurrent()
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
	case len(p.wanted()) == 0:
		return kit.EmptyState(kit.IconCheck, w.T("badges.done.title"), w.T("badges.done.hint"), nil)
	}
	return kit.EmptyState(kit.IconSearch, w.T("badges.nobody.title"), w.T("badges.nobody.hint"), nil)
}

// showSum says how many badges and sheets the file will have.
func (p *Page) showSum() {
	w := p.d.Printer
	n := len(p.wanted()) + p.blank
	text := w.N("common.badges", n)
	if pages := formOf(p.layout).pages(n); pages > 0 {
		text += " · " + w.N("common.pages", pages)
	}
	if left := p.unprintedCount(); left > 0 && left < len(p.people) && !p.unprinted {
		text += " · " + w.N("badges.left", left)
	}
	p.view.sum.SetText(text)
	p.view.save.SetEnabled(n > 0 && !p.Busy())
}

func (p *Page) unprintedCount() int {
	n := 0
	for _, e := range p.people {
		if e.printed.IsZero() {
			n++
		}
	}
	return n
}

// showCurrent draws the badge of the row of the cursor, or of the first one.
func (p *Page) showCurrent() {
	if e, ok := p.view.list.Current(); ok {
		p.showPreview(e)
		return
	}
	if items := p.view.list.Items(); len(items) > 0 {
		p.showPreview(items[0])
		return
	}
	p.view.preview.Hide()
	p.view.caption.SetText("")
}

func (p *Page) showPreview(e person) {
	w := p.d.Printer
	f := formOf(p.layout)
	d := drawing{
		form: f, given: e.Who.Name.Given, family: e.Who.Name.Family, institution: e.Who.Institution, town: e.Who.Town,
		event: p.d.Event.Title, role: strings.ToUpper(p.role(e)), main: e.MainRole(),
		dates: w.DateRange(p.d.Event.Start.Time(p.zone), p.d.Event.End.Time(p.zone)),
		end:   strings.TrimSpace(e.Box() + " " + w.Number(float64(e.Number), 0)), code: e.Badge,
		lines: e.lines,
	}
	if e.group != "" {
		d.group = w.T("doc.badge.group", i18n.Args{"Title": e.group})
	}
	if p.d.QR != nil {
		d.symbol = p.d.QR(e.Badge)
	}
	p.view.preview.set(d)
	p.view.preview.Show()
	p.view.caption.SetText(w.T("badges.preview", i18n.Args{
		"Name": e.Who.Name.Full(), "Width": float64(f.width), "Height": float64(f.height)}))
}
