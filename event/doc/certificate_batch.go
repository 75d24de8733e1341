package doc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"sync"

	"zlot/event"
	"zlot/event/i18n"
)

// batch is all that the certificates of one run share: words, pictures and backgrounds are prepared once. It does not
// change once made, but for what it remembers of pictures.
type batch struct {
	gears map[string]*gear // by language
	ready map[*picture]func() embedment
}

// newBatch makes everything ready. A picture that is missing or broken is left out: whoever asks for troubles is told.
func (w *Writer) newBatch(jobs []event.CertificateJob) *batch {
	b := &batch{gears: map[string]*gear{}, ready: map[*picture]func() embedment{}}
	pictures, backdrops, faces := map[string]*picture{}, map[string]*backdrop{}, layoutFaces()
	for i := range jobs {
		job := &jobs[i]
		if b.gears[job.Data.Language] == nil {
			b.gears[job.Data.Language] = &gear{words: i18n.New(job.Data.Language), symbols: &w.symbols, faces: faces, pictures: pictures, backdrops: backdrops}
		}
		for _, sum := range event.CertificatePictures(job.Data, *layoutOf(job)) {
			if _, known := pictures[sum]; known {
				continue
			}
			pictures[sum] = nil
			switch data := job.Pictures[sum]; {
			case data == nil:
			case event.IsPDF(data):
				backdrops[sum] = w.backdrop(sum, data)
			default:
				if ready, err := readPicture(sum, data, &w.decoded); err == nil {
					l := layoutOf(job)
					ready.clear = l.Background != "" && l.Background != sum
					pictures[sum] = ready
					b.ready[ready] = sync.OnceValue(ready.embedment)
				}
			}
		}
	}
	return b
}

// Certificates makes one PDF each, on all cores, and hands them to sink in the order of jobs.
func (w *Writer) Certificates(ctx context.Context, jobs []event.CertificateJob, sink func(i int, pdf []byte) error, p event.Progress) error {
	p.Total(len(jobs))
	b := w.newBatch(jobs)
	return inOrder(ctx, len(jobs), func(i int) ([]byte, error) {
		pdf, err := b.pdf(&jobs[i])
		if err != nil {
			return nil, fmt.Errorf("certificate %s: %w", jobs[i].Data.Number, err)
		}
		return pdf, nil
	}, func(i int, pdf []byte) error {
		if err := sink(i, pdf); err != nil {
			return err
		}
		p.Add(1)
		return nil
	})
}

// pdf draws one certificate as a document. A letter that no font has keeps it from being made, and is named with the
// person.
func (b *batch) pdf(job *event.CertificateJob) ([]byte, error) {
	c := b.certificate(job)
	s := c.layout.Stock
	var leaves []*leaf
	c.draw(func() canvas {
		l := newLeaf(s.PageWidth, s.PageHeight)
		l.strict = true
		leaves = append(leaves, l)
		return l
	})
	var out bytes.Buffer
	out.Grow(64 << 10)
	file := newStream(&out)
	file.ready = func(p *picture) embedment { return b.ready[p]() }
	file.take(c.gear.backdrops[c.layout.Background])
	for _, l := range leaves {
		if l.err != nil {
			return nil, named(l.err, job.Data.Name)
		}
		file.page(l, deflated(l.ops))
	}
	if c.err != nil {
		return nil, c.err
	}
	about := c.about()
	about.archive = c.gear.backdrops[c.layout.Background] == nil // what a foreign page holds nobody knows
	if err := file.finish(about, ""); err != nil {
		return nil, err
	}
	if job.Seal != nil {
		return job.Seal(out.Bytes())
	}
	return out.Bytes(), nil
}

// named says whose certificate a letter is missing from.
func named(err error, name string) error {
	var e *event.Error
	if errors.As(err, &e) && e.Code == event.CodeCertificateGlyph {
		return event.Fail(e.Code, "Letter", e.Args["Letter"], "Name", name)
	}
	return err
}

// mostShown bounds what a preview draws.
const mostShown = 12

// CertificatePages draws a certificate for the screen: its face, its reverse, and further pages of topics.
func (w *Writer) CertificatePages(ctx context.Context, job event.CertificateJob, dpi int) ([]image.Image, error) {
	b := w.newBatch([]event.CertificateJob{job})
	c := b.certificate(&job)
	s := c.layout.Stock
	if scale := float64(dpi) / 25.4; !(s.PageWidth > 0 && s.PageHeight > 0 && s.PageWidth*scale*s.PageHeight*scale <= largestPage) {
		return nil, event.Fail(event.CodeLayoutStock).In("stock")
	}
	var pages []image.Image
	c.draw(func() canvas {
		r := newRaster(s.PageWidth, s.PageHeight, dpi, false)
		r.strict = true
		r.background, r.words = func(b *backdrop) *image.RGBA { return w.shown(ctx, b) }, c.gear.words
		if len(pages) < mostShown {
			pages = append(pages, r.to)
		}
		return r
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return pages, nil
}

// CertificateTroubles lists what a certificate would lack.
func (w *Writer) CertificateTroubles(job event.CertificateJob) []event.Trouble {
	b := w.newBatch([]event.CertificateJob{job})
	c := b.certificate(&job)
	told := job
	told.Layout = *c.layout
	c.troubles = event.CertificateTroubles(told)
	for _, sum := range c.layout.Pictures() {
		if job.Pictures[sum] != nil && c.gear.pictures[sum] == nil && c.gear.backdrops[sum] == nil {
			c.trouble(event.TroublePicture, false)
		}
	}
	if find(c.layout.Front, event.ItemSignatures) != nil {
		for _, s := range job.Data.Signatures {
			if job.Pictures[s.Image] != nil && c.gear.pictures[s.Image] == nil {
				c.trouble(event.TroubleSignature, false, "Name", s.Name)
			}
		}
	}
	if find(c.layout.Front, event.ItemLogos) != nil {
		for _, logo := range job.Data.Logos {
			if job.Pictures[logo.Image] != nil && c.gear.pictures[logo.Image] == nil {
				c.trouble(event.TroubleLogo, false, "Name", logo.Name)
			}
		}
	}
	c.draw(func() canvas { return newLeaf(c.layout.Stock.PageWidth, c.layout.Stock.PageHeight) })
	return c.troubles
}
