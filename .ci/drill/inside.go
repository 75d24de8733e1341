//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// insideEnv says that the drills run where they may mount small disks: in a name space of their own, whose disks go
// with it.
const insideEnv = "ZLOT_DRILL_INSIDE"

// runInside starts the drills again where they may mount. ran is false where that is not allowed here.
func runInside() (code int, ran bool) {
	self, err := os.Executable()
	if err != nil {
		return 0, false
	}
	cmd := exec.Command(self, os.Args[1:]...)
	cmd.Env = append(os.Environ(), insideEnv+"=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	signal.Ignore(os.Interrupt) // it goes to both; the inner one ends
	if err := cmd.Start(); err != nil {
		return 0, false
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return max(exit.ExitCode(), 1), true
	}
	return 0, err == nil
}

// mayMount says why no small disk can be mounted, or "".
func mayMount() string {
	if os.Getenv(insideEnv) == "" {
		return "neither root nor a name space of its own may mount a small disk"
	}
	folder, err := os.MkdirTemp("", "zlot-drill-disk-")
	if err != nil {
		return err.Error()
	}
	defer os.Remove(folder)
	d := smallDisk{folder}
	if err := d.mount(1 << 20); err != nil {
		return err.Error()
	}
	if err := d.unmount(); err != nil {
		return err.Error()
	}
	return ""
}

// smallDisk is a disk in memory.
type smallDisk struct{ folder string }

func (d smallDisk) mount(bytes int64) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("keep disks to ourselves: %w", err)
	}
	if err := syscall.Mount("zlot-drill", d.folder, "tmpfs", 0, fmt.Sprintf("size=%d,mode=0700", bytes)); err != nil {
		return fmt.Errorf("mount a small disk: %w", err)
	}
	return nil
}

func (d smallDisk) unmount() error { return syscall.Unmount(d.folder, 0) }

// free is how many bytes still fit.
func (d smallDisk) free() (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(d.folder, &s); err != nil {
		return 0, err
	}
	return int64(s.Bfree) * s.Bsize, nil
}
