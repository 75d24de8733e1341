package main

import (
	"bytes"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zlot/assets"
)

// What the window and the packages say about other people's work is what is linked.
func TestLicences_AreOfWhatIsLinked(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "run", "./.ci/licences", "-check")
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	// go run ends with 1 whatever the program ended with, and says what that was.
	if errors.As(err, &ended) && strings.Contains(string(out), "exit status 3") {
		t.Skipf("SKIPPED CHECK: licences against what is linked: %s", out)
	}
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestRun_Licences(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"--licences"}, &out, &errs); code != exitDone || errs.Len() > 0 {
		t.Fatalf("exit code %d, complained %q", code, errs.String())
	}
	for _, c := range assets.Licences() {
		if !strings.Contains(out.String(), strings.TrimSpace(c.Name+" "+c.Version)) || !strings.Contains(out.String(), c.Texts[0].Text) {
			t.Errorf("%s is not in what was printed", c.Name)
		}
	}
}
