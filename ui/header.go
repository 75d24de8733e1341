package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// header is the top of the window: the event, where and when it is, the field
// that finds a person, the language.
type header struct {
	s       *Shell
	title   *kit.Text
	known   *kit.Text
	chooser *tap
	who     *tap // works here; hidden where nobody has to say so
	name    *kit.Text
	view    fyne.CanvasObject
}

func newHeader(s *Shell) *header {
	h := &header{
		s:     s,
		title: kit.NewText("", kit.StyleSection.Truncated()),
		known: kit.NewText("", kit.StyleMuted.Truncated()),
	}
	name := kit.HStack(2, kit.Stretch(container.New(&middleHeight{}, h.title)),
		kit.NewIconView(kit.IconChevronDown, kit.ColorMuted))
	h.chooser = newTap(s.words.T("shell.event.choose"), kit.PadSides(1, 2, 1, 2, name), h.onChoose)
	lang := kit.NewQuiet(strings.ToUpper(s.words.Lang()), kit.IconNone, func() {
		s.setLanguage(otherLanguage(s.words.Lang()))
	})
	help := kit.NewQuiet("", kit.IconQuestion, s.toggleHelp)
	tools := kit.HStack(2, h.makeWho(), help, lang)
	if s.mayVisit(PageRegistrations) {
		tools.Objects = append([]fyne.CanvasObject{container.New(&fixedWidth{60}, s.finder.entry)}, tools.Objects...)
	}
	h.view = newStrip(kit.PadSides(0, 3, 0, 2,
		container.New(&headerColumns{h.titleWidth}, h.chooser, h.known, tools)), edgeBottom)
	h.show()
	h.showWho()
	return h
}

// makeWho is who works here now, with what there is to do about it.
func (h *header) makeWho() fyne.CanvasObject {
	h.name = kit.NewText("", kit.StyleStrong.Truncated())
	row := kit.HStack(2, kit.NewIconView(kit.IconPerson, kit.ColorMuted),
		container.New(&nameWidth{h.name}, container.New(&middleHeight{}, h.name)), kit.NewIconView(kit.IconChevronDown, kit.ColorMuted))
	h.who = newTap(h.s.words.T("access.header"), kit.PadSides(1, 2, 1, 2, row), h.onWho)
	return h.who
}

func (h *header) showWho() {
	shift := h.s.shift
	h.name.SetText(shift.me.Name)
	if shift.me.ID == "" {
		h.name.SetText(h.s.words.T("access.nobody"))
	}
	h.who.Hidden = len(shift.operators) == 0
	h.view.Refresh()
}

// onWho opens what there is to do about who works here.
func (h *header) onWho() {
	t, shift := h.s.words.T, h.s.shift
	role := fyne.NewMenuItem(t("access.role."+string(shift.role())), func() {})
	role.Disabled = true
	kit.ShowMenu([]*fyne.MenuItem{role, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(t("access.switch"), shift.onSwitch),
		fyne.NewMenuItem(t("access.lock.now"), shift.lockNow)}, h.who)
}

// titleWidth is how wide the chooser is when nothing of the title is cut off.
func (h *header) titleWidth() float32 {
	text := fyne.MeasureText(h.title.Text(), kit.Size(kit.SizeSection), fyne.TextStyle{Bold: true})
	return text.Width + kit.Size(kit.SizeIcon) + kit.Space(7)
}

func otherLanguage(lang string) string {
	if lang == i18n.Polish {
		return i18n.English
	}
	return i18n.Polish
}

// show writes what is known of the event.
func (h *header) show() {
	h.title.SetText(h.s.event.Title)
	h.known.SetText(h.s.describe(h.s.event))
	h.view.Refresh()
}

// describe is where and when an event is, and how far away: Ostrołęka ·
// 10–11 września 2018 · za 3 dni.
func (s *Shell) describe(e event.Event) string {
	start, end := e.Start.Time(time.UTC), e.End.Time(time.UTC)
	parts := []string{s.words.DateRange(start, end), s.when(e)}
	if e.Town != "" {
		parts = append([]string{e.Town}, parts...)
	}
	return strings.Join(parts, " · ")
}

// when says whether an event is ahead, runs or is over.
func (s *Shell) when(e event.Event) string {
	today := event.DateOf(s.now(), e.Zone())
	days := int(e.Start.Time(time.UTC).Sub(today.Time(time.UTC)).Hours() / 24)
	switch {
	case today > e.End:
		return s.words.T("shell.event.over")
	case today >= e.Start:
		return s.words.T("shell.event.running")
	case days == 1:
		return s.words.T("common.tomorrow")
	}
	return s.words.N("common.in.days", days)
}

// onChoose opens the list of events under the title.
func (h *header) onChoose() {
	s := h.s
	var items []*fyne.MenuItem
	for _, e := range s.events {
		start, end := e.Start.Time(time.UTC), e.End.Time(time.UTC)
		item := fyne.NewMenuItem(e.Title+" · "+s.words.DateRange(start, end), func() { s.switchEvent(e) })
		item.Checked = e.ID == s.event.ID
		items = append(items, item)
	}
	if !s.mayVisit(PageSettings) { // the rest makes events, or leads to other files
		kit.ShowMenu(items, h.chooser)
		return
	}
	items = append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(s.words.T("shell.event.series"), func() { s.Go(PageSeries, "") }),
		fyne.NewMenuItem(s.words.T("edition.new"), func() { s.unlessBusy(s.onNextEdition) }),
		fyne.NewMenuItem(s.words.T("shell.event.new"), func() { s.unlessBusy(s.onNewEvent) }),
		fyne.NewMenuItem(s.words.T("shell.file.open"), s.onOpenFile))
	for _, file := range s.Prefs.RecentFiles() {
		if file != s.File {
			items = append(items, fyne.NewMenuItem(
				s.words.T("shell.file.recent", i18n.Args{"Name": filepath.Base(file)}), func() { s.OpenFile(file) }))
		}
	}
	kit.ShowMenu(items, h.chooser)
}

// onOpenFile asks for another database.
func (s *Shell) onOpenFile() {
	kit.FileOpen(s.Window, append(slices.Clone(FileExtensions), copyEnding), func(path string) { s.MayClose(func() { s.openPath(path) }) })
}

// openPath opens a database, or offers to restore a copy.
func (s *Shell) openPath(path string) {
	if isCopy(path) && s.Service.Copies != nil {
		s.onRestoreCopy(path)
		return
	}
	s.OpenFile(path)
}

// FileExtensions are what a database's name ends in.
var FileExtensions = []string{".db", ".zlot"}
