package badges

import (
	"strconv"
	"strings"
)

// form is what the name of a layout says: "a4-8-90x54" is eight badges of
// 90 × 54 mm on a sheet.
type form struct {
	each          int // on a sheet; 0: not known
	width, height float32
}

// usual is the form of a layout whose name says nothing.
var usual = form{width: 90, height: 54}

// papers are the sizes that have a name, in millimetres, upright.
var papers = map[string]form{"a5": {width: 148.5, height: 210}, "a6": {width: 105, height: 148.5}, "a7": {width: 74, height: 105}}

func formOf(layout string) form {
	parts := strings.Split(layout, "-")
	if len(parts) != 3 {
		return usual
	}
	f := usual
	size := parts[2]
	if paper, ok := papers[size]; ok {
		f = paper
	} else if w, h, ok := strings.Cut(size, "x"); ok {
		width, err1 := strconv.ParseFloat(w, 32)
		height, err2 := strconv.ParseFloat(h, 32)
		if err1 != nil || err2 != nil || width <= 0 || height <= 0 {
			return usual
		}
		f.width, f.height = float32(width), float32(height)
	}
	f.each, _ = strconv.Atoi(parts[1]) // 0 where it is no number: the pages are not counted
	return f
}

// pages is how many sheets some badges take; 0 if the form does not say.
func (f form) pages(badges int) int {
	if f.each <= 0 {
		return 0
	}
	return (badges + f.each - 1) / f.each
}

// layoutNames are the ids of what people call the layouts.
var layoutNames = map[string]string{
	"a4-8-90x54":  "badges.layout.a4-8-90x54",
	"a4-10-85x54": "badges.layout.a4-10-85x54",
	"a4-4-a6":     "badges.layout.a4-4-a6",
}

func (p *Page) layoutName(layout string) string {
	if id, ok := layoutNames[layout]; ok {
		return p.d.Printer.T(id)
	}
	return layout
}
