package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"zlot/event/i18n"
)

// graphics is what a machine offers to paint with.
type graphics struct {
	Version  string
	Renderer string
}

// softwareGL is the variable of the environment that makes Mesa paint by the processor.
const softwareGL = "LIBGL_ALWAYS_SOFTWARE"

// canPaint tells whether this machine can paint the window. Where it cannot, it says so in a sentence: the
// toolkit would break off with a stack trace.
func canPaint(f flags, complaints io.Writer) bool {
	if f.Compat {
		if err := os.Setenv(softwareGL, "1"); err != nil {
			slog.Warn("paint without the graphics card", "error", err)
		}
	}
	found, err := tryOpenGL()
	if err == nil {
		slog.Info("opengl", "version", found.Version, "renderer", found.Renderer)
		return true
	}
	slog.Error("opengl", "error", err)
	if os.Getenv(softwareGL) == "" {
		// On success it does not come back: a driver that failed once stays loaded, so the program begins anew.
		if err := beginAnew(softwareGL + "=1"); !errors.Is(err, errors.ErrUnsupported) {
			slog.Error("begin anew without the graphics card", "error", err)
		}
	}
	words := i18n.New(f.Lang)
	sentence := words.T("opengl.missing") + "\n\n" + words.T(openGLAdvice) + "\n\n" + words.T("opengl.without")
	fmt.Fprintln(complaints, sentence)
	tell(words.T("opengl.title"), sentence)
	return false
}
