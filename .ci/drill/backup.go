//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const (
	copied = 10 // scans that are in the copy
	stored = 24 // scans that are in the file
)

const copyName = "kopia.zlot"

// makeCopied makes a file and a copy of it that is older.
func (p place) makeCopied(ctx context.Context) error {
	if err := p.makeRally(ctx, stored); err != nil {
		return err
	}
	guests, err := p.guests(ctx, database)
	if err != nil {
		return err
	}
	codes := codesOf(guests)
	for _, step := range [][]string{
		append([]string{"scan", "--at", morning}, codes[:copied]...), {"backup", p.file(copyName)}, append([]string{"scan", "--at", morning}, codes[copied:]...),
	} {
		if e, err := finish(p.command(ctx, database, step...), ""); err != nil || e.code != 0 {
			return fmt.Errorf("%v: %w %s", step[0], err, short(e.errs))
		}
	}
	return nil
}

// backingUp replaces an older copy.
func backingUp() scenario {
	return scenario{
		name: "backup", what: "during a backup",
		prepare: func(ctx context.Context, p place, _ *stage) error { return p.makeCopied(ctx) },
		args:    func(*round) []string { return []string{"backup", copyName} },
		judge: func(ctx context.Context, r *round, p place, e ending) error {
			n, err := p.sound(ctx, copyName)
			if err != nil {
				return fmt.Errorf("the copy: %w", err)
			}
			if e.acknowledged() && e.code == 0 {
				r.tally.acked++
				if n != stored {
					return fmt.Errorf("the copy was reported as made and holds %d scans", n)
				}
			}
			if n != copied && n != stored {
				return fmt.Errorf("the copy holds %d scans", n)
			}
			if n, err := p.sound(ctx, database); err != nil || n != stored {
				return fmt.Errorf("the file holds %d scans: %w", n, err)
			}
			if err := p.ask(ctx, database, nil, "backup", p.file(copyName)); err != nil {
				return err
			}
			if n, err := p.sound(ctx, copyName); err != nil || n != stored {
				return fmt.Errorf("the copy made afterwards holds %d scans: %w", n, err)
			}
			return p.tidy()
		},
	}
}

// sound checks a file and counts who is in.
func (p place) sound(ctx context.Context, db string) (int, error) {
	if err := p.check(ctx, db); err != nil {
		return 0, err
	}
	return p.admitted(ctx, db)
}

// admitted counts who is in.
func (p place) admitted(ctx context.Context, db string) (n int, err error) {
	all, err := p.scans(ctx, db)
	for _, v := range all {
		if v.Outcome == "admitted" {
			n++
		}
	}
	return n, err
}

// tidy demands that nothing is left of what was cut short: it would hold people whom nobody can erase.
func (p place) tidy() error {
	entries, err := os.ReadDir(p.folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".tmp") && !strings.HasSuffix(e.Name(), ".restoring") {
			continue
		}
		if info, err := e.Info(); err == nil && (info.IsDir() || info.Size() > 0) {
			return fmt.Errorf("%s was left behind", e.Name())
		}
	}
	return nil
}

// restoring puts the older copy in the place of the file.
func restoring() scenario {
	return scenario{
		name: "restore", what: "while a copy is restored",
		prepare: func(ctx context.Context, p place, _ *stage) error { return p.makeCopied(ctx) },
		args:    func(*round) []string { return []string{"restore", copyName} },
		judge:   judgeRestore,
	}
}

func judgeRestore(ctx context.Context, r *round, p place, e ending) error {
	// The next start ends what was cut short.
	if err := p.ask(ctx, database, nil, "scan", "nic takiego"); err != nil {
		return fmt.Errorf("the next start: %w", err)
	}
	n, err := p.sound(ctx, database)
	if err != nil {
		return err
	}
	if e.acknowledged() && e.code == 0 {
		r.tally.acked++
		if n != copied {
			return fmt.Errorf("the copy was reported as restored, and the file holds %d scans", n)
		}
	}
	if n != copied && n != stored {
		return fmt.Errorf("the file holds %d scans", n)
	}
	if n == copied {
		if err := p.holdsElsewhere(ctx, stored); err != nil {
			return err
		}
	}
	if err := p.ask(ctx, database, nil, "restore", p.file(copyName)); err != nil {
		return fmt.Errorf("afterwards: %w", err)
	}
	if n, err := p.sound(ctx, database); err != nil || n != copied {
		return fmt.Errorf("restored again, the file holds %d scans: %w", n, err)
	}
	return errorsOf(p.holdsElsewhere(ctx, stored), p.tidy())
}

// holdsElsewhere looks for the file as it was before the restore.
func (p place) holdsElsewhere(ctx context.Context, scans int) error {
	var seen []string
	err := filepath.WalkDir(p.folder, func(path string, d os.DirEntry, err error) error {
		name := strings.TrimPrefix(path, p.folder+"/")
		if err == nil && !d.IsDir() && strings.Contains(name, database) && (strings.HasSuffix(name, ".old") || strings.HasSuffix(name, ".zlot")) && name != database {
			seen = append(seen, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range seen {
		// A kept file may still have to take in its log.
		if n, err := p.admitted(ctx, name); err == nil && n == scans {
			return p.check(ctx, name)
		}
	}
	return fmt.Errorf("what the file held before the restore is nowhere: looked at %v", seen)
}
