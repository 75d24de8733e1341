package event

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// CodeFileLarge is a file beyond its limit: Path, Limit.
const CodeFileLarge = "file.large"

// ReadAll reads what has at most so many bytes; name is kept for the message. Code: file.large.
func ReadAll(r io.Reader, most int64, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > most {
		return nil, Fail(CodeFileLarge, "Path", filepath.Base(name), "Limit", fmt.Sprintf("%d MB", most>>20))
	}
	return data, nil
}

// ReadFile reads a file of at most so many bytes, however long it says it is: a device may have no end.
// Codes: file.large, file.unreadable.
func ReadFile(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, Fail(CodeFileUnread, "Path", path).Because(err)
	}
	defer f.Close()
	data, err := ReadAll(f, most, path)
	var known *Error
	if err != nil && !errors.As(err, &known) {
		return nil, Fail(CodeFileUnread, "Path", path).Because(err)
	}
	return data, err
}
