package main

import (
	"errors"
	"log/slog"

	"golang.org/x/sys/windows"
)

const openGLAdvice = "opengl.advice.windows"

// beginAnew is of no use here: the Mesa of Windows is a file beside the program, not a variable.
func beginAnew(string) error { return errors.ErrUnsupported }

// tell shows a message in a box of the system.
func tell(title, text string) {
	caption, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	message, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	if _, err := windows.MessageBox(0, message, caption, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND); err != nil {
		slog.Warn("message box", "error", err)
	}
}
