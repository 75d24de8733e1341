// Package ui is the desktop window: the shell around the pages, what it tells
// them and what it asks of them.
package ui

import (
	"fyne.io/fyne/v2"
)

// Page is one screen of the program. The shell makes a page the first time
// somebody goes there and keeps it until the event or the language changes.
// Every method is called on the interface thread.
type Page interface {
	// Content is the page's tree, built once and returned again afterwards.
	Content() fyne.CanvasObject
	// Title is what the page is called in the navigation and the window.
	Title() string
	// Shown comes every time the page becomes visible: make the context, query.
	Shown()
	// Hidden comes when another page takes its place: cancel the context.
	Hidden()
	// Changed tells a shown page which kinds of fact were committed, many
	// commits in one call; the page queries again what it shows.
	Changed(kinds map[string]bool)
}

// The shell asks a page whether it can do more by these interfaces.
type (
	// Opener takes a page to one thing: the argument of Navigate, the id of a
	// registration for instance. It is called after Shown.
	Opener interface {
		Open(arg string)
	}
	// Finder has a field for finding that Ctrl+F should reach.
	Finder interface {
		Find()
	}
	// Commander names the actions a page offers under a key.
	Commander interface {
		Commands() []Command
	}
	// KeyTeller has keys of its own in what it shows now, a line for each.
	KeyTeller interface {
		Keys() []string
	}
	// Scanner takes the code of a badge that was scanned somewhere else.
	Scanner interface {
		Scan(code string)
	}
	// Busy says whether the page runs long work that closing would cut short.
	Busy interface {
		Busy() bool
	}
	// Unsaved says whether something was typed that is not saved yet, and would be lost with the page.
	Unsaved interface {
		Unsaved() bool
	}
	// Dropper takes files dragged onto the window.
	Dropper interface {
		Dropped(files []fyne.URI)
	}
)

// Command is one action of a page that a key starts.
type Command struct {
	// Label is what the action is called, in the language of the page.
	Label string
	Key   fyne.KeyName
	// Modifier is zero for a function key.
	Modifier fyne.KeyModifier
	Run      func()
}
