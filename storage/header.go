package storage

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"

	"zlot/event"
)

// applicationID marks our files ("ZLOT"); it stands in SQLite's header.
const applicationID = 0x5A4C4F54

const (
	headerSize   = 100
	magic        = "SQLite format 3\x00"
	offsetSchema = 60
	offsetOwner  = 68
)

// fileState is what can be said about a file without opening it as a database.
type fileState struct {
	exists bool
	empty  bool
	schema int
}

// inspect reads the header of the file at path and refuses what is not ours. It changes nothing.
func inspect(path string) (fileState, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fileState{}, nil
	}
	if err != nil {
		return fileState{}, failure(path, err)
	}
	defer f.Close()
	header := make([]byte, headerSize)
	n, err := io.ReadFull(f, header)
	if errors.Is(err, io.EOF) {
		return fileState{exists: true, empty: true}, nil
	}
	if n < headerSize || string(header[:len(magic)]) != magic {
		return fileState{}, event.Fail(event.CodeNotADatabase, "Path", path)
	}
	if binary.BigEndian.Uint32(header[offsetOwner:]) != applicationID {
		return fileState{}, event.Fail(event.CodeForeignDatabase, "Path", path)
	}
	s := fileState{exists: true, schema: int(binary.BigEndian.Uint32(header[offsetSchema:]))}
	return s, refuseNewer(path, s.schema)
}

func refuseNewer(path string, schema int) error {
	if known := len(migrations); schema > known {
		return event.Fail(event.CodeNewerDatabase, "Path", path, "Schema", schema, "Known", known)
	}
	return nil
}
