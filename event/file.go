package event

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile writes a document whole, or leaves the one that was there: first beside it, then in its place.
// Codes: document.write, and those of write.
func WriteFile(path string, write func(io.Writer) error) error {
	return replaceFile(path, 0o644, write)
}

// WritePrivateFile is WriteFile for what nobody else on the machine is to read.
func WritePrivateFile(path string, write func(io.Writer) error) error {
	return replaceFile(path, 0o600, write)
}

func replaceFile(path string, mode fs.FileMode, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".zlot-*")
	if err != nil {
		return Fail(CodeDocumentWrite, "Path", path).Because(err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already where all went well
	if err = write(f); err == nil {
		err = f.Chmod(mode)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	var known *Error
	var file *fs.PathError
	var name *os.LinkError
	if !errors.As(err, &known) && (errors.As(err, &file) || errors.As(err, &name)) {
		return Fail(CodeDocumentWrite, "Path", path).Because(err)
	}
	return err
}
