package certificates

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onPaper offers what the hours can be written to: of the chosen day and group, else of all.
func (v *hoursView) onPaper() {
	t := v.Printer.T
	day, _ := v.day.Value()
	group, _ := v.group.Value()
	if group == everyGroup || !v.grouped {
		group = ""
	}
	o := event.AttendanceOptions{Day: day, Group: group, Language: v.Printer.Lang()}
	var items []*fyne.MenuItem
	head := func(text string) {
		item := fyne.NewMenuItem(text, nil)
		item.Disabled = true
		items = append(items, item)
	}
	add := func(text, name, format string, change func(*event.AttendanceOptions)) {
		items = append(items, fyne.NewMenuItem(text, func() {
			o := o
			o.Format = format
			change(&o)
			v.write(name, o)
		}))
	}
	about := t("hours.day.all")
	if day != "" {
		about = v.longDay(day)
	}
	if group != "" {
		about += " · " + v.titles[group]
	}
	head(t("hours.print.about", i18n.Args{"What": about}))
	items = append(items, fyne.NewMenuItemSeparator())
	add(t("hours.print.sign"), t("hours.file.sign"), "pdf", func(o *event.AttendanceOptions) { o.Signed = true })
	add(t("hours.print.filled"), t("hours.file.filled"), "pdf", func(*event.AttendanceOptions) {})
	add(t("hours.print.journal"), t("hours.file.journal"), "pdf", func(o *event.AttendanceOptions) { o.Journal = true })
	items = append(items, fyne.NewMenuItemSeparator())
	for _, format := range []string{"xlsx", "csv"} {
		args := i18n.Args{"Format": strings.ToUpper(format)}
		add(t("hours.print.table", args), t("hours.file.filled"), format, func(*event.AttendanceOptions) {})
		add(t("hours.print.journal.table", args), t("hours.file.journal"), format, func(o *event.AttendanceOptions) { o.Journal = true })
	}
	kit.ShowMenu(items, v.paper)
}

// write asks where a file goes, writes it there whole or not at all, and opens it.
func (v *hoursView) write(name string, o event.AttendanceOptions) {
	if o.Day != "" {
		name += "-" + string(o.Day)
	}
	kit.FileSave(v.Window, name+"."+o.Format, func(path string) { v.writeTo(path, o) })
}

func (v *hoursView) writeTo(path string, o event.AttendanceOptions) {
	v.paper.SetEnabled(false)
	kit.Run(v.Context, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, event.WriteFile(path, func(w io.Writer) error {
			_, err := v.Service.WriteAttendance(ctx, v.Event.ID, w, o)
			return err
		})
	}, func(_ struct{}, err error) {
		v.paper.SetEnabled(true)
		if err != nil {
			kit.ShowError(v.Window, v.Printer, err)
			return
		}
		kit.Toast(v.Window.Canvas(), v.Printer.T("programme.written", i18n.Args{"File": filepath.Base(path)}), nil)
		v.openFile(path)
	})
}

// openFile shows a file outside the program, or says where it is.
func (p *Page) openFile(path string) {
	kit.Run(p.Context, func(context.Context) (struct{}, error) { return struct{}{}, p.Show(path) }, func(_ struct{}, err error) {
		if err != nil {
			kit.Unopened(p.Window, path)
		}
	})
}
