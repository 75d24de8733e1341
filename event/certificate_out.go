package event

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// BindJob is finished documents to put into one.
type BindJob struct {
	Title    string
	Language string
	Even     bool // an empty page follows a document that ends on the front of a sheet
	PDFs     iter.Seq2[[]byte, error]
}

// frozenOf are the register's entries of some numbers, in their order, or all valid ones of an event in the order of
// the register.
func (s *Service) frozenOf(ctx context.Context, eventID string, numbers []string) ([]Certificate, error) {
	all, err := s.Store.Certificates(ctx, eventID)
	if err != nil {
		return nil, err
	}
	var chosen []Certificate
	if len(numbers) == 0 {
		for _, c := range all {
			if c.State == Issued {
				chosen = append(chosen, c)
			}
		}
	} else {
		known := make(map[string]Certificate, len(all))
		for _, c := range all {
			known[c.Number] = c
		}
		for _, number := range numbers {
			c, ok := known[number]
			if !ok {
				return nil, Fail(CodeCertificateNotFound, "Number", number)
			}
			chosen = append(chosen, c)
		}
	}
	if len(chosen) == 0 {
		return nil, Fail(CodeNoCertificates)
	}
	return chosen, nil
}

// documents are the frozen bytes of certificates, each read when it is asked for.
func (s *Service) documents(ctx context.Context, all []Certificate, p Progress) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, c := range all {
			pdf, err := s.document(ctx, c)
			if err != nil {
				err = fmt.Errorf("document of %s: %w", c.Number, err)
			}
			if !yield(pdf, err) {
				return
			}
			p.Add(1)
		}
	}
}

// BindCertificates writes the frozen documents of certificates into one PDF, in the order of the numbers; without
// numbers all valid ones of an event. It returns how many certificates and pages that were.
func (s *Service) BindCertificates(ctx context.Context, eventID string, numbers []string, w io.Writer, p Progress) (count, pages int, err error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return count, pages, err
	}
	all, err := s.frozenOf(ctx, eventID, numbers)
	if err != nil {
		return 0, 0, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return 0, 0, err
	}
	p.Total(len(all))
	pages, err = s.Documents.Bind(ctx, w, BindJob{Title: ev.Title, PDFs: s.documents(ctx, all, p)})
	if err != nil {
		return 0, pages, fmt.Errorf("bind certificates of %s: %w", eventID, err)
	}
	return len(all), pages, nil
}

// SaveResult is what saving single documents came to.
type SaveResult struct {
	Paths  []string
	Failed []ItemError // by number: its bytes are lost
}

// SaveCertificates writes the frozen documents of certificates into a folder, a file each, named by number and person.
// A file of that name that says something else is left as it is: the new one gets another name.
func (s *Service) SaveCertificates(ctx context.Context, eventID, folder string, numbers []string, p Progress) (res SaveResult, err error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return res, err
	}
	all, err := s.frozenOf(ctx, eventID, numbers)
	if err != nil {
		return res, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return res, Fail(CodeDocumentWrite, "Path", folder).Because(err)
	}
	p.Total(len(all))
	taken := map[string]bool{}
	for _, c := range all {
		if err := ctx.Err(); err != nil {
			return res, err
		}
		pdf, err := s.document(ctx, c)
		if err != nil {
			res.Failed = append(res.Failed, ItemError{ID: c.Number, Err: err})
			p.Add(1)
			continue
		}
		path, err := saveAs(folder, c.FileName(), pdf, taken)
		if err != nil {
			return res, err
		}
		res.Paths = append(res.Paths, path)
		p.Add(1)
	}
	return res, nil
}

// saveAs writes a document under its name, or under the next free one. A file that says the same is the document.
func saveAs(folder, name string, data []byte, taken map[string]bool) (string, error) {
	base := strings.TrimSuffix(name, ".pdf")
	for n := 1; ; n++ {
		path := filepath.Join(folder, name)
		old, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			taken[strings.ToLower(name)] = true
			return path, WriteFile(path, func(w io.Writer) error { _, err := w.Write(data); return err })
		case err == nil && bytes.Equal(old, data) && !taken[strings.ToLower(name)]:
			taken[strings.ToLower(name)] = true
			return path, nil
		case n > 10_000:
			return path, Fail(CodeDocumentWrite, "Path", path).Because(err)
		}
		name = fmt.Sprintf("%s-%d.pdf", base, n+1)
	}
}

// PrintCertificates hands the frozen documents of certificates to a printer as one job, in the order of the numbers;
// without numbers all valid ones of an event. Printed on both sides, each begins on a sheet of its own. Codes:
// printer.*, certificate.none, certificate.not_found.
func (s *Service) PrintCertificates(ctx context.Context, eventID string, numbers []string, setup PrintSetup) (PrintTicket, error) {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return PrintTicket{}, err
	}
	printers, err := s.printers()
	if err != nil {
		return PrintTicket{}, err
	}
	all, err := s.frozenOf(ctx, eventID, numbers)
	if err != nil {
		return PrintTicket{}, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return PrintTicket{}, err
	}
	sheets := paperRun{service: s, all: all, even: setup.Duplex != OneSided}
	width, height, err := sheets.measure(ctx)
	if err != nil {
		return PrintTicket{}, err
	}
	ticket, err := printers.Print(ctx, PrintJob{
		Printer: setup.Printer, Title: ev.Title, Width: width, Height: height, Tray: setup.Tray, Copies: setup.Copies, Duplex: setup.Duplex,
		PDF: func(w io.Writer) error {
			_, err := s.Documents.Bind(ctx, w, BindJob{Title: ev.Title, Even: sheets.even, PDFs: s.documents(ctx, all, Silent)})
			return err
		},
		Picture: sheets.picture, Sides: len(sheets.sides),
	})
	if err != nil {
		return ticket, fmt.Errorf("print certificates of %s: %w", eventID, err)
	}
	return ticket, nil
}

// paperRun is certificates on their way to a printer that takes no PDF: their pages are drawn anew from what was
// frozen, one certificate at a time.
type paperRun struct {
	service *Service
	all     []Certificate
	even    bool
	sides   []side

	drawn int // which certificate pages are of, +1
	pages []image.Image
}

// side is a page of a certificate; page is -1 on an empty side.
type side struct{ certificate, page int }

// measure finds out how many pages there are, and the size of the first one.
func (r *paperRun) measure(ctx context.Context) (width, height float64, err error) {
	for i, c := range r.all {
		one := func(yield func([]byte, error) bool) { yield(r.service.document(ctx, c)) }
		pages, err := r.service.Documents.Bind(ctx, io.Discard, BindJob{PDFs: one})
		if err != nil {
			return 0, 0, fmt.Errorf("document of %s: %w", c.Number, err)
		}
		for page := range pages {
			r.sides = append(r.sides, side{i, page})
		}
		if r.even && pages%2 == 1 {
			r.sides = append(r.sides, side{i, -1})
		}
	}
	l, _, err := r.service.frozenLayout(ctx, r.all[0])
	if err != nil {
		return 0, 0, err
	}
	if l.Stock.PageWidth > 0 {
		return l.Stock.PageWidth, l.Stock.PageHeight, nil
	}
	return sheetWidth, sheetHeight, nil
}

func (r *paperRun) picture(ctx context.Context, dpi, page int) (image.Image, error) {
	if page < 0 || page >= len(r.sides) {
		return nil, nil
	}
	at := r.sides[page]
	if r.drawn != at.certificate+1 {
		c := r.all[at.certificate]
		layout, pictures, err := r.service.frozenLayout(ctx, c)
		if err != nil {
			return nil, err
		}
		job := CertificateJob{Data: c.Data, Token: c.Token, Layout: layout, Pictures: pictures}
		if r.pages, err = r.service.Documents.CertificatePages(ctx, job, dpi); err != nil {
			return nil, fmt.Errorf("draw %s: %w", c.Number, err)
		}
		r.drawn = at.certificate + 1
	}
	if len(r.pages) > 0 && (at.page < 0 || at.page >= len(r.pages)) {
		return image.NewPaletted(r.pages[0].Bounds(), color.Palette{color.White}), nil
	}
	if len(r.pages) == 0 {
		return nil, nil
	}
	return r.pages[at.page], nil
}
