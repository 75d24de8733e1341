package main

import (
	"runtime"
	"runtime/debug"
	"time"
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
