package event

import (
	"context"
	"fmt"
	"slices"
)

// How a list of people comes in:
//
//	bytes ─ Tables.Read ─▶ Table ─ Columns ─▶ Mapping ─ readRecords ─▶ records ─ mergeRepeated ─▶ people
//	people + what the store knows ─ matcher, differ ─▶ ImportPlan ─ shown ─▶ ApplyImport ─▶ one Commit
//
// Everything up to the plan only reads. ApplyImport plans once more inside the writing transaction, so
// that what the desk changed in between is seen.

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

	source importSource
}

// ImportItem is one person of the file. Entry is as it will be; a new one has no number and badge yet.
type ImportItem struct {
	Row     int
	Entry   Entry
	Known   bool // the person was at another edition
	Changes []FieldChange
	Kept    []FieldChange

	pending []pendingChange
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

// ImportResult is what an import did.
type ImportResult struct {
	Import                      string // names it, for taking it back; "" if it wrote nothing
	New, Changed, Same, Skipped int
	Cancelled, Waiting, Groups  int
	Missed                      []RowError // choices that did not fit any more; the desk had changed something
}

// importSource is what a plan was made from, as far as the file goes.
type importSource struct {
	event    string
	table    Table
	columns  Mapping
	status   Status
	rows     int
	people   []record
	options  []string // cells of preferences that may be whole options
	repeated []RowError
	rejected []RowError
	warnings []RowError
}

// PlanImport says what importing a table would do to an event, and writes nothing. Codes: event.not_found,
// import.columns.missing (no column with names), table.column.unknown, import.field.unknown.
func (s *Service) PlanImport(ctx context.Context, eventID string, t Table, o ImportOptions) (ImportPlan, error) {
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return ImportPlan{}, fmt.Errorf("plan import: %w", err)
	}
	columns := Columns(t)
	for _, header := range t.Header { // in the file's order, so that the outcome is always the same
		if field, ok := o.Mapping[header]; ok && columns[header] != field {
			if err := columns.Set(t, field, header); err != nil {
				return ImportPlan{}, err
			}
		}
	}
	for header, field := range o.Mapping {
		if !slices.Contains(t.Header, header) {
			if err := columns.Set(t, field, header); err != nil {
				return ImportPlan{}, err
			}
		}
	}
	src, err := readRecords(t, columns, ev.Zone())
	if err != nil {
		return ImportPlan{}, err
	}
	src.event = eventID
	if src.status = o.Status; src.status == "" {
		src.status = Confirmed
	}
	src.mergeRepeated()
	plan, err := planImport(ctx, s.Store, src)
	if err != nil {
		return ImportPlan{}, fmt.Errorf("plan import into %s: %w", eventID, err)
	}
	return plan, nil
}

// planImport compares the people of a file with what a Reader knows.
func planImport(ctx context.Context, r Reader, src importSource) (ImportPlan, error) {
	p := ImportPlan{Rows: src.rows, Table: src.table, Columns: src.columns, source: src,
		Repeated: src.repeated, Rejected: src.rejected, Warnings: slices.Clone(src.warnings)}
	if _, err := r.Event(ctx, src.event); err != nil {
		return p, err
	}
	m, err := newMatcher(ctx, r, src.event)
	if err != nil {
		return p, err
	}
	f, err := newFiller(ctx, r, src)
	if err != nil {
		return p, err
	}
	for i, at := range m.match(src.people) {
		rec := &src.people[i]
		if at >= 0 {
			if err := p.planKnown(ctx, f, rec, m.entries[at]); err != nil {
				return p, err
			}
			continue
		}
		if err := p.planNew(ctx, f, m, rec); err != nil {
			return p, err
		}
	}
	p.Groups = f.newGroups
	p.Vanished = m.vanished(src.rejected)
	slices.SortStableFunc(p.Warnings, func(a, b RowError) int { return a.Row - b.Row })
	return p, nil
}

// planKnown plans somebody who is already registered here.
func (p *ImportPlan) planKnown(ctx context.Context, f *filler, rec *record, e Entry) error {
	item := ImportItem{Row: rec.row, Entry: e}
	if e.Status == Cancelled && rec.status == "" {
		p.Warnings = append(p.Warnings, rowError(rec.row, "", CodeImportCancelled, "Name", e.Who.Name.Full()))
	}
	c := changes{item: &item, base: e.Version}
	c.person(&item.Entry.Who, rec)
	c.registration(&item.Entry.Registration, rec, f)
	if err := c.settle(ctx, f); err != nil {
		return err
	}
	if len(item.pending) > 0 {
		p.Changed = append(p.Changed, item)
	} else {
		p.Same = append(p.Same, e)
	}
	if len(item.Kept) > 0 {
		p.Kept = append(p.Kept, item)
	}
	return nil
}

// planNew plans somebody who is not registered here; a person of another edition is taken over.
func (p *ImportPlan) planNew(ctx context.Context, f *filler, m *matcher, rec *record) error {
	item := ImportItem{Row: rec.row}
	who, known, err := m.person(ctx, rec)
	if err != nil {
		return err
	}
	if other, ok := m.similar(rec); ok {
		p.Warnings = append(p.Warnings, rowError(rec.row, "", CodeImportSimilar, "Name", rec.name.Full(), "Email", other))
	}
	item.Known, item.Entry.Who = known, who
	item.Entry.Registration = f.registration(rec)
	if known {
		c := changes{item: &item}
		c.person(&item.Entry.Who, rec)
		if err := c.settle(ctx, f); err != nil {
			return err
		}
		if len(item.Kept) > 0 {
			p.Kept = append(p.Kept, item)
		}
	} else {
		item.Entry.Who = rec.person()
	}
	p.New = append(p.New, item)
	return nil
}
