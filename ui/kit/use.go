package kit

// used is told of every key that somebody presses; nil: nobody asks.
var used func()

// WatchUse has f called whenever a key is pressed in one of the kit's inputs, lists and buttons. It returns the way
// back.
func WatchUse(f func()) (restore func()) {
	old := used
	used = f
	return func() { used = old }
}

func noteUse() {
	if used != nil {
		used()
	}
}
