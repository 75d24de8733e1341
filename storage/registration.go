package storage

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"zlot/event"
)

var registrationKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.RegistrationAdded) error {
		r := b.Registration
		if into, err := w.kept(ctx, r.ID); err != nil || into != r.ID {
			return errors.Join(err, w.keepCode(ctx, r.Badge, into, f.HLC))
		}
		data := string(f.Body)
		if person, err := w.kept(ctx, r.Person); err != nil {
			return err
		} else if person != r.Person {
			r.Person = person
			raw, err := json.Marshal(r)
			if err != nil {
				return err
			}
			data = string(raw)
		}
		n, err := w.touch(ctx, `INSERT INTO registration (id, event, person, status, grp, badge, number, version, data)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			r.ID, r.Event, r.Person, string(r.Status), r.Group, r.Badge, r.Number, f.HLC, data)
		if err != nil || n == 0 {
			return err
		}
		return w.keepCode(ctx, r.Badge, r.ID, f.HLC)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.RegistrationChanged) error {
		id, ok, err := w.present(ctx, f.Entity, f.HLC)
		// Who cancelled a duplicate elsewhere did not cancel the person.
		if err != nil || !ok || (id != f.Entity && b.Field == "status") {
			return err
		}
		f.Entity = id
		return changed(ctx, w, f, "registration", b.Change, func(r event.Registration) error {
			return w.updateRegistration(ctx, f, r)
		})
	}),
)

func (w *writer) updateRegistration(ctx context.Context, f event.Fact, r event.Registration) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	err = w.exec(ctx, `UPDATE registration SET event = ?, person = ?, status = ?, grp = ?, badge = ?, number = ?,
		version = ?, data = ? WHERE id = ?`,
		r.Event, r.Person, string(r.Status), r.Group, r.Badge, r.Number, f.HLC, string(data), f.Entity)
	if err != nil {
		return err
	}
	return w.keepCode(ctx, r.Badge, f.Entity, f.HLC)
}

// Entry finds one registration.
func (r reader) Entry(ctx context.Context, registration string) (event.Entry, error) {
	e, err := one(ctx, r.statements, entryFrom+" WHERE r.id = ?", []any{registration}, scanEntry)
	return e, absent(err, event.CodeRegistrationNotFound, registration)
}

// CountEntries counts an event's registrations by status.
func (r reader) CountEntries(ctx context.Context, eventID string) (map[event.Status]int, error) {
	counts := map[event.Status]int{}
	const query = "SELECT status, count(*) FROM registration INDEXED BY registration_number WHERE event = ? GROUP BY status"
	err := r.each(ctx, query, []any{eventID}, func(row scanner) error {
		var status event.Status
		var n int
		if err := row(&status, &n); err != nil {
			return err
		}
		counts[status] = n
		return nil
	})
	return counts, err
}

// ConsentWordings are the consents about which somebody of an event said something, as the first one was asked.
func (r reader) ConsentWordings(ctx context.Context, eventID string) ([]string, error) {
	return list(ctx, r.statements, `SELECT c.value ->> 'wording' FROM registration AS r, json_each(r.data, '$.consents') AS c
		WHERE r.event = ? AND c.type = 'object' GROUP BY 1 ORDER BY min(r.number), min(c.key)`, []any{eventID},
		func(row scanner) (wording string, err error) { return wording, row(&wording) })
}

// LastBadgeNumber is the highest running number of an event's badges, or 0.
func (r reader) LastBadgeNumber(ctx context.Context, eventID string) (int, error) {
	var n int
	err := r.row(ctx, "SELECT coalesce(max(number), 0) FROM registration WHERE event = ?", []any{eventID}, &n)
	return n, err
}

// PrintedBadges tells when each registration's badge was last printed.
func (r reader) PrintedBadges(ctx context.Context, eventID string) (map[string]time.Time, error) {
	printed := map[string]time.Time{}
	err := r.each(ctx, `SELECT coalesce(m."into", b.registration), max(b.at) FROM badge_print b
		LEFT JOIN merged m ON m.id = b.registration WHERE b.event = ? GROUP BY 1`, []any{eventID}, func(row scanner) error {
		var id string
		var at int64
		if err := row(&id, &at); err != nil {
			return err
		}
		printed[id] = fromMillis(at)
		return nil
	})
	return printed, err
}
