package storage

import (
	"context"
	"database/sql"

	"zlot/event"
)

// Moves is what all scans of an event say of where people were, in no order, without those that were taken back. An
// event may have hundreds of thousands: what is the same again is kept once.
func (r reader) Moves(ctx context.Context, eventID string) ([]event.Move, error) {
	const query = `SELECT checkpoint, registration, session, at, outcome FROM scan
		WHERE event = ? AND outcome IN ('admitted', 'already_in', 'exited') AND registration <> ''
		AND id NOT IN (SELECT undoes FROM scan WHERE undoes <> '')`
	known := map[string]string{}
	once := func(raw sql.RawBytes) string {
		text, ok := known[string(raw)]
		if !ok {
			text = string(raw)
			known[text] = text
		}
		return text
	}
	var checkpoint, registration, session, outcome sql.RawBytes
	return list(ctx, r.statements, query, []any{eventID}, func(row scanner) (m event.Move, err error) {
		var at int64
		err = row(&checkpoint, &registration, &session, &at, &outcome)
		return event.Move{Checkpoint: once(checkpoint), Registration: once(registration), Session: once(session), At: fromMillis(at), Outcome: event.Outcome(once(outcome))}, err
	})
}
