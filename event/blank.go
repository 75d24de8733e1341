package event

import (
	"context"
	"errors"
	"fmt"

	"zlot/event/passcode"
)

// FreeBadge reports whether a code is that of a blank badge which nobody has yet.
func (s *Service) FreeBadge(ctx context.Context, code string) (bool, error) {
	code, ok := blankCode(code)
	if !ok {
		return false, nil
	}
	_, _, err := s.Store.EntryByBadge(ctx, code)
	if errors.Is(err, Fail(CodeRegistrationNotFound)) {
		return true, nil
	}
	return false, err
}

// CodeLength is how many digits the code of a badge has.
const CodeLength = passcode.Length

// IsCode reports whether a text is exactly the code of a badge, whoever has it.
func IsCode(text string) bool { return passcode.Valid(text) }

// ReadCode reads the code of a badge as a scan does: with what scanners put before it, or twice in one burst.
func ReadCode(raw string) (code string, ok bool) {
	code, err := passcode.Parse(raw)
	return code, err == nil
}

// blankCode is the code of a blank badge as it is kept; ok is false for everything else.
func blankCode(text string) (code string, ok bool) {
	code, err := passcode.Parse(text)
	return code, err == nil && code[0] == passcode.Blank
}

// IsBlank reports whether a badge was printed before anybody had it.
func IsBlank(code string) bool {
	_, ok := blankCode(code)
	return ok
}

// GiveBadge gives a person a blank badge that lies printed at the desk: from now on it opens the doors,
// and nothing is left to be printed. The code that the person had before opens no door any more.
func (s *Service) GiveBadge(ctx context.Context, registration, text string) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	code, ok := blankCode(text)
	if !ok {
		return Entry{}, Fail(CodeBadgeNotBlank, "Value", shorten(text))
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		if e.Who.Erased {
			return b, Fail(CodePersonErased)
		}
		if _, _, err := r.EntryByBadge(ctx, code); err == nil {
			return b, Fail(CodeBadgeTaken)
		} else if !errors.Is(err, Fail(CodeRegistrationNotFound)) {
			return b, err
		}
		b.Add(e.Event, e.ID, BadgeReplaced{Old: e.Badge, New: code})
		b.Add(e.Event, e.Event, BadgesPrinted{Registrations: []string{e.ID}, Layout: blankLayout})
		e.Badge = code
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("give a blank badge to %s: %w", registration, err)
	}
	return e, nil
}

// TakeBadgeBack takes a blank badge from a person who got it by mistake: the badge that the person had before opens
// the doors again. The blank one is nobody's any more and stays so.
func (s *Service) TakeBadgeBack(ctx context.Context, registration, given, former string) (Entry, error) {
	if err := s.Allow(ctx, DoDesk); err != nil {
		return Entry{}, err
	}
	var e Entry
	_, err := s.Store.Commit(ctx, func(r Reader) (b Batch, err error) {
		if e, err = r.Entry(ctx, registration); err != nil {
			return b, err
		}
		old, _, err := r.EntryByBadge(ctx, former)
		if err != nil {
			return b, err
		}
		if e.Badge != given || old.ID != e.ID || e.Who.Erased {
			return b, Fail(CodeBadgeTaken)
		}
		b.Add(e.Event, e.ID, BadgeReplaced{Old: given, New: former})
		e.Badge = former
		return b, nil
	})
	if err != nil {
		return Entry{}, fmt.Errorf("take a blank badge back from %s: %w", registration, err)
	}
	return e, nil
}

// blankLayout is the layout of a badge that was printed before anybody had it.
const blankLayout = "blank"
