package storage

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// The next backup into a folder removes what a killed one left there, and nothing else.
func TestWriteFile_SweepsWhatAKilledOneLeft(t *testing.T) {
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	dead := fmt.Sprintf(".zlot-%d-1.tmp", ended.Process.Pid)
	stay := []string{fmt.Sprintf(".zlot-%d-2.tmp", os.Getpid()), ".zlot-77.tmp", "zlot-1.tmp"}
	for _, name := range append(stay, dead, ".zlot-8.tmp") {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("ludzie"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * oldDraft)
	if err := os.Chtimes(filepath.Join(folder, ".zlot-8.tmp"), long, long); err != nil {
		t.Fatal(err)
	}
	db := openNew(t)
	if err := db.Backup(t.Context(), filepath.Join(folder, "kopia.zlot")); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	want := slices.Sorted(slices.Values(append(stay, "kopia.zlot")))
	if !slices.Equal(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
}
