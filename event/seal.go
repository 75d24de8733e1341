package event

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"
)

// The codes of the organizer's own key.
const (
	CodeSealPassword = "certificate.seal.password" // the password does not open the key file
	CodeSealFile     = "certificate.seal.file"     // it is no key file, or holds no key that can sign
	CodeSealExpired  = "certificate.seal.expired"
	CodeSealEarly    = "certificate.seal.early" // the key is not valid yet
)

// DocumentSigner signs finished PDFs with the organizer's own key, besides the signed statement that every
// certificate carries. Implemented by event/doc.
type DocumentSigner interface {
	// Open reads a key file (PKCS#12). Codes: certificate.seal.password, certificate.seal.file.
	Open(p12 []byte, password string) (DocumentKey, error)
}

// DocumentKey is an opened key.
type DocumentKey interface {
	Holder() KeyHolder
	// Seal adds a signature to a PDF of this program. at is the time it claims.
	Seal(pdf []byte, at time.Time) ([]byte, error)
}

// KeyHolder is who a key speaks for, and how long.
type KeyHolder struct {
	Name, Issuer string
	From, Until  time.Time
}

func sealKeyName(eventID string) string      { return "seal-key/" + eventID }
func sealPasswordName(eventID string) string { return "seal-password/" + eventID }

// SetDocumentKey takes the key that an event's certificates are signed with from now on. It is kept among the
// secrets, never in the database. Codes: certificate.seal.*.
func (s *Service) SetDocumentKey(ctx context.Context, eventID string, p12 []byte, password string) (KeyHolder, error) {
	if err := s.Allow(ctx, DoSecrets); err != nil {
		return KeyHolder{}, err
	}
	if _, err := s.Store.Event(ctx, eventID); err != nil {
		return KeyHolder{}, err
	}
	key, err := s.DocumentSigner.Open(p12, password)
	if err != nil {
		return KeyHolder{}, err
	}
	if err := s.checkHolder(key.Holder()); err != nil {
		return key.Holder(), err
	}
	if err := s.Secrets.Set(sealPasswordName(eventID), password); err != nil {
		return key.Holder(), fmt.Errorf("keep key of %s: %w", eventID, err)
	}
	if err := s.Secrets.Set(sealKeyName(eventID), base64.StdEncoding.EncodeToString(p12)); err != nil {
		return key.Holder(), fmt.Errorf("keep key of %s: %w", eventID, err)
	}
	return key.Holder(), nil
}

// RemoveDocumentKey forgets the key of an event. What was signed with it stays signed.
func (s *Service) RemoveDocumentKey(ctx context.Context, eventID string) error {
	if err := s.Allow(ctx, DoSecrets); err != nil {
		return err
	}
	for _, name := range []string{sealKeyName(eventID), sealPasswordName(eventID)} {
		if err := s.Secrets.Set(name, ""); err != nil {
			return fmt.Errorf("forget key of %s: %w", eventID, err)
		}
	}
	return nil
}

// DocumentKey tells whose key an event's certificates are signed with; ok is false if with none. Codes:
// certificate.seal.* of a key that cannot be used any more.
func (s *Service) DocumentKey(eventID string) (h KeyHolder, ok bool, err error) {
	key, err := s.documentKey(eventID)
	if err != nil || key == nil {
		return h, false, err
	}
	return key.Holder(), true, s.checkHolder(key.Holder())
}

func (s *Service) documentKey(eventID string) (DocumentKey, error) {
	has, err := s.hasDocumentKey(eventID)
	if err != nil || !has {
		return nil, err
	}
	kept, err := s.Secrets.Get(sealKeyName(eventID))
	if err != nil {
		return nil, err
	}
	password, err := s.Secrets.Get(sealPasswordName(eventID))
	if err != nil {
		return nil, err
	}
	p12, err := base64.StdEncoding.DecodeString(kept)
	if err != nil {
		return nil, Fail(CodeSealFile).Because(err)
	}
	return s.DocumentSigner.Open(p12, password)
}

func (s *Service) hasDocumentKey(eventID string) (bool, error) {
	if s.DocumentSigner == nil {
		return false, nil
	}
	kept, err := s.Secrets.Get(sealKeyName(eventID))
	return kept != "", err
}

// checkHolder says whether a key holds today.
func (s *Service) checkHolder(h KeyHolder) error {
	day := func(t time.Time) time.Time { return DateOf(t, time.UTC).Time(time.UTC) }
	switch now := s.Clock.Now(); {
	case now.After(h.Until):
		return Fail(CodeSealExpired, "Name", h.Name, "Date", day(h.Until))
	case now.Before(h.From):
		return Fail(CodeSealEarly, "Name", h.Name, "Date", day(h.From))
	}
	return nil
}

// sealer is what finishes the documents of an event: nil if it has no key. Before a batch it makes sure once that the
// key can be opened and holds today.
func (s *Service) sealer(ev Event) (func(pdf []byte) ([]byte, error), error) {
	key, err := s.documentKey(ev.ID)
	if err != nil || key == nil {
		return nil, err
	}
	if err := s.checkHolder(key.Holder()); err != nil {
		return nil, err
	}
	at := s.Clock.Now()
	return func(pdf []byte) ([]byte, error) { return key.Seal(pdf, at) }, nil
}
