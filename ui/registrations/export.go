package registrations

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onExport writes the list into a file.
func (p *Page) onExport() {
	kit.FileSave(p.Window, p.Printer.T("registrations.export.name"), func(path string) { p.export(path) })
}

// export writes all registrations, or only some.
func (p *Page) export(path string, only ...string) {
	format := strings.ToLower(filepath.Ext(path))
	kit.Run(p.ctx, func(ctx context.Context) (int, error) {
		header, rows, err := p.Service.ExportRows(ctx, p.Event.ID, p.exportWords(), only...)
		if err != nil {
			return 0, err
		}
		return len(rows), writeFile(path, func(f *os.File) error {
			return p.Tables.Write(f, strings.TrimPrefix(format, "."), header, rows)
		})
	}, func(n int, err error) {
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		p.toast(p.Printer.N("registrations.exported", n, i18n.Args{"Path": filepath.Base(path)}), nil)
	})
}

// writeFile writes a whole file or leaves the one that was there: first beside
// it, then in its place.
func writeFile(path string, write func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".zlot-*")
	if err != nil {
		return event.Fail(event.CodeDocumentWrite, "Path", path).Because(err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already where all went well
	if err = write(f); err == nil {
		err = f.Chmod(0o644) // as any other document
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	var known *event.Error
	if err != nil && !errors.As(err, &known) {
		return event.Fail(event.CodeDocumentWrite, "Path", path).Because(err)
	}
	return err
}
