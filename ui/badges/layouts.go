package badges

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// layoutItems is what can be done with layouts.
func (p *Page) layoutItems() []*fyne.MenuItem {
	t := p.d.Printer.T
	usual, ok := p.usual()
	item := func(id string, enabled bool, do func()) *fyne.MenuItem {
		m := fyne.NewMenuItem(t(id), do)
		m.Disabled = !enabled
		return m
	}
	own := ok && usual.Event != ""
	return []*fyne.MenuItem{
		item("badges.layouts.plan", ok, p.onPlan),
		fyne.NewMenuItemSeparator(),
		item("badges.layouts.copy", ok, func() { p.onCopyLayout(usual) }),
		item("badges.layouts.rename", own, func() { p.onRenameLayout(usual) }),
		item("badges.layouts.remove", own, func() { p.onRemoveLayout(usual) }),
		fyne.NewMenuItemSeparator(),
		item("badges.layouts.import", true, p.onImportLayout),
		item("badges.layouts.export", ok, func() { p.onExportLayout(usual) }),
	}
}

// onDesign shows the designer in the place of the page.
func (p *Page) onDesign() {
	l, ok := p.usual()
	if !ok || p.drawing != nil {
		return
	}
	p.drawing = p.d.Designer(l, p.titles, func(saved event.Layout) { p.onDrawn(saved.ID) }, p.onDesigned)
	p.content.Objects = []fyne.CanvasObject{p.drawing.View()}
	p.content.Refresh()
}

// titles are what all layouts are called.
func (p *Page) titles() []string {
	all := make([]string, len(p.layouts))
	for i, l := range p.layouts {
		all[i] = p.titleOf(l)
	}
	return all
}

// onDesigned comes back from the designer.
func (p *Page) onDesigned() {
	p.drawing = nil
	p.content.Objects = []fyne.CanvasObject{p.view.root}
	p.content.Refresh()
	p.query()
}

// onDrawn makes what was drawn and saved the usual layout, however the designer is left.
func (p *Page) onDrawn(id string) {
	if plan := p.event.Badges; plan.Layout != id {
		plan.Layout = id
		p.setPlan(plan)
	}
}

// act changes something away from the interface, and tells it.
func act[T any](p *Page, work func(context.Context) (T, error), done func(T)) {
	kit.Run(p.d.Context, work, func(v T, err error) {
		if err != nil {
			p.whenSeen(func() { kit.ShowError(p.d.Window, p.d.Printer, err) })
			return
		}
		if done != nil {
			done(v)
		}
		p.query()
	})
}

// setPlan keeps who gets which layout. Where the first backs come with it, they are printed as well.
func (p *Page) setPlan(plan event.BadgePlan) {
	if !p.backs(p.event.Badges) && p.backs(plan) && p.d.Setup.Print().Duplex == event.OneSided {
		p.onSides(event.LongEdge)
	}
	act(p, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.d.Service.SetBadgePlan(ctx, p.d.Event.ID, plan)
	}, nil)
}

// name asks for the name of a layout, as long as it has none.
func (p *Page) name(title, was, action string, named func(string)) {
	t := p.d.Printer.T
	kit.Ask(p.d.Window, t(title), t("badges.layouts.name"), was, t(action), func(text string) string {
		if strings.TrimSpace(text) == "" {
			return p.d.Printer.Error(event.Fail(event.CodeLayoutTitle))
		}
		return ""
	}, named)
}

// onCopyLayout makes a layout of the event's own out of another one; it becomes the usual one.
func (p *Page) onCopyLayout(l event.Layout) {
	p.name("badges.layouts.copy", kit.CopyName(p.d.Printer, p.titleOf(l), p.titles()), "badges.layouts.copy.action", func(title string) {
		l.ID, l.Event, l.Title = "", p.d.Event.ID, title
		plan := p.event.Badges
		act(p, func(ctx context.Context) (event.Layout, error) {
			saved, err := p.d.Service.SaveLayout(ctx, l)
			if err == nil {
				plan.Layout = saved.ID
				err = p.d.Service.SetBadgePlan(ctx, p.d.Event.ID, plan)
			}
			return saved, err
		}, nil)
	})
}

func (p *Page) onRenameLayout(l event.Layout) {
	p.name("badges.layouts.rename", l.Title, "badges.layouts.rename.action", func(title string) {
		l.Title = title
		act(p, func(ctx context.Context) (event.Layout, error) { return p.d.Service.SaveLayout(ctx, l) }, nil)
	})
}

// onRemoveLayout takes a layout away; it can be brought back for a while.
func (p *Page) onRemoveLayout(l event.Layout) {
	plan := p.event.Badges
	plan.Roles = maps.Clone(plan.Roles)
	act(p, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.d.Service.RemoveLayout(ctx, p.d.Event.ID, l.ID)
	}, func(struct{}) {
		kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("badges.layouts.removed", i18n.Args{"Title": l.Title}), func() {
			act(p, func(ctx context.Context) (struct{}, error) {
				_, err := p.d.Service.SaveLayout(ctx, l)
				if err == nil {
					err = p.d.Service.SetBadgePlan(ctx, p.d.Event.ID, plan)
				}
				return struct{}{}, err
			}, nil)
		})
	})
}

// onImportLayout reads a layout that was saved as a file; it becomes the usual one.
func (p *Page) onImportLayout() {
	kit.FileOpen(p.d.Window, []string{".json"}, p.importLayout)
}

func (p *Page) importLayout(path string) {
	plan := p.event.Badges
	act(p, func(ctx context.Context) (l event.Layout, err error) {
		f, err := os.Open(path)
		if err != nil {
			return l, event.Fail(event.CodeFileUnread, "Path", path).Because(err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		if l, err = p.d.Service.ImportLayout(ctx, p.d.Event.ID, f); err == nil {
			plan.Layout = l.ID
			err = p.d.Service.SetBadgePlan(ctx, p.d.Event.ID, plan)
		}
		return l, err
	}, func(l event.Layout) {
		kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("badges.layouts.imported", i18n.Args{"Title": p.titleOf(l)}), nil)
	})
}

func (p *Page) onExportLayout(l event.Layout) {
	name := strings.ReplaceAll(event.Fold(p.titleOf(l)), " ", "-") + event.LayoutFileEnding
	kit.FileSave(p.d.Window, name, func(path string) { p.exportLayout(l, path) })
}

func (p *Page) exportLayout(l event.Layout, path string) {
	act(p, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, event.WriteFile(path, func(w io.Writer) error { return p.d.Service.ExportLayout(ctx, l.ID, w) })
	}, func(struct{}) {
		kit.Toast(p.d.Window.Canvas(), p.d.Printer.T("badges.layouts.exported", i18n.Args{"Path": path}), nil)
	})
}

// onPlan asks who gets which layout.
func (p *Page) onPlan() {
	t := p.d.Printer.T
	plan := p.event.Badges
	roles := map[event.Role]string{}
	maps.Copy(roles, plan.Roles)
	all := make([]kit.Option[string], 0, len(p.layouts)+2)
	for _, l := range p.layouts {
		all = append(all, kit.Option[string]{Value: l.ID, Text: p.titleOf(l)})
	}
	choose := func(first []kit.Option[string], value string, changed func(string)) *kit.Select[string] {
		s := kit.NewSelect(append(first, all...), changed)
		s.SetMinWidth(kit.Space(24))
		s.SetValue(value)
		return s
	}
	usual, _ := p.usual()
	single := choose([]kit.Option[string]{{Value: "", Text: t("badges.plan.single.auto")}}, plan.Single, func(id string) { plan.Single = id })
	form := kit.NewForm().AddRow([]string{"layout", "single"},
		kit.NewField(t("badges.plan.usual"), choose(nil, usual.ID, func(id string) { plan.Layout = id }), t("badges.plan.usual.hint")),
		kit.NewField(t("badges.plan.single"), single, t("badges.plan.single.hint")))
	var fields []fyne.CanvasObject
	for _, role := range event.Roles {
		first := []kit.Option[string]{{Value: "", Text: t("badges.plan.as_usual")}, {Value: event.NoBadge, Text: t("badges.plan.none")}}
		fields = append(fields, kit.NewField(t("role."+string(role)), choose(first, roles[role], func(id string) { roles[role] = id }), ""))
	}
	const beside = 3
	for len(fields)%beside != 0 {
		fields = append(fields, container.NewStack()) // the last row has the columns of the others
	}
	for row := range slices.Chunk(fields, beside) {
		form.AddObject(kit.Columns(3, row...))
	}
	kit.FormDialog(p.d.Window, t("badges.plan.title"), form, t("badges.plan.action"), func(*kit.Dialog) bool {
		plan.Roles = roles
		p.setPlan(plan)
		return true
	})
}
