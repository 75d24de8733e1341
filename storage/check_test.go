package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"zlot/event"
)

func TestCheck_FindsDamage(t *testing.T) {
	for name, c := range map[string]struct {
		damage string
		want   []string
	}{
		"nothing": {"SELECT 1", nil},
		"blob":    {"UPDATE blob SET data = x'00'", []string{"check.blob", "check.blob", "check.blob", "check.certificate.layout", "check.certificate.layout", "check.certificate.layout"}},
		"no blob": {"DELETE FROM blob", []string{"check.certificate", "check.certificate.layout", "check.certificate", "check.certificate.copy",
			"check.certificate.layout", "check.certificate", "check.certificate.layout"}},
		"no layout":         {"DELETE FROM blob WHERE substr(data, 1, 1) = x'7b'", []string{"check.certificate.layout", "check.certificate.layout", "check.certificate.layout"}},
		"no picture":        {"DELETE FROM blob WHERE length(data) < 9", []string{"check.certificate.picture", "check.certificate.picture", "check.certificate.picture"}},
		"gap":               {"DELETE FROM certificate WHERE seq = 2", []string{"check.gap", "check.view"}},
		"wide gap":          {"DELETE FROM certificate WHERE seq < 3", []string{"check.gap_many", "check.view", "check.view"}},
		"double":            {"UPDATE certificate SET seq = 1 WHERE seq = 2", []string{"check.double", "check.gap", "check.view"}},
		"lost view":         {"DELETE FROM registration WHERE id = 'r-a'", []string{"check.view"}},
		"changed view":      {"UPDATE registration SET status = 'cancelled' WHERE id = 'r-a'", []string{"check.view"}},
		"invented view":     {"INSERT INTO enrolment (session, registration, event, state, rank, version) VALUES ('s1', 'r-z', 'rally', 'enrolled', 0, 1)", []string{"check.view"}},
		"lost log":          {"DELETE FROM fact WHERE kind = 'scan.made'", []string{"check.view"}},
		"impossible ledger": {"INSERT INTO attempt (message, at, from_state, to_state, code, reply) VALUES ('m2', 0, 'cancelled', 'accepted', 0, '')", []string{"check.ledger"}},
		"silent outbox":     {"UPDATE outbox SET phase = 'done' WHERE message = 'm1'", []string{"check.ledger"}},
		"cut erasure":       {"INSERT INTO meta (key, value) VALUES ('wipe', 'due')", []string{"check.wipe"}},
		"orphan":            {"PRAGMA foreign_keys = 0; DELETE FROM outbox WHERE message = 'm2'", []string{"check.key", "check.key"}},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			db := openNew(t)
			story(t, db)
			if clean, err := db.Wipe(ctx); err != nil || !clean { // somebody is erased in it
				t.Fatal(clean, err)
			}
			if err := db.w.exec(ctx, c.damage); err != nil {
				t.Fatal(err)
			}
			problems := must[[]event.Problem](t)(db.Check(ctx))
			var got []string
			for _, p := range problems {
				got = append(got, p.Code)
				wantSentences(t, p)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("found %v, want %v", problems, c.want)
			}
		})
	}
}

// wantSentences looks for the problem's text in both languages, and for what the text wants to know.
func wantSentences(t *testing.T, p event.Problem) {
	t.Helper()
	for _, lang := range []string{"pl", "en"} {
		var texts map[string]string
		if err := json.Unmarshal(must[[]byte](t)(os.ReadFile("../assets/locale/check."+lang+".json")), &texts); err != nil {
			t.Fatal(err)
		}
		if texts[p.Code] == "" {
			t.Errorf("%s has no text in %s", p.Code, lang)
		}
		for _, m := range regexp.MustCompile(`{{\.(\w+)}}`).FindAllStringSubmatch(texts[p.Code], -1) {
			if p.Args[m[1]] == nil {
				t.Errorf("%s in %s wants %s, has %v", p.Code, lang, m[1], p.Args)
			}
		}
	}
}

func TestCheck_DamagedPages(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	story(t, db)
	var root int
	if err := db.row(ctx, "SELECT rootpage FROM sqlite_schema WHERE name = 'scan_checkpoint'", nil, &root); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content := must[[]byte](t)(os.ReadFile(path))
	copy(content[(root-1)*4096:], bytes.Repeat([]byte{0x5a}, 200))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	problems := must[[]event.Problem](t)(openAt(t, path, Options{ReadOnly: true}).Check(ctx))
	if len(problems) == 0 || problems[0].Code != "check.page" {
		t.Errorf("found %v", problems)
	}
}

func TestBackup(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	path := filepath.Join(folder, "rally.zlot")
	db := openAt(t, path, Options{Create: true})
	story(t, db)
	copied := filepath.Join(folder, "kopia ż.zlot")
	for range 2 { // the second replaces the first
		if err := db.Backup(ctx, copied); err != nil {
			t.Fatal(err)
		}
		commit(t, db, func(b *event.Batch) { guest(b, "rally", "later", "Ola", "Późna") })
	}
	wantCode(t, db.Backup(ctx, path), event.CodePermission)
	link := filepath.Join(folder, "link.zlot")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	wantCode(t, db.Backup(ctx, link), event.CodePermission)
	if err := db.Backup(ctx, filepath.Join(folder, "no such folder", "x")); err == nil {
		t.Error("backed up into nowhere")
	}
	if left := must[[]string](t)(filepath.Glob(filepath.Join(folder, ".zlot-*"))); len(left) != 0 {
		t.Errorf("left %v", left)
	}
	c := openAt(t, copied, Options{})
	if n := must[[]event.Entry](t)(c.Entries(ctx, event.EntryFilter{})); len(n) != 4 {
		t.Errorf("%d registrations in the copy", len(n))
	}
	if p := must[[]event.Problem](t)(c.Check(ctx)); len(p) != 0 {
		t.Errorf("check of the copy: %v", p)
	}
}

func TestMigrate_BacksUpFirst(t *testing.T) {
	ctx := context.Background()
	file := must[*sql.DB](t)(sql.Open("sqlite", dsn(filepath.Join(t.TempDir(), "m"), "rwc")))
	defer file.Close()
	c := must[*sql.Conn](t)(file.Conn(ctx))
	defer c.Close()
	first := migrations[0]
	steps := []migration{first, {"0002_more.sql", "CREATE TABLE more (v)"}, {"0003_bad.sql", "CREATE TABLE half (v); CREATE TABLE more (v)"}}
	var backups []int
	run := func(n int) error {
		return migrate(ctx, c, steps[:n], &clock{morning}, func(next int) error { backups = append(backups, next); return nil })
	}
	version := func() (n int, names string) {
		var rows int
		if err := c.QueryRowContext(ctx, "SELECT (SELECT user_version FROM pragma_user_version), count(*), group_concat(name, ' ') FROM migration").Scan(&n, &rows, &names); err != nil {
			t.Fatal(err)
		}
		if rows != n {
			t.Errorf("version %d, %d rows", n, rows)
		}
		return n, names
	}
	if err := run(1); err != nil {
		t.Fatal(err)
	}
	if len(backups) != 0 {
		t.Errorf("a new file was backed up before %v", backups)
	}
	if err := run(2); err != nil {
		t.Fatal(err)
	}
	if err := run(2); err != nil {
		t.Fatal(err)
	}
	if n, names := version(); n != 2 || names != first.name+" 0002_more.sql" || fmt.Sprint(backups) != "[2]" {
		t.Errorf("version %d, %s, backups %v", n, names, backups)
	}
	if err := run(3); err == nil {
		t.Fatal("a broken step went through")
	}
	if n, _ := version(); n != 2 {
		t.Errorf("version %d after a broken step", n)
	}
	if _, err := c.ExecContext(ctx, "SELECT * FROM half"); err == nil {
		t.Error("half a step stayed")
	}
}
