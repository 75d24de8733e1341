package prefs

import (
	"encoding/json"

	"zlot/event/wedge"
)

const keyCorrection = "scanner.correction"

// Correction is what the program puts right of what this machine's scanner types. One that cannot be read, or
// could make one code of another, is none.
func (p *Prefs) Correction() wedge.Correction {
	var c wedge.Correction
	if json.Unmarshal([]byte(p.store.String(keyCorrection)), &c) != nil || !c.Valid() {
		return wedge.Correction{}
	}
	return c
}

// SetCorrection keeps what is put right; the zero value is nothing.
func (p *Prefs) SetCorrection(c wedge.Correction) {
	if c.Zero() {
		p.store.RemoveValue(keyCorrection)
		return
	}
	if kept, err := json.Marshal(c); err == nil {
		p.store.SetString(keyCorrection, string(kept))
	}
}
