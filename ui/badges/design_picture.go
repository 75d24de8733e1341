package badges

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"os"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// picture is the input for the file of an image.
type picture struct {
	p      *props
	button *kit.Button
	shape  *kit.Button
	size   *kit.Text
	view   fyne.CanvasObject
}

func newPicture(p *props) *picture {
	t := p.d.p.d.Printer.T
	c := &picture{p: p}
	c.button = kit.NewButton(t("design.picture.choose"), kit.IconFolder, func() {
		p.d.choosePicture(func(name string, _ float64) { p.set("", func(i *event.BadgeItem) { i.Image = name }) })
	})
	c.shape = kit.NewButton(t("design.picture.shape"), kit.IconNone, c.onShape)
	c.size = kit.NewText("", kit.StyleSmall.Truncated())
	c.view = kit.VStack(1, c.button, c.shape, c.size)
	return c
}

func (c *picture) object() fyne.CanvasObject { return c.view }
func (c *picture) focusable() fyne.Focusable { return c.button }

func (c *picture) show(i event.BadgeItem) {
	w := c.p.d.p.d.Printer
	size, ok := c.p.d.pictureSize(i.Image)
	c.shape.SetEnabled(ok)
	if !ok {
		c.size.SetText(w.T("design.picture.none"))
		return
	}
	c.size.SetText(w.T("design.picture.size", i18n.Args{"Width": size.X, "Height": size.Y}))
}

// onShape gives the item the shape of its picture.
func (c *picture) onShape() {
	c.p.set("", func(i *event.BadgeItem) {
		if size, ok := c.p.d.pictureSize(i.Image); ok {
			i.H = tenths(i.W * float64(size.Y) / float64(size.X))
		}
	})
}

func (d *designer) pictureSize(name string) (image.Point, bool) {
	c, _, err := image.DecodeConfig(bytes.NewReader(d.pictures[name]))
	return image.Pt(c.Width, c.Height), err == nil && c.Width > 0 && c.Height > 0
}

// choosePicture asks for a file and hands on its name in the store and its height for a width of one.
func (d *designer) choosePicture(then func(name string, shape float64)) {
	kit.FileOpen(d.p.d.Window, []string{".png", ".jpg", ".jpeg"}, func(path string) { d.takePicture(path, then) })
}

func (d *designer) takePicture(path string, then func(name string, shape float64)) {
	kit.Run(d.p.d.Context, func(context.Context) ([]byte, error) { return readPicture(path) }, func(data []byte, err error) {
		if err != nil {
			kit.Message(d.p.d.Window, d.p.d.Printer.T("design.picture.wrong"), d.p.d.Printer.T("design.picture.wrong.hint"))
			return
		}
		name := event.BlobName(data)
		d.pictures[name], d.fresh[name] = data, true
		size, _ := d.pictureSize(name)
		then(name, float64(size.Y)/float64(max(size.X, 1)))
	})
}

// What a picture may be: larger ones are made smaller, absurd ones are refused.
const (
	longSide   = 1500
	mostPixels = 80 << 20
	mostBytes  = 60 << 20
)

// readPicture reads a file as it is kept: on white, and no larger than print can show.
func readPicture(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostBytes))
	if err != nil {
		return nil, err
	}
	return flatten(data)
}

func flatten(data []byte) ([]byte, error) {
	size, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if size.Width <= 0 || size.Height <= 0 || size.Width > mostPixels/size.Height {
		return nil, image.ErrFormat
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if kind == "jpeg" && max(size.Width, size.Height) <= longSide {
		return data, nil
	}
	flat := image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
	flat = smaller(flat, longSide)
	var out bytes.Buffer
	if kind == "jpeg" {
		err = jpeg.Encode(&out, flat, &jpeg.Options{Quality: 92})
	} else {
		err = png.Encode(&out, flat)
	}
	return out.Bytes(), err
}

// smaller makes a picture so small that its long side fits, each new point the mean of those it stands for.
func smaller(img *image.RGBA, side int) *image.RGBA {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	long := max(w, h)
	if long <= side {
		return img
	}
	nw, nh := max(w*side/long, 1), max(h*side/long, 1)
	out := image.NewRGBA(image.Rect(0, 0, nw, nh))
	for y := range nh {
		y0, y1 := y*h/nh, max((y+1)*h/nh, y*h/nh+1)
		for x := range nw {
			x0, x1 := x*w/nw, max((x+1)*w/nw, x*w/nw+1)
			var r, g, b, n int
			for sy := y0; sy < y1; sy++ {
				for sx := x0; sx < x1; sx++ {
					i := img.PixOffset(sx, sy)
					r, g, b, n = r+int(img.Pix[i]), g+int(img.Pix[i+1]), b+int(img.Pix[i+2]), n+1
				}
			}
			out.SetRGBA(x, y, color.RGBA{R: uint8(r / n), G: uint8(g / n), B: uint8(b / n), A: 0xff})
		}
	}
	return out
}
