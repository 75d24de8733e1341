package tabular

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zlot/event"
)

// shape finds the header among the records and makes every row as long as it. Titles above the header,
// the row of column numbers below it, its repetitions and empty columns fall away. Cells beyond the header
// are kept in columns named by their letter in brackets. The records are used up.
func shape(s sheet) (header []string, rows [][]string, err error) {
	if len(s.records) == 0 {
		return nil, nil, event.Fail(event.CodeTableEmpty)
	}
	header, rows = findHeader(s)
	for _, c := range header {
		if strings.Contains(c, "@") && !strings.ContainsAny(c, " \t\n(") {
			return nil, nil, event.Fail(event.CodeTableHeader) // an address: this is already a person
		}
	}
	if len(rows) > 0 && isNumbering(rows[0]) {
		rows = rows[1:]
	}
	named := header
	rows = slices.DeleteFunc(rows, func(r []string) bool { return len(named) > 1 && slices.Equal(r, named) })
	width := len(header)
	for _, r := range rows {
		width = max(width, len(r))
	}
	header = nameColumns(header, width)
	pad(rows, width)
	header, rows = dropEmpty(header, rows)
	return header, rows, nil
}

// pad makes every row as long as the header, in one block for many rows.
func pad(rows [][]string, width int) {
	const block = 1 << 14
	var free []string
	for i, r := range rows {
		if len(r) == width {
			continue
		}
		if len(free) < width {
			free = make([]string, max(width, block))
		}
		longer := free[:width:width]
		free = free[width:]
		copy(longer, r)
		rows[i] = longer
	}
}

// tidy takes away what people do not see, and the apostrophe that Write puts before a formula.
func tidy(cell string) string {
	cell = strings.TrimSpace(strings.ReplaceAll(lines(cell), "\u00a0", " "))
	if strings.HasPrefix(cell, "'") && isRun(strings.TrimLeft(cell, "'")) {
		return strings.TrimSpace(cell[1:])
	}
	return cell
}

func blank(record []string) bool {
	for _, c := range record {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

func filled(record []string) (n int) {
	for _, c := range record {
		if c != "" {
			n++
		}
	}
	return n
}

// findHeader takes the header off the records. A row above it with the titles of groups of columns, or one
// below with the titles within the groups, becomes part of it.
func findHeader(s sheet) (header []string, rows [][]string) {
	at := headerRow(s.records)
	header, rows = s.records[at], s.records[at+1:]
	if at > 0 {
		top := s.records[at-1]
		if spans, ok := s.groups(at-1, header); ok {
			return joinHeaders(top, header, spans), rows
		}
	}
	if len(rows) > 0 {
		if spans, ok := s.groups(at, rows[0]); ok && isBelow(header, rows[0], spans) {
			return joinHeaders(header, rows[0], spans), rows[1:]
		}
	}
	return header, rows
}

// headerRow is the row with the most well-known headers; where there are none, the first of the first rows
// that has about as many cells as the table is wide: titles ("Lista uczestników, stan na 1.09") have one
// or two.
func headerRow(records [][]string) int {
	head := records[:min(len(records), headRows)]
	usual := 0
	for _, r := range head {
		usual = max(usual, filled(r))
	}
	at := slices.IndexFunc(head, func(r []string) bool { return 2*filled(r) > usual })
	most := max(1, event.KnownHeaders(head[at]))
	for i, r := range head {
		if n := event.KnownHeaders(r); n > most {
			at, most = i, n
		}
	}
	return at
}

// groups reads a row as the titles of groups of columns over the row sub, and says up to which column each
// goes. ok is false where it is no such row.
func (s sheet) groups(row int, sub []string) (spans map[int]int, ok bool) {
	top := s.records[row]
	spans = map[int]int{}
	for _, m := range s.merges {
		if m.row == row {
			spans[m.from] = m.to
		}
	}
	if len(spans) == 0 { // a text file does not say: a group goes as far as nothing stands beside it
		for c, title := range top {
			end := c
			for end+1 < max(len(sub), len(top)) && (end+1 >= len(top) || top[end+1] == "") {
				end++
			}
			if title != "" && end > c {
				spans[c] = end
			}
		}
	}
	over := false
	for from, to := range spans {
		over = over || from < len(sub) && filled(sub[from:min(to+1, len(sub))]) >= 2
	}
	return spans, over && filled(top) > 1 && !slices.ContainsFunc(top, isRemark)
}

// isRemark reports what stands above a table and is no title of its columns: "stan na 12.03", "Razem: 54".
func isRemark(cell string) bool { return strings.ContainsAny(cell, "0123456789:") }

// isBelow reports whether a row holds nothing but titles within the groups of the header above: a person's
// row has something in the other columns.
func isBelow(header, sub []string, spans map[int]int) bool {
	for c, cell := range sub {
		if cell == "" {
			continue
		}
		inside := false
		for from, to := range spans {
			inside = inside || c >= from && c <= to
		}
		if !inside {
			return false
		}
	}
	for c, title := range header {
		if _, group := spans[c]; title != "" && !group && c < len(sub) && sub[c] != "" {
			return false
		}
	}
	return event.KnownHeaders(header) > 0
}

// joinHeaders writes the title of a group before the titles below it.
func joinHeaders(top, sub []string, spans map[int]int) []string {
	header := make([]string, max(len(top), len(sub)))
	group, end := "", -1
	for c := range header {
		own, below := "", ""
		if c < len(top) {
			own = top[c]
		}
		if c < len(sub) {
			below = sub[c]
		}
		if to, ok := spans[c]; ok {
			group, end = own, to
		} else if own != "" || c > end {
			group, end = own, c
		}
		switch {
		case below == "":
			header[c] = own
		case group == "":
			header[c] = below
		default:
			header[c] = group + ": " + below
		}
	}
	return header
}

// isNumbering reports the row of column numbers that official tables have below their header.
func isNumbering(row []string) bool {
	for i, cell := range row {
		if strings.TrimSuffix(cell, ".") != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(row) > 2
}

// nameColumns gives every column a name of its own.
func nameColumns(header []string, width int) []string {
	names := make([]string, width)
	used := map[string]bool{}
	for i := range names {
		name := event.NamelessColumn(i)
		if i < len(header) {
			if h := event.CleanText(strings.ReplaceAll(header[i], "\n", " ")); h != "" {
				name = h
			}
		}
		unique := name
		for n := 2; used[unique]; n++ {
			unique = fmt.Sprintf("%s (%d)", name, n)
		}
		used[unique] = true
		names[i] = unique
	}
	return names
}

// dropEmpty leaves out columns without a name and without a value.
func dropEmpty(header []string, rows [][]string) ([]string, [][]string) {
	var keep []int
	for i, name := range header {
		used := name != event.NamelessColumn(i)
		for r := 0; r < len(rows) && !used; r++ {
			used = rows[r][i] != ""
		}
		if used {
			keep = append(keep, i)
		}
	}
	if len(keep) == len(header) {
		return header, rows
	}
	pick := func(row []string) []string { // columns only move to the left
		for i, k := range keep {
			row[i] = row[k]
		}
		return row[:len(keep):len(keep)]
	}
	for i := range rows {
		rows[i] = pick(rows[i])
	}
	return pick(header), rows
}
