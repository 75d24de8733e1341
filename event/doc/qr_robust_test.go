package doc

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"zlot/event"
	"zlot/event/passcode"
)

// perLayout is how many badges of each layout are looked at.
const perLayout = 4

// robustCode makes codes that are always the same, so that the counts below are too.
func robustCode(t *testing.T, n int) string {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(n), 97))
	body := fmt.Sprintf("4%014d", random.Int64N(1e14))
	for check := range 100 {
		if code := fmt.Sprintf("%s%02d", body, check); passcode.Valid(code) {
			return code
		}
	}
	t.Fatalf("no check digits for %s", body)
	return ""
}

// harm is what happens between the printer and the scanner.
type harm struct {
	name  string
	turn  float64 // degrees
	blur  float64 // millimetres
	light float64 // of white; black is a third of it above nothing
	noise float64
	scale float64
}

var harms = []harm{
	{name: "as printed", light: 1, scale: 0.7},
	{name: "turned", turn: 31, light: 0.9, scale: 0.5},
	{name: "blurred", blur: 0.42, light: 1, scale: 0.5},
	{name: "dark", turn: 5, light: 0.3, noise: 0.008, scale: 0.5},
	{name: "far", turn: 8, light: 0.9, scale: 0.25},
	{name: "all mild", turn: 17, blur: 0.2, light: 0.6, noise: 0.01, scale: 0.5},
}

// done does harm to a picture with so many dots a millimetre.
func (h harm) done(m image.Image, perMM float64, seed uint64) *image.Gray {
	size := m.Bounds().Dx()
	wide := int(float64(size) * h.scale * 1.5)
	sin, cos := math.Sincos(h.turn * math.Pi / 180)
	out := image.NewRGBA(image.Rect(0, 0, wide, wide))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	half, middle := float64(size)/2, float64(wide)/2
	a, b := cos*h.scale, sin*h.scale
	xdraw.ApproxBiLinear.Transform(out, f64.Aff3{a, -b, middle - a*half + b*half, b, a, middle - b*half - a*half}, smooth(m, h.blur*perMM, h.scale), m.Bounds(), draw.Over, nil)
	grey := image.NewGray(out.Rect)
	random := rand.New(rand.NewPCG(seed, 17))
	for i := range grey.Pix {
		v := float64(out.Pix[4*i]) / 255
		v = h.light*(0.15+0.85*v) + random.NormFloat64()*h.noise
		grey.Pix[i] = uint8(255 * max(0, min(1, v)))
	}
	return grey
}

// smooth blurs a picture, at least as much as it will be scaled down.
func smooth(m image.Image, sigma, scale float64) image.Image {
	if scale < 1 {
		sigma = math.Hypot(sigma, 0.4/scale)
	}
	if sigma < 0.3 {
		return m
	}
	n := int(math.Ceil(3 * sigma))
	kernel := make([]float64, 2*n+1)
	sum := 0.0
	for i := range kernel {
		kernel[i] = math.Exp(-math.Pow(float64(i-n)/sigma, 2) / 2)
		sum += kernel[i]
	}
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	plain := image.NewGray(image.Rect(0, 0, w, h))
	draw.Draw(plain, plain.Rect, m, m.Bounds().Min, draw.Src)
	from := make([]float64, w*h)
	for i, v := range plain.Pix {
		from[i] = float64(v)
	}
	pass := func(from []float64, step, length int) []float64 { // along rows, then along columns
		to := make([]float64, w*h)
		for at := range from {
			place := at / step % length
			v := 0.0
			for i, k := range kernel {
				v += k * from[at+(max(0, min(length-1, place+i-n))-place)*step]
			}
			to[at] = v / sum
		}
		return to
	}
	from = pass(pass(from, 1, w), w, h)
	out := image.NewGray(image.Rect(0, 0, w, h))
	for i, v := range from {
		out.Pix[i] = uint8(math.Round(v))
	}
	return out
}

// reference is the symbol that qrencode makes of a code, as large as ours.
func reference(t *testing.T, code string, dots int) image.Image {
	t.Helper()
	path := filepath.Join(t.TempDir(), "reference.png")
	run(t, "qrencode", "-l", "H", "-s", "1", "-m", "4", "-o", path, code)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	small, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	large := image.NewGray(image.Rect(0, 0, dots, dots))
	xdraw.NearestNeighbor.Scale(large, large.Rect, small, small.Bounds(), draw.Src, nil)
	return large
}

// Printed at 300 dpi and then blurred, turned, darkened and made small, the symbols of every layout are read at
// least as often as those of qrencode.
func TestSymbols_AreReadAsOftenAsThoseOfQrencode(t *testing.T) {
	tool(t, "pdftoppm", "zbarimg", "qrencode")
	if testing.Short() {
		t.Skip("reads 480 pictures")
	}
	perMM := float64(dpi) / 25.4
	folder := t.TempDir()
	var files []string
	keep := func(m image.Image, name string) {
		var out bytes.Buffer
		if err := png.Encode(&out, m); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	all := New().Layouts()
	for which, l := range all {
		badges := sampleBadges(perLayout)
		for i := range badges {
			badges[i].Code = robustCode(t, perLayout*which+i)
		}
		pdf, _ := makeBadges(t, event.BadgeJob{Event: sampleEvent(), Sheets: sheets(l.ID, badges)})
		path := save(t, pdf)
		var page image.Image
		for i, b := range badges {
			if i%l.Stock.Each() == 0 {
				page = render(t, path, i/l.Stock.Each()+1)
			}
			x, y := l.Stock.Place(i % l.Stock.Each())
			if l.Stock.Fold == event.FoldTop {
				y += l.Stock.Height
			}
			item := codeItem(l)
			side := int(item.CodeSide() * perMM)
			ours := image.NewRGBA(image.Rect(0, 0, side, side))
			left := x + item.X + map[string]float64{"right": item.W - item.CodeSide(), "centre": (item.W - item.CodeSide()) / 2}[item.Align]
			draw.Draw(ours, ours.Rect, page, image.Pt(int(left*perMM), int((y+item.Y)*perMM)), draw.Src)
			theirs := reference(t, b.Code, side)
			for n, h := range harms {
				seed := uint64(100*i + n)
				keep(h.done(ours, perMM, seed), fmt.Sprintf("ours %s %d %d.png", l.ID, n, i))
				keep(h.done(theirs, perMM, seed), fmt.Sprintf("theirs %s %d %d.png", l.ID, n, i))
			}
		}
	}
	compareReads(t, all, readAll(t, files))
}

// cropped is a part of a page, in millimetres.
func cropped(sheet image.Image, x, y, w, h float64) image.Image {
	px := func(mm float64) int { return int(mm / 25.4 * dpi) }
	crop := image.NewGray(image.Rect(0, 0, px(w), px(h)))
	draw.Draw(crop, crop.Bounds(), sheet, image.Pt(px(x), px(y)), draw.Src)
	return crop
}

// scanAll reads the symbol in each of many pictures with one call of the scanner.
func scanAll(t *testing.T, pictures []image.Image) []string {
	t.Helper()
	folder := t.TempDir()
	files := make([]string, len(pictures))
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	for i, m := range pictures {
		files[i] = filepath.Join(folder, fmt.Sprintf("%d.png", i))
		var out bytes.Buffer
		if err := fast.Encode(&out, m); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[i], out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := readAll(t, files)
	codes := make([]string, len(pictures))
	for i, file := range files {
		codes[i] = read[filepath.Base(file)]
	}
	return codes
}

func codeItem(l event.Layout) event.LayoutItem {
	for _, item := range l.Front {
		if item.Kind == event.ItemCode {
			return item
		}
	}
	return event.LayoutItem{}
}

// readAll tells what zbarimg read in which file.
func readAll(t *testing.T, files []string) map[string]string {
	t.Helper()
	args := append([]string{"--quiet", "--xml", "-Sdisable", "-Sqrcode.enable"}, files...)
	out, err := exec.Command("zbarimg", args...).Output()
	if len(out) == 0 { // it also fails where one of the files has no symbol
		t.Fatalf("zbarimg: %v", err)
	}
	read := map[string]string{}
	for _, source := range strings.Split(string(out), "<source href='")[1:] {
		name, rest, _ := strings.Cut(source, "'")
		_, data, _ := strings.Cut(rest, "<![CDATA[")
		data, _, _ = strings.Cut(data, "]]>")
		read[filepath.Base(name)] = data
	}
	return read
}

// compareReads allows for the luck of single pictures at the limit of what can be read: no harm may cost more than
// two of them, and all together none.
func compareReads(t *testing.T, all []event.Layout, read map[string]string) {
	t.Helper()
	const luck = 2
	sumOurs, sumTheirs := 0, 0
	for n, h := range harms {
		ours, theirs := 0, 0
		for which, l := range all {
			for i := range perLayout {
				code := robustCode(t, perLayout*which+i)
				if read[fmt.Sprintf("ours %s %d %d.png", l.ID, n, i)] == code {
					ours++
				}
				if read[fmt.Sprintf("theirs %s %d %d.png", l.ID, n, i)] == code {
					theirs++
				}
			}
		}
		t.Logf("%-10s ours %2d, qrencode's %2d of %d", h.name, ours, theirs, len(all)*perLayout)
		if n == 0 && ours < len(all)*perLayout {
			t.Errorf("as printed only %d are read", ours)
		}
		if ours < theirs-luck {
			t.Errorf("%s: %d are read, of qrencode's %d", h.name, ours, theirs)
		}
		sumOurs, sumTheirs = sumOurs+ours, sumTheirs+theirs
	}
	if sumOurs < sumTheirs {
		t.Errorf("in all %d are read, of qrencode's %d", sumOurs, sumTheirs)
	}
}
