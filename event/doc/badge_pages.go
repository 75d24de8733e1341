package doc

import (
	"context"
	"fmt"
	"image"

	"zlot/event"
)

// BadgePages draws pages of a job as they will print, on all cores.
func (w *Writer) BadgePages(ctx context.Context, job event.BadgeJob, dpi, from, to int) ([]image.Image, error) {
	var all []image.Image
	err := w.pictures(ctx, job, dpi, from, to, false, func(r *raster) { all = append(all, r.to) })
	return all, err
}

// BadgeGrey draws all pages of a job in black and white.
func (w *Writer) BadgeGrey(ctx context.Context, job event.BadgeJob, dpi int) ([]*image.Gray, error) {
	var all []*image.Gray
	err := w.pictures(ctx, job, dpi, 0, 0, true, func(r *raster) { all = append(all, r.grey()) })
	return all, err
}

// largestPage bounds the memory, in dots: A3 at 600 dpi has less.
const largestPage = 80 << 20

// pictures draws the pages from from up to, but without, to.
func (w *Writer) pictures(ctx context.Context, job event.BadgeJob, dpi, from, to int, plain bool, take func(*raster)) error {
	press, err := w.newPress(job)
	if err != nil {
		return err
	}
	if to <= 0 || to > len(press.pages) {
		to = len(press.pages)
	}
	from = max(0, from)
	err = inOrder(ctx, max(0, to-from), func(i int) (*raster, error) {
		stock := press.stock(from + i)
		if scale := float64(dpi) / 25.4; stock.PageWidth*scale*stock.PageHeight*scale > largestPage {
			return nil, event.Fail(event.CodeLayoutStock).In("stock")
		}
		r := newRaster(stock.PageWidth, stock.PageHeight, dpi, plain)
		_, err := press.page(r, from+i)
		return r, err
	}, func(_ int, r *raster) error {
		take(r)
		return nil
	})
	if err != nil {
		return fmt.Errorf("badges of %s as pictures: %w", job.Event.ID, err)
	}
	return nil
}

// BadgePicture draws one side of the first badge of a job by itself. A layout that no sheet could hold yet is drawn
// too: this is what its designer looks at.
func (w *Writer) BadgePicture(ctx context.Context, job event.BadgeJob, back bool, dpi int) (image.Image, error) {
	if len(job.Sheets) == 0 || len(job.Sheets[0].Badges) == 0 {
		return nil, event.Fail(event.CodeNoBadges)
	}
	l := job.Sheets[0].Layout
	s := &l.Stock
	s.PageWidth, s.PageHeight, s.Columns, s.Rows, s.Left, s.Top = s.Width, s.Height, 1, 1, 0, 0
	s.GapX, s.GapY, s.Fold, s.Marks = 0, 0, event.NoFold, false
	if back {
		l.Front = l.Back
	}
	l.Back = nil
	job.Sheets = []event.BadgeSheets{{Layout: l, Badges: job.Sheets[0].Badges[:1]}}
	job.Used, job.Duplex, job.ShiftX, job.ShiftY = 0, event.OneSided, 0, 0
	pages, err := w.BadgePages(ctx, job, dpi, 0, 1)
	if err != nil {
		return nil, err
	}
	return pages[0], nil
}
