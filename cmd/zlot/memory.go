package main

import (
	"runtime"
	"runtime/debug"
	"time"
	_ "unsafe" // for the link to keepPainted
)

const (
	// collectAt makes the collector run when the heap has grown by so many per
	// cent. The toolkit paints anew and throws away a lot; with the usual 100
	// the program would hold twice the memory it needs.
	collectAt = 25
	// spare is how much memory may lie unused before it goes back to the system.
	spare = 8 << 20
	// look is how often that is looked at.
	look = 10 * time.Second
)

// keepPainted is how long the toolkit keeps what it made to paint an object
// that is not on the screen any more, such as the pictures of all words of the
// page before. Its own minute means the graphics card's memory; where the
// processor paints, it is the program's. The toolkit has no call for it, and the
// variable FYNE_CACHE of the environment it reads before main begins.
//
//go:linkname keepPainted fyne.io/fyne/v2/internal/cache.ValidDuration
var keepPainted time.Duration

// shortly is keepPainted here. Below ten seconds the toolkit would look at every
// object of a resting window all the time.
const shortly = 15 * time.Second

// keepSmall keeps the program from holding memory that it needed for a moment,
// such as for a list of thousands: the laptop at the desk has other work too.
func keepSmall() {
	debug.SetGCPercent(collectAt)
	var m runtime.MemStats
	for range time.Tick(look) {
		runtime.ReadMemStats(&m)
		if m.HeapIdle-m.HeapReleased > spare {
			debug.FreeOSMemory()
		}
	}
}
