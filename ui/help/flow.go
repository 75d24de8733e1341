package help

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zlot/event/help"
	"zlot/ui/kit"
)

// The room around the name of a key, in units of the normal scale, and how far lines are apart.
const (
	keyPad  = 5
	leading = 1.3
)

// flow is running text in several styles, broken into lines of a width that is given.
type flow struct {
	widget.BaseWidget
	spans  []help.Span
	size   fyne.ThemeSizeName
	color  fyne.ThemeColorName
	width  func() float32
	follow func(topic string)
}

func newFlow(spans []help.Span, width func() float32, follow func(string)) *flow {
	f := &flow{spans: spans, size: kit.SizeText, color: kit.ColorText, width: width, follow: follow}
	f.ExtendBaseWidget(f)
	return f
}

// piece is what stands between two places where a line may be broken or the style changes.
type piece struct {
	span  int
	text  string
	glued bool // to what stands before it
}

// run is a part of a line in one style.
type run struct {
	span  int
	text  string
	x, y  float32
	width float32
}

// pieces are the words of all spans. The name of a key is never broken.
func (f *flow) pieces() (all []piece) {
	glued := true
	for i, s := range f.spans {
		words := strings.Split(s.Text, " ")
		if s.Style == help.Key {
			words = []string{s.Text}
		}
		for j, word := range words {
			if j > 0 {
				glued = false
			}
			if word != "" {
				all = append(all, piece{span: i, text: word, glued: glued})
				glued = true
			}
		}
	}
	return all
}

func (f *flow) style(span int) fyne.TextStyle {
	switch f.spans[span].Style {
	case help.Name:
		return fyne.TextStyle{Bold: true}
	case help.Stress:
		return fyne.TextStyle{Italic: true}
	}
	return fyne.TextStyle{}
}

func (f *flow) textSize(span int) float32 {
	if f.spans[span].Style == help.Key {
		return kit.Size(kit.SizeSmall)
	}
	return kit.Size(f.size)
}

func (f *flow) measure(span int, text string) float32 {
	w := fyne.MeasureText(text, f.textSize(span), f.style(span)).Width
	if f.spans[span].Style == help.Key {
		w += 2 * keyPad * kit.Space(1) / 4
	}
	return w
}

func (f *flow) lineHeight() float32 {
	return fyne.MeasureText("Ź", kit.Size(f.size), fyne.TextStyle{}).Height * leading
}

// lay breaks the text into runs and tells how high it is.
func (f *flow) lay() (runs []run, height float32) {
	all, width, line := f.pieces(), f.width(), f.lineHeight()
	var x, y float32
	for i := 0; i < len(all); {
		end, long := i+1, f.measure(all[i].span, all[i].text)
		for end < len(all) && all[end].glued {
			long += f.measure(all[end].span, all[end].text)
			end++
		}
		space := f.measureSpace(all, i)
		if x > 0 && x+space+long > width {
			x, y = 0, y+line
		}
		for first := i; i < end; i++ {
			p := all[i]
			if x > 0 && i == first {
				if last := &runs[len(runs)-1]; last.span == p.span && f.spans[p.span].Style != help.Key {
					last.text += " " + p.text
					last.width = f.measure(p.span, last.text)
					x = last.x + last.width
					continue
				}
				x += space
			}
			w := f.measure(p.span, p.text)
			runs = append(runs, run{p.span, p.text, x, y, w})
			x += w
		}
	}
	return runs, y + line
}

// measureSpace is how wide the space before a piece is: that of the plain text.
func (f *flow) measureSpace(all []piece, i int) float32 {
	return fyne.MeasureText(" ", f.textSize(all[i].span), fyne.TextStyle{}).Width
}

// CreateRenderer is part of fyne.Widget.
func (f *flow) CreateRenderer() fyne.WidgetRenderer {
	r := &flowRenderer{f: f}
	r.build()
	return r
}

type flowRenderer struct {
	f       *flow
	objects []fyne.CanvasObject
	height  float32
	built   float32 // the width the lines were broken for
}

func (r *flowRenderer) Destroy()                     {}
func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *flowRenderer) Layout(fyne.Size)             {}

func (r *flowRenderer) MinSize() fyne.Size {
	if r.built != r.f.width() {
		r.build()
	}
	return fyne.NewSize(kit.Space(20), r.height)
}

func (r *flowRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.f)
}

func (r *flowRenderer) build() {
	f := r.f
	runs, height := f.lay()
	r.height, r.built, r.objects = height, f.width(), r.objects[:0:0]
	line := f.lineHeight()
	for _, run := range runs {
		switch s := f.spans[run.span]; s.Style {
		case help.Key:
			r.objects = append(r.objects, f.key(run, line)...)
		case help.Link:
			l := newLink(run.text, kit.Size(f.size), func() { f.follow(s.Topic) })
			l.Move(fyne.NewPos(run.x, run.y))
			l.Resize(fyne.NewSize(run.width, line))
			r.objects = append(r.objects, l)
		default:
			r.objects = append(r.objects, f.text(run, line))
		}
	}
}

func (f *flow) text(run run, line float32) *canvas.Text {
	t := canvas.NewText(run.text, kit.Color(f.color))
	t.TextSize, t.TextStyle = f.textSize(run.span), f.style(run.span)
	t.Move(fyne.NewPos(run.x, run.y))
	t.Resize(fyne.NewSize(run.width, line))
	return t
}

// key draws the name of a key on a ground of its own.
func (f *flow) key(run run, line float32) []fyne.CanvasObject {
	ground := canvas.NewRectangle(kit.Color(kit.ColorNeutralSoft))
	ground.CornerRadius, ground.StrokeWidth, ground.StrokeColor = kit.Size(kit.SizeRadius)/2, 1, kit.Color(kit.ColorLine)
	high := line * 0.85
	ground.Move(fyne.NewPos(run.x, run.y+(line-high)/2))
	ground.Resize(fyne.NewSize(run.width, high))
	t := f.text(run, line)
	t.Alignment = fyne.TextAlignCenter
	return []fyne.CanvasObject{ground, t}
}
