package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event/i18n"
)

// Plan is the frame of a page that shows what an import would do, before
// anything is written: what the file was taken for, what has to be known, a tab
// for each thing that would happen, and one button that does it.
type Plan struct {
	View    fyne.CanvasObject
	Source  *Text           // what the file was taken for
	Choices *fyne.Container // how the file is read
	Notices *fyne.Container // what has to be known before the lists are looked at
	Tabs    *Tabs
	Content *fyne.Container // what the chosen tab is about
	Apply   *Button

	stage   *fyne.Container
	body    fyne.CanvasObject // shown once there is a plan
	started bool
}

// PlanSpec says what is in the frame of a plan.
type PlanSpec struct {
	Title   string
	Reading string            // while the file is read
	Nothing string            // on the button while there is nothing to do
	Tools   fyne.CanvasObject // below the tabs; nil: nothing
	Foot    fyne.CanvasObject // below the list; nil: nothing
	Leave   func()
	Apply   func()
	Changed func() // another tab was chosen
}

// PlanTab is one thing that would happen, and how often; what happens never is
// left out.
type PlanTab struct {
	ID    string
	Text  string
	Count int
}

// NewPlan makes the frame, which says that the file is being read.
func NewPlan(spec PlanSpec) *Plan {
	p := &Plan{Source: NewText(spec.Reading, StyleMuted.Truncated()), Choices: HStack(2), Notices: VStack(2),
		stage: container.NewStack(), Content: container.NewStack()}
	p.Apply = NewPrimary(spec.Nothing, IconCheck, spec.Apply)
	p.Apply.SetEnabled(false)
	p.Tabs = NewTabs(nil, func(string) { spec.Changed() })
	p.Notices.Hide()
	top := VStack(2, p.Notices, p.Tabs)
	if spec.Tools != nil {
		top.Add(spec.Tools)
	}
	p.body = InOrder(PadSides(0, 0, 2, 0, top), p.Content, spec.Foot)
	p.stage.Objects = []fyne.CanvasObject{EmptyState(IconClock, spec.Reading, "", nil)}
	header := container.NewBorder(nil, PadSides(2, 0, 0, 0, HStack(2, Stretch(p.Source), p.Choices)), nil, nil,
		PageHeader(spec.Title, "", NewButton(Printer().T("kit.dialog.cancel"), IconClose, spec.Leave), p.Apply))
	p.View = Page(header, p.stage)
	return p
}

// SetSource says what the file was taken for, and how it can be read otherwise.
func (p *Plan) SetSource(words string, choices ...fyne.CanvasObject) {
	p.Source.SetText(words)
	p.Choices.Objects = choices
	p.Choices.Refresh()
}

// SetNotices says what has to be known before the lists are looked at.
func (p *Plan) SetNotices(notices ...fyne.CanvasObject) {
	p.Notices.Objects = notices
	p.Notices.Hidden = len(notices) == 0
	p.Notices.Refresh()
}

// Show shows the plan with the tabs of what would happen. The first time the
// first of them is chosen.
func (p *Plan) Show(tabs []PlanTab) {
	var some []Tab
	for _, t := range tabs {
		if t.Count > 0 {
			some = append(some, Tab{ID: t.ID, Text: t.Text})
		}
	}
	p.Tabs.SetTabs(some)
	if !p.started && len(some) > 0 {
		p.started = true
		p.Tabs.SetChosen(some[0].ID)
	}
	p.stage.Objects = []fyne.CanvasObject{p.body}
	p.stage.Refresh()
}

// ShowWayOn says what was refused, and lets somebody else do it; whoever does not let it finds the same in the place of
// the plan. It returns false where nobody else could.
func (p *Plan) ShowWayOn(w fyne.Window, words *i18n.Printer, err error) bool {
	if !ShowWayOn(w, words, err) {
		return false
	}
	p.Source.SetText("")
	p.Apply.SetEnabled(false)
	p.stage.Objects = []fyne.CanvasObject{EmptyState(IconLock, Printer().T("kit.error.title"), words.Error(err), wayOn(err, func() {}))}
	p.stage.Refresh()
	return true
}

// SetContent shows what the chosen tab is about, below a sentence about it if
// there is one.
func (p *Plan) SetContent(o fyne.CanvasObject, hint string) {
	if hint != "" {
		o = container.NewBorder(PadSides(0, 0, 2, 0, NewParagraph(hint, StyleMuted)), nil, nil, nil, o)
	}
	p.Content.Objects = []fyne.CanvasObject{o}
	p.Content.Refresh()
	p.stage.Refresh()
}
