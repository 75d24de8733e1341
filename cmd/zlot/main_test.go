package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestRun_WithoutAWindow(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	for _, c := range []struct {
		name string
		args []string
		code int
		out  string
		err  string
	}{
		{"version", []string{"--version"}, exitDone, "Zlot ", ""},
		{"help", []string{"--help"}, exitDone, "--checkpoint", ""},
		{"files", []string{"--files", "--db", "/data/rally.db"}, exitDone, "/data/rally.db", ""},
		{"unknown flag", []string{"--nothing"}, exitUsage, "", "--nothing"},
		{"unknown page", []string{"--page", "kitchen"}, exitUsage, "", "kitchen"},
		{"a file by itself", []string{"--files", "/data/rally.db"}, exitDone, "/data/rally.db", ""},
		{"a file twice", []string{"--db", "/data/rally.db", "/data/rally.db"}, exitUsage, "", "--db"},
		{"a word too many", []string{"rally.db", "course.db"}, exitUsage, "", "course.db"},
		{"scale", []string{"--scale", "7"}, exitUsage, "", "--scale"},
		{"language", []string{"--lang", "de"}, exitUsage, "", "de"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run(c.args, &out, &errs); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			if !strings.Contains(out.String(), c.out) || !strings.Contains(errs.String(), c.err) {
				t.Errorf("said %q and complained %q", out.String(), errs.String())
			}
		})
	}
}
