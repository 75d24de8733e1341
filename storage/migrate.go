package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"zlot/event"
)

//go:embed migration/*.sql
var migrationFiles embed.FS

// migration is one step of the schema; its number is its place, from 1.
type migration struct{ name, script string }

var migrations = func() []migration {
	names, err := fs.Glob(migrationFiles, "migration/*.sql") // sorted by number
	if err != nil {
		panic(err)
	}
	var all []migration
	for _, name := range names {
		script, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		all = append(all, migration{name: strings.TrimPrefix(name, "migration/"), script: string(script)})
	}
	return all
}()

// migrate brings the schema of the connection's file up to steps, each step in a transaction of its
// own. backup is called once, before the first step of a file that already holds something.
func migrate(ctx context.Context, c *sql.Conn, steps []migration, clock event.Clock, backup func(next int) error) error {
	var done int
	if err := c.QueryRowContext(ctx, "PRAGMA user_version").Scan(&done); err != nil {
		return err
	}
	if done > 0 && done < len(steps) {
		if err := backup(done + 1); err != nil {
			return fmt.Errorf("back up before migration %d: %w", done+1, err)
		}
	}
	for i := done; i < len(steps); i++ {
		if err := step(ctx, c, i+1, steps[i], clock); err != nil {
			return fmt.Errorf("migration %s: %w", steps[i].name, err)
		}
	}
	return nil
}

func step(ctx context.Context, c *sql.Conn, number int, m migration, clock event.Clock) error {
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if _, err := tx.ExecContext(ctx, m.script); err != nil {
		return err
	}
	const row = "INSERT INTO migration (number, name, at) VALUES (?, ?, ?)"
	if _, err := tx.ExecContext(ctx, row, number, m.name, millis(clock.Now())); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", number)); err != nil {
		return err
	}
	return tx.Commit()
}
