package home

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// makeFills says how full it is where something is on, or begins next.
func (p *Page) makeFills(s state) fyne.CanvasObject {
	rows := kit.VStack(2)
	all := s.live.Sessions
	for _, f := range all[:min(len(all), mostFills)] {
		rows.Add(p.makeFill(f, s))
	}
	if more := len(all) - mostFills; more > 0 {
		rows.Add(kit.NewText(p.Printer.N("home.programme.more", more), kit.StyleSmall))
	}
	return kit.Card(p.Printer.T("home.fill"), rows)
}

func (p *Page) makeFill(f event.Fill, s state) fyne.CanvasObject {
	zone := s.Event.Zone()
	style, when := kit.StyleBody, kit.StyleSmall
	if !f.Session.Start.After(p.Now()) {
		style, when = kit.StyleStrong, kit.StyleSmall.In(kit.ColorPrimary)
	}
	under := p.Printer.TimeSpan(f.Session.Start.In(zone), f.Session.End.In(zone))
	if f.Room != "" {
		under += " · " + f.Room
	}
	if f.Session.SignUp && f.Inside > 0 {
		under += " · " + p.Printer.T("home.fill.inside", i18n.Args{"Count": p.number(f.Inside)})
	}
	taken := max(f.Enrolled, f.Inside)
	words := kit.VStack(0, kit.NewText(f.Session.Title, style.Truncated()), kit.NewText(under, when.Truncated()))
	if f.Limit == 0 || (!f.Session.SignUp && f.Inside == 0) {
		if taken == 0 {
			return words
		}
		return container.NewBorder(nil, nil, nil, kit.NewText(strconv.Itoa(taken), kit.StyleStrong), words)
	}
	tone := kit.ToneAdmitted
	if taken >= f.Limit {
		tone = kit.ToneAttention
	}
	says := p.Printer.T("home.fill.of", i18n.Args{"Taken": p.number(taken), "Limit": p.number(f.Limit)})
	count := kit.NewText(says, kit.StyleStrong.In(tone.Color()))
	return kit.VStack(1, container.NewBorder(nil, nil, nil, kit.VStack(0, count), words), newBar(taken, f.Limit, tone))
}

// bar is a thin line of which a part is filled.
type bar struct {
	widget.BaseWidget
	part, whole int
	tone        kit.Tone
}

func newBar(part, whole int, tone kit.Tone) *bar {
	b := &bar{part: part, whole: whole, tone: tone}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is part of fyne.Widget.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b: b, track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type barRenderer struct {
	b           *bar
	track, fill *canvas.Rectangle
}

// barSteps is how high the line is.
const barSteps = 2

func (r *barRenderer) Destroy() {}

func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.fill} }

func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(kit.Space(20), kit.Space(barSteps)) }

func (r *barRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	share := min(float32(r.b.part)/float32(max(r.b.whole, 1)), 1)
	r.fill.Resize(fyne.NewSize(size.Width*share, size.Height))
}

func (r *barRenderer) Refresh() {
	r.paint()
	canvas.Refresh(r.b)
}

func (r *barRenderer) paint() {
	r.track.FillColor, r.track.CornerRadius = kit.Color(kit.ColorNeutralSoft), kit.Space(barSteps)/2
	r.fill.FillColor, r.fill.CornerRadius = kit.Color(r.b.tone.Color()), kit.Space(barSteps)/2
}
