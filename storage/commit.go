package storage

import (
	"context"
	"errors"
	"time"

	"zlot/event"
)

// errNothing ends a transaction in which nothing was decided.
var errNothing = errors.New("nothing to write")

// Commit is the one door of change: decide reads inside the writing transaction, and what it returns
// is written durably with its views, or not at all. decide must not call Commit.
func (db *DB) Commit(ctx context.Context, decide func(event.Reader) (event.Batch, error)) ([]event.Fact, error) {
	return db.commit(ctx, func(w *writer) (event.Batch, error) { return decide(w.reader) })
}

func (db *DB) commit(ctx context.Context, decide func(*writer) (event.Batch, error)) ([]event.Fact, error) {
	return db.commitBy(ctx, db.write, decide)
}

// commitBy is commit by one of the ways to write.
func (db *DB) commitBy(ctx context.Context, write func(context.Context, func(*writer) error, func()) error,
	decide func(*writer) (event.Batch, error)) ([]event.Fact, error) {
	if db.readOnly {
		return nil, event.Fail(event.CodeReadOnly, "Path", db.path)
	}
	var facts []event.Fact
	var hlc, number int64
	err := write(ctx, func(w *writer) error {
		batch, err := decide(w)
		if err != nil {
			return err
		}
		if len(batch.Facts) == 0 && len(batch.Blobs) == 0 {
			return errNothing
		}
		if err := batch.Tidy(); err != nil {
			return err
		}
		if err := w.insertBlobs(ctx, batch.Blobs); err != nil {
			return err
		}
		if number, err = db.originNumber(ctx); err != nil {
			return err
		}
		facts, hlc = db.stamp(ctx, batch.Facts)
		for _, f := range facts {
			if err := w.record(ctx, number, f); err != nil {
				return err
			}
		}
		return w.emptyRemoved(ctx)
	}, func() {
		db.number, db.seq, db.hlc = number, db.seq+int64(len(facts)), hlc
		db.index.note(facts)
	})
	if errors.Is(err, errNothing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	db.publish(facts)
	return facts, nil
}

// record writes a fact made at this desk: log, views, and what the machine has to do about it.
func (w *writer) record(ctx context.Context, origin int64, f event.Fact) error {
	f, err := w.hushed(ctx, f)
	if err != nil {
		return err
	}
	if err := w.insertFact(ctx, origin, f); err != nil {
		return err
	}
	if act := outboxActions[f.Kind]; act != nil {
		if err := act(ctx, w, f); err != nil {
			return err
		}
	}
	return w.apply(ctx, f)
}

// stamp fills in what the store knows of facts. The clock of the log never goes back, whatever the
// machine's does. It is called with the turn to write.
func (db *DB) stamp(ctx context.Context, facts []event.Fact) ([]event.Fact, int64) {
	now := db.clock.Now().UTC().Truncate(time.Millisecond)
	hlc := max(db.hlc+1, now.UnixMilli()<<16)
	for i := range facts { // in place: an import has hundreds of thousands
		f := &facts[i]
		f.ID, f.Desk, f.Origin, f.Seq = event.NewID(), db.desk, db.origin, db.seq+1+int64(i)
		f.HLC, f.At, f.By = hlc+int64(i), now, event.Actor(ctx)
	}
	return facts, hlc + int64(len(facts)) - 1
}

// Subscribe calls f after every commit, on the committing goroutine; f must not block.
func (db *DB) Subscribe(f func([]event.Fact)) (cancel func()) {
	s := &db.subscribers
	s.Lock()
	defer s.Unlock()
	id := s.next
	s.next++
	s.all[id] = f
	return func() {
		s.Lock()
		defer s.Unlock()
		delete(s.all, id)
	}
}

func (db *DB) publish(facts []event.Fact) {
	s := &db.subscribers
	s.Lock()
	all := make([]func([]event.Fact), 0, len(s.all))
	for _, f := range s.all {
		all = append(all, f)
	}
	s.Unlock()
	for _, f := range all {
		f(facts)
	}
}
