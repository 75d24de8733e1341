package kit

import "time"

// Pace makes a window do at once what it does sixty times a second. Both are called on the UI thread, and never
// from what the other one caused.
type Pace interface {
	// Poll takes the keys that were typed.
	Poll()
	// Arrange lays out what grew or shrank.
	Arrange()
	// Paint paints what changed.
	Paint()
}

const (
	// pollEvery is how often the window looks for keys while a scanner types.
	pollEvery = 2 * time.Millisecond
	// pollTimes is how often it does so after the last digit.
	pollTimes = 30
)

// There is one window, whose pace this is; nil: the toolkit's own.
var (
	pace      Pace
	pollsLeft int // turns of polling; 0: nobody polls
)

// SetPace exchanges the pace and returns the way back.
func SetPace(p Pace) (restore func()) {
	old := pace
	pace, pollsLeft = p, 0
	return func() { pace, pollsLeft = old, 0 }
}

// hurry has the window take keys as they come, for as long as a scanner types: the Enter behind a code would wait
// for the turn of a picture else.
func hurry() {
	if pace == nil {
		return
	}
	begin := pollsLeft == 0
	pollsLeft = pollTimes
	if begin {
		After(pollEvery, poll)
	}
}

func poll() {
	if pollsLeft == 0 {
		return
	}
	pollsLeft--
	pace.Poll()
	if pollsLeft > 0 {
		After(pollEvery, poll)
	}
}

// PaintSoon paints what changed as soon as the UI thread has done what it is doing, without waiting for the turn of a
// picture. It is for a verdict, which somebody waits for, and not for what changes often.
func PaintSoon() {
	if pace != nil {
		pace.Arrange() // in the picture itself it would come too late, and ask for another one
		After(0, pace.Paint)
	}
}
