package event

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func soundLayout() Layout {
	return Layout{
		Title: "Zlot", Stock: Stock{PageWidth: 210, PageHeight: 297, Columns: 2, Rows: 4, Width: 90, Height: 54, Left: 15, Top: 40.5},
		Front: []LayoutItem{
			{Kind: ItemText, X: 4, Y: 4, W: 50, H: 10, Text: "{given} {family} {answers.diet}", Size: 20, Floor: 9, Colour: "role"},
			{Kind: ItemCode, X: 60, Y: 10, W: 30, H: 33},
			{Kind: ItemLine, X: 4, Y: 8, W: 80},
		},
		Back: []LayoutItem{{Kind: ItemAgenda, X: 4, Y: 4, W: 80, H: 40}},
	}
}

func TestCheckLayout(t *testing.T) {
	if problems := CheckLayout(soundLayout()); len(problems) > 0 {
		t.Fatalf("a sound layout has %+v", problems)
	}
	for name, c := range map[string]struct {
		change func(l *Layout)
		code   string
		item   int
		back   bool
		hard   string
	}{
		"outside":    {func(l *Layout) { l.Front[0].X, l.Front[0].Y = 50, 0 }, "layout.problem.outside", 0, false, ""},
		"left":       {func(l *Layout) { l.Back[0].X = -1 }, "layout.problem.outside", 0, true, ""},
		"over code":  {func(l *Layout) { l.Front[2].Y, l.Front[2].H = 20, 4 }, "layout.problem.covers_code", 2, false, ""},
		"under code": {func(l *Layout) { l.Front[0].X = 30 }, "layout.problem.hides", 1, false, ""},
		"frame":      {func(l *Layout) { l.Front[2] = LayoutItem{Kind: ItemBox, X: 59, Y: 9, W: 31, H: 35, Stroke: 0.3} }, "", 0, false, ""},
		"ground": {func(l *Layout) {
			l.Front[2] = LayoutItem{Kind: ItemBox, X: 59, Y: 9, W: 31, H: 35, Fill: "#ffffff"}
		}, "layout.problem.covers_code", 2, false, ""},
		"line":         {func(l *Layout) { l.Front[2].H = 60 }, "layout.problem.outside", 2, false, ""},
		"large":        {func(l *Layout) { l.Stock.Rows = 5 }, "layout.problem.large", -1, false, CodeLayoutLarge},
		"fold":         {func(l *Layout) { l.Stock.Fold = FoldTop }, "layout.problem.large", -1, false, CodeLayoutLarge},
		"overlap":      {func(l *Layout) { l.Stock.GapX = -2 }, "layout.problem.overlap", -1, false, CodeLayoutStock},
		"no sheet":     {func(l *Layout) { l.Stock.Columns = 0 }, "layout.problem.stock", -1, false, CodeLayoutStock},
		"no code":      {func(l *Layout) { l.Front = l.Front[:1] }, "layout.problem.no_code", -1, false, ""},
		"small code":   {func(l *Layout) { l.Front[1].W = 19 }, "layout.problem.small_code", 1, false, ""},
		"low code":     {func(l *Layout) { l.Front[1].H = 21 }, "layout.problem.small_code", 1, false, ""},
		"floor":        {func(l *Layout) { l.Front[0].Floor = 21 }, "layout.problem.floor", 0, false, ""},
		"field":        {func(l *Layout) { l.Front[0].Text = "{imie}" }, "layout.problem.field", 0, false, ""},
		"colour":       {func(l *Layout) { l.Front[0].Fill = "czerwony" }, "layout.problem.colour", 0, false, ""},
		"no words":     {func(l *Layout) { l.Front[0].Text = " " }, "layout.problem.no_text", 0, false, ""},
		"no size":      {func(l *Layout) { l.Front[0].H = 0 }, "layout.problem.no_size", 0, false, ""},
		"no picture":   {func(l *Layout) { l.Back[0].Kind = ItemImage }, "layout.problem.no_image", 0, true, ""},
		"empty":        {func(l *Layout) { l.Front = nil }, "layout.problem.empty", -1, false, ""},
		"code on back": {func(l *Layout) { l.Front, l.Back = l.Front[:1], l.Front[1:2] }, "", 0, false, ""},
	} {
		l := soundLayout()
		c.change(&l)
		problems := CheckLayout(l)
		if c.code == "" {
			if len(problems) > 0 {
				t.Errorf("%s: %+v", name, problems)
			}
			continue
		}
		if len(problems) != 1 || problems[0].Code != c.code || problems[0].Item != c.item || problems[0].Back != c.back {
			t.Errorf("%s: %+v", name, problems)
			continue
		}
		if err := problems[0].Err(); (c.hard == "") != (err == nil) || (c.hard != "" && !errors.Is(err, Fail(c.hard))) {
			t.Errorf("%s: %v, want %q", name, err, c.hard)
		}
	}
}

func TestLayout_Nonsense(t *testing.T) {
	if err := soundLayout().check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(l *Layout){
		"kind":       func(l *Layout) { l.Back[0].Kind = "film" },
		"fold":       func(l *Layout) { l.Stock.Fold = "thrice" },
		"colour":     func(l *Layout) { l.Front[0].Colour = "#12" },
		"many items": func(l *Layout) { l.Back = make([]LayoutItem, 400) },
		"long words": func(l *Layout) { l.Front[0].Text = strings.Repeat("ż", 2001) },
		"far":        func(l *Layout) { l.Front[1].X = 6e300 },
		"wide":       func(l *Layout) { l.Front[1].W = 1e9 },
		"no number":  func(l *Layout) { l.Front[1].Y = math.NaN() },
		"endless":    func(l *Layout) { l.Front[2].W = math.Inf(-1) },
		"type":       func(l *Layout) { l.Front[0].Size = 1e308 },
	} {
		l := soundLayout()
		change(&l)
		want := CodeLayoutItem
		if name == "many items" {
			want = CodeLayoutSize
		}
		if err := l.check(); !errors.Is(err, Fail(want)) {
			t.Errorf("%s: %v", name, err)
		}
		hard := slices.ContainsFunc(CheckLayout(l), func(p LayoutProblem) bool { return p.Err() != nil })
		if item := l.Front[0]; hard != slices.ContainsFunc(l.Front, func(item LayoutItem) bool { return !item.measured() }) {
			t.Errorf("%s: drawn or not, with %+v", name, item)
		}
	}
}

func TestBadgeJob_Pages(t *testing.T) {
	sheet := func(n int, back bool) BadgeSheets {
		l := soundLayout()
		if !back {
			l.Back = nil
		}
		return BadgeSheets{l, make([]Badge, n)}
	}
	for name, c := range map[string]struct {
		job  BadgeJob
		want []BadgePage
	}{
		"none":     {BadgeJob{}, nil},
		"nobody":   {BadgeJob{Sheets: []BadgeSheets{sheet(0, false)}}, nil},
		"full":     {BadgeJob{Sheets: []BadgeSheets{sheet(8, true)}}, []BadgePage{{Count: 8}}},
		"one more": {BadgeJob{Sheets: []BadgeSheets{sheet(9, true)}}, []BadgePage{{Count: 8}, {First: 8, Count: 1}}},
		"used":     {BadgeJob{Used: 6, Sheets: []BadgeSheets{sheet(3, false), sheet(1, false)}}, []BadgePage{{Count: 2, Used: 6}, {First: 2, Count: 1}, {Sheets: 1, Count: 1}}},
		"all used": {BadgeJob{Used: 8, Sheets: []BadgeSheets{sheet(1, false)}}, []BadgePage{{Count: 1}}},
		"duplex": {BadgeJob{Duplex: LongEdge, Sheets: []BadgeSheets{sheet(1, true), sheet(1, false)}},
			[]BadgePage{{Count: 1}, {Count: 1, Back: true}, {Sheets: 1, Count: 1}, {Sheets: 1, Count: 1, Back: true}}},
		"no backs": {BadgeJob{Duplex: LongEdge, Sheets: []BadgeSheets{sheet(1, false)}}, []BadgePage{{Count: 1}}},
	} {
		if got := c.job.Pages(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
