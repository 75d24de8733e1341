package kit

// used is told of every key that somebody presses; nil: nobody asks.
var used func()

// WatchUse has f called whenever a key is pressed in one of the kit's inputs, lists and buttons, or where
// NoteUse is called. It returns the way back.
func WatchUse(f func()) (restore func()) {
	old := used
	used = f
	return func() { used = old }
}

// NoteUse tells of a key pressed in something that is none of the kit's.
func NoteUse() { noteUse() }

func noteUse() {
	if used != nil {
		used()
	}
}
