package doc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/phpdave11/gofpdi"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// backdrop is a page of a foreign PDF that lies under a certificate: a form with all that it needs, under the numbers
// that it has in every document.
type backdrop struct {
	sum           string
	raw           []byte
	objects       map[int]string // from firstFree on, each with its end
	id            int            // of the form
	width, height float64        // points
}

// backdropName is what the form is called on a page.
const backdropName = "Background"

// watched is a file that does not let itself be read for ever: the library goes on and on at the end of a damaged one,
// and in circles of objects.
type watched struct {
	*bytes.Reader
	left int // reads and seeks
}

// mostReads is far beyond what any page needs.
const mostReads = 100_000

// Read is part of io.Reader.
func (w *watched) Read(p []byte) (int, error) {
	if w.left--; w.left < 0 {
		panic(errPDF) // importBackdrop recovers
	}
	return w.Reader.Read(p)
}

// Seek is part of io.Seeker.
func (w *watched) Seek(offset int64, whence int) (int64, error) {
	if w.left--; w.left < 0 {
		panic(errPDF)
	}
	return w.Reader.Seek(offset, whence)
}

// readBackdrop takes a PDF of one page, in a process of its own where the program has one for it (ReadPagesBy). Some
// damaged files send the library round in circles: without such a process it is left to itself then.
func (w *Writer) readBackdrop(sum string, raw []byte) (*backdrop, error) {
	if w.reader != "" {
		if b, err := readApart(w.reader, sum, raw); !errors.Is(err, errNoReader) {
			return b, err
		}
	}
	type answer struct {
		b   *backdrop
		err error
	}
	done := make(chan answer, 1)
	go func() {
		b, err := importBackdrop(sum, raw)
		done <- answer{b, err}
	}()
	select {
	case a := <-done:
		return a.b, a.err
	case <-time.After(patience):
		return nil, event.Fail(event.CodeBackgroundDamaged)
	}
}

// importBackdrop reads a page with the library, which panics on some files that it cannot read.
func importBackdrop(sum string, raw []byte) (b *backdrop, err error) {
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, event.Fail(event.CodeBackgroundDamaged).Because(fmt.Errorf("background: %v", r))
		}
	}()
	if bytes.Contains(raw, []byte("/Encrypt")) {
		return nil, event.Fail(event.CodeBackgroundEncrypted)
	}
	importer := gofpdi.NewImporter()
	var source io.ReadSeeker = &watched{bytes.NewReader(raw), mostReads}
	importer.SetSourceStream(&source)
	if n := importer.GetNumPages(); n != 1 {
		return nil, event.Fail(event.CodeBackgroundPages, "Count", n)
	}
	template := importer.ImportPage(1, "/MediaBox")
	importer.SetNextObjectID(firstFree)
	forms := importer.PutFormXobjects()
	name, _, _, _, height := importer.UseTemplate(template, 0, 0, 0, 0) // upwards from below the origin
	_, _, _, _, slope := importer.UseTemplate(template, 0, 0, 1, 0)     // the height for a width of 1
	b = &backdrop{sum: sum, raw: raw, objects: importer.GetImportedObjects(), id: forms[name], width: height / slope, height: -height}
	if len(b.objects) > event.MaxBackgroundObjects || b.id < firstFree || b.objects[b.id] == "" || !(b.width > 1 && b.height > 1) {
		return nil, event.Fail(event.CodeBackgroundDamaged)
	}
	return b, nil
}

// CheckBackground says what keeps a PDF from lying under a certificate.
func (w *Writer) CheckBackground(pdf []byte) error {
	b, err := w.readBackdrop("", pdf)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	file := newStream(&out)
	file.take(b)
	l := newLeaf(a4Width, a4Height)
	l.backdrop(box{0, 0, a4Width, a4Height}, b)
	file.page(l, deflated(l.ops))
	return file.finish(properties{language: i18n.Polish}, "")
}

// take puts a background into a document before anything else.
func (s *stream) take(b *backdrop) {
	if b == nil {
		return
	}
	s.form = b
	for _, n := range slices.Sorted(maps.Keys(b.objects)) {
		for len(s.offsets) < n {
			s.offsets = append(s.offsets, 0)
		}
		s.offsets[n-1] = s.length
		s.write(strconv.Itoa(n) + " 0 obj\n" + b.objects[n] + "\n")
	}
}

// covering is where a background lies that covers a box; what is too much of it is left away.
func (d *backdrop) covering(b box) box {
	w, h := d.width/pointsPerMM, d.height/pointsPerMM
	scale := max(b.w/w, b.h/h)
	return box{b.x + (b.w-w*scale)/2, b.y + (b.h-h*scale)/2, w * scale, h * scale}
}

// backdrop draws a page of a PDF.
func (l *leaf) backdrop(b box, d *backdrop) {
	at := d.covering(b)
	l.op("q")
	l.numbers(l.x(b.x), l.y(b.y+b.h), b.w*pointsPerMM, b.h*pointsPerMM)
	l.op("re W n")
	l.number(at.w*pointsPerMM/d.width, 5)
	l.op("0 0")
	l.number(at.h*pointsPerMM/d.height, 5)
	l.numbers(l.x(at.x), l.y(at.y+at.h))
	l.op("cm /" + backdropName + " Do\nQ")
}

// backdrop shows the page where there is a tool on this machine that can; else the place says what will be there.
func (r *raster) backdrop(b box, d *backdrop) {
	if r.background != nil {
		if shown := r.background(d); shown != nil {
			bounds := shown.Bounds()
			r.picture(b, &picture{name: backdropName, width: bounds.Dx(), height: bounds.Dy(), shown: shown}, true)
			return
		}
	}
	r.block(b.x, b.y, b.w, b.h, 0, paleGround)
	st := style{face: loadFace(assets.LatoRegular), size: 9, ink: quiet, align: centre}
	r.text(b.x+b.w/2, b.y+7, r.words.T("doc.background.unseen"), st)
}

// paleGround stands for a background that cannot be shown.
const paleGround colour = 0xf3f5f8

// grounds remembers the backgrounds that were read and shown last.
type grounds struct {
	mu    sync.Mutex
	known map[string]*backdrop // nil: it cannot be read
	shown map[string]*image.RGBA
}

// mostGrounds bounds the memory.
const mostGrounds = 4

// backdrop reads a background, or is nil.
func (w *Writer) backdrop(sum string, raw []byte) *backdrop {
	g := &w.grounds
	g.mu.Lock()
	defer g.mu.Unlock()
	if b, known := g.known[sum]; known && (b == nil || len(b.raw) == len(raw)) {
		return b
	}
	b, err := w.readBackdrop(sum, raw)
	if err != nil {
		b = nil
	}
	if g.known == nil || len(g.known) >= mostGrounds {
		g.known = map[string]*backdrop{}
	}
	g.known[sum] = b
	return b
}

// shownPixels is the longer side of a background as it is shown on the screen: 110 dpi on A4.
const shownPixels = 1286

// shown is a background as a picture, by the tool of Poppler; nil where that is missing or cannot show it.
func (w *Writer) shown(ctx context.Context, b *backdrop) *image.RGBA {
	g := &w.grounds
	g.mu.Lock()
	defer g.mu.Unlock()
	if shown, known := g.shown[b.sum]; known {
		return shown
	}
	shown, err := rendered(ctx, b.raw)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		shown = nil
	}
	if g.shown == nil || len(g.shown) >= mostGrounds {
		g.shown = map[string]*image.RGBA{}
	}
	g.shown[b.sum] = shown
	return shown
}

var errNoPage = errors.New("no page came out")

func rendered(ctx context.Context, pdf []byte) (*image.RGBA, error) {
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		return nil, fmt.Errorf("show background: %w", err)
	}
	file, err := os.CreateTemp("", "zlot-*.pdf")
	if err != nil {
		return nil, fmt.Errorf("show background: %w", err)
	}
	defer os.Remove(file.Name())
	_, err = file.Write(pdf)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("show background: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	// By its longer side, not by the resolution: a page may say that it is as large as a field.
	out, err := exec.CommandContext(ctx, tool, "-png", "-scale-to", strconv.Itoa(shownPixels), "-singlefile", file.Name()).Output()
	if err != nil {
		return nil, fmt.Errorf("show background: %w", err)
	}
	page, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		return nil, errNoPage
	}
	return flatOf(page), nil
}
