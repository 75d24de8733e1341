package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"zlot/event"
)

var messageKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.QueuedMessage) error {
		err := w.exec(ctx, "INSERT INTO message (id, event, state, code, reply, version, data) VALUES (?, ?, ?, 0, '', ?, ?) ON CONFLICT DO NOTHING",
			b.ID, b.Message.Event, string(event.MessageQueued), f.HLC, string(f.Body))
		return w.follow(ctx, err, b.Registration, func(into string) error { return w.moveMessages(ctx, b.Registration, into) })
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.SettledMessage) error {
		return w.exec(ctx, "UPDATE message SET state = ?, code = ?, reply = ?, version = ? WHERE id = ?",
			string(b.State), b.Code, b.Reply, f.HLC, f.Entity)
	}),
)

// A message of another desk has no row in this desk's outbox.
const messageFrom = `SELECT m.data, m.state, coalesce(o.phase, ''), coalesce(o.attempts, 0), coalesce(o.next_at, 0),
	coalesce(o.code, m.code), coalesce(o.reply, m.reply),
	(SELECT max(at) FROM attempt WHERE message = m.id AND to_state = 'accepted') FROM message m LEFT JOIN outbox o ON o.message = m.id`

func scanMessage(row scanner) (event.Message, error) {
	var m event.Message
	var data sql.RawBytes
	var state event.MessageState
	var phase, reply string
	var attempts, code int
	var next int64
	var sent sql.NullInt64
	if err := row(&data, &state, &phase, &attempts, &next, &code, &reply, &sent); err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, err
	}
	m.State, m.Attempts, m.Code, m.Reply = state, attempts, code, reply
	if sent.Valid {
		m.SentAt = fromMillis(sent.Int64)
	}
	switch phase {
	case phaseWaiting:
		m.NextAt = fromMillis(max(next, millis(time.Time{}))) // a sample is due before the first of all times
	case phaseSending:
		m.State = event.MessageSending
	case phaseDot:
		m.State = event.MessageDot
	}
	return m, nil
}

// Messages lists an event's messages in the order in which they were queued, whatever the clock said: of two about
// the same thing the later one stands in for the earlier.
func (r reader) Messages(ctx context.Context, eventID string) ([]event.Message, error) {
	return list(ctx, r.statements, messageFrom+" WHERE m.event = ? ORDER BY m.rowid", []any{eventID}, scanMessage)
}

// Message finds one message.
func (r reader) Message(ctx context.Context, id string) (event.Message, error) {
	m, err := one(ctx, r.statements, messageFrom+" WHERE m.id = ?", []any{id}, scanMessage)
	return m, absent(err, event.CodeMessageNotFound, id)
}
