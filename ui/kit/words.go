package kit

import (
	"sync/atomic"

	"zlot/event/i18n"
)

// The words of the kit itself ("Cancel", "Undo") come from one printer for the
// whole program: it has one window and one language at a time, and handing a
// printer through every button and dialog would buy nothing. Pages hold their
// own printer; both change together when the language does.
var words atomic.Pointer[i18n.Printer]

// SetPrinter sets the language of the kit's own words. Widgets built before
// keep theirs until the page is built again.
func SetPrinter(p *i18n.Printer) {
	words.Store(p)
}

// Printer is the printer of the kit's own words, Polish until one is set.
func Printer() *i18n.Printer {
	if p := words.Load(); p != nil {
		return p
	}
	p := i18n.New(i18n.Polish)
	words.CompareAndSwap(nil, p)
	return words.Load()
}
