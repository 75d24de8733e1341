package event

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
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

// VerifyCertificate says whether a PDF or a bare token is ours, unchanged and still valid. keys are
// public keys to trust besides those of the register; store may be nil: then only the signature speaks.
func VerifyCertificate(ctx context.Context, r Reader, signer Signer, docs Documents, input []byte, isPDF bool, keys []string) (Verification, error) {
	token := string(input)
	if isPDF {
		var err error
		if token, err = docs.Token(input); err != nil {
			return invalid(err)
		}
	}
	if r != nil {
		events, err := r.Events(ctx)
		if err != nil {
			return Verification{}, err
		}
		for _, e := range events {
			keys = append(keys, e.PublicKeys...)
		}
	}
	st, err := signer.Verify(token, keys)
	if err != nil {
		return invalid(err)
	}
	v := Verification{Valid: true, State: StateSigned, Statement: st}
	if r == nil {
		return v, nil
	}
	c, err := r.Certificate(ctx, st.Number)
	if err != nil && !errors.Is(err, Fail(CodeCertificateNotFound)) {
		return Verification{}, fmt.Errorf("look up %s: %w", st.Number, err)
	}
	if err != nil {
		return v, nil // signed with our key, but the register is another file's
	}
	if own, err := signer.Verify(c.Token, keys); err != nil || own != st {
		return v, nil // another document of that number
	}
	v.State = c.State
	v.Valid = c.State == Issued
	if sum := sha256.Sum256(input); isPDF && hex.EncodeToString(sum[:]) != c.SHA256 {
		v.Valid, v.Code = false, CodeVerifyChanged
	}
	return v, nil
}

// invalid turns what is wrong with a document into an answer; other errors stay errors.
func invalid(err error) (Verification, error) {
	var e *Error
	if errors.As(err, &e) {
		return Verification{Code: e.Code}, nil
	}
	return Verification{}, err
}
