package wire

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVersion_IsTheOneOfThePackages(t *testing.T) {
	toml, err := os.ReadFile(filepath.Join("..", "..", "..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(toml), `Version = "`+number+`"`) {
		t.Errorf("FyneApp.toml has another version than %s", number)
	}
	if !strings.HasPrefix(Version(), number) {
		t.Errorf("version %s", Version())
	}
}
