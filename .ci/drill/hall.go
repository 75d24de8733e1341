//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// drill is one way to fail, tried in many rounds.
type drill struct {
	name, what string
	// missing says what this machine lacks to do it; nil or "" where it can be done.
	missing func() string
	// prepare makes what every round begins with, in the folder.
	prepare func(ctx context.Context, s *stage) error
	// round fails once, and demands that nothing was lost.
	round func(ctx context.Context, r *round) error
	// least is with how many rounds it is held at all: it takes minutes.
	least int
}

// stage is what the rounds of a drill have in common.
type stage struct {
	program  string
	template string // a folder that each round gets a copy of
	steps    int    // how many writes an undisturbed run makes
	grows    int64  // how many bytes the files grow by in one
	notes    map[string]any
}

// round is one failure. Its dice are those of the seed, the drill and the number of the round.
type round struct {
	*stage
	number int
	dice   *rand.Rand
	folder string
	disk   string // a small disk of its own, of drills that need one
	tally  tally
	box    *box // where its mail goes
}

// tally counts what happened.
type tally struct {
	injected int // failures that hit
	acked    int // what the program said was done
}

// result is a line of the table.
type result struct {
	drill          drill
	missing        string
	rounds         int
	tally          tally
	losses, faults []string // of the rounds; of the drill itself
	took           time.Duration
}

// hall is where the drills are held.
type hall struct {
	folder, program string
	options         options
	results         []result
}

const worth = 5 // losses of one drill that are printed

func (h *hall) perform(ctx context.Context, d drill) {
	res := result{drill: d}
	defer func() { h.results = append(h.results, res) }()
	if d.missing != nil {
		if res.missing = d.missing(); res.missing != "" {
			fmt.Printf("drill: %s CANNOT BE HELD HERE: %s\n", d.name, res.missing)
			return
		}
	}
	if d.least > h.options.rounds {
		res.missing = fmt.Sprintf("it takes minutes, and is held with %d rounds or more", d.least)
		fmt.Printf("drill: %s is left out: %s\n", d.name, res.missing)
		return
	}
	began := time.Now()
	s := &stage{program: h.program, template: filepath.Join(h.folder, d.name, "template"), notes: map[string]any{}}
	err := os.MkdirAll(s.template, 0o700)
	if err == nil && d.prepare != nil {
		err = d.prepare(ctx, s)
	}
	if err != nil {
		res.faults = append(res.faults, fmt.Sprintf("%s could not be prepared: %v", d.name, err))
		fmt.Println("drill:", res.faults[0])
		return
	}
	h.rounds(ctx, d, s, &res)
	res.took = time.Since(began)
	fmt.Printf("drill: %-16s %4d rounds, %4d failures, %6d acknowledged, %d lost, %s\n",
		d.name, res.rounds, res.tally.injected, res.tally.acked, len(res.losses), res.took.Round(time.Second))
	for i, loss := range res.losses {
		if i == worth {
			break
		}
		fmt.Println("   ", loss)
	}
	if !h.options.keep {
		_ = os.RemoveAll(filepath.Dir(s.template)) // the whole folder goes at the end
	}
}

// rounds holds the rounds of a drill, some at the same time.
func (h *hall) rounds(ctx context.Context, d drill, s *stage, res *result) {
	numbers := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range h.options.workers {
		wg.Go(func() {
			for n := range numbers {
				r, err := h.hold(ctx, d, s, n)
				mu.Lock()
				res.rounds++
				res.tally.injected += r.tally.injected
				res.tally.acked += r.tally.acked
				if err != nil && ctx.Err() == nil {
					res.losses = append(res.losses, fmt.Sprintf("%s, round %d of seed %d: %v", d.name, n, h.options.seed, err))
				}
				mu.Unlock()
			}
		})
	}
	for n := range h.options.rounds {
		if h.options.round >= 0 && n != h.options.round || ctx.Err() != nil {
			continue
		}
		numbers <- n
	}
	close(numbers)
	wg.Wait()
}

// hold holds one round in a folder of its own.
func (h *hall) hold(ctx context.Context, d drill, s *stage, n int) (r *round, err error) {
	sum := fnv.New64a()
	_, _ = io.WriteString(sum, d.name) // never fails
	r = &round{stage: s, number: n, dice: rand.New(rand.NewPCG(h.options.seed, sum.Sum64()+uint64(n))),
		folder: filepath.Join(h.folder, d.name, fmt.Sprintf("round-%d", n))}
	if err := os.CopyFS(r.folder, os.DirFS(s.template)); err != nil {
		return r, err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	err = d.round(ctx, r)
	if err == nil || !h.options.keep {
		err = errors.Join(err, os.RemoveAll(r.folder))
	}
	return r, err
}

func (h *hall) table(w io.Writer, took time.Duration) {
	fmt.Fprintf(w, "\n%-18s %7s %9s %13s %6s %8s\n%s\n", "drill", "rounds", "failures", "acknowledged", "lost", "time", strings.Repeat("-", 66))
	var rounds, injected, acked, lost int
	for _, r := range h.results {
		if r.missing != "" || len(r.faults) > 0 {
			fmt.Fprintf(w, "%-18s NOT HELD: %s\n", r.drill.name, strings.Join(append(r.faults, r.missing), " "))
			continue
		}
		fmt.Fprintf(w, "%-18s %7d %9d %13d %6d %7.0fs\n", r.drill.name, r.rounds, r.tally.injected, r.tally.acked, len(r.losses), r.took.Seconds())
		rounds, injected, acked, lost = rounds+r.rounds, injected+r.tally.injected, acked+r.tally.acked, lost+len(r.losses)
	}
	fmt.Fprintf(w, "%s\n%-18s %7d %9d %13d %6d %7.0fs\n", strings.Repeat("-", 66), "all", rounds, injected, acked, lost, took.Seconds())
}

func (h *hall) verdict() error {
	var errs []error
	for _, r := range h.results {
		if len(r.losses) > 0 {
			errs = append(errs, fmt.Errorf("%s lost something in %d of %d rounds", r.drill.name, len(r.losses), r.rounds))
		}
		for _, f := range r.faults {
			errs = append(errs, errors.New(f))
		}
	}
	if len(h.results) == 0 {
		errs = append(errs, errors.New("there is no such drill"))
	}
	return errors.Join(errs...)
}
