package doc

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"zlot/event"
)

// numbered makes a job whose badges show their number in the middle of both sides, of as many badges.
func numbered(n int, stock event.Stock) event.BadgeJob {
	middle := event.LayoutItem{Kind: event.ItemText, W: stock.Width, H: stock.Height, Text: "{number}", Size: 20, Align: "centre", Upright: "middle"}
	badges := make([]event.Badge, n)
	for i := range badges {
		badges[i] = sampleBadge(i)
	}
	return event.BadgeJob{Event: sampleEvent(), Sheets: []event.BadgeSheets{{
		Layout: event.Layout{Stock: stock, Front: []event.LayoutItem{middle}, Back: []event.LayoutItem{middle}}, Badges: badges,
	}}}
}

// middles are where the numbers stand on every page, by number.
func middles(t *testing.T, job event.BadgeJob) (pages []map[string][2]float64) {
	t.Helper()
	press, err := New().newPress(job)
	if err != nil {
		t.Fatal(err)
	}
	for i := range press.pages {
		on := &probe{}
		if _, err := press.page(on, i); err != nil {
			t.Fatal(err)
		}
		at := map[string][2]float64{}
		for _, w := range on.words {
			cap := 20 * loadFace("Lato-Regular").latin.cap / pointsPerMM
			at[w.text] = [2]float64{w.x + w.w/2, w.y + cap/2}
		}
		pages = append(pages, at)
	}
	return pages
}

// A back lies behind its front, whichever edge the sheet is turned over, however the printer is off.
func TestSheets_BacksMeetTheirFronts(t *testing.T) {
	upright := event.Stock{PageWidth: 210, PageHeight: 297, Columns: 2, Rows: 4, Width: 80, Height: 50, Left: 11, Top: 13, GapX: 7, GapY: 3}
	across := event.Stock{PageWidth: 297, PageHeight: 210, Columns: 3, Rows: 3, Width: 80, Height: 50, Left: 11, Top: 13, GapX: 7, GapY: 3}
	for name, c := range map[string]struct {
		stock    event.Stock
		duplex   event.Duplex
		sideways bool // the sheet turns like the page of a book
	}{
		"upright, long":  {upright, event.LongEdge, true},
		"upright, short": {upright, event.ShortEdge, false},
		"across, long":   {across, event.LongEdge, false},
		"across, short":  {across, event.ShortEdge, true},
	} {
		job := numbered(c.stock.Each()+3, c.stock)
		job.Duplex, job.ShiftX, job.ShiftY = c.duplex, 1.5, -0.5
		pages := middles(t, job)
		if len(pages) != 4 {
			t.Fatalf("%s: %d pages", name, len(pages))
		}
		for i := 0; i < len(pages); i += 2 {
			if len(pages[i]) == 0 || len(pages[i]) != len(pages[i+1]) {
				t.Errorf("%s: %d fronts, %d backs", name, len(pages[i]), len(pages[i+1]))
			}
			for number, front := range pages[i] {
				x, y := front[0]-job.ShiftX, front[1]-job.ShiftY
				if c.sideways {
					x = c.stock.PageWidth - x
				} else {
					y = c.stock.PageHeight - y
				}
				back := pages[i+1][number]
				if math.Abs(back[0]-job.ShiftX-x) > 0.01 || math.Abs(back[1]-job.ShiftY-y) > 0.01 {
					t.Errorf("%s: the back of %s lies at %.1f, want %.1f, %.1f", name, number, back, x, y)
				}
			}
		}
	}
}

func TestSheets_HalfUsed(t *testing.T) {
	stock := event.Stock{PageWidth: 210, PageHeight: 297, Columns: 2, Rows: 4, Width: 90, Height: 54, Left: 15, Top: 40.5}
	job := numbered(9, stock)
	job.Used = 2
	pages := middles(t, job)
	if len(pages) != 2 || len(pages[0]) != 6 || len(pages[1]) != 3 {
		t.Fatalf("%d pages: %v", len(pages), pages)
	}
	for number, want := range map[string][2]float64{"1": {60, 121.5}, "2": {150, 121.5}, "6": {150, 229.5}} {
		if got := pages[0][number]; math.Abs(got[0]-want[0]) > 0.05 || math.Abs(got[1]-want[1]) > 0.05 {
			t.Errorf("badge %s lies at %.1f, want %.1f", number, got, want)
		}
	}
	if got := pages[1]["7"]; math.Abs(got[0]-60) > 0.05 || math.Abs(got[1]-67.5) > 0.05 {
		t.Errorf("the next sheet begins at %.1f", got)
	}
}

// The back half of a folded badge stands on its head above the front, or upright to the left of it.
func TestSheets_Folded(t *testing.T) {
	for _, fold := range []event.Folding{event.FoldTop, event.FoldSide} {
		job := event.BadgeJob{Event: sampleEvent(), Sheets: sheets("a4-2-a6-fold", fullBadges(4)[:1])}
		s := &job.Sheets[0].Layout.Stock
		s.Fold, s.Columns, s.Rows, s.Marks = fold, 1, 1, false
		pages, err := New().BadgePages(t.Context(), job, 150, 0, 0)
		if err != nil || len(pages) != 1 {
			t.Fatalf("%d pages, %v", len(pages), err)
		}
		back, err := New().BadgePicture(t.Context(), job, true, 150)
		if err != nil {
			t.Fatal(err)
		}
		front, err := New().BadgePicture(t.Context(), job, false, 150)
		if err != nil {
			t.Fatal(err)
		}
		page := pages[0].(*image.RGBA)
		px := func(mm float64) int { return int(math.Round(mm / 25.4 * 150)) }
		part := func(x, y float64) *image.RGBA {
			return moved(page.SubImage(image.Rect(px(x), px(y), px(x)+px(s.Width), px(y)+px(s.Height))).(*image.RGBA))
		}
		first, second := part(0, 0), part(0, s.Height)
		if fold == event.FoldTop {
			turn(first)
		} else {
			second = part(s.Width, 0)
		}
		for name, c := range map[string][2]image.Image{"back": {back, first}, "front": {front, second}} {
			if d, strong := difference(c[0], c[1]); d > 0.01 || strong > 0.003 {
				t.Errorf("fold %s: the %s differs by %.4f, strongly at %.4f", fold, name, d, strong)
			}
		}
	}
}

// moved is a part of a picture with its corner at 0, 0.
func moved(m *image.RGBA) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, m.Rect.Dx(), m.Rect.Dy()))
	for y := range m.Rect.Dy() {
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], m.Pix[y*m.Stride:])
	}
	return out
}

// turn turns a picture on its head.
func turn(m *image.RGBA) {
	for i, j := 0, len(m.Pix)-4; i < j; i, j = i+4, j-4 {
		for k := range 4 {
			m.Pix[i+k], m.Pix[j+k] = m.Pix[j+k], m.Pix[i+k]
		}
	}
}

// A job of several layouts has their sheets one after another, each of its size.
func TestBadges_SeveralLayouts(t *testing.T) {
	job := event.BadgeJob{Event: sampleEvent(), Sheets: append(sheets("a4-4-a6", fullBadges(5)), sheets("label-62x100", fullBadges(4)[:2])...)}
	pdf, pages := makeBadges(t, job)
	if pages != 4 || len(job.Pages()) != 4 {
		t.Errorf("%d pages", pages)
	}
	path := save(t, pdf)
	sound(t, path)
	tool(t, "pdfinfo")
	info := run(t, "pdfinfo", "-f", "1", "-l", "4", path)
	for i, size := range []string{"595.28 x 841.89", "595.28 x 841.89", "283.46 x 175.75", "283.46 x 175.75"} {
		if want := fmt.Sprintf("Page %d size: %s", i+1, size); !strings.Contains(strings.Join(strings.Fields(info), " "), want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
}
