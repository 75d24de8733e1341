package doc

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"zlot/assets"
	"zlot/event"
	"zlot/event/i18n"
)

// Register writes the register of certificates as PDF, on A4 lying on its side.
func (w *Writer) Register(ctx context.Context, out io.Writer, job event.RegisterJob) error {
	r := newRegister(job)
	r.lay()
	for i, page := range r.laid {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.draw(page, i+1)
	}
	pdf, err := r.finish(properties{title: r.title + " – " + job.Title, author: job.Author, language: r.words.Lang()})
	if err != nil {
		return fmt.Errorf("register of %s: %w", job.Title, err)
	}
	if _, err := out.Write(pdf); err != nil {
		return fmt.Errorf("write register of %s: %w", job.Title, err)
	}
	return nil
}

// RegisterTable is the register as a table; dates are written the way spreadsheets understand.
func (w *Writer) RegisterTable(job event.RegisterJob) (header []string, rows [][]string) {
	words := registerWords{job, i18n.New(job.Language)}
	t := words.T
	header = []string{t("certificate.register.number"), t("certificate.register.name"), t("certificate.register.kind"),
		t("certificate.register.event"), t("certificate.register.edition"), t("certificate.register.hours"), t("certificate.register.issued"),
		t("certificate.register.state"), t("certificate.register.reason"), t("certificate.register.replaced_by"), t("certificate.register.replaces"),
		t("certificate.register.receipt"), t("certificate.register.received"), t("certificate.register.note"),
		t("certificate.register.duplicates"), t("certificate.register.sha256")}
	for _, r := range job.Rows {
		edition := ""
		if r.Edition > 0 {
			edition = strconv.Itoa(r.Edition)
		}
		how, note := words.how(r.Receipt), r.Receipt.Note
		rows = append(rows, []string{r.Number, words.name(r), r.KindTitle, r.EventTitle, edition, words.hours(r), string(r.Data.Date),
			t("certificate.state." + string(r.State)), r.Reason, r.ReplacedBy, r.Replaces, how, string(r.Receipt.Day), note, words.days(r), r.SHA256})
	}
	return header, rows
}

// registerWords are what a register says, in its language.
type registerWords struct {
	job event.RegisterJob
	*i18n.Printer
}

func (w registerWords) name(r event.RegisterRow) string {
	if r.Data.Name == "" {
		return w.T("certificate.register.erased")
	}
	return r.Data.Name
}

// hours are written as a number that can be reckoned with.
func (w registerWords) hours(r event.RegisterRow) string {
	return w.Numeral(strconv.FormatFloat(r.Data.Hours, 'f', -1, 64))
}

func (w registerWords) how(r event.Receipt) string {
	if r.How == "" {
		return ""
	}
	return w.T("certificate.receipt." + string(r.How))
}

// days are those on which duplicates were made.
func (w registerWords) days(r event.RegisterRow) string {
	var days []string
	for _, d := range r.Duplicates {
		days = append(days, string(event.DateOf(d.At, time.UTC)))
	}
	return strings.Join(days, ", ")
}

// date is a day as people write it, or nothing.
func (w registerWords) date(d event.Date) string {
	if !d.Valid() {
		return ""
	}
	return w.ShortDate(d.Time(time.UTC))
}

// state is where a certificate stands, with what belongs to it.
func (w registerWords) state(r event.RegisterRow) string {
	text := w.T("certificate.state." + string(r.State))
	switch {
	case r.ReplacedBy != "":
		text += ": " + r.ReplacedBy
	case r.Reason != "":
		text += ": " + r.Reason
	case r.Replaces != "":
		text += " · " + w.T("certificate.register.instead", i18n.Args{"Number": r.Replaces})
	}
	if len(r.Duplicates) > 0 {
		text += " · " + w.N("certificate.register.copies", len(r.Duplicates))
	}
	return text
}

// receipt is how and when it reached its person.
func (w registerWords) receipt(r event.RegisterRow) string {
	text := strings.TrimSpace(w.how(r.Receipt) + " " + w.date(r.Receipt.Day))
	if r.Receipt.Note != "" && r.Receipt.How != event.Mailed {
		text += " · " + r.Receipt.Note
	}
	return text
}

// register draws the register as a list of pages.
type register struct {
	*list
	registerWords
}

func newRegister(job event.RegisterJob) *register {
	words := registerWords{job, i18n.New(job.Language)}
	l := &list{
		surface:   newSurface(a4Height, a4Width),
		listWords: listWords{words: words.Printer},
		title:     words.T("certificate.register.title"),
		width:     a4Height - 2*listEdge,
		plain:     style{face: loadFace(assets.LatoRegular), ink: ink, size: 9},
		bold:      style{face: loadFace(assets.LatoBold), ink: ink, size: 9},
		head:      style{face: loadFace(assets.LatoBlack), ink: accent, size: 17},
		bottom:    a4Width - listFoot - 8,
	}
	l.columns = words.columns()
	l.shareWidth()
	return &register{l, words}
}

func (w registerWords) columns() []listColumn {
	t := w.T
	all := []listColumn{{title: t("certificate.register.number"), share: 0.9, bold: true}, {title: t("certificate.register.name"), share: 1.3}}
	if w.kinds() {
		all = append(all, listColumn{title: t("certificate.register.kind"), share: 1})
	}
	if w.job.Series {
		all = append(all, listColumn{title: t("certificate.register.event"), share: 1.3})
	}
	return append(all, listColumn{title: t("certificate.register.hours"), width: 16, align: right},
		listColumn{title: t("certificate.register.issued"), width: 22}, listColumn{title: t("certificate.register.state"), share: 1.5},
		listColumn{title: t("certificate.register.receipt"), share: 1.1})
}

// kinds says whether the certificates are of kinds that people know by name.
func (w registerWords) kinds() bool {
	return slices.ContainsFunc(w.job.Rows, func(r event.RegisterRow) bool { return r.KindTitle != "" })
}

func (w registerWords) cells(r event.RegisterRow) []string {
	cells := []string{r.Number, w.name(r)}
	if w.kinds() {
		cells = append(cells, r.KindTitle)
	}
	if w.job.Series {
		title := r.EventTitle
		if r.Edition > 0 {
			title = w.T("certificate.register.of", i18n.Args{"Title": title, "Edition": r.Edition})
		}
		cells = append(cells, title)
	}
	return append(cells, w.hours(r), w.date(r.Data.Date), w.state(r), w.receipt(r))
}

// lay puts all rows on pages.
func (r *register) lay() {
	r.newPage()
	for _, of := range r.registerWords.job.Rows {
		row := r.row(r.cells(of))
		if r.top+row.height+r.headsHeight() > r.bottom {
			r.newPage()
		}
		if !r.headed {
			r.put(r.heads())
			r.headed = true
		}
		r.put(row)
	}
}

// draw puts a page on paper.
func (r *register) draw(blocks []listBlock, number int) {
	r.page()
	job := r.registerWords.job
	lines, st := r.fit(r.hard(job.Title), r.bold.sized(10).inked(quiet), r.width-45, 8, 1)
	r.paragraph(listEdge, 18, lines, st)
	made := r.T("lists.made", i18n.Args{"Date": r.date(job.Made)})
	r.text(listEdge+r.width, 18, made, r.plain.sized(8).inked(quiet).aligned(right))
	r.text(listEdge, 27, r.title, r.head)
	r.text(listEdge, 33, r.hard(r.N("certificate.register.count", len(job.Rows))), r.plain.sized(9).inked(quiet))
	for _, b := range blocks {
		b.draw(b.y)
	}
	page := r.T("lists.page", i18n.Args{"Page": number, "Pages": len(r.laid)})
	r.text(listEdge+r.width, r.height-listFoot, page, r.plain.sized(7.5).inked(quiet).aligned(right))
}
