package registrations

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// tablesOut are the kinds of tables that are written.
var tablesOut = []string{".xlsx", ".csv"}

// onExport writes the list into a file.
func (p *Page) onExport() {
	kit.FileSaveAs(p.Window, p.Printer.T("registrations.export.name"), tablesOut, func(path string) { p.export(path) })
}

// export writes all registrations, or only some.
func (p *Page) export(path string, only ...string) {
	format := strings.ToLower(filepath.Ext(path))
	kit.Run(p.ctx, func(ctx context.Context) (int, error) {
		header, rows, err := p.Service.ExportRows(ctx, p.Event.ID, p.exportWords(), only...)
		if err != nil {
			return 0, err
		}
		return len(rows), event.WriteFile(path, func(f io.Writer) error {
			return p.Tables.Write(f, strings.TrimPrefix(format, "."), header, rows)
		})
	}, func(n int, err error) {
		if kit.ShowWayOn(p.Window, p.Printer, err) {
			return
		}
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		p.toast(p.Printer.N("registrations.exported", n, i18n.Args{"Path": filepath.Base(path)}), nil)
	})
}
