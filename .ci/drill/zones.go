//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
)

// zoneNames are where a laptop may believe it is, and what is no zone at all.
var zoneNames = []string{"UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Chatham", "America/Sao_Paulo",
	"Australia/Lord_Howe", "Africa/Casablanca", "Europe/Nowhere", "CET-1CEST,M3.5.0,M10.5.0/3", ":/etc/nothing", "+05:00"}

// doubled are moments around the hour that comes twice in Warsaw, in their order.
var doubled = []string{"2026-10-25T01:59:59+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T00:45:00Z", "2026-10-25T02:30:00+01:00", "2026-10-25T01:45:00Z",
	"2026-10-25T03:00:00+01:00"}

// zones is the drill in which the machine's zone changes between one start and the next, also in the night in which
// the clocks are put back: times, hours and order are those of the event, wherever the laptop thinks it is.
func zones() drill {
	return drill{name: "zones", what: "the machine's time zone changes, in the night of the clocks as well",
		prepare: func(ctx context.Context, s *stage) error {
			p := place{program: s.program, folder: s.template}
			if err := os.MkdirAll(p.file("home"), 0o700); err != nil {
				return err
			}
			err := p.ask(ctx, database, nil, "event", "create", "--title", "Nocny zlot", "--kind", "rally", "--start", "2026-10-24", "--end", "2026-10-25", "--town", "Podlesice")
			if err != nil {
				return err
			}
			file, err := p.list("lista.csv", 0, letters, "Śrem")
			if err != nil {
				return err
			}
			var session struct{ ID string }
			return errorsOf(p.ask(ctx, database, nil, "import", file),
				p.ask(ctx, database, &session, "agenda", "add", "--title", "Czuwanie", "--start", "2026-10-24 22:00", "--end", "2026-10-25 05:00", "--hours", "9"),
				p.ask(ctx, database, nil, "checkpoint", "add", "--title", "Czuwanie", "--session", session.ID))
		},
		round: judgeZones}
}

func judgeZones(ctx context.Context, r *round) error {
	p := place{program: r.program, folder: r.folder}
	anywhere := func() place {
		p.zone = zoneNames[r.dice.IntN(len(zoneNames))]
		return p
	}
	guests, err := p.guests(ctx, database)
	if err != nil {
		return err
	}
	codes := codesOf(guests)
	for i := range 3 {
		at := doubled[2*i+r.dice.IntN(2)]
		who := anywhere()
		e, err := finish(who.command(ctx, database, append([]string{"scan", "--at", at}, codes[r.dice.IntN(len(codes)):]...)...), "")
		if err != nil {
			return err
		}
		if e.code != 0 && e.code != 3 {
			return fmt.Errorf("a scan in %s: exit %d: %s", who.zone, e.code, short(e.errs))
		}
		r.tally.injected++
		r.tally.acked += len(lines[verdict](e.out))
	}
	var first, zone string
	for range 2 {
		who := anywhere()
		shown, err := who.shown(ctx, database)
		if err != nil {
			return fmt.Errorf("in %s: %w", who.zone, err)
		}
		if first == "" {
			first, zone = shown, who.zone
		}
		if shown != first {
			return fmt.Errorf("in %s it shows something else than in %s: %s", who.zone, zone, difference(first, shown))
		}
	}
	if !strings.Contains(first, "2026-10-24T22:00:00+02:00") || !strings.Contains(first, "2026-10-25T05:00:00+01:00") {
		return errors.New("the night's session is not from 22 to 5 in Warsaw")
	}
	return errorsOf(p.orderly(ctx), anywhere().check(ctx, database))
}

// orderly demands that nobody was let in twice that night and day.
func (p place) orderly(ctx context.Context) error {
	all, err := p.scans(ctx, database)
	in := map[string]int{}
	for _, v := range all {
		if v.Outcome == "admitted" {
			if in[v.Code]++; in[v.Code] > 1 {
				return fmt.Errorf("%s was admitted twice", v.Code)
			}
		}
	}
	return err
}
