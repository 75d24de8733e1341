package event

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// RetentionFields lists the fields that a rule can name, besides "answers.<key>", in the order of choice.
var RetentionFields = []string{"diet", "accommodation", "transport", "note", "photo", "preferences", "answers", "phone", "email",
	"position", "town", "voivodeship", "institution", AllFields}

// fieldsOfPerson are those of a person, who may be kept by another event.
var fieldsOfPerson = []string{"email", "phone", "institution", "position", "town", "voivodeship"}

// certificateFields are those without which no certificate can be issued and delivered.
var certificateFields = []string{"email", "institution", AllFields}

// DefaultRetention is offered to events without rules: what was needed for the days of the event alone goes
// first, and the person last.
func DefaultRetention() []RetentionRule {
	return []RetentionRule{{"diet", 3}, {"accommodation", 3}, {"transport", 3}, {"note", 3}, {"photo", 3}, {"answers", 12}, {"phone", 12}, {AllFields, 60}}
}

// Validate checks that a rule names a field and a length of time.
func (r RetentionRule) Validate() error {
	key, answer := strings.CutPrefix(r.Field, answerPrefix)
	if !slices.Contains(RetentionFields, r.Field) && (!answer || key == "") {
		return Fail(CodeRetentionField, "Value", r.Field).In("field")
	}
	if r.Months < 0 || r.Months > 1200 {
		return Fail(CodeNumber, "Value", r.Months).In("months")
	}
	return nil
}

// Due is the day from which a rule empties its field: so many months after the event's last day, and the
// last of the month where that day does not exist.
func (r RetentionRule) Due(ev Event) Date {
	end := ev.End.Time(time.UTC)
	if end.IsZero() {
		return ""
	}
	first := time.Date(end.Year(), end.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, r.Months, 0)
	last := first.AddDate(0, 1, -1).Day()
	return Date(first.AddDate(0, 0, min(end.Day(), last)-1).Format(time.DateOnly))
}

// RetentionDue is one rule of one event whose time has come, and whom it is about.
type RetentionDue struct {
	Event         string
	Title         string // of the event
	Field         string
	Since         Date
	Registrations []string // whose field is not empty yet, here or in the history
}

// RetentionHold are people whom a rule would empty, and who wait for a certificate: it needs the field.
type RetentionHold struct {
	Event         string
	Title         string
	Fields        []string
	Registrations []string
}

// RetentionPlan is what the rules of all events ask for at a time.
type RetentionPlan struct {
	Due    []RetentionDue
	Held   []RetentionHold
	People int // who lose something
}

// RetentionPlan says what the rules would empty at a time; nothing is written.
func (s *Service) RetentionPlan(ctx context.Context, now time.Time) (RetentionPlan, error) {
	p, err := planRetention(ctx, s.Store, now)
	if err != nil {
		return RetentionPlan{}, fmt.Errorf("plan retention: %w", err)
	}
	return p.plan, nil
}

// retention works out which fields of whom are due.
type retention struct {
	reader Reader
	plan   RetentionPlan
	due    map[string]dueEvent // by event
	events []Event
	fields map[string]Fields   // registration → its own fields to empty
	people map[string]Fields   // person → fields to empty; AllFields: erase
	who    map[string]string   // registration → person
	of     map[string]string   // registration → event
	others map[string][]string // person → registrations anywhere

	doubtful []namesake // named like somebody who was erased
}

// dueEvent are the fields of an event whose time has come, and since when.
type dueEvent struct {
	since   map[string]Date
	waiting map[string]bool // registrations that wait for a certificate
}

// has reports whether an event lets go of a field of one of its registrations.
func (d dueEvent) has(field, registration string) bool {
	_, one := d.since[field]
	_, all := d.since[AllFields]
	if !one && !all {
		return false
	}
	return !d.waiting[registration] || !slices.Contains(certificateFields, field)
}

func planRetention(ctx context.Context, r Reader, now time.Time) (*retention, error) {
	p := &retention{reader: r, due: map[string]dueEvent{}, fields: map[string]Fields{}, people: map[string]Fields{},
		who: map[string]string{}, of: map[string]string{}, others: map[string][]string{}}
	var err error
	if p.events, err = r.Events(ctx); err != nil {
		return nil, err
	}
	slices.SortFunc(p.events, func(a, b Event) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID)) })
	for _, ev := range p.events {
		since := map[string]Date{}
		for _, rule := range ev.Retention {
			day := rule.Due(ev)
			if day == "" || day > DateOf(now, ev.Zone()) {
				continue
			}
			if known, ok := since[rule.Field]; !ok || day < known {
				since[rule.Field] = day
			}
		}
		if len(since) == 0 {
			continue
		}
		waiting, err := waitingForCertificate(ctx, r, ev, since)
		if err != nil {
			return nil, err
		}
		p.due[ev.ID] = dueEvent{since, waiting}
	}
	if len(p.due) == 0 {
		return p, nil
	}
	if err := p.readOthers(ctx); err != nil {
		return nil, err
	}
	for _, ev := range p.events {
		if _, ok := p.due[ev.ID]; !ok {
			continue
		}
		if err := p.weigh(ctx, ev); err != nil {
			return nil, fmt.Errorf("event %s: %w", ev.ID, err)
		}
	}
	p.plan.People = len(p.losers())
	return p, nil
}

// waitingForCertificate finds who is eligible for a certificate and has none, where a rule asks for a field
// that it needs.
func waitingForCertificate(ctx context.Context, r Reader, ev Event, since map[string]Date) (map[string]bool, error) {
	waiting := map[string]bool{}
	if !slices.ContainsFunc(certificateFields, func(f string) bool { _, ok := since[f]; return ok }) {
		return waiting, nil
	}
	rec, err := readRecord(ctx, r, ev.ID)
	if err != nil {
		return nil, err
	}
	certificates, err := r.Certificates(ctx, ev.ID)
	if err != nil {
		return nil, err
	}
	has := map[kindOf]bool{}
	for _, c := range certificates {
		has[c.kindOf()] = true // withdrawn ones too: somebody decided about them
	}
	for _, a := range rec.Accounts() {
		due := slices.ContainsFunc(a.Kinds, func(e Eligibility) bool { return e.Eligible && !has[kindOf{a.Entry.ID, e.Kind}] })
		if due && !a.Entry.Who.Erased {
			waiting[a.Entry.ID] = true
		}
	}
	return waiting, nil
}

// weigh finds what the due rules of an event would really empty.
func (p *retention) weigh(ctx context.Context, ev Event) error {
	d := p.due[ev.ID]
	entries, err := p.reader.Entries(ctx, EntryFilter{Event: ev.ID})
	if err != nil {
		return err
	}
	holds, err := p.holdings(ctx, ev.ID, entries)
	if err != nil {
		return err
	}
	held := RetentionHold{Event: ev.ID, Title: ev.Title}
	for _, field := range d.fieldsInOrder() {
		line := RetentionDue{Event: ev.ID, Title: ev.Title, Field: field, Since: d.since[field]}
		for _, e := range entries {
			if !d.has(field, e.ID) {
				if holds(e, field) && !slices.Contains(held.Registrations, e.ID) {
					held.Registrations = append(held.Registrations, e.ID)
				}
				continue
			}
			if p.take(e, field, holds) {
				line.Registrations = append(line.Registrations, e.ID)
			}
		}
		if len(line.Registrations) > 0 {
			p.plan.Due = append(p.plan.Due, line)
		}
	}
	for _, field := range certificateFields {
		if _, ok := d.since[field]; ok {
			held.Fields = append(held.Fields, field)
		}
	}
	if len(held.Registrations) > 0 {
		p.plan.Held = append(p.plan.Held, held)
	}
	return nil
}

// fieldsInOrder are the due fields in the order of choice, single answers after all answers.
func (d dueEvent) fieldsInOrder() []string {
	place := func(f string) int {
		if i := slices.Index(RetentionFields, f); i >= 0 {
			return i
		}
		return slices.Index(RetentionFields, "answers")
	}
	var fields []string
	for f := range d.since {
		fields = append(fields, f)
	}
	slices.SortFunc(fields, func(a, b string) int { return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b)) })
	return fields
}

// take notes that a field of a registration or of its person is to be emptied; false where nothing is left
// in it, or another event keeps it.
func (p *retention) take(e Entry, field string, holds func(Entry, string) bool) bool {
	if slices.Contains(fieldsOfPerson, field) {
		if p.kept(e, field) || !holds(e, field) {
			return false
		}
		p.people[e.Person] = addField(p.people[e.Person], field)
		return true
	}
	if field == AllFields && !p.kept(e, field) {
		if e.Who.Erased {
			return false
		}
		p.people[e.Person] = addField(p.people[e.Person], field)
		return true
	}
	if !holds(e, field) {
		return false
	}
	p.fields[e.ID] = addField(p.fields[e.ID], field)
	return true
}

func addField(fields Fields, field string) Fields {
	if slices.Contains(fields, field) {
		return fields
	}
	return append(fields, field)
}

// losers are the people who lose something.
func (p *retention) losers() map[string]bool {
	who := map[string]bool{}
	for id := range p.people {
		who[id] = true
	}
	for registration := range p.fields {
		who[p.who[registration]] = true
	}
	return who
}

// readOthers reads who takes part in which events.
func (p *retention) readOthers(ctx context.Context) error {
	for _, ev := range p.events {
		all, err := p.reader.Entries(ctx, EntryFilter{Event: ev.ID})
		if err != nil {
			return err
		}
		for _, e := range all {
			p.who[e.ID], p.of[e.ID] = e.Person, ev.ID
			p.others[e.Person] = append(p.others[e.Person], e.ID)
		}
	}
	return nil
}

// kept reports whether an event, this one or another, still keeps a field of a registration's person.
func (p *retention) kept(e Entry, field string) bool {
	return slices.ContainsFunc(p.others[e.Person], func(id string) bool { return !p.due[p.of[id]].has(field, id) })
}

// holdings answers whether a field of a registration or its person holds anything, now or in the log.
func (p *retention) holdings(ctx context.Context, eventID string, entries []Entry) (func(Entry, string) bool, error) {
	facts := map[string][]Fact{} // by registration, person; those of what became part of them too
	whose := map[string]string{}
	for _, e := range entries {
		whose[e.ID], whose[e.Person] = e.ID, e.Person
	}
	merged, err := p.reader.Merged(ctx)
	if err != nil {
		return nil, err
	}
	for id, into := range merged {
		if _, here := whose[into]; here {
			whose[id] = into
		}
	}
	err = p.reader.FactsOf(ctx, sortedKeys(whose), func(f Fact) error {
		facts[whose[f.Entity]] = append(facts[whose[f.Entity]], f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	messages, err := p.reader.Messages(ctx, eventID)
	if err != nil {
		return nil, err
	}
	mailed := map[string]bool{}
	for _, m := range messages {
		if m.To != "" {
			mailed[m.Registration] = true
		}
	}
	return func(e Entry, field string) bool {
		s := Fields{field}
		if mailed[e.ID] && s.Has("email") {
			return true
		}
		about := facts[e.ID]
		if slices.Contains(fieldsOfPerson, field) {
			about = facts[e.Person]
		}
		return slices.ContainsFunc(about, func(f Fact) bool {
			_, changed, err := f.Without(s)
			return err == nil && changed
		})
	}, nil
}
