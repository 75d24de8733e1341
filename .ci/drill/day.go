//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"zlot/event"
	"zlot/event/sample"
)

// What a day may cost: the heap in use after a collection may grow by so much between the second hour and the last,
// and not one file handle or goroutine more may be open.
const (
	dayGrowth = 8 << 20
	dayHours  = 24
	dayScans  = 250 // an hour
	daySpare  = 2   // handles and goroutines that come and go
)

// wholeDay is a day of use without an end of the program: every hour scans, searches, edits, badges, a copy. What it
// holds is measured after each hour.
func wholeDay() drill {
	return drill{name: "day", what: "24 hours of use, with memory and file handles watched", least: 20,
		prepare: func(ctx context.Context, s *stage) error {
			l, err := openLab(ctx, s.template, &hands{now: opened})
			if err != nil {
				return err
			}
			_, err = sample.Load(ctx, l.svc, "dissemination-2012", "Recepcja")
			return errors.Join(err, l.db.Close())
		},
		round: func(ctx context.Context, r *round) (err error) {
			alone.Lock() // what is measured is the whole process
			defer alone.Unlock()
			l, err := openLab(ctx, r.folder, &hands{now: opened})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.db.Close()) }()
			return throughTheDay(ctx, r, l)
		}}
}

// alone keeps other rounds away.
var alone sync.Mutex

// held is what a process holds.
type held struct {
	heap              uint64
	files, goroutines int
}

func holds() held {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	open, _ := filepath.Glob("/proc/self/fd/*") // the pattern is sound
	return held{m.HeapAlloc, len(open), runtime.NumGoroutine()}
}

func throughTheDay(ctx context.Context, r *round, l *lab) error {
	entries, err := l.db.Entries(ctx, event.EntryFilter{Event: l.ev.ID})
	if err != nil {
		return err
	}
	before, err := l.db.Scans(ctx, event.ScanFilter{Event: l.ev.ID}) // the sample has its own
	if err != nil {
		return err
	}
	sub := l.db.Subscribe(func([]event.Fact) {})
	defer sub()
	var early held
	made := 0
	for hour := range dayHours {
		n, err := hourOfUse(ctx, r, l, entries)
		if err != nil {
			return fmt.Errorf("hour %d: %w", hour, err)
		}
		made += n
		now := holds()
		switch {
		case hour == 1:
			early = now
		case hour > 1 && now.heap > early.heap+dayGrowth:
			return fmt.Errorf("after hour %d %d kB are held, after the second it was %d", hour+1, now.heap>>10, early.heap>>10)
		case hour > 1 && (now.files > early.files+daySpare || now.goroutines > early.goroutines+daySpare):
			return fmt.Errorf("after hour %d %d files and %d goroutines are open, after the second it was %d and %d", hour+1, now.files, now.goroutines,
				early.files, early.goroutines)
		}
	}
	last := holds()
	fmt.Printf("drill: a day of %d scans: %d kB held after the second hour, %d at the end; %d file handles, then %d\n", made, early.heap>>10, last.heap>>10, early.files, last.files)
	stored, err := l.db.Scans(ctx, event.ScanFilter{Event: l.ev.ID})
	if n := len(stored) - len(before); err == nil && n != made {
		err = fmt.Errorf("%d scans were shown, %d are stored", made, n)
	}
	r.tally.acked, r.tally.injected = made, dayHours
	return errorsOf(err, l.sound(ctx))
}

// hourOfUse is what people do in an hour at the desk.
func hourOfUse(ctx context.Context, r *round, l *lab, entries []event.Entry) (scans int, err error) {
	for range dayScans {
		l.clock.move(time.Hour / dayScans)
		e := entries[r.dice.IntN(len(entries))]
		if _, err := l.svc.CheckIn(ctx, event.ScanRequest{Event: l.ev.ID, Code: e.Badge}); err != nil {
			return scans, err
		}
		scans++
		switch r.dice.IntN(5) {
		case 0:
			if _, _, err := l.db.Search(ctx, l.ev.ID, string([]rune(e.Who.Name.Family)[:2]), 20); err != nil {
				return scans, err
			}
		case 1:
			note := fmt.Sprint("notatka ", scans)
			now, err := l.db.Entry(ctx, e.ID)
			if err == nil {
				_, err = l.svc.UpdateEntry(ctx, e.ID, now.Version, event.EntryUpdate{Note: &note})
			}
			if err != nil {
				return scans, err
			}
		case 2:
			if _, err := l.svc.Live(ctx, l.ev.ID); err != nil {
				return scans, err
			}
		}
	}
	ids := make([]string, 20)
	for i := range ids {
		ids[i] = entries[r.dice.IntN(len(entries))].ID
	}
	if _, err := l.svc.Badges(ctx, l.ev.ID, io.Discard, event.BadgeOptions{Registrations: ids}, event.Silent); err != nil {
		return scans, err
	}
	path := filepath.Join(r.folder, copyName)
	return scans, errors.Join(l.db.Backup(ctx, path), os.Remove(path))
}
