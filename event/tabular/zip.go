package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"zlot/event"
)

// archive is the files packed in a spreadsheet, by lower-case name. What is unpacked of all of them
// together is limited, whatever the archive's directory promises.
type archive struct {
	files map[string]*zip.File
	left  int64
}

// readZip tells the kinds of spreadsheets apart by what is packed in them.
func readZip(ctx context.Context, data []byte, asked string) (sheet, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > event.MaxZipParts { // each part of a directory begins so, whatever it counts
		return sheet{}, event.Fail(event.CodeTableDamaged).Because(errParts)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return sheet{}, event.Fail(event.CodeTableDamaged).Because(err)
	}
	a := archive{files: map[string]*zip.File{}, left: event.MaxUnzip}
	for _, f := range z.File {
		a.files[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	var s sheet
	switch {
	case a.has("word/document.xml"), strings.Contains(a.mimetype(), "opendocument.text"):
		err = event.Fail(event.CodeTableDocument)
	case a.has("xl/workbook.bin"):
		err = event.Fail(event.CodeTableOld)
	case a.has("xl/workbook.xml"), a.has("_rels/.rels"):
		s, err = readXLSX(ctx, &a, asked)
	case a.has("content.xml"):
		s, err = readODS(ctx, &a, asked)
	default:
		err = event.Fail(event.CodeTableFormat)
	}
	return s, asDamage(err)
}

func (a *archive) has(name string) bool { return a.files[strings.ToLower(name)] != nil }

// mimetype is what an OpenDocument file says it is.
func (a *archive) mimetype() string {
	r, err := a.open("mimetype")
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 100))
	return string(b)
}

var (
	errNotThere = errors.New("no such file in the archive")
	errParts    = errors.New("too many files in the archive")
)

// open opens a packed file.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("%s: %w", name, errNotThere)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return &limited{r, a}, nil
}

// limited takes what it reads from the archive's allowance.
type limited struct {
	io.ReadCloser
	a *archive
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if l.a.left -= int64(n); l.a.left < 0 {
		return 0, tooLarge(fmt.Sprintf("%d MB", event.MaxUnzip>>20))
	}
	return n, err
}

// markup opens a packed file as XML.
func (a *archive) markup(name string) (*markup, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	m := newMarkup(r)
	m.Closer = r
	return m, nil
}

func asDamage(err error) error {
	var known *event.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return event.Fail(event.CodeTableDamaged).Because(err)
}
