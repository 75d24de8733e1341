package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"zlot/event"
)

// readODS reads one sheet of an OpenDocument spreadsheet.
func readODS(ctx context.Context, content *zip.File, asked string) (sheet, error) {
	r, err := content.Open()
	if err != nil {
		return sheet{}, event.Fail(event.CodeTableDamaged).Because(err)
	}
	defer r.Close()
	data, err := readAll(r, maxUnzip)
	if err != nil {
		return sheet{}, asDamage(err)
	}
	o := odsReader{dec: xml.NewDecoder(bytes.NewReader(data)), tables: map[string][][]string{}}
	if err := o.read(ctx); err != nil {
		return sheet{}, asDamage(err)
	}
	names, err := chooseSheets(o.names, asked)
	if err != nil {
		return sheet{}, err
	}
	for _, name := range names {
		if len(o.tables[name]) > 0 {
			s := sheet{records: o.tables[name]}
			s.Sheet, s.Sheets = name, o.names
			return s, nil
		}
	}
	if len(o.names) == 0 {
		return sheet{}, event.Fail(event.CodeTableFormat) // a text document
	}
	return sheet{}, event.Fail(event.CodeTableEmpty)
}

func asDamage(err error) error {
	var known *event.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return event.Fail(event.CodeTableDamaged).Because(err)
}

type odsReader struct {
	dec    *xml.Decoder
	names  []string
	tables map[string][][]string
	budget budget
}

func (o *odsReader) read(ctx context.Context) error {
	for {
		token, err := o.dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "table" {
			name := attribute(start, "name")
			o.names = append(o.names, name)
			if o.tables[name], err = o.table(ctx); err != nil {
				return err
			}
		}
	}
}

// table reads the rows up to the end of a table. Blank rows are dropped at once, however often the file
// repeats them.
func (o *odsReader) table(ctx context.Context) ([][]string, error) {
	var rows [][]string
	for {
		token, err := o.dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "annotation" {
				if err := o.dec.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			if t.Name.Local != "table-row" {
				continue
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			row, err := o.row()
			if err != nil {
				return nil, err
			}
			for n := repeats(t, "number-rows-repeated"); len(row) > 0 && n > 0; n-- {
				if err := o.budget.row(len(row)); err != nil {
					return nil, err
				}
				rows = append(rows, append([]string(nil), row...))
			}
		case xml.EndElement:
			if t.Name.Local == "table" {
				return rows, nil
			}
		}
	}
}

func (o *odsReader) row() ([]string, error) {
	var row []string
	blanks := 0
	for {
		token, err := o.dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "table-cell" && t.Name.Local != "covered-table-cell" {
				continue
			}
			value, err := o.cell(t)
			if err != nil {
				return nil, err
			}
			n := repeats(t, "number-columns-repeated")
			if value == "" {
				blanks += n
				continue
			}
			if len(row)+blanks+n > maxColumns {
				return nil, tooLarge("")
			}
			row = append(row, make([]string, blanks)...)
			blanks = 0
			for ; n > 0; n-- {
				row = append(row, value)
			}
		case xml.EndElement:
			if t.Name.Local == "table-row" {
				return row, nil
			}
		}
	}
}

// cell reads what a cell shows; of dates and numbers the exact value.
func (o *odsReader) cell(start xml.StartElement) (string, error) {
	shown, err := o.text()
	if err != nil {
		return "", err
	}
	switch attribute(start, "value-type") {
	case "date":
		if v := attribute(start, "date-value"); v != "" {
			day, clock, _ := strings.Cut(v, "T")
			clock, _, _ = strings.Cut(clock, ".")
			return strings.TrimSpace(day + " " + strings.TrimSuffix(clock, "Z")), nil
		}
	case "float":
		if v := attribute(start, "value"); v != "" {
			return v, nil
		}
	}
	return shown, nil
}

// text reads the paragraphs of a cell up to its end.
func (o *odsReader) text() (string, error) {
	var b strings.Builder
	paragraphs := 0
	for depth := 1; depth > 0; {
		token, err := o.dec.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "annotation" { // somebody's comment is no content
				if err := o.dec.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			if t.Name.Local == "p" {
				paragraphs++
			}
			b.WriteString(space(t, paragraphs))
		case xml.EndElement:
			depth--
		case xml.CharData:
			if paragraphs > 0 {
				b.Write(t)
			}
		}
		if b.Len() > maxCell {
			return "", tooLarge("1 MB")
		}
	}
	return b.String(), nil
}

// space is the white space that an element stands for.
func space(t xml.StartElement, paragraphs int) string {
	switch t.Name.Local {
	case "p":
		if paragraphs > 1 {
			return "\n"
		}
	case "s":
		return strings.Repeat(" ", min(repeats(t, "c"), 1000))
	case "tab":
		return "\t"
	case "line-break":
		return "\n"
	}
	return ""
}

func attribute(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// repeats reads a repetition, 1 where none is said.
func repeats(e xml.StartElement, local string) int {
	n, err := strconv.Atoi(attribute(e, local))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxCells+1)
}
