package doc

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/passcode"
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
				pen := &pen{press: press, on: on}
				pen.side(0, 0, items, &s.Badges[i])
				notes = append(notes, pen.notes...)
				each(&s.Badges[i], back, on)
			}
		}
	}
	return append(notes, press.notes...)
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

func nameKeepsItsSize(t *testing.T, layout string, press *press, item event.BadgeItem, b event.Badge) {
	t.Helper()
	f := press.flow(box{item.X, item.Y, item.W, item.H}, &item, &b)
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

// jobOf makes a job of one badge with a layout of one or more items besides the code.
func jobOf(b event.Badge, items ...event.BadgeItem) event.BadgeJob {
	l := event.BadgeLayout{Stock: event.Stock{PageWidth: 210, PageHeight: 297, Columns: 2, Rows: 4, Width: 90, Height: 54, Left: 15, Top: 40.5},
		Front: append(items, event.BadgeItem{Kind: event.ItemCode, X: 60, Y: 10, W: 30, H: 33})}
	return event.BadgeJob{Event: sampleEvent(), Sheets: []event.BadgeSheets{{Layout: l, Badges: []event.Badge{b}}}}
}

func codes(notes []error) (all []string) {
	for _, n := range notes {
		var e *event.Error
		if errors.As(n, &e) {
			all = append(all, e.Code)
		}
	}
	return all
}

func TestBadges_Text(t *testing.T) {
	b := sampleBadge(1)
	b.Name = event.Name{Given: "Małgorzata", Family: "Brzęczyszczykiewicz-Nieprzetłumaczalnowska"}
	long := "{given} {family}, {institution} {institution} {institution}"
	for name, c := range map[string]struct {
		item   event.BadgeItem
		lines  int
		size   float64 // at most
		told   bool
		within string
	}{
		"fits":            {event.BadgeItem{Text: "{given}", W: 50, H: 8, Size: 16}, 1, 16, false, "Małgorzata"},
		"shrinks":         {event.BadgeItem{Text: "{family}", W: 50, H: 8, Size: 16, Floor: 6}, 1, 12, false, "Brzęczyszczykiewicz-Nieprzetłumaczalnowska"},
		"floor":           {event.BadgeItem{Text: "{family}", W: 50, H: 8, Size: 16, Floor: 14}, 1, 14, true, "…"},
		"wraps":           {event.BadgeItem{Text: long, W: 50, H: 40, Size: 9, Overflow: event.Wrap}, 8, 9, false, "Małgorzata"},
		"wraps and floor": {event.BadgeItem{Text: long, W: 50, H: 8, Size: 12, Floor: 10, Overflow: event.Wrap}, 2, 10, true, "…"},
		"upper":           {event.BadgeItem{Text: "{given}", W: 50, H: 8, Size: 12, Upper: true}, 1, 12, false, "MAŁGORZATA"},
		"two lines":       {event.BadgeItem{Text: "{given}\n{town}", W: 50, H: 12, Size: 12}, 2, 12, false, "Małgorzata"},
		"nothing":         {event.BadgeItem{Text: "{answers.none}", W: 50, H: 8, Size: 12}, 0, 12, false, ""},
	} {
		c.item.Kind, c.item.X, c.item.Y = event.ItemText, 4, 4
		told := said(t, jobOf(b, c.item), func(_ *event.Badge, back bool, on *probe) {
			if back {
				return
			}
			lines := on.words[:len(on.words)-1] // without the digits
			if len(lines) > c.lines || (c.lines > 0) != (len(lines) > 0) {
				t.Errorf("%s: %d lines", name, len(lines))
			}
			all := ""
			for _, line := range lines {
				all += line.text
				if line.size > c.size+0.01 || line.x < 3.99 || line.x+line.w > 4+c.item.W+0.02 || line.y+line.h > 4+c.item.H+1.2 {
					t.Errorf("%s: %+v", name, line)
				}
			}
			if !strings.Contains(all, c.within) {
				t.Errorf("%s: %q", name, all)
			}
		})
		if got := codes(told); (len(got) == 1 && got[0] == event.CodeBadgeText) != c.told || (!c.told && len(got) > 0) {
			t.Errorf("%s: told %v", name, told)
		}
	}
}

func TestBadges_Align(t *testing.T) {
	for align, want := range map[string]float64{"": 10, "left": 10, "centre": 30, "right": 50} {
		item := event.BadgeItem{Kind: event.ItemText, X: 10, Y: 5, W: 40, H: 20, Size: 12, Text: "Anna", Align: align, Upright: "middle"}
		said(t, jobOf(sampleBadge(0), item), func(_ *event.Badge, back bool, on *probe) {
			if back {
				return
			}
			w := on.words[0]
			at := map[string]float64{"": w.x, "left": w.x, "centre": w.x + w.w/2, "right": w.x + w.w}[align]
			if math.Abs(at-want) > 0.01 {
				t.Errorf("%q: at %.2f, want %.2f", align, at, want)
			}
			if middle := w.y + 12*loadFace("Lato-Regular").latin.cap/pointsPerMM/2; math.Abs(middle-15) > 0.05 {
				t.Errorf("the middle is at %.2f", middle)
			}
		})
	}
}

// testPicture is red, half of it transparent.
func testPicture(t *testing.T, format string) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	draw.Draw(m, image.Rect(0, 0, 20, 20), image.NewUniform(color.NRGBA{200, 0, 0, 255}), image.Point{}, draw.Src)
	var out bytes.Buffer
	var err error
	if format == "png" {
		err = png.Encode(&out, m)
	} else {
		draw.Draw(m, image.Rect(20, 0, 40, 20), image.White, image.Point{}, draw.Src)
		err = jpeg.Encode(&out, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBadges_Pictures(t *testing.T) {
	tool(t, "pdftoppm")
	item := event.BadgeItem{Kind: event.ItemImage, X: 5, Y: 5, W: 20, H: 20, Image: "logo"}
	photo := event.BadgeItem{Kind: event.ItemPhoto, X: 30, Y: 5, W: 10, H: 20}
	b := sampleBadge(0)
	b.Photo = "face"
	job := jobOf(b, item, photo)
	job.Pictures = map[string][]byte{"logo": testPicture(t, "png"), "face": testPicture(t, "jpeg")}
	pdf, _ := makeBadges(t, job)
	path := save(t, pdf)
	sound(t, path)
	if bytes.Contains(pdf, []byte("/SMask")) {
		t.Error("a soft mask")
	}
	pages, err := New().BadgePages(t.Context(), job, dpi, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]image.Image{"PDF": render(t, path, 1), "picture": pages[0]} {
		at := func(x, y float64) string {
			r, g, _, _ := page.At(int((15+x)*dpi/25.4), int((40.5+y)*dpi/25.4)).RGBA()
			switch {
			case r > 0xb000 && g < 0x5000:
				return "red"
			case r > 0xf000 && g > 0xf000:
				return "white"
			}
			return "other"
		}
		for _, c := range []struct {
			x, y float64
			want string
		}{{7, 15, "red"}, {13, 11, "red"}, {22, 15, "white"}, {10, 7, "white"}, {10, 23, "white"}, {31, 7, "red"}, {32, 23, "red"}, {38, 7, "white"}, {28, 15, "white"}} {
			if got := at(c.x, c.y); got != c.want {
				t.Errorf("%s: %s at %v, %v, want %s", name, got, c.x, c.y, c.want)
			}
		}
	}
}

// A picture that is missing or damaged is told, and the rest is drawn.
func TestBadges_MissingPictures(t *testing.T) {
	b := sampleBadge(0)
	b.Photo = "damaged"
	job := jobOf(b, event.BadgeItem{Kind: event.ItemImage, X: 5, Y: 5, W: 20, H: 20, Image: "none"},
		event.BadgeItem{Kind: event.ItemPhoto, X: 30, Y: 5, W: 10, H: 20}, event.BadgeItem{Kind: event.ItemText, X: 5, Y: 40, W: 40, H: 5, Text: "{given}"})
	job.Pictures = map[string][]byte{"damaged": testPicture(t, "png")[:60]}
	p := &noted{Progress: event.Silent}
	var out bytes.Buffer
	if _, err := New().Badges(t.Context(), &out, job, p); err != nil {
		t.Fatal(err)
	}
	if got := codes(p.all); len(got) != 2 || got[0] != event.CodeBadgePicture || got[1] != event.CodeBadgePicture {
		t.Errorf("told %v", p.all)
	}
	tool(t, "pdftotext")
	if text := run(t, "pdftotext", save(t, out.Bytes()), "-"); !strings.Contains(text, b.Name.Given) {
		t.Errorf("the rest is missing: %q", text)
	}
}

// A picture whose middle is damaged is found only when it is decoded: the badges are whole all the same.
func TestBadges_DamagedInside(t *testing.T) {
	job := jobOf(sampleBadge(0), event.BadgeItem{Kind: event.ItemImage, X: 5, Y: 5, W: 20, H: 20, Image: "logo"})
	damaged := bytes.Clone(testPicture(t, "png"))
	for i := len(damaged) / 2; i < len(damaged)-20; i++ {
		damaged[i] ^= 0x55
	}
	job.Pictures = map[string][]byte{"logo": damaged}
	p := &noted{Progress: event.Silent}
	var out bytes.Buffer
	if _, err := New().Badges(t.Context(), &out, job, p); err != nil {
		t.Fatal(err)
	}
	if got := codes(p.all); len(got) != 1 || got[0] != event.CodeBadgePicture {
		t.Errorf("told %v", p.all)
	}
	sound(t, save(t, out.Bytes()))
	if _, err := New().BadgePages(t.Context(), job, 72, 0, 1); err != nil {
		t.Error(err)
	}
}

// Of a programme that is too long the rest is counted, on the badge and for who prints it.
func TestBadges_Agenda(t *testing.T) {
	b := fullBadges(4)[0]
	for range 3 {
		b.Agenda = append(b.Agenda, b.Agenda...)
	}
	item := event.BadgeItem{Kind: event.ItemAgenda, X: 4, Y: 4, W: 54, H: 40, Size: 7.5, Floor: 6}
	told := said(t, jobOf(b, item), func(_ *event.Badge, back bool, on *probe) {
		if back {
			return
		}
		last := on.words[len(on.words)-2]
		if !strings.HasPrefix(last.text, "i jeszcze ") || last.y+last.h > 44.5 || last.size != 6 {
			t.Errorf("at the end stands %+v", last)
		}
	})
	if got := codes(told); len(got) != 1 || got[0] != event.CodeBadgeAgenda {
		t.Errorf("told %v", told)
	}
	b.Agenda = b.Agenda[:5]
	if told := said(t, jobOf(b, item), func(*event.Badge, bool, *probe) {}); len(told) > 0 {
		t.Errorf("of a short programme told %v", told)
	}
}

// What is the same on every badge is told once.
func TestBadges_OneRemarkForAll(t *testing.T) {
	job := jobOf(sampleBadge(0), event.BadgeItem{Kind: event.ItemText, X: 4, Y: 4, W: 20, H: 4, Size: 12, Floor: 12, Text: "{event}"})
	for i := range 30 {
		job.Sheets[0].Badges = append(job.Sheets[0].Badges, sampleBadge(i+1))
	}
	p := &noted{Progress: event.Silent}
	if _, err := New().Badges(t.Context(), io.Discard, job, p); err != nil {
		t.Fatal(err)
	}
	if len(p.all) != 1 {
		t.Errorf("told %d times: %v", len(p.all), p.all[:2])
	}
}

// For a label printer a page is black and white, and every module of the symbol as large as the others.
func TestBadgeGrey(t *testing.T) {
	for _, resolution := range []int{203, 300} {
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets("label-62x100", fullBadges(4)[:2])}
		pages, err := New().BadgeGrey(t.Context(), job, resolution)
		if err != nil || len(pages) != 2 {
			t.Fatalf("%d pages, %v", len(pages), err)
		}
		for _, v := range pages[0].Pix {
			if v != 0 && v != 255 {
				t.Fatalf("%d dpi: a dot of %d", resolution, v)
			}
		}
		var side, left float64
		for _, item := range job.Sheets[0].Layout.Front {
			if item.Kind == event.ItemCode {
				side, left = item.CodeSide(), item.X
			}
		}
		scale := float64(resolution) / 25.4
		module := math.Floor(side * scale / 29)
		runs := darkRuns(pages[0], int(left*scale))
		for _, run := range runs {
			if run%int(module) != 0 {
				t.Errorf("%d dpi: dark for %d dots, a module has %.0f", resolution, run, module)
			}
		}
		if len(runs) < 50 {
			t.Errorf("%d dpi: %d runs", resolution, len(runs))
		}
		tool(t, "zbarimg")
		if got := scanDots(t, pages[0]); got != job.Sheets[0].Badges[0].Code {
			t.Errorf("%d dpi: the symbol reads %q", resolution, got)
		}
	}
}

// darkRuns are the lengths of dark dots in the rows of a symbol, right of a column of dots.
func darkRuns(page *image.Gray, left int) (runs []int) {
	height := page.Rect.Dy()
	for y := height / 4; y < height/2; y++ {
		run := 0
		for x := left; x < page.Rect.Dx(); x++ {
			if page.GrayAt(x, y).Y == 0 {
				run++
			} else if run > 0 {
				runs = append(runs, run)
				run = 0
			}
		}
	}
	return runs
}

func TestBadgePicture(t *testing.T) {
	b := fullBadges(4)[0]
	job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets("a4-4-a6", []event.Badge{b}), Used: 3, Duplex: event.LongEdge}
	for _, back := range []bool{false, true} {
		m, err := New().BadgePicture(t.Context(), job, back, 100)
		if err != nil || m.Bounds().Dx() != 413 || m.Bounds().Dy() != 585 {
			t.Fatalf("%v, %v", m.Bounds(), err)
		}
		dark := 0
		for y := range m.Bounds().Dy() {
			for x := range m.Bounds().Dx() {
				if r, _, _, _ := m.At(x, y).RGBA(); r < 0x8000 {
					dark++
				}
			}
		}
		if dark < 3000 {
			t.Errorf("back %v: %d dark dots", back, dark)
		}
	}
	if !passcode.Valid(b.Code) {
		t.Error("the sample's code is wrong")
	}
}
