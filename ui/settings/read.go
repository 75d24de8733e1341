package settings

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"zlot/event"
	"zlot/ui/kit"
)

// read takes the values of the form that were changed. The error names the first field whose
// text is no number or date.
func (f *form) read() (u event.EventUpdate, changed bool, err error) {
	r := &reader{}
	kind, _ := f.kind.Value()
	doc := event.Document{Place: text(f.place), Prefix: f.shown.Document.Prefix}
	for i := range signatures {
		s := event.Signature{Name: text(f.names[i]), Role: text(f.roles[i])}
		if s != (event.Signature{}) {
			if i < len(f.shown.Document.Signatures) {
				s.Image = f.shown.Document.Signatures[i].Image // chosen elsewhere
			}
			doc.Signatures = append(doc.Signatures, s)
		}
	}
	if more := f.shown.Document.Signatures; len(more) > signatures {
		doc.Signatures = append(doc.Signatures, more[signatures:]...) // for which there are no fields
	}
	title, motto, town, venue := text(f.title), text(f.motto), text(f.town), text(f.venue)
	zone, series, cofinancing := text(f.zone), text(f.series), text(f.cofinancing)
	edition := r.whole("edition", f.edition)
	start, end := r.date("start", f.start), r.date("end", f.end)
	organizers, partners, honorary, media := lines(f.organizers), lines(f.partners), lines(f.honorary), lines(f.media)
	u = event.EventUpdate{
		Title: &title, Motto: &motto, Town: &town, Venue: &venue, TimeZone: &zone, Series: &series, CoFinancing: &cofinancing,
		Kind: &kind, Edition: &edition, Start: &start, End: &end,
		Organizers: &organizers, Partners: &partners, HonoraryPatrons: &honorary, MediaPatrons: &media,
		Document: &doc,
	}
	changed = onlyChanged(f.shown, &u)
	changed = f.places.read(r, f.shown, &u) || changed
	return u, changed, r.err
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

func (r *reader) date(field string, e *kit.DateEntry) event.Date {
	day, ok := e.Date()
	switch {
	case text(&e.Entry) == "":
		r.refuse(event.CodeRequired, field, "")
		return ""
	case !ok:
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

// onlyChanged leaves out what is as it was shown, so that a field that was
// changed at another desk meanwhile is not changed back. It returns false if
// nothing is left.
func onlyChanged(e event.Event, u *event.EventUpdate) bool {
	some := false
	keep(&some, e.Title, &u.Title)
	keep(&some, e.Motto, &u.Motto)
	keep(&some, e.Town, &u.Town)
	keep(&some, e.Venue, &u.Venue)
	keep(&some, e.TimeZone, &u.TimeZone)
	keep(&some, e.Series, &u.Series)
	keep(&some, e.CoFinancing, &u.CoFinancing)
	keep(&some, e.Kind, &u.Kind)
	keep(&some, e.Edition, &u.Edition)
	keep(&some, e.Start, &u.Start)
	keep(&some, e.End, &u.End)
	keepList(&some, e.Organizers, &u.Organizers)
	keepList(&some, e.Partners, &u.Partners)
	keepList(&some, e.HonoraryPatrons, &u.HonoraryPatrons)
	keepList(&some, e.MediaPatrons, &u.MediaPatrons)
	d := u.Document
	if d.Place == e.Document.Place && slices.Equal(d.Signatures, e.Document.Signatures) {
		u.Document = nil
	}
	return some || u.Document != nil
}

func keep[T comparable](some *bool, was T, now **T) {
	if **now == was {
		*now = nil
		return
	}
	*some = true
}

func keepList(some *bool, was []string, now **[]string) {
	if slices.Equal(was, **now) {
		*now = nil
		return
	}
	*some = true
}
