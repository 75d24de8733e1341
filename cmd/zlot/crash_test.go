package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const crashEnv = "ZLOT_TEST_CRASH"

// TestCrash_ chooses how the program breaks off in the test below; otherwise it does nothing.
func TestCrash_BreaksOff(t *testing.T) {
	path, how, wanted := strings.Cut(os.Getenv(crashEnv), "|")
	if !wanted {
		t.Skip("it breaks off only where another test asks for it")
	}
	if _, err := keepCrash(path); err != nil {
		t.Fatal(err)
	}
	broken := make(chan bool)
	go func() { // where no test can catch it
		if how == "fault" {
			var none *struct{ name string }
			_ = none.name
		}
		breakOff("Żegota Źrebakowska", "zrebakowska@example.org")
		close(broken)
	}()
	<-broken
}

func breakOff(name, address string) {
	defer func() { panic(fmt.Errorf("and again:\n%s <%s>", name, address)) }()
	panic(errors.New("no room for " + name + " <" + address + ">"))
}

// After a crash the file says where it happened, and not whose data it was about.
func TestCrash_NamesNobody(t *testing.T) {
	for how, want := range map[string]string{"panic": withheld, "fault": "panic: runtime error: invalid memory address"} {
		path := filepath.Join(t.TempDir(), "crash.txt")
		cmd := exec.Command(os.Args[0], "-test.run=^TestCrash_BreaksOff$")
		cmd.Env = append(os.Environ(), crashEnv+"="+path+"|"+how)
		if out, err := cmd.CombinedOutput(); err == nil {
			t.Fatalf("it did not break off: %s", out)
		}
		last, err := keepCrash(path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(last)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"Żegota", "Źrebakowska", "zrebakowska@"} {
			if strings.Contains(string(text), word) {
				t.Errorf("%s: the crash file names %q", how, word)
			}
		}
		if !strings.Contains(string(text), want) || !strings.Contains(string(text), "TestCrash_BreaksOff") {
			t.Errorf("%s: the crash file says %s", how, text)
		}
	}
}
