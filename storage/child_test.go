package storage

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"zlot/event"
)

// children are the parts that this test binary plays in a process of its own, by name.
var children = map[string]func(path string) error{"scans": scanUntilKilled}

const childVariable = "ZLOT_TEST_CHILD"

// child makes the command that runs a part on the file at path.
func child(t *testing.T, part, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(must[string](t)(os.Executable()))
	cmd.Env = append(os.Environ(), childVariable+"="+part, childVariable+"_FILE="+path)
	cmd.Stderr = os.Stderr
	return cmd
}

// playChild runs the part that the environment names, if any, and ends the process.
func playChild() {
	part := children[os.Getenv(childVariable)]
	if part == nil {
		return
	}
	if err := part(os.Getenv(childVariable + "_FILE")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// scanUntilKilled commits scans and prints each id after its commit.
func scanUntilKilled(path string) error {
	ctx := context.Background()
	db, err := Open(ctx, path, Options{DeskFile: filepath.Join(filepath.Dir(path), "desk")})
	if err != nil {
		return err
	}
	for {
		s := event.Scan{ID: event.NewID(), Event: "rally", Checkpoint: "desk", Direction: event.In, Outcome: event.UnknownCode}
		_, err := db.Commit(ctx, func(event.Reader) (b event.Batch, err error) {
			b.Add("rally", s.ID, event.ScanMade{Scan: s})
			return b, nil
		})
		if err != nil {
			return err
		}
		fmt.Println(s.ID)
	}
}

func TestCommit_SurvivesKill(t *testing.T) {
	const rounds = 20
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "rally.zlot")
	if err := openAt(t, path, Options{Create: true}).Close(); err != nil {
		t.Fatal(err)
	}
	printed := map[string]bool{}
	for round := range rounds {
		cmd := child(t, "scans", path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			printed[lines.Text()] = true
			if n == 3+round*7 {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = cmd.Wait() // killed
	}
	db := openAt(t, path, Options{})
	stored := map[string]bool{}
	for _, s := range must[[]event.ScanRow](t)(db.Scans(ctx, event.ScanFilter{Event: "rally"})) {
		stored[s.ID] = true
	}
	for id := range printed {
		if !stored[id] {
			t.Errorf("scan %s was printed and is lost", id)
		}
	}
	// One more a round may have been committed and not printed; none is invented.
	if len(printed) < rounds*4 || len(stored) > len(printed)+rounds {
		t.Errorf("%d printed, %d stored", len(printed), len(stored))
	}
	if p := must[[]event.Problem](t)(db.Check(ctx)); len(p) != 0 {
		t.Errorf("check: %v", p)
	}
}
