package event

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
)

// CodePageKeys is a page that could verify nothing: no certificate was issued yet.
const CodePageKeys = "verify.page.keys"

// VerifyPages writes the page on which anybody can check certificates in a browser, without a network and without the
// program. Implemented by event/verifypage.
type VerifyPages interface {
	Write(w io.Writer, p VerifyPage) error
}

// VerifyPage is what such a page knows. Of numbers that are not valid any more it has fingerprints only: nobody can
// read from it who lost a certificate.
type VerifyPage struct {
	Events    []VerifyEvent
	Keys      []string // public ones, in base64
	Withdrawn []string // fingerprints
	Replaced  []string
	Date      Date // up to which it knows what was withdrawn or replaced
}

// VerifyEvent is one event whose certificates a page checks.
type VerifyEvent struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Edition int    `json:"edition,omitempty"`
	Start   Date   `json:"start"`
	End     Date   `json:"end"`
}

// NumberFingerprint is how a page knows the number of a certificate: the SHA-256 of the event and the number.
func NumberFingerprint(eventID, number string) string {
	sum := sha256.Sum256([]byte(eventID + "\n" + number))
	return hex.EncodeToString(sum[:])
}

// WriteVerifyPage writes the page for an event, or for all editions of its series. Code: verify.page.keys where
// nothing was issued yet.
func (s *Service) WriteVerifyPage(ctx context.Context, eventID string, series bool, w io.Writer) (VerifyPage, error) {
	if err := s.Allow(ctx, DoExport); err != nil {
		return VerifyPage{}, err
	}
	var p VerifyPage
	ev, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return p, err
	}
	events := []Event{ev}
	if series {
		if events, err = s.editionsOf(ctx, eventID); err != nil {
			return p, err
		}
	}
	p.Date = DateOf(s.Clock.Now(), ev.Zone())
	for _, e := range events {
		if len(e.PublicKeys) == 0 {
			continue
		}
		if err := s.addToPage(ctx, &p, e); err != nil {
			return p, fmt.Errorf("verification page of %s: %w", e.ID, err)
		}
	}
	if len(p.Keys) == 0 {
		return p, Fail(CodePageKeys)
	}
	slices.Sort(p.Withdrawn) // the order would tell who is who
	slices.Sort(p.Replaced)
	if err := s.VerifyPages.Write(w, p); err != nil {
		return p, fmt.Errorf("verification page of %s: %w", eventID, err)
	}
	return p, nil
}

func (s *Service) addToPage(ctx context.Context, p *VerifyPage, ev Event) error {
	all, err := s.Store.Certificates(ctx, ev.ID)
	if err != nil {
		return err
	}
	p.Events = append(p.Events, VerifyEvent{ev.ID, ev.Title, ev.Edition, ev.Start, ev.End})
	for _, key := range ev.PublicKeys {
		if !slices.Contains(p.Keys, key) {
			p.Keys = append(p.Keys, key)
		}
	}
	for _, c := range all {
		switch c.State {
		case Withdrawn:
			p.Withdrawn = append(p.Withdrawn, NumberFingerprint(ev.ID, c.Number))
		case Replaced:
			p.Replaced = append(p.Replaced, NumberFingerprint(ev.ID, c.Number))
		}
	}
	return nil
}
