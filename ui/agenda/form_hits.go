package agenda

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// mostHits is how many people are offered at a time.
const mostHits = 6

// find offers the registrations that go with what is typed, and the name itself.
func (c *cast) find(text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		c.stopSearch()
		return
	}
	var hits []hit
	for _, e := range findPeople(c.f.p.state.programme.Entries, text, c.people()) {
		hits = append(hits, hit{text: c.f.p.Printer.Person(e.Who.Name.Full()), about: joinedBy(" · ", e.Who.Institution, e.Who.Town),
			person: event.Contributor{Name: e.Who.Name.Full(), Person: e.ID, Institution: e.Who.Institution, Town: e.Who.Town}})
	}
	if c.linking == nil {
		hits = append(hits, hit{text: c.f.p.Printer.T("agenda.people.free", i18n.Args{"Name": text}), icon: kit.IconPlus, person: event.Contributor{Name: text}})
	}
	c.hits.show(hits)
	c.view.Refresh()
	c.f.reveal(c.hits.view)
}

// findPeople are those registered whose name, institution or town begin with every word that is typed. Those who
// cancelled, and those who are there already, are left out.
func findPeople(entries []event.Entry, text string, there []event.Contributor) []event.Entry {
	words := strings.Fields(event.Fold(text))
	var found []event.Entry
	for _, e := range entries {
		if e.Status == event.Cancelled || e.Who.Erased || slices.ContainsFunc(there, func(c event.Contributor) bool { return c.Person == e.ID }) {
			continue
		}
		known := strings.Fields(event.Fold(e.Who.Name.Full() + " " + e.Who.Institution + " " + e.Who.Town))
		every := true
		for _, w := range words {
			every = every && slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, w) })
		}
		if every {
			found = append(found, e)
		}
	}
	// A name goes before an institution or town of the same beginning.
	named := func(e event.Entry) int {
		name := event.Fold(e.Who.Name.Full())
		if strings.HasPrefix(name, words[0]) || strings.Contains(name, " "+words[0]) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(found, func(a, b event.Entry) int { return named(a) - named(b) })
	return found[:min(len(found), mostHits)]
}

// choose takes somebody who was offered.
func (c *cast) choose(h hit) {
	if r := c.linking; r != nil {
		role, _ := r.role.Value()
		h.person.Role = role
		if at := c.at(r); at >= 0 {
			c.rows[at] = c.newRow(h.person)
		}
	} else {
		h.person.Role = c.likelyRole(len(c.rows))
		r := c.newRow(h.person)
		r.proposed = h.person.Role
		c.rows = append(c.rows, r)
	}
	c.stopSearch()
	c.show()
	c.f.p.Window.Canvas().Focus(c.search)
	c.f.reveal(c.search)
	c.f.touch()
}

// onKey goes through what is offered, and takes it.
func (c *cast) onKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		c.hits.step(1)
	case fyne.KeyUp:
		c.hits.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if h, ok := c.hits.current(); ok {
			c.choose(h)
		} else {
			c.f.onSave()
		}
	default:
		return false
	}
	return true
}

// hit is somebody who is offered.
type hit struct {
	text, about string
	icon        kit.Icon
	person      event.Contributor
}

// hitList offers people under the search.
type hitList struct {
	view   *fyne.Container
	rows   []*hitRow
	chosen int
	choose func(hit)
}

func newHitList(choose func(hit)) *hitList {
	l := &hitList{view: kit.VStack(0), choose: choose}
	l.view.Hide()
	return l
}

func (l *hitList) show(hits []hit) {
	l.rows, l.view.Objects, l.chosen = nil, nil, 0
	for i, h := range hits {
		r := newHitRow(h, func() { l.choose(h) })
		r.on = i == 0
		l.rows = append(l.rows, r)
		l.view.Add(r)
	}
	l.view.Hidden = len(hits) == 0
	l.view.Refresh()
}

func (l *hitList) step(by int) {
	if to := l.chosen + by; to >= 0 && to < len(l.rows) {
		l.rows[l.chosen].set(false)
		l.chosen = to
		l.rows[to].set(true)
	}
}

func (l *hitList) current() (hit, bool) {
	if l.chosen >= len(l.rows) {
		return hit{}, false
	}
	return l.rows[l.chosen].hit, true
}

// hitRow is a line that can be clicked.
type hitRow struct {
	kit.Spot
	hit hit
	on  bool
}

var _ fyne.Tappable = (*hitRow)(nil)

func newHitRow(h hit, tapped func()) *hitRow {
	r := &hitRow{hit: h}
	r.Extend(r, tapped)
	return r
}

func (r *hitRow) set(on bool) {
	r.on = on
	r.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (r *hitRow) CreateRenderer() fyne.WidgetRenderer {
	icon := r.hit.icon
	if icon == kit.IconNone {
		icon = kit.IconPerson
	}
	ground := canvas.NewRectangle(nil)
	words := kit.VStack(0, kit.NewText(r.hit.text, kit.StyleBody.Truncated()))
	if r.hit.about != "" {
		words.Add(kit.NewText(r.hit.about, kit.StyleSmall.Truncated()))
	}
	row := kit.PadSides(1, 2, 1, 2, kit.HStack(2, kit.NewIconViewSize(icon, kit.ColorMuted, kit.Space(4)), kit.Stretch(words)))
	return &hitRenderer{r: r, ground: ground, row: row}
}

type hitRenderer struct {
	r      *hitRow
	ground *canvas.Rectangle
	row    *fyne.Container
}

func (h *hitRenderer) Destroy() {}

func (h *hitRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{h.ground, h.row} }

func (h *hitRenderer) MinSize() fyne.Size { return h.row.MinSize() }

func (h *hitRenderer) Layout(s fyne.Size) {
	h.ground.Resize(s)
	h.row.Resize(s)
	h.paint()
}

func (h *hitRenderer) Refresh() {
	h.paint()
	h.row.Refresh()
	canvas.Refresh(h.r)
}

func (h *hitRenderer) paint() {
	fill := kit.ColorSurface
	switch {
	case h.r.on:
		fill = kit.ColorSelected
	case h.r.Hovered():
		fill = kit.ColorHover
	}
	h.ground.FillColor, h.ground.CornerRadius = kit.Color(fill), kit.Size(kit.SizeRadius)
	h.ground.Refresh()
}
