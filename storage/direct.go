package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"

	"modernc.org/sqlite"
)

// openDirect opens a connection without the pool of database/sql: a scan is half a dozen small
// statements, and the pool's locks and conversions would be a tenth of its time. One goroutine at a
// time uses it.
func openDirect(name string) (driver.Conn, error) { return new(sqlite.Driver).Open(name) }

// direct is a statement of such a connection. A context that ends stops the work between two
// statements, not inside one.
type direct struct {
	driver.Stmt
	args []driver.NamedValue
}

func directPreparer(c driver.Conn) func(context.Context, string) (prepared, error) {
	return func(_ context.Context, query string) (prepared, error) {
		stmt, err := c.Prepare(query)
		return &direct{Stmt: stmt}, err
	}
}

func (d *direct) bind(ctx context.Context, args []any) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d.args = d.args[:0]
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			return fmt.Errorf("argument %d: %w", i+1, err)
		}
		d.args = append(d.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return nil
}

func (d *direct) touch(ctx context.Context, args []any) (int64, error) {
	if err := d.bind(ctx, args); err != nil {
		return 0, err
	}
	r, err := d.Stmt.(driver.StmtExecContext).ExecContext(context.Background(), d.args)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (d *direct) each(ctx context.Context, args []any, f func(scanner) error) (err error) {
	if err := d.bind(ctx, args); err != nil {
		return err
	}
	rows, err := d.Stmt.(driver.StmtQueryContext).QueryContext(context.Background(), d.args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	row := make([]driver.Value, len(rows.Columns()))
	for {
		err := rows.Next(row)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(func(dest ...any) error { return assignAll(dest, row) }); err != nil {
			return err
		}
	}
}

func assignAll(dest []any, row []driver.Value) error {
	if len(dest) != len(row) {
		return fmt.Errorf("%d columns for %d places", len(row), len(dest))
	}
	for i := range dest {
		if err := assign(dest[i], row[i]); err != nil {
			return fmt.Errorf("column %d: %w", i, err)
		}
	}
	return nil
}

// assign puts a value of SQLite (int64, float64, string, []byte or nil) where dest points.
func assign(dest any, v driver.Value) error {
	switch d := dest.(type) {
	case *string:
		if s, ok := v.(string); ok {
			*d = s
			return nil
		}
	case *int64:
		if n, ok := v.(int64); ok {
			*d = n
			return nil
		}
	case *sql.RawBytes:
		return assignBytes((*[]byte)(d), v)
	case *[]byte:
		return assignBytes(d, v)
	case sql.Scanner:
		return d.Scan(v)
	}
	target := reflect.ValueOf(dest).Elem()
	switch v := v.(type) {
	case string:
		if target.Kind() == reflect.String {
			target.SetString(v)
			return nil
		}
	case int64:
		switch {
		case target.CanInt():
			target.SetInt(v)
			return nil
		case target.Kind() == reflect.Bool:
			target.SetBool(v != 0)
			return nil
		}
	}
	return fmt.Errorf("a %T does not fit into a %T", v, dest)
}

func assignBytes(dest *[]byte, v driver.Value) error {
	switch v := v.(type) {
	case nil:
		*dest = nil
	case string:
		*dest = []byte(v)
	case []byte:
		*dest = v
	default:
		return fmt.Errorf("a %T does not fit into bytes", v)
	}
	return nil
}
