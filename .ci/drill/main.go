//go:build linux

// Command drill lets the built program fail in every way that a laptop at a rally can fail, again and again, and
// looks from outside at what is left: the program is killed before any of its writes, the disk is full, goes
// read-only or answers with errors in the middle, files are cut or have flipped bits, the clock jumps, zones change,
// and a day of use passes. Everything that was acknowledged has to be there, and nothing half.
//
//	drill [-rounds N] [-drill NAME,…] [-seed N] [-round N] [-zlotctl bin/zlotctl]
//
// It ends with a table, and with an error if anything was lost. A round is repeated by its drill, seed and number.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == watchedArg {
		fmt.Fprintln(os.Stderr, becomeWatched(os.Args[2:]))
		os.Exit(1)
	}
	var o options
	flag.IntVar(&o.rounds, "rounds", 200, "rounds of every drill")
	flag.StringVar(&o.only, "drill", "", "only drills whose names begin so, separated by commas")
	flag.Uint64Var(&o.seed, "seed", 1, "begins other rounds")
	flag.IntVar(&o.round, "round", -1, "only this round, to see it again")
	flag.IntVar(&o.workers, "workers", 2, "rounds at the same time")
	flag.BoolVar(&o.keep, "keep", false, "keep the files of rounds that lost something")
	zlotctl := flag.String("zlotctl", "bin/zlotctl", "the program")
	list := flag.Bool("list", false, "only say which drills there are")
	flag.Parse()
	if *list {
		for _, d := range drills() {
			fmt.Printf("%-18s %s\n", d.name, d.what)
		}
		return
	}
	if os.Getenv(insideEnv) == "" {
		if code, ran := runInside(); ran {
			os.Exit(code)
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *zlotctl, o); err != nil {
		fmt.Fprintln(os.Stderr, "drill: FAILED:", err)
		os.Exit(1)
	}
}

type options struct {
	rounds, round, workers int
	only                   string
	seed                   uint64
	keep                   bool
}

func run(ctx context.Context, zlotctl string, o options) (err error) {
	program, err := filepath.Abs(zlotctl)
	if err != nil {
		return err
	}
	if _, err := os.Stat(program); err != nil {
		return fmt.Errorf("there is no program to drill: %w", err)
	}
	folder, err := os.MkdirTemp("", "zlot-drill-")
	if err != nil {
		return err
	}
	if !o.keep {
		defer os.RemoveAll(folder)
	}
	began := time.Now()
	h := &hall{folder: folder, program: program, options: o}
	for _, d := range chosen(o.only) {
		if ctx.Err() != nil {
			break
		}
		h.perform(ctx, d)
	}
	h.table(os.Stdout, time.Since(began))
	if o.keep {
		fmt.Println("The files are in", folder)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return h.verdict()
}

// chosen are the drills whose names begin with one of those asked for.
func chosen(only string) []drill {
	all := drills()
	if only == "" {
		return all
	}
	names := strings.Split(only, ",")
	return slices.DeleteFunc(all, func(d drill) bool {
		return !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(d.name, name) })
	})
}
