package prefs

import (
	"encoding/json"

	"zlot/event"
)

const (
	keyPrint      = "print.badges"
	keyPrintLabel = "print.label"
	keyPrinters   = "print.typed"
)

// Print says where and how this machine prints sheets of badges.
func (p *Prefs) Print() event.PrintSetup { return p.setup(keyPrint) }

// SetPrint keeps where and how sheets of badges are printed.
func (p *Prefs) SetPrint(s event.PrintSetup) { p.keep(keyPrint, s) }

// PrintLabel says where single badges are printed, the moment somebody comes.
func (p *Prefs) PrintLabel() event.PrintSetup { return p.setup(keyPrintLabel) }

// SetPrintLabel keeps where single badges are printed.
func (p *Prefs) SetPrintLabel(s event.PrintSetup) { p.keep(keyPrintLabel, s) }

// Printers are the printers that somebody typed in by hand.
func (p *Prefs) Printers() []event.KnownPrinter {
	var list []event.KnownPrinter
	if json.Unmarshal([]byte(p.store.String(keyPrinters)), &list) != nil {
		return nil
	}
	return list
}

// SetPrinters keeps the printers that were typed in.
func (p *Prefs) SetPrinters(list []event.KnownPrinter) { p.keep(keyPrinters, list) }

// setup reads how something is printed. What cannot be read is forgotten.
func (p *Prefs) setup(key string) event.PrintSetup {
	s := event.PrintSetup{}
	if json.Unmarshal([]byte(p.store.String(key)), &s) != nil {
		s = event.PrintSetup{}
	}
	s.Copies = max(s.Copies, 1)
	return s
}

func (p *Prefs) keep(key string, v any) {
	if kept, err := json.Marshal(v); err == nil {
		p.store.SetString(key, string(kept))
	}
}
