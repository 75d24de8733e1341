package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"zlot/event"
)

// Operators are kept after they were removed: their names stand beside what they did. What a PIN was checked with
// goes from the log once another one holds, or none.
var operatorKinds = collect(
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.OperatorAdded) error {
		return w.exec(ctx, "INSERT INTO operator (id, version, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
			b.ID, f.HLC, string(f.Body))
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, b event.OperatorChanged) error {
		err := changed(ctx, w, f, "operator", b.Change, func(o event.Operator) error {
			if o.Removed {
				o.PIN = event.PIN{}
			}
			return w.setDocument(ctx, "operator", f, o)
		})
		if err != nil || b.Field != "pin" {
			return err
		}
		return w.forgetPINs(ctx, f)
	}),
	kind(func(ctx context.Context, w *writer, f event.Fact, _ event.OperatorRemoved) error {
		o, found, err := stored[event.Operator](ctx, w, "operator", f.Entity)
		if err != nil || !found {
			return err
		}
		o.Removed, o.PIN = true, event.PIN{}
		if err := w.setDocument(ctx, "operator", f, o); err != nil {
			return err
		}
		return w.forgetPINs(ctx, f)
	}),
)

// forgetPINs empties the PINs of an operator in the facts before f.
func (w *writer) forgetPINs(ctx context.Context, f event.Fact) error {
	return w.rewriteFacts(ctx, "entity = ? AND kind IN ('operator.added', 'operator.changed') AND hlc < ?", []any{f.Entity, f.HLC}, withoutPIN)
}

func withoutPIN(f event.Fact) (event.Fact, bool, error) {
	var body any
	switch f.Kind {
	case event.OperatorAdded{}.FactKind():
		var b event.OperatorAdded
		if err := json.Unmarshal(f.Body, &b); err != nil {
			return f, false, err
		}
		if b.PIN.Key == nil {
			return f, false, nil
		}
		b.PIN = event.PIN{}
		body = b
	default:
		var b event.OperatorChanged
		if err := json.Unmarshal(f.Body, &b); err != nil {
			return f, false, err
		}
		if b.Field != "pin" {
			return f, false, nil
		}
		b.Change = event.NewChange("pin", nil, event.PIN{}, 0)
		body = b
	}
	raw, err := json.Marshal(body)
	f.Body = raw
	return f, true, err
}

// Operators lists all who ever worked at the program, in the order in which they were added.
func (r reader) Operators(ctx context.Context) ([]event.Operator, error) {
	return list(ctx, r.statements, "SELECT data FROM operator ORDER BY id", nil, document[event.Operator])
}

// Tries are the wrong guesses of an operator's PIN in a row. They are the machine's and not in the log.
func (db *DB) Tries(ctx context.Context, operator string) (event.Tries, error) {
	var t event.Tries
	var last int64
	err := db.row(ctx, "SELECT wrong, last FROM operator_try WHERE operator = ?", []any{operator}, &t.Wrong, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return event.Tries{}, nil
	}
	t.Last = fromMillis(last)
	return t, err
}

// SetTries remembers guesses.
func (db *DB) SetTries(ctx context.Context, operator string, t event.Tries) error {
	if db.readOnly {
		return event.Fail(event.CodeReadOnly, "Path", db.path)
	}
	return db.machine(ctx, func(w *writer) error {
		if t.Wrong == 0 {
			return w.exec(ctx, "DELETE FROM operator_try WHERE operator = ?", operator)
		}
		return w.exec(ctx, `INSERT INTO operator_try (operator, wrong, last) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET wrong = excluded.wrong, last = excluded.last`, operator, t.Wrong, millis(t.Last))
	})
}
