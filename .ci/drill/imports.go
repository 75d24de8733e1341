//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
)

const (
	known    = 40 // people before the import
	imported = 90 // people after it; those known have changed
)

// importing adds people to a list, and changes those it has.
func importing() scenario {
	return scenario{
		name: "import", what: "during an import",
		prepare: func(ctx context.Context, p place, _ *stage) error {
			if err := p.makeRally(ctx, known); err != nil {
				return err
			}
			_, err := p.list("nowa.csv", 0, imported, "Kępno")
			return err
		},
		args:  func(r *round) []string { return []string{"import", "nowa.csv"} },
		judge: judgeImport,
	}
}

func judgeImport(ctx context.Context, r *round, p place, e ending) error {
	moved, err := p.moved(ctx)
	if err != nil {
		return err
	}
	if e.acknowledged() && e.code != 1 {
		r.tally.acked += imported
		if moved != imported {
			return fmt.Errorf("the import was reported as done, %d of %d rows are there", moved, imported)
		}
	}
	if moved != 0 && moved != imported {
		return fmt.Errorf("half an import: %d of %d rows", moved, imported)
	}
	if err := p.check(ctx, database); err != nil {
		return err
	}
	var again struct{ New, Changed, Same int }
	if err := p.ask(ctx, database, nil, "import", p.file("nowa.csv")); err != nil {
		return fmt.Errorf("afterwards: %w", err)
	}
	if err := p.ask(ctx, database, &again, "import", p.file("nowa.csv"), "--dry-run"); err != nil {
		return err
	}
	if again.Same != imported {
		return fmt.Errorf("after importing again %+v", again)
	}
	return p.check(ctx, database)
}

// moved counts the people whose row is as in the second list.
func (p place) moved(ctx context.Context) (n int, err error) {
	var doc struct {
		Registrations []struct {
			Email, Town string
			Badge       string `json:"badge_code"`
		}
	}
	if err := p.ask(ctx, database, &doc, "registrations"); err != nil {
		return 0, err
	}
	for _, g := range doc.Registrations {
		if g.Badge == "" || g.Email == "" {
			raw, _ := json.Marshal(g) // strings
			return 0, fmt.Errorf("half a person: %s", raw)
		}
		if g.Town == "Kępno" {
			n++
		}
	}
	if l := len(doc.Registrations); l != known && l != imported {
		return 0, fmt.Errorf("%d people, want %d or %d", l, known, imported)
	}
	return n, nil
}
