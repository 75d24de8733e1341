package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
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
