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

// onAdd asks for somebody new: what a badge needs, the rest can wait.
func (p *Page) onAdd() {
	t := p.Printer.T
	given, family, email := kit.NewEntry(""), kit.NewEntry(""), kit.NewEntry("")
	institution, town := kit.NewEntry(""), kit.NewEntry("")
	var roles []kit.Option[event.Role]
	for _, r := range event.Roles {
		roles = append(roles, kit.Option[event.Role]{Value: r, Text: t("role." + string(r))})
	}
	role := kit.NewSelect(roles, nil)
	form := kit.NewForm().
		AddRow([]string{"given", "name"}, kit.NewField(t("field.given"), given, ""), kit.NewField(t("field.family"), family, "")).
		Add("email", kit.NewField(t("field.email"), email, t("registrations.add.email"))).
		AddRow([]string{"institution", "town"}, kit.NewField(t("field.institution"), institution, ""), kit.NewField(t("field.town"), town, "")).
		Add("role", kit.NewField(t("field.role"), role, ""))
	text := func(e *kit.Entry) string { return strings.TrimSpace(e.Text) }
	kit.FormDialog(p.Window, t("registrations.add.title"), form, t("common.add"), func(dialog *kit.Dialog) bool {
		form.ClearErrors()
		chosen, _ := role.Value()
		n := event.NewRegistration{Event: p.Event.ID,
			Person: event.Person{Name: event.Name{Given: text(given), Family: text(family)}, Email: text(email),
				Institution: text(institution), Town: text(town)},
			Registration: event.Registration{Roles: []event.Role{chosen}}}
		kit.Run(p.Context, func(ctx context.Context) (event.Entry, error) { return p.Service.AddRegistration(ctx, n) },
			func(e event.Entry, err error) {
				var known *event.Error
				if errors.As(err, &known) && form.SetError(known.Field, p.Printer.Error(err)) {
					return
				}
				dialog.Close()
				if err != nil {
					kit.ShowError(p.Window, p.Printer, err)
					return
				}
				p.toast(t("registrations.added", i18n.Args{"Name": e.Who.Name.Full(), "Number": e.Number}), nil)
				p.wanted = e.ID
				p.readIfShown()
			})
		return false
	})
}

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
