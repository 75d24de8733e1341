package event

import (
	"context"
	"fmt"
)

// signAll gives every certificate its signed statement. An event's first certificates make its key:
// the public half goes into the event, the secret half to Secrets, never into the database.
func (s *Service) signAll(ctx context.Context, ev Event, certs []Certificate) error {
	secret, err := s.signingKey(ctx, ev)
	if err != nil {
		return fmt.Errorf("signing key of %s: %w", ev.ID, err)
	}
	for i := range certs {
		c := &certs[i]
		c.Token, err = s.Signer.Sign(Statement{Event: c.Event, Number: c.Number, Name: c.Data.Name, Title: c.Data.Title,
			Hours: c.Data.Hours, Date: c.Data.Date}, secret)
		if err != nil {
			return fmt.Errorf("sign %s: %w", c.Number, err)
		}
	}
	return nil
}

func (s *Service) signingKey(ctx context.Context, ev Event) (string, error) {
	name := "signing-key/" + ev.ID
	secret, err := s.Secrets.Get(name)
	if err != nil {
		return "", err
	}
	if ev, err = s.Store.Event(ctx, ev.ID); err != nil {
		return "", err
	}
	if secret != "" && s.isKeyOf(ev, secret) {
		return secret, nil
	}
	public, secret, err := s.Signer.NewKey()
	if err != nil {
		return "", err
	}
	if err := s.Secrets.Set(name, secret); err != nil {
		return "", err
	}
	_, err = s.Store.Commit(ctx, func(r Reader) (Batch, error) {
		now, err := r.Event(ctx, ev.ID)
		var b Batch
		b.Add(ev.ID, ev.ID, EventChanged{NewChange("public_keys", now.PublicKeys, append(now.PublicKeys, public), 0)})
		return b, err
	})
	return secret, err
}

// isKeyOf reports whether the event knows the public half of a secret key. It does not where a crash
// came between the two, or where the file is a backup from before the first certificate.
func (s *Service) isKeyOf(ev Event, secret string) bool {
	token, err := s.Signer.Sign(Statement{Event: ev.ID, Date: ev.Start}, secret)
	if err == nil {
		_, err = s.Signer.Verify(token, ev.PublicKeys)
	}
	return err == nil
}
