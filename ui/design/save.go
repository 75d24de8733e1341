package design

import (
	"context"
	"errors"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onSave writes the layout down.
func (d *Designer) onSave() {
	if d.save.Disabled() {
		return
	}
	d.write(d.sketch.layout, nil)
}

// onSaveCopy writes it down under another name, and goes on with the copy.
func (d *Designer) onSaveCopy() {
	t := d.deps.Printer.T
	name := d.sketch.layout.Title
	if d.sketch.layout.ID != "" {
		name = d.ownTitle(name)
	}
	kit.Ask(d.deps.Window, t("design.copy.title"), t("design.title"), name, t("design.copy.action"), func(text string) string {
		if strings.TrimSpace(text) == "" {
			return t("design.title.missing")
		}
		return ""
	}, func(text string) {
		l := copyOf(d.sketch.layout)
		l.ID, l.Title = "", strings.TrimSpace(text)
		d.write(l, func() { d.title.SetText(l.Title) })
	})
}

// write saves a layout with the pictures that are new in it.
func (d *Designer) write(l event.Layout, then func()) {
	if d.saving {
		return
	}
	if strings.TrimSpace(l.Title) == "" {
		d.deps.Window.Canvas().Focus(d.title)
		kit.Toast(d.deps.Window.Canvas(), d.deps.Printer.T("design.title.missing"), nil)
		return
	}
	l = copyOf(l)
	var names []string
	var pictures [][]byte
	for _, name := range l.Pictures() {
		if d.fresh[name] {
			names, pictures = append(names, name), append(pictures, d.pictures[name])
		}
	}
	d.saving = true
	kit.Run(d.deps.Context, func(ctx context.Context) (event.Layout, error) {
		return d.deps.Service.SaveLayout(ctx, l, pictures...)
	}, func(saved event.Layout, err error) {
		d.saving = false
		if err != nil {
			d.refused(err)
			return
		}
		for _, name := range names {
			delete(d.fresh, name)
		}
		d.sketch.keep(saved)
		if then != nil {
			d.sketch.layout.Title = saved.Title
			then()
		}
		d.showState()
		d.task.Saved(saved)
		kit.Toast(d.deps.Window.Canvas(), d.deps.Printer.T("design.done", i18n.Args{"Title": saved.Title}), nil)
	})
}

// refused says why a layout was not saved, where it can be put right.
func (d *Designer) refused(err error) {
	var e *event.Error
	if errors.As(err, &e) && e.Code == event.CodeLayoutTitle {
		d.deps.Window.Canvas().Focus(d.title)
	}
	kit.ShowError(d.deps.Window, d.deps.Printer, err)
}

func (d *Designer) onLeave() { d.leave(d.task.Done) }

func (d *Designer) leave(then func()) {
	if !d.Unsaved() {
		then()
		return
	}
	t := d.deps.Printer.T
	kit.ConfirmLeave(d.deps.Window, t("design.leave.title"), t("design.leave.text", i18n.Args{"Title": d.sketch.layout.Title}),
		t("design.save"), t("design.leave.drop"), func() { d.write(d.sketch.layout, then) }, then)
}
