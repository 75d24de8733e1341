package doc

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"

	"zlot/event"
	"zlot/event/i18n"
)

// Bind puts finished documents of this program into one, page after page: the pages, fonts and pictures as they
// are, without drawing anything anew. What several documents have alike is written once. A visible signature of the
// organizer's key is valid for its own document only, and is left out.
func (w *Writer) Bind(ctx context.Context, out io.Writer, job event.BindJob) (pages int, err error) {
	b := binder{out: bufio.NewWriterSize(out, 1<<16), written: map[[sha256.Size]byte]int{}, offsets: make([]int64, firstFree-1)}
	b.write("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for pdf, err := range job.PDFs {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = b.add(pdf)
		}
		if err == nil && job.Even && len(b.pages)%2 == 1 {
			b.blank()
		}
		if err != nil {
			return len(b.pages), fmt.Errorf("bind documents: %w", err)
		}
	}
	b.end(properties{title: job.Title, language: cmp.Or(job.Language, i18n.Polish)})
	if b.err == nil {
		b.err = b.out.Flush()
	}
	if b.err != nil {
		return len(b.pages), fmt.Errorf("bind documents: %w", b.err)
	}
	return len(b.pages), nil
}

// binder writes the bound document.
type binder struct {
	out     *bufio.Writer
	length  int64
	offsets []int64 // of the objects, by number - 1
	pages   []int
	written map[[sha256.Size]byte]int // objects by their content
	box     string                    // of the last page
	err     error
}

func (b *binder) write(parts ...string) {
	for _, s := range parts {
		n, err := b.out.WriteString(s)
		b.length += int64(n)
		if b.err == nil {
			b.err = err
		}
	}
}

// object writes an object under a number.
func (b *binder) object(number int, body []byte) {
	b.offsets[number-1] = b.length
	b.write(fmt.Sprintf("%d 0 obj\n", number))
	n, err := b.out.Write(body)
	b.length += int64(n)
	if b.err == nil {
		b.err = err
	}
	b.write("\nendobj\n")
}

// put writes an object, or finds the one that says the same.
func (b *binder) put(body []byte) int {
	sum := sha256.Sum256(body)
	if number, there := b.written[sum]; there {
		return number
	}
	b.offsets = append(b.offsets, 0)
	number := len(b.offsets)
	b.written[sum] = number
	b.object(number, body)
	return number
}

// add puts the pages of a document behind the others.
func (b *binder) add(pdf []byte) error {
	file, err := openBound(pdf)
	if err != nil {
		return event.Fail(event.CodeVerifyUnreadable).Because(err)
	}
	leaves, err := file.pages()
	if err != nil {
		return event.Fail(event.CodeVerifyUnreadable).Because(err)
	}
	c := copier{binder: b, file: file, numbers: map[int]int{}}
	for _, leaf := range leaves {
		body, err := c.page(leaf)
		if err != nil {
			return event.Fail(event.CodeVerifyUnreadable).Because(err)
		}
		b.box = string(pdfFind(leaf, "/MediaBox"))
		b.offsets = append(b.offsets, 0)
		number := len(b.offsets)
		b.object(number, body)
		b.pages = append(b.pages, number)
	}
	return b.err
}

// blank adds an empty page of the size of the last one.
func (b *binder) blank() {
	b.offsets = append(b.offsets, 0)
	b.object(len(b.offsets), fmt.Appendf(nil, "<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources << >> >>", pagesObject, b.box))
	b.pages = append(b.pages, len(b.offsets))
}

// end writes what all pages share.
func (b *binder) end(about properties) {
	b.object(catalogueObject, fmt.Appendf(nil, "<< /Type /Catalog /Pages %d 0 R /Lang (%s) /ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>",
		pagesObject, about.language))
	var kids bytes.Buffer
	for _, n := range b.pages {
		fmt.Fprintf(&kids, "%d 0 R\n", n)
	}
	b.object(pagesObject, fmt.Appendf(nil, "<< /Type /Pages /Count %d /Kids [\n%s] >>", len(b.pages), kids.Bytes()))
	b.object(resourcesObject, []byte(about.dictionary()))
	start := b.length
	b.write(fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(b.offsets)+1))
	for _, at := range b.offsets {
		b.write(fmt.Sprintf("%010d 00000 n \n", at))
	}
	identity := sha256.Sum256(fmt.Append(nil, b.offsets, b.pages, about.title))
	b.write(fmt.Sprintf("trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(b.offsets)+1, catalogueObject, resourcesObject, identity[:16], identity[:16], start))
}

// copier takes the objects of one document over.
type copier struct {
	*binder
	file    *boundFile
	numbers map[int]int // new ones by old ones; 0: being copied
}

// page is the new body of a page: without its parent and without what can be clicked.
func (c *copier) page(entries []pdfEntry) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("<<\n")
	for _, e := range entries {
		if slices.Contains([]string{"/Parent", "/Annots", "/StructParents"}, e.key) {
			continue
		}
		value, err := c.value(e.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%s %s\n", e.key, value)
	}
	fmt.Fprintf(&out, "/Parent %d 0 R >>", pagesObject)
	return out.Bytes(), nil
}

// value is a piece of the old document with new numbers for the objects that it names; those are written first.
func (c *copier) value(raw []byte) ([]byte, error) {
	var failed error
	out := replaceRefs(raw, func(old int) int {
		number, err := c.copy(old)
		if err != nil && failed == nil {
			failed = err
		}
		return number
	})
	return out, failed
}

// copy takes an object over with all that it names.
func (c *copier) copy(old int) (int, error) {
	if number, there := c.numbers[old]; there {
		if number == 0 {
			return 0, fmt.Errorf("object %d names itself: %w", old, errPDF)
		}
		return number, nil
	}
	c.numbers[old] = 0
	body, stream, err := c.file.object(old)
	if err != nil {
		return 0, err
	}
	fresh, err := c.value(body)
	if err != nil {
		return 0, err
	}
	number := c.put(append(fresh, stream...))
	c.numbers[old] = number
	return number, nil
}
