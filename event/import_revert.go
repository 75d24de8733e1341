package event

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
)

// importUndo takes an import back.
type importUndo struct {
	of      Import
	facts   []Fact
	entries map[string]*Entry // of the event
	order   []string          // their ids, in Polish order
	added   map[string]bool   // registrations that the import added and that are there
	edited  map[string]bool   // of these, changed by hand; also their persons
	persons map[string]bool   // that the import added
	merged  map[string]string
	batch   Batch
}

func newImportUndo(ctx context.Context, r Reader, importID string) (*importUndo, error) {
	all, err := r.Imports(ctx, "")
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(i Import) bool { return i.ID == importID && !i.Undone })
	if i < 0 {
		return nil, Fail(CodeImportNone)
	}
	u := &importUndo{of: all[i], entries: map[string]*Entry{}, added: map[string]bool{}, edited: map[string]bool{}, persons: map[string]bool{}}
	of := slices.DeleteFunc(all, func(i Import) bool { return i.Event != u.of.Event })
	if last, _ := lastImport(of); last.ID != importID {
		return nil, Fail(CodeImportLater, "File", last.File)
	}
	if u.facts, err = r.FactsOfImport(ctx, u.of); err != nil {
		return nil, err
	}
	entries, err := r.Entries(ctx, EntryFilter{Event: u.of.Event})
	if err != nil {
		return nil, err
	}
	for i := range entries {
		u.entries[entries[i].ID] = &entries[i]
		u.order = append(u.order, entries[i].ID)
	}
	if u.merged, err = r.Merged(ctx); err != nil {
		return nil, err
	}
	for i := range u.facts {
		f := &u.facts[i]
		switch f.Kind {
		case RegistrationChanged{}.FactKind(), PersonChanged{}.FactKind():
			continue
		case RegistrationAdded{}.FactKind():
			if _, there := u.entries[f.Entity]; there {
				u.added[f.Entity] = true
			}
		case PersonAdded{}.FactKind():
			u.persons[f.Entity] = true
		}
		f.Body = nil // of a large import they would be most of what is in memory
	}
	return u, nil
}

// held lists what hangs on the registrations that the import added.
func (u *importUndo) held(ctx context.Context, r Reader) ([]Held, error) {
	reasons := map[string]map[string]bool{} // by registration
	hold := func(registration, reason string) {
		if u.added[registration] {
			if reasons[registration] == nil {
				reasons[registration] = map[string]bool{}
			}
			reasons[registration][reason] = true
		}
	}
	if err := u.hanging(ctx, r, hold); err != nil {
		return nil, err
	}
	if err := u.history(ctx, r, hold); err != nil {
		return nil, err
	}
	var held []Held
	for _, id := range u.order {
		for _, reason := range slices.Sorted(maps.Keys(reasons[id])) {
			held = append(held, Held{*u.entries[id], reason})
		}
	}
	for _, f := range u.facts { // who was added and is part of somebody else now
		if e, ok := u.entries[u.merged[f.Entity]]; ok && f.Kind == (RegistrationAdded{}).FactKind() {
			held = append(held, Held{*e, HeldByMerge})
		}
	}
	return held, nil
}

// hanging tells hold what other tables know of registrations.
func (u *importUndo) hanging(ctx context.Context, r Reader, hold func(registration, reason string)) error {
	of := u.of.Event
	hours := holdRows(hold, HeldByHours, func(g Grant) string { return g.Registration })
	printed, err := r.PrintedBadges(ctx, of)
	for id := range printed {
		hold(id, HeldByBadge)
	}
	for _, into := range u.merged {
		hold(into, HeldByMerge)
	}
	return cmp.Or( // the first error
		err,
		holdRows(hold, HeldByScan, func(s ScanRow) string { return s.Registration })(r.Scans(ctx, ScanFilter{Event: of})),
		holdRows(hold, HeldByCertificate, func(c Certificate) string { return c.Registration })(r.Certificates(ctx, of)),
		holdRows(hold, HeldByMessage, func(m Message) string { return m.Registration })(r.Messages(ctx, of)),
		holdRows(hold, HeldByEnrolment, func(e Enrolment) string { return e.Registration })(r.Enrolments(ctx, EnrolmentFilter{Event: of})),
		hours(r.Grants(ctx, of)),
		hours(r.RevokedGrants(ctx, of)),
		holdRows(hold, HeldByDecision, func(d Decision) string { return d.Registration })(r.Decisions(ctx, of)),
	)
}

// holdRows takes the rows of a table and holds the registrations they are about.
func holdRows[T any](hold func(registration, reason string), reason string, registration func(T) string) func([]T, error) error {
	return func(rows []T, err error) error {
		for _, row := range rows {
			hold(registration(row), reason)
		}
		return err
	}
}

// history looks in the log for what no table shows any more: badges that were replaced, edits by hand.
func (u *importUndo) history(ctx context.Context, r Reader, hold func(registration, reason string)) error {
	ids := slices.Sorted(maps.Keys(u.added))
	for _, id := range ids {
		ids = append(ids, u.entries[id].Person)
	}
	return r.FactsOf(ctx, ids, func(f Fact) error {
		switch f.Kind {
		case BadgeReplaced{}.FactKind():
			hold(f.Entity, HeldByBadge)
		case RegistrationChanged{}.FactKind(), PersonChanged{}.FactKind():
			if !isImport(f.By) && !isUndo(f.By) && f.HLC > u.facts[0].HLC {
				u.edited[f.Entity] = true
			}
		}
		return nil
	})
}

// undo writes what takes the import back.
func (u *importUndo) undo(ctx context.Context, r Reader, res *UndoneImport) error {
	u.revert(res)
	elsewhere, err := u.elsewhere(ctx, r)
	if err != nil {
		return err
	}
	res.Removed = make([]Entry, 0, len(u.added))
	u.batch.Facts = slices.Grow(u.batch.Facts, 2*len(u.added)+2)
	for _, id := range u.order {
		e := u.entries[id]
		if !u.added[id] || e.Who.Erased { // of an erased person the number stays
			continue
		}
		u.batch.Add(u.of.Event, id, RegistrationRemoved{})
		res.Removed = append(res.Removed, *e)
		if u.edited[id] || u.edited[e.Person] {
			res.Edited = append(res.Edited, *e)
		}
		delete(u.entries, id)
		switch {
		case !u.persons[e.Person]:
		case elsewhere[e.Person]:
			res.Stayed = append(res.Stayed, e.Who)
		default:
			u.batch.Add("", e.Person, PersonRemoved{})
		}
	}
	for _, f := range u.facts { // how rows called somebody
		if f.Kind == (PersonMerged{}).FactKind() && u.persons[f.Entity] {
			u.batch.Add("", f.Entity, PersonRemoved{})
		}
	}
	if err := u.removeGroups(ctx, r); err != nil {
		return err
	}
	u.batch.Add(u.of.Event, u.of.ID, ImportUndone{})
	return nil
}

// elsewhere names the persons who take part in other events.
func (u *importUndo) elsewhere(ctx context.Context, r Reader) (map[string]bool, error) {
	there := map[string]bool{}
	events, err := r.Events(ctx)
	if err != nil {
		return nil, err
	}
	for _, ev := range events {
		if ev.ID == u.of.Event {
			continue
		}
		entries, err := r.Entries(ctx, EntryFilter{Event: ev.ID})
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			there[e.Person] = true
		}
	}
	return there, nil
}

// removeGroups takes away the groups that the import made and that nobody is in.
func (u *importUndo) removeGroups(ctx context.Context, r Reader) error {
	used := map[string]bool{}
	for _, e := range u.entries {
		used[e.Group] = true
	}
	sessions, err := r.Sessions(ctx, u.of.Event)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		for _, g := range s.Groups {
			used[g] = true
		}
	}
	for _, f := range u.facts {
		if f.Kind == (GroupAdded{}).FactKind() && !used[f.Entity] {
			u.batch.Add(u.of.Event, f.Entity, GroupRemoved{})
		}
	}
	return nil
}

// fields are those of an entity as JSON, by their names.
type fields map[string]json.RawMessage

func fieldsOf(entity any) fields {
	raw, err := json.Marshal(entity)
	if err != nil {
		panic(err) // plain data
	}
	all := fields{}
	if err := json.Unmarshal(raw, &all); err != nil {
		panic(err)
	}
	return all
}

// revert gives the fields that the import changed their former values, where they still have the import's.
func (u *importUndo) revert(res *UndoneImport) {
	byPerson := map[string]string{}
	for _, id := range u.order {
		byPerson[u.entries[id].Person] = id
	}
	now := map[string]fields{} // by entity
	kept := map[string]*ImportItem{}
	for _, f := range slices.Backward(u.facts) {
		id, ofPerson := f.Entity, f.Kind == PersonChanged{}.FactKind()
		if ofPerson {
			id = byPerson[f.Entity]
		} else if f.Kind != (RegistrationChanged{}).FactKind() {
			continue
		}
		var c Change
		e, there := u.entries[id]
		if json.Unmarshal(f.Body, &c) != nil || !there || e.Who.Erased || sameJSON(c.Old, c.New) {
			continue
		}
		if now[f.Entity] == nil {
			if now[f.Entity] = fieldsOf(e.Registration); ofPerson {
				now[f.Entity] = fieldsOf(e.Who)
			}
		}
		value := now[f.Entity][c.Field]
		former, stays := c.former(value)
		if len(stays) > 0 {
			if kept[id] == nil {
				kept[id] = &ImportItem{Entry: *e}
			}
			kept[id].Kept = append(kept[id].Kept, stays...)
		}
		if sameJSON(value, former) {
			continue
		}
		now[f.Entity][c.Field] = former
		u.giveBack(e, ofPerson, Change{Field: c.Field, Old: value, New: former, Base: e.Version})
		res.Reverted++
	}
	res.Kept = u.inOrder(kept)
}

// inOrder lists items by registration in the order of the list.
func (u *importUndo) inOrder(items map[string]*ImportItem) (list []ImportItem) {
	for _, id := range u.order {
		if item := items[id]; item != nil {
			list = append(list, *item)
		}
	}
	return list
}

// giveBack writes the former value of a field.
func (u *importUndo) giveBack(e *Entry, ofPerson bool, c Change) {
	if ofPerson {
		u.batch.Add("", e.Person, PersonChanged{c})
		return
	}
	u.batch.Add(u.of.Event, e.ID, RegistrationChanged{c})
	var group string
	if c.Field == "group" && json.Unmarshal(c.New, &group) == nil {
		e.Group = group // the import's may be empty now
	}
}

// former is what a field is to be when a change of it is taken back; stays are the parts that somebody
// changed since.
func (c Change) former(value json.RawMessage) (former json.RawMessage, stays []FieldChange) {
	if c.Field != "answers" {
		if sameJSON(value, c.New) {
			return c.Old, nil
		}
		return value, []FieldChange{{Field: c.Field, Old: fieldText(value), New: fieldText(c.Old)}}
	}
	var old, changed, present map[string]string
	for raw, into := range map[*json.RawMessage]*map[string]string{&c.Old: &old, &c.New: &changed, &value: &present} {
		if json.Unmarshal(*raw, into) != nil {
			return value, nil
		}
	}
	result := maps.Clone(present)
	for _, key := range slices.Sorted(maps.Keys(changed)) {
		was, had := old[key]
		switch {
		case had && was == changed[key]:
		case present[key] != changed[key]:
			stays = append(stays, FieldChange{Field: c.Field, Column: key, Old: present[key], New: was})
		case had:
			result[key] = was
		default:
			delete(result, key)
		}
	}
	raw, err := json.Marshal(result)
	if err != nil {
		panic(err) // plain data
	}
	return raw, stays
}

// sameJSON compares what two texts say.
func sameJSON(a, b json.RawMessage) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}

// fieldText shows a field of which only the JSON is known.
func fieldText(raw json.RawMessage) string {
	var text string
	var name Name
	switch {
	case json.Unmarshal(raw, &text) == nil:
		return text
	case json.Unmarshal(raw, &name) == nil && name.Full() != "":
		return name.Formal()
	}
	return string(raw)
}
