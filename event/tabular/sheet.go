package tabular

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"zlot/event"
)

// sheet is a table before its header is known.
type sheet struct {
	event.Table
	records [][]string
	merges  []merge
}

// merge is cells of the first records that are shown as one: of row, from one column to another.
type merge struct{ row, from, to int }

// headRows is how many records are looked at to find a header.
const headRows = 30

// rows gathers the records of a sheet. Blank ones are dropped, and empty cells at the end of the others;
// equal texts are kept once.
type rows struct {
	ctx     context.Context
	limit   int // of records, 0: all
	records [][]string
	numbers []int // the sheet's own numbers of the first records
	budget  budget
	known   map[string]string
	free    []string // what is left of the last block of cells
	row     []string // being filled
}

func newRows(ctx context.Context, limit int) *rows {
	return &rows{ctx: ctx, limit: limit, known: map[string]string{}}
}

// full reports that no more records are wanted.
func (r *rows) full() bool { return r.limit > 0 && len(r.records) >= r.limit }

// set puts a text into a column of the row being filled.
func (r *rows) set(column int, text string) error {
	if text == "" {
		return nil
	}
	if column >= event.MaxColumns {
		return tooManyColumns()
	}
	if len(text) > event.MaxCell {
		return cellTooLarge(len(r.records) + 1)
	}
	for len(r.row) <= column {
		r.row = append(r.row, "")
	}
	r.row[column] = text
	return nil
}

// keep is a string of the bytes, the same one for the same bytes if they are few.
func (r *rows) keep(b []byte) string {
	const short, most = 48, 1 << 16
	if len(b) > short {
		return string(b)
	}
	if s, ok := r.known[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(r.known) < most {
		r.known[s] = s
	}
	return s
}

// end closes the row being filled; number is its own in the sheet, and times how often it is repeated.
func (r *rows) end(number, times int) error {
	defer func() { r.row = r.row[:0] }()
	if len(r.records)%1024 == 0 && r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if len(r.row) == 0 {
		return nil
	}
	for i := 0; i < times && !r.full(); i++ {
		if err := r.budget.add(r.row); err != nil {
			return err
		}
		if len(r.records) < headRows {
			r.numbers = append(r.numbers, number+i)
		}
		r.records = append(r.records, r.copied())
	}
	return nil
}

// copied is a copy of the row, cut from a large block.
func (r *rows) copied() []string {
	const block = 1 << 14
	n := len(r.row)
	if n > len(r.free) {
		r.free = make([]string, max(n, block))
	}
	c := r.free[:n:n]
	r.free = r.free[n:]
	copy(c, r.row)
	return c
}

// place says which record has a number in the sheet, -1 for none of the first ones.
func (r *rows) place(number int) int { return slices.Index(r.numbers, number) }

// chooseSheet finds the sheet asked for by name or number.
func chooseSheet(all []string, asked string) (int, error) {
	for i, name := range all {
		if strings.EqualFold(name, asked) {
			return i, nil
		}
	}
	if n, err := strconv.Atoi(asked); err == nil && n >= 1 && n <= len(all) {
		return n - 1, nil
	}
	return 0, event.Fail(event.CodeTableSheet, "Sheet", asked, "Sheets", all)
}

// likeness is how much the head of a sheet looks like a list of people: the fields its header has.
func likeness(head sheet) int {
	header, _, err := shape(head)
	if err != nil {
		return 0
	}
	return event.KnownHeaders(header)
}

// hint says that another sheet looks more like a list of people than the one that was read.
func (s *sheet) hint(mine int, other string, theirs int) {
	const clearly = 2
	if theirs >= mine+clearly {
		s.Hints = append(s.Hints, event.RowError{Code: event.CodeTableOtherSheet, Args: map[string]any{"Sheet": s.Sheet, "Other": other}})
	}
}
