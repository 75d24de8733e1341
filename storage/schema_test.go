package storage

import (
	"bytes"
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"zlot/event"
)

// tampered is a file of ours with the statements of somebody else.
func tampered(t *testing.T, statements ...string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	commit(t, db, func(b *event.Batch) { b.Add("rally", "rally", event.EventCreated{Event: rally}) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file := must[*sql.DB](t)(sql.Open("sqlite", path))
	defer file.Close()
	file.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := file.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return path
}

func TestOpen_ForeignSchema(t *testing.T) {
	for _, c := range []struct {
		name, kind, thing string
		statements        []string
	}{
		{"trigger", "trigger", "gift", []string{`CREATE TRIGGER gift AFTER INSERT ON fact BEGIN DELETE FROM person; END`}},
		{"trigger of a name that hides", "trigger", "a‹U+202E›b",
			[]string{"CREATE TRIGGER \"a\u202eb\" AFTER UPDATE ON meta BEGIN UPDATE certificate SET state = 'withdrawn'; END"}},
		{"view", "view", "people", []string{`CREATE VIEW people AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n`}},
		{"view in place of a table", "view", "pause", []string{`DROP TABLE pause`, `CREATE VIEW pause AS SELECT 1 AS event, 2 AS reason, 3 AS at`}},
		{"extra table", "table", "notes", []string{`CREATE TABLE notes (text)`}},
		{"virtual table", "table", "words", []string{`CREATE VIRTUAL TABLE words USING fts5(a)`, `DROP TABLE IF EXISTS none`}},
		{"another column", "table", "person", []string{`ALTER TABLE person ADD COLUMN more TEXT DEFAULT (abs(-9223372036854775808 + 1))`}},
		{"index with an expression", "index", "slow", []string{`CREATE INDEX slow ON person (abs(length(id)) || id) WHERE id <> ''`}},
		{"no index of ours", "index", "person_email", []string{`DROP INDEX person_email`}},
		{"no table of ours", "table", "pause", []string{`DROP TABLE pause`}},
		{"written schema", "table", "pause", []string{`PRAGMA writable_schema = ON`,
			`UPDATE sqlite_schema SET sql = 'CREATE TABLE pause (event TEXT PRIMARY KEY, reason, at DEFAULT (randomblob(1000)))' WHERE name = 'pause'`}},
		{"older than it is", "table", "", []string{`PRAGMA user_version = 1`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := tampered(t, c.statements...)
			before := folder(t, path)
			for _, o := range []Options{{}, {ReadOnly: true}} {
				if o.ReadOnly && c.thing == "" {
					continue // such a file is not opened for reading at all
				}
				_, err := tryOpen(t, path, o)
				args := wantCode(t, err, event.CodeForeignSchema)
				if c.name == "virtual table" || c.thing == "" {
					continue // any of its parts is as good
				}
				if args["Kind"] != c.kind && c.name != "view in place of a table" || args["Name"] != c.thing || args["Path"] != path {
					t.Errorf("%+v: %v", o, args)
				}
			}
			if after := folder(t, path); !bytes.Equal(after["rally.zlot"], before["rally.zlot"]) {
				t.Error("the file was changed")
			}
		})
	}
}

// A trigger that waits in the write-ahead log is found as well.
func TestOpen_ForeignSchemaInLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rally.zlot")
	openAt(t, path, Options{Create: true}).Close()
	file := must[*sql.DB](t)(sql.Open("sqlite", path))
	defer file.Close()
	if _, err := file.Exec("CREATE TRIGGER gift AFTER INSERT ON fact BEGIN DELETE FROM person; END"); err != nil {
		t.Fatal(err)
	}
	_, err := tryOpen(t, path, Options{})
	wantCode(t, err, event.CodeForeignSchema)
}

// The schema of every version that there was is known, and statistics are no foreign table.
func TestOpen_KnownSchemas(t *testing.T) {
	for steps := range migrations {
		if all, err := madeSchema(context.Background(), steps+1); err != nil || len(all) < 30 {
			t.Errorf("schema %d: %d things, %v", steps+1, len(all), err)
		}
	}
	path := tampered(t, "ANALYZE", "VACUUM")
	openAt(t, path, Options{})
}

// Nothing hides behind more statistics than anybody reads.
func TestOpen_ForeignSchemaBehindOthers(t *testing.T) {
	path := tampered(t, `PRAGMA writable_schema = ON`,
		`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
			INSERT INTO sqlite_schema SELECT 'table', 'sqlite_stat' || i, 'sqlite_stat' || i, 2, 'CREATE TABLE sqlite_stat' || i || '(tbl)' FROM n`,
		`INSERT INTO sqlite_schema VALUES ('trigger', 'gift', 'fact', 0, 'CREATE TRIGGER gift AFTER INSERT ON fact BEGIN DELETE FROM person; END')`)
	for _, o := range []Options{{}, {ReadOnly: true}} {
		_, err := tryOpen(t, path, o)
		wantCode(t, err, event.CodeForeignSchema)
	}
}

func TestOpen_NegativeSchema(t *testing.T) {
	for _, statement := range []string{"PRAGMA user_version = -1", "PRAGMA user_version = 2147483647", "PRAGMA user_version = -2147483648"} {
		path := tampered(t, statement)
		_, err := tryOpen(t, path, Options{})
		wantCode(t, err, event.CodeNewerDatabase)
	}
}

func BenchmarkCheckSchema(b *testing.B) {
	path := filepath.Join(b.TempDir(), "rally.zlot")
	db, err := Open(context.Background(), path, Options{Create: true, DeskFile: filepath.Join(b.TempDir(), "desk")})
	if err != nil {
		b.Fatal(err)
	}
	db.Close()
	for b.Loop() {
		if err := checkSchema(context.Background(), path); err != nil {
			b.Fatal(err)
		}
	}
}
