package ui

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zlot/event"
	"zlot/event/i18n"
	"zlot/ui/help"
	"zlot/ui/kit"
)

// The widths of the help in steps: the usual one, and the least with which it still stands beside a page that needs
// the room. It lies over the right of a page that needs even more.
const (
	helpWidth = 105
	helpLeast = 85
)

// Helper tells which part of a page is shown, where that part has a help of its own.
type Helper interface{ Help() string }

// helping is the help beside the page.
type helping struct {
	drawer *help.Drawer    // nil until it is first asked for
	beside *fyne.Container // the page, and the drawer while it is open
	open   bool
}

// besideHelp puts a page where the help can stand beside it.
// Body is what tells how much room the page needs.
func (s *Shell) besideHelp(page, body fyne.CanvasObject) fyne.CanvasObject {
	s.helping.beside = container.New(&besideLayout{body}, page)
	s.helping.drawer = nil
	if s.helping.open {
		s.helping.open = false
		s.openHelp()
	}
	return s.helping.beside
}

// toggleHelp opens the help of the page shown, or closes it.
func (s *Shell) toggleHelp() {
	if s.closeHelp() {
		return
	}
	s.openHelp()
	if c := s.Window.Canvas(); s.helping.open && c.Focused() == nil && !s.wantsScans() {
		s.helping.drawer.Focus()
	}
}

// wantsScans tells whether the page shown waits for what is typed without an input.
func (s *Shell) wantsScans() bool {
	return s.name == PageCheckin || s.name == PagePaper || s.name == PageScanner
}

func (s *Shell) openHelp() {
	h := &s.helping
	if s.kiosk || h.beside == nil || kit.DialogOpen(s.Window) {
		return
	}
	if h.drawer == nil {
		h.drawer = help.New(help.Deps{Printer: s.words, Window: s.Window, Keys: s.helpKeys, Scan: s.helpScan,
			Save: s.onManual, Close: func() { s.closeHelp() }})
	}
	h.open = true
	h.beside.Objects = []fyne.CanvasObject{h.beside.Objects[0], h.drawer.View()}
	h.beside.Refresh()
	h.drawer.ShowScreen(s.screen())
	kit.Repaint(h.beside)
}

// closeHelp tells whether the help was open.
func (s *Shell) closeHelp() bool {
	h := &s.helping
	if !h.open {
		return false
	}
	h.open = false
	h.drawer.Leave()
	h.beside.Objects = h.beside.Objects[:1]
	h.beside.Refresh()
	kit.Repaint(h.beside)
	return true
}

// helpMoved has the help follow to the page shown.
func (s *Shell) helpMoved() {
	if h := s.helping; h.open && h.drawer != nil {
		h.drawer.Moved(s.screen())
	}
}

// screen is the page shown, or its part.
func (s *Shell) screen() string {
	if s.event.ID == "" {
		return "welcome"
	}
	if h, ok := s.pages[s.name].(Helper); ok {
		if part := h.Help(); part != "" {
			return part
		}
	}
	return s.name
}

// helpScan takes what was scanned into the help's field for finding, if it is a badge.
func (s *Shell) helpScan(text string) bool {
	if !isScan(text) {
		return false
	}
	s.scan(text)
	return true
}

// dialogHelp is the help of the page shown beside a dialog, which stays as it is; a kiosk has none.
func (s *Shell) dialogHelp(closed func()) fyne.CanvasObject {
	if s.kiosk {
		return nil
	}
	d := help.New(help.Deps{Printer: s.words, Window: s.Window, Close: closed, Keys: s.helpKeys,
		Scan: func(text string) bool {
			if isScan(text) {
				s.burst.land(text)
				return true
			}
			return false
		}})
	d.ShowScreen(s.screen())
	return container.NewStack(kit.Flat(kit.ColorBackground), d.View())
}

// lockHelp is the help over a locked window: nothing of the program is reached from it.
func (s *Shell) lockHelp(closed func()) fyne.CanvasObject {
	d := help.New(help.Deps{Printer: s.words, Window: s.Window, Close: closed, Keys: func() []help.Key { return keysOf([]string{s.words.T("help.key.help")}) },
		Scan: func(text string) bool {
			if !isScan(text) {
				return false
			}
			s.refuseAtLock()
			return true
		}})
	d.ShowScreen("lock")
	return d.View()
}

// onManual asks where to write the help as a document.
func (s *Shell) onManual() {
	kit.FileSave(s.Window, s.words.T("help.manual.file")+".pdf", func(path string) {
		kit.Run(s.ctx, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, s.writeManual(ctx, path)
		}, func(_ struct{}, err error) {
			if err != nil {
				s.fail("manual", err)
				return
			}
			kit.Toast(s.Window.Canvas(), s.words.T("help.manual.saved", i18n.Args{"Path": path}), nil)
			if err := s.Show(path); err != nil {
				kit.Unopened(s.Window, path)
			}
		})
	})
}

func (s *Shell) writeManual(ctx context.Context, path string) error {
	return event.WriteFile(path, func(w io.Writer) error { return s.Manual(ctx, w, s.words.Lang()) })
}

// helpKeys are the keys that hold everywhere, and then those of the page shown.
func (s *Shell) helpKeys() []help.Key {
	if s.event.ID == "" { // there are no pages yet
		return keysOf([]string{s.words.T("shell.keys.full"), s.words.T("help.key.help")})
	}
	lines := []string{
		s.words.T("shell.keys.pages"),
		s.words.T("shell.keys.find"),
		s.words.T("shell.keys.person"),
		s.words.T("shell.keys.undo"),
		s.words.T("shell.keys.full"),
		s.words.T("help.key.help"),
	}
	if k, ok := s.pages[s.name].(KeyTeller); ok {
		lines = append(k.Keys(), lines...)
	}
	var keys []help.Key
	for _, c := range s.commands() {
		if c.Label != "" { // else the page tells of it together with others
			keys = append(keys, help.Key{Name: keyName(c), Does: c.Label})
		}
	}
	return append(keys, keysOf(lines)...)
}

// keysOf reads lines that begin with a key.
func keysOf(lines []string) (keys []help.Key) {
	for _, line := range lines {
		if name, does, ok := strings.Cut(line, " – "); ok {
			keys = append(keys, help.Key{Name: name, Does: does})
		}
	}
	return keys
}

// keyName is how a key is called on the keyboard.
func keyName(c Command) string {
	name := string(c.Key)
	switch c.Key {
	case fyne.KeyUp:
		name = "↑"
	case fyne.KeyDown:
		name = "↓"
	case fyne.KeyEscape:
		name = "Esc"
	}
	if c.Modifier&fyne.KeyModifierShift != 0 {
		name = "Shift+" + name
	}
	if c.Modifier&fyne.KeyModifierAlt != 0 {
		name = "Alt+" + name
	}
	if c.Modifier&fyne.KeyModifierControl != 0 {
		name = "Ctrl+" + name
	}
	return name
}

// besideLayout gives the help its width at the right, and the page the rest.
type besideLayout struct{ body fyne.CanvasObject }

func (*besideLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l *besideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	page := size.Width
	if len(o) > 1 {
		usual, least := kit.Space(helpWidth), kit.Space(helpLeast)
		width := min(max(size.Width-l.body.MinSize().Width, least), usual)
		if size.Width-width >= l.body.MinSize().Width {
			page = size.Width - width
		} else {
			width = usual
		}
		o[1].Move(fyne.NewPos(size.Width-width, 0))
		o[1].Resize(fyne.NewSize(width, size.Height))
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(page, size.Height))
}
