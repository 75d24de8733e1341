package storage

import (
	"fmt"
	"os"
	"testing"
)

// TestMain keeps the file of the benchmarks for the whole run and removes it at the end.
func TestMain(m *testing.M) {
	playChild()
	folder, err := os.MkdirTemp("", "zlot-bench-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	big.folder = folder
	status := m.Run()
	if big.db != nil {
		big.db.Close()
	}
	os.RemoveAll(folder)
	os.Exit(status)
}
