package prefs

import (
	"slices"
	"time"
)

const (
	keyCopyEvery  = "copies.every"
	keyCopySecond = "copies.second"
)

// CopyEvery are the minutes between two backup copies that can be chosen; the second is the usual one.
var CopyEvery = []int{5, 10, 20, 60}

// CopyInterval is how long the program works between two backup copies.
func (p *Prefs) CopyInterval() time.Duration {
	minutes := p.store.Int(keyCopyEvery)
	if !slices.Contains(CopyEvery, minutes) {
		minutes = CopyEvery[1]
	}
	return time.Duration(minutes) * time.Minute
}

// SetCopyInterval keeps how long that is.
func (p *Prefs) SetCopyInterval(d time.Duration) { p.store.SetInt(keyCopyEvery, int(d/time.Minute)) }

// CopySecond is the folder, on a stick as a rule, into which the backup copies go as well, or "".
func (p *Prefs) CopySecond() string { return p.store.String(keyCopySecond) }

// SetCopySecond keeps the second folder; "" forgets it.
func (p *Prefs) SetCopySecond(folder string) { p.store.SetString(keyCopySecond, folder) }
