package storage

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"strconv"
	"strings"

	"zlot/event"
)

// thing is one entry of a file's schema: a table, an index, a view or a trigger.
type thing struct{ kind, name, table, script string }

// checkSchema refuses a file whose tables are not those that our migrations make, before a statement runs that could
// set off what somebody else wrote into it: a trigger, a view, a virtual table, a default or an index with an
// expression. It changes nothing; nobody may write meanwhile.
func checkSchema(ctx context.Context, path string) (err error) {
	mode := "ro"
	if log, err := os.Stat(path + "-wal"); err != nil || log.Size() == 0 {
		mode = "immutable" // leaves no side files
	}
	file, err := sql.Open("sqlite", dsn(path, mode))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return compareSchema(ctx, path, file)
}

// compareSchema is checkSchema over an open connection. Codes: storage.foreign_schema, storage.newer_database.
func compareSchema(ctx context.Context, path string, file *sql.DB) error {
	var schema int32
	if err := file.QueryRowContext(ctx, "PRAGMA user_version").Scan(&schema); err != nil {
		return failure(path, err)
	}
	if err := refuseNewer(path, int(uint32(schema))); err != nil {
		return err
	}
	found, err := readSchema(ctx, file)
	if err != nil {
		return failure(path, err)
	}
	ours, err := madeSchema(ctx, int(schema))
	if err != nil {
		return err
	}
	refuse := func(t thing) error {
		return event.Fail(event.CodeForeignSchema, "Path", path, "Kind", t.kind, "Name", event.Visible(t.name))
	}
	for name, t := range found {
		if o, ok := ours[name]; !ok || o != t {
			return refuse(t)
		}
	}
	for name, t := range ours {
		if _, ok := found[name]; !ok {
			return refuse(t)
		}
	}
	return nil
}

// madeSchema is the schema that the first so many migrations make.
func madeSchema(ctx context.Context, steps int) (all map[string]thing, err error) {
	file, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	file.SetMaxOpenConns(1)
	for _, m := range migrations[:steps] {
		if _, err := file.ExecContext(ctx, m.script); err != nil {
			return nil, err
		}
	}
	return readSchema(ctx, file)
}

// mostThings is several times what our schema has; one with more is refused, whatever the rest is.
const mostThings = 1000

// readSchema lists a schema by name. What SQLite makes by itself is left out.
func readSchema(ctx context.Context, file *sql.DB) (map[string]thing, error) {
	const query = `SELECT type, name, tbl_name, coalesce(substr(sql, 1, 100000), '') FROM sqlite_schema LIMIT ?`
	rows, err := file.QueryContext(ctx, query, mostThings)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[string]thing{}
	for n := 1; rows.Next(); n++ {
		var t thing
		if err := rows.Scan(&t.kind, &t.name, &t.table, &t.script); err != nil {
			return nil, err
		}
		if t.byItself() && n < mostThings {
			continue
		}
		t.script = plainScript(t.script)
		key := t.kind + " " + t.name
		if _, twice := all[key]; twice {
			key += " " + strconv.Itoa(n) // no schema of ours has the same twice
		}
		all[key] = t
	}
	return all, rows.Err()
}

// byItself knows the statistics of ANALYZE and the index that belongs to a key.
func (t thing) byItself() bool {
	return t.kind == "table" && strings.HasPrefix(t.name, "sqlite_stat") ||
		t.kind == "index" && strings.HasPrefix(t.name, "sqlite_autoindex_") && t.script == ""
}

// plainScript makes the same of what differs between versions of SQLite, which write a statement anew when a column
// gets another name.
func plainScript(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, `"`, "")), " ")
}
