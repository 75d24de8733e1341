package event

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// How a list of people comes in:
//
//	bytes ─ Tables.Read ─▶ Table ─ Columns, Form ─▶ Mapping ─ readRecords ─▶ records ─ mergeRepeated ─▶ people
//	people + entries ─ matcher ─▶ who is who ─ differences, settle ─▶ new, changed, same ─ seats ─▶ ImportPlan
//	ImportPlan ─ shown ─▶ ImportChoices ─ ApplyImport: planned once more ─▶ facts ─▶ one Commit ─ UndoImport ─▶ as before
//
// Everything up to the plan only reads. ApplyImport plans inside the writing transaction, so that what
// the desk changed in between is seen.

// ImportOptions say how a list is to be understood.
type ImportOptions struct {
	// Mapping holds what Columns should have guessed otherwise; Columns' own answer, changed, will do.
	Mapping Mapping
	// Status of new registrations whose row says nothing. "" is confirmed: who imports a list has
	// decided who comes, and the desk would stop everybody who is only pending.
	Status Status
	// Constants are values of fields for all rows: status, group, role, town … by the name of the field.
	Constants map[string]string
}

// ImportPlan is what an import would do. Every row of the file is counted in exactly one of New, Changed,
// Same, Repeated and Rejected.
type ImportPlan struct {
	Rows       int
	Table      Table // without its rows
	Columns    Mapping
	Constants  map[string]string
	Preset     string // the service whose export this is, "" for any other list
	Remembered bool   // Columns and Constants are as at the last import from this form
	New        []ImportItem
	Changed    []ImportItem
	Same       []Entry
	Kept       []ImportItem // whose fields somebody changed by hand: also in Changed or Same
	Duplicates []Duplicate  // rows of New that are probably about somebody known; also among Warnings
	Vanished   []Entry      // registered, but not in the file
	Groups     []string     // titles of groups that will be made
	Waiting    int          // how many go to the waiting list because the places are taken
	Repeated   []RowError   // rows left aside for another of the same person; also among Warnings
	Rejected   []RowError
	Warnings   []RowError

	source *importSource
}

// ImportItem is one person of the file. Entry is as it will be; a new one has no number and badge yet.
type ImportItem struct {
	Row     int
	Entry   Entry
	Known   bool // the person was at another edition
	Changes []FieldChange
	Kept    []FieldChange

	pending []pendingChange
	also    []Person // as rows call the person, of whom the organizer said who it is
}

// FieldChange is one field that differs between the store and the file, as text. Column is the key of an
// answer or the wording of a consent.
type FieldChange struct{ Field, Column, Old, New string }

// ID names the field within its row, as RowChoice.Fields does.
func (c FieldChange) ID() string {
	if c.Column == "" {
		return c.Field
	}
	return c.Field + "." + c.Column
}

// Edits are all items with a change to show: those of Changed, and of New whoever was at another event and
// whose data change there too.
func (p ImportPlan) Edits() []ImportItem {
	all := slices.Clone(p.Changed)
	for _, item := range p.New {
		if len(item.Changes) > 0 {
			all = append(all, item)
		}
	}
	return all
}

// ImportResult is what an import did.
type ImportResult struct {
	Import                      string // names it, for taking it back; "" if it wrote nothing
	New, Changed, Same, Skipped int
	Cancelled, Waiting, Groups  int
	Missed                      []RowError // choices that did not fit any more; the desk had changed something
}

// importSource is what a plan was made from, as far as the file goes.
type importSource struct {
	event     string
	table     Table
	columns   Mapping
	constants map[string]string
	questions Questions
	guessed   bool // columns are as they were recognised, without constants
	status    Status
	rows      int
	people    []record
	names     map[int]string // as rows have them, also those that are rejected
	options   []string       // cells of preferences that may be whole options
	repeated  []RowError
	rejected  []RowError
	warnings  []RowError
}

// NameIn is the name that stands in a row of the file, "" for none.
func (p ImportPlan) NameIn(row int) string {
	if p.source == nil {
		return ""
	}
	return p.source.names[row]
}

// PlanImport says what importing a table would do to an event, and writes nothing. Where the options say
// nothing about columns, a form that was imported before is read as it was then. Codes: event.not_found,
// import.columns.missing (no column with names), table.column.unknown, import.field.unknown, import.constant.
func (s *Service) PlanImport(ctx context.Context, eventID string, t Table, o ImportOptions) (ImportPlan, error) {
	if err := s.Allow(ctx, DoImport); err != nil {
		return ImportPlan{}, err
	}
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return ImportPlan{}, fmt.Errorf("plan import: %w", err)
	}
	remembered := false
	if o.Mapping == nil && o.Constants == nil {
		if remembered, err = recall(ctx, s.Store, t, &o); err != nil {
			return ImportPlan{}, fmt.Errorf("plan import into %s: %w", eventID, err)
		}
	}
	src, err := newImportSource(ev, t, o)
	if err != nil {
		return ImportPlan{}, err
	}
	t.Rows = nil // a hundred thousand of them need not be here twice
	p, err := planImport(ctx, s.Store, src, nil, s.Clock.Now())
	if err != nil {
		return ImportPlan{}, fmt.Errorf("plan import into %s: %w", eventID, err)
	}
	p.Preset, p.Remembered = Preset(t), remembered
	return p.ImportPlan, nil
}

// recall takes from the last import of the same form how its columns are to be understood.
func recall(ctx context.Context, r Reader, t Table, o *ImportOptions) (bool, error) {
	forms, err := r.Forms(ctx)
	if err != nil {
		return false, err
	}
	form, ok := FindForm(forms, t)
	if ok {
		o.Mapping, o.Constants = form.For(t), form.Constants
	}
	return ok, nil
}

// newImportSource reads the rows of a table.
func newImportSource(ev Event, t Table, o ImportOptions) (*importSource, error) {
	guess := guessColumns(ev, t)
	columns, err := o.columns(t, guess)
	if err != nil {
		return nil, err
	}
	constants, err := readConstants(ev, columns, o.Constants)
	if err != nil {
		return nil, err
	}
	src, err := readRecords(t, columns, ev.Zone())
	if err != nil {
		return nil, err
	}
	src.event, src.constants, src.status, src.questions = ev.ID, o.Constants, o.Status, ev.Questions
	src.guessed = maps.Equal(columns, guess) && len(o.Constants) == 0
	if src.status == "" {
		src.status = Confirmed
	}
	constants.fill(&src)
	src.readAnswers(ev.Questions)
	src.mergeRepeated()
	return &src, nil
}

// guessColumns is what the columns are taken for. The event's own questions are no fields, whatever they
// sound like, except for those without which nobody is known.
func guessColumns(ev Event, t Table) Mapping {
	columns := Columns(t)
	for header, field := range columns {
		if _, asked := Questions(ev.Questions).Find(header); asked && !slices.Contains([]string{FieldName, FieldGiven, FieldFamily, FieldEmail}, field) {
			columns[header] = FieldAnswer
		}
	}
	return columns
}

// columns are those that were guessed, with what the options say of them.
func (o ImportOptions) columns(t Table, guess Mapping) (Mapping, error) {
	columns := maps.Clone(guess)
	order := slices.Clone(t.Header) // the file's, so that the outcome is always the same
	for _, header := range slices.Sorted(maps.Keys(o.Mapping)) {
		if !slices.Contains(t.Header, header) {
			order = append(order, header)
		}
	}
	for _, header := range order {
		if field, ok := o.Mapping[header]; ok && columns[header] != field {
			if err := columns.Set(t, field, header); err != nil {
				return nil, err
			}
		}
	}
	return columns, nil
}

// planner makes a plan.
type planner struct {
	ImportPlan
	r       Reader
	src     *importSource
	match   *matcher
	fill    *filler
	decided *decisions // nil while nobody has seen the plan
	skipped int
	same    int
	settled []ImportItem // of Same: with choices that are to be remembered
	seats   importSeats
}

// planImport compares the people of a file with what a Reader knows.
func planImport(ctx context.Context, r Reader, src *importSource, d *decisions, now time.Time) (*planner, error) {
	p := &planner{r: r, src: src, decided: d, ImportPlan: ImportPlan{Rows: src.rows, Table: src.table, Columns: src.columns,
		Constants: src.constants, Repeated: slices.Clone(src.repeated), Rejected: src.rejected, Warnings: slices.Clone(src.warnings), source: src}}
	ev, err := r.Event(ctx, src.event)
	if err != nil {
		return p, err
	}
	if p.match, err = newMatcher(ctx, r, src.event, src.people); err != nil {
		return p, err
	}
	if p.fill, err = newFiller(ctx, r, src); err != nil {
		return p, err
	}
	if err := p.whoIsWho(ctx); err != nil {
		return p, err
	}
	if err := p.compare(ctx); err != nil {
		return p, err
	}
	p.Groups = p.fill.newGroups
	p.Vanished = p.match.vanished(src.rejected)
	if err := p.seat(ctx, ev, now); err != nil {
		return p, err
	}
	slices.SortStableFunc(p.Warnings, func(a, b RowError) int { return a.Row - b.Row })
	return p, nil
}

// whoIsWho finds the registrations and the persons that the rows are about.
func (p *planner) whoIsWho(ctx context.Context) error {
	m := p.match
	repeated := m.joinChosen(p.decided)
	m.match()
	again, err := m.matchFormer(ctx, p.r)
	if err != nil {
		return err
	}
	repeated = append(repeated, again...)
	p.Repeated, p.Warnings = append(p.Repeated, repeated...), append(p.Warnings, repeated...)
	events, err := p.r.Events(ctx)
	if err != nil {
		return err
	}
	if len(events) > 1 {
		if err := m.lookElsewhere(ctx, p.r, p.src.event); err != nil {
			return err
		}
	}
	m.choose(p.decided)
	return nil
}
