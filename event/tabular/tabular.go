// Package tabular reads and writes tables: CSV, TSV and text in whatever encoding and with whatever
// delimiter an office program left them, XLSX and ODS. It knows nothing of what the columns mean.
//
// The way of a file: the first bytes say what it really is, whatever its name says; text is decoded
// and cut into records; a header is found and every row is made as long as it. What cannot be read is
// an *event.Error with a table.* code.
package tabular

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"zlot/event"
)

// Files reads and writes tables.
type Files struct{}

var _ event.Tables = Files{}

// New returns the reader and writer of tables.
func New() Files { return Files{} }

// Read reads a table from the bytes of a file. name is kept for messages; what the file is, its bytes say.
func (Files) Read(ctx context.Context, name string, data []byte, o event.TableOptions) (event.Table, error) {
	var (
		raw sheet
		err error
	)
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 1024)], "\xef\xbb\xbf \t\r\n"), []byte("%PDF-")):
		err = event.Fail(event.CodeTablePDF)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		raw, err = readZip(ctx, data, o.Sheet)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		err = event.Fail(oldOffice(data))
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		err = event.Fail(event.CodeTableDocument)
	default:
		raw, err = readText(ctx, data, o)
	}
	if err == nil {
		raw.Table.Header, raw.Table.Rows, err = shape(raw)
	}
	if err != nil {
		return event.Table{}, named(err, name)
	}
	raw.Table.Name = name
	return raw.Table, nil
}

// named tells the file's name in the sentence of an error.
func named(err error, name string) error {
	if e, ok := err.(*event.Error); ok && name != "" {
		if e.Args == nil {
			e.Args = map[string]any{}
		}
		e.Args["Path"] = name
	}
	return err
}

// tooLarge says that a limit is passed; limit is "" where a number would tell a person nothing.
func tooLarge(limit string) error { return event.Fail(event.CodeTableTooLarge, "Limit", limit) }

// cellTooLarge names the row, from 1 with the header, where it is known (not 0).
func cellTooLarge(row int) error {
	return event.Fail(event.CodeTableCell, "Limit", fmt.Sprintf("%d MB", event.MaxCell>>20), "Row", row)
}

func tooManyColumns() error { return event.Fail(event.CodeTableColumns, "Limit", event.MaxColumns) }

// budget counts cells and their text as they are read.
type budget struct{ cells, bytes int }

func (b *budget) add(row []string) error {
	if len(row) > event.MaxColumns {
		return tooManyColumns()
	}
	b.cells += len(row) + 1
	for _, cell := range row {
		b.bytes += len(cell)
	}
	if b.cells > event.MaxCells || b.bytes > event.MaxCellText {
		return tooLarge("")
	}
	return nil
}

// oldOffice tells what is in a file of the kind that Office wrote before 2007, and still writes around a
// document with a password: the streams are named in UTF-16.
func oldOffice(data []byte) string {
	stream := func(name string) bool {
		wide := make([]byte, 0, 2*len(name))
		for _, c := range []byte(name) {
			wide = append(wide, c, 0)
		}
		return bytes.Contains(data, wide)
	}
	switch {
	case stream("EncryptedPackage"):
		return event.CodeTablePassword
	case stream("WordDocument"):
		return event.CodeTableDocument
	}
	return event.CodeTableOld
}

// looksLikeMarkup is for web pages that carry the name of a spreadsheet.
func looksLikeMarkup(text string) bool {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	return strings.HasPrefix(head, "<!doctype") || strings.HasPrefix(head, "<html") || strings.HasPrefix(head, "<?xml")
}
