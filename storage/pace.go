package storage

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"zlot/event"
)

// SentSince counts the messages that were accepted, or may have been, since t: those of all events that write from
// the same address, for its provider counts them together. What a clock that was wrong put into the future does
// not count: mail would stand still until then.
func (db *DB) SentSince(ctx context.Context, eventID string, t time.Time) (int, error) {
	var n int
	err := db.row(ctx, `SELECT count(*) FROM attempt a JOIN outbox o ON o.message = a.message
		WHERE a.from_state = 'dot' AND a.at >= ?1 AND a.to_state IN (?2, ?3) AND a.at <= ?5 AND (o.event = ?4 OR o.event IN (
			SELECT e.id FROM event e JOIN event own ON own.id = ?4 AND own.data ->> '$.mail_account.address' <> ''
			WHERE e.data ->> '$.mail_account.address' = own.data ->> '$.mail_account.address'))`,
		[]any{millis(t), string(event.MessageAccepted), string(event.MessageUncertain), eventID, millis(db.clock.Now().Add(time.Minute))}, &n)
	return n, err
}

// Pause remembers that the account rests until t, and why; the zero time ends the rest. What a person asked for
// outlasts what the sender finds out meanwhile.
func (db *DB) Pause(ctx context.Context, eventID string, until time.Time, code, reply string) error {
	return db.machine(ctx, func(w *writer) error {
		if until.IsZero() {
			return w.exec(ctx, "DELETE FROM pause WHERE event = ?", eventID)
		}
		return w.exec(ctx, `INSERT INTO pause (event, until, code, reply) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET until = excluded.until, code = excluded.code, reply = excluded.reply WHERE code <> ?`,
			eventID, millis(until), code, reply, event.CodeMailPaused)
	})
}

// Paused tells until when the account rests, and why; the zero time means that it does not.
func (db *DB) Paused(ctx context.Context, eventID string) (until time.Time, code, reply string, err error) {
	var ms int64
	err = db.row(ctx, "SELECT until, code, reply FROM pause WHERE event = ?", []any{eventID}, &ms, &code, &reply)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, "", "", nil
	}
	if err != nil {
		return time.Time{}, "", "", err
	}
	return fromMillis(ms), code, reply, nil
}

// NextDue tells when the next queued message is due; ok is false if none waits.
func (db *DB) NextDue(ctx context.Context, eventID string) (t time.Time, ok bool, err error) {
	var ms sql.NullInt64
	err = db.row(ctx, "SELECT min(next_at) FROM outbox WHERE event = ? AND phase = ?", []any{eventID, phaseWaiting}, &ms)
	if err != nil || !ms.Valid {
		return time.Time{}, false, err
	}
	return fromMillis(ms.Int64), true, nil
}
