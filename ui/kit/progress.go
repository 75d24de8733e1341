package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event/i18n"
)

// Progress shows how far long work has come, with a button that stops it. The
// page samples its counter some ten times a second and calls Set.
type Progress struct {
	widget.BaseWidget
	title  *Text
	count  *Text
	bar    *Bar
	cancel *Button
}

// NewProgress makes a progress panel; cancel keeps what is finished. A nil
// cancel hides the button.
func NewProgress(title string, cancel func()) *Progress {
	p := &Progress{
		title: NewText(title, StyleStrong.Truncated()),
		count: NewText("", StyleMuted),
		bar:   NewBar(),
	}
	p.cancel = NewButton(Printer().T("kit.progress.stop"), IconStop, func() {
		p.cancel.Disable()
		p.cancel.SetText(Printer().T("kit.progress.stopping"))
		cancel()
	})
	if cancel == nil {
		p.cancel.Hide()
	}
	p.ExtendBaseWidget(p)
	return p
}

// Set shows done of total; a total of 0 is not known yet.
func (p *Progress) Set(done, total int) {
	text := strconv.Itoa(done)
	if total > 0 {
		text = Printer().T("kit.progress.count", i18n.Args{"Done": done, "Total": total})
		p.bar.SetShare(float32(done) / float32(total))
	}
	p.count.SetText(text)
	p.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	head := container.New(&headerLayout{}, p.title, p.count)
	left := container.New(&centredLayout{}, VStack(1, head, p.bar))
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, nil, PadSides(0, 0, 0, 3, container.NewCenter(p.cancel)), left))
}

// Bar is a thin bar that shows a share.
type Bar struct {
	widget.BaseWidget
	share float32
	color fyne.ThemeColorName
}

// NewBar makes an empty bar in the primary colour.
func NewBar() *Bar {
	b := &Bar{color: ColorPrimary}
	b.ExtendBaseWidget(b)
	return b
}

// SetShare shows a share between 0 and 1.
func (b *Bar) SetShare(share float32) {
	b.share = min(max(share, 0), 1)
	b.Refresh()
}

// SetTone gives the bar the colour of a tone.
func (b *Bar) SetTone(t Tone) {
	b.color = t.Color()
	b.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	back, front := canvas.NewRectangle(Color(ColorLine)), canvas.NewRectangle(Color(b.color))
	r := &simpleRenderer{objects: []fyne.CanvasObject{back, front}}
	r.min = func() fyne.Size { return fyne.NewSize(Space(15), Space(2)-2) }
	r.layout = func(s fyne.Size) {
		back.CornerRadius, front.CornerRadius = s.Height/2, s.Height/2
		back.Resize(s)
		front.Resize(fyne.NewSize(s.Width*b.share, s.Height))
	}
	r.refresh = func() {
		back.FillColor, front.FillColor = Color(ColorLine), Color(b.color)
		r.layout(b.Size())
		back.Refresh()
		front.Refresh()
	}
	return r
}

// Failure is one thing of a batch that did not work, in words for people.
type Failure struct {
	Item   string // who or what
	Reason string // a sentence
}

// BatchResult says how a batch ended: how many are done, and a list of those
// that failed with the reason. Again, if not nil, repeats the failed ones.
func BatchResult(done string, failed []Failure, again func()) fyne.CanvasObject {
	head := NewChip(ToneAdmitted, IconCheck, done)
	if len(failed) == 0 {
		return HStack(2, head)
	}
	top := HStack(2, head, NewChip(ToneRefused, IconCross, Printer().N("kit.batch.failed", len(failed))))
	if again != nil {
		top.Add(Spacer())
		top.Add(NewButton(Printer().T("kit.batch.again"), IconRefresh, again))
	}
	list := NewDataList([]Column[Failure]{
		{ID: "item", Title: Printer().T("kit.batch.item"), Weight: 2, Text: func(f Failure) string { return f.Item }},
		{ID: "reason", Title: Printer().T("kit.batch.reason"), Weight: 3, Text: func(f Failure) string { return f.Reason }},
	})
	list.SetItems(failed)
	return container.NewBorder(PadSides(0, 0, 2, 0, top), nil, nil, nil, list)
}
