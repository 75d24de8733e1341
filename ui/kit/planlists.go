package kit

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// RowText is the number of a row of a file; what is not in the file has none.
func RowText(row int) string {
	if row == 0 {
		return ""
	}
	return strconv.Itoa(row)
}

// RowColumn says in which row of a file an item stands.
func RowColumn[T any](row func(T) int) Column[T] {
	return Column[T]{ID: "row", Title: Printer().T("kit.plan.row"), Width: 64, Align: fyne.TextAlignTrailing,
		Text: func(x T) string { return RowText(row(x)) }, Less: func(a, b T) bool { return row(a) < row(b) }}
}

// Difference is what a file says otherwise than what is there.
type Difference struct {
	Row       int
	Of, Field string // whose, and which
	Old, New  string
	Stays     bool // nothing of it changes: it has no new value
}

// DifferenceColumns show differences; title is what they are of, order compares
// words.
func DifferenceColumns[T any](title string, of func(T) Difference, order func(a, b string) int) []Column[T] {
	t := Printer().T
	return []Column[T]{
		RowColumn(func(x T) int { return of(x).Row }),
		{ID: "of", Title: title, Weight: 1.2, Least: 110, Bold: true, Text: func(x T) string { return of(x).Of },
			Less: func(a, b T) bool { return order(of(a).Of, of(b).Of) < 0 }},
		{ID: "field", Title: t("kit.plan.field"), Weight: 1, Text: func(x T) string { return of(x).Field },
			Less: func(a, b T) bool { return order(of(a).Field, of(b).Field) < 0 }},
		{ID: "old", Title: t("kit.plan.old"), Weight: 1.6, Text: func(x T) string { return of(x).Old },
			Color: func(T) fyne.ThemeColorName { return ColorMuted }},
		{ID: "new", Title: t("kit.plan.new"), Weight: 1.6, Text: func(x T) string { return of(x).New },
			Icon: func(x T) Icon {
				if of(x).Stays {
					return IconNone
				}
				return IconChevronRight
			}},
	}
}

// Finding is what is wrong with a row of a file, or with the file: Row 0.
type Finding struct {
	Row    int
	Of     string // whom or what the row is about, "" where nobody knows
	Column string
	Code   string // orders findings of a kind together
	Text   string
}

// Findings lists what is wrong with a file, and says what the cursor is on
// whole, below.
type Findings struct {
	View fyne.CanvasObject
	List *DataList[Finding]
}

// NewFindings makes an empty list; of is what its rows are about, and order compares words.
func NewFindings(of string, order func(a, b string) int) *Findings {
	t := Printer().T
	whole := NewParagraph("", StyleBody)
	f := &Findings{List: NewDataList([]Column[Finding]{
		RowColumn(func(x Finding) int { return x.Row }),
		{ID: "of", Title: of, Weight: 1.2, Least: 110, Bold: true, Drop: 1, Text: func(x Finding) string { return x.Of },
			Less: func(a, b Finding) bool { return order(a.Of, b.Of) < 0 }},
		{ID: "column", Title: t("kit.plan.column"), Width: 200, Text: func(x Finding) string { return x.Column },
			Less: func(a, b Finding) bool { return order(a.Column, b.Column) < 0 }},
		{ID: "why", Title: t("kit.plan.why"), Weight: 4, Text: func(x Finding) string { return x.Text },
			Icon: func(Finding) Icon { return IconWarning }, Less: func(a, b Finding) bool { return a.Code < b.Code }},
	})}
	f.List.Key = func(x Finding) string { return fmt.Sprint(x.Row, x.Column, x.Code) }
	f.List.OnSelect = func(x Finding) { whole.SetText(x.Text) }
	f.View = container.NewBorder(nil, PadSides(2, 0, 0, 0, NewPanel(Pad(3, whole))), nil, nil, f.List)
	return f
}

// Set shows findings, with the cursor on the first.
func (f *Findings) Set(all []Finding) {
	f.List.SetItems(all)
	f.List.SelectRow(0)
}
