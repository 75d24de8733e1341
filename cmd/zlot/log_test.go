package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRotating(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zlot.log")
	r := &rotating{path: path, limit: 100}
	if err := r.open(); err != nil {
		t.Fatal(err)
	}
	line := strings.Repeat("x", 39) + "\n"
	for range 11 {
		if _, err := r.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	// Two lines fit; the fourth old file is gone.
	for name, want := range map[string]int{"": 40, ".1": 80, ".2": 80, ".3": 80} {
		info, err := os.Stat(path + name)
		if err != nil || int(info.Size()) != want {
			t.Errorf("zlot.log%s: %v, %v, want %d bytes", name, info, err, want)
		}
	}
	if _, err := os.Stat(path + ".4"); !os.IsNotExist(err) {
		t.Errorf("a fourth old file: %v", err)
	}
}

func TestRotating_GoesOnWhereItStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zlot.log")
	if err := os.WriteFile(path, []byte(strings.Repeat("y", 90)), 0o600); err != nil {
		t.Fatal(err)
	}
	r := &rotating{path: path, limit: 100}
	if err := r.open(); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Write([]byte(strings.Repeat("z", 20))); err != nil {
		t.Fatal(err)
	}
	if now, err := os.ReadFile(path); err != nil || len(now) != 20 {
		t.Errorf("%d bytes in the new file, %v", len(now), err)
	}
}

func TestKeepCrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "crash.txt")
	if last, err := keepCrash(path); err != nil || last != "" {
		t.Fatalf("the first start found %q, %v", last, err)
	}
	if last, err := keepCrash(path); err != nil || last != "" {
		t.Fatalf("a start after a clean end found %q, %v", last, err)
	}
	if err := os.WriteFile(path, []byte("panic: runtime error: …"), 0o600); err != nil {
		t.Fatal(err)
	}
	last, err := keepCrash(path)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(last); err != nil || string(text) != "panic: runtime error: …" {
		t.Errorf("put aside: %q, %v", text, err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 0 {
		t.Errorf("the new crash file: %v, %v", info, err)
	}
}
