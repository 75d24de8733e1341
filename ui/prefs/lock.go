package prefs

const (
	keyLockAfter     = "lock.after"
	defaultLockAfter = 5
)

var lockTimes = []int{0, 1, 2, 5, 10, 15}

// LockTimes are the minutes without use after which the window can be locked; 0 is never.
func (p *Prefs) LockTimes() []int { return lockTimes }

// LockAfter is after how many minutes without use the window is locked, where people say who they are.
func (p *Prefs) LockAfter() int {
	minutes := p.store.IntWithFallback(keyLockAfter, defaultLockAfter)
	for _, m := range lockTimes {
		if m == minutes {
			return m
		}
	}
	return defaultLockAfter
}

// SetLockAfter keeps after how many minutes the window is locked.
func (p *Prefs) SetLockAfter(minutes int) { p.store.SetInt(keyLockAfter, minutes) }
