package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"zlot/event"
)

const (
	entryOf   = "SELECT r.data, r.version, p.data, coalesce(p.version, 0)"
	entryFrom = entryOf + " FROM registration r LEFT JOIN person p ON p.id = r.person"
	entryKeys = entryOf + ", p.sort FROM registration r LEFT JOIN person p ON p.id = r.person"
)

func scanEntry(row scanner) (event.Entry, error) {
	var e event.Entry
	var registration, person sql.RawBytes
	var version int64
	if err := row(&registration, &e.Version, &person, &version); err != nil {
		return e, err
	}
	if err := json.Unmarshal(registration, &e.Registration); err != nil {
		return e, err
	}
	e.Version = max(e.Version, version)
	if person == nil { // its fact has not arrived
		return e, nil
	}
	return e, json.Unmarshal(person, &e.Who)
}

// Entries lists registrations with their persons in Polish order.
func (r reader) Entries(ctx context.Context, f event.EntryFilter) ([]event.Entry, error) {
	var w where
	w.is("r.event", f.Event)
	w.is("r.status", string(f.Status))
	w.is("r.grp", f.Group)
	w.is("r.person", f.Person)
	if f.Number != 0 {
		w.add("r.number = ?", f.Number)
	}
	if f.IDs != nil {
		ids, err := json.Marshal(f.IDs)
		if err != nil {
			return nil, err
		}
		w.add("r.id IN (SELECT value FROM json_each(?))", string(ids))
	}
	var s sortedEntries
	if err := r.each(ctx, entryKeys+w.String(), w.args, s.scan); err != nil {
		return nil, err
	}
	return s.inOrder(), nil
}

// sortedEntries puts entries in order by their keys. The database would carry every row through its sorting,
// and a hundred thousand of them are a hundred megabytes there.
type sortedEntries struct {
	batches [][]event.Entry
	keys    []entryKey
	shared  texts
}

type entryKey struct {
	sort string
	at   int
}

func (s *sortedEntries) scan(row scanner) error {
	var key sql.RawBytes
	e, err := scanEntry(func(dest ...any) error { return row(append(dest, &key)...) })
	if err != nil {
		return err
	}
	if s.shared == nil {
		s.shared = texts{}
	}
	s.shared.share(&e)
	n := len(s.keys)
	if n%batch == 0 {
		s.batches = append(s.batches, make([]event.Entry, 0, min(n, batch))) // a short list grows
	}
	last := &s.batches[n/batch]
	*last = append(*last, e)
	s.keys = append(s.keys, entryKey{string(key), n})
	return nil
}

func (s *sortedEntries) entry(at int) *event.Entry { return &s.batches[at/batch][at%batch] }

func (s *sortedEntries) inOrder() []event.Entry {
	slices.SortFunc(s.keys, func(a, b entryKey) int {
		if c := strings.Compare(a.sort, b.sort); c != 0 {
			return c
		}
		return strings.Compare(s.entry(a.at).ID, s.entry(b.at).ID)
	})
	all := make([]event.Entry, len(s.keys))
	for i, k := range s.keys {
		all[i] = *s.entry(k.at)
	}
	return all
}

// texts are those that many entries have in common, each kept once.
type texts map[string]string

// mostTexts is how many different ones are remembered while a list is read.
const mostTexts = 4096

func (t texts) one(s *string) {
	if *s == "" {
		return
	}
	if known, ok := t[*s]; ok {
		*s = known
	} else if len(t) < mostTexts {
		t[*s] = *s
	}
}

func (t texts) share(e *event.Entry) {
	if e.Who.ID == e.Person {
		e.Who.ID = e.Person
	}
	for _, s := range []*string{&e.Event, (*string)(&e.Status), &e.Group, &e.Diet, &e.Accommodation, &e.Transport, &e.Who.Institution,
		&e.Who.Position, &e.Who.Town, &e.Who.Voivodeship, (*string)(&e.Who.Address), &e.Who.Language, &e.Who.Name.Title, &e.Who.Name.Given, &e.Who.Name.Family} {
		t.one(s)
	}
	for i := range e.Roles {
		t.one((*string)(&e.Roles[i]))
	}
	for i := range e.Preferences {
		t.one(&e.Preferences[i])
	}
	for i := range e.Consents {
		t.one(&e.Consents[i].Wording)
	}
}
