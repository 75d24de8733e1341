package tabular

import (
	"context"
	"strconv"
	"strings"

	"zlot/event"
)

// odsReader reads the tables of an OpenDocument spreadsheet one after the other.
type odsReader struct {
	*markup
	ctx    context.Context
	rows   *rows
	number int // of the row
	merges []merge
}

// readODS reads one sheet of an OpenDocument spreadsheet: the one asked for, else the first with rows.
// Which sheets there are is known only at the end of the file, so a sheet asked for by number or a name
// is looked for while reading.
func readODS(ctx context.Context, a *archive, asked string) (sheet, error) {
	m, closeFile, err := a.markup("content.xml")
	if err != nil {
		return sheet{}, err
	}
	defer closeFile()
	o := odsReader{markup: m, ctx: ctx}
	var s sheet
	var names []string
	found, mine := false, 0
	for {
		t, err := m.next()
		if err != nil {
			return sheet{}, err
		}
		if t == endOfFile {
			break
		}
		if t != startTag || !m.is("table") {
			continue
		}
		name := string(m.attr("name"))
		names = append(names, name)
		wanted := asked == "" || strings.EqualFold(name, asked) || asked == strconv.Itoa(len(names))
		switch {
		case found && asked == "" && len(s.Hints) == 0:
			other, err := o.table(headRows)
			if err != nil {
				return sheet{}, err
			}
			s.hint(mine, name, likeness(other))
		case found || !wanted:
			err = m.skip()
		default:
			if s, err = o.table(0); err == nil && len(s.records) > 0 {
				s.Sheet, found = name, true
				mine = likeness(s.head())
			}
		}
		if err != nil {
			return sheet{}, err
		}
	}
	s.Sheets = names
	switch {
	case len(names) == 0:
		return sheet{}, event.Fail(event.CodeTableFormat) // a drawing, a presentation
	case found:
		return s, nil
	case asked != "":
		if _, err := chooseSheet(names, asked); err != nil {
			return sheet{}, err
		}
	}
	return sheet{}, event.Fail(event.CodeTableEmpty)
}

// table reads the rows of the table at hand, or its first ones, up to its end. Blank rows are dropped at
// once, however often the file repeats them.
func (o *odsReader) table(limit int) (sheet, error) {
	o.rows, o.number, o.merges = newRows(o.ctx, limit), 0, nil
	outer := o.depth() - 1
	for o.depth() > outer {
		t, err := o.next()
		switch {
		case err != nil:
			return sheet{}, err
		case t == endOfFile:
			return sheet{}, errXML
		case t != startTag:
			continue
		case o.is("table-row") && !o.rows.full():
			err = o.row()
		case o.is("table-row"), o.is("annotation"), o.is("shapes"), o.is("forms"):
			err = o.skip()
		}
		if err != nil {
			return sheet{}, err
		}
	}
	s := sheet{records: o.rows.records}
	for _, m := range o.merges {
		if m.row = o.rows.place(m.row); m.row >= 0 {
			s.merges = append(s.merges, m)
		}
	}
	return s, nil
}

func (o *odsReader) row() error {
	times := o.repeats("number-rows-repeated")
	outer := o.depth() - 1
	column := 0
	for o.depth() > outer {
		t, err := o.next()
		if err != nil {
			return err
		}
		if t == endOfFile {
			return errXML
		}
		if t != startTag || !o.is("table-cell") && !o.is("covered-table-cell") {
			continue
		}
		n, span := o.repeats("number-columns-repeated"), o.repeats("number-columns-spanned")
		text, err := o.cell()
		if err != nil {
			return err
		}
		if text != "" && column+n > maxColumns {
			return tooLarge("")
		}
		if text != "" && span > 1 && len(o.rows.records) < headRows {
			o.merges = append(o.merges, merge{o.number + 1, column, min(column+span, maxColumns) - 1})
		}
		for i := 0; i < n && text != ""; i++ {
			if err := o.rows.set(column+i, text); err != nil {
				return err
			}
		}
		column = min(column+n, maxColumns)
	}
	err := o.rows.end(o.number+1, times)
	o.number += times
	return err
}

// cell reads what the cell at hand shows; of dates and numbers the exact value.
func (o *odsReader) cell() (string, error) {
	kind := string(o.attr("value-type"))
	var exact string
	switch kind {
	case "date":
		exact = isoMoment(string(o.attr("date-value")))
	case "boolean":
		exact = string(o.attr("boolean-value"))
	case "float":
		exact = showNumber(string(o.attr("value")), false, false)
	}
	shown, err := o.paragraphs()
	if err != nil {
		return "", err
	}
	if exact != "" {
		return tidy(exact), nil
	}
	return tidy(o.rows.keep(shown)), nil
}

// paragraphs reads the text of a cell up to its end; somebody's comment is none of it.
func (o *odsReader) paragraphs() (text []byte, err error) {
	outer := o.depth() - 1
	paragraphs := 0
	for o.depth() > outer {
		t, err := o.next()
		switch {
		case err != nil:
			return nil, err
		case t == endOfFile:
			return nil, errXML
		case t == textToken && paragraphs > 0:
			text = append(text, o.text...)
		case t == startTag && (o.is("annotation") || o.is("ruby-text")):
			err = o.skip()
		case t == startTag:
			if o.is("p") {
				paragraphs++
			}
			text = append(text, o.space(paragraphs)...)
		}
		if err != nil {
			return nil, err
		}
		if len(text) > maxCell {
			return nil, tooLarge("1 MB")
		}
	}
	return text, nil
}

// space is the white space that the element at hand stands for.
func (o *odsReader) space(paragraphs int) string {
	switch {
	case o.is("p") && paragraphs > 1, o.is("line-break"):
		return "\n"
	case o.is("s"):
		return strings.Repeat(" ", min(o.repeats("c"), 1000))
	case o.is("tab"):
		return "\t"
	}
	return ""
}

// repeats reads a number of times, 1 where none is said.
func (o *odsReader) repeats(attr string) int {
	n, err := strconv.Atoi(string(o.attr(attr)))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxCells+1)
}
