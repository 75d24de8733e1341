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
	most := float64(maxGrant)
	if g.Session != "" {
		session, err := r.Session(ctx, g.Session)
		if err != nil {
			return err
		}
		if session.Event != e.Event {
			return Fail(CodeSessionNotFound, "Value", g.Session).In("session")
		}
		if g.Kind == Excused || g.Kind == Assigned {
			most = session.Hours
		}
	}
	least := 0.0
	switch g.Kind {
	case Excused, Assigned:
		if g.Session == "" {
			return Fail(CodeGrantSession, "Kind", string(g.Kind)).In("session")
		}
	case Recognised:
	case Corrected:
		least = -maxGrant
	default:
		return Fail(CodeGrantKind, "Value", string(g.Kind)).In("kind")
	}
	if math.IsNaN(g.Hours) || g.Hours < least || g.Hours > most {
		return Fail(CodeGrantHours, "Value", g.Hours, "Least", least, "Most", most).In("hours")
	}
	return nil
}

// RevokeGrant takes back hours that were granted. Codes: required, grant.not_found.
func (s *Service) RevokeGrant(ctx context.Context, id, reason string) error {
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
