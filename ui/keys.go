package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zlot/ui/kit"
)

// pageKeys are the digits that go to the pages, with Ctrl, in the order of the
// navigation.
var pageKeys = []fyne.KeyName{
	fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8,
}

// binding is a shortcut of the window with what it does.
type binding struct {
	key fyne.KeyName
	run func()
}

// bindings hold everywhere. Never Ctrl+Alt: on many keyboards that is AltGr,
// which types Polish letters.
func (s *Shell) bindings() []binding {
	list := []binding{{fyne.KeyF, s.onFind}, {fyne.KeyK, s.onFindPerson}}
	for i, pl := range places {
		list = append(list, binding{pageKeys[i], func() {
			if !s.kiosk {
				s.Go(pl.name, "")
			}
		}})
	}
	return list
}

func control(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
}

// addKeys makes the window answer to its keys. An input that has the focus
// gets them first; the kit's inputs hand on what is not theirs.
func (s *Shell) addKeys() {
	c := s.Window.Canvas()
	for _, b := range s.bindings() {
		c.AddShortcut(control(b.key), func(fyne.Shortcut) { s.unlessAsked(b.run) })
	}
	c.AddShortcut(control(fyne.KeyL), func(fyne.Shortcut) { s.shift.lockNow() }) // whatever is open
	// The toolkit takes Ctrl+Z for itself and sends it under another name.
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { s.unlessAsked(s.onUndo) })
	c.SetOnTypedKey(s.onKey)
	c.SetOnTypedRune(s.burst.onRune)
	uncatch, unhelp := kit.CatchScans(c, codeFrom, s.burst.typedScan), kit.HelpInDialogs(s.dialogHelp)
	s.uncatch = func() { uncatch(); unhelp() }
}

func (s *Shell) removeKeys() {
	c := s.Window.Canvas()
	for _, b := range s.bindings() {
		c.RemoveShortcut(control(b.key))
	}
	c.RemoveShortcut(control(fyne.KeyL))
	c.RemoveShortcut(&fyne.ShortcutUndo{})
	c.SetOnTypedKey(nil)
	c.SetOnTypedRune(nil)
	s.uncatch()
}

// unlessAsked does something unless a dialog waits for an answer or there is
// no event yet.
func (s *Shell) unlessAsked(do func()) {
	if s.event.ID != "" && !kit.DialogOpen(s.Window) {
		do()
	}
}

// onKey answers the keys that nothing with the focus had a use for.
func (s *Shell) onKey(ev *fyne.KeyEvent) {
	s.shift.used()
	if s.burst.onKey(ev) {
		return
	}
	if s.kiosk {
		return
	}
	switch ev.Name {
	case fyne.KeyF1:
		s.toggleHelp()
		return
	case fyne.KeyEscape:
		if s.closeHelp() {
			return
		}
	case fyne.KeyF11:
		s.Window.SetFullScreen(!s.Window.FullScreen())
		return
	}
	for _, c := range s.commands() {
		if c.Modifier == 0 && c.Key == ev.Name {
			c.Run()
			return
		}
	}
}

// commands are what the page shown offers under a key.
func (s *Shell) commands() []Command {
	if c, ok := s.pages[s.name].(Commander); ok {
		return c.Commands()
	}
	return nil
}

func (s *Shell) addPageKeys(p Page) {
	c, ok := p.(Commander)
	if !ok {
		return
	}
	for _, command := range c.Commands() {
		if command.Modifier == 0 {
			continue
		}
		key := shortcut(command)
		s.keys = append(s.keys, key)
		s.Window.Canvas().AddShortcut(key, func(fyne.Shortcut) { s.unlessAsked(command.Run) })
	}
}

// shortcut is what the window tells a page's command by. The toolkit takes Ctrl+Z and Ctrl+Y for itself and sends
// them under other names.
func shortcut(c Command) fyne.Shortcut {
	switch {
	case c.Key == fyne.KeyZ && c.Modifier == fyne.KeyModifierControl:
		return &fyne.ShortcutUndo{}
	case c.Key == fyne.KeyY && c.Modifier == fyne.KeyModifierControl:
		return &fyne.ShortcutRedo{}
	}
	return &desktop.CustomShortcut{KeyName: c.Key, Modifier: c.Modifier}
}

func (s *Shell) removePageKeys() {
	c := s.Window.Canvas()
	for _, key := range s.keys {
		c.RemoveShortcut(key)
	}
	s.keys = nil
	// A page may have had its own.
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { s.unlessAsked(s.onUndo) })
}

// onFind goes to the page's own field for finding, else to the one above.
func (s *Shell) onFind() {
	if f, ok := s.pages[s.name].(Finder); ok {
		f.Find()
		return
	}
	s.onFindPerson()
}

// onFindPerson goes to the field of the header that finds a person.
func (s *Shell) onFindPerson() {
	if s.finder != nil && !s.alone && s.mayVisit(PageRegistrations) {
		s.Window.Canvas().Focus(s.finder.entry)
	}
}

func (s *Shell) onUndo() {
	if !s.kiosk {
		kit.UndoToast(s.Window.Canvas())
	}
}
