package tabular

import (
	"context"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"zlot/event"
)

// workbook is an Excel file: its sheets, and what the cells of a sheet point at.
type workbook struct {
	*archive
	sheets   []workbookSheet
	strings  []string
	dates    []bool // by style
	from1904 bool
}

type workbookSheet struct {
	name, file string
	hidden     bool
}

// readXLSX reads one sheet of an Excel file: the one asked for, else the first visible one with rows.
func readXLSX(ctx context.Context, a *archive, asked string) (sheet, error) {
	w := workbook{archive: a}
	if err := w.load(ctx); err != nil {
		return sheet{}, err
	}
	names := make([]string, len(w.sheets))
	for i, s := range w.sheets {
		names[i] = s.name
	}
	if asked != "" {
		i, err := chooseSheet(names, asked)
		if err != nil {
			return sheet{}, err
		}
		s, err := w.read(ctx, w.sheets[i], 0)
		if err == nil && len(s.records) == 0 {
			err = event.Fail(event.CodeTableEmpty)
		}
		s.Sheets = names
		return s, err
	}
	for i, candidate := range w.sheets {
		if candidate.hidden && len(w.sheets) > 1 {
			continue
		}
		s, err := w.read(ctx, candidate, 0)
		if err != nil {
			return sheet{}, err
		}
		if len(s.records) == 0 {
			continue
		}
		s.Sheets = names
		return s, w.compare(ctx, &s, w.sheets[i+1:])
	}
	return sheet{}, event.Fail(event.CodeTableEmpty)
}

// compare looks whether a later sheet is more like a list of people.
func (w *workbook) compare(ctx context.Context, s *sheet, later []workbookSheet) error {
	mine := likeness(s.head())
	for _, other := range later {
		if other.hidden {
			continue
		}
		o, err := w.read(ctx, other, headRows)
		if err != nil {
			return err
		}
		s.hint(mine, other.name, likeness(o))
		if len(s.Hints) > 0 {
			return nil
		}
	}
	return nil
}

// load reads all that the sheets have in common.
func (w *workbook) load(ctx context.Context) error {
	book := "xl/workbook.xml"
	if main, err := w.relations("_rels/.rels"); err == nil {
		for _, r := range main {
			if strings.HasSuffix(r.kind, "/officeDocument") {
				book = r.target
			}
		}
	}
	dir, file := path.Split(book)
	relations, err := w.relations(dir + "_rels/" + file + ".rels")
	if err != nil && !errors.Is(err, errNotThere) {
		return err
	}
	if err := w.contents(book, relations); err != nil {
		return err
	}
	for _, r := range relations {
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = w.sharedStrings(ctx, r.target)
		case strings.HasSuffix(r.kind, "/styles"):
			err = w.styles(r.target)
		}
		if err != nil && !errors.Is(err, errNotThere) {
			return err
		}
	}
	return nil
}

type relation struct{ id, kind, target string }

// relations reads which file is what, with the targets as names in the archive.
func (w *workbook) relations(name string) (all []relation, err error) {
	base := path.Dir(path.Dir(name))
	err = w.each(name, func(m *markup) error {
		if m.is("Relationship") {
			target := string(m.attr("Target"))
			if !strings.HasPrefix(target, "/") {
				target = path.Join(base, target)
			}
			all = append(all, relation{string(m.attr("Id")), string(m.attr("Type")), strings.TrimPrefix(path.Clean(target), "/")})
		}
		return nil
	})
	return all, err
}

// each calls f with every start tag of a file.
func (w *workbook) each(name string, f func(*markup) error) error {
	m, err := w.markup(name)
	if err != nil {
		return err
	}
	defer m.Close()
	for {
		t, err := m.next()
		if err != nil {
			return err
		}
		switch t {
		case endOfFile:
			return nil
		case startTag:
			if err := f(m); err != nil {
				return err
			}
		}
	}
}

func (w *workbook) contents(name string, relations []relation) error {
	return w.each(name, func(m *markup) error {
		switch {
		case m.is("workbookPr"):
			v := string(m.attr("date1904"))
			w.from1904 = v == "1" || v == "true"
		case m.is("sheet"):
			id := string(m.attr("id"))
			s := workbookSheet{name: string(m.attr("name")), hidden: strings.Contains(strings.ToLower(string(m.attr("state"))), "hidden")}
			if i := slices.IndexFunc(relations, func(r relation) bool { return r.id == id }); i >= 0 {
				s.file = relations[i].target
				if strings.HasSuffix(relations[i].kind, "/chartsheet") {
					return nil
				}
			}
			w.sheets = append(w.sheets, s)
		}
		return nil
	})
}

// styles finds the styles whose numbers are dates.
func (w *workbook) styles(name string) error {
	formats := map[string]string{}
	inCells := false
	return w.each(name, func(m *markup) error {
		switch {
		case m.is("numFmt"):
			formats[string(m.attr("numFmtId"))] = string(m.attr("formatCode"))
		case m.is("cellXfs"):
			inCells = true
		case m.is("cellStyleXfs"), m.is("cellStyles"), m.is("dxfs"):
			inCells = false
		case m.is("xf") && inCells:
			id := string(m.attr("numFmtId"))
			n, _ := strconv.Atoi(id)
			code, custom := formats[id]
			w.dates = append(w.dates, custom && isDateFormat(code) || !custom && isBuiltInDate(n))
		}
		return nil
	})
}

// sharedStrings reads the texts that cells name by number.
func (w *workbook) sharedStrings(ctx context.Context, name string) error {
	m, err := w.markup(name)
	if err != nil {
		return err
	}
	defer m.Close()
	r := newRows(ctx, 0)
	for {
		t, err := m.next()
		switch {
		case err != nil:
			return err
		case t == endOfFile:
			return nil
		case t != startTag || !m.is("si"):
			continue
		}
		text, err := richText(m)
		if err != nil {
			return err
		}
		if len(w.strings) >= event.MaxCells {
			return tooLarge("")
		}
		if len(w.strings)%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.strings = append(w.strings, tidy(r.keep(text)))
	}
}

// richText reads the text of the element at hand up to its end: all of its runs, but not how they are
// pronounced.
func richText(m *markup) (text []byte, err error) {
	outer := m.depth() - 1
	inside := false
	for {
		t, err := m.next()
		if err != nil {
			return nil, err
		}
		switch {
		case t == startTag && m.is("rPh"):
			if err := m.skip(); err != nil {
				return nil, err
			}
		case t == startTag:
			inside = m.is("t")
		case t == textToken && inside:
			text = append(text, m.text...)
			if len(text) > event.MaxCell {
				return nil, cellTooLarge(0)
			}
		case t == endTag:
			if inside = false; m.depth() == outer {
				return unescapeExcel(text), nil
			}
		}
	}
}

// unescapeExcel resolves _x000D_, as Excel writes characters that XML cannot hold.
func unescapeExcel(text []byte) []byte {
	s := string(text)
	if !strings.Contains(s, "_x") {
		return text
	}
	out := text[:0]
	for len(s) > 0 {
		if len(s) >= 7 && s[0] == '_' && s[1] == 'x' && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				out = append(out, string(rune(n))...)
				s = s[7:]
				continue
			}
		}
		out, s = append(out, s[0]), s[1:]
	}
	return out
}

// head is the beginning of a sheet.
func (s *sheet) head() sheet {
	head := sheet{merges: s.merges}
	for _, r := range s.records[:min(len(s.records), headRows)] {
		head.records = append(head.records, slices.Clone(r))
	}
	return head
}
