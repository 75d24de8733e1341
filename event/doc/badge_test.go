package doc

import (
	"image"
	"image/draw"
	"math"
	"strings"
	"testing"

	"zlot/event"
)

// probe is a canvas that writes down where words stand.
type probe struct {
	measure
	words    []printed
	symbols  []box
	pictures []box
}

// printed is a line of words in its box, from the tops of the capitals to where letters end below.
type printed struct {
	box
	text string
	size float64
}

func (p *probe) text(x, y float64, text string, st style) {
	w := p.width(text, st)
	switch st.align {
	case centre:
		x -= w / 2
	case right:
		x -= w
	}
	if text != "" {
		p.words = append(p.words, printed{box{x, y - st.capHeight(), w, st.capHeight() + 0.2*st.size/pointsPerMM}, text, st.size})
	}
}
func (p *probe) line(_, _, _, _, _ float64, _ colour)       {}
func (p *probe) block(_, _, _, _, _ float64, _ colour)      {}
func (p *probe) outline(_, _, _, _, _, _ float64, _ colour) {}
func (p *probe) backdrop(b box, _ *backdrop)                { p.pictures = append(p.pictures, b) }
func (p *probe) symbol(x, y, size float64, _ symbol) {
	p.symbols = append(p.symbols, box{x, y, size, size})
}
func (p *probe) picture(b box, _ *picture, _ bool) { p.pictures = append(p.pictures, b) }
func (p *probe) about(_, _ float64, draw func())   { draw() }

// said draws the badges of a job one by one and hands over what stands on each side.
func said(t *testing.T, job event.BadgeJob, each func(b *event.Badge, back bool, on *probe)) (notes []error) {
	t.Helper()
	press, err := New().newPress(job)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range job.Sheets {
		for i := range s.Badges {
			for _, back := range []bool{false, true} {
				items := s.Layout.Front
				if back {
					items = s.Layout.Back
				}
				on := &probe{}
				pen := &pen{press: press, brush: brush{&press.gear, on}}
				pen.side(0, 0, items, &s.Badges[i])
				notes = append(notes, pen.notes...)
				each(&s.Badges[i], back, on)
			}
		}
	}
	return append(notes, press.missing...)
}

// On no layout words leave the badge, or come near the symbol.
func TestLayouts_WordsStayInside(t *testing.T) {
	for _, l := range New().Layouts() {
		for _, language := range []string{"pl", "en"} {
			job := event.BadgeJob{Event: sampleEvent(), Language: language, Sheets: sheets(l.ID, fullBadges(70))}
			said(t, job, func(b *event.Badge, back bool, on *probe) {
				if !back && len(on.symbols) != 1 {
					t.Fatalf("%s: badge %d has %d symbols", l.ID, b.Number, len(on.symbols))
				}
				for _, w := range on.words {
					if w.x < 1.5 || w.y < 1.5 || w.x+w.w > l.Stock.Width-1.5 || w.y+w.h > l.Stock.Height-1.5 {
						t.Fatalf("%s, badge %d: %q stands at %.1f", l.ID, b.Number, w.text, w.box)
					}
					for _, s := range on.symbols {
						if w.x < s.x+s.w-0.01 && w.x+w.w > s.x+0.01 && w.y < s.y+s.h-0.01 && w.y+w.h > s.y+0.01 {
							t.Fatalf("%s, badge %d: %q at %.1f stands in the symbol's border %.1f", l.ID, b.Number, w.text, w.box, s)
						}
					}
				}
			})
		}
	}
}

func TestLayouts_AreSound(t *testing.T) {
	all := New().Layouts()
	if all[0].ID != "a4-8-90x54" {
		t.Errorf("the usual layout is %s", all[0].ID)
	}
	for _, l := range all {
		for _, problem := range event.CheckLayout(l) {
			t.Errorf("%s: %+v", l.ID, problem)
		}
	}
	all[0].Front[0].Text = "changed"
	if New().Layouts()[0].Front[0].Text == "changed" {
		t.Error("whoever changes a layout changes it for all")
	}
}

// Every symbol of every layout is read, in the PDF and in the picture of its page.
func TestLayouts_Decode(t *testing.T) {
	tool(t, "pdftoppm", "zbarimg")
	for _, l := range New().Layouts() {
		badges := fullBadges(max(4, l.Stock.Each()))
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets(l.ID, badges)}
		pdf, _ := makeBadges(t, job)
		path := save(t, pdf)
		sound(t, path)
		pictures, err := New().BadgePages(t.Context(), job, dpi, 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		item := codeItem(l)
		if l.Stock.Fold == event.FoldTop {
			item.Y += l.Stock.Height
		}
		var crops []image.Image
		for _, page := range []image.Image{render(t, path, 1), pictures[0]} {
			for i := range l.Stock.Each() {
				x, y := l.Stock.Place(i)
				crops = append(crops, cropped(page, x+item.X-4, y+item.Y-4, item.W+8, item.H+8))
			}
		}
		for i, got := range scanAll(t, crops) {
			if want := badges[i%l.Stock.Each()].Code; got != want {
				t.Errorf("%s, picture %v: badge %d reads %q", l.ID, i >= l.Stock.Each(), i%l.Stock.Each()+1, got)
			}
		}
	}
}

// A picture of a page shows what its PDF shows.
func TestBadgePages_AreThePDF(t *testing.T) {
	tool(t, "pdftoppm")
	for _, name := range []string{"a4-8-90x54", "a4-2-a6-fold", "label-62x100"} {
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets(name, fullBadges(4)), ShiftX: 1.3, ShiftY: 0.7}
		pdf, _ := makeBadges(t, job)
		want := render(t, save(t, pdf), 1)
		pages, err := New().BadgePages(t.Context(), job, dpi, 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		if d, strong := difference(want, pages[0]); d > 0.01 || strong > 0.001 {
			t.Errorf("%s: the picture differs from the PDF by %.4f, strongly at %.4f of the page", name, d, strong)
		}
		if d, strong := difference(want, image.White); d < 0.02 || strong < 0.02 {
			t.Errorf("%s: the page is nearly white", name)
		}
	}
}

// difference is how much two pictures differ, from 0 to 1, and on how large a part of them strongly, once both are
// blurred a little: edges may lie half a dot apart.
func difference(a, b image.Image) (all, strong float64) {
	const cell = 4
	size := image.Rect(0, 0, a.Bounds().Dx(), a.Bounds().Dy())
	left, right := image.NewGray(size), image.NewGray(size)
	draw.Draw(left, size, a, a.Bounds().Min, draw.Src)
	draw.Draw(right, size, b, image.Point{}, draw.Src)
	grey := func(m *image.Gray, x, y int) float64 {
		sum := 0.0
		for i := range cell {
			for j := range cell {
				sum += float64(m.Pix[(y+j)*m.Stride+x+i])
			}
		}
		return sum / 255 / cell / cell
	}
	n := 0
	for y := 0; y+cell <= size.Dy(); y += cell {
		for x := 0; x+cell <= size.Dx(); x += cell {
			d := math.Abs(grey(left, x, y) - grey(right, x, y))
			all += d
			if d > 0.4 {
				strong++
			}
			n++
		}
	}
	return all / float64(n), strong / float64(n)
}

// A badge with lines of the event's own holds them all inside its field, and they shrink before the name does.
func TestBadges_Lines(t *testing.T) {
	badges := sampleBadges(12)
	for i := range badges {
		badges[i].Lines = [][]string{
			{"Mówię po: ukraińsku"},
			{"Koszulka: XL", "Pierwszy raz na zlocie"},
			{"Dieta: wegetariańska, bez orzechów i bez laktozy, proszę o osobny talerz", "Pierwszy raz na zlocie", "Autokar: B", "Stoisko: 12"},
		}[i%3]
	}
	badges[4].Group, badges[5].Group = "Duże miasta", "Małe miasta i wsie województwa podkarpackiego"
	for _, l := range New().Layouts() {
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets(l.ID, badges)}
		press, err := New().newPress(job)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range l.Front {
			if item.Kind != event.ItemPerson {
				continue
			}
			for i := range badges {
				if badges[i].Name.Full() != "" {
					nameKeepsItsSize(t, l.ID, press, item, badges[i])
				}
			}
		}
		tool(t, "pdftotext")
		pdf, _ := makeBadges(t, job)
		text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", save(t, pdf), "-")), " ")
		for _, want := range []string{"Mówię po: ukraińsku", "Koszulka: XL", "Pierwszy raz na zlocie", "Dieta: wegetariańska", "…"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the text lacks %q", l.ID, want)
			}
		}
	}
}

func nameKeepsItsSize(t *testing.T, layout string, press *press, item event.LayoutItem, b event.Badge) {
	t.Helper()
	f := flowOf(box{item.X, item.Y, item.W, item.H}, &item, &owner{badge: &b})
	bare := b
	bare.Lines = nil
	tightest := tighter[len(tighter)-1].size
	full, without := press.personParts(f, &b, 1, joinedLine(b.Lines), tightest), press.personParts(f, &bare, 1, nil, 1)
	if bodyHeight(full) > f.h {
		return // the name gives way only where nothing else is left
	}
	for i, p := range without {
		if full[i].style.size != p.style.size {
			t.Errorf("%s, badge %d: part %d is %.1f instead of %.1f", layout, b.Number, i, full[i].style.size, p.style.size)
		}
	}
}
