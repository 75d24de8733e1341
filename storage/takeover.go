package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"zlot/event"
)

// before is what the file before a restore knows, and what must not be forgotten with it: whom and what it erased,
// and which mails it sent.
type before struct {
	purges  []event.Fact // of fields whose time had come
	erased  []string     // people
	whole   []string     // those of them who are in no register of certificates either
	mails   []mail       // that were handed over, or may have been
	queued  map[string]event.Fact
	settled map[string][]event.Fact
	files   map[string][]byte // that went with mails, by SHA-256
}

// mail is a row of the outbox with its ledger.
type mail struct {
	message  string
	row      []any
	attempts [][]any
}

const (
	outboxColumns  = "message, event, document, sha256, address, copy, phase, next_at, attempts, code, reply"
	attemptColumns = "message, at, from_state, to_state, code, reply"
)

// takeOver takes over from the file at path what this one must not forget. A file that cannot be read any more
// is no reason to stop.
func (db *DB) takeOver(ctx context.Context, path string) (r Restored, err error) {
	b, err := readBefore(ctx, path)
	if errors.Is(err, os.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		r.Unread = failure(path, err)
	}
	r.Erased, r.Whole = b.erased, b.whole
	late := false
	err = db.inTurn(ctx, func() error {
		hlc := db.hlc
		return db.transaction(ctx, func(w *writer) error {
			t := taker{w: w, hlc: &hlc, before: db.hlc, late: &late}
			for _, f := range b.purges {
				if err := t.take(ctx, f); err != nil {
					return err
				}
			}
			for _, m := range b.mails {
				sent, err := t.takeMail(ctx, b, m)
				if err != nil {
					return fmt.Errorf("message %s: %w", m.message, err)
				}
				if sent {
					r.Sent++
				}
			}
			if len(b.purges) > 0 {
				return w.wipeLater(ctx)
			}
			return nil
		}, func() { db.hlc = hlc })
	})
	if err == nil && late {
		err = db.Rebuild(ctx) // some of it happened before what the copy knows
	}
	return r, err
}

// readBefore reads what is to be taken over. What was read before an error comes with it.
func readBefore(ctx context.Context, path string) (b before, err error) {
	s, err := inspect(path)
	if err != nil {
		return b, err
	}
	if !s.exists || s.empty {
		return b, os.ErrNotExist
	}
	if err := checkSchema(ctx, path); err != nil {
		return b, err
	}
	if s.schema < len(migrations) {
		folder, err := os.MkdirTemp(filepath.Dir(path), DraftPattern())
		if err != nil {
			return b, err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
		if path, err = upgraded(ctx, path, filepath.Join(folder, "before")); err != nil {
			return b, err
		}
	}
	pool, err := openPool(ctx, path)
	if err != nil {
		return b, err
	}
	log := newStatements(path, preparer(pool.PrepareContext))
	defer func() {
		log.close()
		err = errors.Join(err, pool.Close())
	}()
	return b, b.read(ctx, log)
}

// upgraded is a copy of a file of an older program with the tables of this one.
func upgraded(ctx context.Context, path, to string) (string, error) {
	if err := copyDatabase(ctx, path, to); err != nil {
		return "", err
	}
	db, err := Open(ctx, to, Options{DeskFile: to + ".desk"})
	if err != nil {
		return "", err
	}
	return to, db.Close()
}

func (b *before) read(ctx context.Context, s *statements) error {
	b.queued, b.settled, b.files = map[string]event.Fact{}, map[string][]event.Fact{}, map[string][]byte{}
	query := "SELECT " + factColumns + ` FROM fact WHERE kind IN ('person.purged', 'registration.purged', 'message.queued', 'message.settled')
		ORDER BY hlc, origin, seq`
	err := s.each(ctx, query, nil, func(row scanner) error {
		f, err := scanFact(row)
		if err != nil {
			return err
		}
		switch f.Kind {
		case "message.queued":
			b.queued[f.Entity] = f
		case "message.settled":
			b.settled[f.Entity] = append(b.settled[f.Entity], f)
		default:
			b.purges = append(b.purges, f)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = s.each(ctx, "SELECT person FROM erased ORDER BY person", nil, func(row scanner) error {
		var id string
		err := row(&id)
		b.erased = append(b.erased, id)
		return err
	})
	if err != nil {
		return err
	}
	const whole = "SELECT DISTINCT entity FROM fact WHERE kind = 'person.erased' AND body ->> 'register' ORDER BY entity"
	err = s.each(ctx, whole, nil, func(row scanner) error {
		var id string
		err := row(&id)
		b.whole = append(b.whole, id)
		return err
	})
	if err != nil {
		return err
	}
	return b.readMails(ctx, s)
}

// readMails reads the mails that are not simply waiting.
func (b *before) readMails(ctx context.Context, s *statements) error {
	at := map[string]int{}
	const started = "phase <> 'waiting' OR EXISTS (SELECT 1 FROM attempt WHERE attempt.message = outbox.message AND to_state = 'dot')"
	err := s.each(ctx, "SELECT "+outboxColumns+" FROM outbox WHERE "+started+" ORDER BY message", nil, func(row scanner) error {
		values, err := rowOf(row, 11)
		if err == nil {
			id := fmt.Sprint(values[0])
			at[id] = len(b.mails)
			b.mails = append(b.mails, mail{message: id, row: values})
		}
		return err
	})
	if err != nil {
		return err
	}
	err = s.each(ctx, "SELECT "+attemptColumns+" FROM attempt ORDER BY n", nil, func(row scanner) error {
		values, err := rowOf(row, 6)
		if i, ok := at[fmt.Sprint(values[0])]; ok && err == nil {
			b.mails[i].attempts = append(b.mails[i].attempts, values)
		}
		return err
	})
	if err != nil {
		return err
	}
	const files = `SELECT sha256, data FROM blob WHERE sha256 IN (
		SELECT a.value ->> 'sha256' FROM message m, json_each(m.data, '$.attachments') a)`
	return s.each(ctx, files, nil, func(row scanner) error {
		var name string
		var data []byte
		err := row(&name, &data)
		b.files[name] = data
		return err
	})
}

// rowOf reads a row as it is.
func rowOf(row scanner, columns int) ([]any, error) {
	values, dest := make([]any, columns), make([]any, columns)
	for i := range dest {
		dest[i] = &values[i]
	}
	return values, row(dest...)
}

// taker writes facts of another file into this one.
type taker struct {
	w      *writer
	hlc    *int64 // the highest clock of the log from now on
	before int64  // and before
	late   *bool  // a fact came in that is older than what was known
}

// take adds a fact to the log and shows it in the tables; one that is known already changes nothing.
func (t taker) take(ctx context.Context, f event.Fact) error {
	number, err := t.w.originNumber(ctx, f.Origin)
	if err != nil {
		return err
	}
	var known bool
	if err := t.w.row(ctx, "SELECT EXISTS (SELECT 1 FROM fact WHERE n = ?)", []any{number<<originShift | f.Seq}, &known); err != nil || known {
		return err
	}
	if f, err = t.w.hushed(ctx, f); err != nil {
		return err
	}
	if err := t.w.insertFact(ctx, number, f); err != nil {
		return err
	}
	*t.hlc = max(*t.hlc, f.HLC)
	*t.late = *t.late || f.HLC <= t.before
	return t.w.apply(ctx, f)
}

// takeMail makes a message stand where it stands in the other file. sent is false where it stands there already, and
// where it is about somebody or something that is not in this file.
func (t taker) takeMail(ctx context.Context, b before, m mail) (sent bool, err error) {
	var steps int
	if err := t.w.row(ctx, "SELECT count(*) FROM attempt WHERE message = ?", []any{m.message}, &steps); err != nil || steps >= len(m.attempts) {
		return false, err
	}
	if steps == 0 {
		if ok, err := t.queue(ctx, b, m.message); err != nil || !ok {
			return false, err
		}
	}
	for _, f := range b.settled[m.message] {
		if err := t.take(ctx, f); err != nil {
			return false, err
		}
	}
	if err := t.w.exec(ctx, "DELETE FROM attempt WHERE message = ?", m.message); err != nil {
		return false, err
	}
	n, err := t.w.touch(ctx, "INSERT OR REPLACE INTO outbox ("+outboxColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?)", m.row...)
	if err != nil || n == 0 {
		return false, err
	}
	for _, a := range m.attempts {
		if err := t.w.exec(ctx, "INSERT INTO attempt ("+attemptColumns+") VALUES (?,?,?,?,?,?)", a...); err != nil {
			return false, err
		}
	}
	return true, nil
}

// queue adds a message that was written since, if whom and what it is about is here.
func (t taker) queue(ctx context.Context, b before, id string) (bool, error) {
	f, ok := b.queued[id]
	if !ok {
		return false, nil
	}
	var m event.Message
	if err := json.Unmarshal(f.Body, &m); err != nil {
		return false, err
	}
	var there bool
	err := t.w.row(ctx, `SELECT (?1 = '' OR EXISTS (SELECT 1 FROM registration WHERE id = ?1))
		AND (?2 = '' OR EXISTS (SELECT 1 FROM certificate WHERE number = ?2 AND (?3 = '' OR instr(data, ?3))))
		AND EXISTS (SELECT 1 FROM event WHERE id = ?4)`, []any{m.Registration, m.Certificate, m.SHA256, m.Event}, &there)
	if err != nil || !there {
		return false, err
	}
	for _, a := range m.Attachments {
		if data, ok := b.files[a.SHA256]; ok {
			if err := t.w.insertBlobs(ctx, [][]byte{data}); err != nil {
				return false, err
			}
		}
	}
	return true, t.take(ctx, f)
}
