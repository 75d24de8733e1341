package doc

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"

	"zlot/event"
)

// BadgePages draws pages of a job as they will print.
func (w *Writer) BadgePages(ctx context.Context, job event.BadgeJob, dpi, from, to int) ([]image.Image, error) {
	var all []image.Image
	for i, p := range job.Pages() {
		if i < from || (to > 0 && i >= to) {
			continue
		}
		stock := job.Sheets[p.Sheets].Layout.Stock
		all = append(all, blankPicture(stock.PageWidth, stock.PageHeight, dpi))
	}
	return all, ctx.Err()
}

// BadgeGrey draws all pages of a job in black and white.
func (w *Writer) BadgeGrey(ctx context.Context, job event.BadgeJob, dpi int) ([]*image.Gray, error) {
	var all []*image.Gray
	for _, p := range job.Pages() {
		stock := job.Sheets[p.Sheets].Layout.Stock
		picture := blankPicture(stock.PageWidth, stock.PageHeight, dpi)
		grey := image.NewGray(picture.Bounds())
		draw.Draw(grey, grey.Bounds(), picture, image.Point{}, draw.Src)
		all = append(all, grey)
	}
	return all, ctx.Err()
}

// BadgePicture draws one side of the first badge of a job.
func (w *Writer) BadgePicture(_ context.Context, job event.BadgeJob, _ bool, dpi int) (image.Image, error) {
	if len(job.Sheets) == 0 {
		return nil, event.Fail(event.CodeNoBadges)
	}
	stock := job.Sheets[0].Layout.Stock
	return blankPicture(stock.Width, stock.Height, dpi), nil
}

func blankPicture(width, height float64, dpi int) *image.RGBA {
	px := func(mm float64) int { return int(math.Ceil(mm / 25.4 * float64(dpi))) }
	picture := image.NewRGBA(image.Rect(0, 0, px(width), px(height)))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	return picture
}
