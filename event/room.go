package event

// Room is a place where sessions happen. Capacity 0 means nobody fits; nil that nobody counted.
type Room struct {
	ID       string `json:"id"`
	Event    string `json:"event"`
	Title    string `json:"title"`
	Capacity *int   `json:"capacity"`

	Venue  string `json:"venue,omitempty"`  // the building; "": the event's own. Between two of them people travel
	Hidden bool   `json:"hidden,omitempty"` // no longer offered; sessions and released programmes may still name it
}
