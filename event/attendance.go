package event

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// Record is everything hours are computed from.
type Record struct {
	Event       Event
	Entries     []Entry
	Sessions    []Session
	Checkpoints []Checkpoint
	Scans       []ScanRow
	Enrolments  []Enrolment
	Grants      []Grant
}

// Attendance computes the hours of everybody at an event, and who is eligible for a certificate.
func (s *Service) Attendance(ctx context.Context, eventID string) ([]Account, error) {
	rec, err := readRecord(ctx, s.Store, eventID)
	if err != nil {
		return nil, fmt.Errorf("attendance of %s: %w", eventID, err)
	}
	return rec.Accounts(), nil
}

func readRecord(ctx context.Context, r Reader, eventID string) (rec Record, err error) {
	if rec.Event, err = r.Event(ctx, eventID); err != nil {
		return rec, err
	}
	if rec.Entries, err = r.Entries(ctx, EntryFilter{Event: eventID}); err != nil {
		return rec, err
	}
	if rec.Sessions, err = r.Sessions(ctx, eventID); err != nil {
		return rec, err
	}
	if rec.Checkpoints, err = r.Checkpoints(ctx, eventID); err != nil {
		return rec, err
	}
	if rec.Scans, err = r.Scans(ctx, ScanFilter{Event: eventID}); err != nil {
		return rec, err
	}
	if rec.Enrolments, err = r.Enrolments(ctx, EnrolmentFilter{Event: eventID}); err != nil {
		return rec, err
	}
	rec.Grants, err = r.Grants(ctx, eventID)
	return rec, err
}

// Accounts computes every person's hours, cancelled registrations left out, in the order of Entries.
func (rec Record) Accounts() []Account {
	p := newPresence(rec)
	accounts := make([]Account, 0, len(rec.Entries))
	for _, e := range rec.Entries {
		if e.Status == Cancelled {
			continue
		}
		a := p.account(e)
		a.judge(rec.Event.Rule)
		accounts = append(accounts, a)
	}
	return accounts
}

// presence is a Record indexed for asking who was where.
type presence struct {
	rec      Record
	zone     *time.Location
	desk     map[string][]time.Time     // registration → times of arrival at the desk
	left     map[string][]time.Time     // registration → times of leaving, where the desk asks for them
	doors    map[string]map[string]bool // session → registrations let in at its door; a session nobody scanned at is missing
	enrolled map[[2]string]bool         // session, registration
	grants   map[string][]Grant         // by registration
	seen     map[string]bool            // let in anywhere
	clusters [][]Session                // sign-up sessions that run at one time
}

func newPresence(rec Record) *presence {
	p := &presence{rec: rec, zone: rec.Event.Zone(), desk: map[string][]time.Time{}, left: map[string][]time.Time{}, doors: map[string]map[string]bool{},
		enrolled: map[[2]string]bool{}, grants: map[string][]Grant{}, seen: map[string]bool{}}
	points := map[string]Checkpoint{}
	for _, c := range rec.Checkpoints {
		points[c.ID] = c
	}
	for _, sc := range rec.Scans {
		if sc.Undone {
			continue
		}
		if c := points[sc.Checkpoint]; sc.Outcome == Exited && c.Kind == Desk && c.Policy == InOut {
			p.left[sc.Registration] = append(p.left[sc.Registration], sc.At)
		}
		if sc.Outcome != Admitted {
			continue
		}
		p.seen[sc.Registration] = true
		switch c := points[sc.Checkpoint]; {
		case sc.Session != "":
			p.letIn(sc.Session, sc.Registration)
		case c.Kind == Desk:
			p.desk[sc.Registration] = append(p.desk[sc.Registration], p.arrivals(c, sc.At)...)
		case c.Kind == Door && c.Session != "":
			p.letIn(c.Session, sc.Registration)
		}
	}
	for _, e := range rec.Enrolments {
		if e.State == Enrolled {
			p.enrolled[[2]string{e.Session, e.Registration}] = true
		}
	}
	for _, g := range rec.Grants {
		p.grants[g.Registration] = append(p.grants[g.Registration], g)
	}
	p.clusters = clusters(rec.Sessions)
	return p
}

// letIn notes somebody who came through the door of a session.
func (p *presence) letIn(session, registration string) {
	if p.doors[session] == nil {
		p.doors[session] = map[string]bool{}
	}
	p.doors[session][registration] = true
}

// arrivals turns a scan at the desk into the times from which the person was there. A desk that is
// scanned once speaks for every later day of the event, one scanned daily for its own day. A scan
// before the first day is an early arrival; one after the last day is a list typed in afterwards, and
// speaks for the whole event.
func (p *presence) arrivals(c Checkpoint, at time.Time) []time.Time {
	days := p.rec.Event.Days()
	if len(days) == 0 {
		return []time.Time{at}
	}
	day := DateOf(at, p.zone)
	var out []time.Time
	for i, d := range days {
		midnight := d.Time(p.zone)
		switch {
		case d == day:
			out = append(out, at)
		case day > days[len(days)-1],
			day < d && i == 0,
			day < d && c.Policy == Once:
			out = append(out, midnight)
		}
	}
	return out
}

// present reports whether the hours of a session count for a person.
func (p *presence) present(s Session, e Entry) bool {
	if !s.For(e.Group) {
		return false
	}
	if door, manned := p.doors[s.ID]; manned {
		return door[e.ID]
	}
	if s.SignUp && !p.enrolled[[2]string{s.ID, e.ID}] {
		return false
	}
	day := DateOf(s.Start, p.zone)
	for _, at := range p.desk[e.ID] {
		if DateOf(at, p.zone) == day && at.Before(s.End) && !p.leftBetween(e.ID, at, s.Start) {
			return true
		}
	}
	return false
}

// leftBetween reports whether a person who came at one time was gone by another.
func (p *presence) leftBetween(registration string, came, by time.Time) bool {
	return slices.ContainsFunc(p.left[registration], func(t time.Time) bool { return !t.Before(came) && !t.After(by) })
}

func (p *presence) account(e Entry) Account {
	a := Account{Entry: e, Required: p.required(e)}
	excused := map[string]float64{} // session → hours
	for _, g := range p.grants[e.ID] {
		if g.Kind == Excused && g.Session != "" {
			excused[g.Session] = g.Hours
		} else {
			a.Hours += g.Hours
		}
	}
	var missed []Because
	for _, s := range p.rec.Sessions {
		sh, counts := p.sessionHours(s, e, excused)
		if !counts {
			continue
		}
		if s.Mandatory && p.rec.Event.Rule.Mandatory && !sh.Present && !sh.Excused {
			missed = append(missed, Because{Code: "mandatory", Args: map[string]any{"Session": s.Title}})
		}
		a.Hours += sh.Hours
		a.Sessions = append(a.Sessions, sh)
	}
	a.Hours = tidy(a.Hours)
	switch {
	case e.Status != Confirmed:
		a.Because = append(a.Because, Because{Code: "status", Args: map[string]any{"Status": string(e.Status)}})
	case !p.seen[e.ID] && a.Hours == 0:
		a.Because = append(a.Because, Because{Code: "absent"})
	}
	a.Because = append(a.Because, missed...)
	return a
}

// sessionHours is one line of a person's account; counts is false for a session that is none of theirs.
func (p *presence) sessionHours(s Session, e Entry, excused map[string]float64) (sh SessionHours, counts bool) {
	if !s.For(e.Group) || (s.Hours == 0 && !s.Mandatory) {
		return sh, false
	}
	sh = SessionHours{Session: s.ID, Title: s.Title, Of: s.Hours, Present: p.present(s, e)}
	if s.SignUp && !sh.Present && !p.enrolled[[2]string{s.ID, e.ID}] {
		return sh, false
	}
	if sh.Present {
		sh.Hours = s.Hours
	} else {
		sh.Hours, sh.Excused = excused[s.ID]
	}
	return sh, true
}

// required sums the hours that a person could have attended: everything open to all, and of sign-up
// sessions at one time those enrolled in, or the longest.
func (p *presence) required(e Entry) float64 {
	sum := 0.0
	for _, s := range p.rec.Sessions {
		if !s.SignUp && s.For(e.Group) {
			sum += s.Hours
		}
	}
	for _, c := range p.clusters {
		mine, longest := 0.0, 0.0
		for _, s := range c {
			if !s.For(e.Group) {
				continue
			}
			longest = max(longest, s.Hours)
			if p.enrolled[[2]string{s.ID, e.ID}] {
				mine += s.Hours
			}
		}
		if mine > 0 {
			sum += mine
		} else {
			sum += longest
		}
	}
	return tidy(sum)
}

// tidy takes the dust out of a sum of hours, so that eight of ten meetings are 80 per cent.
func tidy(hours float64) float64 { return math.Round(hours*1e6) / 1e6 }

// clusters groups the sign-up sessions that run at one time.
func clusters(sessions []Session) [][]Session {
	var signUp []Session
	for _, s := range sessions {
		if s.SignUp && s.Hours > 0 {
			signUp = append(signUp, s)
		}
	}
	slices.SortStableFunc(signUp, func(a, b Session) int { return a.Start.Compare(b.Start) })
	var out [][]Session
	var end time.Time
	for _, s := range signUp {
		if len(out) > 0 && s.Start.Before(end) {
			out[len(out)-1] = append(out[len(out)-1], s)
		} else {
			out = append(out, []Session{s})
			end = time.Time{}
		}
		if s.End.After(end) {
			end = s.End
		}
	}
	return out
}

// judge completes Because by the event's rule and says whether the person is eligible.
func (a *Account) judge(rule Rule) {
	if rule.MinHours > 0 && a.Hours < rule.MinHours {
		a.Because = append(a.Because, Because{Code: "hours", Args: map[string]any{"Hours": a.Hours, "Min": rule.MinHours}})
	}
	if need := tidy(a.Required * float64(rule.MinPercent) / 100); rule.MinPercent > 0 && a.Hours < need {
		a.Because = append(a.Because, Because{Code: "percent", Args: map[string]any{
			"Hours": a.Hours, "Required": a.Required, "Min": rule.MinPercent, "Need": need}})
	}
	a.Eligible = len(a.Because) == 0
}

// GrantHours counts hours that no scan shows: an excused absence, hours recognised from elsewhere, a
// correction. Who and why are kept.
func (s *Service) GrantHours(ctx context.Context, g Grant) error {
	if g.Reason == "" {
		return Fail(CodeRequired, "Field", "reason").In("reason")
	}
	g.ID, g.By, g.At = NewID(), Actor(ctx), s.Clock.Now().UTC()
	_, err := s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		e, err := r.Entry(ctx, g.Registration)
		if err != nil {
			return Batch{}, err
		}
		g.Event = e.Event
		var b Batch
		b.Add(g.Event, g.ID, HoursGranted{g})
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("grant hours to %s: %w", g.Registration, err)
	}
	return nil
}
