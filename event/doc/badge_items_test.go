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
	"runtime"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/passcode"
)

// jobOf makes a job of one badge with a layout of one or more items besides the code.
func jobOf(b event.Badge, items ...event.LayoutItem) event.BadgeJob {
	l := event.Layout{Stock: event.Stock{PageWidth: 210, PageHeight: 297, Columns: 2, Rows: 4, Width: 90, Height: 54, Left: 15, Top: 40.5},
		Front: append(items, event.LayoutItem{Kind: event.ItemCode, X: 60, Y: 10, W: 30, H: 33})}
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
		item   event.LayoutItem
		lines  int
		size   float64 // at most
		told   bool
		within string
	}{
		"fits":            {event.LayoutItem{Text: "{given}", W: 50, H: 8, Size: 16}, 1, 16, false, "Małgorzata"},
		"shrinks":         {event.LayoutItem{Text: "{family}", W: 50, H: 8, Size: 16, Floor: 6}, 1, 12, false, "Brzęczyszczykiewicz-Nieprzetłumaczalnowska"},
		"floor":           {event.LayoutItem{Text: "{family}", W: 50, H: 8, Size: 16, Floor: 14}, 1, 14, true, "…"},
		"wraps":           {event.LayoutItem{Text: long, W: 50, H: 40, Size: 9, Overflow: event.Wrap}, 8, 9, false, "Małgorzata"},
		"wraps and floor": {event.LayoutItem{Text: long, W: 50, H: 8, Size: 12, Floor: 10, Overflow: event.Wrap}, 2, 10, true, "…"},
		"upper":           {event.LayoutItem{Text: "{given}", W: 50, H: 8, Size: 12, Upper: true}, 1, 12, false, "MAŁGORZATA"},
		"two lines":       {event.LayoutItem{Text: "{given}\n{town}", W: 50, H: 12, Size: 12}, 2, 12, false, "Małgorzata"},
		"nothing":         {event.LayoutItem{Text: "{answers.none}", W: 50, H: 8, Size: 12}, 0, 12, false, ""},
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
		item := event.LayoutItem{Kind: event.ItemText, X: 10, Y: 5, W: 40, H: 20, Size: 12, Text: "Anna", Align: align, Upright: "middle"}
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
	item := event.LayoutItem{Kind: event.ItemImage, X: 5, Y: 5, W: 20, H: 20, Image: "logo"}
	photo := event.LayoutItem{Kind: event.ItemPhoto, X: 30, Y: 5, W: 10, H: 20}
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
	job := jobOf(b, event.LayoutItem{Kind: event.ItemImage, X: 5, Y: 5, W: 20, H: 20, Image: "none"},
		event.LayoutItem{Kind: event.ItemPhoto, X: 30, Y: 5, W: 10, H: 20}, event.LayoutItem{Kind: event.ItemText, X: 5, Y: 40, W: 40, H: 5, Text: "{given}"})
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
	job := jobOf(sampleBadge(0), event.LayoutItem{Kind: event.ItemImage, X: 5, Y: 5, W: 20, H: 20, Image: "logo"})
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
	item := event.LayoutItem{Kind: event.ItemAgenda, X: 4, Y: 4, W: 54, H: 40, Size: 7.5, Floor: 6}
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
	job := jobOf(sampleBadge(0), event.LayoutItem{Kind: event.ItemText, X: 4, Y: 4, W: 20, H: 4, Size: 12, Floor: 12, Text: "{event}"})
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

// A layout of somebody else's may ask for more than a machine holds.
func TestBadges_Hostile(t *testing.T) {
	job := jobOf(sampleBadge(0), event.LayoutItem{Kind: event.ItemCode, W: 30, H: 33})
	job.Sheets[0].Layout.Stock.PageWidth, job.Sheets[0].Layout.Stock.PageHeight = 2000, 2000
	if _, err := (&Writer{}).BadgeGrey(t.Context(), job, 300); !errors.Is(err, event.Fail(event.CodeLayoutStock)) {
		t.Errorf("two metres of paper: %v", err)
	}
	for name, item := range map[string]event.LayoutItem{
		"far":  {Kind: event.ItemBox, X: 1e9, W: 1e9, H: 1e9, Radius: 3},
		"type": {Kind: event.ItemText, W: 30, H: 10, Text: "Zlot", Size: 1e308, Overflow: event.Wrap},
		"nan":  {Kind: event.ItemBand, W: math.NaN(), H: 5},
	} {
		if _, err := (&Writer{}).Badges(t.Context(), io.Discard, jobOf(sampleBadge(0), item), event.Silent); !errors.Is(err, event.Fail(event.CodeLayoutItem)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	logo := testPicture(t, "png")
	wall := jobOf(sampleBadge(0), event.LayoutItem{Kind: event.ItemImage, X: -900, Y: -900, W: 2000, H: 2000, Image: "logo"})
	wall.Pictures = map[string][]byte{"logo": logo}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := (&Writer{}).BadgePages(t.Context(), wall, 100, 0, 1); err != nil {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 100<<20 {
		t.Errorf("a picture as large as a wall takes %d MB", took>>20)
	}
	var kept flats
	for i := range 6 {
		_, err := kept.get(string(rune('a'+i)), 1, func() (*image.RGBA, error) { return image.NewRGBA(image.Rect(0, 0, 4<<10, 2<<10)), nil })
		if err != nil || kept.dots() > mostFlat {
			t.Fatalf("%d pictures take %d dots, %v", i+1, kept.dots(), err)
		}
	}
}
