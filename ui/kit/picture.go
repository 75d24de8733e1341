package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// PagePreview shows the picture of a page as large as fits, as a sheet with a
// thin border on the background.
type PagePreview struct {
	widget.BaseWidget
	picture image.Image
}

// NewPagePreview makes a preview; a nil picture shows an empty sheet.
func NewPagePreview(picture image.Image) *PagePreview {
	p := &PagePreview{picture: picture}
	p.ExtendBaseWidget(p)
	return p
}

// SetPicture shows another page.
func (p *PagePreview) SetPicture(picture image.Image) {
	p.picture = picture
	p.Refresh()
}

// aspect is width by height; A4 upright for an empty sheet.
func (p *PagePreview) aspect() float32 {
	if p.picture == nil || p.picture.Bounds().Dy() == 0 {
		return 210.0 / 297
	}
	b := p.picture.Bounds()
	return float32(b.Dx()) / float32(b.Dy())
}

// CreateRenderer is part of fyne.Widget.
func (p *PagePreview) CreateRenderer() fyne.WidgetRenderer {
	sheet := canvas.NewRectangle(rgb(0xffffff)) // paper is white in the dark too
	img := canvas.NewImageFromImage(p.picture)
	img.FillMode = canvas.ImageFillContain
	img.ScaleMode = canvas.ImageScaleSmooth
	r := &simpleRenderer{objects: []fyne.CanvasObject{sheet, img}}
	r.layout = func(s fyne.Size) {
		margin := Space(2)
		w, h := s.Width-2*margin, s.Height-2*margin
		if w > h*p.aspect() {
			w = h * p.aspect()
		} else {
			h = w / p.aspect()
		}
		x, y := (s.Width-w)/2, (s.Height-h)/2
		place(sheet, x-line(), y-line(), w+2*line(), h+2*line())
		place(img, x, y, w, h)
	}
	r.min = func() fyne.Size { return fyne.NewSquareSize(Space(40)) }
	r.refresh = func() {
		sheet.StrokeColor, sheet.StrokeWidth = Color(ColorLine), line()
		img.Image = p.picture
		img.Hidden = p.picture == nil
		r.layout(p.Size())
		sheet.Refresh()
		img.Refresh()
	}
	r.refresh()
	return r
}
