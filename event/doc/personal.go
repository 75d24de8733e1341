package doc

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"zlot/event"
	"zlot/event/i18n"
)

// PersonRecord writes what is known of people as a page that any browser shows, as plain text, or as JSON
// for another program.
func (w *Writer) PersonRecord(ctx context.Context, out io.Writer, job event.RecordJob) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if job.Format == "json" {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(map[string]any{"people": job.People})
	}
	words := i18n.New(cmp.Or(job.Language, i18n.Polish))
	page := recordPage{Lang: words.Lang(), Title: words.T("privacy.record.title"), Intro: []string{words.T("privacy.record.intro")}}
	if n := len(job.People); n > 1 {
		page.Intro = append(page.Intro, words.N("privacy.record.several", n))
	}
	for _, p := range job.People {
		page.People = append(page.People, newRecordWriter(words, p).person())
	}
	if job.Format == "txt" {
		return page.text(out)
	}
	return recordHTML.Execute(out, page)
}

// recordPage is what a record says, whatever it is written as.
type recordPage struct {
	Lang, Title string
	Intro       []string
	People      []recordPerson
}

type recordPerson struct {
	Name, Made string
	Sections   []recordSection
}

// recordSection is a heading with lines under labels, or with a table.
type recordSection struct {
	Title  string
	Level  int // 2: of the person, 3: of an event, 4: within an event
	Lines  [][2]string
	Head   []string
	Rows   [][]string
	Remark string

	Picture template.URL
}

// recordWriter puts the record of one person into words.
type recordWriter struct {
	*i18n.Printer
	rec      event.PersonRecord
	zone     *time.Location
	sections []recordSection
}

func newRecordWriter(words *i18n.Printer, rec event.PersonRecord) *recordWriter {
	return &recordWriter{Printer: words, rec: rec, zone: event.Event{}.Zone()}
}

func (r *recordWriter) person() recordPerson {
	p := r.rec.Person
	out := recordPerson{Name: r.Person(p.Name.Formal()), Made: r.T("privacy.record.made", i18n.Args{"When": r.when(r.rec.Made)})}
	r.lines(2, r.T("privacy.record.person"), [][2]string{
		{r.Column("name"), p.Name.Formal()}, {r.Column("email"), p.Email}, {r.Column("phone"), p.Phone},
		{r.Column("institution"), p.Institution}, {r.Column("position"), p.Position}, {r.Column("town"), p.Town},
		{r.Column("voivodeship"), p.Voivodeship}, {r.T("privacy.record.id"), p.ID}})
	if len(r.rec.Registrations) == 0 {
		r.sections = append(r.sections, recordSection{Title: r.T("privacy.record.registrations"), Level: 2, Remark: r.T("privacy.record.registrations.none")})
	}
	for _, reg := range r.rec.Registrations {
		r.registration(reg)
	}
	r.history()
	out.Sections = r.sections
	return out
}

// lines adds a section of labelled lines, without the empty ones.
func (r *recordWriter) lines(level int, title string, lines [][2]string) {
	lines = slices.DeleteFunc(lines, func(l [2]string) bool { return l[1] == "" })
	for i := range lines {
		lines[i][0] = capital(lines[i][0])
	}
	if len(lines) > 0 {
		r.sections = append(r.sections, recordSection{Title: title, Level: level, Lines: lines})
	}
}

// table adds a section with a table, unless it is empty.
func (r *recordWriter) table(title string, head []string, rows [][]string) {
	if len(rows) > 0 {
		r.sections = append(r.sections, recordSection{Title: title, Level: 4, Head: head, Rows: rows})
	}
}

func (r *recordWriter) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(r.zone)
	return r.ShortDate(t) + ", " + r.Time(t)
}

func (r *recordWriter) yes(b bool) string {
	if b {
		return r.T("common.yes")
	}
	return r.T("common.no")
}

// registration says everything about one event.
func (r *recordWriter) registration(rec event.RegistrationRecord) {
	r.zone = rec.Event.Zone()
	reg := rec.Registration
	var roles []string
	for _, role := range reg.Roles {
		roles = append(roles, r.T("role."+string(role)))
	}
	fee := ""
	if reg.Payment.Fee > 0 {
		fee = r.T("privacy.record.fee", i18n.Args{"Fee": r.Money(reg.Payment.Fee), "Paid": r.yes(reg.Payment.Paid)})
	}
	number := ""
	if reg.Badge != "" {
		number = fmt.Sprintf("%d (%s)", reg.Number, reg.Badge)
	}
	hours := ""
	if rec.Required > 0 {
		hours = r.T("privacy.record.hours", i18n.Args{"Hours": r.Hours(rec.Hours), "Of": r.Hours(rec.Required)})
	}
	dates := r.DateRange(rec.Event.Start.Time(r.zone), rec.Event.End.Time(r.zone))
	r.lines(3, rec.Event.Title, [][2]string{
		{r.T("privacy.record.dates"), dates}, {r.T("field.venue"), joinText(", ", rec.Event.Venue, rec.Event.Town)},
		{r.T("privacy.record.organizers"), strings.Join(rec.Event.Organizers, ", ")},
		{r.T("field.status"), r.T("status." + string(reg.Status))}, {r.T("field.role"), strings.Join(roles, ", ")}, {r.T("field.group"), rec.Group},
		{r.T("privacy.record.submitted"), r.when(reg.Submitted)}, {r.Column("diet"), reg.Diet}, {r.Column("accommodation"), reg.Accommodation},
		{r.Column("transport"), reg.Transport}, {r.Column("preferences"), strings.Join(reg.Preferences, "; ")}, {r.T("field.fee"), fee},
		{r.T("field.note"), reg.Note}, {r.T("privacy.record.badge"), number}, {r.T("field.hours"), hours}})
	var answers [][2]string
	for _, q := range slices.Sorted(maps.Keys(reg.Answers)) {
		answers = append(answers, [2]string{q, reg.Answers[q]})
	}
	r.lines(4, r.T("privacy.record.answers"), answers)
	r.consents(reg.Consents)
	r.presence(rec)
	r.badge(rec)
	r.papers(rec)
}

// capital begins a label with a large letter: the headings of tables are written small.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

func joinText(separator string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), separator)
}

func (r *recordWriter) consents(all []event.Consent) {
	var rows [][]string
	for _, c := range all {
		rows = append(rows, []string{c.Wording, r.consent(c), r.when(c.At)})
	}
	r.table(r.T("privacy.record.consents"), []string{r.T("privacy.record.wording"), r.T("privacy.record.answer"), r.T("privacy.record.when")}, rows)
}

func (r *recordWriter) consent(c event.Consent) string {
	switch {
	case c.Given:
		return r.T("privacy.consent.given")
	case c.Withdrawn:
		return r.T("privacy.consent.withdrawn")
	}
	return r.T("privacy.consent.refused")
}

// presence is where the person had a place, and where the badge was read.
func (r *recordWriter) presence(rec event.RegistrationRecord) {
	var rows [][]string
	for _, e := range rec.Enrolments {
		rows = append(rows, []string{e.Session, r.when(e.Start), r.T("enrolment.state." + string(e.State))})
	}
	r.table(r.T("privacy.record.enrolments"), []string{r.T("field.session"), r.T("privacy.record.when"), r.T("field.status")}, rows)
	r.programme(rec)
	rows = nil
	for _, s := range rec.Scans {
		undone := ""
		if s.Undone {
			undone = r.T("privacy.record.undone")
		}
		rows = append(rows, []string{r.when(s.At), s.Where, joinText(", ", r.T("outcome."+string(s.Outcome)+".word"), undone), s.Reason})
	}
	r.table(r.T("privacy.record.scans"), []string{r.T("privacy.record.when"), r.T("privacy.record.where"), r.T("privacy.record.outcome"), r.T("field.reason")}, rows)
	rows = nil
	for _, h := range rec.Attendance {
		excused := ""
		if h.Excused {
			excused = r.T("grant.kind.excused")
		}
		rows = append(rows, []string{h.Session, r.when(h.Start), joinText(", ", r.Hours(h.Hours), excused)})
	}
	r.table(r.T("privacy.record.sessions"), []string{r.T("field.session"), r.T("privacy.record.when"), r.T("field.hours")}, rows)
	rows = nil
	for _, g := range rec.Grants {
		rows = append(rows, []string{r.when(g.At), r.T("grant.kind." + string(g.Kind)), r.Hours(g.Hours), joinText(", ", g.Session, g.Reason)})
	}
	r.table(r.T("privacy.record.grants"), []string{r.T("privacy.record.when"), r.T("field.kind"), r.T("field.hours"), r.T("field.reason")}, rows)
}

// programme is what the person makes, and when the person can be there.
func (r *recordWriter) programme(rec event.RegistrationRecord) {
	var rows [][]string
	for _, c := range rec.Contributes {
		dropped := ""
		if c.Dropped {
			dropped = r.T("privacy.record.dropped")
		}
		rows = append(rows, []string{joinText(", ", c.Session, dropped), r.when(c.Start), r.T("role." + string(c.Role))})
	}
	r.table(r.T("privacy.record.contributes"), []string{r.T("field.session"), r.T("privacy.record.when"), r.T("field.role")}, rows)
	rows = nil
	for _, s := range rec.Registration.Available {
		rows = append(rows, []string{r.when(s.From), r.when(s.To)})
	}
	r.table(r.T("privacy.record.available"), []string{r.T("privacy.record.from"), r.T("privacy.record.to")}, rows)
}

func (r *recordWriter) papers(rec event.RegistrationRecord) {
	var rows [][]string
	for _, c := range rec.Certificates {
		rows = append(rows, []string{c.Number, r.when(c.IssuedAt), r.T("certificate.state." + string(c.State)), c.Name, r.Hours(c.Hours)})
	}
	r.table(r.T("privacy.record.certificates"), []string{r.T("privacy.record.number"), r.T("privacy.record.when"), r.T("field.status"), r.Column("name"), r.T("field.hours")}, rows)
	rows = nil
	for _, m := range rec.Messages {
		rows = append(rows, []string{r.when(m.Date), m.To, r.T("privacy.record.message", i18n.Args{"Number": m.Certificate}), r.T("message.state." + string(m.State)), m.Reply})
	}
	r.table(r.T("privacy.record.messages"), []string{r.T("privacy.record.when"), r.T("field.email"), r.T("privacy.record.about"), r.T("field.status"), r.T("privacy.record.reply")}, rows)
}

// text writes the page for whoever has no browser at hand.
func (p recordPage) text(out io.Writer) error {
	var b strings.Builder
	b.WriteString(p.Title + "\n" + strings.Join(p.Intro, "\n") + "\n")
	for _, who := range p.People {
		b.WriteString("\n" + who.Name + "\n" + strings.Repeat("=", len([]rune(who.Name))) + "\n" + who.Made + "\n")
		for _, s := range who.Sections {
			b.WriteString("\n" + s.Title + "\n" + strings.Repeat("-", len([]rune(s.Title))) + "\n")
			if s.Remark != "" {
				b.WriteString(s.Remark + "\n")
			}
			for _, l := range s.Lines {
				b.WriteString(l[0] + ": " + strings.ReplaceAll(l[1], "\n", "\n    ") + "\n")
			}
			for _, row := range s.Rows {
				var cells []string
				for i, cell := range row {
					if cell != "" {
						cells = append(cells, s.Head[i]+": "+strings.ReplaceAll(cell, "\n", " "))
					}
				}
				b.WriteString("- " + strings.Join(cells, " | ") + "\n")
			}
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

var recordHTML = template.Must(template.New("record").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Title}}</title>
<style>
body{font:15px/1.5 "Segoe UI",Lato,Arial,sans-serif;color:#1f2937;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.3rem;margin:2.5rem 0 .25rem;border-top:2px solid #1f5fa8;padding-top:.75rem}
h3{font-size:1.1rem;margin:1.75rem 0 .5rem;color:#1f5fa8}h4{font-size:1.05rem;margin:2rem 0 .5rem;border-top:1px solid #e2e5ea;padding-top:1rem}
h5{font-size:.95rem;margin:1.25rem 0 .35rem;color:#5b6573}
p{margin:.25rem 0}.quiet{color:#5b6573}
dl{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.2rem 1rem;margin:0}dt{color:#5b6573}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.92rem}th{text-align:left;color:#5b6573;font-weight:600}
th,td{border-bottom:1px solid #e2e5ea;padding:.3rem .75rem .3rem 0;vertical-align:top;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none}h2{break-before:page}h2:first-of-type{break-before:auto}tr{break-inside:avoid}}
</style></head><body>
<h1>{{.Title}}</h1>{{range .Intro}}<p class="quiet">{{.}}</p>{{end}}
{{range .People}}<section><h2>{{.Name}}</h2><p class="quiet">{{.Made}}</p>
{{range .Sections}}{{if eq .Level 2}}<h3>{{.Title}}</h3>{{else if eq .Level 3}}<h4>{{.Title}}</h4>{{else}}<h5>{{.Title}}</h5>{{end}}
{{with .Remark}}<p>{{.}}</p>{{end}}{{with .Picture}}<p><img src="{{.}}" alt="" style="max-height:12rem"></p>{{end}}{{with .Lines}}<dl>{{range .}}<dt>{{index . 0}}</dt><dd>{{index . 1}}</dd>{{end}}</dl>{{end}}
{{if .Rows}}<table><thead><tr>{{range .Head}}<th>{{.}}</th>{{end}}</tr></thead><tbody>{{range .Rows}}<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>{{end}}</tbody></table>{{end}}
{{end}}</section>{{end}}</body></html>
`))
