package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// control asks the command-line program about the database of the smoke test.
type control struct {
	program, database, home string
	since                   time.Time // scans from then on are those of this test: the sample has its own
}

func (c control) run(ctx context.Context, arguments ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, c.program, append([]string{"--db", c.database, "--json"}, arguments...)...)
	cmd.Env = append(os.Environ(), homeIn(c.home)...)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return nil, fmt.Errorf("zlotctl %s: %w: %s%s", strings.Join(arguments, " "), err, out, exit.Stderr)
		}
		return nil, fmt.Errorf("zlotctl %s: %w", strings.Join(arguments, " "), err)
	}
	return out, nil
}

// codes returns the badge codes of the first confirmed registrations.
func (c control) codes(ctx context.Context, count int) ([]string, error) {
	out, err := c.run(ctx, "registrations", "--status", "confirmed")
	if err != nil {
		return nil, err
	}
	var list struct {
		Registrations []struct {
			BadgeCode string `json:"badge_code"`
		} `json:"registrations"`
	}
	if err := json.Unmarshal(out, &list); err != nil {
		return nil, fmt.Errorf("registrations: %w", err)
	}
	var codes []string
	for _, registration := range list.Registrations {
		if registration.BadgeCode != "" && len(codes) < count {
			codes = append(codes, registration.BadgeCode)
		}
	}
	if len(codes) < count {
		return nil, fmt.Errorf("the sample has only %d confirmed registrations with a badge, %d are needed", len(codes), count)
	}
	return codes, nil
}

// scans returns how often each code was stored with each outcome since the test began.
func (c control) scans(ctx context.Context) (map[string]map[string]int, error) {
	out, err := c.run(ctx, "scans", "--since", c.since.Format(time.RFC3339))
	if err != nil {
		return nil, err
	}
	var list struct {
		Scans []struct {
			Code    string `json:"code"`
			Outcome string `json:"outcome"`
		} `json:"scans"`
	}
	if err := json.Unmarshal(out, &list); err != nil {
		return nil, fmt.Errorf("scans: %w", err)
	}
	byOutcome := map[string]map[string]int{}
	for _, scan := range list.Scans {
		if byOutcome[scan.Outcome] == nil {
			byOutcome[scan.Outcome] = map[string]int{}
		}
		byOutcome[scan.Outcome][scan.Code]++
	}
	return byOutcome, nil
}

// await waits until as many people are in as codes were typed, and then compares.
func (c control) await(ctx context.Context, codes []string, limit time.Duration) error {
	began := time.Now()
	for time.Since(began) < limit {
		stored, err := c.scans(ctx)
		if err != nil {
			return err
		}
		if len(stored["admitted"]) >= len(codes) {
			fmt.Printf("smoke: %d of %d admitted\n", len(stored["admitted"]), len(codes))
			break
		}
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return err
		}
	}
	return c.verify(ctx, codes)
}

// verify demands exactly the typed scans: each code admitted once, nothing else stored.
func (c control) verify(ctx context.Context, codes []string) error {
	stored, err := c.scans(ctx)
	if err != nil {
		return err
	}
	admitted := stored["admitted"]
	delete(stored, "admitted")
	var faults []string
	for _, code := range codes {
		if n := admitted[code]; n != 1 {
			faults = append(faults, fmt.Sprintf("%s was admitted %d times", code, n))
		}
		delete(admitted, code)
	}
	for _, code := range slices.Sorted(maps.Keys(admitted)) {
		faults = append(faults, code+" was admitted and never typed")
	}
	for _, outcome := range slices.Sorted(maps.Keys(stored)) {
		faults = append(faults, fmt.Sprintf("outcome %s for %v", outcome, slices.Sorted(maps.Keys(stored[outcome]))))
	}
	if len(faults) > 0 {
		return fmt.Errorf("the database differs from what was scanned:\n  %s", strings.Join(faults, "\n  "))
	}
	return nil
}
