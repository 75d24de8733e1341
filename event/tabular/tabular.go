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
	"strings"

	"zlot/event"
)

// The limits keep a hostile or mistaken file from filling the memory.
const (
	maxCell    = 1 << 20   // bytes in one cell
	maxColumns = 1000      // columns in a table
	maxCells   = 4_000_000 // cells in a table, empty ones too
	maxUnzip   = 256 << 20 // bytes of one unpacked spreadsheet
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
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // an old .xls, or a sheet behind a password
		err = event.Fail(event.CodeTableFormat)
	default:
		raw, err = readText(ctx, data, o)
	}
	if err == nil {
		raw.Table.Header, raw.Table.Rows, err = shape(raw.records)
	}
	if err != nil {
		return event.Table{}, named(err, name)
	}
	raw.Table.Name = name
	return raw.Table, nil
}

// sheet is a table before its header is known.
type sheet struct {
	event.Table
	records [][]string
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

// budget counts cells as they are read.
type budget struct{ cells int }

func (b *budget) row(width int) error {
	if width > maxColumns {
		return tooLarge("")
	}
	b.cells += width + 1
	if b.cells > maxCells {
		return tooLarge("")
	}
	return nil
}

// looksLikeMarkup is for web pages that carry the name of a spreadsheet.
func looksLikeMarkup(text string) bool {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	return strings.HasPrefix(head, "<!doctype") || strings.HasPrefix(head, "<html") || strings.HasPrefix(head, "<?xml")
}
