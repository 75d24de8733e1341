//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// scenario is work of the program that fails in the middle: the drills are scenarios times failures.
type scenario struct {
	name, what string
	prepare    func(ctx context.Context, p place, s *stage) error
	// args and stdin are the work.
	args  func(r *round) []string
	stdin func(r *round) string
	// before is what a round needs besides the files; its cleanup is called at the end.
	before func(ctx context.Context, r *round, p place) (cleanup func(), err error)
	// judge demands what has to be there after the failure, and after the work was done again.
	judge func(ctx context.Context, r *round, p place, e ending) error
	old   bool // the file is of an earlier version
}

func (sc scenario) command(r *round) ([]string, string) {
	if sc.stdin == nil {
		return sc.args(r), ""
	}
	return sc.args(r), sc.stdin(r)
}

// prepared makes the template, and counts what an undisturbed run writes.
func (sc scenario) prepared(ctx context.Context, s *stage) error {
	p := place{program: s.program, folder: s.template}
	if err := os.MkdirAll(p.file("home"), 0o700); err != nil {
		return err
	}
	if err := sc.prepare(ctx, p, s); err != nil {
		return err
	}
	if mayWatch() != "" {
		return nil
	}
	trial := &round{stage: s, folder: s.template + ".trial", dice: calm()}
	if err := os.CopyFS(trial.folder, os.DirFS(s.template)); err != nil {
		return err
	}
	t := place{program: s.program, folder: trial.folder}
	if sc.before != nil {
		cleanup, err := sc.before(ctx, trial, t)
		if err != nil {
			return err
		}
		defer cleanup()
	}
	size := sizeOf(trial.folder)
	args, stdin := sc.command(trial)
	e, n, err := never.run(ctx, t.command(ctx, database, args...), trial.folder, stdin)
	if err != nil {
		return err
	}
	if e.code != 0 && e.code != 3 {
		return fmt.Errorf("undisturbed it ended with %d: %s%s", e.code, short(e.out), short(e.errs))
	}
	s.steps, s.grows = n, sizeOf(trial.folder)-size
	if err := sc.judge(ctx, trial, t, e); err != nil {
		return fmt.Errorf("undisturbed: %w", err)
	}
	return os.RemoveAll(trial.folder)
}

// killed is the drill in which the program is killed before one of its writes.
func (sc scenario) killed() drill {
	return drill{name: "kill-" + sc.name, what: "SIGKILL " + sc.what, missing: mayWatch, prepare: sc.prepared,
		round: func(ctx context.Context, r *round) error {
			return sc.fail(ctx, r, failure{after: r.dice.IntN(max(r.steps, 1))})
		}}
}

// readOnly is the drill in which the disk takes no more writes from one on, as one that was remounted read-only, or
// that answers with errors.
func (sc scenario) readOnly() drill {
	return drill{name: "readonly-" + sc.name, what: "the disk becomes read-only or broken " + sc.what, missing: mayWatch, prepare: sc.prepared,
		round: func(ctx context.Context, r *round) error {
			f := failure{after: r.dice.IntN(max(r.steps, 1)), with: syscall.EROFS}
			if r.number%2 == 1 {
				f.with = syscall.EIO
			}
			f.once = r.dice.IntN(4) == 0 // a loose contact
			return sc.fail(ctx, r, f)
		}}
}

// fail runs the work into the failure, and judges what is left.
func (sc scenario) fail(ctx context.Context, r *round, f failure) error {
	p := place{program: r.program, folder: r.folder}
	if sc.before != nil {
		cleanup, err := sc.before(ctx, r, p)
		if err != nil {
			return err
		}
		defer cleanup()
	}
	args, stdin := sc.command(r)
	e, _, err := f.run(ctx, p.command(ctx, database, args...), r.folder, stdin)
	if err != nil {
		return fmt.Errorf("%v: %w", f, err)
	}
	if e.hits > 0 {
		r.tally.injected++
	}
	if err := sc.judge(ctx, r, p, e); err != nil {
		return fmt.Errorf("%v, it ended with %d: %w; it had said: %s", f, e.code, err, strings.TrimSpace(lastOf(e.errs)))
	}
	return nil
}

func (f failure) String() string {
	switch {
	case f.with == 0:
		return fmt.Sprintf("killed at write %d", f.after+1)
	case f.once:
		return fmt.Sprintf("write %d failed (%v)", f.after+1, f.with)
	}
	return fmt.Sprintf("writes failed (%v) from %d on", f.with, f.after+1)
}

// full is the drill in which the disk has room for some of what the work writes.
func (sc scenario) full() drill {
	return drill{name: "full-" + sc.name, what: "full disk " + sc.what, missing: mayMount, prepare: sc.prepared,
		round: func(ctx context.Context, r *round) error {
			if r.number%2 == 1 && r.steps > 0 { // any write may be the one for which there is no room
				return sc.fail(ctx, r, failure{after: r.dice.IntN(r.steps), with: syscall.ENOSPC, once: r.dice.IntN(4) == 0})
			}
			disk := smallDisk{r.folder + ".disk"}
			if err := os.Mkdir(disk.folder, 0o700); err != nil {
				return err
			}
			const size = 96 << 20
			if err := disk.mount(size); err != nil {
				return err
			}
			defer func() { _ = errors.Join(disk.unmount(), os.Remove(disk.folder)) }()
			if err := os.CopyFS(disk.folder+"/laptop", os.DirFS(r.folder)); err != nil {
				return err
			}
			return sc.fill(ctx, r, disk)
		}}
}

// fill leaves some room on the disk, runs the work, makes room, and judges.
func (sc scenario) fill(ctx context.Context, r *round, disk smallDisk) error {
	p := place{program: r.program, folder: disk.folder + "/laptop"}
	if sc.before != nil {
		cleanup, err := sc.before(ctx, r, p)
		if err != nil {
			return err
		}
		defer cleanup()
	}
	free, err := disk.free()
	if err != nil {
		return err
	}
	room := r.dice.Int64N(r.grows + r.grows/2 + 64<<10)
	ballast := disk.folder + "/ballast"
	if err := os.WriteFile(ballast, make([]byte, max(free-room, 0)), 0o600); err != nil {
		return err
	}
	args, stdin := sc.command(r)
	e, err := finish(p.command(ctx, database, args...), stdin)
	if err != nil {
		return fmt.Errorf("%d bytes free: %w", room, err)
	}
	if e.code == 1 {
		e.hits = 1
		r.tally.injected++
	}
	if err := sc.judgeFull(ctx, p, e); err != nil {
		return fmt.Errorf("%d bytes free, it ended with %d: %w", room, e.code, err)
	}
	if err := os.Remove(ballast); err != nil {
		return err
	}
	if err := sc.judge(ctx, r, p, e); err != nil {
		return fmt.Errorf("%d bytes had been free, it had ended with %d: %w; it had said: %s", room, e.code, err, strings.TrimSpace(lastOf(e.errs)))
	}
	return nil
}

// judgeFull demands that the file can be read while the disk is still full, and that the sentence says what is wrong.
func (sc scenario) judgeFull(ctx context.Context, p place, e ending) error {
	if e.code == 1 && !strings.Contains(e.out, "disk_full") && !strings.Contains(e.out, "no_room") && !strings.Contains(e.out, "document.write") {
		return fmt.Errorf("the sentence does not speak of the disk: %s%s", short(e.out), short(e.errs))
	}
	if sc.old { // a file that is not up to date yet is not read
		return nil
	}
	return p.ask(ctx, database, nil, "event", "list")
}

func lastOf(text string) string {
	const enough = 600
	return text[max(0, len(text)-enough):]
}
