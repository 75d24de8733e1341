package storage

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"zlot/event"
)

// failure turns what SQLite and the file system say about the file at path into an *event.Error, by
// their codes. Anything it does not know comes back as it is.
func failure(path string, err error) error {
	var known *event.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if code := failureCode(err); code != "" {
		return event.Fail(code, "Path", path).Because(err)
	}
	return err
}

func failureCode(err error) string {
	var sq *sqlite.Error
	if errors.As(err, &sq) {
		switch sq.Code() {
		case sqlite3.SQLITE_CONSTRAINT_UNIQUE:
			return event.CodeMailState // the only such rule is outbox_once
		case sqlite3.SQLITE_IOERR_SHMSIZE:
			return event.CodeDiskFull // no room even for the index of the write-ahead log
		}
		return sqliteCodes[sq.Code()&0xff]
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return event.CodeDiskFull
	case errors.Is(err, syscall.EROFS):
		return event.CodeReadOnly
	case errors.Is(err, syscall.EIO):
		return event.CodeDiskBroken
	case errors.Is(err, fs.ErrPermission):
		return event.CodePermission
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return event.CodeFolderMissing // what may be missing itself is looked for first
	case errors.Is(err, syscall.EISDIR), errors.Is(err, fs.ErrExist):
		return event.CodeIsFolder // a rename replaces any file
	}
	return ""
}

// sqliteCodes are the primary result codes that a person can do something about.
var sqliteCodes = map[int]string{
	sqlite3.SQLITE_FULL:     event.CodeDiskFull,
	sqlite3.SQLITE_IOERR:    event.CodeDiskBroken,
	sqlite3.SQLITE_READONLY: event.CodeReadOnly,
	sqlite3.SQLITE_BUSY:     event.CodeLocked,
	sqlite3.SQLITE_LOCKED:   event.CodeLocked,
	sqlite3.SQLITE_CORRUPT:  event.CodeCorrupt,
	sqlite3.SQLITE_NOTADB:   event.CodeNotADatabase,
	sqlite3.SQLITE_PERM:     event.CodePermission,
	sqlite3.SQLITE_CANTOPEN: event.CodePermission,
	sqlite3.SQLITE_AUTH:     event.CodePermission,
}

// absent replaces "no such row" by the noun's own error.
func absent(err error, code, id string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return event.Fail(code, "Value", id, "Number", id)
	}
	return err
}
