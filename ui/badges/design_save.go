package badges

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// onSave writes the layout down.
func (d *designer) onSave() {
	if d.save.Disabled() {
		return
	}
	d.write(d.sketch.layout, nil)
}

// onSaveCopy writes it down under another name, and goes on with the copy.
func (d *designer) onSaveCopy() {
	t := d.p.d.Printer.T
	name := d.sketch.layout.Title
	if d.sketch.layout.ID != "" {
		name = d.p.ownTitle(name)
	}
	kit.Ask(d.p.d.Window, t("design.copy.title"), t("design.title"), name, t("design.copy.action"), func(text string) string {
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

// ownTitle names a layout that is made from another one, by a number if that is one's own already.
func (p *Page) ownTitle(title string) string {
	own := func(title string) string { return p.d.Printer.T("design.own", i18n.Args{"Title": title}) }
	base, again := strings.CutSuffix(strings.TrimRight(title, " ()0123456789"), own(""))
	if !again {
		base = title
	}
	name := own(base)
	for n := 2; slices.ContainsFunc(p.layouts, func(l event.Layout) bool { return p.titleOf(l) == name }) || name == title; n++ {
		name = own(base) + " (" + strconv.Itoa(n) + ")"
	}
	return name
}

// write saves a layout with the pictures that are new in it.
func (d *designer) write(l event.Layout, then func()) {
	if d.saving {
		return
	}
	if strings.TrimSpace(l.Title) == "" {
		d.p.d.Window.Canvas().Focus(d.title)
		kit.Toast(d.p.d.Window.Canvas(), d.p.d.Printer.T("design.title.missing"), nil)
		return
	}
	l = copyOf(l)
	var names []string
	var pictures [][]byte
	for _, side := range [][]event.LayoutItem{l.Front, l.Back} {
		for _, i := range side {
			if d.fresh[i.Image] && !slices.Contains(names, i.Image) {
				names, pictures = append(names, i.Image), append(pictures, d.pictures[i.Image])
			}
		}
	}
	d.saving = true
	kit.Run(d.p.d.Context, func(ctx context.Context) (event.Layout, error) {
		return d.p.d.Service.SaveLayout(ctx, l, pictures...)
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
		d.p.onDrawn(saved.ID)
		kit.Toast(d.p.d.Window.Canvas(), d.p.d.Printer.T("design.done", i18n.Args{"Title": saved.Title}), nil)
	})
}

// refused says why a layout was not saved, where it can be put right.
func (d *designer) refused(err error) {
	var e *event.Error
	if errors.As(err, &e) && e.Code == event.CodeLayoutTitle {
		d.p.d.Window.Canvas().Focus(d.title)
	}
	kit.ShowError(d.p.d.Window, d.p.d.Printer, err)
}

// onLeave goes back to the page; what is not saved is asked about.
func (d *designer) onLeave() { d.leave(d.done) }

func (d *designer) leave(then func()) {
	if !d.Unsaved() {
		then()
		return
	}
	t := d.p.d.Printer.T
	kit.ConfirmDanger(d.p.d.Window, t("design.leave.title"), t("design.leave.text", i18n.Args{"Title": d.sketch.layout.Title}), t("design.leave.drop"), then)
}
