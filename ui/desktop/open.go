// Package desktop is what the program asks of the system around it: open a
// file, show a folder, play a sound. Nothing here blocks the interface.
package desktop

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"

	"zlot/event"
)

// Open shows a file in the program that the system opens it with. It returns
// once that program was started; only a start that fails is an error.
func Open(path string) error {
	name, args := opener(runtime.GOOS, path)
	return failed(path, start(name, args...))
}

// Reveal shows the folder of a file in the system's file manager, with the file
// selected where the system can do that.
func Reveal(path string) error {
	name, args := revealer(runtime.GOOS, path)
	return failed(path, start(name, args...))
}

// CodeOpen says that nothing here opens a file or its folder.
const CodeOpen = "desktop.open"

// failed names the file, so that a person can go there by hand.
func failed(path string, err error) error {
	if err == nil {
		return nil
	}
	return event.Fail(CodeOpen, "Path", path).Because(err)
}

func opener(system, path string) (string, []string) {
	switch system {
	case "windows":
		// Not "cmd /c start": the shell would read & and ^ in a file's name.
		return "rundll32", []string{"url.dll,FileProtocolHandler", path}
	case "darwin":
		return "open", []string{path}
	}
	return "xdg-open", []string{path}
}

func revealer(system, path string) (string, []string) {
	switch system {
	case "windows":
		return "explorer", []string{"/select," + path}
	case "darwin":
		return "open", []string{"-R", path}
	}
	return "xdg-open", []string{filepath.Dir(path)}
}

func start(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", name, err)
	}
	// Somebody has to wait, or the system keeps the finished process.
	go func() { _ = cmd.Wait() }()
	return nil
}
