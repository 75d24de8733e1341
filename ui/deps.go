package ui

import (
	"context"
	"image"
	"io"

	"fyne.io/fyne/v2"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/prefs"
	"zlot/ui/settings"
)

// Deps are what the shell stands on.
type Deps struct {
	App     fyne.App
	Window  fyne.Window
	Service *event.Service
	Prefs   *prefs.Prefs
	Sounds  Sounds
	// Shift is who works at the program: the Who of Service. Pointer is where the mouse is in the window; nil:
	// nobody knows.
	Shift   *event.Shift
	Pointer func() (fyne.Position, bool)
	// Show and Reveal open a file, or its folder, outside the program.
	Show, Reveal func(path string) error
	// QR is the picture of a badge's code.
	QR func(code string) image.Image
	// Frames opens the camera, Codes reads one of its pictures, ReadPicture a picture in a file; nil: there is
	// nothing to do it with. ScannerSheet writes the page on which a scanner is tried out.
	Frames       func(ctx context.Context) (<-chan image.Image, error)
	Codes        func(ctx context.Context, picture image.Image, thorough bool) []string
	ReadPicture  func(ctx context.Context, file io.Reader) ([]string, error)
	ScannerSheet func(ctx context.Context, w io.Writer, lang string) error
	// Manual writes the help as a document.
	Manual func(ctx context.Context, w io.Writer, lang string) error

	File    string // the open database
	Version string
	Files   settings.Files
	// Components are what others made of the program.
	Components func() []settings.Component
	Start      Start

	// Localize gives the toolkit's own dialogs the words of a language.
	Localize func(lang string)
	// Samples names the example events, the usual one first; Sample makes one in
	// a file that has no event.
	Samples []string
	Sample  func(ctx context.Context, p *i18n.Printer, name string) (event.Event, error)
	// OpenFile exchanges the database of this window; a new file is made.
	OpenFile func(path string)
	// Restore puts a backup copy in the place of the open file, and shows that.
	Restore func(name, passphrase string)
	// Ready is called once, when the first page shows its data.
	Ready func()
}

// Sounds plays one of the desk's sounds without waiting for its end.
type Sounds interface{ Play(name string) }

// Start is what the command line asked for.
type Start struct {
	Event      string
	Page       string
	Checkpoint string
	// Kiosk shows the check-in page alone on the whole screen.
	Kiosk bool
	// Crash is the file that the last run left when it broke off; empty: none.
	Crash string
	// Restored is what came of a restore; nil: there was none.
	Restored *Restored
}

// Restored tells how a copy took the place of the file.
type Restored struct {
	Copy   event.Backup // of the file before; zero: there is none
	Kept   string       // the file before, where it could not be copied whole
	Unread bool         // it was too damaged to carry over what it knew
	Err    error        // why the file is as it was
}
