package design

import (
	"bytes"
	"context"
	"errors"
	"image"

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
	t := p.d.deps.Printer.T
	c := &picture{p: p}
	c.button = kit.NewButton(t("design.picture.choose"), kit.IconFolder, func() {
		p.d.choosePicture(func(name string, _ float64) { p.set("", func(i *event.LayoutItem) { i.Image = name }) })
	})
	c.shape = kit.NewButton(t("design.picture.shape"), kit.IconNone, c.onShape)
	c.size = kit.NewText("", kit.StyleSmall.Truncated())
	c.view = kit.VStack(1, c.button, c.shape, c.size)
	return c
}

func (c *picture) object() fyne.CanvasObject { return c.view }
func (c *picture) focusable() fyne.Focusable { return c.button }

func (c *picture) show(i event.LayoutItem) {
	w := c.p.d.deps.Printer
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
	c.p.set("", func(i *event.LayoutItem) {
		if size, ok := c.p.d.pictureSize(i.Image); ok {
			i.H = tenths(i.W * float64(size.Y) / float64(size.X))
		}
	})
}

func (d *Designer) pictureSize(name string) (image.Point, bool) {
	c, _, err := image.DecodeConfig(bytes.NewReader(d.pictures[name]))
	return image.Pt(c.Width, c.Height), err == nil && c.Width > 0 && c.Height > 0
}

// choosePicture asks for a file and hands on its name in the store and its height for a width of one.
func (d *Designer) choosePicture(then func(name string, shape float64)) {
	kit.FileOpen(d.deps.Window, []string{".png", ".jpg", ".jpeg", ".gif"}, func(path string) { d.takePicture(path, then) })
}

func (d *Designer) takePicture(path string, then func(name string, shape float64)) {
	kit.Run(d.deps.Context, func(context.Context) ([]byte, error) { return readPicture(path) }, func(data []byte, err error) {
		if err != nil {
			kit.Message(d.deps.Window, d.deps.Printer.T("design.picture.wrong"), d.pictureTrouble(err))
			return
		}
		name := event.BlobName(data)
		d.pictures[name], d.fresh[name] = data, true
		size, _ := d.pictureSize(name)
		then(name, float64(size.Y)/float64(max(size.X, 1)))
	})
}

// readPicture reads a file as it is kept.
func readPicture(path string) ([]byte, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return event.PreparePicture(data, event.LogoPixels)
}

func readFile(path string) ([]byte, error) { return event.ReadFile(path, event.MaxPictureFile) }

// pictureTrouble says why a file is not taken.
func (d *Designer) pictureTrouble(err error) string {
	var known *event.Error
	if errors.As(err, &known) {
		return d.deps.Printer.Error(err)
	}
	return d.deps.Printer.T("design.picture.wrong.hint")
}
