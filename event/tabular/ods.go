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

	asked string
	names []string
	found *sheet
	like  int // how much what was found is like a list of people
}

// readODS reads one sheet of an OpenDocument spreadsheet: the one asked for, else the first with rows.
// Which sheets there are is known only at the end of the file, so one that was asked for is looked for
// while reading.
func readODS(ctx context.Context, a *archive, asked string) (sheet, error) {
	m, err := a.markup("content.xml")
	if err != nil {
		return sheet{}, err
	}
	defer m.Close()
	o := odsReader{markup: m, ctx: ctx, asked: asked}
	for {
		t, err := m.next()
		if err == nil && t == startTag && m.is("table") {
			err = o.sheet(string(m.attr("name")))
		}
		if err != nil {
			return sheet{}, err
		}
		if t == endOfFile {
			break
		}
	}
	switch {
	case len(o.names) == 0:
		return sheet{}, event.Fail(event.CodeTableFormat) // a drawing, a presentation
	case o.found != nil:
		o.found.Sheets = o.names
		return *o.found, nil
	case asked != "":
		if _, err := chooseSheet(o.names, asked); err != nil {
			return sheet{}, err
		}
	}
	return sheet{}, event.Fail(event.CodeTableEmpty)
}

// sheet reads the table at hand if it is the one to read, or its head to see whether it would have been.
func (o *odsReader) sheet(name string) error {
	o.names = append(o.names, name)
	switch {
	case o.found != nil && o.asked == "" && len(o.found.Hints) == 0:
		other, err := o.table(headRows)
		if err == nil {
			o.found.hint(o.like, name, likeness(other))
		}
		return err
	case o.found != nil, o.asked != "" && !strings.EqualFold(name, o.asked) && o.asked != strconv.Itoa(len(o.names)):
		return o.skip()
	}
	s, err := o.table(0)
	if err == nil && len(s.records) > 0 {
		s.Sheet = name
		o.found, o.like = &s, likeness(s.head())
	}
	return err
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
		if column, err = o.place(column); err != nil {
			return err
		}
	}
	err := o.rows.end(o.number+1, times)
	o.number += times
	return err
}

// place reads the cell at hand into its columns and says which column is next.
func (o *odsReader) place(column int) (next int, err error) {
	n, span := o.repeats("number-columns-repeated"), o.repeats("number-columns-spanned")
	text, err := o.cell()
	if err != nil || text == "" {
		return min(column+n, event.MaxColumns), err
	}
	if column+n > event.MaxColumns {
		return column, tooLarge("")
	}
	if span > 1 && len(o.rows.records) < headRows {
		o.merges = append(o.merges, merge{o.number + 1, column, min(column+span, event.MaxColumns) - 1})
	}
	for i := range n {
		if err := o.rows.set(column+i, text); err != nil {
			return column, err
		}
	}
	return column + n, nil
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
		if len(text) > event.MaxCell {
			return nil, cellTooLarge(0)
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
	return min(n, event.MaxCells+1)
}
