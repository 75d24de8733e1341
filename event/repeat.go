package event

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// RepeatOptions say on which days a session happens again: every so many days or weeks, Count times or until a
// day, whichever comes first.
type RepeatOptions struct {
	Days, Weeks int    // between two meetings
	Count       int    // how many meetings are made; 0: until Until
	Until       Date   // the last day on which there may be one; "": no such day
	Skip        []Date // days on which there is none, which do not count
}

// mostRepeats keeps a slip of the finger from filling years.
const mostRepeats = 366

func (o RepeatOptions) validate() error {
	switch {
	case o.Days < 0 || o.Weeks < 0 || o.Days+7*o.Weeks == 0 || o.Days+7*o.Weeks > mostRepeats:
		return Fail(CodeRepeatEvery).In("every")
	case o.Count < 0 || o.Count > mostRepeats, o.Count == 0 && o.Until == "":
		return Fail(CodeRepeatCount, "Most", mostRepeats).In("count")
	case o.Until != "" && !o.Until.Valid():
		return Fail(CodeDate, "Value", string(o.Until)).In("until")
	}
	for _, d := range o.Skip {
		if !d.Valid() {
			return Fail(CodeDate, "Value", string(d)).In("skip")
		}
	}
	return nil
}

// RepeatSession adds more meetings like a session: same clock time, same room and people, none enrolled. They
// share a series; days on which the series meets already are left alone. It returns the new ones.
// Codes: session.not_found, session.repeat.every, session.repeat.count, session.repeat.none, input.date.
func (s *Service) RepeatSession(ctx context.Context, id string, o RepeatOptions) ([]Session, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return nil, err
	}
	if err := o.validate(); err != nil {
		return nil, err
	}
	var added []Session
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		first, seen, err := sessionSeen(ctx, r, id)
		if err != nil {
			return b, err
		}
		ev, err := r.Event(ctx, first.Event)
		if err != nil {
			return b, err
		}
		others, err := r.Sessions(ctx, first.Event)
		if err != nil {
			return b, err
		}
		series := first.Series
		if series == "" {
			series = NewID()
			if err := (SessionUpdate{Series: &series}).apply(&first, seen, &b); err != nil {
				return b, err
			}
		}
		added = first.repeated(o, ev.Zone(), others)
		if len(added) == 0 {
			return Batch{}, Fail(CodeRepeatNone).In("until")
		}
		for _, x := range added {
			b.Add(x.Event, x.ID, SessionAdded{x})
		}
		return b, nil
	})
	if err != nil {
		return nil, fmt.Errorf("repeat session %s: %w", id, err)
	}
	return added, nil
}

// Repeated are the meetings that RepeatSession would make of a session of the programme.
func (p Programme) Repeated(s Session, o RepeatOptions) ([]Session, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	return s.repeated(o, p.Event.Zone(), p.Sessions), nil
}

// repeated are the meetings after s, but for those that its series has among others.
func (s Session) repeated(o RepeatOptions, zone *time.Location, others []Session) []Session {
	taken := func(start time.Time) bool {
		return s.Series != "" && slices.ContainsFunc(others, func(x Session) bool { return x.Series == s.Series && x.Start.Equal(start) })
	}
	var all []Session
	step, made := o.Days+7*o.Weeks, 0
	for days := step; (o.Count == 0 || made < o.Count) && made < mostRepeats; days += step {
		x := s
		x.ID, x.Dropped = NewID(), false
		x.moveClock(time.Duration(days)*24*time.Hour, time.Duration(days)*24*time.Hour, zone)
		day := DateOf(x.Start, zone)
		if o.Until != "" && day > o.Until || days > 100*mostRepeats {
			break
		}
		if slices.Contains(o.Skip, day) {
			continue
		}
		made++
		if !taken(x.Start) {
			x.Groups, x.Contributors = slices.Clone(s.Groups), slices.Clone(s.Contributors)
			all = append(all, x)
		}
	}
	return all
}

// moveClock moves start and end by what a clock on the wall shows, whatever its change in between.
func (s *Session) moveClock(start, end time.Duration, zone *time.Location) {
	lasts := s.Length()
	s.Start, s.End = fromWall(onWall(s.Start, zone).Add(start), zone), fromWall(onWall(s.End, zone).Add(end), zone)
	if s.End.Before(s.Start) { // in the hour that a change of the clocks left out or repeated
		s.End = s.Start.Add(lasts)
	}
}

// onWall is what date and clock show at t, as a time that knows no zone.
func onWall(t time.Time, zone *time.Location) time.Time {
	t = t.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

func fromWall(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone).UTC()
}

// SeriesScope says which meetings of a series an update is for.
type SeriesScope string

// The scopes.
const (
	SeriesOne       SeriesScope = "one"
	SeriesFollowing SeriesScope = "following" // this one and those that start later
	SeriesAll       SeriesScope = "all"
)

// SeriesScopes lists the scopes in the order of choice.
var SeriesScopes = []SeriesScope{SeriesOne, SeriesFollowing, SeriesAll}

// UpdateSeries updates a meeting and others of its series, in one commit. A start or end moves in each by as
// many days and hours of the clock as it does in the one that is named. What is returned takes it all back.
func (s *Service) UpdateSeries(ctx context.Context, id string, u SessionUpdate, scope SeriesScope) ([]SessionEdit, error) {
	if err := s.Allow(ctx, DoProgramme); err != nil {
		return nil, err
	}
	var back []SessionEdit
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		back = nil
		named, _, err := sessionSeen(ctx, r, id)
		if err != nil {
			return b, err
		}
		ev, err := r.Event(ctx, named.Event)
		if err != nil {
			return b, err
		}
		ids, err := u.meetings(ctx, r, named, scope)
		if err != nil {
			return b, err
		}
		for _, each := range ids {
			x, seen, err := sessionSeen(ctx, r, each)
			if err != nil {
				return b, err
			}
			mine := u.of(x, named, ev.Zone())
			back = append(back, SessionEdit{ID: x.ID, Update: mine.Inverse(x)})
			if err := mine.apply(&x, seen, &b); err != nil {
				return b, err
			}
		}
		return b, nil
	})
	if err != nil {
		return nil, fmt.Errorf("update series of %s: %w", id, err)
	}
	return back, nil
}

// meetings are the ids of those an update is for. Who brings a meeting back into the programme brings back
// those of its series that were taken out.
func (u SessionUpdate) meetings(ctx context.Context, r Reader, named Session, scope SeriesScope) ([]string, error) {
	ids := []string{named.ID}
	if named.Series == "" || scope != SeriesFollowing && scope != SeriesAll {
		return ids, nil
	}
	all, err := r.Sessions(ctx, named.Event)
	if err == nil && u.Dropped != nil && !*u.Dropped {
		all, err = r.DroppedSessions(ctx, named.Event)
	}
	for _, x := range all {
		if x.Series == named.Series && x.ID != named.ID && (scope == SeriesAll || !x.Start.Before(named.Start)) {
			ids = append(ids, x.ID)
		}
	}
	return ids, err
}

// of is the update of one meeting of a series, made from that of the named one.
func (u SessionUpdate) of(x, named Session, zone *time.Location) SessionUpdate {
	if x.ID == named.ID || u.Start == nil && u.End == nil {
		return u
	}
	var start, end time.Duration
	if u.Start != nil {
		start = onWall(*u.Start, zone).Sub(onWall(named.Start, zone))
	}
	if u.End != nil {
		end = onWall(*u.End, zone).Sub(onWall(named.End, zone))
	}
	x.moveClock(start, end, zone)
	if u.Start != nil {
		u.Start = &x.Start
	}
	if u.End != nil {
		u.End = &x.End
	}
	return u
}
