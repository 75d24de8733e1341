package desktop

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The windows of the toolkit keep where the mouse is; one that does not is no reason to fail.
func TestPointer(t *testing.T) {
	type mouse struct {
		fyne.Window
		mousePos fyne.Position
	}
	if at, ok := Pointer(&mouse{mousePos: fyne.NewPos(3, 4)}); !ok || at != fyne.NewPos(3, 4) {
		t.Errorf("at %v, %v", at, ok)
	}
	if _, ok := Pointer(test.NewTempWindow(t, nil)); ok {
		t.Error("a window of the tests has no mouse")
	}
	if _, ok := Pointer(nil); ok {
		t.Error("no window has a mouse")
	}
}

func TestPointer_TheToolkitsWindowHasIt(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatalf("where is the toolkit: %v", err)
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "internal", "driver", "glfw", "window_desktop.go"))
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^\tmousePos +fyne\.Position$`).Match(source) {
		t.Error("the toolkit's window keeps no mousePos any more: the mouse does not count as use")
	}
}
