package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/kit"
)

// Trouble is what the window shows when the database cannot be opened.
type Trouble struct {
	Window fyne.Window
	Words  *i18n.Printer
	Err    error
	// Open opens another file; an empty or new one becomes a database. Retry
	// tries the same again.
	Open        func(path string)
	Retry, Quit func()
	Restore     func() // lets somebody choose a backup copy; nil: there is none, or the file is sound
}

// Content says in one sentence what is wrong and offers the ways out.
func (t Trouble) Content() fyne.CanvasObject {
	text := kit.NewParagraph(t.Words.Error(t.Err), kit.StyleBody)
	text.SetPreferredWidth(kit.Space(175))
	other := kit.NewButton(t.Words.T("shell.trouble.other"), kit.IconFolder, func() {
		kit.FileOpen(t.Window, FileExtensions, t.Open)
	})
	fresh := kit.NewButton(t.Words.T("shell.trouble.new"), kit.IconPlus, func() {
		kit.FileSaveAs(t.Window, "zlot.db", FileExtensions, t.Open)
	})
	again := kit.NewButton(t.Words.T("shell.trouble.retry"), kit.IconRefresh, t.Retry)
	quit := kit.NewQuiet(t.Words.T("shell.trouble.quit"), kit.IconNone, t.Quit)
	title := kit.HStack(3, kit.NewIconViewSize(kit.IconWarning, kit.ColorRefused, kit.Space(8)),
		kit.NewText(t.Words.T("shell.trouble.title"), kit.StylePage))
	ways := kit.HStack(2, other, fresh, again, quit)
	switch {
	case errors.Is(t.Err, event.Fail(event.CodeLocked)): // the file is the right one
		again.SetPrimary(true)
		ways = kit.HStack(2, again, other, fresh, quit)
	case t.Restore != nil:
		back := kit.NewButton(t.Words.T("backup.restore"), kit.IconUndo, t.Restore)
		back.SetPrimary(true)
		ways = kit.HStack(2, back, other, again, quit) // a new file would only hide what was lost
	default:
		other.SetPrimary(true)
	}
	column := kit.VStack(5, title, text, ways)
	return container.NewCenter(container.New(&fixedWidth{190}, kit.NewPanel(kit.Pad(6, column))))
}

// Opening is what the window shows until the database is open.
func Opening(words *i18n.Printer) fyne.CanvasObject {
	return container.NewCenter(kit.NewText(words.T("shell.opening"), kit.StyleMuted))
}
