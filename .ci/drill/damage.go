//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// harm damages a file, and says how; found says that the program has to tell of it.
type harm func(r *round, path string) (how string, found bool, err error)

// views are what people see of a file.
var views = [][]string{{"registrations"}, {"scans"}, {"certificates", "list"}, {"attendance"}, {"mail", "status"}, {"agenda", "show"}, {"event", "show"}}

// damaged is the drill in which a file is damaged while nobody looks: it is refused with a sentence, or check says
// what is wrong, or everything is as before. The last copy brings everything back.
func damaged(name, what string, do harm) drill {
	return drill{name: "damage-" + name, what: what,
		prepare: func(ctx context.Context, s *stage) error {
			p := place{program: s.program, folder: s.template}
			if err := os.MkdirAll(p.file("home"), 0o700); err != nil {
				return err
			}
			if err := p.makeWhole(ctx, s); err != nil {
				return err
			}
			shown, err := p.shown(ctx, database)
			s.notes["shown"] = shown
			return err
		},
		round: func(ctx context.Context, r *round) error {
			p := place{program: r.program, folder: r.folder}
			how, found, err := do(r, p.file(database))
			if err != nil {
				return err
			}
			r.tally.injected++
			if err := p.judgeDamage(ctx, r, found); err != nil {
				return fmt.Errorf("%s: %w", how, err)
			}
			return nil
		}}
}

// makeWhole makes a file with something of everything, and a copy of it.
func (p place) makeWhole(ctx context.Context, s *stage) error {
	if err := p.makeRally(ctx, letters); err != nil {
		return err
	}
	if err := p.attend(ctx); err != nil {
		return err
	}
	certificates := p.file("certificates")
	for _, step := range [][]string{{"certificates", "issue"}, {"certificates", "export", certificates}} {
		if err := p.ask(ctx, database, nil, step...); err != nil {
			return err
		}
	}
	if err := p.account(ctx, 2525); err != nil {
		return err
	}
	for _, step := range [][]string{{"mail", "queue", "certificates"}, {"backup", p.file(copyName)}} {
		if err := p.ask(ctx, database, nil, step...); err != nil {
			return err
		}
	}
	pdfs, err := filepath.Glob(certificates + "/*.pdf")
	s.notes["pdfs"] = pdfs
	return err
}

// shown is what the program shows of a file.
func (p place) shown(ctx context.Context, db string) (string, error) {
	var all strings.Builder
	for _, view := range views {
		e, err := finish(p.command(ctx, db, view...), "")
		if err != nil {
			return "", fmt.Errorf("%v: %w", view, err)
		}
		if e.code != 0 && e.code != 3 {
			return "", fmt.Errorf("%v: exit %d: %s", view, e.code, short(e.errs))
		}
		all.WriteString(e.out)
	}
	return all.String(), nil
}

func (p place) judgeDamage(ctx context.Context, r *round, found bool) error {
	e, err := finish(p.command(ctx, database, "check"), "")
	if err != nil {
		return err
	}
	if e.code == 0 {
		if found {
			return errors.New("check finds nothing wrong")
		}
		shown, err := p.shown(ctx, database)
		if err != nil {
			return fmt.Errorf("check finds nothing wrong, but %w", err)
		}
		if shown != r.notes["shown"] {
			return fmt.Errorf("silently wrong: check finds nothing, and it shows something else: %s", difference(r.notes["shown"].(string), shown))
		}
	} else {
		r.tally.acked++ // it was told
		for _, view := range append(views, []string{"scan", "nic takiego"}) {
			if _, err := finish(p.command(ctx, database, view...), ""); err != nil {
				return fmt.Errorf("%v: %w", view, err)
			}
		}
	}
	return p.bringBack(ctx, r)
}

// bringBack restores the copy. What does not look like a file of this program any more, one has to move out of the way.
func (p place) bringBack(ctx context.Context, r *round) error {
	e, err := finish(p.command(ctx, database, "restore", copyName), "")
	if err != nil {
		return err
	}
	if e.code != 0 && strings.Contains(e.out, "foreign") {
		if err := os.Rename(p.file(database), p.file("foreign")); err != nil {
			return err
		}
		e, err = finish(p.command(ctx, database, "restore", copyName), "")
	}
	if err != nil || e.code != 0 {
		return fmt.Errorf("the copy could not be restored: exit %d: %s %w", e.code, short(e.errs), err)
	}
	// Mail rests after a restore until somebody lets it go on.
	if err := p.ask(ctx, database, nil, "mail", "resume"); err != nil {
		return err
	}
	shown, err := p.shown(ctx, database)
	if err != nil {
		return err
	}
	if shown != r.notes["shown"] {
		return fmt.Errorf("restored, it shows something else: %s", difference(r.notes["shown"].(string), shown))
	}
	return p.check(ctx, database)
}

// difference shows where two texts part.
func difference(a, b string) string {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	from := max(0, at-80)
	return fmt.Sprintf("%q, not %q", b[from:min(len(b), at+60)], a[from:min(len(a), at+60)])
}

func truncated(r *round, path string) (string, bool, error) {
	size := sizeOf(path)
	at := r.dice.Int64N(size)
	if r.dice.IntN(2) == 0 {
		at -= at % 4096
	}
	return fmt.Sprintf("cut at %d of %d", at, size), true, os.Truncate(path, at)
}

// flipped turns bits anywhere, and in every tenth round in the header.
func flipped(r *round, path string) (string, bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", false, err
	}
	within := len(data)
	if r.number%10 == 0 {
		within = 100
	}
	var places []int
	for range 1 + r.dice.IntN(8) {
		at := r.dice.IntN(within)
		data[at] ^= 1 << r.dice.IntN(8)
		places = append(places, at)
	}
	return fmt.Sprintf("bits flipped at %v of %d", places, len(data)), false, os.WriteFile(path, data, 0o600)
}

// torn overwrites a page, as a disk does that forgot a sector.
func torn(r *round, path string) (string, bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", false, err
	}
	const sector = 512
	at := r.dice.IntN(len(data)/sector) * sector
	n := sector * (1 + r.dice.IntN(16))
	with := byte(r.dice.IntN(256))
	if r.number%2 == 0 {
		with = 0
	}
	for i := at; i < min(at+n, len(data)); i++ {
		data[i] = with
	}
	return fmt.Sprintf("%d bytes from %d are 0x%02x", n, at, with), false, os.WriteFile(path, data, 0o600)
}

// forged turns one bit of a certificate's frozen bytes: check must find it.
func forged(r *round, path string) (string, bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", false, err
	}
	pdfs := r.notes["pdfs"].([]string)
	pdf, err := os.ReadFile(pdfs[r.dice.IntN(len(pdfs))])
	if err != nil {
		return "", false, err
	}
	for range 1000 {
		const enough = 48
		from := r.dice.IntN(len(pdf) - enough)
		if at := bytes.Index(data, pdf[from:from+enough]); at >= 0 {
			at += r.dice.IntN(enough)
			data[at] ^= 1 << r.dice.IntN(8)
			return fmt.Sprintf("a bit of a certificate flipped at %d", at), true, os.WriteFile(path, data, 0o600)
		}
	}
	return "", false, errors.New("the certificate is not in the file")
}
