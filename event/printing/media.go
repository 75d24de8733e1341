package printing

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"zlot/event"
)

const inch = 25.4

// mediaSize reads the size at the end of a name as PWG 5101.1 builds it: iso_a4_210x297mm, na_letter_8.5x11in.
func mediaSize(name string) (width, height float64, ok bool) {
	size := name[strings.LastIndexByte(name, '_')+1:]
	unit := 1.0
	if in, found := strings.CutSuffix(size, "in"); found {
		size, unit = in, inch
	} else if size, found = strings.CutSuffix(size, "mm"); !found {
		return 0, 0, false
	}
	w, h, found := strings.Cut(size, "x")
	if !found {
		return 0, 0, false
	}
	width, err1 := strconv.ParseFloat(w, 64)
	height, err2 := strconv.ParseFloat(h, 64)
	plausible := width > 0 && height > 0 && width < 1e4 && height < 1e6 // false for what is not a number, too
	return width * unit, height * unit, err1 == nil && err2 == nil && plausible
}

// readMedia lists the sizes of paper a printer knows, the usual one first, without the limits of its own sizes.
func readMedia(attrs collection) []event.PrinterMedia {
	usual := attrs.string("media-default")
	var list []event.PrinterMedia
	for _, name := range attrs.strings("media-supported") {
		w, h, ok := mediaSize(name)
		if !ok || strings.HasPrefix(name, "custom_min_") || strings.HasPrefix(name, "custom_max_") {
			continue
		}
		if !slices.ContainsFunc(list, func(m event.PrinterMedia) bool { return m.Name == name }) {
			list = append(list, event.PrinterMedia{Name: name, Width: w, Height: h})
		}
	}
	slices.SortStableFunc(list, func(a, b event.PrinterMedia) int {
		return cmp.Compare(btoi(b.Name == usual), btoi(a.Name == usual))
	})
	return list
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// paper is what a job asks for: a name that the printer knows, or a size.
type paper struct {
	name          string
	width, height float64
}

// tolerance is how far the size of a page may be from that of the paper, in millimetres: inches are rounded.
const tolerance = 1.0

// fitPaper finds the paper of a page, lying or standing. A printer that names no sizes is asked for the page's own.
func fitPaper(attrs collection, width, height float64) (paper, bool) {
	var known []paper
	var least, most paper
	for _, name := range attrs.strings("media-supported") {
		w, h, ok := mediaSize(name)
		switch {
		case !ok:
		case strings.HasPrefix(name, "custom_min_"):
			least = paper{name, w, h}
		case strings.HasPrefix(name, "custom_max_"):
			most = paper{name, w, h}
		default:
			known = append(known, paper{name, w, h})
		}
	}
	if p, ok := nearest(known, width, height); ok {
		return p, true
	}
	for _, p := range []paper{{width: width, height: height}, {width: height, height: width}} {
		within := p.width >= least.width-tolerance && p.width <= most.width+tolerance &&
			p.height >= least.height-tolerance && p.height <= most.height+tolerance
		if within || most.name == "" && len(known) == 0 {
			return p, true
		}
	}
	return paper{}, false
}

// nearest is the paper that a page fits on, lying or standing.
func nearest(known []paper, width, height float64) (best paper, ok bool) {
	distance := tolerance
	for _, p := range known {
		for _, page := range [][2]float64{{width, height}, {height, width}} {
			if d := max(math.Abs(p.width-page[0]), math.Abs(p.height-page[1])); d <= distance && !(ok && d == distance) {
				best, distance, ok = p, d, true
			}
		}
	}
	return best, ok
}

// attribute is how a job asks for its paper. IPP measures in hundredths of a millimetre.
func (p paper) attribute(tray string) attribute {
	if p.name != "" && tray == "" {
		return text("media", tagKeyword, p.name)
	}
	hundredths := func(mm float64) int { return int(math.Round(mm * 100)) }
	parts := []attribute{members("media-size",
		number("x-dimension", tagInteger, hundredths(p.width)), number("y-dimension", tagInteger, hundredths(p.height)))}
	if tray != "" {
		parts = append(parts, text("media-source", tagKeyword, tray))
	}
	return members("media-col", parts...)
}

// widestLabel is the width of paper, in millimetres, up to which a printer is taken for one of labels.
const widestLabel = 112

func printsLabels(attrs collection) bool {
	w, h, ok := mediaSize(attrs.string("media-default"))
	return ok && min(w, h) <= widestLabel
}
