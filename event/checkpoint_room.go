package event

import "time"

// doorsOpen is how long before its start a session lets people into its room.
const doorsOpen = 30 * time.Minute

// SessionAt finds what people who come to a room at a time come for: a session lets them in from half an hour
// before its start until its end. Of two whose time it is, the one that runs comes first, unless the person is
// enrolled in the other one alone. Breaks, and what is held in all rooms, are not scanned for. If there is none,
// opens is when the next one lets people in; zero: never.
func SessionAt(sessions []Session, room string, at time.Time, enrolled func(session string) bool) (s *Session, opens time.Time) {
	for i := range sessions {
		c := &sessions[i]
		if c.Room != room || c.AllRooms || c.Kind == Break || c.Dropped {
			continue
		}
		from := c.Start.Add(-doorsOpen)
		switch {
		case from.After(at):
			if opens.IsZero() || from.Before(opens) {
				opens = from
			}
		case !at.Before(c.End):
		case s == nil, enrolled(c.ID) && !enrolled(s.ID), c.Start.Before(s.Start) && enrolled(c.ID) == enrolled(s.ID):
			s = c
		}
	}
	if s != nil {
		opens = time.Time{}
	}
	return s, opens
}
