package doc

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zlot/event"
	"zlot/event/passcode"
)

// A badge's symbol that travels by mail is read like that on paper.
func TestBadgeSymbol(t *testing.T) {
	code, err := passcode.New(passcode.Person)
	if err != nil {
		t.Fatal(err)
	}
	png, err := New().BadgeSymbol(code)
	if err != nil {
		t.Fatal(err)
	}
	if len(png) > 4<<10 {
		t.Errorf("%d bytes", len(png))
	}
	if _, err := New().BadgeSymbol("nobody"); !errors.Is(err, event.Fail(event.CodeBadgeDamaged)) {
		t.Errorf("a code that is none: %v", err)
	}
	reader, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("SKIPPED CHECK: zbarimg is not installed, nobody read the symbol")
	}
	path := filepath.Join(t.TempDir(), "kod-qr.png")
	if err := os.WriteFile(path, png, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), reader, "--quiet", "--raw", path).Output()
	if err != nil || strings.TrimSpace(string(out)) != code {
		t.Errorf("read %q, %v, want %q", out, err, code)
	}
}
