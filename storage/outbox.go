package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"zlot/event"
)

// The phases of a row of the outbox. What became of a message that is done is in the message's view.
const (
	phaseWaiting = "waiting"
	phaseSending = "sending"
	phaseDot     = "dot"
	phaseDone    = "done"
)

var phaseOf = map[event.MessageState]string{
	event.MessageQueued:  phaseWaiting,
	event.MessageSending: phaseSending,
	event.MessageDot:     phaseDot,
}

// moves lists all transitions of a message. From sending on it is the server that decides; a person
// cancels what still waits, and decides about what is uncertain, failed or came back.
var moves = map[event.MessageState][]event.MessageState{
	"":                     {event.MessageQueued},
	event.MessageQueued:    {event.MessageSending, event.MessageCancelled},
	event.MessageSending:   {event.MessageQueued, event.MessageDot, event.MessageFailed},
	event.MessageDot:       {event.MessageQueued, event.MessageAccepted, event.MessageFailed, event.MessageUncertain},
	event.MessageAccepted:  {event.MessageBounced},
	event.MessageUncertain: {event.MessageAccepted, event.MessageFailed, event.MessageCancelled, event.MessageBounced},
	event.MessageFailed:    {event.MessageAccepted, event.MessageCancelled},
	event.MessageBounced:   {event.MessageAccepted, event.MessageCancelled},
}

// outboxActions are what the machine of the desk where a fact was made has to do about it. Facts of
// other desks have none, so that only one desk mails a message.
var outboxActions = map[string]func(ctx context.Context, w *writer, f event.Fact) error{
	event.QueuedMessage{}.FactKind(): func(ctx context.Context, w *writer, f event.Fact) error {
		var b event.QueuedMessage
		if err := json.Unmarshal(f.Body, &b); err != nil {
			return err
		}
		return w.enqueue(ctx, f, b.Message)
	},
	event.SettledMessage{}.FactKind(): func(ctx context.Context, w *writer, f event.Fact) error {
		var b event.SettledMessage
		if err := json.Unmarshal(f.Body, &b); err != nil {
			return err
		}
		return w.settle(ctx, f, b)
	},
	event.PersonErased{}.FactKind():       wipeLater,
	event.PersonPurged{}.FactKind():       wipeLater,
	event.RegistrationPurged{}.FactKind(): wipeLater,
}

func (w *writer) enqueue(ctx context.Context, f event.Fact, m event.Message) error {
	n, err := w.touch(ctx, `INSERT INTO outbox (message, event, document, sha256, address, copy, phase, next_at, attempts, code, reply)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '') ON CONFLICT (message) DO NOTHING`,
		m.ID, m.Event, m.Document(), m.SHA256, emailKey(m.To), m.Copy, phaseWaiting, firstTry(m))
	if err != nil || n == 0 {
		return err
	}
	return w.ledger(ctx, attempt{message: m.ID, at: f.At, to: event.MessageQueued})
}

// firstTry is when a message is due first. A sample is due before all others, so that it does not take
// real letters with it.
func firstTry(m event.Message) int64 {
	if m.Sample {
		return millis(time.Time{}) - 1
	}
	return millis(m.NextAt)
}

// settle ends a message where that is allowed. A message of another desk has no row to end.
func (w *writer) settle(ctx context.Context, f event.Fact, b event.SettledMessage) error {
	m, err := w.Message(ctx, f.Entity)
	if err != nil {
		return err
	}
	if !slices.Contains(moves[m.State], b.State) || phaseOf[b.State] != "" {
		return stateForbidden(m.ID, m.State, b.State)
	}
	from := phaseOf[m.State]
	if from == "" {
		from = phaseDone
	}
	n, err := w.touch(ctx, "UPDATE outbox SET phase = ?, code = ?, reply = ? WHERE message = ? AND phase = ?",
		phaseDone, b.Code, b.Reply, m.ID, from)
	if err != nil || n == 0 {
		return err
	}
	return w.ledger(ctx, attempt{m.ID, f.At, m.State, b.State, b.Code, b.Reply})
}

func stateForbidden(id string, from, to event.MessageState) error {
	return event.Fail(event.CodeMailState, "ID", id, "From", string(from), "To", string(to))
}

// attempt is a row of the ledger.
type attempt struct {
	message  string
	at       time.Time
	from, to event.MessageState
	code     int
	reply    string
}

// Attempts are the steps of a message on this desk, oldest first.
func (r reader) Attempts(ctx context.Context, message string) ([]event.Attempt, error) {
	return list(ctx, r.statements, "SELECT at, from_state, to_state, code, reply FROM attempt WHERE message = ? ORDER BY n", []any{message},
		func(row scanner) (a event.Attempt, err error) {
			var ms int64
			err = row(&ms, &a.From, &a.To, &a.Code, &a.Reply)
			a.At = fromMillis(ms)
			return a, err
		})
}

func (w *writer) ledger(ctx context.Context, a attempt) error {
	return w.exec(ctx, "INSERT INTO attempt (message, at, from_state, to_state, code, reply) VALUES (?, ?, ?, ?, ?, ?)",
		a.message, millis(a.at), string(a.from), string(a.to), a.code, a.reply)
}

// machine runs f as one durable transaction that makes no fact.
func (db *DB) machine(ctx context.Context, f func(*writer) error) error {
	if db.readOnly {
		return event.Fail(event.CodeReadOnly, "Path", db.path)
	}
	return db.write(ctx, f, func() {})
}

// Recover puts right what a crash left behind: sending → queued, dot → uncertain.
func (db *DB) Recover(ctx context.Context) (uncertain int, err error) {
	query := "SELECT message FROM outbox WHERE phase = ? ORDER BY message"
	text := func(row scanner) (id string, err error) { err = row(&id); return id, err }
	err = db.machine(ctx, func(w *writer) error {
		lost, err := list(ctx, w.statements, query, []any{phaseSending}, text)
		for _, id := range lost {
			err = errors.Join(err, w.requeue(ctx, attempt{message: id, at: db.clock.Now(), from: event.MessageSending, to: event.MessageQueued}, time.Time{}))
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	doubtful, err := list(ctx, db.statements, query, []any{phaseDot}, text)
	for _, id := range doubtful {
		if err := db.Settle(ctx, id, event.MessageUncertain, 0, ""); err != nil {
			return uncertain, err
		}
		uncertain++
	}
	return uncertain, err
}

// due finds the next message that is due.
const due = "(SELECT message FROM outbox WHERE event = ? AND phase = ? AND next_at <= ? ORDER BY next_at, message LIMIT 1)"

// Peek is the message that Claim would take now.
func (db *DB) Peek(ctx context.Context, eventID string, now time.Time) (m event.Message, ok bool, err error) {
	m, err = one(ctx, db.statements, messageFrom+" WHERE m.id = "+due, []any{eventID, phaseWaiting, millis(now)}, scanMessage)
	if errors.Is(err, sql.ErrNoRows) {
		return event.Message{}, false, nil
	}
	return m, err == nil, err
}

// Claim takes the next message that is due and moves it to sending; ok is false if none is. If the power fails
// before Dot, it is not sent and waits again: there is nothing here to wait for the disk for.
func (db *DB) Claim(ctx context.Context, eventID string, now time.Time) (m event.Message, ok bool, err error) {
	if db.readOnly {
		return m, false, event.Fail(event.CodeReadOnly, "Path", db.path)
	}
	err = db.writeUnwaited(ctx, func(w *writer) error {
		var id string
		err := w.row(ctx, "UPDATE outbox SET phase = ?, attempts = attempts + 1 WHERE phase = ? AND message = "+due+" RETURNING message", []any{phaseSending, phaseWaiting, eventID, phaseWaiting, millis(now)}, &id)
		if errors.Is(err, sql.ErrNoRows) {
			return errNothing
		}
		if err != nil {
			return err
		}
		if err := w.ledger(ctx, attempt{message: id, at: now, from: event.MessageQueued, to: event.MessageSending}); err != nil {
			return err
		}
		m, err = w.Message(ctx, id)
		return err
	}, func() {})
	if errors.Is(err, errNothing) {
		return event.Message{}, false, nil
	}
	return m, err == nil, err
}

// Hurry makes everything due at now that waits for a later time.
func (db *DB) Hurry(ctx context.Context, eventID string, now time.Time) error {
	err := db.machine(ctx, func(w *writer) error {
		return w.exec(ctx, "UPDATE outbox SET next_at = ? WHERE event = ? AND phase = ? AND next_at > ?",
			millis(now), eventID, phaseWaiting, millis(now))
	})
	if err != nil {
		return fmt.Errorf("hurry the messages of %s: %w", eventID, err)
	}
	return nil
}

// Dot moves a message from sending to dot, just before the final dot.
func (db *DB) Dot(ctx context.Context, id string) error {
	return db.machine(ctx, func(w *writer) error {
		n, err := w.touch(ctx, "UPDATE outbox SET phase = ? WHERE message = ? AND phase = ?", phaseDot, id, phaseSending)
		if err != nil {
			return err
		}
		if n != 1 {
			return w.refuse(ctx, id, event.MessageDot)
		}
		return w.ledger(ctx, attempt{message: id, at: db.clock.Now(), from: event.MessageSending, to: event.MessageDot})
	})
}

// Requeue moves a message from sending or dot back to queued, due at next, with the server's words.
func (db *DB) Requeue(ctx context.Context, id string, next time.Time, code int, reply string) error {
	return db.machine(ctx, func(w *writer) error {
		m, err := w.Message(ctx, id)
		if err != nil {
			return err
		}
		return w.requeue(ctx, attempt{id, db.clock.Now(), m.State, event.MessageQueued, code, reply}, next)
	})
}

func (w *writer) requeue(ctx context.Context, a attempt, next time.Time) error {
	if !slices.Contains(moves[a.from], event.MessageQueued) {
		return stateForbidden(a.message, a.from, a.to)
	}
	n, err := w.touch(ctx, "UPDATE outbox SET phase = ?, next_at = ?, code = ?, reply = ? WHERE message = ? AND phase = ?",
		phaseWaiting, millis(next), a.code, a.reply, a.message, phaseOf[a.from])
	if err != nil {
		return err
	}
	if n != 1 {
		return stateForbidden(a.message, a.from, a.to)
	}
	return w.ledger(ctx, a)
}

// refuse says why a message cannot move to a state: there is none, or it stands elsewhere.
func (w *writer) refuse(ctx context.Context, id string, to event.MessageState) error {
	m, err := w.Message(ctx, id)
	if err != nil {
		return err
	}
	return stateForbidden(id, m.State, to)
}

// Settle ends a message: accepted, failed, uncertain or cancelled. The fact of it is in the log. It does not wait
// for the disk where the server took the message: if the power fails before the next one, that one is uncertain.
func (db *DB) Settle(ctx context.Context, id string, state event.MessageState, code int, reply string) error {
	write := db.write
	if state == event.MessageAccepted {
		write = db.writeUnwaited
	}
	_, err := db.commitBy(ctx, write, func(w *writer) (b event.Batch, err error) {
		m, err := w.Message(ctx, id)
		if err != nil {
			return b, err
		}
		b.Add(m.Event, id, event.SettledMessage{State: state, Code: code, Reply: reply})
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("settle message %s: %w", id, err)
	}
	return nil
}
