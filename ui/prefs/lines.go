package prefs

const (
	keyLines     = "desk.lines"
	defaultLines = 2
)

// Lines is how many lines the people at the desk stand in.
func (p *Prefs) Lines() int { return p.store.IntWithFallback(keyLines, defaultLines) }

// SetLines keeps the number of lines.
func (p *Prefs) SetLines(n int) { p.store.SetInt(keyLines, n) }
