package event

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Live tells what the hall sees now.
func (s *Service) Live(ctx context.Context, eventID string) (Live, error) {
	h := hall{r: s.Store, now: s.Clock.Now(), here: map[string]bool{}, inside: map[string]bool{}, came: map[string]time.Time{}}
	live, err := h.look(ctx, eventID)
	if err != nil {
		return Live{}, fmt.Errorf("live view of %s: %w", eventID, err)
	}
	return live, nil
}

// hall gathers what Live shows.
type hall struct {
	r        Reader
	event    Event
	now, day time.Time // day: when this day began for those who count heads
	points   []Checkpoint
	sessions []Session

	here, inside map[string]bool      // registrations
	besides      int                  // of those here: not confirmed
	came         map[string]time.Time // when they came first on this day
}

func (h *hall) look(ctx context.Context, eventID string) (l Live, err error) {
	if h.event, err = h.r.Event(ctx, eventID); err != nil {
		return l, err
	}
	h.day = nightBegan(h.now, h.event.Zone())
	if h.points, err = h.r.Checkpoints(ctx, eventID); err != nil {
		return l, err
	}
	if h.sessions, err = h.r.Sessions(ctx, eventID); err != nil {
		return l, err
	}
	byStatus, err := h.r.CountEntries(ctx, eventID)
	if err != nil {
		return l, err
	}
	for _, c := range h.points {
		if c.Kind != Desk {
			continue
		}
		if err := h.countDesk(ctx, c); err != nil {
			return l, err
		}
	}
	l = Live{Event: h.event, At: h.now, Registered: byStatus[Confirmed], Expected: byStatus[Confirmed] + h.besides, Here: len(h.here), Inside: len(h.inside), Arrivals: h.arrivals()}
	if l.Missing, err = h.missing(ctx); err != nil {
		return l, err
	}
	l.Sessions, err = h.fills(ctx)
	return l, err
}

// countDesk notes who was let in at a desk.
func (h *hall) countDesk(ctx context.Context, c Checkpoint) error {
	all, err := h.presences(ctx, c)
	if err != nil {
		return err
	}
	returned := false // somebody who had been here before this day came and went on it
	for _, p := range all {
		if !p.Confirmed && !h.here[p.Registration] {
			h.besides++
		}
		h.here[p.Registration] = true
		if p.Inside {
			h.inside[p.Registration] = true
		}
		at := p.First
		if at.Before(h.day) {
			at = p.Came
			returned = returned || (c.Policy == InOut && !at.Before(h.day))
		}
		h.arrived(p.Registration, at)
	}
	if !returned {
		return nil
	}
	scans, err := h.r.Scans(ctx, ScanFilter{Checkpoint: c.ID, Since: h.day})
	for _, sc := range scans {
		if sc.Outcome == Admitted && !sc.Undone {
			h.arrived(sc.Registration, sc.At)
		}
	}
	return err
}

// presences lists who was let in at a desk, each person once: on this day, where it asks daily or in each session of
// its room.
func (h *hall) presences(ctx context.Context, c Checkpoint) ([]Presence, error) {
	f := TurnoutFilter{Checkpoint: c.ID}
	if c.Policy == OnceADay || c.Policy == OnceASession {
		f.Since = h.day
	}
	if c.Policy != OnceASession {
		return h.r.Presences(ctx, f)
	}
	last := map[string]Presence{} // somebody is where they came last
	for _, s := range h.sessions {
		f.Session = s.ID
		all, err := h.r.Presences(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			if was, known := last[p.Registration]; known {
				if was.Came.After(p.Came) {
					was, p = p, was
				}
				if was.First.Before(p.First) {
					p.First = was.First
				}
			}
			last[p.Registration] = p
		}
	}
	return slices.Collect(maps.Values(last)), nil
}

// arrived keeps the first time of the day at which somebody came.
func (h *hall) arrived(registration string, at time.Time) {
	if before, known := h.came[registration]; !at.Before(h.day) && (!known || at.Before(before)) {
		h.came[registration] = at
	}
}

// tenMinutes is how long arrivals are counted together.
const tenMinutes = 10 * time.Minute

// arrivals counts those who came on this day; times without any between the first and the last are zero.
func (h *hall) arrivals() []Arrival {
	if len(h.came) == 0 {
		return nil
	}
	counts := map[int64]int{}
	var first, last time.Time
	for _, at := range h.came {
		from := at.Truncate(tenMinutes)
		counts[from.Unix()]++
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if from.After(last) {
			last = from
		}
	}
	var out []Arrival
	for from := first; !from.After(last); from = from.Add(tenMinutes) {
		out = append(out, Arrival{From: from, Count: counts[from.Unix()]})
	}
	return out
}

// missing lists who makes a session of this day that is not over and is not here yet, in the order in which they
// are waited for. Somebody who was never linked to a registration cannot come to the desk and is always missing.
func (h *hall) missing(ctx context.Context) ([]Speaker, error) {
	var out []Speaker
	known := map[string]bool{}
	linked := []string{}
	for _, s := range h.sessions {
		if !s.End.After(h.now) || !nightBegan(s.Start, h.event.Zone()).Equal(h.day) {
			continue
		}
		for _, c := range s.Contributors {
			key := cmp.Or(c.Person, Fold(c.Name))
			if h.here[c.Person] || known[key] {
				continue
			}
			known[key] = true
			out = append(out, Speaker{Registration: c.Person, Name: c.Name, Session: s})
			if c.Person != "" {
				linked = append(linked, c.Person)
			}
		}
	}
	entries, err := h.r.Entries(ctx, EntryFilter{Event: h.event.ID, IDs: linked})
	for _, e := range entries {
		i := slices.IndexFunc(out, func(s Speaker) bool { return s.Registration == e.ID })
		out[i].Name = e.Who.Name.Full()
	}
	return out, err
}

// fills are the sessions that run now, and those that begin next.
func (h *hall) fills(ctx context.Context) ([]Fill, error) {
	rooms, err := h.r.Rooms(ctx, h.event.ID)
	if err != nil {
		return nil, err
	}
	var next time.Time
	for _, s := range h.sessions {
		if s.Kind != Break && s.Start.After(h.now) && (next.IsZero() || s.Start.Before(next)) {
			next = s.Start
		}
	}
	var out []Fill
	for _, s := range h.sessions {
		runs := !s.Start.After(h.now) && s.End.After(h.now)
		if s.Kind == Break || (!runs && !s.Start.Equal(next)) {
			continue
		}
		f, err := h.fill(ctx, s, rooms)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (h *hall) fill(ctx context.Context, s Session, rooms []Room) (f Fill, err error) {
	f.Session = s
	if s.Capacity != nil {
		f.Limit = *s.Capacity
	}
	for _, room := range rooms {
		if room.ID != s.Room {
			continue
		}
		f.Room = room.Title
		if room.Capacity != nil && !s.AllRooms && (s.Capacity == nil || *room.Capacity < *s.Capacity) {
			f.Limit = *room.Capacity
		}
	}
	if f.Inside, err = h.insideOf(ctx, s); err != nil || !s.SignUp {
		return f, err
	}
	mine, err := h.r.Enrolments(ctx, EnrolmentFilter{Event: h.event.ID, Session: s.ID})
	for _, e := range mine {
		if e.State == Enrolled {
			f.Enrolled++
		}
	}
	return f, err
}

// insideOf counts who was scanned at the doors of a session and has not left.
func (h *hall) insideOf(ctx context.Context, s Session) (n int, err error) {
	for _, c := range h.points {
		about := TurnoutFilter{Checkpoint: c.ID}
		switch {
		case c.Policy == OnceASession && c.Room == s.Room:
			about.Session = s.ID
		case c.Policy == OnceASession || c.Session != s.ID || c.Kind != Door:
			continue
		}
		t, err := h.r.Turnout(ctx, about)
		if err != nil {
			return n, err
		}
		n += t.Inside
	}
	return n, nil
}
