package doc

import (
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/event/i18n"
)

// listColumn is a column of a list: as wide as it says, or a share of the rest.
type listColumn struct {
	title    string
	width    float64 // in millimetres
	share    float64
	x        float64
	align    align
	bold     bool
	sign     bool // left empty, for a signature
	contents func(n int, e event.Entry) string
}

// listWords are what a list says, in its language.
type listWords struct {
	job   event.ListJob
	words *i18n.Printer
}

// heading is what the list is.
func (l listWords) heading() string {
	if l.job.Kind == event.ListSummary {
		if l.job.Title != "" {
			return l.job.Title
		}
		return upperFirst(l.words.Column(l.job.Field))
	}
	return l.words.T("lists.kind." + string(l.job.Kind))
}

// under is the line below the heading: when and where, and how many people.
func (l listWords) under() string {
	ev := l.job.Event
	parts := []string{l.words.DateRange(ev.Start.Time(time.UTC), ev.End.Time(time.UTC))}
	place := ev.Venue
	if ev.Town != "" && !strings.Contains(place, ev.Town) {
		place = strings.TrimPrefix(place+", "+ev.Town, ", ")
	}
	if place != "" {
		parts = append(parts, place)
	}
	return strings.Join(append(parts, l.words.N("common.people", l.job.People)), " · ")
}

// signed says whether people sign the list.
func (l listWords) signed() bool {
	return l.job.Kind == event.ListParticipants || l.job.Kind == event.ListGroups
}

// summed says whether the list begins with the counts of its sections.
func (l listWords) summed() bool { return !l.signed() && l.job.Kind != event.ListInstitutions }

// valueOf is what the people of a section share.
func (l listWords) valueOf(s event.ListSection) string {
	switch {
	case s.Value == "" && l.job.Kind == event.ListGroups:
		return l.words.T("lists.nogroup")
	case s.Value == "":
		return l.words.T("lists.nothing")
	}
	for _, q := range l.job.Event.Questions {
		if q.Field() == l.job.Field && q.Kind != event.AskChoices {
			return q.Format(s.Value, event.AnswerWords{Yes: l.words.T("common.yes"), No: l.words.T("common.no"), Number: l.words.Numeral})
		}
	}
	switch l.job.Field {
	case event.FieldStatus:
		return l.words.T("status." + s.Value)
	case event.FieldRole:
		return l.words.T("role." + s.Value)
	}
	return s.Value
}

// mostSigned is how many days have columns of their own for signatures.
const mostSigned = 5

// columnsOf are the columns on paper.
func (l listWords) columnsOf() []listColumn {
	t := l.words.T
	count := listColumn{title: t("lists.column.count"), width: 10, align: right, contents: func(n int, _ event.Entry) string { return strconv.Itoa(n) }}
	name := listColumn{title: t("lists.column.name"), share: 1.3, bold: true, contents: func(_ int, e event.Entry) string { return l.name(e) }}
	institution := listColumn{title: t("field.institution"), share: 1.4, contents: func(_ int, e event.Entry) string { return institutionLine(e.Who) }}
	number := listColumn{title: t("lists.column.badge"), width: 16, align: right, contents: func(_ int, e event.Entry) string { return strconv.Itoa(e.Number) }}
	text := func(title string, share float64, of func(event.Entry) string) listColumn {
		return listColumn{title: title, share: share, contents: func(_ int, e event.Entry) string { return of(e) }}
	}
	switch l.job.Kind {
	case event.ListParticipants, event.ListGroups:
		return append([]listColumn{count, name, institution}, l.signatures()...)
	case event.ListInstitutions:
		name.title = t("lists.column.name")
		return []listColumn{count, name, text(t("field.position"), 1, func(e event.Entry) string { return e.Who.Position }),
			text(t("field.email"), 1.3, func(e event.Entry) string { return e.Who.Email }),
			text(t("field.phone"), 0.7, func(e event.Entry) string { return e.Who.Phone })}
	}
	return []listColumn{count, name, institution, number, text(t("field.note"), 0.9, func(e event.Entry) string { return e.Note })}
}

// signatures are one column for each day, or one for all of a long course.
func (l listWords) signatures() []listColumn {
	days := l.job.Event.Days()
	if len(days) > mostSigned || len(days) < 2 {
		return []listColumn{{title: l.words.T("lists.column.signature"), share: 1, sign: true}}
	}
	var all []listColumn
	for _, d := range days {
		all = append(all, listColumn{title: l.words.T("lists.column.signature.day", i18n.Args{"Date": l.words.ShortDate(d.Time(time.UTC))}),
			share: max(0.5, 1-float64(len(days))*0.12), sign: true})
	}
	return all
}

// name is a name as lists are sorted: the family name first.
func (l listWords) name(e event.Entry) string {
	return l.words.Person(e.Who.Name.Family + " " + e.Who.Name.Given)
}

func institutionLine(p event.Person) string {
	if p.Town == "" || strings.Contains(p.Institution, p.Town) {
		return p.Institution
	}
	return strings.TrimPrefix(p.Institution+", "+p.Town, ", ")
}

// rows are the people of a section, as the columns show them.
func (l *list) rows(s event.ListSection) [][]string {
	rows := make([][]string, len(s.Entries))
	for i, e := range s.Entries {
		cells := make([]string, len(l.columns))
		for c, column := range l.columns {
			if column.contents != nil {
				cells[c] = column.contents(i+1, e)
			}
		}
		rows[i] = cells
	}
	return rows
}

func (l listWords) hard(text string) string {
	if l.words.Lang() != i18n.Polish {
		return text
	}
	return i18n.HardSpaces(text)
}

// ListTable is the list as a table for a spreadsheet: what divides it stands in the first column.
func (w *Writer) ListTable(job event.ListJob) (header []string, rows [][]string) {
	l := listWords{job, i18n.New(job.Language)}
	fields := []string{event.FieldNumber, event.FieldFamily, event.FieldGiven, event.FieldInstitution, event.FieldTown, event.FieldRole,
		event.FieldPosition, event.FieldEmail, event.FieldPhone, event.FieldNote}
	if job.Field != "" {
		header = append(header, l.divider())
	}
	for _, f := range fields {
		header = append(header, l.words.Column(f))
	}
	for _, s := range job.Sections {
		for _, e := range s.Entries {
			var row []string
			if job.Field != "" {
				row = append(row, l.valueOf(s))
			}
			p := e.Who
			rows = append(rows, append(row, strconv.Itoa(e.Number), p.Name.Family, p.Name.Given, p.Institution, p.Town,
				roleWord(l.words, e.MainRole(), p.Address), p.Position, p.Email, p.Phone, e.Note))
		}
	}
	return header, rows
}

// divider is the heading of what divides the list.
func (l listWords) divider() string {
	if l.job.Title != "" {
		return l.job.Title
	}
	return l.words.Column(l.job.Field)
}
