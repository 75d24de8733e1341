package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"zlot/event"
)

// deskID reads this desk's id from its file, which lies outside the database so that a copied database
// does not copy the desk. The first start writes it. A machine without a place for it has a new id at
// each start.
func deskID(path string, readOnly bool) (string, error) {
	if path == "" {
		folder, err := os.UserConfigDir()
		if err != nil {
			return event.NewID(), nil //nolint:nilerr // no home folder: see above
		}
		path = filepath.Join(folder, "zlot", "desk")
	}
	data, err := os.ReadFile(path)
	if id := strings.TrimSpace(string(data)); err == nil && id != "" {
		return id, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !noPlace(err) {
		return "", fmt.Errorf("read desk id: %w", failure(path, err))
	}
	id := event.NewID()
	if readOnly {
		return id, nil
	}
	if err := writeDesk(path, id); err != nil && !noPlace(err) {
		return "", fmt.Errorf("write desk id: %w", failure(path, err))
	}
	return id, nil
}

// noPlace tells whether a home folder is missing or closed, as for the accounts of services.
func noPlace(err error) bool {
	switch failureCode(err) {
	case event.CodePermission, event.CodeReadOnly, event.CodeFolderMissing:
		return true
	}
	return false
}

func writeDesk(path, id string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(id+"\n"), 0o600)
}
