package event

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ReadTable reads a file of rows and columns, or a programme in schedule.xml or schedule.json as one. Codes:
// table.*, schedule.*.
func (s *Service) ReadTable(ctx context.Context, path string, o TableOptions) (Table, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return Table{}, Fail(CodeTableMissing, "Path", path).Because(err)
	case errors.Is(err, fs.ErrPermission):
		return Table{}, Fail(CodeTableClosed, "Path", path).Because(err)
	case err != nil:
		return Table{}, fmt.Errorf("read table: %w", err)
	case info.IsDir():
		return Table{}, Fail(CodeTableFormat, "Path", name)
	case info.Size() > MaxTableFile:
		return Table{}, Fail(CodeTableTooLarge, "Path", name, "Limit", fmt.Sprintf("%d MB", MaxTableFile>>20))
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrPermission) {
		return Table{}, Fail(CodeTableClosed, "Path", path).Because(err)
	}
	if err != nil {
		return Table{}, fmt.Errorf("read table: %w", err)
	}
	if t, ok, err := s.Schedules.Read(name, data); ok {
		return t, err
	}
	return s.Tables.Read(ctx, name, data, o)
}
