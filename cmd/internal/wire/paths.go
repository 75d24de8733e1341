// Package wire puts the pieces together for both programs: storage, documents, tables, secrets and the
// use cases over them.
package wire

import (
	"os"
	"path/filepath"
)

// Paths says where a user's files are.
type Paths struct {
	Dir      string // everything below is in here
	Database string
	Desk     string // this desk's id: outside the database, so that a copied database asks
	Keys     string // folder for secrets where the system has no keyring
	Log      string
	Crash    string
}

// DefaultPaths are the user's own. Without a home, beside the temporary files.
func DefaultPaths() Paths {
	base, err := os.UserConfigDir()
	if err != nil {
		base = os.TempDir()
	}
	dir := filepath.Join(base, "zlot")
	return Paths{
		Dir:      dir,
		Database: filepath.Join(dir, "zlot.db"),
		Desk:     filepath.Join(dir, "desk"),
		Keys:     filepath.Join(dir, "keys"),
		Log:      filepath.Join(dir, "zlot.log"),
		Crash:    filepath.Join(dir, "crash.txt"),
	}
}
