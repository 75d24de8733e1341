package settings

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// read takes the values of the form. The error names the first field whose
// text is no number or date.
func (f *form) read() (event.EventUpdate, error) {
	r := &reader{}
	kind, _ := f.kind.Value()
	mandatory, _ := f.mandatory.Value()
	doc := event.Document{Place: text(f.place), Prefix: text(f.prefix)}
	for i := range signatures {
		s := event.Signature{Name: text(f.names[i]), Role: text(f.roles[i])}
		if s != (event.Signature{}) {
			doc.Signatures = append(doc.Signatures, s)
		}
	}
	if more := f.shown.Document.Signatures; len(more) > signatures {
		doc.Signatures = append(doc.Signatures, more[signatures:]...) // for which there are no fields
	}
	rule := event.Rule{
		MinHours: r.decimal("min_hours", f.minHours), MinPercent: r.whole("min_percent", f.minPercent), Mandatory: mandatory,
	}
	title, motto, town, venue := text(f.title), text(f.motto), text(f.town), text(f.venue)
	zone, cofinancing := text(f.zone), text(f.cofinancing)
	edition, minutes := r.whole("edition", f.edition), r.whole("hour_minutes", f.minutes)
	start, end := r.date("start", f.start), r.date("end", f.end)
	organizers, partners, honorary, media := lines(f.organizers), lines(f.partners), lines(f.honorary), lines(f.media)
	return event.EventUpdate{
		Title: &title, Motto: &motto, Town: &town, Venue: &venue, TimeZone: &zone, CoFinancing: &cofinancing,
		Kind: &kind, Edition: &edition, HourMinutes: &minutes, Start: &start, End: &end,
		Organizers: &organizers, Partners: &partners, HonoraryPatrons: &honorary, MediaPatrons: &media,
		Rule: &rule, Document: &doc,
	}, r.err
}

// reader turns texts into values and keeps the first error.
type reader struct{ err error }

func (r *reader) refuse(code, field, value string) {
	if r.err == nil {
		r.err = event.Fail(code, "Value", value).In(field)
	}
}

func (r *reader) whole(field string, e *kit.Entry) int {
	s := text(e)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		r.refuse(event.CodeNumber, field, s)
	}
	return n
}

func (r *reader) decimal(field string, e *kit.Entry) float64 {
	s := text(e)
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64)
	if err != nil || v < 0 {
		r.refuse(event.CodeNumber, field, s)
	}
	return v
}

func (r *reader) date(field string, e *kit.DateEntry) event.Date {
	day, ok := e.Date()
	if !ok {
		r.refuse(event.CodeDate, field, e.Text)
		return ""
	}
	return event.DateOf(day, time.UTC)
}

func text(e *kit.Entry) string { return strings.TrimSpace(e.Text) }

// lines are the lines that say something.
func lines(e *kit.Entry) []string {
	var out []string
	for _, l := range strings.Split(e.Text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// differs says whether an update would change an event.
func differs(e event.Event, u event.EventUpdate) bool {
	same := e.Title == *u.Title && e.Motto == *u.Motto && e.Town == *u.Town && e.Venue == *u.Venue &&
		e.TimeZone == *u.TimeZone && e.CoFinancing == *u.CoFinancing && e.Kind == *u.Kind &&
		e.Edition == *u.Edition && e.HourMinutes == *u.HourMinutes && e.Start == *u.Start && e.End == *u.End &&
		e.Rule == *u.Rule && e.Document.Place == u.Document.Place && e.Document.Prefix == u.Document.Prefix
	return !same || !equal(e.Organizers, *u.Organizers) || !equal(e.Partners, *u.Partners) ||
		!equal(e.HonoraryPatrons, *u.HonoraryPatrons) || !equal(e.MediaPatrons, *u.MediaPatrons) ||
		len(e.Document.Signatures)+len(u.Document.Signatures) > 0 &&
			!reflect.DeepEqual(e.Document.Signatures, u.Document.Signatures)
}

// equal takes a missing list for an empty one.
func equal(a, b []string) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}
