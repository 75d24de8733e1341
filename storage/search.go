package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"zlot/event"
)

// searchIndex holds, for every event that was searched, the folded words of its registrations in
// memory. Commits only note what changed; the next search reads it.
type searchIndex struct {
	source  *statements
	watcher *sql.Conn // of a process that only reads: tells when another one wrote
	version int64

	mu     sync.Mutex // held while searching
	events map[string]*eventIndex

	noted struct {
		sync.Mutex
		registrations, persons []string
		gone                   bool // one was taken out of the list
	}
}

func newSearchIndex(source *statements) *searchIndex {
	return &searchIndex{source: source, events: map[string]*eventIndex{}}
}

// watch makes every search look first whether another process wrote.
func (x *searchIndex) watch(ctx context.Context, pool *sql.DB) (err error) {
	x.watcher, err = pool.Conn(ctx)
	return err
}

func (x *searchIndex) close() error {
	if x.watcher == nil {
		return nil
	}
	return x.watcher.Close()
}

// forget makes the next search read everything anew.
func (x *searchIndex) forget() {
	x.mu.Lock()
	defer x.mu.Unlock()
	clear(x.events)
}

// note remembers what facts made stale.
func (x *searchIndex) note(facts []event.Fact) {
	x.noted.Lock()
	defer x.noted.Unlock()
	for _, f := range facts {
		switch f.Kind {
		case event.RegistrationAdded{}.FactKind(), event.RegistrationChanged{}.FactKind(), event.RegistrationPurged{}.FactKind(),
			event.BadgeReplaced{}.FactKind():
			x.noted.registrations = append(x.noted.registrations, f.Entity)
		case event.PersonAdded{}.FactKind(), event.PersonChanged{}.FactKind(),
			event.PersonErased{}.FactKind(), event.PersonPurged{}.FactKind():
			x.noted.persons = append(x.noted.persons, f.Entity)
		case event.RegistrationRemoved{}.FactKind(), event.RegistrationMerged{}.FactKind(), event.PersonMerged{}.FactKind():
			x.noted.gone = true
		}
	}
}

// Search finds registrations of an event by folded words in any order, in Polish order.
func (db *DB) Search(ctx context.Context, eventID, query string, limit int) (ids []string, total int, err error) {
	x := db.index
	x.mu.Lock()
	defer x.mu.Unlock()
	e, err := x.fresh(ctx, eventID)
	if err != nil {
		return nil, 0, err
	}
	words := strings.Fields(event.Fold(event.Head(query, event.MaxSearch)))
	if number, ok := joined(words); ok {
		// A badge code or a telephone number read in groups.
		if ids, total = e.search([]string{" " + number}, limit); total > 0 {
			return ids, total, nil
		}
	}
	ids, total = e.search(needles(words), limit)
	return ids, total, nil
}

// joined puts together a query of several words of digits.
func joined(words []string) (string, bool) {
	if len(words) < 2 {
		return "", false
	}
	all := strings.Join(words, "")
	return all, strings.Trim(all, "0123456789") == ""
}

// needles are the words as they stand in a line, after a space; the longest, which is most likely the
// rarest, comes first.
func needles(words []string) []string {
	all := make([]string, 0, len(words))
	for _, w := range words {
		all = append(all, " "+w)
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(all)
}

// fresh returns the index of an event with everything committed so far.
func (x *searchIndex) fresh(ctx context.Context, eventID string) (*eventIndex, error) {
	if x.watcher != nil {
		var version int64
		if err := x.watcher.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version); err != nil {
			return nil, failure(x.source.path, err)
		}
		if version != x.version {
			clear(x.events)
			x.version = version
		}
	}
	if err := x.update(ctx); err != nil {
		return nil, err
	}
	if e := x.events[eventID]; e != nil {
		return e, nil
	}
	lines, err := list(ctx, x.source, lineFrom+" WHERE r.event = ?", []any{eventID}, scanLine)
	if err != nil {
		return nil, err
	}
	e := newEventIndex(lines)
	x.events[eventID] = e
	return e, nil
}

// update reads what was noted since the last search.
func (x *searchIndex) update(ctx context.Context) error {
	x.noted.Lock()
	registrations, persons, gone := x.noted.registrations, x.noted.persons, x.noted.gone
	x.noted.registrations, x.noted.persons, x.noted.gone = nil, nil, false
	x.noted.Unlock()
	if gone {
		clear(x.events)
	}
	if len(registrations)+len(persons) == 0 || len(x.events) == 0 {
		return nil
	}
	lines, err := x.read(ctx, registrations, persons)
	if err != nil {
		clear(x.events) // what was noted is lost
		return err
	}
	for _, l := range lines {
		if e := x.events[l.event]; e != nil {
			e.put(l)
		}
	}
	for _, e := range x.events {
		e.settle()
	}
	return nil
}

func (x *searchIndex) read(ctx context.Context, registrations, persons []string) ([]line, error) {
	r, err := json.Marshal(registrations)
	if err != nil {
		return nil, err
	}
	p, err := json.Marshal(persons)
	if err != nil {
		return nil, err
	}
	const query = lineFrom + ` WHERE r.id IN (SELECT value FROM json_each(?))
		OR r.person IN (SELECT value FROM json_each(?))`
	return list(ctx, x.source, query, []any{string(r), string(p)}, scanLine)
}

const lineFrom = `SELECT r.id, r.event, r.badge, r.number, coalesce(p.folded, ''), coalesce(p.sort, x'')
	FROM registration r LEFT JOIN person p ON p.id = r.person`

func scanLine(row scanner) (line, error) {
	var l line
	var badge, number, folded sql.RawBytes
	if err := row(&l.id, &l.event, &badge, &number, &folded, &l.sort); err != nil {
		return l, err
	}
	b := make([]byte, 0, len(folded)+len(badge)+len(number)+4)
	for _, word := range [][]byte{folded, badge, number} {
		if len(word) > 0 {
			b = append(append(b, ' '), word...)
		}
	}
	l.text = string(append(b, '\n'))
	return l, nil
}
