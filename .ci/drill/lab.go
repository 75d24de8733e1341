//go:build linux

package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
	_ "time/tzdata" // machines without a zone database

	"zlot/event"
	"zlot/event/doc"
	"zlot/event/i18n"
	"zlot/event/mail"
	"zlot/event/sample"
	"zlot/event/schedule"
	"zlot/event/tabular"
	"zlot/storage"
)

// hands is a clock that goes as the drill likes.
type hands struct {
	mu  sync.Mutex
	now time.Time
}

// Now is part of event.Clock.
func (h *hands) Now() time.Time { h.mu.Lock(); defer h.mu.Unlock(); return h.now }

func (h *hands) move(d time.Duration) { h.mu.Lock(); h.now = h.now.Add(d); h.mu.Unlock() }

// lab is the program's inside with a clock of ours: what the built program reads from the machine.
type lab struct {
	db    *storage.DB
	svc   *event.Service
	clock *hands
	ev    event.Event
}

// opened is when the doors of the sample's rally open.
var opened = time.Date(2012, 9, 6, 8, 0, 0, 0, time.FixedZone("", 2*60*60))

const keysFile = "keys" // of a laboratory's signer, so that every round has the same

func openLab(ctx context.Context, folder string, clock *hands) (*lab, error) {
	db, err := storage.Open(ctx, filepath.Join(folder, database), storage.Options{Create: true, Clock: clock, DeskFile: filepath.Join(folder, "desk")})
	if err != nil {
		return nil, err
	}
	if _, err := db.Recover(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	l := &lab{db: db, clock: clock}
	l.svc = event.NewService(event.Ports{Store: db, Outbox: db, Documents: doc.New(), Signer: doc.COSE{}, Secrets: fileSecrets{filepath.Join(folder, keysFile)},
		Tables: tabular.New(), Schedules: schedule.New(i18n.New), Letters: mail.Letters{}, Clock: clock})
	all, err := db.Events(ctx)
	if err == nil && len(all) > 0 {
		l.ev = all[0]
	}
	return l, err
}

// fileSecrets keeps the keys of a laboratory in a folder.
type fileSecrets struct{ folder string }

// Get is part of event.Secrets.
func (f fileSecrets) Get(name string) (string, error) {
	data, err := os.ReadFile(filepath.Join(f.folder, filepath.Base(name)))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	return string(data), err
}

// Set is part of event.Secrets.
func (f fileSecrets) Set(name, value string) error {
	if err := os.MkdirAll(f.folder, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.folder, filepath.Base(name)), []byte(value), 0o600)
}

// makeLab fills a new file with the sample's rally.
func makeLab(ctx context.Context, s *stage) error {
	l, err := openLab(ctx, s.template, &hands{now: opened.Add(-time.Hour)})
	if err != nil {
		return err
	}
	_, err = sample.Load(ctx, l.svc, "rally-2012", "Recepcja")
	return errors.Join(err, l.db.Close())
}

var discard = slog.New(slog.DiscardHandler)

// sound demands that the file's own check finds nothing.
func (l *lab) sound(ctx context.Context) error {
	problems, err := l.db.Check(ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		return &problemError{p}
	}
	return nil
}

type problemError struct{ event.Problem }

func (p *problemError) Error() string { return p.Code + " " + i18n.New(i18n.English).T(p.Code, p.Args) }
