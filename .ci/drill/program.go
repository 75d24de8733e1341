//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// place is a folder with a database and a home, as one laptop has them.
type place struct {
	program, folder string
	zone            string // where the machine believes it is; "": where it is
}

func (p place) file(name string) string { return filepath.Join(p.folder, name) }

// database is the file that the drills are about.
const database = "rally.zlot"

// ending is how a run of the program ended.
type ending struct {
	out, errs string
	code      int // -1: killed
	hits      int // failures that it met
}

func (e ending) killed() bool { return e.code < 0 }

// command prepares a run of the program on a database of the folder.
func (p place) command(ctx context.Context, db string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, p.program, append([]string{"--db", p.file(db), "--json"}, args...)...)
	home := p.file("home")
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home+"/config", "XDG_DATA_HOME="+home+"/data", "XDG_STATE_HOME="+home+"/state",
		"XDG_CACHE_HOME="+home+"/cache", "XDG_RUNTIME_DIR="+home, "DBUS_SESSION_BUS_ADDRESS=", "GOTRACEBACK=all", "TMPDIR="+p.folder)
	cmd.Dir = p.folder
	if p.zone != "" {
		cmd.Env = append(cmd.Env, "TZ="+p.zone)
	}
	return cmd
}

// finish runs a command to its end. What the program says when it panics is an error whatever else happens.
func finish(cmd *exec.Cmd, stdin string) (e ending, err error) {
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	err = cmd.Run()
	e = ending{out: out.String(), errs: errs.String()}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		e.code = exit.ExitCode()
	case err != nil && cmd.ProcessState == nil: // it never began
		return e, err
	}
	return e, e.decent()
}

// decent demands words for people: a failure is told in a sentence.
func (e ending) decent() error {
	for _, word := range []string{"panic:", "goroutine ", "SIGSEGV", "fatal error:", "SIGBUS"} {
		if strings.Contains(e.errs, word) {
			return fmt.Errorf("the program broke off: %s", short(e.errs))
		}
	}
	if e.code == 1 && strings.TrimSpace(e.errs) == "" && !strings.Contains(e.out, `"ok":false`) {
		return errors.New("the program failed without a word")
	}
	return nil
}

func short(text string) string {
	const enough = 1500
	return text[:min(len(text), enough)]
}

// ask runs a command that has to go well, and decodes what it prints.
func (p place) ask(ctx context.Context, db string, into any, args ...string) error {
	return p.feed(ctx, db, "", into, args...)
}

func (p place) feed(ctx context.Context, db, stdin string, into any, args ...string) error {
	e, err := finish(p.command(ctx, db, args...), stdin)
	if err != nil {
		return fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	if e.code != 0 && e.code != 3 {
		return fmt.Errorf("%s: exit %d: %s%s", strings.Join(args, " "), e.code, short(e.out), short(e.errs))
	}
	if into == nil {
		return nil
	}
	if err := json.Unmarshal([]byte(e.out), into); err != nil {
		return fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, short(e.out))
	}
	return nil
}

// check asks the program itself whether the file is sound.
func (p place) check(ctx context.Context, db string) error {
	e, err := finish(p.command(ctx, db, "check"), "")
	if err != nil {
		return err
	}
	if e.code != 0 || !strings.Contains(e.out, `"ok":true`) {
		return fmt.Errorf("check of %s: exit %d: %s%s", db, e.code, short(e.out), short(e.errs))
	}
	return nil
}

// lines decodes a document a line, but for a last one that was cut.
func lines[T any](text string) (all []T) {
	for line := range strings.Lines(text) {
		var one T
		if err := json.Unmarshal([]byte(line), &one); err == nil && strings.HasSuffix(line, "\n") {
			all = append(all, one)
		}
	}
	return all
}

// acknowledged reports whether the program had said everything that it says when all is done.
func (e ending) acknowledged() bool {
	return json.Valid([]byte(e.out)) && (e.code == 0 || e.code == 3 || e.killed())
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
