package storage

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// statements keeps the prepared statements of one connection, or of a pool.
type statements struct {
	path    string
	prepare func(ctx context.Context, query string) (*sql.Stmt, error)
	detach  bool // a cancelled context ends the work between two statements, not inside one

	mu   sync.RWMutex
	kept map[string]*sql.Stmt
}

func newStatements(path string, prepare func(context.Context, string) (*sql.Stmt, error), detach bool) *statements {
	return &statements{path: path, prepare: prepare, detach: detach, kept: map[string]*sql.Stmt{}}
}

// get returns the statement of a query and the context to run it under.
func (s *statements) get(ctx context.Context, query string) (context.Context, *sql.Stmt, error) {
	if s.detach {
		if err := ctx.Err(); err != nil {
			return ctx, nil, err
		}
		// The driver watches a context that can end by a goroutine for each statement.
		ctx = context.WithoutCancel(ctx)
	}
	s.mu.RLock()
	stmt := s.kept[query]
	s.mu.RUnlock()
	if stmt != nil {
		return ctx, stmt, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt = s.kept[query]; stmt != nil {
		return ctx, stmt, nil
	}
	stmt, err := s.prepare(context.WithoutCancel(ctx), query)
	if err != nil {
		return ctx, nil, failure(s.path, fmt.Errorf("prepare %q: %w", query, err))
	}
	s.kept[query] = stmt
	return ctx, stmt, nil
}

func (s *statements) exec(ctx context.Context, query string, args ...any) error {
	_, err := s.touch(ctx, query, args...)
	return err
}

// touch executes a statement and counts the rows it changed.
func (s *statements) touch(ctx context.Context, query string, args ...any) (int64, error) {
	ctx, stmt, err := s.get(ctx, query)
	if err != nil {
		return 0, err
	}
	r, err := stmt.ExecContext(ctx, args...)
	if err != nil {
		return 0, failure(s.path, err)
	}
	return r.RowsAffected()
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

// scanner copies the columns of the present row; sql.RawBytes are valid until the next row.
type scanner func(dest ...any) error

// each calls f for every row of a query.
func (s *statements) each(ctx context.Context, query string, args []any, f func(scanner) error) error {
	ctx, stmt, err := s.get(ctx, query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return failure(s.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return failure(s.path, rows.Err())
}

// list collects what scan makes of every row.
func list[T any](ctx context.Context, s *statements, query string, args []any, scan func(scanner) (T, error)) ([]T, error) {
	var all []T
	err := s.each(ctx, query, args, func(row scanner) error {
		v, err := scan(row)
		if err != nil {
			return err
		}
		all = append(all, v)
		return nil
	})
	return all, err
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
	for _, stmt := range s.kept {
		stmt.Close()
	}
	s.kept = map[string]*sql.Stmt{}
}
