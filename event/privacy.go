package event

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// KnownConsents are the consents that people of an event can be asked for: those about which somebody there said
// something, and where nobody did, those of the edition before, or of the newest event that has some.
func (s *Service) KnownConsents(ctx context.Context, eventID string) ([]string, error) {
	own, err := s.Store.Event(ctx, eventID)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.Events(ctx)
	if err != nil {
		return nil, err
	}
	nearness := func(e Event) int {
		switch {
		case e.ID == own.ID:
			return 0
		case own.Series != "" && e.Series == own.Series:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b Event) int { return nearness(a) - nearness(b) })
	for _, e := range all {
		if e.Sample != own.Sample {
			continue
		}
		if known, err := s.Store.ConsentWordings(ctx, e.ID); err != nil || len(known) > 0 {
			return known, err
		}
	}
	return nil, nil
}

// SetConsent writes down that a person gave or refused a consent just now. Taking back what was given is a
// withdrawal; when it was given stays in the history. Saying the same again changes nothing.
func (s *Service) SetConsent(ctx context.Context, registration, wording string, given bool) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	wording = strings.TrimSpace(wording)
	if wording == "" {
		return Entry{}, Fail(CodeRequired, "Field", "consent").In("consent")
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		if e.Who.Erased {
			return b, Fail(CodePersonErased)
		}
		next := slices.Clone(e.Consents)
		c := Consent{Wording: wording, Given: given, At: s.Clock.Now().UTC()}
		i := slices.IndexFunc(next, func(c Consent) bool { return c.Wording == wording })
		switch {
		case i < 0:
			next = append(next, c)
		case next[i].Given == given:
			return b, nil
		default:
			c.Withdrawn = next[i].Given && !given
			next[i] = c
		}
		d := differ{event: e.Event, entity: e.ID, base: e.Version, wrap: func(c Change) Body { return RegistrationChanged{c} }}
		edit(&d, "consents", &e.Consents, &next)
		return d.batch, nil
	})
	if err != nil {
		return e, fmt.Errorf("set consent of %s: %w", registration, err)
	}
	return e, nil
}

// WritePersonRecord writes everything the file knows of the people with an address, or of the person with an
// id, as "html", "txt" or "json". It returns how many people that are.
func (s *Service) WritePersonRecord(ctx context.Context, w io.Writer, key, format, language string) (int, error) {
	if err := s.Allow(ctx, DoPrivacy); err != nil {
		return 0, err
	}
	records, err := s.PersonRecord(ctx, key)
	if err != nil {
		return 0, err
	}
	err = s.Documents.PersonRecord(ctx, w, RecordJob{People: records, Format: format, Language: language})
	if err != nil {
		return 0, fmt.Errorf("write what is known of a person: %w", err)
	}
	return len(records), nil
}

// RecordFormat is the format of a person's record by the ending of the file's name. Codes: record.format.
func RecordFormat(path string) (string, error) {
	switch format := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."); format {
	case "txt", "json", "html":
		return format, nil
	case "htm", "":
		return "html", nil
	default:
		return "", Fail(CodeRecordFormat, "Format", format)
	}
}
