package event

import (
	"context"
	"fmt"
	"image"
	"io"
)

// TestPage is a page to try a printer with. The calibration page has scales to read off by how much the printer
// is off: it is printed without the shift that is set already.
type TestPage struct {
	Calibration   bool
	Language      string
	Name          string  // of the printer, for people
	Width, Height float64 // of the paper, in millimetres; 0: what the printer usually has
	Setup         PrintSetup
}

// The usual papers, in millimetres.
const (
	sheetWidth, sheetHeight = 210, 297
	labelWidth, labelHeight = 62, 100
)

// PrintTestPage prints a test page, and tells on what paper. The errors have printer.* codes.
func (s *Service) PrintTestPage(ctx context.Context, p TestPage) (PrintTicket, TestPage, error) {
	printers, err := s.printers()
	if err != nil {
		return PrintTicket{}, p, err
	}
	if p.Width == 0 || p.Height == 0 {
		o, err := s.PrinterOptions(ctx, p.Setup.Printer)
		if err != nil {
			return PrintTicket{}, p, err
		}
		p.Width, p.Height = usualPaper(o)
	}
	if p.Calibration {
		p.Setup.ShiftX, p.Setup.ShiftY, p.Setup.Duplex, p.Setup.Copies = 0, 0, OneSided, 1
	}
	job := s.drawnFor(ctx, s.Documents.TestPage(p))
	job.Printer, job.Tray, job.Copies, job.Duplex = p.Setup.Printer, p.Setup.Tray, p.Setup.Copies, p.Setup.Duplex
	job.Title, job.Width, job.Height = "Zlot: test", p.Width, p.Height
	ticket, err := printers.Print(ctx, job)
	if err != nil {
		return PrintTicket{}, p, fmt.Errorf("print test page: %w", err)
	}
	return ticket, p, nil
}

// drawnFor is a job with all the ways in which a printer may want its badges.
func (s *Service) drawnFor(ctx context.Context, job BadgeJob) PrintJob {
	return PrintJob{
		PDF: func(w io.Writer) error {
			_, err := s.Documents.Badges(ctx, w, job, Silent)
			return err
		},
		Pages: func(ctx context.Context, dpi int) ([]*image.Gray, error) { return s.Documents.BadgeGrey(ctx, job, dpi) },
		Picture: func(ctx context.Context, dpi, page int) (image.Image, error) {
			pages, err := s.Documents.BadgePages(ctx, job, dpi, page, page+1)
			if err != nil || len(pages) == 0 {
				return nil, err
			}
			return pages[0], nil
		},
		Sides: len(job.Pages()),
	}
}

// usualPaper is the first size a printer names: the one it is set to.
func usualPaper(o PrinterOptions) (width, height float64) {
	switch {
	case len(o.Media) > 0:
		return o.Media[0].Width, o.Media[0].Height
	case o.Label:
		return labelWidth, labelHeight
	}
	return sheetWidth, sheetHeight
}
