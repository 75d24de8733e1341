package prefs

const (
	keyLargeType   = "desk.large"
	keyPrintOnSave = "desk.print.save"
	keyPrintOnScan = "desk.print.scan"
	keyDeskPoint   = "desk.point."
	keyDeskLeaving = "desk.leaving."
	keyDeskKiosk   = "desk.kiosk."
	keyPaperDraft  = "desk.paper."
)

// DeskPoint is the id of the checkpoint at which this machine scans for an
// event, and whether people leave there; "" if nobody chose one.
func (p *Prefs) DeskPoint(event string) (checkpoint string, leaving bool) {
	return p.store.String(keyDeskPoint + event), p.store.Bool(keyDeskLeaving + event)
}

// SetDeskPoint keeps where this machine scans.
func (p *Prefs) SetDeskPoint(event, checkpoint string, leaving bool) {
	p.store.SetString(keyDeskPoint+event, checkpoint)
	p.store.SetBool(keyDeskLeaving+event, leaving)
}

// DeskKiosk says whether people scan by themselves here, until somebody who may
// ends that: also after the program broke off.
func (p *Prefs) DeskKiosk(event string) bool { return p.store.Bool(keyDeskKiosk + event) }

// SetDeskKiosk keeps whether people scan by themselves here.
func (p *Prefs) SetDeskKiosk(event string, on bool) {
	if on {
		p.store.SetBool(keyDeskKiosk+event, true)
	} else {
		p.store.RemoveValue(keyDeskKiosk + event)
	}
}

// PaperDraft are the rows of paper lists that were typed in and not stored yet:
// ids and codes of rows, and no names.
func (p *Prefs) PaperDraft(event string) string { return p.store.String(keyPaperDraft + event) }

// SetPaperDraft keeps the rows that were typed in; "" forgets them.
func (p *Prefs) SetPaperDraft(event, draft string) {
	if draft == "" {
		p.store.RemoveValue(keyPaperDraft + event)
	} else {
		p.store.SetString(keyPaperDraft+event, draft)
	}
}

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
