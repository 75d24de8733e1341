package event

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// SessionUpdate names the fields of a session to change; nil fields stay as they are.
type SessionUpdate struct {
	Kind               *SessionKind
	Title, Description *string
	Start, End         *time.Time
	Room               *string
	Capacity           **int // a pointer to nil takes the limit away
	Hours              *float64
	Mandatory, SignUp  *bool
	AllRooms, Dropped  *bool
	Groups             *[]string
	Contributors       *[]Contributor
	Series             *string
}

// SessionEdit is one of several updates, of which session.
type SessionEdit struct {
	ID     string
	Update SessionUpdate
}

// Validate checks what must hold before a session is written. Conflicts are none of this: they are shown.
func (s Session) Validate() error {
	switch {
	case strings.TrimSpace(s.Title) == "":
		return Fail(CodeSessionTitle).In("title")
	case !slices.Contains(SessionKinds, s.Kind):
		return Fail(CodeSessionKind, "Value", string(s.Kind)).In("kind")
	case s.Start.IsZero():
		return Fail(CodeRequired).In("start")
	case s.End.Before(s.Start):
		return Fail(CodeSessionReversed).In("end")
	case s.Length() > longestSession:
		return Fail(CodeSessionLong).In("end")
	case s.Capacity != nil && *s.Capacity < 0:
		return Fail(CodeSessionCapacity, "Value", *s.Capacity).In("capacity")
	case s.Hours < 0 || s.Hours > 24:
		return Fail(CodeSessionHours, "Value", s.Hours).In("hours")
	}
	return nil
}

// AddSession adds a session to the programme.
func (s *Service) AddSession(ctx context.Context, session Session) (Session, error) {
	added, err := s.AddSessions(ctx, []Session{session})
	if err != nil {
		return Session{}, err
	}
	return added[0], nil
}

// AddSessions adds sessions in one commit: all of them or none.
func (s *Service) AddSessions(ctx context.Context, sessions []Session) ([]Session, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return nil, err
	}
	added := slices.Clone(sessions)
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		for i := range added {
			x := &added[i]
			if _, err := r.Event(ctx, x.Event); err != nil {
				return b, err
			}
			x.ID, x.Dropped = NewID(), false
			x.clean()
			if err := x.Validate(); err != nil {
				return b, err
			}
			b.Add(x.Event, x.ID, SessionAdded{*x})
		}
		return b, nil
	})
	if err != nil {
		return nil, fmt.Errorf("add sessions: %w", err)
	}
	return added, nil
}

// UpdateSession writes one fact per changed field.
func (s *Service) UpdateSession(ctx context.Context, id string, u SessionUpdate) (Session, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return Session{}, err
	}
	after, err := s.UpdateSessions(ctx, []SessionEdit{{ID: id, Update: u}})
	if err != nil {
		return Session{}, err
	}
	return after[0], nil
}

// UpdateSessions does several updates in one commit, all of them or none: a day that is moved by a quarter,
// a meeting with all its repetitions, and what takes them back. It returns the sessions as they are now.
func (s *Service) UpdateSessions(ctx context.Context, edits []SessionEdit) ([]Session, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return nil, err
	}
	var after []Session
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		after = after[:0]
		for _, e := range edits {
			x, seen, err := sessionSeen(ctx, r, e.ID)
			if err != nil {
				return b, err
			}
			if err := e.Update.apply(&x, seen, &b); err != nil {
				return b, err
			}
			after = append(after, x)
		}
		return b, nil
	})
	if err != nil {
		return nil, fmt.Errorf("update sessions: %w", err)
	}
	return after, nil
}

// apply makes the facts of an update, and shows it on x.
func (u SessionUpdate) apply(x *Session, seen int64, b *Batch) error {
	d := differ{event: x.Event, entity: x.ID, base: seen, wrap: func(c Change) Body { return SessionChanged{c} }}
	next := *x
	u.set(&next)
	next.clean()
	if err := next.Validate(); err != nil {
		return err
	}
	edit(&d, "kind", &x.Kind, &next.Kind)
	edit(&d, "title", &x.Title, &next.Title)
	edit(&d, "description", &x.Description, &next.Description)
	if !x.Start.Equal(next.Start) {
		edit(&d, "start", &x.Start, &next.Start)
	}
	if !x.End.Equal(next.End) {
		edit(&d, "end", &x.End, &next.End)
	}
	edit(&d, "room", &x.Room, &next.Room)
	edit(&d, "capacity", &x.Capacity, &next.Capacity)
	edit(&d, "hours", &x.Hours, &next.Hours)
	edit(&d, "mandatory", &x.Mandatory, &next.Mandatory)
	edit(&d, "sign_up", &x.SignUp, &next.SignUp)
	edit(&d, "all_rooms", &x.AllRooms, &next.AllRooms)
	edit(&d, "dropped", &x.Dropped, &next.Dropped)
	if !slices.Equal(x.Groups, next.Groups) {
		edit(&d, "groups", &x.Groups, &next.Groups)
	}
	if !slices.Equal(x.Contributors, next.Contributors) {
		edit(&d, "contributors", &x.Contributors, &next.Contributors)
	}
	edit(&d, "series", &x.Series, &next.Series)
	b.Facts = append(b.Facts, d.batch.Facts...)
	return nil
}

// set shows an update on a session.
func (u SessionUpdate) set(x *Session) {
	assign(&x.Kind, u.Kind)
	assign(&x.Title, u.Title)
	assign(&x.Description, u.Description)
	assign(&x.Start, u.Start)
	assign(&x.End, u.End)
	assign(&x.Room, u.Room)
	assign(&x.Capacity, u.Capacity)
	assign(&x.Hours, u.Hours)
	assign(&x.Mandatory, u.Mandatory)
	assign(&x.SignUp, u.SignUp)
	assign(&x.AllRooms, u.AllRooms)
	assign(&x.Dropped, u.Dropped)
	assign(&x.Groups, u.Groups)
	assign(&x.Contributors, u.Contributors)
	assign(&x.Series, u.Series)
}

func assign[T any](to *T, value *T) {
	if value != nil {
		*to = *value
	}
}

// On is a session as the update makes it.
func (u SessionUpdate) On(x Session) Session {
	u.set(&x)
	return x
}

// Inverse is the update that takes u back from a session as it was before.
func (u SessionUpdate) Inverse(before Session) SessionUpdate {
	var back SessionUpdate
	was(&back.Kind, u.Kind, before.Kind)
	was(&back.Title, u.Title, before.Title)
	was(&back.Description, u.Description, before.Description)
	was(&back.Start, u.Start, before.Start)
	was(&back.End, u.End, before.End)
	was(&back.Room, u.Room, before.Room)
	was(&back.Capacity, u.Capacity, before.Capacity)
	was(&back.Hours, u.Hours, before.Hours)
	was(&back.Mandatory, u.Mandatory, before.Mandatory)
	was(&back.SignUp, u.SignUp, before.SignUp)
	was(&back.AllRooms, u.AllRooms, before.AllRooms)
	was(&back.Dropped, u.Dropped, before.Dropped)
	was(&back.Groups, u.Groups, before.Groups)
	was(&back.Contributors, u.Contributors, before.Contributors)
	was(&back.Series, u.Series, before.Series)
	return back
}

func was[T any](to **T, changed *T, before T) {
	if changed != nil {
		*to = &before
	}
}

// clean gives a session the form in which it is kept.
func (s *Session) clean() {
	s.Title = strings.ReplaceAll(CleanText(s.Title), "\n", " ")
	s.Description = CleanText(s.Description)
	s.Start, s.End = s.Start.UTC(), s.End.UTC()
	s.Contributors = slices.Clone(s.Contributors)
	for i := range s.Contributors {
		c := &s.Contributors[i]
		c.Name, c.Institution, c.Town = oneLine(c.Name), oneLine(c.Institution), oneLine(c.Town)
	}
	s.Contributors = slices.DeleteFunc(s.Contributors, func(c Contributor) bool { return c.Name == "" && c.Person == "" })
}

func oneLine(text string) string { return strings.ReplaceAll(CleanText(text), "\n", " ") }

// sessionSeen reads a session and the version in which it was seen.
func sessionSeen(ctx context.Context, r Reader, id string) (x Session, seen int64, err error) {
	if x, err = r.Session(ctx, id); err != nil {
		return x, 0, err
	}
	facts, err := r.Facts(ctx, id, 1)
	if len(facts) > 0 {
		seen = facts[0].HLC
	}
	return x, seen, err
}
