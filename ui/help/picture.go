package help

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"zlot/event/help"
	"zlot/ui/kit"
)

// picture is a picture of the program at the width of the text, which a click enlarges.
type picture struct {
	kit.Touch
	leads
	label string
	image image.Image
	width func() float32
	small *canvas.Raster
}

// newPicture shows a picture; nil where there is none of that name.
func newPicture(name, lang, label string, width func() float32, enlarge func(image.Image)) *picture {
	data, err := help.PicturePNG(name, lang)
	if err != nil {
		slog.Error("help", "picture", name, "error", err)
		return nil
	}
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		slog.Error("help", "picture", name, "error", err)
		return nil
	}
	p := &picture{label: label, image: full, width: width}
	p.small = canvas.NewRaster(func(w, h int) image.Image { return shrunk(full, w, h) })
	p.Extend(p, func() { enlarge(full) })
	return p
}

// aspect is how high a picture is for its width.
func aspect(p image.Image) float32 {
	return float32(p.Bounds().Dy()) / float32(p.Bounds().Dx())
}

// AccessibilityLabel is part of fyne.Accessible.
func (p *picture) AccessibilityLabel() string { return p.label }

// CreateRenderer is part of fyne.Widget.
func (p *picture) CreateRenderer() fyne.WidgetRenderer {
	r := &pictureRenderer{p: p, frame: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

type pictureRenderer struct {
	p     *picture
	frame *canvas.Rectangle
}

func (r *pictureRenderer) Destroy() {}

func (r *pictureRenderer) MinSize() fyne.Size {
	return fyne.NewSize(kit.Space(20), r.p.width()*aspect(r.p.image))
}

func (r *pictureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.small, r.frame}
}

func (r *pictureRenderer) Layout(size fyne.Size) {
	r.p.small.Resize(size)
	r.frame.Resize(size)
}

func (r *pictureRenderer) Refresh() {
	r.paint()
	r.frame.Refresh()
}

func (r *pictureRenderer) paint() {
	r.frame.StrokeWidth, r.frame.StrokeColor = 1, kit.Color(kit.ColorBorder)
	if r.p.Hovered() || r.p.Focused() {
		r.frame.StrokeWidth, r.frame.StrokeColor = 2, kit.Color(kit.ColorPrimary)
	}
}

// shrunk is a picture at a smaller size; every point is the mean of those it stands for, so that thin lines and
// letters stay.
func shrunk(from image.Image, width, height int) image.Image {
	b := from.Bounds()
	if width < 1 || height < 1 || width >= b.Dx() {
		return from
	}
	small := image.NewRGBA(image.Rect(0, 0, width, height))
	points := rgba(from)
	for y := range height {
		top, bottom := y*b.Dy()/height, max((y+1)*b.Dy()/height, y*b.Dy()/height+1)
		for x := range width {
			left, right := x*b.Dx()/width, max((x+1)*b.Dx()/width, x*b.Dx()/width+1)
			var sum [3]int
			for v := top; v < bottom; v++ {
				at := points.PixOffset(left, v)
				for range right - left {
					for c := range sum {
						sum[c] += int(points.Pix[at+c])
					}
					at += 4
				}
			}
			n := (bottom - top) * (right - left)
			small.SetRGBA(x, y, color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255})
		}
	}
	return small
}

// rgba is a picture in points that can be read quickly, from its upper left corner.
func rgba(from image.Image) *image.RGBA {
	b := from.Bounds()
	to := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(to, to.Bounds(), from, b.Min, draw.Src)
	return to
}
