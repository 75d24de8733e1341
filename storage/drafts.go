package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// DraftPattern is a name of Drafts with the number of this process: whoever comes later sees whether it still writes.
func DraftPattern() string { return fmt.Sprintf(".zlot-%d-*.tmp", os.Getpid()) }

// oldDraft is how old a draft is that nobody writes any more, whoever has its process's number now.
const oldDraft = 24 * time.Hour

// sweep removes from a folder what processes that are gone left half written there: it holds people whom nobody could
// erase.
func sweep(folder string) {
	left, _ := filepath.Glob(filepath.Join(folder, Drafts)) // the pattern is right
	for _, path := range left {
		var process int
		var rest string
		numbered, _ := fmt.Sscanf(filepath.Base(path), ".zlot-%d-%s", &process, &rest)
		info, err := os.Lstat(path)
		if err == nil && (numbered == 2 && !runs(process) || time.Since(info.ModTime()) > oldDraft) {
			_ = os.RemoveAll(path) // the next one tries again
		}
	}
}

// runs reports whether there is a process of a number.
func runs(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	defer func() { _ = p.Release() }() // nothing is held where that fails
	if runtime.GOOS == "windows" {
		return true // otherwise it would not have been found
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
