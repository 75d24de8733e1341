//go:build linux

package main

import (
	"context"
	"fmt"
	"strings"
)

type (
	verdict struct {
		Scan, Code, Outcome, Registration string
	}
	guest struct {
		ID, Email, Status string
		Badge             string `json:"badge_code"`
	}
)

func (p place) guests(ctx context.Context, db string) ([]guest, error) {
	var doc struct{ Registrations []guest }
	err := p.ask(ctx, db, &doc, "registrations")
	return doc.Registrations, err
}

func (p place) scans(ctx context.Context, db string) ([]verdict, error) {
	var doc struct{ Scans []verdict }
	err := p.ask(ctx, db, &doc, "scans")
	return doc.Scans, err
}

func codesOf(guests []guest) []string {
	var codes []string
	for _, g := range guests {
		if g.Badge != "" {
			codes = append(codes, g.Badge)
		}
	}
	return codes
}

const morning = "2026-09-06T09:00:00+02:00"

// scanning is a morning at the desk: everybody once, some twice, and what is no code.
func scanning() scenario {
	return scenario{
		name: "scan", what: "during scans",
		prepare: func(ctx context.Context, p place, s *stage) error {
			if err := p.makeRally(ctx, 40); err != nil {
				return err
			}
			guests, err := p.guests(ctx, database)
			s.notes["codes"] = codesOf(guests)
			return err
		},
		args: func(*round) []string { return []string{"scan", "--at", morning, "-"} },
		stdin: func(r *round) string {
			codes := r.notes["codes"].([]string)
			var stream strings.Builder
			for i, n := range r.dice.Perm(len(codes)) {
				fmt.Fprintln(&stream, codes[n])
				switch i % 8 {
				case 3:
					fmt.Fprintln(&stream, codes[n]) // once more
				case 6:
					fmt.Fprintln(&stream, "nic takiego") // no code
				}
			}
			return stream.String()
		},
		judge: judgeScans,
	}
}

func judgeScans(ctx context.Context, r *round, p place, e ending) error {
	printed := lines[verdict](e.out)
	said := printed[:0]
	for _, v := range printed {
		if v.Scan != "" { // an error is a line too
			said = append(said, v)
		}
	}
	r.tally.acked += len(said)
	stored, err := p.scans(ctx, database)
	if err != nil {
		return err
	}
	byID, admitted := map[string]verdict{}, map[string]int{}
	for _, v := range stored {
		byID[v.Scan] = v
		if v.Outcome == "admitted" {
			if admitted[v.Code]++; admitted[v.Code] > 1 {
				return fmt.Errorf("%s was admitted twice", v.Code)
			}
		}
	}
	for _, v := range said {
		if byID[v.Scan] != v {
			return fmt.Errorf("scan %s was shown as %s and is stored as %q", v.Scan, v.Outcome, byID[v.Scan].Outcome)
		}
	}
	// One may have been stored whose line could no longer be printed.
	if extra := len(stored) - len(said); extra > 1 {
		return fmt.Errorf("%d scans are stored, %d were shown", len(stored), len(said))
	}
	if err := p.check(ctx, database); err != nil {
		return err
	}
	return p.scanOn(ctx, r, len(stored))
}

// scanOn demands that the desk works on: everybody who was not admitted yet is.
func (p place) scanOn(ctx context.Context, r *round, before int) error {
	codes := r.notes["codes"].([]string)
	e, err := finish(p.command(ctx, database, "scan", "--at", morning, "-"), strings.Join(codes, "\n")+"\n")
	if err != nil {
		return err
	}
	if n := len(lines[verdict](e.out)); n != len(codes) {
		return fmt.Errorf("afterwards %d of %d scans had a verdict, exit %d: %s", n, len(codes), e.code, short(e.errs))
	}
	stored, err := p.scans(ctx, database)
	if err != nil {
		return err
	}
	in := map[string]bool{}
	for _, v := range stored {
		if v.Outcome == "admitted" {
			in[v.Code] = true
		}
	}
	if len(in) != len(codes) || len(stored) != before+len(codes) {
		return fmt.Errorf("in the end %d of %d are in, with %d scans after %d", len(in), len(codes), len(stored), before)
	}
	return nil
}
