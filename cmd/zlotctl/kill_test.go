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
	printed := map[string]string{} // scan → code
	for range rounds {
		d.killWhileScanning(codes, 1+rand.IntN(40), printed)
	}
	stored := map[string]string{}
	for _, sc := range must[struct{ Scans []scanDoc }](d, 0, "scans").Scans {
		stored[sc.Scan] = sc.Code
	}
	for scan, code := range printed {
		if stored[scan] != code {
			t.Errorf("scan %s was printed and is lost", scan)
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

// killWhileScanning starts the program on a stream of codes, kills it after so many verdicts, and adds
// what it printed.
func (d *desk) killWhileScanning(codes []string, after int, printed map[string]string) {
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
		printed[l.Scan] = l.Code
		if n == after {
			if err := cmd.Process.Kill(); err != nil {
				d.t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // "signal: killed" is what was asked for
}
