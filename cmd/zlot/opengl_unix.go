//go:build !windows

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"
)

const openGLAdvice = "opengl.advice.unix"

// tellLimit is how long a message may stay on the screen before the program ends all the same.
const tellLimit = 5 * time.Minute

// plainLetters is for xmessage, which knows no others.
var plainLetters = strings.NewReplacer("ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ó", "o", "ś", "s", "ź", "z", "ż", "z",
	"Ą", "A", "Ć", "C", "Ę", "E", "Ł", "L", "Ń", "N", "Ó", "O", "Ś", "S", "Ź", "Z", "Ż", "Z", "–", "-")

// wrap breaks lines between words, which xmessage does not either.
func wrap(text string, width int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		used := 0
		for word := range strings.FieldsSeq(line) {
			size := utf8.RuneCountInString(word)
			switch {
			case used > 0 && used+1+size > width:
				b.WriteByte('\n')
				used = 0
			case used > 0:
				b.WriteByte(' ')
				used++
			}
			b.WriteString(word)
			used += size
		}
		b.WriteByte('\n')
	}
	return b.String()
}

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
		{"xmessage", "-center", "-title", plainLetters.Replace(title), plainLetters.Replace(wrap(text, 76))},
	} {
		if exec.CommandContext(ctx, command[0], command[1:]...).Run() == nil {
			return
		}
	}
}
