package storage

import (
	"context"
	"slices"

	"zlot/event"
)

// checkLedger looks for messages whose transitions cannot have happened, or lead elsewhere than the
// message stands.
func (db *DB) checkLedger(ctx context.Context, f *findings) error {
	stands := map[string]event.MessageState{} // by the ledger
	broken := map[string]bool{}
	err := db.each(ctx, "SELECT message, from_state, to_state FROM attempt ORDER BY n", nil, func(row scanner) error {
		var id string
		var from, to event.MessageState
		if err := row(&id, &from, &to); err != nil {
			return err
		}
		if stands[id] != from || !slices.Contains(moves[from], to) {
			broken[id] = true
		}
		stands[id] = to
		return nil
	})
	if err != nil {
		return err
	}
	// Every message of the outbox stands where its ledger ends, with as many attempts as it tells of.
	err = db.each(ctx, `SELECT o.message, o.phase, o.attempts, coalesce(m.state, ''),
		(SELECT count(*) FROM attempt a WHERE a.message = o.message AND a.to_state = 'sending')
		FROM outbox o LEFT JOIN message m ON m.id = o.message`, nil, func(row scanner) error {
		var id, phase string
		var state event.MessageState
		var attempts, counted int
		if err := row(&id, &phase, &attempts, &state, &counted); err != nil {
			return err
		}
		want := phaseOf[stands[id]]
		if want == "" {
			want = phaseDone
		}
		if phase != want || attempts != counted || phase == phaseDone && state != stands[id] ||
			phase != phaseDone && state != event.MessageQueued {
			broken[id] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for id := range broken {
		f.add("check.ledger", "Message", id)
	}
	return db.checkMailFiles(ctx, f)
}

// checkMailFiles looks for files that go with messages, and are gone.
func (db *DB) checkMailFiles(ctx context.Context, f *findings) error {
	return db.each(ctx, `SELECT m.id, a.value ->> 'name' FROM message m, json_each(m.data, '$.attachments') a
		WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256 = a.value ->> 'sha256') ORDER BY m.id`, nil, func(row scanner) error {
		var id, name string
		if err := row(&id, &name); err != nil {
			return err
		}
		f.add("check.message", "Message", id, "Name", name)
		return nil
	})
}
