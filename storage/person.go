package storage

import (
	"context"
	"encoding/json"
	"strings"

	"zlot/event"
)

var personKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.PersonAdded) error {
		p := b.Person
		if gone, err := w.isMerged(ctx, p.ID); err != nil || gone {
			return err
		}
		return w.exec(ctx, `INSERT INTO person (id, title, given, family, email, sort, folded, version, data)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			p.ID, p.Name.Title, p.Name.Given, p.Name.Family, emailKey(p.Email), w.sorter.name(p.Name), foundBy(p), f.HLC, string(f.Body))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.PersonChanged) error {
		id, ok, err := w.present(ctx, f.Entity, f.HLC)
		if err != nil || !ok {
			return err
		}
		f.Entity = id
		return changed(ctx, w, f, "person", b.Change, func(p event.Person) error { return w.updatePerson(ctx, f, p) })
	}),
)

func (w *writer) updatePerson(ctx context.Context, f event.Fact, p event.Person) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return w.exec(ctx, `UPDATE person SET title = ?, given = ?, family = ?, email = ?, sort = ?, folded = ?,
		version = ?, data = ? WHERE id = ?`,
		p.Name.Title, p.Name.Given, p.Name.Family, emailKey(p.Email), w.sorter.name(p.Name), foundBy(p),
		f.HLC, string(data), f.Entity)
}

// personsByEmail leaves out the invented people of a sample event.
const personsByEmail = `SELECT p.data FROM person p WHERE p.email = ? AND p.email <> '' AND NOT EXISTS (
	SELECT 1 FROM registration r JOIN event e ON e.id = r.event WHERE r.person = p.id AND e.data ->> 'sample') ORDER BY p.id`

func emailKey(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// foundBy is the person's part of a search line: folded words, and the phone number in one piece,
// with and without the country's prefix, however it was written.
func foundBy(p event.Person) string {
	folded := searchText(p)
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, p.Phone)
	const subscriber = 9 // digits of a Polish number
	if digits != "" && digits != p.Phone {
		folded += " " + digits
	}
	if len(digits) > subscriber {
		folded += " " + digits[len(digits)-subscriber:]
	}
	return folded
}

// PersonsByEmail finds people of any edition by their address, ignoring case.
func (r reader) PersonsByEmail(ctx context.Context, email string) ([]event.Person, error) {
	key := emailKey(email)
	if key == "" {
		return nil, nil
	}
	return list(ctx, r.statements, personsByEmail, []any{key}, document[event.Person])
}

// partEnd stands between the parts of a person's search text, as a word that nobody can type.
const partEnd = "\x01"

// searchText folds what a person is found by; the names' ends stay visible, for ranking what was found.
func searchText(p event.Person) string {
	parts := p.SearchParts()
	for i := range parts {
		parts[i] = event.Fold(parts[i])
	}
	return strings.Join(parts, " "+partEnd+" ")
}
