//go:build !windows

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

const openGLAdvice = "opengl.advice.unix"

// tellLimit is how long a message may stay on the screen before the program ends all the same.
const tellLimit = 5 * time.Minute

// beginAnew starts the program again in its own place, with one more variable in its environment.
func beginAnew(variable string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("where the program is: %w", err)
	}
	return syscall.Exec(self, os.Args, append(os.Environ(), variable))
}

// tell shows a message with whatever program for that this system has. Where it has none, what was written
// to the terminal must do.
func tell(title, text string) {
	ctx, cancel := context.WithTimeout(context.Background(), tellLimit)
	defer cancel()
	for _, command := range [][]string{
		{"zenity", "--error", "--no-markup", "--width=480", "--title=" + title, "--text=" + text},
		{"kdialog", "--title", title, "--error", text},
		{"xmessage", "-center", "-title", title, text},
	} {
		if exec.CommandContext(ctx, command[0], command[1:]...).Run() == nil {
			return
		}
	}
}
