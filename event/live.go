package event

import "time"

// Live is what the hall sees: who is here now, and where there is room.
type Live struct {
	Event      Event
	At         time.Time
	Registered int // confirmed
	Expected   int // those, and who was let in besides
	Here       int // let in at the desk
	Inside     int // and not gone
	Missing    []Speaker
	Sessions   []Fill    // running now or next
	Arrivals   []Arrival // of this day, oldest first
}

// Speaker is a contributor of the programme who is not here yet.
type Speaker struct {
	Registration string  // "": never linked to one
	Name         string  // as the programme says it; of a registration: the person's
	Session      Session // the first one that waits for them
}

// Fill is how full a session is.
type Fill struct {
	Session  Session
	Room     string // title
	Limit    int    // 0: none
	Enrolled int
	Inside   int // scanned at its door
}

// Arrival is how many came in ten minutes.
type Arrival struct {
	From  time.Time
	Count int
}

// Queue is one of the lines at the desk: the people whose family names begin with From to To.
type Queue struct {
	From, To string
	People   int
}
