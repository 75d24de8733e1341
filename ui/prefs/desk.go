package prefs

const (
	keyLargeType   = "desk.large"
	keyPrintOnSave = "desk.print.save"
	keyPrintOnScan = "desk.print.scan"
)

// LargeType says whether the verdict fills the window, to be read across a hall.
func (p *Prefs) LargeType() bool { return p.store.Bool(keyLargeType) }

// SetLargeType turns the large type on or off.
func (p *Prefs) SetLargeType(on bool) { p.store.SetBool(keyLargeType, on) }

// PrintOnSave says whether the badge of somebody new is printed at once.
func (p *Prefs) PrintOnSave() bool { return p.store.BoolWithFallback(keyPrintOnSave, true) }

// SetPrintOnSave says whether the badge of somebody new is printed at once.
func (p *Prefs) SetPrintOnSave(on bool) { p.store.SetBool(keyPrintOnSave, on) }

// PrintOnScan says whether a badge is printed for whoever is let in without
// having one on paper yet.
func (p *Prefs) PrintOnScan() bool { return p.store.Bool(keyPrintOnScan) }

// SetPrintOnScan says whether badges are printed as people come.
func (p *Prefs) SetPrintOnScan(on bool) { p.store.SetBool(keyPrintOnScan, on) }
