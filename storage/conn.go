package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// statements keeps the prepared statements of one connection, or of a pool.
type statements struct {
	path    string
	prepare func(ctx context.Context, query string) (prepared, error)

	mu   sync.RWMutex
	kept map[string]prepared
}

// prepared is a prepared statement: of the pool, or of the writing connection.
type prepared interface {
	// touch executes and counts the rows it changed.
	touch(ctx context.Context, args []any) (int64, error)
	// each calls f for every row.
	each(ctx context.Context, args []any, f func(scanner) error) error
	Close() error
}

// scanner copies the columns of the present row; sql.RawBytes are valid until the next row.
type scanner func(dest ...any) error

func newStatements(path string, prepare func(context.Context, string) (prepared, error)) *statements {
	return &statements{path: path, prepare: prepare, kept: map[string]prepared{}}
}

func (s *statements) get(ctx context.Context, query string) (prepared, error) {
	s.mu.RLock()
	p := s.kept[query]
	s.mu.RUnlock()
	if p != nil {
		return p, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p = s.kept[query]; p != nil {
		return p, nil
	}
	p, err := s.prepare(context.WithoutCancel(ctx), query)
	if err != nil {
		return nil, failure(s.path, fmt.Errorf("prepare %q: %w", query, err))
	}
	s.kept[query] = p
	return p, nil
}

func (s *statements) exec(ctx context.Context, query string, args ...any) error {
	_, err := s.touch(ctx, query, args...)
	return err
}

// touch executes a statement and counts the rows it changed.
func (s *statements) touch(ctx context.Context, query string, args ...any) (int64, error) {
	p, err := s.get(ctx, query)
	if err != nil {
		return 0, err
	}
	n, err := p.touch(ctx, args)
	return n, failure(s.path, err)
}

// each calls f for every row of a query.
func (s *statements) each(ctx context.Context, query string, args []any, f func(scanner) error) error {
	p, err := s.get(ctx, query)
	if err != nil {
		return err
	}
	return failure(s.path, p.each(ctx, args, f))
}

// row scans the first row of a query, or returns sql.ErrNoRows.
func (s *statements) row(ctx context.Context, query string, args []any, dest ...any) error {
	found := false
	err := s.each(ctx, query, args, func(scan scanner) error {
		if found {
			return nil
		}
		found = true
		return scan(dest...)
	})
	if err == nil && !found {
		err = sql.ErrNoRows
	}
	return err
}

// batch is how many rows of a long list are gathered in one piece.
const batch = 512

// list collects what scan makes of every row. A long list is put together from
// batches at the end: one that grows leaves several times its size behind.
func list[T any](ctx context.Context, s *statements, query string, args []any, scan func(scanner) (T, error)) ([]T, error) {
	var full [][]T
	var rows []T
	err := s.each(ctx, query, args, func(row scanner) error {
		v, err := scan(row)
		if err != nil {
			return err
		}
		if len(rows) == batch {
			full, rows = append(full, rows), make([]T, 0, batch)
		}
		rows = append(rows, v)
		return nil
	})
	if full == nil {
		return rows, err
	}
	return slices.Concat(append(full, rows)...), err
}

// one makes a value of the first row, or returns sql.ErrNoRows.
func one[T any](ctx context.Context, s *statements, query string, args []any, scan func(scanner) (T, error)) (T, error) {
	all, err := list(ctx, s, query, args, scan)
	if err == nil && len(all) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return all[0], nil
}

func (s *statements) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.kept {
		_ = p.Close() // the connection goes next
	}
	clear(s.kept)
}

// pooled is a statement that the pool prepares on each of its connections.
type pooled struct{ *sql.Stmt }

// preparer adapts the Prepare of a pool or of a transaction.
func preparer(prepare func(context.Context, string) (*sql.Stmt, error)) func(context.Context, string) (prepared, error) {
	return func(ctx context.Context, query string) (prepared, error) {
		stmt, err := prepare(ctx, query)
		return pooled{stmt}, err
	}
}

func (p pooled) touch(ctx context.Context, args []any) (int64, error) {
	r, err := p.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (p pooled) each(ctx context.Context, args []any, f func(scanner) error) error {
	rows, err := p.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
