package storage

import (
	"context"
	"time"

	"zlot/event"
)

// notePresence brings up to date who was let in at a checkpoint. It looks at all scans of the person there: they
// may be typed in late, taken back, or arrive in any order.
func (w *writer) notePresence(ctx context.Context, checkpoint, session, registration string) error {
	past, err := w.PastScans(ctx, checkpoint, registration)
	if err != nil {
		return err
	}
	var p event.Presence
	for _, s := range past {
		if s.Undone || s.Session != session {
			continue
		}
		switch s.Outcome {
		case event.Admitted:
			if p.First.IsZero() {
				p.First = s.At
			}
			p.Came, p.Inside = s.At, true
		case event.Exited:
			p.Inside = false
		}
	}
	if p.First.IsZero() {
		return w.exec(ctx, "DELETE FROM presence WHERE checkpoint = ? AND session = ? AND registration = ?", checkpoint, session, registration)
	}
	inside := 0
	if p.Inside {
		inside = 1
	}
	return w.exec(ctx, `INSERT INTO presence (checkpoint, session, registration, first, came, inside) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET first = excluded.first, came = excluded.came, inside = excluded.inside`,
		checkpoint, session, registration, millis(p.First), millis(p.Came), inside)
}

// place is where somebody was scanned: a checkpoint, and at a room's the session.
type place struct{ checkpoint, session string }

// placesOf lists where a registration was scanned: one who only left has no row in the view, and moves others' rows
// all the same.
func (w *writer) placesOf(ctx context.Context, registration string) ([]place, error) {
	const query = `SELECT DISTINCT checkpoint, session FROM scan WHERE registration = ?
		AND checkpoint IN (SELECT id FROM checkpoint UNION SELECT checkpoint FROM presence UNION SELECT '')`
	return list(ctx, w.statements, query, []any{registration},
		func(row scanner) (p place, err error) { return p, row(&p.checkpoint, &p.session) })
}

// movePresence is called when the scans of one registration, made at places, have become those of another one.
func (w *writer) movePresence(ctx context.Context, from, into string, places []place) error {
	for _, p := range places {
		for _, registration := range []string{from, into} {
			if err := w.notePresence(ctx, p.checkpoint, p.session, registration); err != nil {
				return err
			}
		}
	}
	return nil
}

// Turnout counts who was let in at a checkpoint.
func (r reader) Turnout(ctx context.Context, f event.TurnoutFilter) (t event.Turnout, err error) {
	err = r.row(ctx, `SELECT count(*), coalesce(sum(inside), 0), coalesce(sum(came >= ?), 0), coalesce(sum(CASE ? WHEN ''
			THEN NOT EXISTS (SELECT 1 FROM registration WHERE id = p.registration AND status = 'confirmed')
			ELSE NOT EXISTS (SELECT 1 FROM enrolment WHERE session = ? AND registration = p.registration AND state = 'enrolled') END), 0)
		FROM presence AS p WHERE checkpoint = ? AND session = ? AND came >= ?`,
		[]any{millis(f.Recent), f.Enrolled, f.Enrolled, f.Checkpoint, f.Session, since(f.Since)}, &t.Here, &t.Inside, &t.Recent, &t.Besides)
	return t, err
}

// Presences lists who was let in at a checkpoint, each person once a session.
func (r reader) Presences(ctx context.Context, f event.TurnoutFilter) ([]event.Presence, error) {
	return list(ctx, r.statements, `SELECT registration, first, came, inside,
			EXISTS (SELECT 1 FROM registration WHERE id = p.registration AND status = 'confirmed') FROM presence AS p
		WHERE checkpoint = ? AND session = ? AND came >= ?`, []any{f.Checkpoint, f.Session, since(f.Since)},
		func(row scanner) (p event.Presence, err error) {
			var first, came int64
			err = row(&p.Registration, &first, &came, &p.Inside, &p.Confirmed)
			p.First, p.Came = fromMillis(first), fromMillis(came)
			return p, err
		})
}

// since is the bound of a filter; the zero time is none.
func since(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return millis(t)
}
