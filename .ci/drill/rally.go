//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// calm are dice of an undisturbed run.
func calm() *rand.Rand { return rand.New(rand.NewPCG(0, 0)) }

// list writes a table of invented people, those from the first number up to, but without, the last.
func (p place) list(name string, first, last int, town string) (string, error) {
	var text strings.Builder
	text.WriteString("Imię,Nazwisko,E-mail,Telefon,Instytucja,Miejscowość\n")
	for n := first; n < last; n++ {
		fmt.Fprintf(&text, "Żaneta,Łęcka %03d,a%03d@example.org,600 100 %03d,OPS %s,%s\n", n, n, n, town, town)
	}
	path := p.file(name)
	return path, os.WriteFile(path, []byte(text.String()), 0o600)
}

// makeRally makes a file with a rally that so many people come to.
func (p place) makeRally(ctx context.Context, people int) error {
	err := p.ask(ctx, database, nil, "event", "create", "--title", "Zlot Asystentów", "--kind", "rally", "--start", "2026-09-06", "--end", "2026-09-07", "--town", "Podlesice")
	if err != nil {
		return err
	}
	file, err := p.list("lista.csv", 0, people, "Śrem")
	if err != nil {
		return err
	}
	return p.ask(ctx, database, nil, "import", file)
}

// attend scans everybody in.
func (p place) attend(ctx context.Context) error {
	guests, err := p.guests(ctx, database)
	if err != nil {
		return err
	}
	e, err := finish(p.command(ctx, database, "scan", "--at", morning, "-"), strings.Join(codesOf(guests), "\n")+"\n")
	if err == nil && e.code != 0 {
		err = fmt.Errorf("scan: exit %d: %s", e.code, short(e.errs))
	}
	return err
}

// sizeOf is what the files of a folder hold.
func sizeOf(folder string) (size int64) {
	_ = filepath.WalkDir(folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil // a file may go meanwhile
	})
	return size
}

// errorsOf is the first error.
func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
