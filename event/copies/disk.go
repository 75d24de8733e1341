package copies

import (
	"errors"
	"io/fs"
	"syscall"

	"zlot/event"
)

// told names what a person can do something about.
func told(path string, err error) error {
	var known *event.Error
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.Is(err, syscall.ENOSPC):
		return event.Fail(event.CodeDiskFull, "Path", path).Because(err)
	case errors.Is(err, syscall.EROFS):
		return event.Fail(event.CodeReadOnly, "Path", path).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return event.Fail(event.CodePermission, "Path", path).Because(err)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EIO):
		return event.Fail(event.CodeFolderMissing, "Path", path).Because(err) // a stick was pulled out
	}
	return err
}
