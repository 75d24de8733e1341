package agenda

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// The tabs of a version.
const (
	versionChanges   = "changes"
	versionProgramme = "programme"
)

// edition is one version of the programme: one that was made known, or the
// draft, which will be the next.
type edition struct {
	event.Release
	draft   bool
	changes []event.ProgrammeChange // since the version before
}

// versionsView shows the versions of the programme beside what changed in each.
type versionsView struct {
	p        *Page
	latest   kit.Latest[[]event.Release]
	editions []edition // the newest first
	shown    edition

	view    fyne.CanvasObject
	above   *fyne.Container // what is said, and how far a file is
	body    *fyne.Container
	split   fyne.CanvasObject
	list    *kit.DataList[edition]
	title   *kit.Text
	about   *kit.Text
	note    *kit.Paragraph
	tabs    *kit.Tabs
	content *fyne.Container
	changes *changesView
	points  *kit.DataList[event.Session]
	pdf     *kit.Button
	release *kit.Button
}

// onVersions shows what was made known, and what has changed since.
func (p *Page) onVersions() {
	if p.versions == nil {
		p.say(kit.ToneNeutral, "")
		p.versions = newVersions(p)
		p.content.Objects = []fyne.CanvasObject{p.versions.view}
		p.content.Refresh()
	}
	p.versions.read()
}

// closeVersions goes back to the programme.
func (p *Page) closeVersions() {
	p.versions = nil
	p.say(kit.ToneNeutral, "")
	p.content.Objects = []fyne.CanvasObject{p.main}
	p.content.Refresh()
}

func newVersions(p *Page) *versionsView {
	t := p.Printer.T
	v := &versionsView{p: p, body: container.NewStack(), content: container.NewStack(),
		title: kit.NewText("", kit.StyleSection.Truncated()), about: kit.NewText("", kit.StyleMuted.Truncated()), note: kit.NewParagraph("", kit.StyleBody)}
	v.release = kit.NewPrimary(p.Printer.T("programme.release", i18n.Args{"Number": 1}), kit.IconSend, v.onRelease)
	v.pdf = kit.NewButton(t("programme.days"), kit.IconPrint, v.onPDF)
	v.makeList()
	v.changes = newChanges(v)
	v.points = v.makePoints()
	v.tabs = kit.NewTabs(nil, func(string) { v.showTab() })
	head := kit.VStack(1, container.NewBorder(nil, nil, nil, v.pdf, kit.VStack(0, v.title, v.about)), v.note, kit.Gap(1), v.tabs)
	v.split = kit.MasterDetail(v.list, kit.InOrder(kit.PadSides(0, 0, 2, 0, head), v.content, nil), 0.31)
	v.above = kit.VStack(2, p.exports.strip, p.notices, kit.Gap(0))
	header := kit.PageHeader(t("programme.title"), "", kit.NewButton(t("programme.back"), kit.IconAgenda, p.closeVersions), v.release)
	v.view = kit.Page(header, container.NewBorder(v.above, nil, nil, nil, v.body))
	return v
}

func (v *versionsView) makeList() {
	p, t := v.p, v.p.Printer.T
	v.list = kit.NewDataList([]kit.Column[edition]{
		{ID: "number", Title: t("programme.column.version"), Weight: 1, Least: 96, Bold: true, Text: v.name,
			Icon: func(e edition) kit.Icon {
				if e.draft {
					return kit.IconEdit
				}
				return kit.IconCheck
			}, Color: func(e edition) fyne.ThemeColorName {
				if e.draft {
					return kit.ColorMuted
				}
				return kit.ColorText
			}},
		{ID: "at", Title: t("programme.column.at"), Width: 146, Drop: 1, Text: func(e edition) string {
			if e.draft {
				return ""
			}
			at := e.At.In(p.state.event.Zone())
			return p.Printer.ShortDate(at) + " " + p.Printer.Time(at)
		}},
		{ID: "changes", Title: t("programme.column.changes"), Width: 76, Align: fyne.TextAlignTrailing, Text: func(e edition) string {
			if !e.draft && e.Number == 1 {
				return ""
			}
			return p.Printer.Number(float64(len(e.changes)), 0)
		}},
	})
	v.list.Key = func(e edition) string {
		if e.draft {
			return "draft"
		}
		return e.ID
	}
	v.list.OnSelect = v.show
}

// name is what a version is called in the list.
func (v *versionsView) name(e edition) string {
	if e.draft {
		return v.p.Printer.T("programme.draft.short")
	}
	return v.p.Printer.T("programme.number", i18n.Args{"Number": e.Number})
}

// makePoints lists the programme of a version.
func (v *versionsView) makePoints() *kit.DataList[event.Session] {
	p, t := v.p, v.p.Printer.T
	l := kit.NewDataList([]kit.Column[event.Session]{
		{ID: "day", Title: t("agenda.plan.day"), Width: 96, Text: func(s event.Session) string { return p.Printer.ShortDate(s.Start.In(p.state.event.Zone())) }},
		{ID: "time", Title: t("agenda.column.time"), Width: 106, Text: p.hours},
		{ID: "title", Title: t("agenda.column.title"), Weight: 2.4, Least: 150, Bold: true, Text: func(s event.Session) string { return s.Title }},
		{ID: "room", Title: t("field.room"), Weight: 1, Least: 90, Drop: 1, Text: func(s event.Session) string { return roomTitle(v.shown.Rooms, s.Room) }},
		{ID: "people", Title: t("agenda.column.people"), Weight: 1.2, Least: 90, Drop: 2, Text: p.people},
	})
	l.Key = func(s event.Session) string { return s.ID }
	return l
}

func roomTitle(rooms []event.Room, id string) string {
	for _, r := range rooms {
		if r.ID == id {
			return r.Title
		}
	}
	return ""
}

// read reads the versions; the draft is what the page has read.
func (v *versionsView) read() {
	p := v.p
	v.latest.Run(p.ctx, func(ctx context.Context) ([]event.Release, error) {
		return p.Store.Releases(ctx, p.Event.ID)
	}, func(all []event.Release, err error) {
		if err != nil {
			p.say(kit.ToneRefused, p.Printer.Error(err))
			return
		}
		v.setReleases(all)
	})
}

// setReleases works out what changed from each version to the next.
func (v *versionsView) setReleases(all []event.Release) {
	p, now := v.p, v.p.state.programme
	v.editions = nil
	now.Released = nil
	for i, r := range all {
		at := now
		at.Sessions, at.Rooms, at.Groups = r.Sessions, r.Rooms, r.Groups
		if i > 0 {
			at.Released = &all[i-1]
		}
		v.editions = append(v.editions, edition{Release: r, changes: at.Changes()})
	}
	draft := edition{draft: true, Release: event.Release{Number: len(all) + 1, Sessions: now.Sessions, Rooms: now.Rooms, Groups: now.Groups}}
	if len(all) > 0 {
		now.Released = &all[len(all)-1]
		draft.Number = now.Released.Number + 1
		draft.changes = now.Changes()
	}
	v.editions = append(v.editions, draft)
	slices.Reverse(v.editions)
	v.release.SetText(p.Printer.T("programme.release", i18n.Args{"Number": draft.Number}))
	v.release.SetEnabled(len(draft.Sessions) > 0 && (len(all) == 0 || len(draft.changes) > 0))
	v.body.Objects = []fyne.CanvasObject{v.split}
	if len(all) == 0 {
		v.body.Objects = []fyne.CanvasObject{kit.EmptyState(kit.IconSend, p.Printer.T("programme.none"), p.Printer.T("programme.none.hint"), nil)}
	}
	v.list.SetItems(v.editions)
	if _, chosen := v.list.Current(); !chosen {
		v.list.SelectRow(0)
	} else {
		e, _ := v.list.Current()
		v.show(e)
	}
	v.view.Refresh()
}

// newest says whether a version is the last that was made known: the one that
// can be written again.
func (v *versionsView) newest(e edition) bool {
	return !e.draft && len(v.editions) > 1 && v.editions[1].ID == e.ID
}

// show paints a version.
func (v *versionsView) show(e edition) {
	p, t := v.p, v.p.Printer.T
	v.shown = e
	v.pdf.Hidden = !v.newest(e)
	v.note.SetText(e.Note)
	v.note.Hidden = e.Note == ""
	if e.draft {
		v.title.SetText(t("programme.draft.title"))
		v.about.SetText(p.Printer.N("common.sessions", len(e.Sessions)))
	} else {
		at := e.At.In(p.state.event.Zone())
		v.title.SetText(t("programme.version.title", i18n.Args{"Number": e.Number}))
		v.about.SetText(t("programme.version.about", i18n.Args{"Date": p.Printer.Date(at), "Time": p.Printer.Time(at)}) + separated(p.Printer.N("common.sessions", len(e.Sessions))))
	}
	tabs := []kit.Tab{{ID: versionProgramme, Text: t("programme.tab.programme")}}
	if e.draft || e.Number > 1 {
		before := i18n.Args{"Number": e.Number - 1, "Count": len(e.changes)}
		tabs = slices.Insert(tabs, 0, kit.Tab{ID: versionChanges, Text: t("programme.tab.changes", before)})
	}
	v.tabs.SetTabs(tabs)
	v.showTab()
	v.split.Refresh()
}

func (v *versionsView) showTab() {
	var o fyne.CanvasObject
	switch {
	case v.tabs.Chosen() == versionProgramme:
		v.points.SetItems(v.shown.Sessions)
		o = v.points
	case len(v.shown.changes) == 0:
		o = kit.EmptyState(kit.IconCheck, v.p.Printer.T("programme.same", i18n.Args{"Number": v.shown.Number - 1}), v.p.Printer.T("programme.same.hint"), nil)
	default:
		v.changes.set(v.shown)
		o = v.changes.view
	}
	v.content.Objects = []fyne.CanvasObject{o}
	v.content.Refresh()
}

// onPDF writes the version that was made known last.
func (v *versionsView) onPDF() {
	p, e := v.p, v.p.exports
	if !e.free() {
		return
	}
	d := e.paper(event.AgendaOptions{Kind: event.AgendaDays}, p.Printer.T("programme.days.file"), p.Printer.T("programme.days.writing"))
	kit.FileSave(p.Window, d.name, func(path string) { e.save(path, d, version{released: true}) })
}
