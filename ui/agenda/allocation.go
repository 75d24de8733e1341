package agenda

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The tabs of an allocation.
const (
	allocationChanges  = "changes"
	allocationPeople   = "people"
	allocationMissed   = "missed"
	allocationSessions = "sessions"
)

// allocationView shows what giving the places anew would do, before anything is written.
type allocationView struct {
	p       *Page
	how     event.AllocateOptions
	plan    event.AllocationPlan
	changes int // people whose place or turn becomes another
	latest  kit.Latest[event.AllocationPlan]
	writing bool
	started bool

	view    fyne.CanvasObject
	stage   *fyne.Container
	body    fyne.CanvasObject
	keep    *kit.Select[event.KeepPlaces]
	fill    *kit.Check
	summary *fyne.Container
	notices *fyne.Container
	tabs    *kit.Tabs
	content *fyne.Container
	cancel  *kit.Button
	apply   *kit.Button
	people  *allotments
	places  *kit.DataList[event.SessionPlaces]
}

// openAllocation works out who gets which place and shows it.
func (p *Page) openAllocation() {
	if p.Busy() {
		return
	}
	p.leaveForm(func() {
		p.say(kit.ToneNeutral, "")
		v := newAllocationView(p)
		p.allocation = v
		p.content.Objects = []fyne.CanvasObject{v.view}
		p.content.Refresh()
		v.work()
	})
}

// closeAllocation goes back to who has which place.
func (p *Page) closeAllocation() {
	if p.allocation == nil || p.allocation.writing {
		return
	}
	p.allocation.latest.Cancel()
	p.allocation = nil
	p.content.Objects = []fyne.CanvasObject{p.main}
	p.views.SetChosen(viewPlaces)
	p.showView()
	p.content.Refresh()
}

func newAllocationView(p *Page) *allocationView {
	t := p.Printer.T
	v := &allocationView{p: p, stage: container.NewStack(), content: container.NewStack(), notices: kit.VStack(2), summary: kit.HStack(6)}
	v.cancel = kit.NewButton(t("common.cancel"), kit.IconClose, p.closeAllocation)
	v.apply = kit.NewPrimary(t("places.plan.none"), kit.IconCheck, v.onApply)
	v.apply.SetEnabled(false)
	v.keep = kit.NewSelect([]kit.Option[event.KeepPlaces]{{Value: event.KeepTold, Text: t("places.keep.told")},
		{Value: event.KeepAll, Text: t("places.keep.all")}, {Value: event.KeepNone, Text: t("places.keep.none")}},
		func(k event.KeepPlaces) { v.how.Keep = k; v.work() })
	v.fill = kit.NewCheck(t("places.fill"), false, func(on bool) { v.how.Fill = on; v.work() })
	v.tabs = kit.NewTabs(nil, func(string) { v.showTab() })
	v.people = newAllotments(v)
	v.makePlaces()
	header := kit.PageHeader(t("places.plan.title"), t("places.plan.hint"), v.cancel, v.apply)
	options := kit.Toolbar(kit.NewText(t("places.keep"), kit.StyleMuted), v.keep, kit.Gap(1), v.fill)
	v.body = container.NewBorder(kit.PadSides(0, 0, 2, 0, kit.VStack(3, v.summary, v.notices, v.tabs)), nil, nil, nil, v.content)
	v.view = kit.Page(header, container.NewBorder(kit.PadSides(0, 0, 3, 0, options), nil, nil, nil, v.stage))
	return v
}

// work works the plan out, off the interface thread; a choice made meanwhile begins anew.
func (v *allocationView) work() {
	p := v.p
	v.apply.SetEnabled(false)
	v.stage.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconClock, p.Printer.T("places.plan.working"), p.Printer.T("places.plan.working.hint"), nil)}
	v.stage.Refresh()
	how := v.how
	v.latest.Run(p.ctx, func(ctx context.Context) (event.AllocationPlan, error) {
		return p.Service.PlanAllocation(ctx, p.Event.ID, how)
	},
		func(plan event.AllocationPlan, err error) {
			if err != nil {
				v.stage.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconWarning, p.Printer.Error(err), "", kit.NewButton(p.Printer.T("common.retry"), kit.IconRefresh, v.work))}
				v.stage.Refresh()
				return
			}
			v.plan = plan
			v.show("")
		})
}

// show paints the plan; a sentence says why it could not be carried out.
func (v *allocationView) show(trouble string) {
	p, t := v.p, v.p.Printer.T
	placed := v.people.set(v.plan)
	v.changes = len(v.people.changed)
	v.apply.SetEnabled(v.changes > 0)
	switch {
	case v.changes == 0:
		v.apply.SetText(t("places.plan.none"))
	case placed > 0:
		v.apply.SetText(p.Printer.N("places.plan.apply", placed))
	default:
		v.apply.SetText(p.Printer.N("places.plan.apply.changes", v.changes))
	}
	v.notices.Objects = nil
	if trouble != "" {
		v.notices.Add(kit.Notice(kit.ToneRefused, trouble, nil))
	}
	v.addProof()
	v.showSummary()
	v.places.SetItems(v.plan.Sessions)
	v.showTabs()
	v.stage.Objects = []fyne.CanvasObject{v.body}
	v.stage.Refresh()
	v.showTab()
}

// addProof says how good the result is.
func (v *allocationView) addProof() {
	p := v.p
	if v.plan.Proven {
		words := p.Printer.T("places.plan.proven")
		if v.people.kept {
			words = p.Printer.T("places.plan.proven.kept")
		}
		v.notices.Add(kit.Notice(kit.ToneAdmitted, words, nil))
		return
	}
	gap, rank := 0, 1
	for i, n := range v.plan.Gap {
		if n > 0 {
			gap, rank = n, i+1
			break
		}
	}
	v.notices.Add(kit.Notice(kit.ToneAttention, p.Printer.N("places.plan.gap", gap, i18n.Args{"Rank": rank}), nil))
}

// showSummary tells in numbers what people get.
func (v *allocationView) showSummary() {
	p := v.p
	v.summary.Objects = nil
	add := func(n int, label string, tone kit.Tone) {
		color := kit.ColorText
		if tone != kit.ToneNeutral {
			color = tone.Color()
		}
		v.summary.Add(kit.HStack(1, kit.NewText(p.Printer.Number(float64(n), 0), kit.StyleSection.In(color)), kit.NewText(label, kit.StyleMuted)))
	}
	most := 0
	for rank := range v.plan.ByRank {
		most = max(most, rank)
	}
	for rank := 1; rank <= most; rank++ {
		add(v.plan.ByRank[rank], p.Printer.T("places.rank", i18n.Args{"Rank": rank}), map[bool]kit.Tone{true: kit.ToneAdmitted}[rank == 1])
	}
	if n := v.plan.ByRank[0]; n > 0 {
		add(n, p.Printer.T("places.plan.unasked"), kit.ToneNeutral)
	}
	if n := v.plan.Waiting; n > 0 {
		add(n, p.Printer.N("places.plan.waiting", n), kit.ToneAttention)
	}
	if n := v.people.unmet; n > 0 {
		add(n, p.Printer.T("places.plan.without"), kit.ToneAttention)
	}
	if n := v.people.wishless; n > 0 {
		add(n, p.Printer.N("places.plan.wishless", n), kit.ToneNeutral)
	}
	if n := v.people.moved; n > 0 {
		add(n, p.Printer.N("places.plan.moved", n), kit.ToneAttention)
	}
	if n := v.people.lost; n > 0 {
		add(n, p.Printer.N("places.plan.lost", n), kit.ToneRefused)
	}
	v.summary.Refresh()
}

func (v *allocationView) showTabs() {
	t := v.p.Printer.T
	var tabs []kit.Tab
	add := func(id, text string, n int) {
		if n > 0 {
			tabs = append(tabs, kit.Tab{ID: id, Text: v.p.Printer.T(text, i18n.Args{"Count": n})})
		}
	}
	add(allocationChanges, "places.plan.tab.changes", v.changes)
	add(allocationMissed, "places.plan.tab.missed", len(v.people.missed))
	add(allocationPeople, "places.plan.tab.people", len(v.people.all))
	tabs = append(tabs, kit.Tab{ID: allocationSessions, Text: t("places.plan.tab.sessions", i18n.Args{"Count": len(v.plan.Sessions)})})
	v.tabs.SetTabs(tabs)
	if !v.started {
		v.started = true
		v.tabs.SetChosen(tabs[0].ID)
	}
}

func (v *allocationView) showTab() {
	shown := v.people.view
	switch v.tabs.Chosen() {
	case allocationSessions:
		shown = v.places
	case allocationChanges:
		v.people.show(v.people.changed)
	case allocationMissed:
		v.people.show(v.people.missed)
	default:
		v.people.show(v.people.all)
	}
	v.content.Objects = []fyne.CanvasObject{shown}
	v.content.Refresh()
}

// onApply writes what was shown.
func (v *allocationView) onApply() {
	p := v.p
	if v.writing {
		return
	}
	begin := func() { // once more too, when it was refused and somebody lets it be done
		v.writing = true
		v.apply.SetEnabled(false)
		v.cancel.SetEnabled(false)
	}
	begin()
	plan, changes := v.plan, v.changes
	// The shell's context: going to another page does not break off what is being written.
	kit.Run(kit.Beginning(p.Context, begin), func(ctx context.Context) ([]event.Enrolment, error) {
		return event.Rearrange(ctx, p.Store, event.EnrolmentFilter{Event: p.Event.ID}, func(ctx context.Context) error {
			_, err := p.Service.ApplyAllocation(ctx, plan)
			return err
		})
	}, func(back []event.Enrolment, err error) {
		v.writing = false
		v.cancel.SetEnabled(true)
		if kit.ShowWayOn(p.Window, p.Printer, err) {
			v.show("")
			return
		}
		if err != nil {
			v.show(p.Printer.Error(err))
			return
		}
		p.closeAllocation()
		kit.Toast(p.Window.Canvas(), p.Printer.N("places.plan.applied", changes), func() { p.putBack(back) })
		p.readIfShown()
	})
}
