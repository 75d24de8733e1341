package certificates

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// changeDesigns changes something away from the interface, and shows what became of it.
func changeDesigns[T any](v *designsView, work func(context.Context) (T, error), done func(T)) {
	p := v.p
	kit.Run(p.Context, work, func(out T, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		if done != nil {
			done(out)
		}
		v.refresh()
	})
}

// items is what can be done with a design.
func (v *designsView) items(l event.Layout) []*fyne.MenuItem {
	t := v.p.Printer.T
	item := func(label string, enabled bool, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(label, do)
		m.Disabled = !enabled
		return m
	}
	own := l.Event != ""
	list := v.useItems(l)
	return append(list, fyne.NewMenuItemSeparator(),
		item(t("designs.copy"), true, func() { v.onCopy(l) }),
		item(t("designs.rename"), own, func() { v.onRename(l) }),
		item(t("designs.remove"), own, func() { v.onRemove(l) }),
		fyne.NewMenuItemSeparator(),
		item(t("designs.export"), true, func() { v.onExport(l) }))
}

// useItems are the kinds that a design can be used for.
func (v *designsView) useItems(l event.Layout) []*fyne.MenuItem {
	w := v.p.Printer
	kinds := v.state.event.CertificateKinds()
	var list []*fyne.MenuItem
	for i, k := range kinds {
		label := w.T("designs.use")
		if len(kinds) > 1 {
			label = w.T("designs.use.for", i18n.Args{"Kind": v.p.kindName(k)})
		}
		m := fyne.NewMenuItem(label, func() { v.useFor(l.ID, i) })
		m.Disabled = v.state.uses(k, l.ID)
		list = append(list, m)
	}
	return list
}

// useFor draws kinds of certificates with a design from now on; those that are issued stay as they are.
func (v *designsView) useFor(id string, which ...int) {
	kinds := slices.Clone(v.state.event.CertificateKinds())
	for _, i := range which {
		kinds[i].Layout = id
	}
	changeDesigns(v, func(ctx context.Context) (event.Event, error) {
		return v.p.Designs.Service.UpdateEvent(ctx, v.p.Event.ID, event.EventUpdate{Certificates: &kinds})
	}, nil)
}

// usersOf are the kinds that are drawn with a design, by their places.
func (v *designsView) usersOf(id string) []int {
	var all []int
	for i, k := range v.state.event.CertificateKinds() {
		if v.state.uses(k, id) {
			all = append(all, i)
		}
	}
	return all
}

// onNew offers what a new design can begin from.
func (v *designsView) onNew() {
	t := v.p.Printer.T
	var list []*fyne.MenuItem
	for _, l := range v.state.layouts {
		if l.Event == "" {
			list = append(list, fyne.NewMenuItem(t("designs.new.like", i18n.Args{"Title": v.p.designTitle(l)}), func() { v.draw(l, "") }))
		}
	}
	list = append(list, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t("designs.new.upright"), func() { v.draw(v.blank(210, 297), "") }),
		fyne.NewMenuItem(t("designs.new.across"), func() { v.draw(v.blank(297, 210), "") }))
	kit.ShowMenu(list, v.fresh)
}

// blank is an empty page.
func (v *designsView) blank(width, height float64) event.Layout {
	return event.Layout{Event: v.p.Event.ID, Use: event.ForCertificates, Title: v.p.Printer.T("designs.new.title"),
		Stock: event.Stock{PageWidth: width, PageHeight: height, Columns: 1, Rows: 1, Width: width, Height: height}}
}

// open shows a design in the designer. What is made from one of the program's is used where that was used.
func (v *designsView) open(l event.Layout) { v.draw(l, l.ID) }

// draw opens the designer in the place of the page.
func (v *designsView) draw(l event.Layout, source string) {
	if v.drawing != nil {
		return
	}
	v.source = source
	v.drawing = v.p.Designs.Designer(DesignTask{Layout: l, Taken: v.titles, Saved: v.onDrawn, Done: v.onDone, OfEvent: v.p.ofEvent})
	v.p.standIn(v.drawing.View())
}

// onDrawn uses what was drawn where its pattern was used, and always where there is one kind alone.
func (v *designsView) onDrawn(saved event.Layout) {
	if saved.ID == v.source {
		v.refresh()
		return
	}
	var users []int
	if v.source != "" {
		users = v.usersOf(v.source)
	}
	if len(v.state.event.CertificateKinds()) == 1 {
		users = []int{0}
	}
	v.source = saved.ID
	if len(users) > 0 {
		v.useFor(saved.ID, users...)
		return
	}
	v.refresh()
}

// onDone comes back from the designer.
func (v *designsView) onDone() {
	v.drawing = nil
	v.p.standIn(nil)
	v.refresh()
}

// name asks for the name of a design, as long as it has none.
func (v *designsView) name(title, was, action string, named func(string)) {
	t := v.p.Printer.T
	kit.Ask(v.p.Window, title, t("designs.name"), was, action, func(text string) string {
		if strings.TrimSpace(text) == "" {
			return v.p.Printer.Error(event.Fail(event.CodeLayoutTitle))
		}
		return ""
	}, func(text string) { named(strings.TrimSpace(text)) })
}

func (v *designsView) onCopy(l event.Layout) {
	p, t := v.p, v.p.Printer.T
	v.name(t("designs.copy"), kit.CopyName(p.Printer, p.designTitle(l), v.titles()), t("designs.copy.action"), func(title string) {
		if l.Event == "" {
			l = event.SpellLayout(l, func(id string) string { return t(id) })
		}
		l.ID, l.Event, l.Title = "", p.Event.ID, title
		changeDesigns(v, func(ctx context.Context) (event.Layout, error) { return p.Designs.Service.SaveLayout(ctx, l) }, nil)
	})
}

func (v *designsView) onRename(l event.Layout) {
	t := v.p.Printer.T
	v.name(t("designs.rename"), l.Title, t("designs.rename.action"), func(title string) {
		l.Title = title
		changeDesigns(v, func(ctx context.Context) (event.Layout, error) { return v.p.Designs.Service.SaveLayout(ctx, l) }, nil)
	})
}

// onRemove takes a design away; it can be brought back for a while, with what it was used for.
func (v *designsView) onRemove(l event.Layout) {
	p := v.p
	kinds, described := v.state.event.CertificateKinds(), len(v.state.event.Certificates) > 0
	changeDesigns(v, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.Designs.Service.RemoveLayout(ctx, p.Event.ID, l.ID)
	}, func(struct{}) {
		kit.Toast(p.Window.Canvas(), p.Printer.T("designs.removed", i18n.Args{"Title": l.Title}), func() {
			changeDesigns(v, func(ctx context.Context) (event.Layout, error) {
				saved, err := p.Designs.Service.SaveLayout(ctx, l)
				if err == nil && described {
					_, err = p.Designs.Service.UpdateEvent(ctx, p.Event.ID, event.EventUpdate{Certificates: &kinds})
				}
				return saved, err
			}, nil)
		})
	})
}

func (v *designsView) onImport() {
	kit.FileOpen(v.p.Window, []string{".json"}, v.importFile)
}

func (v *designsView) importFile(path string) {
	p := v.p
	changeDesigns(v, func(ctx context.Context) (l event.Layout, err error) {
		f, err := os.Open(path)
		if err != nil {
			return l, event.Fail(event.CodeFileUnread, "Path", path).Because(err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		return p.Designs.Service.ImportCertificateLayout(ctx, p.Event.ID, f)
	}, func(l event.Layout) {
		kit.Toast(p.Window.Canvas(), p.Printer.T("designs.imported", i18n.Args{"Title": p.designTitle(l)}), nil)
	})
}

func (v *designsView) onExport(l event.Layout) {
	name := strings.ReplaceAll(event.Fold(v.p.designTitle(l)), " ", "-") + event.CertificateFileEnding
	kit.FileSave(v.p.Window, name, func(path string) { v.exportFile(l, path) })
}

func (v *designsView) exportFile(l event.Layout, path string) {
	p := v.p
	changeDesigns(v, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, event.WriteFile(path, func(w io.Writer) error { return p.Designs.Service.ExportLayout(ctx, l.ID, w) })
	}, func(struct{}) {
		kit.Toast(p.Window.Canvas(), p.Printer.T("designs.exported", i18n.Args{"Path": path}), nil)
	})
}
