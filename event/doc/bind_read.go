package doc

import (
	"bytes"
	"fmt"
	"strconv"
)

// boundFile is a PDF of this program, taken apart: a plain table of objects, and if it was signed, further tables
// behind it.
type boundFile struct {
	data    []byte
	offsets map[int]int // of the objects
	root    int
}

const (
	mostTables  = 16  // one for each signature
	deepestTree = 32  // of pages
	mostBound   = 500 // of one certificate
)

func openBound(data []byte) (*boundFile, error) {
	tail := bytes.LastIndex(data, []byte("startxref"))
	if tail < 0 {
		return nil, errPDF
	}
	f := &boundFile{data: data, offsets: map[int]int{}}
	at, _, ok := pdfNumber(data, skipSpace(data, tail+len("startxref")))
	for n := 0; ok && n < mostTables; n++ {
		trailer, err := f.table(at)
		if err != nil {
			return nil, err
		}
		entries, err := pdfDict(trailer)
		if err != nil {
			return nil, err
		}
		if root, is := pdfRef(pdfFind(entries, "/Root")); is && f.root == 0 {
			f.root = root
		}
		at, _, ok = pdfNumber(pdfFind(entries, "/Prev"), 0)
	}
	if f.root == 0 {
		return nil, errPDF
	}
	return f, nil
}

// table reads a table of objects and returns what follows its trailer. Later tables win over earlier ones, and are
// read first.
func (f *boundFile) table(at int) ([]byte, error) {
	if at < 0 || at >= len(f.data) || !bytes.HasPrefix(f.data[at:], []byte("xref")) {
		return nil, fmt.Errorf("no table of objects at %d: %w", at, errPDF)
	}
	i := skipSpace(f.data, at+len("xref"))
	for !bytes.HasPrefix(f.data[i:], []byte("trailer")) {
		first, next, ok := pdfNumber(f.data, i)
		count, next2, ok2 := pdfNumber(f.data, skipSpace(f.data, next))
		if !ok || !ok2 {
			return nil, errPDF
		}
		i = skipSpace(f.data, next2)
		const entry = 20
		if count < 0 || i+count*entry > len(f.data) {
			return nil, errPDF
		}
		for n := range count {
			line := f.data[i+n*entry : i+(n+1)*entry]
			offset, err := strconv.Atoi(string(line[:10]))
			if err != nil {
				return nil, errPDF
			}
			if _, known := f.offsets[first+n]; !known && line[17] == 'n' {
				f.offsets[first+n] = offset
			}
		}
		i = skipSpace(f.data, i+count*entry)
	}
	return f.data[skipSpace(f.data, i+len("trailer")):], nil
}

// object is the body of an object and, if it is a stream, what follows its dictionary up to endobj.
func (f *boundFile) object(n int) (body, stream []byte, err error) {
	at, known := f.offsets[n]
	head := fmt.Appendf(nil, "%d 0 obj", n)
	if !known || at < 0 || at >= len(f.data) || !bytes.HasPrefix(f.data[at:], head) {
		return nil, nil, fmt.Errorf("object %d is not where it should be: %w", n, errPDF)
	}
	start := skipSpace(f.data, at+len(head))
	end, err := skipValue(f.data, start)
	if err != nil {
		return nil, nil, fmt.Errorf("object %d: %w", n, err)
	}
	body = f.data[start:end]
	i := skipSpace(f.data, end)
	if !bytes.HasPrefix(f.data[i:], []byte("stream")) {
		return body, nil, nil
	}
	length, err := f.streamLength(body)
	if err != nil {
		return nil, nil, fmt.Errorf("object %d: %w", n, err)
	}
	data := i + len("stream")
	if bytes.HasPrefix(f.data[data:], []byte("\r\n")) {
		data += 2
	} else {
		data++
	}
	if data+length > len(f.data) {
		return nil, nil, fmt.Errorf("object %d is cut off: %w", n, errPDF)
	}
	stream = append([]byte("\nstream\n"), f.data[data:data+length]...)
	return body, append(stream, "\nendstream"...), nil
}

func (f *boundFile) streamLength(dict []byte) (int, error) {
	entries, err := pdfDict(dict)
	if err != nil {
		return 0, err
	}
	value := pdfFind(entries, "/Length")
	if ref, is := pdfRef(value); is {
		if value, _, err = f.object(ref); err != nil {
			return 0, err
		}
	}
	if length, _, ok := pdfNumber(value, 0); ok {
		return length, nil
	}
	return 0, errPDF
}

// inherited are the properties that a page has from the nodes above it.
var inherited = []string{"/Resources", "/MediaBox", "/CropBox", "/Rotate"}

// pages lists the pages, each with all that it has.
func (f *boundFile) pages() (all [][]pdfEntry, err error) {
	body, _, err := f.object(f.root)
	if err != nil {
		return nil, err
	}
	root, err := pdfDict(body)
	if err != nil {
		return nil, err
	}
	top, is := pdfRef(pdfFind(root, "/Pages"))
	if !is {
		return nil, errPDF
	}
	err = f.branch(top, nil, 0, &all)
	return all, err
}

func (f *boundFile) branch(n int, above []pdfEntry, depth int, all *[][]pdfEntry) error {
	body, _, err := f.object(n)
	if err != nil {
		return err
	}
	entries, err := pdfDict(body)
	if err != nil {
		return err
	}
	for _, key := range inherited {
		if value := pdfFind(above, key); value != nil && pdfFind(entries, key) == nil {
			entries = append(entries, pdfEntry{key, value})
		}
	}
	kids := pdfFind(entries, "/Kids")
	if kids == nil {
		*all = append(*all, entries)
		return nil
	}
	if depth > deepestTree || len(*all) > mostBound {
		return errPDF
	}
	for _, kid := range pdfRefs(kids) {
		if err := f.branch(kid, entries, depth+1, all); err != nil {
			return err
		}
	}
	return nil
}
