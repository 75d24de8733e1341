package event

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// SettleRestored puts a file right that was restored from a copy, before it takes its place: whoever was erased since
// is erased again, the whole ones from the register of certificates too, and mail rests until somebody lets it go on.
func (s *Service) SettleRestored(ctx context.Context, erased, whole []string) error {
	ctx = ByProgram(ctx)
	for _, id := range erased {
		p, err := s.Store.Person(ctx, id)
		register := slices.Contains(whole, id)
		if errors.Is(err, Fail(CodePersonNotFound)) || err == nil && p.Erased && !register {
			continue // the copy is from before the person came, or knows it
		}
		if err == nil {
			_, err = s.erasePerson(ctx, id, register)
		}
		if err != nil {
			return fmt.Errorf("erase %s again: %w", id, err)
		}
	}
	events, err := s.Store.Events(ctx)
	if err != nil {
		return fmt.Errorf("rest mail: %w", err)
	}
	for _, e := range events {
		messages, err := s.Store.Messages(ctx, e.ID)
		if err != nil {
			return fmt.Errorf("rest mail: %w", err)
		}
		for _, m := range messages {
			if m.State == MessageQueued {
				if err := s.PauseMail(ctx, e.ID); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// PreviewCopy says what a copy holds, by its name or path, and what would be lost with the file as it is.
func (s *Service) PreviewCopy(ctx context.Context, name, passphrase string) (p CopyPreview, err error) {
	if err := s.Allow(ctx, DoRestore); err != nil {
		return p, err
	}
	from, err := s.Copies.Open(ctx, name, passphrase)
	if err != nil {
		return p, fmt.Errorf("preview a copy: %w", err)
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	return CompareCopy(ctx, unguarded(s.Store), from)
}
