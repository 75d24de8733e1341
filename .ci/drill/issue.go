//go:build linux

package main

import (
	"context"
	"fmt"
	"strings"
)

const eligible = 24

type certificate struct{ Number, Registration, SHA256, State string }

func (p place) certificates(ctx context.Context, db string) ([]certificate, error) {
	var doc struct{ Certificates []certificate }
	err := p.ask(ctx, db, &doc, "certificates", "list")
	return doc.Certificates, err
}

// issuing gives everybody who was there a certificate with a number.
func issuing() scenario {
	return scenario{
		name: "issue", what: "while certificates are issued",
		prepare: func(ctx context.Context, p place, _ *stage) error {
			if err := p.makeRally(ctx, eligible); err != nil {
				return err
			}
			return p.attend(ctx)
		},
		args:  func(*round) []string { return []string{"certificates", "issue"} },
		judge: judgeIssue,
	}
}

func judgeIssue(ctx context.Context, r *round, p place, e ending) error {
	before, err := p.certificates(ctx, database)
	if err != nil {
		return err
	}
	if e.acknowledged() && e.code != 1 {
		r.tally.acked += eligible
		if len(before) != eligible {
			return fmt.Errorf("all were reported as issued, %d of %d are there", len(before), eligible)
		}
	}
	if err := gapFree(before); err != nil {
		return err
	}
	if err := p.check(ctx, database); err != nil {
		return err
	}
	if err := p.ask(ctx, database, nil, "certificates", "issue"); err != nil {
		return fmt.Errorf("afterwards: %w", err)
	}
	after, err := p.certificates(ctx, database)
	if err != nil {
		return err
	}
	if len(after) != eligible {
		return fmt.Errorf("in the end there are %d certificates, want %d", len(after), eligible)
	}
	kept := map[string]certificate{}
	for _, c := range after {
		kept[c.Number] = c
	}
	for _, c := range before {
		if kept[c.Number] != c {
			return fmt.Errorf("certificate %s is another one after issuing again", c.Number)
		}
	}
	if err := gapFree(after); err != nil {
		return err
	}
	return p.check(ctx, database)
}

// gapFree demands numbers from 1 on without a gap, and one certificate for each person.
func gapFree(all []certificate) error {
	numbers, people := map[int]bool{}, map[string]bool{}
	for _, c := range all {
		fields := strings.FieldsFunc(c.Number, func(r rune) bool { return r < '0' || r > '9' })
		n := 0
		for _, f := range fields { // ZAR/7/2026: the year is the larger one
			var v int
			if _, err := fmt.Sscan(strings.TrimLeft(f, "0"), &v); err == nil && v < 1900 {
				n = v
			}
		}
		if numbers[n] || people[c.Registration] {
			return fmt.Errorf("number %s or its person is there twice", c.Number)
		}
		numbers[n], people[c.Registration] = true, true
	}
	for n := range len(all) {
		if !numbers[n+1] {
			return fmt.Errorf("of %d certificates none has the number %d", len(all), n+1)
		}
	}
	return nil
}
