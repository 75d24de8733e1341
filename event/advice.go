package event

import (
	"cmp"
	"context"
	"errors"
	"time"

	"zlot/event/passcode"
)

// AdviceArgs fill the sentence outcome.<outcome>.advice. Times are in the event's zone.
func (r ScanResult) AdviceArgs(zone *time.Location) map[string]any {
	args := map[string]any{"When": "", "Until": "", "Where": "", "Session": "", "Room": "", "Event": r.OtherEvent, "Number": r.NewNumber,
		"Two": r.Scan.Outcome == DamagedCode && isTwo(r.Scan.Code)}
	if !r.FirstAt.IsZero() {
		args["When"], args["Where"] = r.FirstAt.In(zone), r.Checkpoint.Title
	}
	if r.Scan.Outcome == OutsideHours {
		if opens := r.opens(); !opens.IsZero() {
			args["When"] = opens.In(zone)
		}
		if closes := r.Checkpoint.Closes; !closes.IsZero() {
			args["Until"] = closes.In(zone)
		}
	}
	if len(r.Sessions) > 0 {
		args["Session"], args["Room"] = r.Sessions[0].Title, r.Rooms[r.Sessions[0].Room]
	}
	return args
}

// opens is when the checkpoint lets people in, or did; zero: nobody knows.
func (r ScanResult) opens() time.Time {
	if c := r.Checkpoint; r.OpensAt.IsZero() || (!c.Opens.IsZero() && r.Scan.At.Before(c.Opens)) {
		return c.Opens
	}
	return r.OpensAt
}

// isTwo reports whether two codes were read at once.
func isTwo(code string) bool {
	_, err := passcode.Parse(code)
	return errors.Is(err, passcode.ErrTwo)
}

// advise adds what helps the person at the desk to go on.
func advise(ctx context.Context, r Reader, res *ScanResult) error {
	e := res.Entry
	if e == nil {
		return nil
	}
	switch res.Scan.Outcome {
	case WrongEvent:
		other, err := r.Event(ctx, e.Event)
		res.OtherEvent = other.Title
		return err
	case ReplacedBadge:
		res.NewNumber = e.Number
	}
	if res.NotOnList || res.Scan.Outcome == NotEnrolled || res.Scan.Outcome == SessionFull {
		if err := adviseSessions(ctx, r, res); err != nil {
			return err
		}
	}
	if e.Group == "" {
		return nil
	}
	groups, err := r.Groups(ctx, e.Event)
	for _, g := range groups {
		if g.ID == e.Group {
			res.Group = g.Title
		}
	}
	return err
}

// adviseSessions finds where the person is enrolled at the time of the door's session.
func adviseSessions(ctx context.Context, r Reader, res *ScanResult) error {
	here, err := r.Session(ctx, cmp.Or(res.Scan.Session, res.Checkpoint.Session))
	if errors.Is(err, Fail(CodeSessionNotFound)) {
		return nil // a checkpoint of another desk, whose session is not here yet
	}
	if err != nil {
		return err
	}
	res.Session = &here
	mine, err := r.Enrolments(ctx, EnrolmentFilter{Registration: res.Entry.ID})
	if err != nil {
		return err
	}
	for _, en := range mine {
		other, err := r.Session(ctx, en.Session)
		if err != nil {
			return err
		}
		if en.State == Enrolled && !other.Dropped && other.ID != here.ID && other.Overlaps(here) {
			res.Sessions = append(res.Sessions, other)
		}
	}
	rooms, err := r.Rooms(ctx, res.Scan.Event)
	res.Rooms = map[string]string{}
	for _, room := range rooms {
		res.Rooms[room.ID] = room.Title
	}
	return err
}
