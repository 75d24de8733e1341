package event

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"
)

// maxGrant is more hours than any course has: a number above it is a slip.
const maxGrant = 2000

// GrantHours counts hours that no scan shows: an excused absence, hours recognised from elsewhere, a
// correction, or what a session counts whatever was scanned. Who and why are kept. Without an ID it gets one.
// Codes: required, grant.kind, grant.hours, grant.session, session.not_found, registration.not_found.
func (s *Service) GrantHours(ctx context.Context, g Grant) error { return s.GrantMany(ctx, []Grant{g}) }

// GrantMany grants hours to many at once, all or none.
func (s *Service) GrantMany(ctx context.Context, grants []Grant) error {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return err
	}
	now, by := s.Clock.Now().UTC(), Actor(ctx)
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		times := map[string]time.Time{} // by event
		for _, g := range grants {
			g.By, g.Reason = by, strings.TrimSpace(g.Reason)
			if g.ID == "" {
				g.ID = NewID()
			}
			if err := g.check(ctx, r); err != nil {
				return Batch{}, fmt.Errorf("grant hours to %s: %w", g.Registration, err)
			}
			if times[g.Event].IsZero() {
				if times[g.Event], err = grantTime(ctx, r, g.Event, now); err != nil {
					return Batch{}, err
				}
			}
			g.At = times[g.Event]
			b.Add(g.Event, g.ID, HoursGranted{g})
		}
		return b, nil
	})
	return err
}

// grantTime is now. The last word about a session counts: where the clock was put back, it is just after the last
// one, lest a new word be an older one.
func grantTime(ctx context.Context, r Reader, eventID string, now time.Time) (time.Time, error) {
	all, err := r.Grants(ctx, eventID)
	if n := len(all); n > 0 && now.Before(all[n-1].At) {
		now = all[n-1].At.Add(time.Millisecond)
	}
	return now, err
}

// check says what is wrong with a grant, and fills in its event.
func (g *Grant) check(ctx context.Context, r Reader) error {
	if g.Reason == "" {
		return Fail(CodeRequired, "Field", "reason").In("reason")
	}
	e, err := r.Entry(ctx, g.Registration)
	if err != nil {
		return err
	}
	g.Event = e.Event
	var session Session
	if g.Session != "" {
		if session, err = r.Session(ctx, g.Session); err != nil {
			return err
		}
		if session.Event != e.Event {
			return Fail(CodeSessionNotFound, "Value", g.Session).In("session")
		}
	}
	least, most, err := g.limits(session)
	if err != nil {
		return err
	}
	if math.IsNaN(g.Hours) || g.Hours < least || g.Hours > most {
		return Fail(CodeGrantHours, "Value", g.Hours, "Least", least, "Most", most).In("hours")
	}
	return nil
}

// limits are the hours that a grant of its kind may give, for a session no more than that has.
func (g *Grant) limits(session Session) (least, most float64, err error) {
	switch g.Kind {
	case Excused, Assigned:
		if g.Session == "" {
			return 0, 0, Fail(CodeGrantSession, "Kind", string(g.Kind)).In("session")
		}
		return 0, session.Hours, nil
	case Recognised:
		return 0, maxGrant, nil
	case Corrected:
		return -maxGrant, maxGrant, nil
	}
	return 0, 0, Fail(CodeGrantKind, "Value", string(g.Kind)).In("kind")
}

// RevokeGrant takes back hours that were granted. Codes: required, grant.not_found.
func (s *Service) RevokeGrant(ctx context.Context, id, reason string) error {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return Fail(CodeRequired, "Field", "reason").In("reason")
	}
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		g, err := r.Grant(ctx, id)
		if err != nil {
			return b, err
		}
		b.Add(g.Event, g.ID, HoursRevoked{Reason: reason})
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("revoke hours %s: %w", id, err)
	}
	return nil
}
