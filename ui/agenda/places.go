package agenda

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// placing is who gets which place.
type placing interface {
	PlanAllocation(ctx context.Context, eventID string, o event.AllocateOptions) (event.AllocationPlan, error)
	ApplyAllocation(ctx context.Context, plan event.AllocationPlan) (event.AllocationResult, error)
	SetEnrolments(ctx context.Context, eventID string, to []event.Enrolment) error
	Enrol(ctx context.Context, session, registration string, override bool) error
	MoveEnrolment(ctx context.Context, registration, from, to string, override bool) error
	Wait(ctx context.Context, session, registration string) error
	Withdraw(ctx context.Context, session, registration string) error
	LockEnrolments(ctx context.Context, eventID string, keys []event.EnrolmentKey, locked bool) error
	MarkTold(ctx context.Context, eventID string, keys []event.EnrolmentKey) (int, error)
	Promote(ctx context.Context, session string) ([]event.Entry, error)
}

// The lists of people at the left that are no session: those without a place
// at a time, by the number of that, and those who chose nothing.
const (
	rowWithout  = "without/"
	rowWishless = "wishless"
)

// placesView shows who has a place where: the sessions that people sign up for
// at the left, the people of the chosen one at the right.
type placesView struct {
	p      *Page
	view   fyne.CanvasObject
	table  *placeTable
	latest kit.Latest[*placeTable]

	summary  *kit.Text
	told     *kit.Button
	allocate *kit.Button
	body     *fyne.Container
	split    fyne.CanvasObject
	left     *fyne.Container
	scroll   *kit.Scroll
	rows     []*placeRow
	chosen   string
	people   *peopleList
}

func newPlaces(p *Page) *placesView {
	t := p.Printer.T
	v := &placesView{p: p, summary: kit.NewText("", kit.StyleMuted.Truncated()), left: kit.VStack(0), body: container.NewStack()}
	v.told = kit.NewButton(t("places.told"), kit.IconSend, v.onTold)
	v.allocate = kit.NewButton(t("places.allocate"), kit.IconPeople, p.openAllocation)
	v.scroll = kit.NewVScroll(v.left)
	v.people = newPeopleList(v)
	v.split = kit.MasterDetail(kit.NewPanel(v.scroll), v.people.view, 0.38)
	top := kit.Toolbar(kit.Stretch(v.summary), v.told, v.allocate)
	v.view = container.NewBorder(kit.PadSides(0, 0, 2, 0, top), nil, nil, nil, v.body)
	return v
}

// show paints who has a place where, as the page knows it now.
func (v *placesView) show() {
	g := v.p.state.programme
	v.latest.Run(v.p.ctx, func(context.Context) (*placeTable, error) { return newPlaceTable(g), nil }, func(t *placeTable, _ error) {
		v.table = t
		v.paint()
	})
}

func (v *placesView) paint() {
	t := v.p.Printer.T
	v.showSummary()
	if len(v.table.slots) == 0 {
		v.body.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconGroup, t("places.none"), t("places.none.hint"), nil)}
		v.body.Refresh()
		return
	}
	v.makeRows()
	if v.rowAt(v.chosen) < 0 {
		v.chosen = v.rows[0].id
	}
	v.body.Objects = []fyne.CanvasObject{v.split}
	v.body.Refresh()
	v.choose(v.chosen)
}

// showSummary tells how many have which of their choices, and how many have no place and wait for one.
func (v *placesView) showSummary() {
	v.told.SetEnabled(v.table.untold > 0)
	v.allocate.SetEnabled(len(v.table.slots) > 0)
	words := v.p.rankWords(v.table.ranks)
	if n := v.table.waiting(); n > 0 {
		words = joinedBy(" · ", words, v.p.Printer.N("places.waiting", n))
	}
	v.summary.SetText(words)
}

// rankWords says how many places are which choice, the first first.
func (p *Page) rankWords(ranks map[int]int) string {
	var parts []string
	most := 0
	for rank := range ranks {
		most = max(most, rank)
	}
	for rank := 1; rank <= most; rank++ {
		if n := ranks[rank]; n > 0 {
			parts = append(parts, p.Printer.T("places.rank.count", i18n.Args{"Rank": rank, "Count": n}))
		}
	}
	if n := ranks[0]; n > 0 {
		parts = append(parts, p.Printer.T("places.rank.none", i18n.Args{"Count": n}))
	}
	if len(parts) == 0 {
		return p.Printer.T("places.summary.none")
	}
	return strings.Join(parts, " · ")
}

func (v *placesView) makeRows() {
	t := v.p.Printer.T
	focused := ""
	for _, r := range v.rows {
		if v.p.Window.Canvas().Focused() == fyne.Focusable(r) {
			focused = r.id
		}
	}
	v.rows, v.left.Objects = nil, nil
	add := func(id string, content fyne.CanvasObject) {
		r := newPlaceRow(v, id, content)
		v.rows = append(v.rows, r)
		v.left.Add(r)
		v.left.Add(kit.Separator())
	}
	for i, slot := range v.table.slots {
		v.left.Add(v.makeTime(slot))
		for _, s := range slot.sittings {
			add(s.session.ID, v.makeSitting(s))
		}
		if n := len(slot.without); n > 0 {
			add(rowWithout+strconv.Itoa(i), v.makeList(kit.IconPerson, kit.ColorWarning, t("places.without"), n))
		}
	}
	if n := len(v.table.wishless); n > 0 {
		v.left.Add(kit.Gap(2))
		v.left.Add(kit.Separator())
		add(rowWishless, v.makeList(kit.IconQuestion, kit.ColorMuted, t("places.wishless"), n))
	}
	v.left.Refresh()
	if at := v.rowAt(focused); at >= 0 {
		v.p.Window.Canvas().Focus(v.rows[at])
	}
}

// makeTime is the heading over the sessions of one time.
func (v *placesView) makeTime(slot *placeSlot) fyne.CanvasObject {
	return kit.VStack(0, kit.PadSides(3, 3, 1, 3, kit.NewText(v.p.slotTitle(slot), kit.TextStyle{Size: kit.SizeSmall, Bold: true, Color: kit.ColorMuted, Truncate: true})),
		kit.Separator())
}

// slotTitle is when the sessions of a time are.
func (p *Page) slotTitle(slot *placeSlot) string { return p.span(slot.from, slot.to) }

// makeSitting is the line of a session: how full it is, who wants it, and
// what is wrong with it.
func (v *placesView) makeSitting(s *sitting) fyne.CanvasObject {
	p, t := v.p, v.p.Printer.T
	count := t("places.count", i18n.Args{"Taken": len(s.taken)})
	style := kit.StyleStrong
	bar := kit.NewBar()
	if s.limit != nil {
		count = t("places.count.of", i18n.Args{"Taken": len(s.taken), "Limit": *s.limit})
		bar.SetShare(share(len(s.taken), *s.limit))
		if len(s.taken) > *s.limit {
			bar.SetTone(kit.ToneRefused)
			style = style.In(kit.ColorRefused)
		}
	}
	words := []string{p.state.titles[s.session.Room]}
	if s.session.Start != s.slot.from || s.session.End != s.slot.to {
		words = append([]string{p.hours(s.session)}, words...)
	}
	if s.asks > 0 {
		words = append(words, t("places.asked", i18n.Args{"First": s.first, "All": s.asks}))
	}
	if s.session.Hours > 0 {
		words = append(words, p.Printer.Hours(s.session.Hours))
	}
	last := kit.HStack(2, kit.Stretch(kit.NewText(joinedBy(" · ", words...), kit.StyleSmall.Truncated())))
	if n := s.waiting; n > 0 {
		last.Add(sign(kit.IconPause, kit.ColorWarning, p.Printer.N("places.waiting", n)))
	}
	if all := p.conflictsOf(s.session.ID); len(all) > 0 {
		last.Add(sign(kit.IconWarning, tone(all...).Color(), p.Printer.N("places.conflicts", len(all))))
	}
	top := container.NewBorder(nil, nil, nil, kit.NewText(count, style), kit.NewText(s.session.Title, kit.StyleBody.Truncated()))
	if s.limit == nil {
		return kit.VStack(1, top, last)
	}
	return kit.VStack(1, top, bar, last)
}

func share(taken, limit int) float32 {
	if limit <= 0 {
		return 1
	}
	return min(float32(taken)/float32(limit), 1)
}

// sign is a small icon with its word.
func sign(icon kit.Icon, color fyne.ThemeColorName, word string) fyne.CanvasObject {
	return kit.HStack(1, kit.NewIconViewSize(icon, color, kit.Space(4)), kit.NewText(word, kit.StyleSmall.In(color)))
}

// makeList is the line of a list of people that is no session.
func (v *placesView) makeList(icon kit.Icon, color fyne.ThemeColorName, title string, n int) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.PadSides(0, 2, 0, 0, container.NewCenter(kit.NewIconViewSize(icon, color, kit.Space(4)))),
		kit.NewText(v.p.Printer.N("common.people", n), kit.StyleMuted), kit.NewText(title, kit.StyleMuted.Truncated()))
}

func (v *placesView) rowAt(id string) int {
	for i, r := range v.rows {
		if r.id == id {
			return i
		}
	}
	return -1
}

// choose shows the people of a line.
func (v *placesView) choose(id string) {
	v.chosen = id
	for _, r := range v.rows {
		r.mark(r.id == id)
	}
	v.people.show(id)
}

// step goes to the line above or below.
func (v *placesView) step(id string, by int) {
	at := v.rowAt(id) + by
	if at < 0 || at >= len(v.rows) {
		return
	}
	r := v.rows[at]
	v.p.Window.Canvas().Focus(r)
	top, height := r.Position().Y, r.Size().Height
	switch seen := v.scroll.Size().Height; {
	case at == 0:
		v.scroll.ScrollToTop()
	case top < v.scroll.Offset.Y:
		v.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case top+height > v.scroll.Offset.Y+seen:
		v.scroll.ScrollToOffset(fyne.NewPos(0, top+height-seen))
	}
	v.choose(r.id)
}

// slotOf is the time that a line belongs to; nil for those who chose nothing.
func (v *placesView) slotOf(id string) *placeSlot {
	if s := v.table.byID[id]; s != nil {
		return s.slot
	}
	if n, ok := strings.CutPrefix(id, rowWithout); ok {
		if i, err := strconv.Atoi(n); err == nil && i < len(v.table.slots) {
			return v.table.slots[i]
		}
	}
	return nil
}
