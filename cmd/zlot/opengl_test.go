//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event/i18n"
)

func TestTell(t *testing.T) {
	folder := t.TempDir()
	said := filepath.Join(folder, "said")
	// The first program is there but fails, as zenity does where its libraries cannot open the screen.
	write(t, filepath.Join(folder, "zenity"), "#!/bin/sh\nexit 1\n")
	write(t, filepath.Join(folder, "kdialog"), "#!/bin/sh\nprintf '%s|' \"$@\" >"+said+"\n")
	write(t, filepath.Join(folder, "xmessage"), "#!/bin/sh\necho twice >>"+said+"\n")
	t.Setenv("PATH", folder)
	tell("a title", "a sentence")
	if text, err := os.ReadFile(said); err != nil || string(text) != "--title|a title|--error|a sentence|" {
		t.Errorf("said %q, %v", text, err)
	}
	t.Setenv("PATH", t.TempDir())
	tell("nobody", "hears it") // returns at once
}

func TestWrap(t *testing.T) {
	if got := wrap("żółw śpi na łące\n\nteraz", 8); got != "żółw śpi\nna łące\n\nteraz\n" {
		t.Errorf("%q", got)
	}
	if got := plainLetters.Replace("Żółta gęś"); got != "Zolta ges" {
		t.Errorf("%q", got)
	}
}

func TestOpenGLSentence_NamesTheWayOut(t *testing.T) {
	for _, lang := range []string{"pl", "en"} {
		words := i18n.New(lang)
		if advice := words.T("opengl.advice.unix"); !strings.Contains(advice, "zlot --compat") {
			t.Errorf("%s: %s", lang, advice)
		}
		if advice := words.T("opengl.advice.windows"); !strings.Contains(advice, "opengl32.dll") {
			t.Errorf("%s: %s", lang, advice)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}
