//go:build ignore

// Command generate turns the line drawings of strokes/ into the filled shapes
// that are embedded: the toolkit recolours fills, but not strokes.
// Draw on a 24 grid with 2 px strokes and round joins, then: go run generate.go
package main

import (
	"fmt"
	"image"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

const (
	scale     = 32.0         // how much finer than the grid curves are flattened
	tolerance = 0.01         // grid units by which a flattened curve may differ
	arcStep   = math.Pi / 12 // of round joins and ends
	smooth    = math.Pi / 7  // a smaller turn belongs to a curve, not to a corner
)

type point struct{ x, y float64 }

func (p point) plus(q point, k float64) point { return point{p.x + k*q.x, p.y + k*q.y} }

// line is a flattened stroke or, when closed, also a filled dot.
type line struct {
	points []point
	closed bool
}

func main() {
	log.SetFlags(0)
	files, err := filepath.Glob("strokes/*.svg")
	if err != nil || len(files) == 0 {
		log.Fatal("run this in the folder of the icons: ", err)
	}
	for _, file := range files {
		if err := convert(file, filepath.Base(file)); err != nil {
			log.Fatalf("%s: %v", file, err)
		}
	}
}

func convert(from, to string) error {
	icon, err := oksvg.ReadIcon(from, oksvg.StrictErrorMode)
	if err != nil {
		return err
	}
	var d strings.Builder
	for i := range icon.SVGPaths {
		shape := &icon.SVGPaths[i]
		for _, l := range flatten(shape.Path) {
			if shape.LineWidth == 0 { // a dot
				write(&d, l.points, true)
				continue
			}
			l.outline(&d, shape.LineWidth/2)
		}
	}
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="%s"/></svg>`+"\n", d.String())
	return os.WriteFile(to, []byte(svg), 0o644)
}

// outline writes the border of a stroke with round joins and ends. Everything
// solid turns the same way round and holes the other, so that strokes may
// cross each other.
func (l line) outline(d *strings.Builder, half float64) {
	back := slices.Clone(l.points)
	slices.Reverse(back)
	if !l.closed {
		write(d, append(side(l.points, half, false), side(back, half, false)...), true)
		return
	}
	a, b := side(l.points, half, true), side(back, half, true)
	if math.Abs(area(a)) < math.Abs(area(b)) {
		a, b = b, a
	}
	write(d, a, true)
	write(d, b, false)
}

// side walks along the points and returns the border to the left of them; at
// the end of an open line it goes round the tip.
func side(p []point, half float64, closed bool) []point {
	var out []point
	n := len(p)
	if !closed {
		out = append(out, p[0].plus(normal(p[0], p[1]), half))
	}
	for i := range p {
		if !closed && (i == 0 || i == n-1) {
			continue
		}
		out = append(out, join(p[(i+n-1)%n], p[i], p[(i+1)%n], half)...)
	}
	if !closed {
		in := normal(p[n-2], p[n-1])
		out = append(out, arc(p[n-1], in, math.Pi, half)...)
	}
	return out
}

// join returns the left border at the corner b between a and c.
func join(a, b, c point, half float64) []point {
	in, out := normal(a, b), normal(b, c)
	turn := math.Atan2(in.x*out.y-in.y*out.x, in.x*out.x+in.y*out.y)
	if turn > smooth { // the corner points to this side
		return arc(b, in, turn, half)
	}
	// Along a curve and inside a corner both borders meet in one point.
	k := half / math.Cos(turn/2)
	middle := point{in.x + out.x, in.y + out.y}
	length := math.Hypot(middle.x, middle.y)
	return []point{b.plus(point{middle.x / length, middle.y / length}, k)}
}

func arc(centre, from point, turn, half float64) []point {
	steps := int(math.Ceil(turn / arcStep))
	start := math.Atan2(from.y, from.x)
	var out []point
	for i := 0; i <= steps; i++ {
		sin, cos := math.Sincos(start + turn*float64(i)/float64(steps))
		out = append(out, centre.plus(point{cos, sin}, half))
	}
	return out
}

// normal is the unit vector across a and b, on the outside of a turn that
// grows the angle.
func normal(a, b point) point {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	return point{(b.y - a.y) / length, -(b.x - a.x) / length}
}

func area(p []point) float64 {
	sum := 0.0
	for i, a := range p {
		b := p[(i+1)%len(p)]
		sum += a.x*b.y - b.x*a.y
	}
	return sum / 2
}

// write adds one contour, turning one way if solid and the other if a hole.
func write(d *strings.Builder, p []point, solid bool) {
	if (area(p) > 0) != solid {
		slices.Reverse(p)
	}
	for i, at := range p {
		d.WriteByte("ML"[min(i, 1)])
		d.WriteString(number(at.x) + " " + number(at.y))
	}
	d.WriteByte('Z')
}

func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

// flatten turns a path into straight lines.
func flatten(path rasterx.Path) []line {
	var r recorder
	scaled := rasterx.MatrixAdder{Adder: &pen{rasterx.Filler{Scanner: &r}, &r}, M: rasterx.Identity.Scale(scale, scale)}
	path.AddTo(&scaled)
	for i := range r.lines {
		l := &r.lines[i]
		l.points = slices.Compact(simplify(l.points))
		if last := len(l.points) - 1; l.closed && l.points[0] == l.points[last] {
			l.points = l.points[:last]
		}
	}
	return r.lines
}

// pen flattens curves like the filler, but leaves open lines open.
type pen struct {
	rasterx.Filler
	to *recorder
}

func (p *pen) Stop(closed bool) {
	if closed {
		p.to.lines[len(p.to.lines)-1].closed = true
	}
}

// recorder keeps the lines that would have been painted.
type recorder struct{ lines []line }

func (r *recorder) Start(a fixed.Point26_6) {
	r.lines = append(r.lines, line{points: []point{grid(a)}})
}

func (r *recorder) Line(b fixed.Point26_6) {
	l := &r.lines[len(r.lines)-1]
	l.points = append(l.points, grid(b))
}

func (*recorder) Draw()                              {}
func (*recorder) GetPathExtent() fixed.Rectangle26_6 { return fixed.Rectangle26_6{} }
func (*recorder) SetBounds(int, int)                 {}
func (*recorder) SetColor(any)                       {}
func (*recorder) SetWinding(bool)                    {}
func (*recorder) Clear()                             {}
func (*recorder) SetClip(image.Rectangle)            {}

func grid(p fixed.Point26_6) point {
	return point{float64(p.X) / 64 / scale, float64(p.Y) / 64 / scale}
}

// simplify drops points that lie on the line of their neighbours
// (Douglas and Peucker).
func simplify(p []point) []point {
	if len(p) < 3 {
		return p
	}
	first, last := p[0], p[len(p)-1]
	far, at := 0.0, 0
	for i := 1; i < len(p)-1; i++ {
		if d := distance(p[i], first, last); d > far {
			far, at = d, i
		}
	}
	if far <= tolerance {
		return []point{first, last}
	}
	left := simplify(p[:at+1])
	return append(left[:len(left)-1:len(left)-1], simplify(p[at:])...)
}

func distance(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return math.Hypot(p.x-a.x, p.y-a.y)
	}
	return math.Abs(dx*(p.y-a.y)-dy*(p.x-a.x)) / length
}
