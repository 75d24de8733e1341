package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// The log may grow to logSize; then it becomes zlot.log.1, and so on up to
// logKeep old files.
const (
	logSize = 1 << 20
	logKeep = 3
)

// openLog makes the default logger write to a rotating file. Only ids go into
// it, never names or addresses.
func openLog(path, level string) (*rotating, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("folder of the log: %w", err)
	}
	r := &rotating{path: path, limit: logSize}
	if err := r.open(); err != nil {
		return nil, err
	}
	var least slog.Level
	if err := least.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("log level: %w", err)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(r, &slog.HandlerOptions{Level: least})))
	return r, nil
}

// rotating is a file that is put aside when it becomes too large.
type rotating struct {
	path  string
	limit int64

	mu   sync.Mutex
	file *os.File
	size int64
}

func (r *rotating) open() error {
	f, err := os.OpenFile(r.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open log: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("open log: %w", err)
	}
	r.file, r.size = f, info.Size()
	return nil
}

// Write is part of io.Writer.
func (r *rotating) Write(line []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.size > 0 && r.size+int64(len(line)) > r.limit {
		if err := r.rotate(); err != nil {
			return 0, err
		}
	}
	n, err := r.file.Write(line)
	r.size += int64(n)
	return n, err
}

func (r *rotating) rotate() error {
	if err := r.file.Close(); err != nil {
		return err
	}
	for i := logKeep; i > 1; i-- {
		// An old file that is not there cannot be moved, which is no harm.
		_ = os.Rename(r.old(i-1), r.old(i))
	}
	if err := os.Rename(r.path, r.old(1)); err != nil {
		return err
	}
	return r.open()
}

func (r *rotating) old(i int) string { return r.path + "." + strconv.Itoa(i) }

// Close is part of io.Closer.
func (r *rotating) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.file.Close()
}
