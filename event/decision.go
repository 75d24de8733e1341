package event

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Decide puts a person's word above the rule of a kind of certificate, or takes it back. Codes: required,
// decision.kind, decision.role, decision.verdict, registration.not_found.
func (s *Service) Decide(ctx context.Context, d Decision) error {
	if err := s.Allow(ctx, DoCertificates); err != nil {
		return err
	}
	if d.Reason = strings.TrimSpace(d.Reason); d.Reason == "" {
		return Fail(CodeRequired, "Field", "reason").In("reason")
	}
	if d.Verdict != ByRule && d.Verdict != Granted && d.Verdict != Denied {
		return Fail(CodeDecisionVerdict, "Value", string(d.Verdict)).In("verdict")
	}
	d.By, d.At = Actor(ctx), s.Clock.Now().UTC()
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		e, err := r.Entry(ctx, d.Registration)
		if err != nil {
			return b, err
		}
		ev, err := r.Event(ctx, e.Event)
		if err != nil {
			return b, err
		}
		d.Event = ev.ID
		var known []string
		for _, k := range ev.CertificateKinds() {
			known = append(known, k.ID)
		}
		if !slices.Contains(known, d.Kind) {
			return b, Fail(CodeDecisionKind, "Value", d.Kind, "Kinds", known).In("kind")
		}
		meant := slices.ContainsFunc(kindsFor(ev.CertificateKinds(), e.Roles), func(k CertificateKind) bool { return k.ID == d.Kind })
		if d.Verdict == Granted && !meant { // it would be granted, and never given
			return b, Fail(CodeDecisionRole, "Value", d.Kind).In("kind")
		}
		b.Add(d.Event, d.Registration+"/"+d.Kind, EligibilityDecided{d})
		return b, nil
	})
	if err != nil {
		return fmt.Errorf("decide about %s: %w", d.Registration, err)
	}
	return nil
}
