package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// keepCrash lets the runtime write to a file what it says when the program
// breaks off. If the last run left something there, it is put aside and its
// new path returned.
func keepCrash(path string) (last string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("folder of the crash file: %w", err)
	}
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		last = path + ".last"
		if err := os.Rename(path, last); err != nil {
			return "", fmt.Errorf("put the crash file aside: %w", err)
		}
		if err := withoutWords(last); err != nil {
			return "", err
		}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return last, fmt.Errorf("open the crash file: %w", err)
	}
	defer f.Close() // the runtime keeps a handle of its own
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		return last, fmt.Errorf("crash output: %w", err)
	}
	return last, nil
}

// withheld stands for what might name people.
const withheld = "(words withheld: they may name people)"

// withoutWords takes out of a crash file what the program itself put into a panic: it may be an error with a name or an
// address in it. What the runtime says of faults, and where it happened, stays: of arguments it tells numbers only.
func withoutWords(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the crash file: %w", err)
	}
	var kept strings.Builder
	inPanic := false
	for line := range strings.Lines(string(text)) {
		switch said := strings.TrimLeft(line, " \t"); {
		case strings.HasPrefix(said, "panic: ") && !strings.HasPrefix(said, "panic: runtime error: "):
			inPanic = true
			kept.WriteString("panic: " + withheld + "\n")
		case strings.HasPrefix(said, "goroutine "), strings.HasPrefix(said, "panic: "), strings.HasPrefix(said, "fatal error: "), strings.HasPrefix(said, "[signal "):
			inPanic = false
			kept.WriteString(line)
		case !inPanic:
			kept.WriteString(line)
		}
	}
	if err := os.WriteFile(path, []byte(kept.String()), 0o600); err != nil {
		return fmt.Errorf("write the crash file: %w", err)
	}
	return nil
}
