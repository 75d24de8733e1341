package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// process is a program that runs beside the test, with its words in a log file.
type process struct {
	cmd  *exec.Cmd
	log  string
	done chan struct{}
	err  error // how it ended; read after done is closed
}

func startProcess(folder, log string, environment []string, files []*os.File, program string, arguments ...string) (*process, error) {
	p := &process{cmd: exec.Command(program, arguments...), log: filepath.Join(folder, log), done: make(chan struct{})}
	file, err := os.Create(p.log)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p.cmd.Env = append(os.Environ(), environment...)
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.ExtraFiles = file, file, files
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.done)
	}()
	return p, nil
}

// alive is an error once the program has ended, with what it said.
func (p *process) alive() error {
	select {
	case <-p.done:
		return fmt.Errorf("%s ended by itself (%v): %s", p.cmd.Path, p.err, p.lastWords())
	default:
		return nil
	}
}

// terminate asks the program to end and demands that it does so in time and without complaint.
func (p *process) terminate(limit time.Duration) error {
	if err := p.alive(); err != nil {
		return err
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-p.done:
	case <-time.After(limit):
		p.kill()
		return fmt.Errorf("%s did not end within %s of SIGTERM: %s", p.cmd.Path, limit, p.lastWords())
	}
	if p.err != nil {
		return fmt.Errorf("%s ended badly: %w: %s", p.cmd.Path, p.err, p.lastWords())
	}
	for _, complaint := range []string{"panic:", "Error in Fyne call thread"} {
		if words := p.lastWords(); strings.Contains(words, complaint) {
			return fmt.Errorf("%s complained: %s", p.cmd.Path, words)
		}
	}
	return nil
}

// kill is the last resort; the program may have ended before.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

func (p *process) lastWords() string {
	words, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	const enough = 2000
	return string(words[max(0, len(words)-enough):])
}
