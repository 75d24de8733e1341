package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"
)

// killRounds is how often the program is killed in an ordinary test run; ZLOT_KILL_ROUNDS asks for more.
const killRounds = 5

// A verdict that was printed is in the file, however the program ends; a scan in the file was fed to it.
func TestScan_SurvivesKill(t *testing.T) {
	rounds := killRounds
	if n, err := strconv.Atoi(os.Getenv("ZLOT_KILL_ROUNDS")); err == nil {
		rounds = n
	}
	d := newDesk(t)
	must[object](d, 0, "demo")
	codes := d.codes()
	printed := map[string]scanLine{}
	for range rounds {
		d.killWhileScanning(codes, 1+rand.IntN(40), printed)
	}
	stored := map[string]scanDoc{}
	for _, sc := range must[struct{ Scans []scanDoc }](d, 0, "scans").Scans {
		stored[sc.Scan] = sc
	}
	for scan, l := range printed {
		if sc := stored[scan]; sc.Code != l.Code || sc.Outcome != l.Outcome || sc.Registration != l.Registration {
			t.Errorf("scan %s was printed as %s and is stored as %q", scan, l.Outcome, sc.Outcome)
		}
	}
	// Each killed program may have stored one scan whose line it could no longer print, and no more: the
	// reader drains what was printed before the pipe closes.
	if extra := len(stored) - len(printed); extra < 0 || extra > rounds {
		t.Errorf("%d scans stored, %d printed, %d kills", len(stored), len(printed), rounds)
	}
	if c := must[object](d, 0, "check"); c["ok"] != true {
		t.Errorf("check: %v", c)
	}
	t.Logf("%d kills, %d verdicts printed, %d stored", rounds, len(printed), len(stored))
}

// killWhileScanning starts the program on a stream of codes, kills it some moment after so many verdicts, and adds
// what it printed.
func (d *desk) killWhileScanning(codes []string, after int, printed map[string]scanLine) {
	d.t.Helper()
	cmd := exec.Command(os.Args[0], "--db", d.db, "--json", "scan", "-")
	cmd.Env = append(os.Environ(), asProgram+"=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	go func() {
		for i := 0; ; i++ {
			if _, err := fmt.Fprintln(in, codes[i%len(codes)]); err != nil {
				return // killed
			}
		}
	}()
	lines := bufio.NewScanner(out)
	for n := 1; lines.Scan(); n++ {
		var l scanLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			continue // the line that the kill cut
		}
		printed[l.Scan] = l
		if n == after {
			moment := time.Duration(rand.IntN(3000)) * time.Microsecond // anywhere in the scans that follow
			time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait() // "signal: killed" is what was asked for
	if !cmd.ProcessState.Success() && cmd.ProcessState.ExitCode() != -1 {
		d.t.Errorf("the program ended by itself: %v", cmd.ProcessState)
	}
}
