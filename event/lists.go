package event

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ListKind is what a printed list is for.
type ListKind string

// The kinds of lists. ListSummary counts the answers to one question.
const (
	ListParticipants  ListKind = "participants"
	ListGroups        ListKind = "groups"
	ListInstitutions  ListKind = "institutions"
	ListDiets         ListKind = "diets"
	ListAccommodation ListKind = "accommodation"
	ListSummary       ListKind = "summary"
)

// ListKinds lists the kinds in the order of choice.
var ListKinds = []ListKind{ListParticipants, ListGroups, ListInstitutions, ListDiets, ListAccommodation, ListSummary}

// ListOptions choose what a list shows and of whom.
type ListOptions struct {
	Kind          ListKind
	Field         string   // of ListSummary: what is counted
	Registrations []string // only these; none: everybody with a place
	Format        string   // pdf, csv, xlsx
	Language      string
	Landscape     bool
}

// ListJob is everything a list is drawn from.
type ListJob struct {
	Kind      ListKind
	Event     Event
	Field     string // what the sections are values of; "": there is one section
	Title     string // of a question, instead of the kind's
	Language  string
	Landscape bool
	Made      Date
	People    int // each counted once, however many sections name them
	Sections  []ListSection
}

// ListSection is the people who share a value.
type ListSection struct {
	Value   string // as kept; "": nothing was said
	Place   string // of an institution
	Entries []Entry
}

// WriteList writes a list as a document or as a table, and returns how many people are on it.
func (s *Service) WriteList(ctx context.Context, eventID string, w io.Writer, o ListOptions) (people int, err error) {
	if err := s.Allow(ctx, DoExport); err != nil {
		return people, err
	}
	job, err := s.listJob(ctx, eventID, o)
	if err != nil {
		return 0, err
	}
	if o.Format == "pdf" {
		err = s.Documents.List(ctx, w, job)
	} else {
		header, rows := s.Documents.ListTable(job)
		err = s.Tables.Write(w, o.Format, header, rows)
	}
	if err != nil {
		return 0, fmt.Errorf("list %s of %s: %w", o.Kind, eventID, err)
	}
	return job.People, nil
}

func (s *Service) listJob(ctx context.Context, eventID string, o ListOptions) (ListJob, error) {
	job := ListJob{Kind: o.Kind, Language: o.Language, Landscape: o.Landscape, Field: listField(o)}
	if !slices.Contains(ListKinds, o.Kind) || (o.Kind == ListSummary && (Condition{Field: o.Field, Op: OpFilled}).Check() != nil) {
		return job, Fail(CodeListUnknown, "Value", string(o.Kind), "Lists", ListKinds).In("kind")
	}
	var err error
	if job.Event, err = s.Store.Event(ctx, eventID); err != nil {
		return job, err
	}
	job.Made = DateOf(s.Clock.Now(), job.Event.Zone())
	roll, err := s.Roll(ctx, eventID)
	if err != nil {
		return job, err
	}
	on := map[string]bool{}
	for _, id := range o.Registrations {
		on[id] = true
	}
	var places []int
	for i, e := range roll.Entries {
		if on[e.ID] || (len(on) == 0 && e.Status == Confirmed) {
			places = append(places, i)
		}
	}
	if job.People = len(places); job.People == 0 {
		return job, Fail(CodeListEmpty)
	}
	for _, q := range job.Event.Questions {
		if q.Field() == job.Field {
			job.Title = q.Title
		}
	}
	job.Sections = roll.sections(places, job.Field)
	return job, nil
}

// listField is what divides the list into sections.
func listField(o ListOptions) string {
	switch o.Kind {
	case ListGroups:
		return FieldGroup
	case ListInstitutions:
		return FieldInstitution
	case ListDiets:
		return FieldDiet
	case ListAccommodation:
		return FieldAccommodation
	case ListSummary:
		return o.Field
	}
	return ""
}

// sections divides people by what a field holds, without regard to case and accents. Who chose several
// values is in each section. The sections stand in Polish order, those who said nothing last.
func (r *Roll) sections(places []int, field string) []ListSection {
	if field == "" {
		all := ListSection{}
		for _, i := range places {
			all.Entries = append(all.Entries, r.Entries[i])
		}
		return []ListSection{all}
	}
	at := map[string]int{}
	var sections []ListSection
	for _, i := range places {
		e := r.Entries[i]
		for _, value := range listValues(r.parts(&e, field), field) {
			key := Fold(value)
			n, ok := at[key]
			if !ok {
				n = len(sections)
				at[key] = n
				sections = append(sections, ListSection{Value: value})
			}
			s := &sections[n]
			s.Entries = append(s.Entries, e)
			if s.Place == "" && field == FieldInstitution {
				s.Place = placeOf(e.Who)
			}
		}
	}
	slices.SortStableFunc(sections, func(a, b ListSection) int {
		if (a.Value == "") != (b.Value == "") {
			return cmp.Compare(len(b.Value), len(a.Value))
		}
		return ComparePolish(a.Value, b.Value)
	})
	return sections
}

// listValues are the sections somebody is in: each night that was chosen counts by itself.
func listValues(parts []string, field string) []string {
	var values []string
	for _, p := range parts {
		pieces := []string{p}
		if field == FieldAccommodation || field == FieldDiet {
			pieces = strings.Split(p, ";")
		}
		for _, v := range pieces {
			if v = strings.TrimSpace(v); v != "" && !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
	}
	if len(values) == 0 {
		return []string{""}
	}
	return values
}

func placeOf(p Person) string {
	switch {
	case p.Town == "":
		return p.Voivodeship
	case p.Voivodeship == "":
		return p.Town
	}
	return p.Town + ", " + p.Voivodeship
}
