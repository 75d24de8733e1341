package registrations

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

// onLists offers the lists for paper, of those selected, of those shown, or of
// everybody who has a place.
func (p *Page) onLists() {
	t := p.Printer.T
	ids, whose := p.listed()
	about := fyne.NewMenuItem(whose, nil)
	about.Disabled = true
	items := []*fyne.MenuItem{about, fyne.NewMenuItemSeparator()}
	add := func(title, file string, o event.ListOptions) {
		o.Registrations = ids
		items = append(items, fyne.NewMenuItem(title, func() { p.onList(file, o) }))
	}
	add(t("lists.menu.participants"), t("lists.file.participants"), event.ListOptions{Kind: event.ListParticipants})
	add(t("lists.menu.landscape"), t("lists.file.participants"), event.ListOptions{Kind: event.ListParticipants, Landscape: true})
	if len(p.state.groups) > 0 {
		add(t("lists.menu.groups"), t("lists.file.groups"), event.ListOptions{Kind: event.ListGroups})
	}
	add(t("lists.menu.institutions"), t("lists.file.institutions"), event.ListOptions{Kind: event.ListInstitutions})
	items = append(items, fyne.NewMenuItemSeparator())
	add(t("lists.menu.diets"), t("lists.file.diets"), event.ListOptions{Kind: event.ListDiets})
	add(t("lists.menu.accommodation"), t("lists.file.accommodation"), event.ListOptions{Kind: event.ListAccommodation})
	for _, q := range p.Event.Questions {
		if q.Kind == event.AskChoice || q.Kind == event.AskChoices || q.Kind == event.AskYesNo {
			add(t("lists.menu.summary", i18n.Args{"Title": q.Title}), t("lists.file.summary"), event.ListOptions{Kind: event.ListSummary, Field: q.Field()})
		}
	}
	kit.ShowMenu(items, p.lists)
}

// listed are the registrations a list is about, none for everybody with a
// place, and the words for them.
func (p *Page) listed() (ids []string, whose string) {
	if selected := p.list.Selected(); len(selected) > 1 {
		return p.bar.ids(), p.Printer.N("lists.of.selected", len(selected))
	}
	if len(p.allTerms()) > 0 || p.found != nil {
		for _, r := range p.list.Items() {
			ids = append(ids, r.ID)
		}
		if len(ids) > 0 {
			return ids, p.Printer.N("lists.of.shown", len(ids))
		}
	}
	confirmed := 0
	for _, v := range p.state.roll.Values(event.FieldStatus) {
		if v.Value == string(event.Confirmed) {
			confirmed = v.Count
		}
	}
	return nil, p.Printer.N("lists.of.confirmed", confirmed)
}

// onList asks for a file and writes the list; its ending says whether it is
// for paper or for a spreadsheet.
func (p *Page) onList(name string, o event.ListOptions) {
	kit.FileSaveAs(p.Window, name, append([]string{".pdf"}, tablesOut...), func(path string) { p.writeList(path, o) })
}

func (p *Page) writeList(path string, o event.ListOptions) {
	o.Format, o.Language = strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."), p.Printer.Lang()
	kit.Run(p.Context, func(ctx context.Context) (people int, err error) {
		err = event.WriteFile(path, func(f io.Writer) error {
			people, err = p.Service.WriteList(ctx, p.Event.ID, f, o)
			return err
		})
		return people, err
	}, func(people int, err error) {
		if err != nil {
			kit.ShowError(p.Window, p.Printer, err)
			return
		}
		p.toast(p.Printer.N("lists.written", people, i18n.Args{"Path": filepath.Base(path)}), nil)
		if p.Show != nil && o.Format == "pdf" {
			if err := p.Show(path); err != nil {
				kit.ShowError(p.Window, p.Printer, err)
			}
		}
	})
}
