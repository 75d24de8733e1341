package tabular

import (
	"fmt"
	"strings"

	"zlot/event"
)

// shape finds the header among the records and makes every row as long as it. Blank rows, titles above
// the header and empty columns at the end fall away. Cells beyond the header are kept in columns named by
// their letter in brackets.
func shape(records [][]string) (header []string, rows [][]string, err error) {
	kept := records[:0:0]
	width := 0
	for _, r := range records {
		for i := range r {
			r[i] = tidy(r[i])
		}
		for len(r) > 0 && r[len(r)-1] == "" {
			r = r[:len(r)-1]
		}
		if len(r) > 0 {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		return nil, nil, event.Fail(event.CodeTableEmpty)
	}
	top := headerRow(kept)
	header, kept = kept[top], kept[top+1:]
	for _, c := range header {
		if strings.Contains(c, "@") && !strings.ContainsAny(c, " \t\n(") {
			return nil, nil, event.Fail(event.CodeTableHeader) // an address: this is already a person
		}
	}
	for _, r := range kept {
		width = max(width, len(r))
	}
	header = nameColumns(header, max(width, len(header)))
	for i, r := range kept {
		if len(r) < len(header) {
			kept[i] = append(r[:len(r):len(r)], make([]string, len(header)-len(r))...)
		}
	}
	header, kept = dropEmpty(header, kept)
	return header, kept, nil
}

// tidy takes away what people do not see, and the apostrophe that Write puts before a formula.
func tidy(cell string) string {
	cell = strings.TrimSpace(strings.ReplaceAll(cell, "\u00a0", " "))
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte("=+-@", cell[1]) >= 0 {
		return cell[1:]
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

// headerRow is the first of the first rows that has about as many cells as the table is wide: titles
// ("Lista uczestników, stan na 1.09") have one or two.
func headerRow(records [][]string) int {
	head := records[:min(len(records), 30)]
	usual := 0
	for _, r := range head {
		usual = max(usual, filled(r))
	}
	for i, r := range head {
		if 2*filled(r) > usual {
			return i
		}
	}
	return 0
}

// nameColumns gives every column a name of its own.
func nameColumns(header []string, width int) []string {
	names := make([]string, width)
	used := map[string]bool{}
	for i := range names {
		name := event.NamelessColumn(i)
		if i < len(header) && header[i] != "" {
			name = strings.Join(strings.Fields(header[i]), " ")
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
	pick := func(from []string) []string {
		to := make([]string, len(keep))
		for i, k := range keep {
			to[i] = from[k]
		}
		return to
	}
	for i := range rows {
		rows[i] = pick(rows[i])
	}
	return pick(header), rows
}
