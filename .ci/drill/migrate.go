//go:build linux

package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// oldFiles are databases that earlier versions of the program made: twenty people, four of whom came and have a
// certificate.
const oldFiles = "storage/testdata/schema-*.zlot.gz"

const (
	oldPeople = 20
	oldIssued = 4
)

// migrating opens a file of an earlier version, one of each in turn.
func migrating() scenario {
	return scenario{
		name: "migrate", old: true, what: "while an old file is brought up to date",
		prepare: func(_ context.Context, p place, s *stage) error {
			names, err := filepath.Glob(oldFiles)
			if err != nil || len(names) == 0 {
				return errors.Join(err, errors.New("there are no old files: run it where the sources are"))
			}
			s.notes["names"] = names
			return unpack(names[0], p.file(database))
		},
		before: func(_ context.Context, r *round, p place) (func(), error) {
			names := r.notes["names"].([]string)
			return func() {}, unpack(names[r.number%len(names)], p.file(database))
		},
		args:  func(*round) []string { return []string{"scan", "nic takiego"} },
		judge: judgeMigration,
	}
}

func unpack(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

func judgeMigration(ctx context.Context, r *round, p place, e ending) error {
	said := lines[verdict](e.out)
	// It may need one more start.
	if err := p.ask(ctx, database, nil, "scan", "też nic"); err != nil {
		return fmt.Errorf("the next start: %w", err)
	}
	guests, err := p.guests(ctx, database)
	if err != nil {
		return err
	}
	issued, err := p.certificates(ctx, database)
	if err != nil {
		return err
	}
	scans, err := p.scans(ctx, database)
	if err != nil {
		return err
	}
	if len(guests) != oldPeople || len(issued) != oldIssued || len(scans) < oldIssued+1 || len(scans) > oldIssued+2 {
		return fmt.Errorf("%d people, %d certificates, %d scans", len(guests), len(issued), len(scans))
	}
	for _, v := range said {
		if v.Scan == "" {
			continue
		}
		r.tally.acked++
		if !slices.Contains(scans, v) {
			return fmt.Errorf("scan %s was shown and is not stored", v.Scan)
		}
	}
	if err := p.check(ctx, database); err != nil {
		return err
	}
	return p.backedUp(ctx)
}

// backedUp looks at every copy that was made before a migration: it has to open, too.
func (p place) backedUp(ctx context.Context) error {
	var copies []string
	err := filepath.WalkDir(p.folder, func(path string, d os.DirEntry, err error) error {
		name := d.Name()
		if err == nil && !d.IsDir() && name != database && !strings.HasPrefix(name, ".") &&
			(strings.HasSuffix(name, ".zlot") || strings.HasSuffix(name, ".bak")) {
			copies = append(copies, strings.TrimPrefix(path, p.folder+"/"))
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range copies {
		if err := p.ask(ctx, name, nil, "scan", "nic"); err != nil {
			return fmt.Errorf("the copy of before, %s: %w", name, err)
		}
		if guests, err := p.guests(ctx, name); err != nil || len(guests) != oldPeople {
			return fmt.Errorf("the copy of before, %s: %d people, %w", name, len(guests), err)
		}
	}
	return nil
}
